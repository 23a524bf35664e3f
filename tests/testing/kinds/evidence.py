"""Proofs that an alternative is ahead of its rivals, or never is."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

import mcda_orch as mo
from mcda_orch.exact.claims import Claimed
from mcda_orch.exact.group import Group
from mcda_orch.robust.evidence.dominated import Dominated
from mcda_orch.robust.evidence.lead import Lead
from mcda_orch.robust.evidence.ratio import NeverAhead
from mcda_orch.robust.evidence.ratio import corners as corners_of

from .brute import FAR, largest, product
from .exact import bound
from .kind import CRITERIA, DRAWS, NAMES, Kind, Pair, alike, fresh_question, sets


def extreme(known: mo.WeightSet, form: Any) -> Any:
    """Return the largest value of a form over a set of weights."""
    return largest(form, *known.rows(), [0] * len(form), [None] * len(form))[1]


def over(known: mo.WeightSet, form: Any, limit: Any, ub: Any, eq: Any) -> bool:
    """Tell whether multipliers bound a form over a set of weights; without them its largest number does."""
    proved = max(form) if not ub and not eq else bound(form, *known.rows(), ub, eq, (0,) * len(form), (None,) * len(form))
    return proved is not None and proved <= limit and extreme(known, form) <= limit


def within(known: mo.WeightSet, w: Any) -> bool:
    """Tell whether shares belong to a set of weights, its edges included."""
    rows, right, equal, level = known.rows()
    below = all(product(row, w) <= b for row, b in zip(rows, right, strict=True))
    return min(w) >= 0 and below and all(product(row, w) == b for row, b in zip(equal, level, strict=True)) and sum(w) == 1


def worded(known: mo.WeightSet) -> bool:
    """Tell whether statements say what their numbers do, read here anew; words of another kind are told with their meaning."""
    return all(reading(g, known.criteria) or f"'{g.label}' (" in known.extent for g in known.statements)


def reading(said: Group, criteria: tuple[str, ...]) -> bool:
    unit = {c: [Fraction(int(c == other)) for other in criteria] for c in criteria}
    names = "|".join(criteria)
    if order := re.fullmatch(rf"({names}) > ({names})", said.label):
        row = tuple(q - p for p, q in zip(unit[order[1]], unit[order[2]], strict=True))
        return (said.strict, said.strict_right, said.rows, said.equal) == ((row,), (0,), (), ())
    if ends := re.fullmatch(rf"([.0-9]+) <= ({names}) <= ([.0-9]+)", said.label):
        rows = (tuple(-v for v in unit[ends[2]]), tuple(unit[ends[2]]))
        return (said.rows, said.right, said.strict, said.equal) == (rows, (-Fraction(ends[1]), Fraction(ends[3])), (), ())
    return False


def lead_true(forged: Lead) -> bool:
    """Other weights with the same lead, another mixture that bounds it, or rivals in another order."""
    question = fresh_question(forged.question, bool(forged.question.shares))
    row, rows = question.row(forged.alternative), [question.row(r) for r in forged.rivals]
    w, m = tuple(forged.weights.values()), len(forged.weights)
    ahead = [[p - q for p, q in zip(row, other, strict=True)] for other in rows]
    A_ub, b_ub, A_eq, b_eq = forged.known.rows()
    behind = [(*(-v for v in d), 1) for d in ahead]
    _, most = largest(
        [0] * m + [1], [*behind, *((*r, 0) for r in A_ub)], [*(0 for _ in behind), *b_ub], [(*r, 0) for r in A_eq], b_eq,
        [0] * m + [None], [None] * (m + 1), (FAR,),
    )  # fmt: skip
    mixed = [sum(forged.mixture.get(r, 0) * v[j] for r, v in zip(forged.rivals, ahead, strict=True)) for j in range(m)]
    bounded = over(forged.known, mixed, forged.margin, forged.ub, forged.eq)
    parts = sum(forged.mixture.values()) == 1 and min(forged.mixture.values()) > 0 and {*forged.mixture} <= {*forged.rivals}
    reached = min(product(d, w) for d in ahead) == forged.margin == most and within(forged.known, w)
    rivals = len({*forged.rivals}) == len(forged.rivals) and forged.alternative not in forged.rivals
    return alike(forged.question, question) and bounded and parts and reached and rivals and worded(forged.known)


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
    return covered and level and worded(forged.known) and alike(forged.question, question)


def dominated_true(forged: Dominated) -> bool:
    """Another rival that is nowhere worse, or another table in which it is."""
    question = fresh_question(forged.question, False)
    seen = question.task.x * question.task.s
    (rival,) = forged.rivals
    nowhere = (seen[question.at(forged.alternative)] <= seen[question.at(rival)]).all()
    return bool(nowhere) and rival != forged.alternative and worded(forged.known) and alike(forged.question, question)


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


KINDS: dict[type[Claimed], Kind] = {
    Lead: Kind(lambda: certificates(Lead), lead_true),
    NeverAhead: Kind(lambda: certificates(NeverAhead), never_ahead_true),
    Dominated: Kind(dominances, dominated_true),
}
