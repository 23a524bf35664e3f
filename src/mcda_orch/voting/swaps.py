"""How many swaps of neighbours in rankings make each alternative beat all others."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from ..errors import DomainError
from .ballots import Numbers, pairs

__all__ = ["swaps"]

SLACK = 1e-6
"""Rounding of the solver's numbers."""


@dataclass(frozen=True, slots=True)
class _Moves:
    """How an alternative may be moved up in the rankings, a way a column.

    Attributes
    ----------
    price : array, shape (t,)
        Swaps.
    gain : array, shape (n - 1, t)
        Votes won over each rival.
    voter : array of bool, shape (k, t)
        Whose ranking is changed.
    short : array, shape (n - 1,)
        Votes by which it must get ahead of each rival.
    """

    price: Numbers
    gain: Numbers
    voter: Numbers
    short: Numbers


def swaps(r: Numbers, w: Numbers) -> Numbers:
    """Fewest swaps with the neighbour above after which an alternative beats every other; to leave a tie is half a swap.

    Parameters
    ----------
    r : array, shape (k, n)
        Ranks without blanks.
    w : array, shape (k,)
        Whole numbers of voters.

    Returns
    -------
    array, shape (n,)

    Notes
    -----
    An integer programme, with a block for each alternative, counts how many of the voters with a ranking move the alternative up by how
    many groups. Its answer is counted again in whole numbers, and held against the solver's own bound.

    Examples
    --------
    >>> swaps(np.array([[1.0, 2, 3], [2, 3, 1], [3, 1, 2]]), np.ones(3))
    array([1., 1., 1.])
    """
    found = np.zeros(r.shape[-1])
    r, w = r[w > 0], w[w > 0]
    before = pairs(r, w)
    moves = {a: _moves(r, before, a) for a in range(r.shape[-1])} if len(r) else {}
    moves = {a: one for a, one in moves.items() if (one.short > 0).any()}
    if moves:
        found[list(moves)] = _fewest(list(moves.values()), w)
    return found


def _moves(r: Numbers, before: Numbers, a: int) -> _Moves:
    rivals = np.arange(r.shape[-1]) != a
    price: list[float] = []
    gain: list[Numbers] = []
    voter: list[int] = []
    for k, ranks in enumerate(r):
        won, paid = np.zeros(r.shape[-1]), 0.0
        tied = (ranks == ranks[a]) & rivals
        for group, each in [(tied, 1.0), *((ranks == rank, 2.0) for rank in np.unique(ranks[ranks < ranks[a]])[::-1])]:
            if group.any():
                won, paid = won + each * group, paid + each / 2 * group.sum()
                price.append(paid)
                gain.append(won[rivals])
                voter.append(k)
    columns = np.array(gain).reshape(len(price), r.shape[-1] - 1).T
    return _Moves(np.array(price), columns, np.arange(len(r))[:, None] == np.array(voter), (before[:, a] - before[a] + 1.0)[rivals])


def _fewest(moves: list[_Moves], w: Numbers) -> Numbers:
    """Return the least price for each block."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import block_diag

    price, short = np.concatenate([one.price for one in moves]), np.concatenate([one.short for one in moves])
    gain, voter = block_diag([one.gain for one in moves], "csr"), block_diag([one.voter * 1.0 for one in moves], "csr")
    solved = milp(
        price,
        integrality=np.ones(len(price)),
        bounds=Bounds(0, np.inf),
        constraints=[LinearConstraint(gain, lb=short), LinearConstraint(voter, ub=np.tile(w, len(moves)))],
        options={"mip_rel_gap": 0.0},
    )
    moved = None if solved.x is None else np.rint(solved.x)
    enough = moved is not None and (gain @ moved >= short).all() and (voter @ moved <= np.tile(w, len(moves))).all()
    if not enough or ceil(2 * (solved.mip_dual_bound - SLACK)) / 2 < price @ moved:
        raise DomainError(
            f"the fewest swaps in {len(w)} rankings were not found: the solver said {solved.message!r}.",
            hint="ask mo.rules.copeland or mo.rules.minimax, which need no search.",
        )
    ends = np.cumsum([len(one.price) for one in moves])[:-1]
    return np.array([part.sum() for part in np.split(price * moved, ends)])
