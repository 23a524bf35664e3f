"""Small results of every kind, and what each kind's forgeries may claim and be right."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import pairwise
from typing import Any

import numpy as np

import mcda_orch as mo
from mcda_orch.exact.claims import Call, Claimed, Repeated, same
from mcda_orch.exact.conflict import Conflict, Group, conflict, consistent
from mcda_orch.exact.fewest import Fewest, fewest
from mcda_orch.exact.linear import Solutions, rank, solve
from mcda_orch.exact.programme import maximise, minimise
from mcda_orch.exact.rational import dot
from mcda_orch.exact.verdict import Verdict
from mcda_orch.plugin.kernel import Plugin
from mcda_orch.robust.cells.cell_change import CellChange, changed_cells
from mcda_orch.robust.cells.rank_intervals import RankIntervals
from mcda_orch.robust.evidence.dominated import Dominated
from mcda_orch.robust.evidence.lead import Lead, lead
from mcda_orch.robust.evidence.question import Question, asked
from mcda_orch.robust.evidence.ratio import NeverAhead
from mcda_orch.robust.evidence.ratio import corners as corners_of
from mcda_orch.robust.newcomers.reversal_search import Reversal
from mcda_orch.robust.newcomers.worst_newcomer import Immunity
from mcda_orch.robust.weights.nearest import Nearest, nearest
from mcda_orch.robust.weights.pairs import PairProof, ShownPairProof
from mcda_orch.robust.weights.rank_ranges import RankRange, RankRanges
from mcda_orch.robust.weights.stability import Stability
from mcda_orch.robust.weights.weight_change import WeightChange, changed_weights

NAMES, CRITERIA = ("Ant", "Bee", "Cat"), ("quality", "price:min", "speed")
MATRIX = mo.DecisionMatrix([[7, 300, 2], [9, 400, 1], [5, 350, 2]], NAMES, CRITERIA)
OTHER = mo.DecisionMatrix([[7, 310, 1], [6, 380, 4], [9, 350, 2]], NAMES, CRITERIA)
WEIGHTS, ELSE = {"quality": 3, "price": 2, "speed": 1}, {"quality": 1, "price": 1, "speed": 2}
KNOWN = mo.WeightSet(MATRIX).order("quality > speed").bounds({"price": (0.2, 0.5)})
BLANK = mo.DecisionMatrix([[7, 300, 2], [9, None, 1], [5, 350, None]], NAMES, CRITERIA)
OTHER_BLANK = mo.DecisionMatrix([[None, 310, 1], [6, 380, 4], [9, None, 2]], NAMES, CRITERIA)
DRAWS = 40

Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of result: small ones with others of the same kind, and whether what a forgery claims is so after all.

    Those that are parts of a report are not tied again: alone, each ties itself to all that it says.
    """

    cases: Callable[[], Iterator[tuple[str, Pair]]]
    honest: Callable[[Any], bool]
    retied: bool = True


def both(ask: Callable[..., Any], *more: Any, **named: Any) -> Pair:
    """Ask the same of two tables; the second with other weights where weights are given."""
    return ask(MATRIX, *more, **named), ask(OTHER, *[ELSE if m is WEIGHTS else m for m in more], **named)


def methods(ask: Callable[..., Any], *more: Any, **named: Any) -> Iterator[tuple[str, Pair]]:
    """Ask by methods that are linear in their weights, that are a ratio of linear forms, and by another."""
    for name in ("wsm", "topsis", "edas"):
        yield name, both(ask, name, *more, **named)


def sets(ask: Callable[..., Any], **named: Any) -> Iterator[tuple[str, Pair]]:
    """Ask over all weights and over a set of them; of draws there are few."""
    yield from methods(ask, draws=DRAWS, **named)
    for name in ("wsm", "topsis"):
        yield f"{name} over a set", both(ask, name, KNOWN, draws=DRAWS, **named)


def parts_same(forged: Any, fresh: Any, free: tuple[str, ...] = ("tie",)) -> bool:
    """Tell whether all parts are those of a fresh answer to the forgery's own question, but for those that are checked apart."""
    return type(forged) is type(fresh) and all(
        same(getattr(forged, f.name), getattr(fresh, f.name)) for f in fields(fresh) if f.name not in free
    )


def fresh_question(forged: Question, weighed: bool) -> Question:
    """Ask the forgery's question again, of its table with its weights and its policy."""
    t = forged.task
    problem = mo.Problem(
        t.matrix, t.weights if weighed else None, t.blanks, params={forged.method.name: dict(t.params)} if t.params else None
    )
    return asked(problem, forged.method, None, None, needs_weights=weighed)


