"""Certificates of audits: which weights explain published figures, what blanks meant, and which checks totals pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

from ..core.blanks import Blanks
from ..exact.rational import Vector, dot
from ..verifier import admits, eliminate
from .posed import Posed, posed, unproved
from .proofs import bound, contradiction, smallest_lead, span, unit
from .ranks import order_claim
from .slips import slip_claims

__all__ = ["audit_claims"]


def audit_claims(found: Any) -> list[Posed]:
    """Return what an ``Audit`` claims."""
    table, matrix = found.known, found.problem.matrix
    if table is None:
        return _ranking_claims(found)
    method = "wsm" if found.chosen is None else found.chosen.name
    plain = _plain(table, matrix)
    main = _figures(found, found.policy, region=found.region) if plain else _seen(found, method)
    if table.blanks and found.policy.policy == "redistribute":  # what that comes to is claimed with the other policies
        unproved(main, "the limits of weights that give what was published", found.intervals)
    else:
        unique = (found.region.point,) if found.unique else None
        _explained(main, unique, tuple(found.intervals.values()) if found.consistent else None)
        if found.code is not None:
            _checks(main, found.code)
        if not found.consistent:
            slip_claims(main, found)
    parts = [main]
    if plain:
        parts += [part for test in found.policies.values() for part in _policy(found, test)]
        parts += [_inferred(found)] if found.blanks is not None else []
    else:
        unproved(main, "what blanks can have meant", {key: test.status for key, test in found.policies.items()})
    if found.agrees is False:
        parts.append(_missed(found, method))
    return parts


def _ranking_claims(found: Any) -> list[Posed]:
    """Return what an ``Audit`` of a ranking claims."""
    method = "wsm" if found.chosen is None else found.chosen.name
    figures = {"shares": True, "limits": [None] * len(found.problem.matrix.names), "ranking": found.ranking.groups}
    here = _stated(found, partial(posed, found.problem.matrix, method, found.policy, rows=found.rows, figures=figures))
    _explained(here, (found.region.point,) if found.unique else None, tuple(found.intervals.values()) if found.consistent else None)
    if not found.consistent:
        slip_claims(here, found)
        return [here]
    facts, part = here.part.facts(), here.part
    neighbours = [(a[0], b[0]) for a, b in pairwise(found.ranking.groups)]
    if neighbours:
        leads = part.leads(neighbours)
        margin, w, mixture = smallest_lead(facts, leads)
        multipliers = bound(facts, [dot(mixture, column) for column in zip(*leads, strict=True)])
        here.claim("lead", pairs=neighbours, margin=margin, weights=w, mixture=mixture, multipliers=multipliers)
    unproved(here, "the part of all shares that gives the ranking", {"share": found.share})
    unproved(here, "the smallest whole-number weights that keep the ranking strictly", [dict(w) for w in found.integer])
    return [here]


def _seen(found: Any, method: str) -> Posed:
    """Return the question with what a method sees in the alternatives."""
    table, matrix = found.known, found.problem.matrix
    facts = {fact.label: fact for fact in found.region.facts}
    names, blank = matrix.names, [None] * len(found.criteria)
    limits = [{"low": facts[n].low, "high": facts[n].high} if n in facts else None for n in names]
    rows = [list(facts[n].row) if n in facts else blank for n in names]
    figures = {"shares": table.shares, "limits": limits, "ranking": []}
    return _stated(found, partial(posed, matrix, method, found.policy, params=table.params, rows=rows, figures=figures))


def _stated(found: Any, ask: Callable[..., Posed]) -> Posed:
    """Ask with the weights that are stated, where they give what was published: to be in such a question is to be claimed to."""
    if found.stated is not None:
        here = ask(weights=tuple(found.stated.values()))
        part, facts = here.part, here.part.facts()
        if any(admits(facts, w) and part.counts(w) for w in (part.weights, part.shares)):
            return here
    return ask()


def _missed(found: Any, method: str) -> Posed:
    """Return what the stated weights make of the alternatives, where that is not what was published."""
    weights = tuple(found.stated.values())
    if method == "wsm" and found.policy.policy != "refuse" and any(weights):
        here = posed(found.problem.matrix, method, found.policy, weights=weights)
        if here.question["rows"] is None and here.part.counts(weights):
            order_claim(here)
            return here
    here = posed(found.problem.matrix, method, found.policy, weights=weights)
    return unproved(here, "by how much the stated weights miss what was published", {m.alternative: m.by for m in found.missed})


def _plain(table: Any, matrix: Any) -> bool:
    """Tell whether the method sees cells as they are, up to the sign of costs, whatever stands in the others."""
    if not table.local or (table.method is not None and table.method.name != "wsm"):
        return False
    seen = posed(matrix, "wsm", Blanks()).part.rows
    return all(list(row) == seen[matrix.names.index(name)] for name, row in zip(table.names, table.rows, strict=True))


def _figures(found: Any, policy: Blanks, more: Sequence[tuple[Any, Any, Any]] = (), region: Any = None, explained: bool = True) -> Posed:
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
    figures = {"shares": table.shares, "limits": limits, "ranking": []}
    ask = partial(posed, matrix, "wsm", policy, figures=figures, more=more)
    levels = policy.policy == "refuse" and found.fillings is not None
    here = _stated(found, partial(ask, open_cells=ends, levels=levels)) if explained else ask(open_cells=ends, levels=levels)
    if region is None or policy.policy in ("refuse", "redistribute"):
        return here
    seen = {fact.label: list(fact.row) for fact in region.facts}
    rows = [seen.get(name, row) for name, row in zip(matrix.names, here.part.rows, strict=True)]
    return _stated(found, partial(ask, rows=rows))


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
    only = points is not None and only_weights(here, facts)
    here.claim("explained", points=_two(here, limits or []) if points is None else points, only=only, multipliers=None, limits=limits)
    if points is not None and not only:  # rounded figures can have one explanation for other reasons than that there are as many as weights
        unproved(here, "that no other weights explain what was published", points)


def _refuted(here: Posed) -> bool:
    """Claim that nothing explains the figures, if that is so."""
    refuted = contradiction(here.part.facts())
    if refuted is not None:
        here.claim("explained", points=[], only=False, multipliers=refuted, limits=None)
    return refuted is not None


def only_weights(here: Posed, facts: Sequence[Any]) -> bool:
    """Tell whether exact limits leave no other weights, as far as the verifier sees."""
    return len(eliminate([row for _, row, low, high in facts if low == high])[1]) == len(here.part.criteria)


def _two(here: Posed, limits: Sequence[Any]) -> list[Any]:
    """Return two different weights within limits, those at which they are reached where these leave every row some weight; one where all are the same.

    In their middle everything has weight that has any with some of them; so it has half-way from there to each.
    """
    shown = [(tuple(s[at]), s[proof] is not None) for s in limits for at, proof in (("least", "below"), ("most", "above"))]
    ends = [w for w, reached in shown if reached]
    middle = tuple(sum(column) / len(ends) for column in zip(*ends, strict=True))
    for ray in [w for w, reached in shown if not reached]:
        middle = tuple(v + step for v, step in zip(middle, ray, strict=True))
    between = [tuple((p + q) / 2 for p, q in zip(w, middle, strict=True)) for w in ends]
    found = list(dict.fromkeys(w for w in (*ends, middle, *between) if here.part.counts(w)))
    return found[:2]


def _policy(found: Any, test: Any) -> list[Posed]:
    """Return what is claimed of one policy for blanks."""
    if test.policy.policy == "refuse" or test.status not in ("accepted", "rejected"):
        return []
    parts: list[Posed] = []
    more: list[tuple[Any, Any, Any]] = []
    m = len(found.criteria)
    if test.policy.policy == "redistribute":
        ones = unit(0, 1) * m
        alone = _figures(found, test.policy, explained=False)
        if _refuted(alone):
            return [alone]
        if test.accepted:
            total = sum(test.weights.exact.values()) if test.weights is not None else None
        else:
            whole = span(alone.part.facts(), ones)
            reached = [whole[at] for at, proof in (("least", "below"), ("most", "above")) if whole[proof] is not None]
            if not alone.part.counts(list(map(sum, zip(*reached, strict=True)))):
                return [unproved(alone, "whether blanks give their weight away", {"status": test.status})]
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
        rest = [f for f in here.part.facts() if not set(f[0]) & set(gaps)]
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
    alone = {r.alternative: [r.low_value, r.high_value] for r in found.blanks.ranges if r.low_value is not None}
    single = {f"{r.criteria[0]} of {r.alternative}": [r.low, r.high] for r in found.blanks.ranges if _one_of_several(r, table)}
    unproved(here, "points that one of several blanks of a row added", single)
    unproved(here, "what single blanks stood for", alone)
    if found.blanks.integer:
        unproved(here, "all whole-number weights", [dict(w) for w in found.blanks.integer])
    if found.fillings is not None:
        fillings = [_filling(here, f) for f in found.fillings]
        if None in fillings:
            unproved(here, "how many ways there are to fill the blanks with levels", dict(found.fillings.counts))
        else:
            here.claim("variants", of="fillings", size=0, verdicts=fillings)
    return here


def _one_of_several(found: Any, table: Any) -> bool:
    return len(found.criteria) < len(table.blanks_of(table.names.index(found.alternative)))


def _filling(here: Posed, filling: Any) -> dict[str, Any] | None:
    """Return the weights that explain the figures with one filling, or the proof that there are none; None where neither proves it."""
    part = here.part
    rows = [list(row) for row in part.rows]
    for (name, criterion), value in filling.values.items():
        j = part.criteria.index(criterion)
        rows[part.names.index(name)][j] = part.signs[j] * value
    facts = part.facts(rows)
    if filling.kind == "impossible":
        return {"points": [], "only": False, "multipliers": contradiction(facts) or [Fraction(0)] * len(facts)}
    m = len(part.criteria)
    points = [tuple(filling.weights.values())] if filling.kind != "open" else _two(here, [span(facts, unit(j, m)) for j in range(m)])
    only = filling.kind != "open" and only_weights(here, facts)
    return {"points": points, "only": only, "multipliers": None} if only or filling.kind == "open" else None


def _checks(here: Posed, code: Any) -> None:
    """Claim the parity checks of the totals."""
    here.claim("checks", parity=code.parity, constants=code.constants)
    unproved(here, "in how many totals two sets of weights differ at least", {"all": code.distance, "checked": code.among_checked})
