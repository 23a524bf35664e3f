"""Batches of weights in blocks that stay in cache. The sizes live here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from .._xp import Array, is_numpy, namespace
from .family import Family
from .parts import BUFFER, in_parts, keep_blocks, part_rows
from .shared import Known, shared, sharing
from .steps import recording

__all__ = ["BLOCK", "TALL", "blocked", "by_column", "kinds", "largest_weighted", "lifted", "summed", "tall"]

BLOCK = 2**16
"""Numbers in flight in one array of one block: 512 KiB of float64."""
TALL = 400
"""Alternatives from which a matrix that is not seen in parts is laid out anew, criterion by criterion."""


def depths(family: Family, arrays: tuple[Array, ...]) -> list[int]:
    """Return the number of batch axes of every argument."""
    return [a.ndim - axes for a, axes in zip(arrays, family.axes, strict=True)]


def lifted(
    function: Callable[..., Array],
    family: Family,
    arrays: tuple[Array, ...],
    params: Mapping[str, Any],
    per: Iterable[str],
    together: str = "",
) -> Array:
    """Call a kernel that takes one problem at a time, once for each place of the batch; `per` names the parameters that batch along.

    The argument that `together` names is handed over with all of its batch that meets the same of the others.
    """
    depth = depths(family, arrays)
    own = {k: params[k] for k in per if getattr(params.get(k), "ndim", 0) > 1}
    leading = [a.shape[:d] for a, d in zip(arrays, depth, strict=True)]
    kept = [name == together for name in family.arguments]
    outer = np.broadcast_shapes(*(b for b, k in zip(leading, kept, strict=True) if not k), *(v.shape[:-1] for v in own.values()))
    if not outer:
        return function(*arrays, **params)
    keep_blocks()
    batch = np.broadcast_shapes(outer, *leading)
    outer = (1,) * (len(batch) - len(outer)) + outer
    wide = [np.broadcast_to(a, (batch if k else outer) + a.shape[d:]) for a, d, k in zip(arrays, depth, kept, strict=True)]
    along = {k: np.broadcast_to(v, outer + v.shape[-1:]) for k, v in own.items()}
    out = None
    for place in np.ndindex(outer):
        whole = tuple(slice(None) if size == 1 and together else k for k, size in zip(place, outer, strict=True))
        parts = (a[whole if k else place] for a, k in zip(wide, kept, strict=True))
        found = np.asarray(function(*parts, **{**params, **{k: v[place] for k, v in along.items()}}))
        if out is None:
            out = np.empty((*batch, *found.shape[found.ndim - len(family.returned) :]), dtype=found.dtype)
        out[whole] = found
    return out


def tall(x: Array) -> bool:
    """Tell whether a matrix is so tall that it is seen in parts where the kernel can."""
    return isinstance(x, np.ndarray) and x.ndim == 2 and len(x) > part_rows(x.shape[1])


def blocked(
    function: Callable[..., Array],
    family: Family,
    arrays: tuple[Array, ...],
    params: Mapping[str, Any],
    by_rows: bool = False,
    asks: bool = True,
) -> Array:
    """Call a kernel a block of its first batch axis at a time, and where it may be seen `by_rows` a part of its rows at a time.

    One that `asks` of all rows at once is given a tall matrix laid out criterion by criterion.
    Only NumPy arrays are cut: other libraries bring their own scheduler, or the memory of a GPU.
    """
    own = depths(family, arrays)
    depth = max(own)
    wide = bool(params) and any(getattr(v, "ndim", 0) > 1 for v in params.values())
    by_rows = by_rows and not wide and not recording()
    if by_rows:
        function = _by_rows(function, -2 if len(family.returned) == 2 else -1, asks)
    elif depth == 0 and asks and family.axes[0] == 2 and isinstance(arrays[0], np.ndarray) and len(arrays[0]) >= TALL:
        keep_blocks()
        before = np.setbufsize(BUFFER)
        try:
            return function(by_column(arrays[0]), *arrays[1:], **params)
        finally:
            np.setbufsize(before)
    if depth == 0 or not is_numpy(*arrays) or wide:
        return function(*arrays, **params)
    keep_blocks(BLOCK * (arrays[0].shape[-1] + 1) * arrays[0].itemsize)  # rows with all their cells, and an end
    batch = np.broadcast_shapes(*(a.shape[:d] for a, d in zip(arrays, own, strict=True)))
    n = arrays[0].shape[-1]
    seen = part_rows(n) if by_rows else arrays[0].shape[-2] if family.axes[0] == 2 else n * n  # vectors are compared in all pairs of places
    one = max(int(np.prod(batch[1:])) * seen, 1)
    rows = max(BLOCK // one, 1)
    if batch[0] <= rows:
        return function(*arrays, **params)
    cut = [d == depth and a.shape[0] > 1 for a, d in zip(arrays, own, strict=True)]
    known: Known = {}
    whole = not by_rows and not any(c for c, name in zip(cut, family.arguments, strict=True) if name != "w")
    out = None
    with sharing(known if whole else None):  # what is computed of the cells alone is the same in every block
        for start in range(0, batch[0], rows):
            part = function(*(a[start : start + rows] if c else a for a, c in zip(arrays, cut, strict=True)), **params)
            if out is None:  # as the parts lie in memory: kernels keep the batch on the inner axis
                inner = part.ndim == 2 and part.flags.f_contiguous
                out = np.empty((batch[0], *part.shape[1:]), dtype=part.dtype, order="F" if inner else "C")
                first = len(known)
            out[start : start + rows] = part
            while len(known) > first:  # made of arrays of this block, which no other meets
                known.popitem()
    return out


def _by_rows(function: Callable[..., Array], axis: int, asks: bool) -> Callable[..., Array]:
    """Return the kernel that sees its matrix in parts."""

    def whole(x: Array, *others: Array, **params: Any) -> Array:
        return in_parts(lambda part: function(part, *others, **params), x, axis, by_column=asks)

    return whole


@shared
def by_column(x: Array) -> Array:
    """Lay a tall matrix out criterion by criterion: reductions over alternatives then run along memory, twice as fast."""
    if x.flags.f_contiguous:
        return x
    found = np.empty(x.shape[::-1], x.dtype)
    for start in range(0, len(x), BLOCK // 16):
        found[:, start : start + BLOCK // 16] = x[start : start + BLOCK // 16].T
    return found.T


def largest_weighted(d: Array, w: Array) -> Array:
    """Largest weighted value of every alternative, ``max_j w_j d_ij``, shape (..., n).

    A maximum cannot be contracted, so a batch of weights runs over the criteria with one slab in flight.
    """
    xp = namespace(d, w)
    if w.ndim == 1 and d.ndim == 2:
        return xp.max(d * w, axis=-1)
    if w.ndim == 2 and d.ndim == 2 and is_numpy(d, w):  # slabs of (n, batch), so that the long axis is the inner one
        across = np.ascontiguousarray(w.T)
        top = d[:, 0, None] * across[0]
        part = np.empty_like(top)
        for j in range(1, d.shape[-1]):
            np.maximum(top, np.multiply(d[:, j, None], across[j], out=part), out=top)
        return top.T
    top = d[..., 0] * w[..., None, 0]
    for j in range(1, d.shape[-1]):
        top = xp.maximum(top, d[..., j] * w[..., None, j])
    return top


def summed(term: Callable[[Array, Array], Array], d: Array, w: Array) -> Array:
    """Sum of a term that is not linear in the weights, ``sum_j term(d_ij, w_j)``, shape (..., n).

    It cannot be contracted, so a batch of weights runs over the criteria with one slab in flight.
    """
    xp = namespace(d, w)
    if w.ndim == 1 and d.ndim == 2:
        return xp.sum(term(d, w), axis=-1)
    if w.ndim == 2 and d.ndim == 2:  # slabs of (n, batch), so that the long axis is the inner one
        across = xp.matrix_transpose(w) + 0.0
        few = _levels(d) if xp is np and len(d) * len(w) >= BLOCK // 2 else {}
        whole = _slab(term, d, across, 0, few)
        for j in range(1, d.shape[-1]):
            whole += _slab(term, d, across, j, few)
        return xp.matrix_transpose(whole)
    whole = term(d[..., 0], w[..., None, 0])
    for j in range(1, d.shape[-1]):
        whole = whole + term(d[..., j], w[..., None, j])
    return whole


def _slab(term: Callable[[Array, Array], Array], d: Array, across: Array, j: int, few: Mapping[int, tuple[Array, Array]]) -> Array:
    """Return a term on one criterion, shape (n, batch): of cells that are the same it is computed once."""
    if j not in few:
        return term(d[:, j, None], across[j, :])
    levels, which = few[j]
    return term(levels[:, None], across[j, :]).take(which, axis=-2)


@shared
def _levels(d: Array) -> dict[int, tuple[Array, Array]]:
    """Return by column its values, and which of them each cell has, where they are at most half as many as the cells."""
    ordered = np.sort(d, axis=-2)
    several = 1 + np.add.reduce(ordered[1:] != ordered[:-1], axis=-2)
    return {j: np.unique(d[:, j], return_inverse=True) for j in np.flatnonzero(2 * several <= len(d)).tolist()}


def kinds(w: Array) -> tuple[Array, Array]:
    """Which criteria count, for kernels that ask of weights only whether they are above zero.

    Parameters
    ----------
    w : array, shape (..., m)

    Returns
    -------
    array of bool, shape (k, m)
        The criteria that count, each set of them once.
    array of int, shape (...)
        Which of these sets a weight vector has.
    """
    counts = (w > 0).reshape(-1, w.shape[-1])
    if (counts == counts[:1]).all():
        return counts[:1], np.zeros(w.shape[:-1], dtype=np.intp)
    bits = np.packbits(counts, axis=-1)
    words = np.zeros((len(bits), -(-bits.shape[-1] // 8)), dtype=np.uint64)
    words.view(np.uint8)[:, : bits.shape[-1]] = bits
    _, first, which = np.unique(words, axis=None if words.shape[-1] == 1 else 0, return_index=True, return_inverse=True)
    return counts[first], which.reshape(w.shape[:-1])
