"""Who beats whom over random weights, without sampling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from ...exact.linear import determinant, reduced
from ...exact.polytope import TooManyError
from ...exact.rational import Matrix, Vector, dot
from ...exact.volume import below, share_below
from ...sampling.weight_set import WeightSet

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Odds", "odds"]

SIMPLICES = 60
"""Up to so many parts of a weight set pairs are weighed exactly."""


@dataclass(frozen=True, slots=True)
class Odds:
    """The probabilities that one row beats another where shares are random.

    Attributes
    ----------
    rows : rows of Fraction
        More is better.
    volumes : tuple of Fraction
        The parts of the weight set that lie in each of the simplices that it consists of.
    corners : tuple of Matrix
        Their corners.
    prior : tuple of int
        Parameters of a Dirichlet distribution over all shares; all ones for the uniform one.
    """

    rows: Matrix
    volumes: Vector
    corners: tuple[Matrix, ...]
    prior: tuple[int, ...]

    def forms(self, a: int, b: int) -> list[Vector]:
        """Return the lead of a over b at the corners of every simplex, repeated as the prior says."""
        d = tuple(p - q for p, q in zip(self.rows[a], self.rows[b], strict=True))
        if not self.corners:
            return [tuple(v for v, k in zip(d, self.prior, strict=True) for _ in range(k))]
        return [tuple(dot(d, corner) for corner in part) for part in self.corners]

    def numbers(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        """Return P(a beats b) in floating point, and which pairs always tie, each of shape (n, n)."""
        n = len(self.rows)
        win = np.zeros((n, n))
        rows = np.array(self.rows, dtype=np.float64)
        at = [rows @ np.array(part, dtype=np.float64).T for part in self.corners] or [np.repeat(rows, self.prior, axis=-1)]
        for values, volume in zip(at, map(float, self.volumes), strict=True):
            for a in range(n - 1):  # one row at a time, so that memory grows with n
                behind = share_below(values[a] - values[a + 1 :])
                win[a + 1 :, a] += volume * behind
                win[a, a + 1 :] += volume * (1.0 - behind)
        level: dict[object, int] = {}
        of = np.array([level.setdefault(self._at_corners(row), len(level)) for row in self.rows])
        tie = of[:, None] == of
        return np.where(tie, 0.0, np.clip(win, 0.0, 1.0)), tie

    def _at_corners(self, row: Vector) -> tuple[Vector, ...]:
        return tuple(tuple(dot(row, corner) for corner in part) for part in self.corners) or (row,)

    def pairwise(self) -> tuple[tuple[Fraction, ...], ...]:
        """Return P(a beats b) exactly."""
        return _pairwise(self)

    def expected_ranks(self) -> tuple[Fraction, ...]:
        """Return one plus the probabilities of being beaten; those that always tie share their places. Exact."""
        win = self.pairwise()
        n = len(self.rows)
        return tuple(1 + sum((win[b][a] + (1 - win[a][b] - win[b][a]) / 2 for b in range(n) if b != a), Fraction(0)) for a in range(n))


@lru_cache(maxsize=8)
def _pairwise(given: Odds) -> tuple[tuple[Fraction, ...], ...]:
    n = len(given.rows)
    found = [[Fraction(0)] * n for _ in range(n)]
    for a, b in combinations(range(n), 2):
        forms = given.forms(a, b)
        if any(v for f in forms for v in f):
            found[b][a] = sum((volume * below(f) for volume, f in zip(given.volumes, forms, strict=True)), Fraction(0))
            found[a][b] = 1 - found[b][a]
    return tuple(map(tuple, found))


def odds(rows: Matrix, known: WeightSet, prior: Iterable[float] | None) -> Odds | None:
    """Return exact probabilities for rows over a weight set or an integer Dirichlet prior; None where there is no short way."""
    m = len(known.criteria)
    if prior is not None:
        given = list(prior)
        whole = tuple(int(v) for v in given)
        return Odds(rows, (Fraction(1),), (), whole) if all(v == k and k < 100 for v, k in zip(given, whole, strict=True)) else None
    if not known.statements:
        return Odds(rows, (Fraction(1),), (), (1,) * m)
    try:
        found = known.polytope(400)
        simplices = found.simplices(SIMPLICES)
    except TooManyError:
        return None
    points, columns = found.points, reduced(found.rays)[1]
    sizes = [
        abs(Fraction(determinant([[found.rays[v][j] for j in columns] for v in part]), prod(sum(found.rays[v]) for v in part)))
        for part in simplices
    ]
    total = sum(sizes)
    return Odds(rows, tuple(v / total for v in sizes), tuple(tuple(points[v] for v in part) for part in simplices), ())
