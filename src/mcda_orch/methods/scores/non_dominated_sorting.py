"""Non-dominated sorting: Pareto fronts, peeled off one after the other."""

from __future__ import annotations

import numpy as np

from ..._xp import Array
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import BLOCK, kinds
from ...plugin.family import LOWER, SCORE
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["fronts", "non_dominated_sorting"]

SET, PACKED = 512, 256
"""Members whose bits make a set, and levels up to which members are seen as sets."""
TOGETHER = 256
"""Alternatives that are placed together, so that never all pairs are kept."""


def fronts(x: Array) -> Array:
    """Number of the front of every row of x, shape (n,): 1 for those that no other row dominates; more is better.

    Rows are placed in the order of the sum of their ranks, so that none is dominated by a later one. A row belongs to
    the first front without a row that dominates it, and is compared with the fronts up to that one only.
    """
    ranks = np.stack([np.unique(-column, return_inverse=True)[1].reshape(-1) for column in x.T], axis=-1)
    if x.shape[-1] == 1:
        return ranks[:, 0] + 1
    rows, which = np.unique(np.concatenate([ranks.sum(axis=-1, keepdims=True), ranks], axis=-1), axis=-2, return_inverse=True)
    columns = np.ascontiguousarray(rows[:, 1:].T, dtype=np.min_scalar_type(ranks.max(initial=0)))  # long and narrow: the faster to compare
    front, levels = np.ones(len(rows), dtype=np.intp), int(ranks.max(initial=0)) + 1
    members: list[_Front] = []
    for start in range(0, len(rows), TOGETHER):
        block, level = columns[:, start : start + TOGETHER], front[start : start + TOGETHER]
        behind = np.arange(len(level))
        for member in members:
            behind = behind[member.dominates(block[:, behind])]
            level[behind] += 1
            if not len(behind):
                break
        inside = _nowhere_worse(block, block)
        for i in range(1, len(level)):
            level[i] = max(level[i], level[:i][inside[:i, i]].max(initial=0) + 1)
        if start + TOGETHER >= len(rows):
            break  # nobody comes after them
        members += [_Front(levels, columns[:, :0]) for _ in range(len(members), level.max())]
        for f in np.unique(level).tolist():
            members[f - 1].add(block[:, level == f])
    return front[which.reshape(-1)]


class _Front:
    """Members of a front: those that are many and have few levels as sets of bits, level by level, the others by their ranks."""

    def __init__(self, levels: int, none: Array) -> None:
        self.levels, self.ranks = levels, none
        self.sets: list[Array] = []

    def add(self, members: Array) -> None:
        """Add members, by criterion."""
        ranks = np.concatenate([self.ranks, members], axis=-1)
        while self.levels <= PACKED and ranks.shape[-1] >= SET:
            reached = ranks[:, None, :SET] <= np.arange(self.levels, dtype=ranks.dtype)[:, None]
            self.sets.append(np.packbits(reached, axis=-1).view(np.uint64))
            ranks = ranks[:, SET:]
        self.ranks = ranks

    def dominates(self, rows: Array) -> Array:
        """Tell which rows some member dominates; the strongest come first and decide most of them."""
        if not self.sets:
            return _dominated(rows, self.ranks)
        found = np.zeros(rows.shape[-1], dtype=bool)
        for levels in self.sets:
            left = np.flatnonzero(~found)
            if not len(left):
                return found
            members = levels[0].take(rows[0, left], axis=-2)
            for level, ranks in zip(levels[1:], rows[1:, left], strict=True):
                members &= level.take(ranks, axis=-2)
            found[left] = members.any(axis=-1)
        left = np.flatnonzero(~found)
        found[left] = _dominated(rows[:, left], self.ranks)
        return found


def _dominated(rows: Array, member: Array) -> Array:
    """Tell which rows some member dominates, both of shape (m, ...); the strongest come first and decide most of them."""
    found = np.zeros(rows.shape[-1], dtype=bool)
    start, size = 0, 16
    while start < member.shape[-1] and not found.all():
        left = np.flatnonzero(~found)
        found[left] = _nowhere_worse(member[:, start : start + size], rows[:, left]).any(axis=-2)
        start, size = start + size, min(2 * size, BLOCK // TOGETHER)
    return found


def _nowhere_worse(a: Array, b: Array) -> Array:
    """Tell which rows of a are nowhere worse than which of b, both of ranks by criterion, shape (rows of a, rows of b)."""
    found = a[0][:, None] <= b[0]
    part = np.empty_like(found)
    for one, other in zip(a[1:], b[1:], strict=True):
        found &= np.less_equal(one[:, None], other, out=part)
    return found


@method(
    SCORE,
    better=LOWER,
    numpy_only=True,
    per_matrix=True,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.order_only, law.mirror,
        law.clone_proof, law.ignores_zero_weight, law.splitting, law.sole_criterion,
    ],
    breaks=[law.independent, law.dominated_newcomer, law.bounded, law.continuous, law.direction_free], facts=[fact.order, fact.shares],
    cite=["goldberg1989", "deb2002"],
)  # fmt: skip
def non_dominated_sorting(x: Array, w: Array, s: Array) -> Array:
    """Number of the Pareto front of an alternative: 1 where no other dominates it; lower is better.

    The first front holds the alternatives that no other dominates: is nowhere worse and somewhere better. Without
    them, the next ones come to the front. Nothing is assumed but the direction of every criterion, so many tie.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        A weight above zero says that a criterion counts; how much it weighs does not matter.
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    Goldberg (1989), ranking by successive fronts, and Deb et al. (2002), fast non-dominated sorting. The front of an
    alternative is the length of the longest chain of alternatives that ends with it, each dominating the next.

    References
    ----------
    goldberg1989, deb2002

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 1], [1, 3], [2, 1], [1, 1]], ["Ant", "Bee", "Cat", "Doe"], ["quality", "speed"])
    >>> print(mo.non_dominated_sorting(matrix, {"quality": 1, "speed": 1}))
    non_dominated_sorting (lower is better)
    rank  alternative  score
       1  Ant              1
       1  Bee              1
       3  Cat              2
       4  Doe              3
    >>> import numpy as np
    >>> x = np.array([[3.0, 1.0], [1.0, 3.0], [2.0, 1.0], [1.0, 1.0]])
    >>> non_dominated_sorting.kernel(x, np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    array([1., 1., 2., 3.])
    """
    x = x * s
    counted, which = kinds(w)
    table = np.stack([fronts(x[:, counts]) for counts in counted])  # one sorting for each set of criteria that occurs
    return step("front", "f_i", table[which].astype(x.dtype))
