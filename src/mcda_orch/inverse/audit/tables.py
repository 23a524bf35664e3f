"""What an audit found, in tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...core.report import listed
from ...core.table import Table as Sheet
from ...exact.rational import dot
from .findings import Findings
from .wording import are_short, between, cell, limit, number, numbers, signed

__all__ = ["blanks_table", "fillings_table", "missed_table", "policies_table", "slips_table", "totals_table", "weights_table"]

SHOWN = 12
"""Alternatives of a kind that a table shows, at most."""


def weights_table(audit: Findings) -> Sheet:
    """The weights that explain what was published, with their limits where there are many, and the stated ones."""
    columns: dict[str, list[Any]] = {"criterion": list(audit.criteria)}
    title = "Weights that explain the published " + ("ranking" if audit.ranking is not None else "scores")
    if audit.unique and audit.weights is not None:
        columns["weight"] = [cell(v) for v in audit.weights.exact.values()]
    elif audit.consistent:
        columns["lowest"] = [cell(low) for low, _ in audit.intervals.values()]
        columns["highest"] = ["no limit" if high is None else cell(high) for _, high in audit.intervals.values()]
        shown = _instance(audit)
        if shown is not None and not _stated_fit(audit):
            columns["for instance"] = [float(v) if v.denominator > 999 else cell(v) for v in shown]
    else:
        title = "No weights explain the published " + ("ranking" if audit.ranking is not None else "scores")
    if audit.stated is not None:
        columns["stated"] = [cell(v) for v in audit.stated.values()]
    return Sheet(tuple(columns), tuple(zip(*columns.values(), strict=True)), title)


def _stated_fit(audit: Findings) -> bool:
    """Tell whether the stated weights are among many that explain what was published."""
    return audit.stated is not None and not audit.unique and audit.explained_by(tuple(audit.stated.values()))


def _instance(audit: Findings) -> tuple[Fraction, ...] | None:
    """Return weights that explain what was published: the stated ones, where they are among many, or some that were found."""
    if _stated_fit(audit):
        assert audit.stated is not None
        return tuple(audit.stated.values())
    return None if audit.weights is None else tuple(audit.weights.exact.values())


def missed_table(audit: Findings) -> Sheet:
    """The totals that the stated weights miss."""
    rows = tuple((m.alternative, cell(m.published), cell(m.recomputed), signed(m.by)) for m in audit.missed)
    return Sheet(("alternative", "published", "with the stated weights", "difference"), rows, "Totals that the stated weights miss")


def policies_table(audit: Findings) -> Sheet:
    """What a blank can have meant."""
    rows = []
    for key, p in audit.policies.items():
        weights = "" if p.weights is None else numbers(p.weights.exact.values()) + ("" if p.unique else ", and others")
        rows.append((key, p.status, p.why, weights))
    return Sheet(("a blank counts as", "verdict", "why", "weights"), tuple(rows), "What a blank meant")


def blanks_table(audit: Findings) -> Sheet:
    """What the blanks can have counted for, whatever the weights."""
    found = audit.blanks
    rows = [] if found is None else [(r.alternative, listed(r.criteria), *map(limit, (r.low, r.high))) for r in found.ranges]
    return Sheet(("alternative", "blank", "points from", "to"), tuple(rows), "What the blanks added to the scores, by any weights that fit")


def fillings_table(audit: Findings) -> Sheet:
    """The fillings of the blanks that some weights explain."""
    found = audit.fillings
    if found is None or not found.fillings:
        return Sheet(("fillings",), ())
    cells = list(found.fillings[0].values)
    columns = [f"{a}, {c}" for a, c in cells]
    rows = [
        (*(cell(f.values[c]) for c in cells), f.kind, "" if f.weights is None else numbers(f.weights.values()))
        for f in found.possible[: 2 * SHOWN]
    ]
    title = f"The {len(found.possible)} of {len(found)} fillings that weights explain"
    return Sheet((*columns, "weights are", "weights"), tuple(rows), title)


def totals_table(audit: Findings) -> Sheet:
    """The published totals, what the weights make of them, and whether a slip would be noticed."""
    table, found = audit.known, audit.code
    if table is None:
        return Sheet(("alternative",), ())
    columns: dict[str, list[Any]] = {"alternative": list(table.names), "published": [cell(v) for v in table.totals]}
    rows = {f.label: f.row for f in audit.region.facts}
    skips = {table.names[b.row] for b in table.blanks} if audit.policy.policy in {"refuse", "redistribute"} else set()
    w = _instance(audit)
    if w is not None:
        columns["recomputed"] = [None if name in skips else cell(dot(rows[name], w)) for name in table.names]
    if found is not None:
        for k, check in enumerate([c for c in audit.parity if are_short(c.values())][:3], start=1):
            columns["parity check" if len(audit.parity) == 1 else f"check {k}"] = [check.get(name) for name in table.names]
        seen = audit.detectable
        columns["a slip is"] = ["noticed" if seen.get(name, False) else "not noticed" for name in table.names]
    return Sheet(tuple(columns), tuple(zip(*columns.values(), strict=True)), "The published totals")


def slips_table(audit: Findings) -> Sheet:
    """The smallest corrections, all alternatives."""
    if audit.ranking is not None:
        left = tuple((", ".join(s.rows), "" if s.weights is None else numbers(s.weights.exact.values())) for s in audit.slips)
        return Sheet(("left out", "weights for the rest"), left, "The ranking can be explained without")
    rows = tuple(
        (
            ", ".join(s.rows),
            ", ".join(number(v) for v in s.published.values()),
            ", ".join(between(*limits).removeprefix("as ") for limits in s.corrected.values()),
            "" if s.weights is None else numbers(s.weights.exact.values()) + ("" if s.unique else ", and others"),
        )
        for s in audit.slips
    )
    return Sheet(("row", "published", "should be", "weights"), rows, "Smallest corrections of totals; each is enough")
