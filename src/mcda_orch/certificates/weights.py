"""Certificates of answers about weights: how far they can move, who can be first, who is always ahead, what changes least."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

from ..exact.polytope import TooManyError, polytope
from ..exact.rational import dot
from ..verifier import mixed
from .posed import Posed, as_seen, contradicted, posed, unproved
from .proofs import bound, completed, span
from .ranks import order_claim

__all__ = [
    "first_place_claims",
    "preference_claims",
    "rank_range_claims",
    "region_claim",
    "stability_claims",
    "triangle_claims",
    "weight_change_claims",
]

CORNERS = 300
"""Corners of a region up to which its volume is proved."""


def asked_of(question: Any, known: Any = None) -> Posed:
    """Return the question of a result about weights."""
    task = question.task
    return posed(
        task.matrix, question.method.name, task.blanks, params=task.params, rows=question.rows, weights=question.numbers, known=known
    )


def stability_claims(found: Any) -> list[Posed]:
    """Return what a ``Stability`` claims."""
    here = asked_of(found.question)
    if not found.exact:
        return [unproved(here, "how far single weights can move", found.document())]
    order_claim(here, found.ranks)
    for keeps, rooms in (("winner", found.winner), ("ranking", found.ranking)):
        here.claim("room", keeps=keeps, shares=[(room.low, room.high) for room in rooms.rooms])
    for swap in found.swaps:
        _lead(here, swap.behind, (swap.ahead,))
        for nearest in (swap.l1, swap.l2, swap.linf):
            if nearest is not None:
                _nearest(here, swap.behind, (swap.ahead,), nearest)
    return [here]


def _lead(here: Posed, name: str, over: Any, lead: Any = None) -> None:
    """Claim how far an alternative can be ahead of others at most: as a result has it, or of a single rival."""
    part, pairs = here.part, [(name, b) for b in over]
    rows = part.leads(pairs)
    if lead is None:  # one rival
        found = span(part.facts(), rows[0])
        margin, w, mixture = found["high"], found["most"], [Fraction(1)]
    else:
        margin, w, mixture = lead.margin, list(lead.weights.values()), [lead.mixture.get(b, Fraction(0)) for b in over]
    mixed = [dot(mixture, column) for column in zip(*rows, strict=True)]
    here.claim("lead", pairs=pairs, margin=margin, weights=w, mixture=mixture, multipliers=bound(part.facts(), mixed))


def _nearest(here: Posed, name: str, over: Any, nearest: Any) -> None:
    """Claim the smallest change with which an alternative draws level with others: a direction in which all that do lie so far away."""
    part, m, pairs = here.part, len(nearest.weights), [(name, b) for b in over]
    facts = [*part.facts(), *(((), lead, Fraction(0), None) for lead in part.leads(pairs))]
    if nearest.verdict is None:
        slope = nearest.change
    else:
        above, below = nearest.verdict.ub[-2 * m : -m], nearest.verdict.ub[-m:]
        slope = tuple(p - q for p, q in zip(above, below, strict=True))
    here.claim(
        "nearest", pairs=pairs, norm=nearest.norm, size=nearest.size, weights=nearest.weights, slope=slope,
        multipliers=bound(facts, [-v for v in slope]),
    )  # fmt: skip


def first_place_claims(found: Any) -> list[Posed]:
    """Return what a ``FirstPlace`` claims: exact parts with the corners of their regions, proofs for those that are never ahead."""
    here = asked_of(found.question, found.known)
    question = found.question
    if question.rows is None:
        return [unproved(here, "parts of the weights with which each is first", found.document())]
    proved = found.exact and region_claim(here, found.known, question.rows, found.shares)
    for name, proof in found.certificates.items():
        _lead(here, name, proof.rivals, proof)
    if not proved:
        for name, w in found.witnesses.items():
            rivals = [b for b in question.names if any(question.difference(question.at(name), question.at(b)))]
            if rivals:
                _shown(here, name, rivals, w)
        unproved(
            here, "parts of the weights with which each is first", {"shares": dict(found.shares), "errors": dict(found.standard_errors)}
        )
    return [here]


def _shown(here: Posed, name: str, over: Any, w: Any) -> None:
    """List weights at which an alternative is first, where nothing bounds how far it can be ahead."""
    unproved(here, f"weights with which {name} is ahead of {', '.join(over)}", {c: str(v) for c, v in w.items()})


def region_claim(here: Posed, known: Any, rows: Any, shares: Any) -> bool:
    """Claim the part of a set of weights with which each is first, with all corners; False where they are too many, or the set is flat."""
    names, m = here.part.names, len(here.part.criteria)
    level, equal = known.cone()
    if equal:
        return False
    groups: dict[Any, list[int]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(tuple(row), []).append(i)
    regions = []
    try:
        outside = outside_corners(here.part)
        for row, members in groups.items():
            share = shares[names[members[0]]]
            if not share:
                continue
            cuts = [*level, *([q - p for p, q in zip(row, other, strict=True)] for other in groups if other != row)]
            corners = polytope(cuts, criteria=m, limit=CORNERS).points
            regions.append({"names": [names[i] for i in members], "share": share, "corners": corners})
    except TooManyError:
        return False
    return here.claim_if_short("first places", outside=outside, regions=regions)


def outside_corners(part: Any) -> list[Any]:
    """Return the corners of what each limit besides that of shares leaves out of what those before it leave."""
    inside: list[list[Fraction]] = []
    found = []
    for _, row, low, high in part.facts()[1:]:
        for sign, limit in ((-1, low), (1, high)):
            if limit is not None:
                cut = [sign * (v - limit) for v in row]
                found.append(polytope([*inside, [-v for v in cut]], criteria=len(row), limit=CORNERS).points)
                inside.append(cut)
    return found


def preference_claims(found: Any) -> list[Posed]:
    """Return what a ``Preference`` claims: for each pair the smallest and the largest lead."""
    here = asked_of(found.question, found.known)
    if found.question.rows is None:
        return [unproved(here, f"{found.kind} preference", found.document())]
    facts, pairs = here.part.facts(), list(combinations(here.part.names, 2))
    leads = [span(facts, row) for row in here.part.leads(pairs)] if pairs else []
    for (a, b), lead in zip(pairs, leads, strict=True):
        ends = (lead["low"], lead["high"]) if found.kind == "necessary" else (lead["high"], lead["low"])
        if (found.holds(a, b), found.holds(b, a)) != (ends[0] >= 0, ends[1] <= 0):
            raise contradicted()
    here.claim("preference", leads=leads)
    return [here]


def weight_change_claims(found: Any) -> list[Posed]:
    """Return what a ``WeightChange`` claims."""
    here = asked_of(found.question, found.known)
    if found.question.rows is None or found.lead is None:
        return [unproved(here, f"a change of weights with which {found.winner} is ahead of {', '.join(found.over)}", found.document())]
    order_claim(here)
    _lead(here, found.winner, found.lead.rivals, found.lead)
    if found.nearest is not None:
        _nearest(here, found.winner, found.over, found.nearest)
    return [here]


def rank_range_claims(found: Any) -> list[Posed]:
    """Return what ``RankRanges`` claims: for each alternative both ends, each reached with weights, and beyond which clashes let nobody go."""
    here = asked_of(found.question, found.known)
    left = {}
    for name, r in found.ranges.items():
        ends = None if found.question.rows is None else _rank_ends(here, found.ties, name, r)
        if ends is None or not here.claim_if_short("rank range", alternative=name, ties=found.ties, **ends):
            left[name] = [r.best, r.worst]
    return [unproved(here, f"best and worst ranks of {', '.join(left)}, ties {found.ties}", left)]


def _rank_ends(here: Posed, ties: str, name: str, r: Any) -> dict[str, Any] | None:
    """Return both ends of the ranks of an alternative; None where one of them is not proved, or others are level for good with it."""
    part, rows = here.part, dict(zip(here.part.names, here.part.rows, strict=True))
    alike = [b for b in part.names if b != name and rows[b] == rows[name]]
    rivals = [b for b in part.names if b != name and b not in alike]
    ends = {}
    for end, rank, w, proof in (("best", r.best, r.best_weights, r.best_proof), ("worst", r.worst, r.worst_weights, r.worst_proof)):
        if not proof.proved or len(proof.forms) != len(rivals):
            return None
        level = ties != "strict" and (ties == "optimistic") == (end == "worst")  # who is level counts, and so does who always is
        none = [0] * (len(part.facts()) + len(part.criteria))
        clashes = [{"names": [b], "least": 0, "mixture": [1], "multipliers": none} for b in (alike if level else ())]
        for clash in proof.clashes:
            behind = [[-v for v in proof.forms[i]] for i in clash.members]
            clashes.append({"names": [rivals[i] for i in clash.members], **_clash(part.facts(), behind, clash.verdict)})
        ends[end] = {"rank": rank, "weights": w.values(), "clashes": clashes}
    return ends


def _clash(facts: Any, behind: Any, verdict: Any) -> dict[str, Any]:
    """Return a mixture of leads, and multipliers that bound by how much they can be behind; the sum of shares is the first of the limits."""
    k = len(behind)
    size = sum(verdict.ub[:k])
    mixture = [y / size for y in verdict.ub[:k]]
    form = [dot(mixture, column) for column in zip(*behind, strict=True)]
    multipliers = completed(facts, [y / size for y in (verdict.eq[0], *verdict.ub[k:], *verdict.eq[1:])], form)
    found = {"mixture": mixture, "multipliers": multipliers}
    return {**found, "least": -mixed(facts, found, behind)}


def triangle_claims(found: Any) -> list[Posed]:
    """Return what a ``WeightTriangle`` claims: of a table with a column for each group, in which its criteria keep their proportions."""
    question, (names, groups) = found.question, (found.question.names, tuple(found.groups))
    shares = question.shares or (Fraction(1, len(question.criteria)),) * len(question.criteria)
    inner, rows = [], [list[Fraction]() for _ in names]
    for members in found.groups.values():
        places = [question.criteria.index(c) for c in members]
        total = sum((shares[j] for j in places), Fraction(0))
        parts = [shares[j] / total if total else Fraction(1, len(places)) for j in places]
        inner.append(" + ".join(f"{v} {c}" for v, c in zip(parts, members, strict=True)))
        for row, seen in zip(rows, question.rows, strict=True):
            row.append(dot([seen[j] for j in places], parts))
    words = [f"{g} = {said}" for g, said in zip(groups, inner, strict=True)]
    here = as_seen(names, groups, rows, question.method.name, words)
    regions = []
    for r in found.regions:
        share = r.area / len(r.winners)
        regions.append({"names": r.winners, "share": share, "corners": r.corners})
    here.claim("first places", outside=[], regions=regions)
    return [here]