def answers_again(forged: Repeated) -> bool:
    """Tell whether a forgery holds what its own question, which may be another one now, gives."""
    return isinstance(forged.call, Call) and parts_same(forged, forged.call.again(), ("tie", "call"))


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
    """Another best point, other multipliers, or another programme with the same answer, are no lies."""
    p = forged.programme
    c = p.c if forged.sense == 1 else [-v for v in p.c]
    fresh = (maximise if forged.sense == 1 else minimise)(c, p.A_ub, p.b_ub, p.A_eq, p.b_eq, p.low, p.high)
    shown = {
        "optimal": lambda: (
            p.admits(forged.x)
            and bound(p.c, p.A_ub, p.b_ub, p.A_eq, p.b_eq, forged.ub, forged.eq, p.low, p.high) == forged.sense * forged.value
        ),
        "unbounded": lambda: p.admits(forged.x) and p.admits([v + 10**6 * d for v, d in zip(forged.x, forged.ray, strict=True)]),
        "infeasible": lambda: True,
    }
    return (fresh.status, fresh.value) == (forged.status, forged.value) and shown[forged.status]()


def solutions_true(forged: Solutions) -> bool:
    """Another point, other directions or other multipliers of the same equations."""
    fresh = solve(forged.rows, forged.right, len(forged.point or ()))
    if forged.point is None:
        return not fresh.consistent and forged.directions == ()
    on = all(dot(row, forged.point) == b for row, b in zip(forged.rows, forged.right, strict=True))
    ways = [*forged.directions, *fresh.directions]
    return on and forged.certificate is None and rank(forged.directions) == rank(ways) == len(forged.directions) == len(fresh.directions)


def conflict_true(forged: Conflict) -> bool:
    """Statements that clash in the words of whoever made them, with other multipliers."""
    words = all(type(label) is str and label for label in forged.labels) and len(forged.positions) == len(forged.groups)
    clash = words and forged.verdict.verify() and not consistent(forged.columns, forged.groups, forged.base)
    return clash and all(
        consistent(forged.columns, [*forged.groups[:i], *forged.groups[i + 1 :]], forged.base) for i in range(len(forged.groups))
    )


def nearest_true(forged: Nearest) -> bool:
    """Another nearest point, or other rows with the same one."""
    fresh = nearest(forged.start, forged.rows, forged.right, forged.equal, forged.equal_right, forged.norm)
    by = (
        forged.verdict is None
        if forged.norm == "l2"
        else verdict_true(forged.verdict) and same(forged.verdict.programme, fresh.verdict.programme)
    )
    return by and fresh is not None and fresh.size == forged.size


def over(known: mo.WeightSet, form: Any, limit: Any, ub: Any, eq: Any) -> bool:
    """Tell whether multipliers bound a form over a set of weights; without them its largest number does."""
    proved = max(form) if not ub and not eq else bound(form, *known.rows(), ub, eq, (0,) * len(form), (None,) * len(form))
    return proved is not None and proved <= limit and known.maximise(form).value <= limit


def lead_true(forged: Lead) -> bool:
    """Other weights with the same lead, another mixture that bounds it, or rivals in another order."""
    question = fresh_question(forged.question, bool(forged.question.shares))
    fresh = lead(question, question.at(forged.alternative), [question.at(r) for r in forged.rivals], forged.known)
    w = tuple(forged.weights.values())
    reached = min(dot(forged.row, w) - dot(other, w) for other in forged.rows) == forged.margin
    mixed = [sum(forged.mixture.get(r, 0) * row[j] for r, row in zip(forged.rivals, forged.rows, strict=True)) for j in range(len(w))]
    bounded = over(forged.known, [p - q for p, q in zip(forged.row, mixed, strict=True)], forged.margin, forged.ub, forged.eq)
    parts = sum(forged.mixture.values()) == 1 and min(forged.mixture.values()) > 0
    asks = parts_same(forged.question, question, ("params", "seal"))
    return asks and bounded and parts and fresh.margin == forged.margin and reached and forged.known.contains(w, closed=True)


