"""Certificates of what preferences say: of all value functions that agree with them, and of the largest margin by which they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from ..exact.rational import dot
from ..sampling.weight_set import WeightSet
from .posed import Posed, as_seen, contradicted, unproved
from .proofs import bound, smallest_lead, somewhere, span

__all__ = ["max_margin_claims", "robust_value_claims"]


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
