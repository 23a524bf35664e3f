"""Audits of published scores and rankings, and all that they hold: regions, contradictions, policies, corrections, codes."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import mcda_orch as mo
from mcda_orch.exact.claims import Claimed, same
from mcda_orch.inverse.audit.cell_slips import CellSlip
from mcda_orch.inverse.audit.checks import Code
from mcda_orch.inverse.audit.fillings import Fillings
from mcda_orch.inverse.audit.inference import Inference
from mcda_orch.inverse.audit.policies import PolicyTest, Refutation
from mcda_orch.inverse.audit.recover_weights import RecoveredWeights
from mcda_orch.inverse.audit.region import Region
from mcda_orch.inverse.audit.slips import Slip

from .brute import largest, posed, product, rank, rebuilt
from .kind import Kind, Pair, parts_same

NAMES = ("Ant", "Bee", "Cat")
LEVELS = [mo.Criterion(name, scale=mo.Ordinal((0, 1, 2))) for name in ("x", "y")]


def problem(cells: Any, published: Any, weights: Any = (2, 1)) -> mo.Problem:
    """Return a small problem with published totals."""
    matrix = mo.DecisionMatrix(cells, NAMES, LEVELS)
    return mo.Problem(matrix, dict(zip("xy", weights, strict=True)), published=dict(zip(NAMES, published, strict=True)))


FULL, ELSE, GAP = [[1, 0], [0, 1], [2, 1]], [[1, 2], [2, 1], [0, 1]], [[1, 0], [0, 1], [2, None]]
OTHER_GAP = [[1, 2], [2, 1], [None, 1]]
PROBLEMS = {
    "unique": (problem(FULL, (2, 1, 5)), problem(ELSE, (4, 5, 1))),
    "many": (problem([[1, 1], [2, 2], [0, 0]], (3, 6, 0)), problem(ELSE, (4, 5, 1))),
    "stated otherwise": (problem(FULL, (2, 1, 5), (1, 3)), problem(ELSE, (4, 5, 1), (2, 3))),
    "slip": (problem(FULL, (2, 1, 6)), problem(ELSE, (4, 5, 2))),
    "blanks": (problem(GAP, (2, 1, 5)), problem(OTHER_GAP, (4, 5, 1))),
    "blanks and a slip": (problem(GAP, (2, 1, 9)), problem(OTHER_GAP, (4, 5, 9))),
}


def audits() -> Iterator[tuple[str, Pair]]:
    for name, (one, two) in PROBLEMS.items():
        yield name, (mo.audit(one), mo.audit(two))
    one, two = PROBLEMS["unique"]
    yield "shares", (mo.audit(one, method="wsm"), mo.audit(two, method="wsm"))
    yield "rounded", (mo.audit(one, rounding=0), mo.audit(two, rounding=0))
    yield "ranking", (mo.audit(one, ranking="Cat > Ant > Bee"), mo.audit(two, ranking="Bee > Ant > Cat"))
    yield "impossible ranking", (mo.audit(one, ranking="Bee > Cat > Ant"), mo.audit(two, ranking="Cat > Ant > Bee"))


def parts(kind: type) -> Iterator[tuple[str, Pair]]:
    """Yield the parts of a kind that audits hold."""
    for name, (found, other) in audits():
        mine, theirs = [[p for p in held(a) if type(p) is kind] for a in (found, other)]
        for i, part in enumerate(mine[:2]):
            yield f"{name} {i}", (part, theirs[min(i, len(theirs) - 1)] if theirs else None)


def held(audit: mo.Audit) -> Iterator[Any]:
    yield from (audit.region, audit.refutation, audit.blanks, audit.fillings, audit.code)
    yield from (*audit.policies.values(), *audit.all_slips, *audit.cells)
    yield from (t.refutation for t in audit.policies.values())


def recovered() -> Iterator[tuple[str, Pair]]:
    one = mo.DecisionMatrix([[7, 3, 5], [9, 5, 4], [5, 8, 2], [6, 6, 6]], criteria=["quality", "price:min", "reach"])
    two = mo.DecisionMatrix([[7, 4, 5], [8, 5, 4], [5, 8, 3], [6, 6, 6]], criteria=["quality", "price:min", "reach"])
    for name, places in (("exact", 15), ("rounded", 3)):
        scores = [mo.topsis(m, w).scores.values.round(places) for m, w in ((one, [5, 3, 2]), (two, [2, 3, 5]))]
        yield name, (mo.recover_weights(one, "topsis", scores[0]), mo.recover_weights(two, "topsis", scores[1]))
    yield (
        "not explained",
        (mo.recover_weights(one, "topsis", [0.1, 0.9, 0.2, 0.7]), mo.recover_weights(two, "topsis", [0.2, 0.8, 0.2, 0.6])),
    )


def asked_anew(problem: mo.Problem, method: Any, rounding: int | None, policy: mo.Blanks, highest: int | None = None) -> mo.Audit:
    """Audit a problem made anew of plain numbers and words."""
    return mo.audit(
        replace(posed(problem), published_by=None),
        method=method,
        rounding="exact" if rounding is None else rounding,
        blanks=policy,
        highest=highest,
    )


def part_true(forged: Any) -> bool:
    """Tell whether an audit of the same figures, asked for anew, holds the same part."""
    given = forged.call.arguments if hasattr(forged, "call") else {}
    table = given["table"] if given else forged.table
    policy = given.get("policy") or getattr(forged, "policy", None) or table.problem.blanks
    fresh = asked_anew(table.problem, table.method, table.rounding, policy, given.get("highest", getattr(forged, "highest", None)))
    plain = table.method is not None or table.params == {}
    known = same_table(table, fresh.known) and plain
    return known and any(type(p) is type(forged) and parts_same(forged, p, ("call", "tie", "table")) for p in held(fresh))


def same_table(one: Any, other: Any) -> bool:
    return parts_same(one, other, ("problem", "params"))


def audit_true(forged: mo.Audit) -> bool:
    """Tell whether the same question about a problem made anew has the same answer."""
    asked = {name: v for name, v in forged.call.arguments.items() if name != "problem"}
    fresh = mo.audit(posed(forged.call.arguments["problem"]), **asked)
    found = all(same(getattr(forged, name), getattr(fresh, name)) for name in REMEMBERED)
    return (
        found
        and parts_same(forged, fresh, ("call", "tie", "problem", "known"))
        and (fresh.known is None or same_table(forged.known, fresh.known))
    )


REMEMBERED = ("weights", "intervals", "integer", "relations", "swaps", "agrees", "missed", "otherwise")


def region_true(forged: Region) -> bool:
    """Tell whether the limits of all weights are those that trying every corner gives."""
    rows = [(f.row, f.high) for f in forged.facts if f.high is not None and f.low != f.high]
    rows += [([-v for v in f.row], -f.low) for f in forged.facts if f.low is not None and f.low != f.high]
    level = [(f.row, f.high) for f in forged.facts if f.low is not None and f.low == f.high]
    given = ([r for r, _ in rows], [b for _, b in rows], [r for r, _ in level], [b for _, b in level])
    m = forged.columns
    unit = [[int(i == j) for j in range(m)] for i in range(m)]
    if largest(unit[0], *given, [0] * m, [None] * m)[0] == "infeasible":
        return forged.point is None
    ends = []
    for u in unit:
        low, high = (largest([sign * v for v in u], *given, [0] * m, [None] * m)[1] for sign in (-1, 1))
        ends.append((-low, high))
    return forged.point is not None and forged.intervals == tuple(ends)


def refutation_true(forged: Refutation) -> bool:
    """Other multipliers that show the same, or other figures that contradict each other too."""
    total, left = Fraction(0), [Fraction(0)] * forged.region.columns
    for y, f in zip(forged.multipliers, forged.region.facts, strict=True):
        if y:
            total += y * (f.high if y > 0 else f.low)
            left = [p + y * v for p, v in zip(left, f.row, strict=True)]
    named = len({*forged.criteria}) == len(forged.criteria) == forged.region.columns and all(type(c) is str for c in forged.criteria)
    empty = total < 0 and min(left) >= 0 and region_true(forged.region) and forged.region.point is None
    return empty and named and asked_about(forged)


def asked_about(forged: Refutation) -> bool:
    """Tell whether an audit of the same figures, or of the same ranking, asked for anew, speaks of the same rows and criteria."""
    given, policy = forged.call.arguments, forged.call.arguments["policy"]
    if "table" in given:
        table = given["table"]
        fresh = asked_anew(table.problem, table.method, table.rounding, policy)
        known = same_table(table, fresh.known)
    else:
        fresh = mo.audit(posed(given["problem"]), ranking=given["ranking"], method=given["method"], blanks=policy, **given["params"])
        known = same(given["ranking"], fresh.ranking)
    return known and forged.criteria == fresh.criteria and {*forged.region.facts} <= {*fresh.region.facts}


def code_true(forged: Code) -> bool:
    """Tell whether the parity checks and distances are those of trying every set of totals."""
    names, rows, total = (forged.call.arguments[part] for part in ("names", "rows", "total_weight"))
    ones = [] if total is None else [[1] * len(rows[0])]
    n, dimension = len(rows), rank([*rows, *ones])
    checks = [(*y, -c / total) if total else y for y, c in zip(forged.parity, forged.constants, strict=True)]
    nil = all(not any(product(y, column) for column in zip(*rows, *ones, strict=True)) for y in checks)
    every = rank(checks) == len(checks) == n + len(ones) - dimension and names == forged.names and len(names) == n

    def distance(of: list[int]) -> int | None:
        kept = ([rows[i] for i in of if i not in left] for k in range(1, len(of) + 1) for left in combinations(of, k))
        full = rank([*(rows[i] for i in of), *ones])
        return next((len(of) - len(rest) for rest in kept if rank([*rest, *ones]) < full), None)

    seen = [i for i in range(n) if any(check[i] for check in forged.parity)]
    told = (forged.distance, forged.among_checked) == (distance([*range(n)]), distance(seen) if len(seen) < n else distance([*range(n)]))
    exact = all(type(v) is Fraction for row in rows for v in row)
    return nil and every and told and exact and forged.exact is True


def recovered_true(forged: RecoveredWeights) -> bool:
    """Tell whether the method gives what is said with the weights, and the same question asked anew the same answer."""
    asked = forged.call.arguments
    matrix, scores = rebuilt(asked["problem"].matrix), dict(zip(asked["scores"].labels, asked["scores"].values.tolist(), strict=True))
    fresh = mo.recover_weights(matrix, asked["method"].name, scores, asked.get("blanks"))
    weights = dict(zip(forged.weights.criteria, forged.weights.values.tolist(), strict=True))
    again = mo.get(asked["method"].name)(matrix, weights).scores.values
    told = abs(again - forged.replayed.values).max() < 1e-12 and abs(abs(again - forged.scores.values).max() - forged.error) < 1e-12
    return told and parts_same(forged, fresh, ("call", "tie"))


KINDS: dict[type[Claimed], Kind] = {
    Region: Kind(lambda: parts(Region), region_true),
    Refutation: Kind(lambda: parts(Refutation), refutation_true),
    PolicyTest: Kind(lambda: parts(PolicyTest), part_true),
    Fillings: Kind(lambda: parts(Fillings), part_true),
    Inference: Kind(lambda: parts(Inference), part_true),
    Code: Kind(lambda: parts(Code), code_true),
    Slip: Kind(lambda: parts(Slip), part_true),
    CellSlip: Kind(lambda: parts(CellSlip), part_true),
    mo.Audit: Kind(audits, audit_true),
    RecoveredWeights: Kind(recovered, recovered_true),
}
