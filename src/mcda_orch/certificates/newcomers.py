"""Certificates of rank reversals: the scores and the ranks before and after somebody joins or leaves."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..core.blanks import Blanks
from ..core.matrix import DecisionMatrix
from ..exact.rational import simplest
from ..sampling.linear_rows import exact_rows, form_of
from .posed import Posed, posed, unproved
from .ranks import order_claim, order_of

__all__ = ["reversal_claims"]

PLAYED = ("clone", "dominated newcomer", "any newcomer", "leave one out", "pair alone")
"""Tests in which two tables are ranked that share what is known of each alternative."""


def reversal_claims(found: Any) -> list[Posed]:
    """Return what a ``ReversalReport`` claims: of each case how all are ranked before, and how afterwards."""
    parts: list[Posed] = []
    for case in (*found.found.values(), *found.steps.values(), found.smallest):
        parts += _ranked(case) if case is not None and case.test in PLAYED else []
    if parts:
        said = [test for test, case in found.found.items() if case is None or case.test not in PLAYED]
        unproved(parts[-1], f"what is said of the tests {', '.join(said)}", said)
        unproved(parts[-1], "that no newcomer reverses other pairs, or does so in fewer cells", True)
    return parts


def _ranked(case: Any) -> list[Posed]:
    """Return both tables with their orders; nothing where the method is not linear in its weights, or orders them otherwise in fractions."""
    asked, form = case.asked, form_of(case.asked)
    parts = []
    for names, x, order in ((asked.matrix.names, asked.x, case.before), (case.matrix.names, case.matrix.values, case.after)):
        if form is None:
            return []
        rows = exact_rows(asked, partial(_of, form, x))
        table = DecisionMatrix(x, names, case.matrix.criteria)
        weights = [simplest(v) for v in asked.w.tolist()]
        here = posed(table, asked.plugin.name, Blanks(), params=asked.params, rows=rows, weights=weights)
        if list(map(set, order_of(here.part))) != list(map(set, order.groups)):
            return []
        order_claim(here)
        parts.append(here)
    return parts


def _of(form: Any, x: Any, _: Any) -> Any:
    """Return the linear form of a table, whichever is asked about."""
    return form(x)
