"""The best rows of a Parquet file, which need not fit into memory; or why its table has to be read whole."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from ..core.weights import Weights
from ..engine.progress import Line
from ..large.parquet import naming, row_count
from ..large.table import FILES
from ..large.top import Top, top
from ..plugin.registry import get, names
from .lists import is_named
from .problem import policy, reading_of
from .question import with_parameters
from .weights import stated

__all__ = ["best_in_parts", "rows_in_parts", "whole_because"]

TOLD = ("label", "criteria", "directions")
"""What may be said of a table that is read in parts."""


def rows_in_parts(asked: Namespace) -> int | None:
    """Return how many rows there are in a file that can be read in parts; None for any other problem."""
    path = Path(asked.problem)
    return row_count(path) if path.suffix.lower() in FILES and path.is_file() else None


def whole_because(asked: Namespace) -> str | None:
    """Return what of a question only a table in memory can answer, as the beginning of a sentence; None where nothing is."""
    given, flags = reading_of(asked)
    method = with_parameters(asked.method or "wsm", asked)
    weights = (asked.weights or "").strip()
    others = [flag for flag, key in zip(flags, given, strict=True) if key not in TOLD and flag != "--no-label"]
    if isinstance(given.get("criteria"), str):
        others.append("--criteria FILE")
    if others:
        return f"{others[0]} is about the cells of a table in memory"
    if not method.by_rows({}):
        return f"{method.name} gives a row its score by looking at all others at once"
    if weights in names("weighting") and get(weights).sees != "nothing":
        return f"weights by {weights} come from all rows at once"
    if asked.blanks == "redistribute":
        return "--blanks redistribute gives every pattern of blanks weights of its own"
    if not weights:
        return "weights that the table may state are found among all rows"
    if "criteria" not in given and not _by_name(weights):
        return "neither --criteria nor weights by name ('speed=3,price=2') say which columns are criteria"
    return None


def best_in_parts(asked: Namespace, k: int) -> Top:
    """Return the best rows of a file, in passes over parts of it."""
    given, _ = reading_of(asked)
    path, weights = Path(asked.problem), asked.weights.strip()
    label = given.get("label", naming(path))
    return top(
        path,
        with_parameters(asked.method or "wsm", asked),
        weights if weights in names("weighting") else stated(weights),
        k,
        criteria=given.get("criteria"),
        directions=given.get("directions"),
        label=label or None,
        blanks="refuse" if asked.blanks is None else policy(asked.blanks),
        progress=Line("rows") if sys.stderr.isatty() else None,
    )


def _by_name(weights: str) -> bool:
    return is_named(weights) or isinstance(stated(weights) if weights not in names("weighting") else None, Weights)
