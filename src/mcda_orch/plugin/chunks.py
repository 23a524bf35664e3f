"""Kernels on Dask arrays: one call on NumPy arrays a chunk, and what is asked of all rows as a tree of what their chunks say.

Nothing is computed here. A chunk of a batch is a batch of its own. Chunks of rows go to kernels that see a matrix in parts; all others
are refused, as they would have to hold the whole matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from .._statistics import Summary, merged
from .._xp import Array, floating
from ..errors import PluginError, ShapeError
from .family import SCALING, SCORE
from .parts import questions, rows_of, summary_of

if TYPE_CHECKING:
    from .kernel import Plugin

__all__ = ["by_chunks", "chunked"]

FAN = 16
"""Summaries that are merged by one task."""


def chunked(*arrays: Array) -> bool:
    """Tell whether any of the arrays is Dask's, without importing it."""
    return any(type(a) is not np.ndarray and type(a).__module__.partition(".")[0] == "dask" for a in arrays)


def by_chunks(plugin: Plugin[Any], arrays: tuple[Array, ...], params: Mapping[str, Any]) -> Array:
    """Return what a kernel gives Dask arrays, to be computed when it is asked for.

    Raises
    ------
    PluginError
        If the rows of a matrix lie in several chunks, and the kernel needs all of them at once.
    """
    import dask.array as da

    given = tuple(da.asarray(a) for a in arrays)
    batches = {k: v for k, v in params.items() if chunked(v) or getattr(v, "ndim", 0) > 1}
    fixed = {k: floating(v) if isinstance(v, np.ndarray) else v for k, v in params.items() if k not in batches}
    x = given[0]
    if "n" in plugin.family.cores[0] and x.ndim > 1 and x.numblocks[-2] > 1:
        return _by_rows(plugin, given, fixed, batches)
    return _batched(plugin, given, fixed, {k: da.asarray(v) for k, v in batches.items()})


def _batched(plugin: Plugin[Any], given: tuple[Array, ...], params: Mapping[str, Any], batches: Mapping[str, Array]) -> Array:
    """Call the kernel on every chunk of a batch; matrices lie in one chunk each."""
    import dask.array as da

    cores = [core.split(",") for core in plugin.family.cores] + [["m"]] * len(batches)
    every = (*given, *batches.values())
    whole = [_in_one(plugin, a, range(-min(len(core), a.ndim), 0)) for a, core in zip(every, cores, strict=True)]
    depth = [a.ndim - len(core) for a, core in zip(whole, cores, strict=True)]
    if min(depth) < 0:
        raise ShapeError(f"the kernel of {plugin.name} maps {plugin.family.signature}, and got arrays of {[a.ndim for a in every]} axes.")
    axes = [f"b{k}" for k in range(max(depth) - 1, -1, -1)]  # batches are aligned at their last axes
    out = plugin.family.signature.partition("->")[2].strip("()").split(",")
    pairs = [part for a, d, core in zip(whole, depth, cores, strict=True) for part in (a, [*axes[len(axes) - d :], *core])]
    return da.blockwise(partial(_called, plugin, params, tuple(batches)), [*axes, *out], *pairs, dtype=np.result_type(*every))


def _in_one(plugin: Plugin[Any], a: Array, axes: Sequence[int]) -> Array:
    """Put an array into one chunk along some axes; one alone stays, as its size may not be known."""
    cut = [k for k in axes if a.numblocks[k] > 1]
    if any(np.isnan(a.shape[k]) for k in cut):
        raise ShapeError(
            f"the kernel of {plugin.name} got several chunks of unknown size along an axis that it needs at once.",
            hint="let Dask find the sizes first: x.compute_chunk_sizes().",
        )
    return a.rechunk(dict.fromkeys(cut, -1)) if cut else a


def _called(plugin: Plugin[Any], params: Mapping[str, Any], names: tuple[str, ...], *chunks: Any) -> Array:
    own, arrays = len(plugin.family.cores), [_alone(chunk) for chunk in chunks]
    return plugin.run(*arrays[:own], **params, **dict(zip(names, arrays[own:], strict=True)))


def _alone(chunk: Any) -> Array:
    """Return the only chunk along axes that are summed over, which comes in a list for each of them; no copy is made."""
    while isinstance(chunk, list):
        (chunk,) = chunk
    return chunk


