"""Answers about weights: who is first, who is preferred, which ranks there are, and which change is the smallest."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import numpy as np

import mcda_orch as mo
from mcda_orch.exact.claims import Claimed, same
from mcda_orch.robust.evidence.ratio import NeverAhead
from mcda_orch.robust.weights.nearest import Nearest, nearest
from mcda_orch.robust.weights.pairs import PairProof, ShownPairProof
from mcda_orch.robust.weights.rank_ranges import RankRanges
from mcda_orch.robust.weights.stability import Stability
from mcda_orch.robust.weights.weight_change import WeightChange, changed_weights

from .asking import again, of_set
from .brute import met, product
from .evidence import dominated_true, extreme, never_ahead_true, over, within, worded
from .exact import admits, bound
from .kind import (
    DRAWS,
    ELSE,
    KNOWN,
    MATRIX,
    OTHER,
    WEIGHTS,
    Kind,
    Pair,
    alike,
    answers_again,
    both,
    fresh_question,
    methods,
    sets,
)


def nearest_true(forged: Nearest) -> bool:
    """Another nearest point, or other rows with the same one; all that can be nearest are tried."""
    m, start = len(forged.start), forged.start
    unit = [tuple(int(i == j) for j in range(m)) for i in range(m)]
    sides = [*zip(forged.rows, forged.right, strict=True), *((tuple(-v for v in u), 0) for u in unit)]
    level = [*zip(forged.equal, forged.equal_right, strict=True)]

    def inside(w: Any) -> bool:
        return all(product(row, w) <= b for row, b in sides) and all(product(row, w) == b for row, b in level)

    if forged.norm == "l2":
        tried = [projected(start, [*level, *tight]) for k in range(m) for tight in combinations(sides, k)]
    else:
        kinks = [(u, s) for u, s in zip(unit, start, strict=True)]
        if forged.norm == "linf":
            pairs = [(i, k, sign) for i, k in combinations(range(m), 2) for sign in (1, -1)]
            kinks = [(tuple(p - s * q for p, q in zip(unit[i], unit[k], strict=True)), start[i] - s * start[k]) for i, k, s in pairs]
        tried = [met([*level, *chosen], m) for k in range(m + 1) for chosen in combinations([*sides, *kinks], k)]
    sizes = [SIZES[forged.norm]([p - q for p, q in zip(w, start, strict=True)]) for w in tried if w is not None and inside(w)]
    change = [p - q for p, q in zip(forged.weights, start, strict=True)]
    return inside(forged.weights) and SIZES[forged.norm](change) == min(sizes) == forged.size and shown_nearest(forged, sides, change)


SIZES: dict[str, Callable[[Any], Any]] = {
    "l1": lambda change: sum(map(abs, change)),
    "l2": lambda change: sum(v * v for v in change),
    "linf": lambda change: max(map(abs, change)),
}


def projected(point: Any, planes: Any) -> Any:
    """Return the point of some planes that is nearest to one by its squares, or None where they do not meet in one way."""
    gram = [([product(p, q) for q, _ in planes], b - product(p, point)) for p, b in planes]
    times = met(gram, len(planes)) if planes else ()
    if times is None:
        return None
    return tuple(v + sum(t * row[j] for t, (row, _) in zip(times, planes, strict=True)) for j, v in enumerate(point))


def shown_nearest(forged: Nearest, sides: Any, change: Any) -> bool:
    """Tell whether multipliers show that no point is nearer."""
    if forged.norm != "l2":
        v, p = forged.verdict, forged.verdict.programme
        posed = nearest(forged.start, forged.rows, forged.right, forged.equal, forged.equal_right, forged.norm).verdict.programme
        best = bound(p.c, p.A_ub, p.b_ub, p.A_eq, p.b_eq, v.ub, v.eq, p.low, p.high) == -v.value == -forged.size
        return same(p, posed) and v.sense == -1 and admits(p, v.x) and best and forged.multipliers == forged.free == ()
    rows = [tuple(-v for v in row) for row, _ in sides]
    mixed = [
        sum(t * row[j] for t, row in zip((*forged.multipliers, *forged.free), (*rows, *forged.equal), strict=True))
        for j in range(len(change))
    ]
    tight = all(product(row, forged.weights) == b for t, (row, b) in zip(forged.multipliers, sides, strict=True) if t)
    return forged.verdict is None and mixed == change and min(forged.multipliers) >= 0 and tight


def shown_true(forged: ShownPairProof) -> bool:
    """Other weights that show the same of a pair, the same of another pair, or another proof."""
    question = fresh_question(forged.question, False)
    behind, ahead = (forged.b, forged.a) if forged.kind == "necessary" else (forged.a, forged.b)
    if not alike(forged.question, question) or not worded(forged.known):
        return False
    if forged.proof is not None:
        sides = forged.proof.alternative == behind and forged.proof.rivals == (ahead,)
        proved = (never_ahead_true if isinstance(forged.proof, NeverAhead) else dominated_true)(forged.proof)
        return sides and proved and forged.holds is (forged.kind == "necessary" or bool(forged.proof.weights))
    w = np.array([float(v) for v in forged.weights.values()])
    score = dict(zip(question.names, question.scores(w).tolist(), strict=True))
    above = score[forged.a] >= score[forged.b] - 1e-12
    return above is forged.holds and within(forged.known, tuple(forged.weights.values()))


def preferences() -> Iterator[tuple[str, Pair]]:
    for ask in (mo.necessary, mo.possible):
        for name, pair in sets(ask):
            yield f"{ask.__name__} by {name}", pair


def proofs_of_pairs(kind: type) -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in preferences():
        for a, b in (("Ant", "Bee"), ("Bee", "Ant"), ("Ant", "Cat")):
            one, two = found._certificate(a, b, found._ratios), other._certificate(a, b, other._ratios)
            if type(one) is kind:
                yield f"{name} {a} {b}", (one, two if type(two) is kind else None)


def pair_true(forged: PairProof) -> bool:
    """Other weights with the same lead, or other multipliers."""
    question = fresh_question(forged.question, False)
    sign = -1 if forged.kind == "necessary" else 1
    d = [p - q for p, q in zip(question.row(forged.a), question.row(forged.b), strict=True)]
    w = tuple(forged.weights[c] for c in question.criteria)
    best = extreme(forged.known, [sign * v for v in d])
    told = sign * best == forged.lead == product(d, w) and over(forged.known, [sign * v for v in d], best, forged.ub, forged.eq)
    return forged.a != forged.b and told and within(forged.known, w) and worded(forged.known) and alike(forged.question, question)


def questions() -> Iterator[tuple[str, Pair]]:
    yield "all weights", both(mo.next_question, "wsm", draws=DRAWS)
    yield "a set", both(mo.next_question, "wsm", mo.WeightSet(MATRIX).order("quality > speed"), draws=DRAWS)


def changes(of: str) -> Iterator[tuple[str, Pair]]:
    more = {"change": "cells"} if of == "cells" else {}
    for norm in ("l1", "l2", "linf") if of == "weights" else ("l1",):
        for winner, rivals in (("Bee", None), ("Cat", "Ant")):
            found = [
                mo.what_if(m, winner, rivals, norm=norm, method="wsm", weights=w, **more) for m, w in ((MATRIX, WEIGHTS), (OTHER, ELSE))
            ]
            yield f"{winner} over {rivals or 'all'} ({norm})", tuple(found)
    found = [mo.what_if(m, "Bee", "Ant", method="topsis", weights=w, **more) for m, w in ((MATRIX, WEIGHTS), (OTHER, ELSE))]
    yield "topsis", tuple(found)
    if of == "weights":
        within = [mo.what_if(m, "Bee", "Ant", method="wsm", weights=w, within=KNOWN) for m, w in ((MATRIX, WEIGHTS), (OTHER, ELSE))]
        yield "within a set", tuple(within)


def nearests() -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in changes("weights"):
        if found.nearest is not None:
            yield name, (found.nearest, other.nearest)


def ranges_true(forged: RankRanges) -> bool:
    """Other weights with the same rank, counted here, or other proofs that there is none beyond."""
    question = forged.question
    for name, r in forged.ranges.items():
        for place, w in ((r.best, tuple(r.best_weights.values())), (r.worst, tuple(r.worst_weights.values()))):
            scores = question.scores(np.array([float(v) for v in w]))
            gaps = np.delete(scores - scores[question.at(name)], question.at(name))
            ahead = int((gaps > 1e-12).sum()) + (int((abs(gaps) <= 1e-12).sum()) if forged.ties == "pessimistic" else 0)
            if place != 1 + ahead or not within(forged.known, w):
                return False
    return of_ranges(forged)


of_ranges = again(
    lambda f, q: mo.rank_ranges(q.task.matrix, q.method, f.known, q.task.blanks, ties=f.ties, draws=f.draws or None, rng=f.streams)
)


KINDS: dict[type[Claimed], Kind] = {
    Nearest: Kind(nearests, nearest_true),
    PairProof: Kind(lambda: proofs_of_pairs(PairProof), pair_true),
    ShownPairProof: Kind(lambda: proofs_of_pairs(ShownPairProof), shown_true),
    mo.FirstPlace: Kind(lambda: sets(mo.first_place), again(of_set(mo.first_place))),
    mo.Preference: Kind(preferences, again(lambda f, q: of_set(mo.necessary if f.kind == "necessary" else mo.possible)(f, q))),
    RankRanges: Kind(lambda: sets(mo.rank_ranges), ranges_true),
    Stability: Kind(
        lambda: methods(mo.stability, WEIGHTS),
        again(lambda f, q: mo.stability(q.task.matrix, q.method, q.task.weights, q.task.blanks), weighed=True),
    ),
    WeightChange: Kind(
        lambda: changes("weights"),
        again(lambda f, q: changed_weights(q, q.at(f.winner), [q.at(o) for o in f.over], f.norm, f.known), weighed=True),
    ),
    mo.NextQuestion: Kind(questions, answers_again),
    mo.WeightTriangle: Kind(lambda: iter([("wsm", both(mo.weight_triangle, "wsm", WEIGHTS))]), answers_again),
}