def never_ahead_true(forged: NeverAhead) -> bool:
    """Pieces in another order, twice, or beyond [0, 1], that rule out what they say; a tie that is not shown."""
    question = fresh_question(forged.question, False)
    a, rivals = question.at(forged.alternative), [question.at(r) for r in forged.rivals]
    form = question.method.ratio_form(question.task.x, question.task.s, **question.task.params)
    corners = np.array([[float(v) for v in u] for u in corners_of(forged.known, form.power)])
    gain, loss = (np.asarray(part) @ corners.T for part in (form.gain, form.loss))
    for piece in forged.pieces:
        for t in (min(max(float(end), 0.0), 1.0) for end in (piece.low, piece.high)):
            ahead = (1 - t) * gain - t * loss
            total = piece.parts[0] * ahead[a] - sum(y * ahead[b] for y, b in zip(piece.parts[1:], rivals, strict=True))
            if total.max() > 1e-9 * sum(piece.parts):
                return False
    spans = sorted((p.low, p.high) for p in forged.pieces)
    covered = spans[0][0] <= 0 and max(high for _, high in spans) >= 1 and all(p[1] >= q[0] for p, q in pairwise(spans))
    level = not forged.weights or (forged.ties and question.dense(np.array([[float(v) for v in forged.weights.values()]]))[0, a] == 1)
    return covered and level and parts_same(forged.question, question, ("params", "seal"))


def dominated_true(forged: Dominated) -> bool:
    """Another rival that is nowhere worse, or another table in which it is."""
    question = fresh_question(forged.question, False)
    seen = question.task.x * question.task.s
    (rival,) = forged.rivals
    nowhere = (seen[question.at(forged.alternative)] <= seen[question.at(rival)]).all()
    return bool(nowhere) and rival != forged.alternative and parts_same(forged.question, question, ("params", "seal"))


def shown_true(forged: ShownPairProof) -> bool:
    """Other weights that show the same of a pair, the same of another pair, or another proof."""
    question = fresh_question(forged.question, False)
    behind, ahead = (forged.b, forged.a) if forged.kind == "necessary" else (forged.a, forged.b)
    if not parts_same(forged.question, question, ("params", "seal")):
        return False
    if forged.proof is not None:
        sides = forged.proof.alternative == behind and forged.proof.rivals == (ahead,)
        proved = (never_ahead_true if isinstance(forged.proof, NeverAhead) else dominated_true)(forged.proof)
        return sides and proved and forged.holds is (forged.kind == "necessary" or bool(forged.proof.weights))
    w = np.array([float(v) for v in forged.weights.values()])
    score = dict(zip(question.names, question.scores(w).tolist(), strict=True))
    above = score[forged.a] >= score[forged.b] - 1e-12
    return above is forged.holds and forged.known.contains(tuple(forged.weights.values()), closed=True)


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


def fewest_true(forged: Fewest) -> bool:
    """Another point with as many, or other clashes that show it."""
    fresh = fewest(forged.forms, forged.within, forged.strict)
    return (len(forged.risen), forged.bound, forged.proved) == (len(fresh.risen), fresh.bound, fresh.proved)


def said(value: Any) -> Any:
    """Return what a value says: all its parts, but of proofs the facts alone."""
    facts = FACTS.get(type(value))
    if is_dataclass(value) and not isinstance(value, (Plugin, Question, mo.WeightSet)):
        names = facts or [f.name for f in fields(value) if f.name != "tie"]
        return (type(value).__name__, *((name, said(getattr(value, name))) for name in names))
    if isinstance(value, Mapping) and not isinstance(value, mo.WeightSet):
        return tuple((key, said(item)) for key, item in value.items())
    return tuple(map(said, value)) if type(value) is tuple else value


def proofs(value: Any) -> Iterator[Any]:
    """Yield the proofs in a value, however deep."""
    if type(value) in FACTS:
        yield value
    elif is_dataclass(value) and not isinstance(value, (Plugin, Question, mo.WeightSet)):
        yield from (p for f in fields(value) for p in proofs(getattr(value, f.name)))
    elif isinstance(value, Mapping):
        yield from (p for item in value.values() for p in proofs(item))
    elif isinstance(value, tuple):
        yield from (p for item in value for p in proofs(item))


def again(ask: Callable[[Any, Question], Any], weighed: bool = False) -> Callable[[Any], bool]:
    """Return whether a forgery says what its own question gives, by proofs that are some."""

    def honest(forged: Any) -> bool:
        question = fresh_question(forged.question, weighed)
        if not parts_same(forged.question, question, ("params", "seal")):  # how its parameters were given is not asked again
            return False
        fresh = ask(forged, question)
        told = all(
            same(said(getattr(forged, f.name)), said(getattr(fresh, f.name))) for f in fields(fresh) if f.name not in {"tie", "question"}
        )
        return told and all(KINDS[type(p)].honest(p) for p in proofs(forged) if type(p) in KINDS)

    return honest