def _by_rows(plugin: Plugin[Any], given: tuple[Array, ...], params: Mapping[str, Any], batches: Mapping[str, Array]) -> Array:
    """Return the numbers of a tall matrix, chunk by chunk, for each chunk of a batch of weights."""
    import dask.array as da

    x, first, *others = given
    if plugin.family not in (SCORE, SCALING) or plugin.lift or plugin.numpy_only or not plugin.by_rows(params):
        raise PluginError(
            f"{plugin.name} needs all rows of a matrix at once, and these lie in {x.numblocks[-2]} chunks.",
            hint=f"if the matrix fits into memory, put it into one: {_known(x)}.rechunk({{-2: -1}}); else choose another method.",
        )
    wide = any(a.ndim > 1 for a in others) or first.ndim > (2 if plugin.family is SCORE else 1)
    if x.ndim > 2 or batches or wide:
        raise ShapeError(
            f"{plugin.name} got a batch of matrices, senses or parameters, whose rows lie in {x.numblocks[-2]} chunks.",
            hint=f"put the rows of a batch into one chunk, {_known(x)}.rechunk({{-2: -1}}); of one matrix weights alone may be a batch.",
        )
    whole = x.rechunk({1: -1})
    if first.ndim == 1:
        return _rows(plugin, whole, (first, *others), params)
    parts = [_rows(plugin, whole, (first.blocks[k], *others), params) for k in range(first.numblocks[0])]
    return da.concatenate(parts, axis=-2)


def _known(x: Array) -> str:
    """What to call the array that is given for x once its size is known."""
    return "x.compute_chunk_sizes()" if np.isnan(x.shape).any() else "x"


def _rows(plugin: Plugin[Any], x: Array, others: tuple[Array, ...], params: Mapping[str, Any]) -> Array:
    """Return the numbers of all rows: what chunks say to each question goes up a tree, and comes down to every chunk."""
    import dask.array as da
    from dask import delayed

    chunks = x.to_delayed().ravel().tolist()
    one = [a.rechunk(-1).to_delayed().ravel()[0] for a in others]
    rows = x.shape[0] if x.shape[0] == x.shape[0] else delayed(sum)([delayed(len)(c) for c in chunks])  # NaN where nobody knows
    kernel = partial(_kernel, plugin, params)
    some = np.array([[1.0], [2.0]], dtype=x.dtype) * np.ones(x.shape[1], dtype=x.dtype)
    tiny = [np.ones(a.shape, dtype=a.dtype) for a in others]
    example = plugin.run(some, *tiny, **params)  # checks the parameters too
    known: list[Any] = []
    for _ in range(questions(kernel(tiny), some)):
        said = [delayed(_said)(kernel, one, chunk, known, rows) for chunk in chunks]
        while len(said) > 1:
            said = [delayed(_together)(said[k : k + FAN]) for k in range(0, len(said), FAN)]
        known = [*known, said[0]]
    axis = -1 if plugin.family is SCORE else -2
    found = [
        da.from_delayed(delayed(_numbers)(kernel, one, chunk, known, rows, axis), _sized(example.shape, axis, n), meta=example)
        for chunk, n in zip(chunks, x.chunks[0], strict=True)
    ]
    return da.concatenate(found, axis=axis, allow_unknown_chunksizes=True)


def _kernel(plugin: Plugin[Any], params: Mapping[str, Any], others: Sequence[Array]) -> Callable[[Array], Array]:
    """Return the kernel of a matrix alone."""

    def kernel(part: Array) -> Array:
        with np.errstate(all="ignore"):
            return plugin.function(part, *others, **params)

    return kernel


def _said(kernel: Callable[..., Any], others: Sequence[Array], chunk: Array, known: Sequence[Summary], rows: int) -> Summary:
    return summary_of(kernel(others), np.asarray(chunk), known, rows)


def _numbers(kernel: Callable[..., Any], others: Sequence[Array], chunk: Array, known: Sequence[Summary], rows: int, axis: int) -> Array:
    return rows_of(kernel(others), np.asarray(chunk), known, rows, axis)


def _together(said: Sequence[Summary]) -> Summary:
    return reduce(merged, said)


def _sized(shape: tuple[int, ...], axis: int, n: int) -> tuple[int, ...]:
    found = list(shape)
    found[axis] = n
    return tuple(found)
