"""Certificates of audits: which weights explain published figures, what blanks meant, and which checks totals pass."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..core.blanks import Blanks
from ..exact.rational import Vector
from .posed import Posed, posed, unproved
from .proofs import contradiction, span, unit

__all__ = ["audit_claims"]


def audit_claims(found: Any) -> list[Posed]:
    """Return what an ``Audit`` claims."""
    table, matrix = found.known, found.problem.matrix
    method = "wsm" if found.chosen is None else found.chosen.name
    if table is None or not _plain(table, matrix):
        here = posed(matrix, method, found.policy, weights=() if found.stated is None else tuple(found.stated.values()))
        return [unproved(here, "the weights that explain what was published", found.document())]
    main = _figures(found, found.policy)
    unique = (found.region.point,) if found.unique else ()
    _explained(main, unique or None, tuple(found.intervals.values()) if found.consistent else None)
    if found.code is not None:
        main.claim("checks", parity=found.code.parity, constants=found.code.constants)
        numbers = {"distance": found.code.distance, "among checked": found.code.among_checked}
        unproved(main, "in how many totals two sets of weights differ at least", numbers)
    parts = [main, *(part for test in found.policies.values() for part in _policy(found, test))]
    if found.blanks is not None:
        parts.append(_inferred(found))
    if found.slips:
        unproved(main, "the smallest corrections", [{"rows": s.rows, "published": dict(s.published)} for s in found.slips])
    return parts


def _plain(table: Any, matrix: Any) -> bool:
    """Tell whether the method sees cells as they are, up to the sign of costs, whatever stands in the others."""
    if not table.local or (table.method is not None and table.method.name != "wsm"):
        return False
    seen = posed(matrix, "wsm", Blanks()).part.rows
    return all(list(row) == seen[matrix.names.index(name)] for name, row in zip(table.names, table.rows, strict=True))


def _figures(found: Any, policy: Blanks, more: Sequence[tuple[Any, Any, Any]] = ()) -> Posed:
    """Return the question under a policy for blanks; without one they may be anything on their scales."""
    table, matrix = found.known, found.problem.matrix
    place = {name: i for i, name in enumerate(table.names)}
    limits = [{"low": table.low[place[n]], "high": table.high[place[n]]} if n in place else None for n in matrix.names]
    ends = {}
    for blank in table.blanks if policy.policy == "refuse" else ():
        i, sign = matrix.names.index(table.names[blank.row]), int(matrix.senses[blank.column])
        low, high = (None if v is None else sign * v for v in (blank.low, blank.high)[::sign])
        ends[i, blank.column] = (low, high)
    return posed(
        matrix, "wsm", policy, weights=() if found.stated is None else tuple(found.stated.values()), open_cells=ends,
        figures={"shares": table.shares, "limits": limits}, more=more,
    )  # fmt: skip


def _explained(here: Posed, points: Sequence[Vector] | None, intervals: Sequence[tuple[Any, Any]] | None) -> None:
    """Claim the weights that explain the figures, with the limits of each, or that there are none."""
    facts, m = here.part.facts(), len(here.part.criteria)
    refuted = contradiction(facts)
    if refuted is not None:
        here.claim("explained", points=[], multipliers=refuted, limits=None)
        return
    limits = None
    if intervals is not None:
        limits = [span(facts, unit(j, m), *ends) for j, ends in enumerate(intervals)]
    elif points is None:
        limits = [span(facts, unit(j, m)) for j in range(m)]
    if points is None:
        points = _two([w for limit in limits or [] for w, y in ((limit["least"], limit["below"]), (limit["most"], limit["above"])) if y])
    here.claim("explained", points=points, multipliers=None, limits=limits)


def _two(found: Sequence[Any]) -> list[Any]:
    """Return two different ones of some weights; one where all are the same."""
    first = tuple(found[0])
    return [first, *[w for w in found if tuple(w) != first][:1]]


def _policy(found: Any, test: Any) -> list[Posed]:
    """Return what is claimed of one policy for blanks."""
    if test.policy.policy == "refuse" or test.status not in ("accepted", "rejected"):
        return []
    parts: list[Posed] = []
    more: list[tuple[Any, Any, Any]] = []
    m = len(found.criteria)
    if test.policy.policy == "redistribute":
        ones = unit(0, 1) * m
        alone = _figures(found, test.policy)
        if test.accepted:
            total = sum(test.weights.exact.values()) if test.weights is not None else None
        else:
            whole = span(alone.part.facts(), ones)
            alone.claim("points", alternative="", without=[], span=whole)
            total = whole["low"] if whole["low"] == whole["high"] else None
            parts.append(alone)
        if total is None:
            return [unproved(alone, "whether blanks give their weight away", {"status": test.status})]
        more = [(ones, total, total)]
    here = _figures(found, test.policy, more)
    _explained(here, [tuple(test.weights.exact.values())] if test.accepted and test.unique and test.weights is not None else None, None)
    if len(test.rows) == 1 and test.policy.policy != "redistribute":
        gaps = list(dict.fromkeys(found.known.names[b.row] for b in found.known.blanks))
        rest = [f for f in here.part.facts() if f[0] not in gaps]
        if contradiction(rest) is None:
            row = here.part.rows[here.part.names.index(test.rows[0])]
            here.claim("points", alternative=test.rows[0], without=gaps, span=span(rest, row))
    return [*parts, here]


def _inferred(found: Any) -> Posed:
    """Return what is claimed of the blanks, all of them unknown."""
    here, table = _figures(found, Blanks()), found.known
    part = here.part
    _explained(here, None, tuple(found.blanks.intervals.values()) if found.blanks.consistent else None)
    if not found.blanks.consistent:
        return here
    facts = part.facts()
    for name in dict.fromkeys(table.names[b.row] for b in table.blanks):
        row = [v or Fraction(0) for v in part.rows[part.names.index(name)]]
        here.claim("points", alternative=name, without=[], span=span(facts, row))
    ranges = {f"{', '.join(r.criteria)} of {r.alternative}": [r.low, r.high] for r in found.blanks.ranges}
    unproved(here, "points that single blanks added", ranges)
    if found.blanks.integer:
        unproved(here, "all whole-number weights", [dict(w) for w in found.blanks.integer])
    if found.fillings is not None:
        here.claim("fillings", fillings=[_filling(here, f) for f in found.fillings])
    return here


def _filling(here: Posed, filling: Any) -> dict[str, Any]:
    """Return the weights that explain the figures with one filling, or the proof that there are none."""
    part = here.part
    rows = [list(row) for row in part.rows]
    for (name, criterion), value in filling.values.items():
        j = part.criteria.index(criterion)
        rows[part.names.index(name)][j] = part.signs[j] * value
    facts = part.facts(rows)
    if filling.kind == "impossible":
        return {"points": [], "multipliers": contradiction(facts) or [Fraction(0)] * len(facts)}
    if filling.weights is not None and filling.kind != "open":
        return {"points": [tuple(filling.weights.values())], "multipliers": None}
    m = len(part.criteria)
    spans = [span(facts, unit(j, m)) for j in range(m)]
    return {"points": _two([w for s in spans for w, y in ((s["least"], s["below"]), (s["most"], s["above"])) if y]), "multipliers": None}
