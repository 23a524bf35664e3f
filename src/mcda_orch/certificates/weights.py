"""Certificates of answers about weights: how far they can move, who can be first, who is always ahead, what changes least."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from ..exact.polytope import TooManyError, polytope
from ..exact.rational import dot
from .posed import Posed, posed, unproved
from .proofs import bound, span, unit

__all__ = ["first_place_claims", "preference_claims", "stability_claims", "weight_change_claims"]

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
    here.claim("order", ranks=found.ranks, scores=None)
    place = found.question.at
    groups = [[place(name) for name in group] for group in found.ranks]
    winner = [(a, b) for a in groups[0] for b in range(len(found.question.names)) if a != b]
    chain = [(g[0], h[0]) for g, h in pairwise(groups)] + [p for g in groups for a, b in pairwise(g) for p in ((a, b), (b, a))]
    for keeps, kept, rooms in (("winner", winner, found.winner), ("ranking", chain, found.ranking)):
        here.claim("room", keeps=keeps, spans=[_room(found.question, j, kept, room) for j, room in enumerate(rooms.rooms)])
    for swap in found.swaps:
        _lead(here, swap.behind, (swap.ahead,))
        for nearest in (swap.l1, swap.l2, swap.linf):
            if nearest is not None:
                _nearest(here, swap.behind, (swap.ahead,), nearest)
    return [here]


def _room(question: Any, j: int, kept: Any, room: Any) -> dict[str, Any]:
    """Return how far one share can move, as the ends of that weight where the others keep their proportions and the pairs their order."""
    m, t = len(question.criteria), question.shares[j]
    rest = [v / (1 - t) if t < 1 else Fraction(1, max(m - 1, 1)) for v in question.shares]
    line = [("", [p + rest[k] * q for p, q in zip(unit(k, m), unit(j, m), strict=True)], rest[k], rest[k]) for k in range(m) if k != j]
    leads = [("", question.difference(a, b), Fraction(0), None) for a, b in dict.fromkeys(kept)]
    whole = ("", [Fraction(1)] * m, Fraction(1), Fraction(1))
    return span([whole, *line, *leads], unit(j, m), room.low, room.high)


def _lead(here: Posed, name: str, over: Any, lead: Any = None) -> None:
    """Claim how far an alternative can be ahead of others at most: as a result has it, or of a single rival."""
    part = here.part
    rows = [part.lead(part.names.index(name), part.names.index(b)) for b in over]
    if lead is None:  # one rival
        found = span(part.facts(), rows[0])
        margin, w, mixture = found["high"], found["most"], [Fraction(1)]
    else:
        margin, w, mixture = lead.margin, list(lead.weights.values()), [lead.mixture.get(b, Fraction(0)) for b in over]
    mixed = [dot(mixture, column) for column in zip(*rows, strict=True)]
    here.claim("lead", alternative=name, over=over, margin=margin, weights=w, mixture=mixture, multipliers=bound(part.facts(), mixed))


def _nearest(here: Posed, name: str, over: Any, nearest: Any) -> None:
    """Claim the smallest change with which an alternative draws level with others: a direction in which all that do lie so far away."""
    part, m = here.part, len(nearest.weights)
    facts = [*part.facts(), *(("", part.lead(part.names.index(name), part.names.index(b)), Fraction(0), None) for b in over)]
    if nearest.verdict is None:
        slope = nearest.change
    else:
        above, below = nearest.verdict.ub[-2 * m : -m], nearest.verdict.ub[-m:]
        slope = tuple(p - q for p, q in zip(above, below, strict=True))
    here.claim(
        "nearest", alternative=name, over=over, norm=nearest.norm, size=nearest.size, weights=nearest.weights, slope=slope,
        multipliers=bound(facts, [-v for v in slope]),
    )  # fmt: skip


def first_place_claims(found: Any) -> list[Posed]:
    """Return what a ``FirstPlace`` claims: exact parts with the corners of their regions, proofs for those that are never ahead."""
    here = asked_of(found.question, found.known)
    question = found.question
    if question.rows is None:
        return [unproved(here, "parts of the weights with which each is first", found.document())]
    proved = found.exact and _regions(here, found)
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


def _regions(here: Posed, found: Any) -> bool:
    """Claim the parts, with all corners; False where there are too many, or the set of weights has no volume."""
    question, part, m = found.question, here.part, len(found.question.criteria)
    level, equal = found.known.cone()
    if equal:
        return False
    groups: dict[Any, list[int]] = {}
    for i, row in enumerate(question.rows):
        groups.setdefault(tuple(row), []).append(i)
    regions = []
    try:
        outside = _outside(part, m)
        for row, members in groups.items():
            share = found.shares[question.names[members[0]]]
            if not share:
                continue
            rows = [*level, *([q - p for p, q in zip(row, other, strict=True)] for other in groups if other != row)]
            corners = polytope(rows, criteria=m, limit=CORNERS).points
            names = [question.names[i] for i in members]
            regions.append({"names": names, "share": share, "instance": list(found.witnesses[names[0]].values()), "corners": corners})
    except TooManyError:
        return False
    here.claim("first places", outside=outside, regions=regions)
    return True


def _outside(part: Any, m: int) -> list[Any]:
    """Return the corners of what each statement leaves out of what those before it leave."""
    inside: list[list[Fraction]] = []
    found = []
    for _, row, low, high in part.statements:
        for sign, limit in ((-1, low), (1, high)):
            if limit is not None:
                cut = [sign * (v - limit) for v in row]
                found.append(polytope([*inside, [-v for v in cut]], criteria=m, limit=CORNERS).points)
                inside.append(cut)
    return found


def preference_claims(found: Any) -> list[Posed]:
    """Return what a ``Preference`` claims: for each pair the smallest and the largest lead."""
    here = asked_of(found.question, found.known)
    if found.question.rows is None:
        return [unproved(here, f"{found.kind} preference", found.document())]
    facts, part = here.part.facts(), here.part
    held = [(a, b) for a in found.labels for b in found.labels if a != b and found.holds(a, b)]
    leads = [span(facts, part.lead(a, b)) for a, b in combinations(range(len(part.names)), 2)]
    here.claim("preference", relation=found.kind, pairs=sorted(held), leads=leads)
    return [here]


def weight_change_claims(found: Any) -> list[Posed]:
    """Return what a ``WeightChange`` claims."""
    here = asked_of(found.question, found.known)
    if found.question.rows is None or found.lead is None:
        return [unproved(here, f"a change of weights with which {found.winner} is ahead of {', '.join(found.over)}", found.document())]
    _lead(here, found.winner, found.lead.rivals, found.lead)
    if found.nearest is not None:
        _nearest(here, found.winner, found.over, found.nearest)
    return [here]
