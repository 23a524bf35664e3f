"""Value functions that are learnt from statements, what holds for all of them, and weights with the largest margin."""

from collections.abc import Iterator
from typing import Any

import mcda_orch as mo
from mcda_orch.exact.claims import Claimed, same
from mcda_orch.inverse.values.max_margin import MaxMargin
from mcda_orch.inverse.values.uta import LearntValues
from mcda_orch.inverse.values.uta_gms import RobustValues
from mcda_orch.inverse.values.value_function import Statement
from mcda_orch.inverse.values.value_proofs import RankWitness, RelationProof

from .brute import FAR, largest, posed, product, rebuilt
from .kind import MATRIX, OTHER, Kind, Pair, parts_same

ORDER, CLASH = "Ant > Bee > Cat", "Ant > Bee > Cat, Cat > Ant"


def learnt() -> Iterator[tuple[str, Pair]]:
    for ask in (mo.utastar, mo.uta):
        yield ask.__name__, (ask(MATRIX, ORDER), ask(OTHER, "Bee > Cat ~ Ant"))
    yield "errors", (mo.utastar(MATRIX, "Cat > Ant > Bee"), mo.utastar(OTHER, ORDER))


def robust() -> Iterator[tuple[str, Pair]]:
    yield "levels", (mo.uta_gms(MATRIX, "Ant > Bee"), mo.uta_gms(OTHER, "Bee > Cat"))
    yield "segments", (mo.uta_gms(MATRIX, "Ant > Bee", segments=1), mo.uta_gms(OTHER, "Bee > Cat", segments=1))
    yield "nothing said", (mo.uta_gms(MATRIX), mo.uta_gms(OTHER))


def relations() -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in robust():
        for a, b, kind in (
            ("Ant", "Bee", "necessary"),
            ("Bee", "Ant", "possible"),
            ("Bee", "Cat", "necessary"),
            ("Bee", "Cat", "possible"),
        ):
            yield f"{name} {a} {b} {kind}", (found.certificate(a, b, kind), other.certificate(a, b, kind))


def witnesses() -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in robust():
        for end in (0, 1):
            yield f"{name} {'worst' if end else 'best'}", (found.extremes["Bee"][end], other.extremes["Bee"][end])


def margins() -> Iterator[tuple[str, Pair]]:
    known = mo.WeightSet(MATRIX).order("quality >= speed")
    yield "all weights", (mo.max_margin(MATRIX, "wsm", ORDER), mo.max_margin(OTHER, "wsm", "Cat > Ant"))
    yield "a set", (mo.max_margin(MATRIX, "wsm", ORDER, known), mo.max_margin(OTHER, "wsm", "Cat > Ant", known))
    for soft in (False, True):
        yield f"a clash, {soft=}", (mo.max_margin(MATRIX, "wsm", CLASH, soft=soft), mo.max_margin(OTHER, "wsm", CLASH, soft=soft))


def asked_anew(m: Any, said: Any) -> RobustValues:
    """Ask what holds for the same statements about a table made anew, with the same breakpoints."""
    points = dict(zip(m.criteria, map(list, m.breakpoints), strict=True))
    return mo.uta_gms(rebuilt(m.matrix), [Statement(s.a, s.b, s.kind, s.than) for s in said], breakpoints=points)


def agrees(steps: Any, m: Any, said: Any) -> bool:
    """Tell whether heights of steps are heights, and agree with statements."""
    value = {n: product(row, steps) for n, row in zip(m.names, m.rows, strict=True)}
    leads = [(s.kind, sum(sign * value[n] for n, sign in s.terms)) for s in said]
    kept = all(v > 0 if kind == ">" else v >= 0 if kind == ">=" else v == 0 for kind, v in leads)
    return kept and min(steps) >= 0 and sum(steps) == 1


def relation_true(forged: RelationProof) -> bool:
    """Tell whether the relation holds, or not, for the same statements about a table made anew."""
    m, fresh = forged.marginals, asked_anew(forged.marginals, forged.preferences)
    i, k = (m.names.index(n) for n in (forged.a, forged.b))
    found = bool(fresh.necessary.values[i, k]) if forged.kind == "necessary" else bool(fresh.possible.values[i, k])
    shown = forged.holds is (forged.kind == "possible")
    question = (forged.b, forged.a, ">") if forged.kind == "necessary" else (forged.a, forged.b, ">=")
    said = (*forged.preferences, Statement(*question))
    example = agrees(forged.example.steps, m, said) if shown else forged.example is None
    return found is forged.holds and example and same(m, fresh.marginals) and same(forged.preferences, fresh.preferences)


def witness_true(forged: RankWitness) -> bool:
    """Tell whether the value function gives the rank, which is the end for the same statements about a table made anew."""
    m = forged.function.marginals
    fresh = asked_anew(m, forged.preferences)
    value = {n: product(row, forged.function.steps) for n, row in zip(m.names, m.rows, strict=True)}
    rank = 1 + sum(v > value[forged.name] for v in value.values())
    told = rank == forged.rank == fresh.extremes[forged.name][forged.worst].rank
    return told and agrees(forged.function.steps, m, forged.preferences) and same(m, fresh.marginals)


def robust_true(forged: RobustValues) -> bool:
    """Tell whether the same statements about a table made anew settle the same pairs, ranks and representative."""
    fresh = asked_anew(forged.marginals, forged.preferences)
    own = parts_same(forged, fresh, ("call", "tie")) and same(forged.representative, fresh.representative)
    return own and all(witness_true(end) for ends in forged.extremes.values() for end in ends)


def learnt_true(forged: LearntValues) -> bool:
    """Tell whether the same statements about a table made anew give the same values."""
    asked = dict(forged.call.arguments)
    fresh = {"uta": mo.uta, "utastar": mo.utastar}[forged.method](rebuilt(asked.pop("matrix")), asked.pop("preferences"), **asked)
    return parts_same(forged, fresh, ("call", "tie"))


def margin_true(forged: MaxMargin) -> bool:
    """Tell whether the same preferences about a problem made anew give the same weights, and the margin is the largest of all."""
    asked = dict(forged.call.arguments)
    problem = asked.pop("problem")
    fresh = mo.max_margin(posed(problem) if isinstance(problem, mo.Problem) else rebuilt(problem), **asked)
    return parts_same(forged, fresh, ("call", "tie")) and (forged.conflict is not None or forged.margin == best_margin(forged))


def best_margin(found: MaxMargin) -> Any:
    """Return the largest margin of strict preferences, by trying every corner."""
    known = found.call.arguments["weights"]
    rows, right, equal, level = (mo.WeightSet(found.rows.criteria) if known is None else known).rows()
    m = len(found.rows.criteria)
    behind = [(*(q - p for p, q in zip(found.rows[s.a], found.rows[s.b], strict=True)), 1) for s in found.preferences]
    given = [*((*r, 0) for r in rows), *behind], [*right, *(0 for _ in behind)], [(*r, 0) for r in equal], level
    return largest([0] * m + [1], *given, [0] * m + [None], [None] * (m + 1), (FAR,))[1]


KINDS: dict[type[Claimed], Kind] = {
    LearntValues: Kind(learnt, learnt_true),
    RobustValues: Kind(robust, robust_true),
    RelationProof: Kind(relations, relation_true),
    RankWitness: Kind(witnesses, witness_true),
    MaxMargin: Kind(margins, margin_true),
}