def of_set(ask: Callable[..., Any]) -> Callable[[Any, Question], Any]:
    """Return how an answer over a set of weights is asked for again."""
    return lambda f, q: ask(q.task.matrix, q.method, f.known, q.task.blanks, draws=f.draws or None, rng=f.streams)


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
    d = question.difference(question.at(forged.a), question.at(forged.b))
    fresh = (forged.known.minimise if forged.kind == "necessary" else forged.known.maximise)(d)
    w = tuple(forged.weights[c] for c in question.criteria)
    return forged.a != forged.b and fresh.value == forged.lead == dot(d, w) and forged.known.contains(w, closed=True)


def certificates(kind: type) -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in sets(mo.first_place):
        theirs = [c for c in other.certificates.values() if type(c) is kind]
        for who, proof in found.certificates.items():
            if type(proof) is kind:
                yield f"{name} {who}", (proof, theirs[0] if theirs else None)


def dominances() -> Iterator[tuple[str, Pair]]:
    worse = mo.DecisionMatrix([[7, 300, 2], [9, 250, 1], [5, 350, 1]], NAMES, CRITERIA)
    other = mo.DecisionMatrix([[7, 300, 2], [3, 350, 1], [5, 250, 2]], NAMES, CRITERIA)
    for name in ("vikor", "edas"):
        found = [mo.first_place(m, name, draws=DRAWS).certificates[who] for m, who in ((worse, "Cat"), (other, "Bee"))]
        yield name, tuple(found)


def values() -> Iterator[tuple[str, Pair]]:
    yield "uta_gms", tuple(mo.ror_smaa(mo.uta_gms(m, said), DRAWS) for m, said in ((MATRIX, "Ant > Bee"), (OTHER, "Bee > Cat")))


def questions() -> Iterator[tuple[str, Pair]]:
    yield "all weights", both(mo.next_question, "wsm", draws=DRAWS)
    yield "a set", both(mo.next_question, "wsm", mo.WeightSet(MATRIX).order("quality > speed"), draws=DRAWS)


def changes(of: str) -> Iterator[tuple[str, Pair]]:
    more = {"change": "cells"} if of == "cells" else {}
    for norm in ("l1", "l2", "linf") if of == "weights" else ("l1",):
        for winner, over in (("Bee", None), ("Cat", "Ant")):
            found = [mo.what_if(m, winner, over, norm=norm, method="wsm", weights=w, **more) for m, w in ((MATRIX, WEIGHTS), (OTHER, ELSE))]
            yield f"{winner} over {over or 'all'} ({norm})", tuple(found)
    found = [mo.what_if(m, "Bee", "Ant", method="topsis", weights=w, **more) for m, w in ((MATRIX, WEIGHTS), (OTHER, ELSE))]
    yield "topsis", tuple(found)
    if of == "weights":
        within = [mo.what_if(m, "Bee", "Ant", method="wsm", weights=w, within=KNOWN) for m, w in ((MATRIX, WEIGHTS), (OTHER, ELSE))]
        yield "within a set", tuple(within)


def nearests() -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in changes("weights"):
        if found.nearest is not None:
            yield name, (found.nearest, other.nearest)


def intervals() -> Iterator[tuple[str, Pair]]:
    for name in ("wsm", "topsis"):
        for ties in ("optimistic", "strict"):
            yield f"{name} {ties}", tuple(mo.rank_intervals(m, name, w, ties=ties) for m, w in ((BLANK, WEIGHTS), (OTHER_BLANK, ELSE)))
    yield "free weights", tuple(mo.rank_intervals(m, "wsm", KNOWN) for m in (BLANK, OTHER_BLANK))


def reversals(kind: type) -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in methods(mo.rank_reversal, WEIGHTS):
        if kind is mo.ReversalReport:
            yield name, (found, other)
            continue
        cases = [r for r in (*found.found.values(), *found.immune.values(), found.smallest) if type(r) is kind]
        theirs = [r for r in (*other.found.values(), *other.immune.values(), other.smallest) if type(r) is kind]
        for i, case in enumerate(cases[:3]):
            yield f"{name} {i}", (case, theirs[0] if theirs else None)


def policies() -> Iterator[tuple[str, Pair]]:
    for name in ("wsm", "topsis"):
        yield name, (mo.blank_policies(BLANK, name, WEIGHTS), mo.blank_policies(OTHER_BLANK, name, ELSE))


def samples() -> Iterator[tuple[str, Pair]]:
    for name in ("wsm", "topsis"):
        yield name, both(mo.smaa, name, None, DRAWS)
    yield "a set", both(mo.smaa, "wsm", KNOWN, DRAWS)
    yield "cells", tuple(mo.smaa(m, "wsm", WEIGHTS, DRAWS, blanks="levels") for m in (BLANK, OTHER_BLANK))


