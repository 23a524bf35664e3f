"""Certificates of what preferences say: of all value functions that agree with them, and of the largest margin by which they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from ..exact.rational import Vector, dot, fraction
from ..sampling.weight_set import WeightSet
from .posed import Posed, as_seen, contradicted, unproved
from .proofs import bound, smallest_lead, somewhere, span

__all__ = ["learnt_value_claims", "max_margin_claims", "robust_value_claims"]


def robust_value_claims(found: Any) -> list[Posed]:
    """Return what ``RobustValues`` claims: the heights of the steps of a value function are shares, and each pair has its smallest and largest lead."""
    m = found.marginals
    if not m.columns:
        return []
    here = as_seen(m.names, m.steps, m.rows, "uta_gms", [], found.known)
    facts, pairs = here.part.facts(), list(combinations(m.names, 2))
    leads = [span(facts, row) for row in here.part.leads(pairs)] if pairs else []
    if not _settled(found.necessary.values, m.names, pairs, leads, ("low", "high")):
        raise contradicted()
    here.claim("preference", leads=leads)
    if not _settled(found.possible.values > 0, m.names, pairs, leads, ("high", "low")):  # level only where a strict statement is level too
        unproved(here, "possible preference where strict statements hold strictly", True)
    return [unproved(here, "best and worst ranks, and the representative value function", True)]


def _settled(holds: Any, names: Sequence[str], pairs: Iterable[Any], leads: Iterable[Any], ends: tuple[str, str]) -> bool:
    """Tell whether a relation is that of the leads: of one over the other at one end, and of the other over it at the other."""
    at = names.index
    return all(
        (bool(holds[at(a), at(b)]), bool(holds[at(b), at(a)])) == (lead[ends[0]] >= 0, lead[ends[1]] <= 0)
        for (a, b), lead in zip(pairs, leads, strict=True)
    )


def max_margin_claims(found: Any) -> list[Posed]:
    """Return what ``MaxMargin`` claims: the largest that the smallest lead of a strict preference can be, where all others hold."""
    before, said = found.known.statements[: -len(found.preferences)], found.known.statements[-len(found.preferences) :]
    firm = [group for group, s in zip(said, found.preferences, strict=True) if s.kind != ">"]
    rows = found.rows
    here = as_seen(rows.names, rows.criteria, rows.rows, rows.method, [], WeightSet(rows.criteria, (*before, *firm)))
    facts, strict = here.part.facts(), [s for s in found.preferences if s.kind == ">"]
    if any(s.than is not None for s in strict) or somewhere(facts) is None:
        return [unproved(here, "the largest margin by which the preferences hold", True)]
    pairs = list(dict.fromkeys((s.a, s.b) for s in strict))
    leads = here.part.leads(pairs)
    margin, w, mixture = smallest_lead(facts, leads)
    if found.conflict is None:
        if margin != found.margin:
            raise contradicted()
        w = tuple(found.exact.values())
    multipliers = bound(facts, [dot(mixture, column) for column in zip(*leads, strict=True)])
    here.claim("lead", pairs=pairs, margin=margin, weights=w, mixture=mixture, multipliers=multipliers)
    if found.unique:
        unproved(here, "that no other weights have this margin", True)
    if found.violations:
        unproved(here, "that no other weights violate the preferences less", True)
    return [here]


def learnt_value_claims(found: Any) -> list[Posed]:
    """Return what ``LearntValues`` claims: no value function has smaller errors, and of the best ones how much each criterion weighs.

    The columns are the heights of the steps and the errors, all of them together scaled to shares. That errors come to `v` at least is
    then that they are never less than `v` times all steps together; what a criterion weighs is compared with all steps likewise.
    """
    m, steps = found.average.marginals, found.average.marginals.columns
    asked = found.call.arguments
    lead, room = fraction(asked["delta"]), found.objective + fraction(asked["allowance"])
    reference = [n for n in m.names if any(n == other for s in found.preferences for other, _ in s.terms)]
    signs = {"too high": -1, "too low": 1} if found.method == "utastar" else {"too low": 1}
    columns = [*m.steps, *(f"{name} {how}" for name in reference for how in signs)]

    def row(heights: Iterable[Any], errors: Iterable[Any]) -> Vector:
        return tuple(map(Fraction, (*heights, *errors)))

    def everywhere(height: Any, error: Any) -> Vector:
        return row([height] * steps, [error] * (len(columns) - steps))

    said: list[tuple[Vector, Any, Any]] = []
    for s in found.preferences:
        times = {name: sum(sign for other, sign in s.terms if other == name) for name in reference}
        errors = [times[name] * sign for name in reference for sign in signs.values()]
        ahead = lead if s.kind == ">" else 0
        said.append((row([v - ahead for v in s.lead(m.row)], errors), 0, 0 if s.kind == "~" else None))
    all_errors, so_many = "all errors", f"{found.objective} times all steps"
    least = as_seen([all_errors, so_many], columns, [everywhere(0, 1), everywhere(found.objective, 0)], found.method, (), None, said)
    _never_ahead(least, so_many, all_errors, found.average.steps)
    rows: dict[str, Vector] = {}
    pairs = []
    for c, part in zip(m.criteria, m.parts, strict=True):
        if part:
            low, high = (f"{v} times all steps" for v in found.ranges[c])
            rows |= {f"what {c} weighs": row([j in part for j in range(steps)], [0] * (len(columns) - steps))}
            rows |= {low: everywhere(found.ranges[c][0], 0), high: everywhere(found.ranges[c][1], 0)}
            pairs += [(f"what {c} weighs", high), (low, f"what {c} weighs")]
    best = (tuple(room * a - b for a, b in zip(everywhere(1, 0), everywhere(0, 1), strict=True)), 0, None)
    weighed = as_seen([*rows], columns, [*rows.values()], found.method, (), None, [*said, best])
    for a, b in pairs:
        _never_ahead(weighed, a, b)
    return [least, unproved(weighed, "the average of some of the best value functions, and their analytic centre", True)]


def _never_ahead(here: Posed, a: str, b: str, steps: Sequence[Fraction] = ()) -> None:
    """Claim that one is level with another at best: with heights of steps in these proportions, if they do it."""
    facts, (row,) = here.part.facts(), here.part.leads([(a, b)])
    found = span(facts, row)
    if found["high"] != 0:
        raise contradicted()
    places, nil = range(len(row)), Fraction(0)
    fixed = [((), tuple(Fraction(k == j) - v * (k < len(steps)) for k in places), nil, nil) for j, v in enumerate(steps)]
    shown = span([*facts, *fixed], row) if fixed else found
    at = (shown if shown["high"] == 0 else found)["most"]
    here.claim("lead", pairs=[(a, b)], margin=0, weights=at, mixture=[1], multipliers=found["above"])
