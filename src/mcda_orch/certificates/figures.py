"""Certificates of audits: which weights explain published figures, what blanks meant, and which checks totals pass."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..core.blanks import Blanks
from ..exact.rational import Vector
from ..verifier import eliminate
from .posed import Posed, posed, unproved
from .proofs import contradiction, span, unit

__all__ = ["audit_claims", "recovered_weight_claims"]


def audit_claims(found: Any) -> list[Posed]:
    """Return what an ``Audit`` claims."""
    table, matrix = found.known, found.problem.matrix
    method = "wsm" if found.chosen is None else found.chosen.name
    shared = table is not None and bool(table.blanks) and found.policy.policy == "redistribute"
    if table is None or shared or not _plain(table, matrix):
        here = posed(matrix, method, found.policy, weights=() if found.stated is None else tuple(found.stated.values()))
        return [unproved(here, "the weights that explain what was published", found.document())]
    main = _figures(found, found.policy, region=found.region)
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


def recovered_weight_claims(problem: Any, found: Any) -> list[Posed]:
    """Return what ``RecoveredWeights`` claim of a problem, which is found in floating point."""
    here = posed(problem.matrix, found.method, problem.blanks)
    return [unproved(here, "the weights behind the published scores", found.document())]


def _plain(table: Any, matrix: Any) -> bool:
    """Tell whether the method sees cells as they are, up to the sign of costs, whatever stands in the others."""
    if not table.local or (table.method is not None and table.method.name != "wsm"):
        return False
    seen = posed(matrix, "wsm", Blanks()).part.rows
    return all(list(row) == seen[matrix.names.index(name)] for name, row in zip(table.names, table.rows, strict=True))


def _figures(found: Any, policy: Blanks, more: Sequence[tuple[Any, Any, Any]] = (), region: Any = None) -> Posed:
    """Return the question under a policy for blanks; without one they may be anything on their scales.

    Where the policy puts the mean of decimals into a blank, what it put there is not that mean to the last digit: the rows are given then.
    """
    table, matrix = found.known, found.problem.matrix
    place = {name: i for i, name in enumerate(table.names)}
    limits = [{"low": table.low[place[n]], "high": table.high[place[n]]} if n in place else None for n in matrix.names]
    ends = {}
    for blank in table.blanks if policy.policy == "refuse" else ():
        i, sign = matrix.names.index(table.names[blank.row]), int(matrix.senses[blank.column])
        low, high = (None if v is None else sign * v for v in (blank.low, blank.high)[::sign])
        ends[i, blank.column] = (low, high)
    weights = () if found.stated is None else tuple(found.stated.values())
    figures = {"shares": table.shares, "limits": limits}
    here = posed(matrix, "wsm", policy, weights=weights, open_cells=ends, figures=figures, more=more)
    if region is None or policy.policy in ("refuse", "redistribute"):
        return here
    seen = {fact.label: list(fact.row) for fact in region.facts}
    rows = [seen.get(name, row) for name, row in zip(matrix.names, here.part.rows, strict=True)]
    return posed(matrix, "wsm", policy, rows=rows, weights=weights, figures=figures, more=more)


def _explained(here: Posed, points: Sequence[Vector] | None, intervals: Sequence[tuple[Any, Any]] | None) -> None:
    """Claim the weights that explain the figures, with the limits of each, or that there are none."""
    facts, m = here.part.facts(), len(here.part.criteria)
    if _refuted(here):
        return
    limits = None
    if intervals is not None:
        limits = [span(facts, unit(j, m), *ends) for j, ends in enumerate(intervals)]
    elif points is None:
        limits = [span(facts, unit(j, m)) for j in range(m)]
    if points is None:
        points = _two(limits or [])
    if _settled(here, facts, points):
        here.claim("explained", points=points, multipliers=None, limits=limits)
    else:  # rounded figures can have one explanation for other reasons than that there are as many as weights
        unproved(here, "the only weights that explain what was published", points)


def _refuted(here: Posed) -> bool:
    """Claim that nothing explains the figures, if that is so."""
    refuted = contradiction(here.part.facts())
    if refuted is not None:
        here.claim("explained", points=[], multipliers=refuted, limits=None)
    return refuted is not None


def _settled(here: Posed, facts: Sequence[Any], points: Sequence[Any]) -> bool:
    """Tell whether the verifier sees that there are no other weights, where there are not two."""
    exact = [row for _, row, low, high in facts if low == high]
    return len(points) > 1 or len(eliminate(exact)[1]) == len(here.part.criteria)


def _two(limits: Sequence[Any]) -> list[Any]:
    """Return two different weights at which limits are reached; one where all are the same."""
    found = [w for s in limits for w, y in ((s["least"], s["below"]), (s["most"], s["above"])) if y is not None]
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
        if _refuted(alone):
            return [alone]
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
    here = _figures(found, test.policy, more, test.region)
    if more and test.accepted and test.weights is not None and not _scored(here, tuple(test.weights.exact.values())):
        return [unproved(here, "whether blanks give their weight away", {"status": test.status})]
    _explained(here, [tuple(test.weights.exact.values())] if test.accepted and test.unique and test.weights is not None else None, None)
    if len(test.rows) == 1 and test.policy.policy != "redistribute":
        gaps = list(dict.fromkeys(found.known.names[b.row] for b in found.known.blanks))
        rest = [f for f in here.part.facts() if f[0] not in gaps]
        if contradiction(rest) is None:
            row = here.part.rows[here.part.names.index(test.rows[0])]
            here.claim("points", alternative=test.rows[0], without=gaps, span=span(rest, row))
    return [*parts, here]


def _scored(here: Posed, w: Vector) -> bool:
    """Tell whether every alternative has a known cell of some weight."""
    return all(any(v for v, x in zip(w, row, strict=True) if x is not None) for row in here.part.rows)


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
        fillings = [_filling(here, f) for f in found.fillings]
        if None in fillings:
            unproved(here, "how many ways there are to fill the blanks with levels", dict(found.fillings.counts))
        else:
            here.claim("fillings", fillings=fillings)
    return here


def _filling(here: Posed, filling: Any) -> dict[str, Any] | None:
    """Return the weights that explain the figures with one filling, or the proof that there are none; None where neither proves it."""
    part = here.part
    rows = [list(row) for row in part.rows]
    for (name, criterion), value in filling.values.items():
        j = part.criteria.index(criterion)
        rows[part.names.index(name)][j] = part.signs[j] * value
    facts = part.facts(rows)
    if filling.kind == "impossible":
        return {"points": [], "multipliers": contradiction(facts) or [Fraction(0)] * len(facts)}
    m = len(part.criteria)
    points = [tuple(filling.weights.values())] if filling.kind != "open" else _two([span(facts, unit(j, m)) for j in range(m)])
    return {"points": points, "multipliers": None} if _settled(here, facts, points) else None
