"""The problem that a command is about, and the options that say how its file is read: declared once, for every verb."""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..core.problem import Problem
from ..io.read import bundled, load, read
from .parser import Parser, UsageError

__all__ = ["declare_problem", "problem_of", "split"]


def split(text: str) -> list[str]:
    """Return the parts of a list that is written with commas; a part that holds one is quoted.

    Examples
    --------
    >>> split('price, "speed, peak"')
    ['price', 'speed, peak']
    """
    return [part.strip() for part in next(csv.reader([text], skipinitialspace=True), [])]


@dataclass(frozen=True, slots=True)
class ReadingOption:
    """An option that becomes a keyword of `mcda_orch.read`."""

    flag: str
    keyword: str
    metavar: str
    help: str
    value: Callable[[str], Any] = str
    also: tuple[str, ...] = ()


OPTIONS = (
    ReadingOption("--label", "label", "COLUMN", "Column that names the alternatives; the first, unless given."),
    ReadingOption("--notes", "notes", "COLUMNS", "Columns that are text, not criteria: 'website,remarks'.", split),
    ReadingOption("--published", "published", "COLUMN", "Column that holds published scores."),
)


def declare_problem(parser: Parser) -> None:
    """Add the problem and everything that says how to read it."""
    parser.add_argument("problem", metavar="PROBLEM", help=f"A file, or a problem that comes with the library ({', '.join(bundled())}).")
    group = parser.add_argument_group("how the file is read")
    for option in OPTIONS:
        group.add_argument(
            option.flag, *option.also, dest=f"read_{option.keyword}", metavar=option.metavar, help=option.help, action="append"
        )


def problem_of(asked: Namespace) -> Problem:
    """Return the problem; bundled names have no ending and files must have one, so they never meet."""
    given: dict[str, Any] = {}
    for option in OPTIONS:
        texts = getattr(asked, f"read_{option.keyword}") or []
        if len(texts) > 1:
            raise UsageError(f"{option.flag} is given {len(texts)} times.", hint="give it once; a list is written with commas.")
        if texts:
            given[option.keyword] = option.value(texts[0])
    if asked.problem not in bundled():
        return read(asked.problem, **given)
    if given:
        flag = next(o.flag for o in OPTIONS if o.keyword in given)
        raise UsageError(f"{asked.problem} comes with the library and is complete, so {flag} has no place.", hint="leave it out.")
    return load(asked.problem)
