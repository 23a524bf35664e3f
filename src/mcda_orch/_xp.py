"""The only file that knows array libraries: namespaces, and the few array operations that every kernel shares.

Shapes: ``n`` alternatives, ``m`` criteria, ``...`` any batch. Criteria are axis -1, alternatives axis -2.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import numpy as np

from ._tape import Traced

__all__ = [
    "ALONE",
    "Array",
    "dot",
    "floating",
    "is_numpy",
    "lengths",
    "library",
    "logarithm",
    "namespace",
    "power_logarithm",
    "product",
    "ratio",
    "share",
    "sides",
    "solid",
    "total",
]

Array: TypeAlias = Any
"""An array of any library that follows the Python array API standard."""

ALONE, COLUMNS = 2**18, 16
"""Multiplications of a product that OpenBLAS leaves to one thread, and of how many columns parts are made up."""
MANY = 2**13
"""Numbers from which their ends are found faster than each is looked at."""
FLOOR = 256.0
"""A denominator below this many rounding units of its scale counts as zero."""


def is_numpy(*arrays: Array) -> bool:
    """Tell whether NumPy alone can compute with these."""
    for a in arrays:  # noqa: SIM110  # asked dozens of times a call, where a generator takes longer
        if type(a) is not np.ndarray and not isinstance(a, (np.ndarray, np.generic, float, int, Traced)):
            return False
    return True


def namespace(*arrays: Array) -> Any:
    """Return the array namespace that the arguments share (Python numbers belong to every one)."""
    for a in arrays:
        if type(a) is not np.ndarray:
            break
    else:
        return np
    if is_numpy(*arrays):
        return np
    import array_api_compat

    return array_api_compat.array_namespace(*(a for a in arrays if array_api_compat.is_array_api_obj(a)))


def library(a: Array) -> str:
    """Return the name of the library that an array is of."""
    return type(a).__module__.partition(".")[0].removesuffix("lib")  # arrays of JAX are made in jaxlib


def floating(a: Any, like: Array | None = None) -> Array:
    """Return `a` as a floating array: floating arrays as they are, all else as float64 where the library has it.

    `like` is an array whose library and device a plain number or list joins.
    """
    if isinstance(a, np.ndarray) or not hasattr(a, "dtype"):
        if not hasattr(like, "dtype") or is_numpy(like):
            array = np.asarray(a)
            return array if array.dtype.kind == "f" else array.astype(np.float64)
        import array_api_compat

        xp = array_api_compat.array_namespace(like)
        return xp.asarray(np.asarray(a, dtype=np.float64), device=array_api_compat.device(like))
    xp = namespace(a)
    return a if xp.isdtype(a.dtype, "real floating") else xp.astype(a, _widest(xp))


def _widest(xp: Any) -> Any:
    """Return float64, or what the library has in its place: JAX has float32 alone unless told otherwise."""
    told = getattr(xp, "__array_namespace_info__", None)
    known = {"float64": xp.float64} if told is None else told().dtypes(kind="real floating")
    return known.get("float64", xp.float32)


def dot(features: Array, w: Array) -> Array:
    """Weigh the criteria: ``sum_j features[..., i, j] * w[..., j]``, never copying the matrix for a batch of weights.

    Parameters
    ----------
    features : array, shape (..., n, m)
    w : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)
    """
    if type(features) is np.ndarray and type(w) is np.ndarray and w.ndim == 1:
        return features @ w
    xp = namespace(features, w)
    if w.ndim == 1:
        return xp.matmul(features, w)
    if features.ndim == 2:  # the batch comes to lie inside, where NumPy's reductions over alternatives are fast
        across = xp.matrix_transpose(w)
        return xp.matrix_transpose(product(features, across) if xp is np and w.ndim == 2 else xp.matmul(features, across))
    return xp.matmul(features, w[..., None])[..., 0]


def product(a: Array, b: Array) -> Array:
    """Multiply NumPy's matrices, of which the second is long, by some of its columns at a time.

    BLAS lays out small products on one thread and larger ones on all. Threads gain nothing on a product that is over in some
    microseconds, and wait for milliseconds where other work holds a core; and how columns are shared out among them moves the last bit.
    """
    (n, m), count = a.shape, b.shape[1]
    step = ALONE // max(n * m, 1) // COLUMNS * COLUMNS
    if not 0 < step < count:
        return a @ b
    found = np.empty((n, count), dtype=np.result_type(a, b))
    for start in range(0, count, step):
        np.matmul(a, b[:, start : start + step], out=found[:, start : start + step])
    return found


@cache
def _floor(dtype: np.dtype[Any]) -> float:
    return float(np.finfo(dtype).eps) * FLOOR


def ratio(a: Array, b: Array, scale: Array | None = None) -> Array:
    """Divide `a` by `b`, and give 0 where `b` cannot discriminate.

    A denominator is nil where it is not larger than 256 rounding units of `scale` (of ``abs(a)``, unless a
    scale is given). This is the only division between data in the library, so a constant criterion contributes
    nothing and finite input stays finite.
    """
    xp = namespace(a, b)
    dtype = b.dtype if hasattr(b, "dtype") else a.dtype
    if xp is np:
        beside = a if scale is None else scale
        if (getattr(b, "size", 0) >= MANY or getattr(beside, "size", 0) >= MANY) and _far_from_nil(b, beside, dtype):
            return a / b
        solid = np.abs(b) > _floor(dtype) * (np.abs(a) if scale is None else scale)
        if np.logical_and.reduce(solid, axis=None):
            return a / b
    else:
        solid = xp.abs(b) > float(xp.finfo(dtype).eps) * FLOOR * (xp.abs(a) if scale is None else scale)
    return xp.where(solid, a, xp.zeros_like(a)) / xp.where(solid, b, xp.ones_like(b))


def _far_from_nil(b: Array, scale: Array, dtype: np.dtype[Any]) -> bool:
    """Tell at a glance whether the smallest of `b` is beyond what counts as nil beside the largest of a scale; of NumPy's arrays."""
    least = max(np.minimum.reduce(b, axis=None), -np.maximum.reduce(b, axis=None))
    size = max(np.maximum.reduce(scale, axis=None), -np.minimum.reduce(scale, axis=None)) if np.ndim(scale) else abs(scale)
    return bool(least > _floor(dtype) * size)


