"""Verdicts of the exact layer: programmes, equations, clashes, and the fewest forms that rise."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from mcda_orch.exact.claims import Claimed
from mcda_orch.exact.conflict import Conflict, conflict
from mcda_orch.exact.fewest import Fewest, fewest
from mcda_orch.exact.group import Group
from mcda_orch.exact.linear import Solutions, solve
from mcda_orch.exact.programme import maximise, minimise
from mcda_orch.exact.verdict import Verdict

from .brute import possible, product, rank
from .kind import Kind, Pair


def bound(c: Any, A_ub: Any, b_ub: Any, A_eq: Any, b_eq: Any, ub: Any, eq: Any, low: Any, high: Any) -> Any:
    """Return what multipliers of rows prove of the largest value of a form; None where they prove nothing."""
    rows, limits, times = [*A_ub, *A_eq], [*b_ub, *b_eq], [*ub, *eq]
    if len(rows) != len(times) or any(y < 0 for y in ub):
        return None
    left = [v - sum(y * row[j] for y, row in zip(times, rows, strict=True)) for j, v in enumerate(c)]
    ends = [(h if r > 0 else lo) if r else 0 for r, lo, h in zip(left, low, high, strict=True)]
    return (
        None
        if None in ends
        else sum(y * b for y, b in zip(times, limits, strict=True)) + sum(r * e for r, e in zip(left, ends, strict=True))
    )


def verdict_true(forged: Verdict) -> bool:
    """Another best point, other multipliers, or another programme with the same answer, are no lies; added up here anew."""
    p, s = forged.programme, forged.sense

    def proved(c: Any) -> Any:
        return bound(c, p.A_ub, p.b_ub, p.A_eq, p.b_eq, forged.ub, forged.eq, p.low, p.high)

    if forged.status == "optimal":
        value = product(p.c, forged.x)
        return s in (1, -1) and admits(p, forged.x) and s * forged.value == value == proved(p.c) and forged.ray is None
    if forged.value is not None:
        return False
    if forged.status == "unbounded":
        far = [v + 10**6 * d for v, d in zip(forged.x, forged.ray, strict=True)]
        return admits(p, forged.x) and admits(p, far) and product(p.c, forged.ray) > 0
    crossed = any(lo is not None and h is not None and lo > h for lo, h in zip(p.low, p.high, strict=True))
    nothing = crossed or ((none := proved([0] * len(p.c))) is not None and none < 0)
    return forged.status == "infeasible" and forged.x is None and nothing


def admits(p: Any, x: Any) -> bool:
    """Tell whether a point satisfies all rows of a programme."""
    ends = all((lo is None or lo <= v) and (h is None or v <= h) for v, lo, h in zip(x, p.low, p.high, strict=True))
    below = all(product(row, x) <= b for row, b in zip(p.A_ub, p.b_ub, strict=True))
    return ends and below and all(product(row, x) == b for row, b in zip(p.A_eq, p.b_eq, strict=True))


def solutions_true(forged: Solutions) -> bool:
    """Another point, other directions or other multipliers of the same equations."""
    known = rank([(*row, b) for row, b in zip(forged.rows, forged.right, strict=True)])
    if forged.point is None:
        sums = [product(forged.certificate, column) for column in zip(*forged.rows, strict=True)]
        clash = known > rank(forged.rows) and not any(sums) and product(forged.certificate, forged.right) == 1
        return clash and forged.directions == ()
    on = all(product(row, forged.point) == b for row, b in zip(forged.rows, forged.right, strict=True))
    stays = all(product(row, d) == 0 for row in forged.rows for d in forged.directions)
    free = len(forged.point) - rank(forged.rows)
    return on and stays and forged.certificate is None and rank(forged.directions) == len(forged.directions) == free


def conflict_true(forged: Conflict) -> bool:
    """Statements that clash in the words of whoever made them, with other multipliers."""
    words = all(type(label) is str and label for label in forged.labels) and len(forged.positions) == len(forged.groups)
    return (
        words
        and not agree(forged.columns, forged.groups, forged.base)
        and all(agree(forged.columns, [g for g in forged.groups if g is not left], forged.base) for left in forged.groups)
        and multiplied(forged)
    )


def agree(columns: int, groups: Any, base: Any) -> bool:
    """Tell whether statements hold at once at a point that is not negative."""
    every = [*groups, *([] if base is None else [base])]
    parts = [[v for g in every for v in getattr(g, part)] for part in ("rows", "right", "equal", "equal_right", "strict", "strict_right")]
    return possible(*parts, size=columns)


def multiplied(forged: Conflict) -> bool:
    """Tell whether the rows of the statements, multiplied and added up, leave no room for the strict ones, or no point."""
    every = [*([] if forged.base is None else [forged.base]), *forged.groups]
    strict = any(g.strict for g in every)
    rows = [(*row, 0) for g in every for row in g.rows] + [(*row, 1) for g in every for row in g.strict]
    right = [b for g in every for b in g.right] + [b for g in every for b in g.strict_right]
    equal, level = [(*row, 0) for g in every for row in g.equal], [b for g in every for b in g.equal_right]
    n, found = forged.columns, forged.verdict
    ends = ([0] * (n + 1), [None] * n + [int(strict)])
    c = [0] * n + [int(strict)] if found.status == "optimal" else [0] * (n + 1)
    proved = bound(c, rows, right, equal, level, found.ub, found.eq, *ends)
    return proved is not None and (
        proved < 0 or (strict and found.status == "optimal" and proved == 0 and admits(found.programme, found.x))
    )


def fewest_true(forged: Fewest) -> bool:
    """Another point with as many, or other clashes that show it."""
    A_ub, b_ub, A_eq, b_eq = forged.within
    values = [product(form, forged.point) for form in forged.forms]
    risen = tuple(i for i, v in enumerate(values) if v > 0 or (forged.strict and v == 0))
    count = range(len(forged.forms) + 1)
    least = next(k for k in count if any(kept_down(forged, set(up)) for up in combinations(range(len(forged.forms)), k)))
    where = [(row[:-1], b, row[-1]) for row, b in zip(A_ub, b_ub, strict=True)]
    inside = all(product(row, forged.point) < b if room else product(row, forged.point) <= b for row, b, room in where)
    inside = inside and all(product(row[:-1], forged.point) == b for row, b in zip(A_eq, b_eq, strict=True)) and min(forged.point) >= 0
    clashing = all(not kept_down(forged, set(range(len(forged.forms))) - set(c.members)) for c in forged.clashes)
    sets = [set(c.members) for c in forged.clashes]
    hit = next(k for k in count if any(all(s & set(up) for s in sets) for up in combinations(range(len(forged.forms)), k)))
    told = forged.risen == risen and forged.bound == hit <= least and forged.proved is (hit == len(risen))
    return told and inside and clashing and (not forged.proved or len(risen) == least) and type(forged.strict) is bool


def kept_down(forged: Fewest, risen: set[int]) -> bool:
    """Tell whether all forms but some can be kept down at once."""
    A_ub, b_ub, A_eq, b_eq = forged.within
    down = [form for i, form in enumerate(forged.forms) if i not in risen]
    rows = [(row[:-1], b) for row, b in zip(A_ub, b_ub, strict=True) if not row[-1]]
    strict = [(row[:-1], b) for row, b in zip(A_ub, b_ub, strict=True) if row[-1]]
    (strict if forged.strict else rows).extend((form, 0) for form in down)
    parts = [[v for v, _ in rows], [b for _, b in rows], [row[:-1] for row in A_eq], b_eq, [v for v, _ in strict], [b for _, b in strict]]
    return possible(*parts, size=len(forged.point))


def verdicts() -> Iterator[tuple[str, Pair]]:
    yield "optimal", (maximise([1, 1], [[1, 2], [3, 1]], [4, 6]), maximise([1, 2], [[1, 2], [3, 2]], [4, 7]))
    yield "least", (minimise([1, 3], [[-1, -2], [-3, -1]], [-4, -6]), minimise([2, 1], [[-1, -2], [-3, -1]], [-4, -6]))
    yield "equal", (maximise([1, 2, 0], A_eq=[[1, 1, 1]], b_eq=[1]), maximise([1, 0, 0], A_eq=[[1, 1, 1]], b_eq=[2]))
    yield "infeasible", (maximise([1], [[1]], [-1]), maximise([1, 1], [[1, 1], [-1, -1]], [1, -2]))
    yield "unbounded", (maximise([1, 1], [[1, -1]], [1]), maximise([1, 0], [[1, -2]], [3]))


def solved() -> Iterator[tuple[str, Pair]]:
    yield "one", (solve([[1, 1], [1, -1]], [1, 0]), solve([[1, 2], [1, -1]], [3, 0]))
    yield "many", (solve([[1, 1, 2]], [1]), solve([[1, 2, 1]], [3]))
    yield "none", (solve([[1, 1], [2, 2]], [1, 3]), solve([[1, 2], [2, 4]], [1, 1]))


def clashes() -> Iterator[tuple[str, Pair]]:
    said = [Group("x >= 1", [[-1, 0]], [-1]), Group("y <= 5", [[0, 1]], [5]), Group("x <= 0", [[1, 0]], [0])]
    strict = [Group("x > y", strict=[[-1, 1]], strict_right=[0]), Group("y >= x", rows=[[1, -1]], right=[0])]
    yield "rows", (conflict(2, said), conflict(2, strict))
    yield "strict", (conflict(2, strict, Group("sum", equal=[[1, 1]], equal_right=[1])), conflict(2, said))


def fewests() -> Iterator[tuple[str, Pair]]:
    shares = ((), (), ((1, 1, 1, 0),), (1,))
    rows, others = [(-1, 1, 0), (1, -1, 0), (0, 1, -1)], [(-1, 1, 0), (1, -2, 0), (0, -1, 1), (-1, 0, 1)]
    yield "strict", (fewest(rows, shares, strict=True), fewest(others, shares, strict=True))
    yield "open", (fewest(rows, shares), fewest(others, shares))


KINDS: dict[type[Claimed], Kind] = {
    Verdict: Kind(verdicts, verdict_true),
    Solutions: Kind(solved, solutions_true),
    Conflict: Kind(clashes, conflict_true),
    Fewest: Kind(fewests, fewest_true),
}
