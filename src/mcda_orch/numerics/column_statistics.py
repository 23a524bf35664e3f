"""What the columns of a matrix say: how far each one varies, and how they go together.

Shapes as everywhere: alternatives are axis -2, criteria axis -1. A constant column has deviation 0 and is correlated with none.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._statistics import largest, smallest
from .._xp import Array, namespace, ratio

__all__ = ["Correlation", "conflict", "correlations", "deviation"]

Correlation: TypeAlias = Literal["pearson", "spearman", "distance"]

NOISE = 4096.0
"""A correlation that is nearer to 1 than this many rounding units is 1."""


def _within(x: Array) -> Array:
    """Place of every value within the range of its column, shape (..., n, m); 0 in a constant one."""
    xp = namespace(x)
    low, high = smallest(x, -2), largest(x, -2)
    return ratio(x - low, high - low, scale=xp.maximum(xp.abs(low), xp.abs(high)))


def _centred(x: Array) -> Array:
    return x - namespace(x).mean(x, axis=-2, keepdims=True)


def deviation(x: Array, ddof: int = 0) -> Array:
    """Standard deviation of every column, shape (..., m), which divides by ``n - ddof``."""
    xp = namespace(x)
    length = xp.sqrt(xp.sum(_centred(_within(x)) ** 2, axis=-2))
    return (largest(x, -2) - smallest(x, -2))[..., 0, :] * (length / max(x.shape[-2] - ddof, 1) ** 0.5)


def correlations(x: Array, kind: Correlation = "pearson") -> Array:
    """Correlations of the columns, shape (..., m, m); 0 where a column is constant.

    ``"pearson"``; ``"spearman"``, Pearson's of ranks in which ties share the mean; ``"distance"`` (Szekely, Rizzo and Bakirov
    2007), which is 0 only for independent columns and never negative.
    """
    xp = namespace(x)
    part = _within(x)
    if kind == "pearson":
        seen = _centred(part)
    else:
        gap = part[..., :, None, :] - part[..., None, :, :]
        if kind == "spearman":
            seen = _centred(xp.sum(xp.sign(gap), axis=-2))  # twice the mean rank, but for a constant
        else:
            far = xp.abs(gap)
            mean = xp.mean(far, axis=-2, keepdims=True)
            seen = far - mean - xp.mean(far, axis=-3, keepdims=True) + xp.mean(mean, axis=-3, keepdims=True)
            seen = xp.reshape(seen, (*x.shape[:-2], x.shape[-2] ** 2, x.shape[-1]))
    unit = ratio(seen, xp.sqrt(xp.sum(seen**2, axis=-2, keepdims=True)))
    product = xp.matmul(xp.matrix_transpose(unit), unit)
    return xp.sqrt(xp.maximum(product, xp.zeros_like(product))) if kind == "distance" else product


def conflict(x: Array, kind: Correlation = "pearson", *, absolute: bool = False) -> Array:
    """How far every column goes against the others, ``sum_k (1 - r_jk)``, shape (..., m); a constant one is left out.

    With `absolute` it is how far they do not tell the same, ``sum_k (1 - |r_jk|)``.
    """
    xp = namespace(x)
    found = correlations(x, kind)
    against = 1.0 - (xp.abs(found) if absolute else found)
    varies = largest(_within(x), -2) > 0
    counts = (
        varies & xp.matrix_transpose(varies) & (against > NOISE * float(xp.finfo(x.dtype).eps))
    )  # a column does not go against its copy
    return xp.sum(xp.where(counts, against, xp.zeros_like(against)), axis=-1)
