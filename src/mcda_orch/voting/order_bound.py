"""What no order can cost less than, and what it costs at least to place one before another, proved by triangles."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log2
from typing import Any

import numpy as np

from ..errors import DomainError
from .ballots import Numbers

__all__ = ["Limit", "bound", "improved"]

ROUNDS = 60
"""Programmes solved for one bound, at most."""
CUTS = 1500
"""Triangles added at a time."""
SEEN = 1e-6
"""By how much a triangle must be violated to count."""
BITS = 30
"""Bits that multipliers keep: sums of them, and of whole costs, are exact."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on the cost of all orders, and what follows for pairs.

    Attributes
    ----------
    least : float
        No order costs less.
    penalty : array, shape (n, n)
        An order costs `least` plus the penalties of the pairs that it places so, first before second, at least.
    cuts : array of int, shape (t, 3)
        Triangles: of a before b, b before c and c before a at most two hold.
    """

    margin: Numbers
    least: float
    penalty: Numbers
    cuts: Numbers

    def solved(self, order: Numbers, cost: float) -> tuple[list[int], float]:
        """Return one best order and its cost by branch and bound, counted in whole numbers and held against the solver's own bound."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        rows, cuts = _Pairs(self.margin), self.cuts
        while True:
            matrix, right = rows.constraints(cuts)
            found = milp(
                rows.cost, integrality=np.ones(len(rows.cost)), bounds=Bounds(0, 1),
                constraints=LinearConstraint(matrix, ub=right), options={"mip_rel_gap": 0.0},
            )  # fmt: skip
            if found.x is None:
                raise DomainError(
                    f"no best order of {len(self.margin)} alternatives was found: the solver said {found.message!r}.",
                    hint="ask mo.rules.schulze or mo.rules.ranked_pairs, which need no search.",
                )
            more = rows.violated(np.rint(found.x))
            if not len(more):
                break
            cuts = np.concatenate([cuts, more])
        above = rows.square(np.rint(found.x))
        wins = above.sum(axis=-1)
        best = [int(np.flatnonzero(wins == k)[0]) for k in range(len(wins) - 1, -1, -1)]
        counted = _cost(self.margin, best)
        if counted > cost:
            best, counted = [int(a) for a in order], cost
        if max(self.least, ceil(found.mip_dual_bound + rows.constant - SEEN)) < counted:
            raise DomainError(
                f"the best order of {len(self.margin)} alternatives that was found costs {counted:g}, and the solver proved no more than "
                f"{found.mip_dual_bound + rows.constant:g}.",
                hint="ask mo.rules.schulze or mo.rules.ranked_pairs, which need no search.",
            )
        return best, counted


class _Pairs:
    """The programme of an order: one number for each pair, 1 where the earlier named comes first."""

    def __init__(self, margin: Numbers) -> None:
        self.n = len(margin)
        self.one, self.other = np.triu_indices(self.n, 1)
        self.cost = -margin[self.one, self.other]
        self.constant = float(np.maximum(margin[self.one, self.other], 0.0).sum())
        self.at = np.zeros((self.n, self.n), dtype=np.intp)
        self.at[self.one, self.other] = self.at[self.other, self.one] = np.arange(len(self.one))

    def square(self, x: Numbers) -> Numbers:
        found = np.zeros((self.n, self.n))
        found[self.one, self.other] = x
        found[self.other, self.one] = 1.0 - x
        return found

    def violated(self, x: Numbers) -> Numbers:
        """Return the triangles that numbers violate, the worst first."""
        y = self.square(x)
        over = y[:, :, None] + y[None, :, :] + y.T[:, None, :] - 2.0
        first = np.arange(self.n)
        a, b, c = np.nonzero((over > SEEN) & (first[:, None, None] < first[:, None]) & (first[:, None, None] < first))
        amount = over[a, b, c]
        if len(a) > CUTS:
            kept = amount >= np.partition(amount, -CUTS)[-CUTS]
            a, b, c = a[kept][: 2 * CUTS], b[kept][: 2 * CUTS], c[kept][: 2 * CUTS]
        return np.stack([a, b, c], axis=-1)

    def constraints(self, cuts: Numbers) -> tuple[Any, Numbers]:
        """Return the triangles as rows ``A x <= b``."""
        from scipy.sparse import csr_array

        a, b, c = cuts.T
        ends = ((a, b), (b, c), (c, a))
        places = np.stack([self.at[i, k] for i, k in ends], axis=-1)
        signs = np.stack([np.where(i < k, 1.0, -1.0) for i, k in ends], axis=-1)
        rows = csr_array((signs.ravel(), places.ravel(), np.arange(0, 3 * len(cuts) + 1, 3)), shape=(len(cuts), len(self.one)))
        return rows, 2.0 - (signs < 0).sum(axis=-1)


def bound(margin: Numbers, cost: float) -> Limit:
    """Bound the cost of all orders by a linear programme with triangles, of which those that are violated are added.

    Parameters
    ----------
    margin : array, shape (n, n)
        Whole numbers, antisymmetric.
    cost : float
        Of an order that is known; where the bound reaches it, that is a best one.
    """
    from scipy.optimize import linprog

    rows = _Pairs(margin)
    cuts = rows.violated((margin[rows.one, rows.other] > 0) * 1.0)
    unit = 2.0 ** (floor(log2(np.abs(margin).max())) - BITS)
    least, penalty = -np.inf, np.zeros_like(margin)
    for _ in range(ROUNDS):
        matrix, right = rows.constraints(cuts)
        found = linprog(rows.cost, A_ub=matrix, b_ub=right, bounds=(0, 1), method="highs")
        if found.x is None:
            break
        multipliers = np.rint(np.maximum(-found.ineqlin.marginals, 0.0) / unit) * unit
        reduced = rows.cost + matrix.T @ multipliers
        below = rows.constant - float(right @ multipliers) + float(np.minimum(reduced, 0.0).sum())
        if below > least:
            least, penalty = below, _penalties(rows, reduced)
        more = rows.violated(found.x)
        if not len(more) or least >= cost:
            break
        kept = multipliers > 0
        cuts = np.concatenate([cuts[kept], more])
    return Limit(margin, least, penalty, cuts)


def _penalties(rows: _Pairs, reduced: Numbers) -> Numbers:
    """What placing the first before the second adds to the bound."""
    found = np.zeros((rows.n, rows.n))
    found[rows.one, rows.other] = np.maximum(reduced, 0.0)
    found[rows.other, rows.one] = np.maximum(-reduced, 0.0)
    return found


def improved(margin: Numbers) -> tuple[Numbers, float]:
    """Return an order that moving any single alternative makes no better, and its cost."""
    n = len(margin)
    order = [int(k) for _, k in sorted(zip((-margin.sum(axis=-1)).tolist(), range(n), strict=True))]
    moved = True
    while moved:
        moved = False
        for a in order:
            at = order.index(a)
            rest = order[:at] + order[at + 1 :]
            gains = np.concatenate([[0.0], np.cumsum(margin[rest, a])])  # what placing it behind the first ones wins
            to = int(gains.argmax())
            if gains[to] > gains[at]:
                order = [*rest[:to], a, *rest[to:]]
                moved = True
    return np.array(order), _cost(margin, order)


def _cost(margin: Numbers, order: Any) -> float:
    """Margins of those who are placed against a majority."""
    along = margin[np.ix_(order, order)]
    return float(np.maximum(-along[np.triu_indices(len(order), 1)], 0.0).sum())
