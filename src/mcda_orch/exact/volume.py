"""Half-spaces of shares: how probable it is that a linear form of random shares is negative, without sampling."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError, ShapeError
from .rational import Matrix, Vector, dot, matrix, primitive, vector

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["below", "centroid_below", "moments", "ordered_corners", "share_below"]


def below(c: Iterable[Any], *, prior: Iterable[int] | None = None, corners: Iterable[Iterable[Any]] | None = None) -> Fraction:
    """Return P(c.w <= 0) for random shares w, exactly.

    Parameters
    ----------
    c : m numbers
    prior : m positive integers, optional
        Shares follow the Dirichlet distribution with these parameters; all ones, the uniform distribution, unless given.
        Integer points such as 3, 3, 2, 1 centre the distribution on the shares they stand for.
    corners : rows, optional
        Shares are uniform on the simplex with these corners instead; :func:`ordered_corners` gives those of an order.

    Notes
    -----
    With u a positive and v a non-positive coefficient, ``F(P, N) = (u F(P, N - v) - v F(P - u, N)) / (u - v)``,
    ``F(empty, N) = 1`` and ``F(P, empty) = 0`` (Varsi 1973, Gerber 1981): products and sums of numbers that are not
    negative, m^2 of them. A coefficient of a Dirichlet distribution with parameter k stands k times.

    Examples
    --------
    >>> below([1, -1, 0]), below([2, -1, -1]), below([1, -1], prior=[1, 3])
    (Fraction(1, 2), Fraction(5, 9), Fraction(7, 8))
    """
    given = vector(c)
    if corners is not None:
        given = tuple(dot(given, corner) for corner in matrix(corners))
    counts = (1,) * len(given) if prior is None else tuple(int(k) for k in prior)
    if len(counts) != len(given) or any(k < 1 for k in counts):
        raise DomainError(f"the prior needs a positive integer for each of the {len(given)} shares.")
    repeated = [v for v, k in zip(primitive(given), counts, strict=True) for _ in range(k)]
    over, under = [v for v in repeated if v > 0], [v for v in repeated if v <= 0]
    row = [(1, 1)] * (len(under) + 1)  # fractions, reduced once a step and not after every product
    for u in over:
        row[0] = (0, 1)
        for k, v in enumerate(under, start=1):
            (p, q), (r, s) = row[k - 1 : k + 1]
            top, bottom = u * p * s - v * r * q, (u - v) * q * s
            divisor = gcd(top, bottom)
            row[k] = top // divisor, bottom // divisor
    return Fraction(*row[-1])


def share_below(c: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return P(c.w <= 0) for uniform shares w and every linear form of a batch, in floating point.

    The recursion of :func:`below` has no cancellation, so the results are right to a few rounding units.

    Parameters
    ----------
    c : array_like, shape (..., m)

    Returns
    -------
    array, shape (...)

    Examples
    --------
    >>> share_below([[1.0, -1.0, 0.0], [2.0, -1.0, -1.0]]).round(4)
    array([0.5   , 0.5556])
    """
    a = np.asarray(c, dtype=np.float64)
    if a.ndim < 1 or a.shape[-1] == 0 or not np.isfinite(a).all():
        raise ShapeError("linear forms need one finite coefficient for each share.")
    largest = np.abs(a).max(axis=-1, keepdims=True)
    a = np.moveaxis(a / np.where(largest > 0, largest, 1.0), -1, 0)
    m = a.shape[0]
    row = [np.ones(a.shape[1:]) for _ in range(m + 1)]
    for u in a:
        positive = u > 0
        row[0] = np.where(positive, 0.0, row[0])
        for k, v in enumerate(a, start=1):
            new = (u * row[k - 1] - v * row[k]) / np.where(positive, u - np.minimum(v, 0.0), 1.0)
            row[k] = np.where(positive, np.where(v > 0, row[k - 1], new), row[k])
    return np.asarray(row[m])


def moments(c: Iterable[Any]) -> tuple[Fraction, Vector, Matrix]:
    """Return P(c.w <= 0), and the means of w_j and of w_i w_j over that part of the simplex, exactly.

    A share as a factor under the integral raises its parameter of the Dirichlet distribution by one, so all moments
    are half-space probabilities.

    Raises
    ------
    DomainError
        If no shares satisfy ``c.w <= 0``, or only a set of no volume does.

    Examples
    --------
    >>> moments([1, -1])
    (Fraction(1, 2), (Fraction(1, 4), Fraction(3, 4)), ((Fraction(1, 12), Fraction(1, 6)), (Fraction(1, 6), Fraction(7, 12))))
    """
    given = vector(c)
    m = len(given)
    part = below(given)
    if part == 0:
        raise DomainError("the half-space leaves no volume of shares.")

    def raised(*which: int) -> Fraction:
        prior = [1 + which.count(j) for j in range(m)]
        return below(given, prior=prior) / part

    mean = tuple(raised(j) / m for j in range(m))
    second = tuple(tuple(raised(i, j) * (1 + (i == j)) / (m * (m + 1)) for j in range(m)) for i in range(m))
    return part, mean, second


def centroid_below(c: Iterable[Any]) -> Vector:
    """Return the centroid of the shares with ``c.w <= 0``, exactly.

    Examples
    --------
    >>> centroid_below([1, -1])
    (Fraction(1, 4), Fraction(3, 4))
    """
    given = vector(c)
    m, part = len(given), below(given)
    if part == 0:
        raise DomainError("the half-space leaves no volume of shares.")
    return tuple(below(given, prior=[1 + (i == j) for i in range(m)]) / part / m for j in range(m))


def ordered_corners(order: Iterable[int]) -> Matrix:
    """Return the corners of the simplex of shares with ``w[order[0]] >= w[order[1]] >= ...``.

    Examples
    --------
    >>> ordered_corners([1, 0])
    ((Fraction(0, 1), Fraction(1, 1)), (Fraction(1, 2), Fraction(1, 2)))
    """
    places = list(order)
    if sorted(places) != list(range(len(places))):
        raise DomainError(f"{places} does not name every position once.")
    return tuple(tuple(Fraction(int(places.index(j) <= k), k + 1) for j in range(len(places))) for k in range(len(places)))
