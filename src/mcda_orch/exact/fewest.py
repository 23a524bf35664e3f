"""The fewest of some linear forms that rise above zero at once, with a proof that it cannot be fewer.

Forms that cannot all be kept down clash, which multipliers of a linear programme show; of every clash at least one rises. So as
many rise as it takes to have one of every clash, and where the others can be kept down all together, these are the fewest. No
solver of mixed-integer programmes is trusted: "optimal" is an answer of theirs within a tolerance, and no proof. One is asked only
where there are too many clashes, and then the answer says that it is not proved.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from .claims import Check, Tied, digest, same
from .hitting import NODES, Sets, hitting_set, smallest_hitting_set
from .keeping import Keeping, Room, Within, down_together, kept_down, programme, risen
from .programme import maximum
from .rational import Matrix, Vector, all_fractions, dot
from .verdict import Verdict

__all__ = ["WORK", "Clash", "Fewest", "Within", "fewest", "fewest_of_each"]

_Best: TypeAlias = tuple[tuple[int, ...], Vector]
_Search: TypeAlias = "Generator[tuple[Keeping, list[int]], Room | None, Fewest]"

CLASHES = 300
"""So many clashes are looked for before what was found is said not to be proved."""
TRIAL = 100
"""Clashes after which it is given up where they show less than half of what was found, or where it takes too many cases to tell."""
NEAREST = 20
"""Points with the fewest risen at which a mixed-integer programme looks for others: it leaves alone what rises at none of them."""
FEW = 200
"""Cases that are looked at to find which clashes to look for next; the smallest set of all is needed at the end alone."""
TOGETHER = 16
"""Searches that go on side by side, so that what they ask of the solver is asked in one call."""
WORK = 7_000_000
"""Cells of programmes that are solved for a family, at most: what is not proved by then is left so, and said to be."""
CALL = 1_000
"""Cells that take as long as a programme takes beside its cells."""
ROOM = 1e-6
"""Distance from zero, in parts of the largest coefficient, at which a solver in floating point takes a form for kept."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Forms that cannot all be kept down.

    Attributes
    ----------
    members : tuple of int
        Their positions.
    verdict : Verdict
        The largest distance from zero at which all of them can be kept at once, with its proof.
    """

    members: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Fewest(Tied):
    """The fewest of some forms that rise at once.

    Attributes
    ----------
    forms : rows of Fraction
    within : tuple
        Where the variables may lie.
    strict : bool
        Whether a form at zero counts as risen.
    risen : tuple of int
        The fewest, by position.
    point : tuple of Fraction
        Where these rise, and no others.
    clashes : tuple of Clash
        Each has one of the fewest, and no smaller set has one of each.
    proved : bool
        Whether the clashes show that it cannot be fewer. If not, they show that it is `bound` or more.
    bound : int
    """

    forms: Matrix
    within: Within
    strict: bool
    risen: tuple[int, ...]
    point: Vector
    clashes: tuple[Clash, ...]
    proved: bool
    bound: int
    tie: str = field(default="", repr=False)

    @property
    def _tie(self) -> str:
        return digest(self.forms, self.within, self.strict)

    def checks(self) -> Iterator[Check]:
        """Yield that the point is allowed and what rises there, and that every clash is one, without a solver."""
        A_ub, b_ub, A_eq, b_eq = self.within
        x = self.point
        yield Check("the forms, and where they are looked at, are those that were asked about", "recount", self.tie == self._tie)
        inside = (
            all_fractions(self.forms, self.within, x)
            and len(x) == len(A_eq[0]) - 1
            and min(x) >= 0
            and all(dot(row[:-1], x) < b if row[-1] else dot(row[:-1], x) <= b for row, b in zip(A_ub, b_ub, strict=True))
            and all(dot(row[:-1], x) == b for row, b in zip(A_eq, b_eq, strict=True))
        )
        yield Check("the point lies where it may", "witness", inside)
        shown = type(self.strict) is bool and same(self.risen, risen(self.forms, x, self.strict))
        yield Check("there these forms rise and no others", "witness", shown)
        for clash in self.clashes:
            stated = same(clash.verdict.programme, maximum(*programme(self.forms, self.within, self.strict, clash.members)))
            places = clash.members == tuple(sorted({*clash.members})) and all(type(i) is int and i >= 0 for i in clash.members)
            holds = (
                stated
                and places
                and bool(clash.members)
                and clash.verdict.sense == 1
                and clash.verdict.verify()
                and not kept_down(clash.verdict.value, self.within, self.strict)
            )
            yield Check(f"forms {', '.join(map(str, clash.members))} cannot all be kept down", "proof", holds)
        needed = smallest_hitting_set(frozenset(c.members) for c in self.clashes)
        least = needed is not None and type(self.bound) is int and len(needed) == self.bound
        yield Check(f"it takes {self.bound} forms to have one of every clash", "recount", least)
        yield Check("the fewest are as many", "recount", self.proved is (self.bound == len(self.risen)))


def fewest(forms: Sequence[Vector], within: Within, strict: bool = False, clashes: int = CLASHES, at: Vector | None = None) -> Fewest:
    """Return the fewest of linear forms that are above zero at once, or where strict not below.

    Parameters
    ----------
    forms : rows of Fraction, shape (k, m)
    within : tuple
    strict : bool, default False
    clashes : int
        How many are looked for before the answer is said not to be proved.
    at : tuple of Fraction, optional
        A point that lies within, at which few may rise: the search ends as soon as it cannot be fewer.

    Examples
    --------
    >>> rows = [(-1, 1, 0), (1, -1, 0), (0, 1, -1)]
    >>> found = fewest(rows, ((), (), ((1, 1, 1, 0),), (1,)), strict=True)
    >>> len(found.risen), found.proved, found.verify()
    (1, True, True)
    """
    return fewest_of_each([(forms, within, strict, at)], clashes)[0]


def fewest_of_each(
    family: Iterable[tuple[Sequence[Vector], Within, bool, Vector | None]], clashes: int = CLASHES, work: float = WORK
) -> list[Fewest]:
    """Return what :func:`fewest` says of each of some forms, within limits, strict or not, from a point: in few calls of the solver.

    Those from a point at which few rise are searched first, some side by side, and are left as they are once the work is done; those
    from none go on until they have one.
    """
    given = list(family)
    starts = [None if at is None else (risen(tuple(forms), at, strict), at) for forms, _, strict, at in given]
    few = [0 if start is None else len(start[0]) for start in starts]
    waiting = iter(sorted(range(len(given)), key=few.__getitem__))
    searches: dict[int, _Search] = {}
    found: dict[int, Fewest] = {}
    asked: dict[int, tuple[Keeping, list[int]]] = {}

    def go_on(k: int, room: Room | None) -> None:
        try:
            asked[k] = searches[k].send(room)
        except StopIteration as end:
            found[k] = end.value
            del searches[k]
            asked.pop(k, None)

    while len(found) < len(given):
        for k in islice(waiting, TOGETHER - len(searches)):
            searches[k] = _search(*given[k][:3], starts[k], clashes)
            go_on(k, None)
        if work < 0:
            for k in [k for k in asked if starts[k] is not None]:
                go_on(k, None)
        work -= sum(CALL + keeping.cells(members) for keeping, members in asked.values())
        for k, room in zip(list(asked), down_together(list(asked.values())), strict=True):
            go_on(k, room)
    return [found[k] for k in range(len(given))]


def _search(forms: Sequence[Vector], within: Within, strict: bool, best: _Best | None, clashes: int) -> _Search:
    """Ask again and again how far some forms can be kept down, and return the fewest that rise; no answer means that it is time to end."""
    rows = tuple(tuple(row) for row in forms)
    if best is not None and not best[0]:
        return Fewest(rows, within, strict, (), best[1], (), True, 0)
    every = frozenset(range(len(rows)))
    keeping = Keeping(rows, within, strict)
    found: dict[frozenset[int], Clash] = {}
    sets = Sets()
    bound, known, nodes = 0, 0, FEW  # that it takes `bound` is known of the first clashes
    seen = [] if best is None else [best]
    trial = proposed = spent = False
    while True:
        ample = spent or len(found) > clashes  # no more are looked for, and what these prove is all that is proved
        first, trial = len(found) > TRIAL and not trial, len(found) > TRIAL
        hitting = smallest_hitting_set(sets, NODES if (ample or first) and not spent else nodes, bound)
        if hitting is not None:
            bound, known = len(hitting), len(found)
        if best is not None and bound == len(best[0]):
            break
        over = ample or (hitting is None and (first or nodes == NODES))
        if not (proposed or spent) and (over or (first and best is not None and 2 * bound < len(best[0]))):
            proposed = True  # by a solver that may know better points
            near = sorted({i for some, _ in sorted(seen, key=lambda one: len(one[0]))[:NEAREST] for i in some})
            room = yield keeping, sorted(every.difference(_proposed(rows, within, strict, near)))
            spent = room is None
            best = best if room is None else _better(best, _risen(keeping, room))
        if over or (best is not None and (bound == len(best[0]) or (first and 2 * bound < len(best[0])))):
            break
        kept = every.difference(hitting_set(sets) if hitting is None else hitting)
        count = len(found)
        while True:  # clashes that have no member in common, until the rest can be kept down
            room = yield keeping, sorted(kept)
            spent = room is None
            if room is None:
                break
            there = _risen(keeping, room)
            best, seen = _better(best, there), [*seen, *([] if there is None else [there])]
            if room.kept:
                break
            clash = _clash(rows, within, strict, room)
            found[frozenset(clash.members)] = clash
            sets.add(frozenset(clash.members))
            kept = kept.difference(clash.members)
        nodes = FEW if len(found) > count else NODES  # where a set that may not be the smallest leads to no more clashes
    assert best is not None  # something lies within, and there no form need be kept
    return Fewest(rows, within, strict, best[0], best[1], tuple(found.values())[:known], bound == len(best[0]), bound)


def _risen(keeping: Keeping, room: Room) -> _Best | None:
    """Return what rises where there is most room, if that lies within."""
    return None if room.x is None or room.value is None or (keeping.opened and room.value <= 0) else (keeping.risen(room.x), room.x)


def _better(best: _Best | None, there: _Best | None) -> _Best | None:
    """Return the one where fewer rise."""
    return there if best is None or (there is not None and len(there[0]) < len(best[0])) else best


def _clash(forms: Matrix, within: Within, strict: bool, room: Room) -> Clash:
    """Return the forms whose multipliers count: the same point and multipliers prove the same distance for these alone."""
    members = tuple(i for i, y in zip(room.members, room.ub, strict=False) if y)
    own = maximum(*programme(forms, within, strict, members))
    x = None if room.x is None or room.value is None else (*room.x, room.value)
    ub = (*(y for y in room.ub[: len(room.members)] if y), *room.ub[len(room.members) :])
    return Clash(members, Verdict(own, room.status, room.value, x, ub, room.eq))


def _proposed(forms: Matrix, within: Within, strict: bool, near: Sequence[int]) -> list[int]:
    """Let a mixed-integer programme say which of some forms should rise and no others; what comes of it is counted by whoever asks.

    Its answer proves nothing, so what it has found after some branches is taken.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    A_ub, b_ub, A_eq, b_eq = within
    m, k = len(A_eq[0]) - 1, len(near)
    sizes = [max(map(abs, d)) or 1 for d in forms]
    scaled = np.array([[float(v / size) for v in d] for d, size in zip(forms, sizes, strict=True)])
    gap = ROOM if strict else 0.0
    rows, base = (np.array(part, dtype=float).reshape(-1, m + 1) for part in (A_ub, A_eq))
    level = np.array(b_eq, dtype=float)
    limits = [
        LinearConstraint(np.hstack([base[:, :-1], np.zeros((len(base), k))]), level, level),
        LinearConstraint(np.hstack([rows[:, :-1], np.zeros((len(rows), k))]), -np.inf, np.array(b_ub, dtype=float) - ROOM * rows[:, -1]),
    ][: 1 + bool(len(rows))]
    most = np.zeros((len(forms), k))
    most[near, np.arange(k)] = np.maximum(scaled[near].max(axis=-1), 0.0) + gap
    limits.append(LinearConstraint(np.hstack([scaled, -most]), -np.inf, -gap))
    found = milp(
        np.concatenate([np.zeros(m), np.ones(k)]),
        constraints=limits,
        bounds=Bounds(0, 1),
        integrality=np.concatenate([np.zeros(m), np.ones(k)]),
        options={"mip_rel_gap": 0.0, "node_limit": 100},
    )
    return list(near) if found.x is None else [near[i] for i in np.flatnonzero(found.x[m:] > 0.5).tolist()]