def ranges_true(forged: RankRanges) -> bool:
    """Other weights with the same rank, counted here, or other proofs that there is none beyond."""
    question = forged.question
    for name, r in forged.ranges.items():
        for place, w in ((r.best, tuple(r.best_weights.values())), (r.worst, tuple(r.worst_weights.values()))):
            scores = question.scores(np.array([float(v) for v in w]))
            gaps = np.delete(scores - scores[question.at(name)], question.at(name))
            ahead = int((gaps > 1e-12).sum()) + (int((abs(gaps) <= 1e-12).sum()) if forged.ties == "pessimistic" else 0)
            if place != 1 + ahead or not forged.known.contains(w, closed=True):
                return False
    return of_ranges(forged)


of_ranges = again(
    lambda f, q: mo.rank_ranges(q.task.matrix, q.method, f.known, q.task.blanks, ties=f.ties, draws=f.draws or None, rng=f.streams)
)


def intervals_true(forged: RankIntervals) -> bool:
    """What the forgery's own table, weights and policy for ties give."""
    t = forged.asked.task
    cells = {
        key: cell.values or (cell.low, cell.high) for key, cell in zip(forged.asked.keys, forged.asked.table.cells.values(), strict=True)
    }
    weights = t.weights if forged.asked.known is None else forged.asked.known
    fresh = mo.rank_intervals(t.matrix, t.plugin, weights, cells=cells, ties=forged.ties, rng=forged.streams)
    notes = forged.notes == (*forged.asked.table.notes, *fresh.notes)
    return notes and parts_same(forged, fresh, ("tie", "asked", "notes"))


def immunity_true(forged: Immunity) -> bool:
    """What the forgery's own table, weights and levels give."""
    t, levels = (
        forged.among.asked,
        dict(zip(forged.among.asked.matrix.criterion_names, [v.tolist() for v in forged.among.levels], strict=True)),
    )
    fresh = mo.rank_reversal(t.matrix, t.plugin, t.weights, t.blanks, levels=levels).immune[forged.a, forged.b]
    return parts_same(forged, fresh, ("tie", "among"))


def never(forged: Any) -> bool:
    """Nothing but what was found is so."""
    return False


FACTS: dict[type, tuple[str, ...]] = {
    Verdict: ("programme", "status", "value"),
    Lead: ("alternative", "margin"),
    Fewest: ("forms", "within", "strict", "proved", "bound"),
    RankRange: ("best", "worst", "best_proof", "worst_proof"),
}
"""Of proofs, what they are the proofs of: other numbers may prove the same."""
KINDS: dict[type[Claimed], Kind] = {
    Verdict: Kind(verdicts, verdict_true),
    Solutions: Kind(solved, solutions_true),
    Conflict: Kind(clashes, conflict_true),
    Fewest: Kind(fewests, fewest_true),
    Nearest: Kind(nearests, nearest_true),
    Lead: Kind(lambda: certificates(Lead), lead_true),
    NeverAhead: Kind(lambda: certificates(NeverAhead), never_ahead_true),
    Dominated: Kind(dominances, dominated_true),
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
    CellChange: Kind(
        lambda: changes("cells"), again(lambda f, q: changed_cells(q, q.at(f.winner), [q.at(o) for o in f.over], f.whose), weighed=True)
    ),
    RankIntervals: Kind(intervals, intervals_true),
    Reversal: Kind(lambda: reversals(Reversal), never, retied=False),
    Immunity: Kind(lambda: reversals(Immunity), immunity_true, retied=False),
    mo.ReversalReport: Kind(lambda: reversals(mo.ReversalReport), answers_again),
    mo.BlankPolicies: Kind(policies, answers_again),
    mo.NextQuestion: Kind(questions, answers_again),
    mo.WeightTriangle: Kind(lambda: iter([("wsm", both(mo.weight_triangle, "wsm", WEIGHTS))]), answers_again),
    mo.Smaa: Kind(samples, answers_again),
    mo.RorSmaa: Kind(values, answers_again),
}

UNTRIED = {
    "RankWitness": "proofs of values",
    "RelationProof": "proofs of values",
    "RobustValues": "values",
    "LearntValues": "values",
    "MaxMargin": "values",
    "RecoveredWeights": "recovered weights",
    "Inference": "parts of an audit",
    "Region": "parts of an audit",
    "CellSlip": "parts of an audit",
    "Refutation": "parts of an audit",
    "Slip": "parts of an audit",
    "Code": "parts of an audit",
    "Fillings": "parts of an audit",
    "PolicyTest": "parts of an audit",
    "Audit": "audits",
}
"""Kinds that are checked by tests of their own."""
