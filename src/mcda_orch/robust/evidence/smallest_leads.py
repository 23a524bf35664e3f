"""The smallest leads of pairs over one set of weights: a solver in floating point proposes weights and multipliers, integers decide."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, Any

import numpy as np

from ...exact.programme import optima
from ...exact.proposal import WholeProgramme, floats, seen_together
from ...exact.rational import primitive
from ...exact.whole_products import product, whole_array
from ...sampling.weight_set import WeightSet

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...exact.proposal import Seen

__all__ = ["SmallestLeads"]

FINE = 2**30
"""What is proposed is rounded to one part in so many."""


class SmallestLeads:
    """Programmes over one set of weights, several pairs at a time.

    Multipliers that are not negative bound a lead whatever they are, and weights that are moved into the set show one: both may be
    rounded to whole numbers. Only where the lead is so small that they settle nothing is its programme solved exactly.

    Parameters
    ----------
    rows : whole numbers of each alternative
    known : WeightSet
    inner : whole numbers
        Weights inside the set.

    Attributes
    ----------
    scores : list of arrays of whole numbers
        Of all alternatives, at the weights that were found last.
    """

    def __init__(self, rows: Sequence[Sequence[int]], known: WeightSet, inner: Sequence[int]) -> None:
        A_ub, b_ub, A_eq, b_eq = known.rows()
        self._lines, self._level = ([primitive((*row, b)) for row, b in zip(*part, strict=True)] for part in ((A_ub, b_ub), (A_eq, b_eq)))
        cone, equal = known.cone()
        self._cone, self._inner = whole_array([primitive(row) for row in cone]).reshape(-1, len(inner)), whole_array([inner])
        self._rooms = -product(self._cone, self._inner.T)[:, 0].astype(object)
        self._open = not equal and min(self._rooms, default=1) > 0  # so that weights can be moved into the set
        self._rows, self._within = whole_array(rows), whole_array([*self._lines, *self._level])
        self._unit = max(1, *(abs(v) for row in rows for v in row))
        self.scores: list[Any] = []

    def settle(self, pairs: Sequence[Sequence[int]], strict: bool) -> list[bool]:
        """Tell in which pairs the first is at least level with the second at all weights, or ahead; in the others it is not at `scores`."""
        ahead, behind = zip(*pairs, strict=True)
        gains = self._rows[list(behind)] - self._rows[list(ahead)]
        sure, lost = np.zeros((2, len(pairs)), dtype=bool)
        self.scores = []
        seen = self._seen(gains)
        if seen:
            most = self._most(gains, seen)
            sure = (most < 0) | ((most == 0) & (not strict))
        if seen and self._open:
            shown = product(self._moved(seen), self._rows.T)
            self.scores = list(shown)
            leads = np.array([row[p] - row[q] for row, (p, q) in zip(shown, pairs, strict=True)])
            lost = (leads < 0) | ((leads == 0) & strict)
        left = np.flatnonzero(~(sure | lost)).tolist()
        for k, found in zip(left, optima([(self._programme(gains[k]), None) for k in left]), strict=True):
            reached = sum(map(mul, gains[k].tolist(), found.x))
            sure[k] = reached < 0 or (reached == 0 and not strict)
            self.scores.append(product(self._rows, whole_array([found.x]).T)[:, 0])
        return list(sure.tolist())

    def _programme(self, gain: Any) -> WholeProgramme:
        m = len(gain)
        return WholeProgramme(gain.tolist(), self._lines, self._level, (Fraction(0),) * m, (None,) * m)

    def _seen(self, gains: Any) -> list[Seen]:
        """Return what the solver sees of each programme; nothing where it fails."""
        near = floats((), self._lines, self._level)
        if near is None:
            return []
        bounds = [(0, None)] * gains.shape[-1]
        found = seen_together([((gain / self._unit).astype(np.float64), *near[1:], bounds) for gain in gains])
        return [one for one in found if one is not None] if None not in found else []

    def _most(self, gains: Any, seen: Sequence[Seen]) -> Any:
        """Return what multipliers prove that gains are at most, times some positive number: shares are a mixture."""
        each = np.array([np.concatenate([np.maximum(one.ub, 0.0), one.eq]) for one in seen])
        spent = product(_rounded(each), self._within).astype(object) * self._unit
        return spent[:, -1] + (gains.astype(object) * FINE - spent[:, :-1]).max(axis=-1)

    def _moved(self, seen: Sequence[Seen]) -> Any:
        """Return weights as near to those seen as the set allows in the direction of its inside, in whole numbers."""
        found = _rounded(np.array([np.maximum(one.x, 0.0) for one in seen]))
        over = product(found, self._cone.T).astype(object)
        steps = (-(-over // self._rooms)).max(axis=-1, initial=0)  # rounded up, and none where they lie in it
        return whole_array((found.astype(object) + steps[:, None] * self._inner.astype(object)).tolist())


def _rounded(values: npt.NDArray[np.float64]) -> Any:
    return whole_array([[int(v) for v in row] for row in np.rint(values * FINE).tolist()])