def solid(b: Array, scale: Array) -> bool:
    """Tell whether `ratio` divides by all of `b` beside a scale; of NumPy's arrays."""
    return bool(np.logical_and.reduce(np.abs(b) > _floor(b.dtype) * scale, axis=None))


def logarithm(r: Array) -> Array:
    """Natural logarithm of ratios; what is not positive counts as the smallest normal number."""
    xp = namespace(r)
    if xp is np and np.minimum.reduce(r, axis=None) > 0:
        return np.log(r)
    return xp.log(xp.where(r > 0, r, xp.full_like(r, float(xp.finfo(r.dtype).smallest_normal))))


def power_logarithm(r: Array) -> Array:
    """Logarithm whose product with a weight gives a power, ``r**w = exp(w log r)``; of 0, so low that any weight gives 0."""
    xp = namespace(r)
    if xp is np and np.minimum.reduce(r, axis=None) > 0:
        return np.log(r)
    return xp.where(r > 0, xp.log(xp.where(r > 0, r, xp.ones_like(r))), xp.full_like(r, -1e-8 * float(xp.finfo(r.dtype).max)))


def share(w: Array) -> Array:
    """Return weights as shares of their total, shape (..., m)."""
    whole = total(w)
    return ratio(w, whole, scale=whole)


def sides(w: Array, s: Array) -> tuple[Array, Array]:
    """Return the weights of the benefits and those of the costs, each shape (..., m), 0 for the others."""
    benefits = w * namespace(w, s).astype(s > 0, w.dtype)
    return benefits, w - benefits


def total(w: Array) -> Array:
    """Total of the weights, shape (..., 1), as a product, which is faster than a sum over a short last axis."""
    xp = namespace(w)
    return xp.matmul(w, xp.ones_like(w[(*(0,) * (w.ndim - 1), ...)]))[..., None]


def lengths(w: Array, *differences: Array) -> list[Array]:
    """Weighted Euclidean lengths ``sqrt(sum_j (w_j d_ij)**2)`` of the rows of several arrays.

    Weights are taken as shares, so that their squares cannot underflow.

    Parameters
    ----------
    w : array, shape (..., m)
    *differences : array, shape (..., n, m)

    Returns
    -------
    list of array, shape (..., n)
    """
    xp = namespace(w, *differences)
    size, squares = total(w), share(w) ** 2
    if w.ndim == 1:
        return [size * xp.sqrt(dot(d**2, squares)) for d in differences]
    n = differences[0].shape[-2]
    whole = differences[0] if len(differences) == 1 else xp.concat(differences, axis=-2)
    found = dot(whole**2, squares)  # one product for all
    if xp is np:
        np.multiply(size, np.sqrt(found, out=found), out=found)
    else:
        found = size * xp.sqrt(found)
    return [found[..., k * n : (k + 1) * n] for k in range(len(differences))]
