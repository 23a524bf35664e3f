"""The problem that a command is about, and the options that say how its file is read: declared once, for every verb."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..core.blanks import Blanks
from ..core.display import visible
from ..core.problem import Problem
from ..io.read import bundled, load, read
from .elsewhere import method_meant
from .hints import on_the_command_line
from .lists import is_named, named, split
from .parser import Parser, UsageError

__all__ = ["declare_problem", "notes", "policy", "problem_of", "reading_of"]


def _directions(text: str) -> str | list[str] | dict[str, str]:
    if is_named(text):
        return named(text, "--direction", "price=min,speed=max")
    return parts if len(parts := split(text)) > 1 else text


def _number_or_name(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _levels(text: str) -> dict[str, Any]:
    """Read 'yes=1,no=0' as numbers for words, and 'speed=slow<fast' as the words of a criterion from the worst to the best."""
    found: dict[str, Any] = {}
    if "<" in text and not is_named(text):
        return {word.strip(): number for number, word in enumerate(text.split("<"))}
    for name, value in named(text, "--levels", "yes=1,no=0 or speed=slow<medium<fast").items():
        try:
            found[name] = _ordered(value) if "<" in value else float(value)
        except ValueError:
            raise UsageError(
                f"the level {name!r} has {value!r}, which is no number.", hint="write yes=1,no=0 or speed=slow<fast."
            ) from None
    return found


def _criteria(text: str) -> Any:
    from ..io.documents.criteria_file import is_table_file

    return text if is_table_file(text) else split(text)


def _ordered(text: str) -> list[str] | dict[str, float]:
    """Read 'slow<fast' as words from the worst on, and 'slow 0<fast 2' as words with their numbers."""
    words = [word.strip() for word in text.split("<")]
    numbered = [word.rpartition(" ") for word in words]
    try:
        return {word: float(number) for word, blank, number in numbered} if all(blank for _, blank, _ in numbered) else words
    except ValueError:
        return words


def policy(text: str) -> float | str:
    """Read what a blank means: a number, or the name of a policy."""
    try:
        return float(text)
    except ValueError:
        return text


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
    ReadingOption("--label", "label", "COLUMN", "Column that names the alternatives."),
    ReadingOption(
        "--criteria", "criteria", "COLUMNS", "Columns that are criteria, 'price:min,speed', or a file with a line for each.", _criteria
    ),
    ReadingOption("--notes", "notes", "COLUMNS", "Columns of text; all others are criteria then: 'website,remarks'.", split),
    ReadingOption("--published", "published", "COLUMN", "Column that holds published scores or ranks."),
    ReadingOption(
        "--direction", "directions", "WORDS", "Which way is better: '+,+,-' or 'price=min,speed=max'.", _directions, ("--directions",)
    ),
    ReadingOption(
        "--table", "table", "TABLE", "Which table of several: its number, its heading, a column's name, or B3:F20.", _number_or_name
    ),
    ReadingOption("--sheet", "sheet", "SHEET", "Which sheet of a spreadsheet, by number or name.", _number_or_name),
    ReadingOption("--layout", "layout", "LAYOUT", "alternatives-in-rows or criteria-in-rows."),
    ReadingOption(
        "--levels", "levels", "LEVELS", "Numbers for words, 'yes=1,no=0', or words from the worst on, 'speed=slow<fast'.", _levels
    ),
    ReadingOption("--na", "na", "WORDS", "Words that mean a blank: 'n/a,-,?'.", split),
    ReadingOption("--marks", "marks", "auto", "Take well-known words and marks (yes/no, low to high, ✓/✗, 10k) at their usual value."),
    ReadingOption("--decimal", "decimal", "MARK", "Decimal mark of the numbers."),
    ReadingOption("--thousands", "thousands", "MARK", "Mark between thousands; '' where there is none."),
)


def declare_problem(parser: Parser) -> None:
    """Add the problem and everything that says how to read it."""
    parser.add_argument(
        "problem",
        metavar="PROBLEM",
        help=f"A file, - for standard input (CSV or Markdown), or a problem that comes with the library ({', '.join(bundled())}).",
    )
    group = parser.add_argument_group("how the file is read")
    for option in OPTIONS:
        group.add_argument(
            option.flag, *option.also, dest=f"read_{option.keyword}", metavar=option.metavar, help=option.help, action="append"
        )
    header = group.add_mutually_exclusive_group()
    header.add_argument("--header", action="store_true", default=None, help="The first row names the columns.")
    header.add_argument("--no-header", action="store_false", dest="header", help="The first row is an alternative.")
    group.add_argument("--no-label", action="store_true", help="No column names the alternatives.")
    group.add_argument("--outside", action="store_true", help="A problem file may have its table outside its own folder.")
    group.add_argument("--blanks", metavar="POLICY", help="What a blank cell means: a number, worst, best, mean or redistribute.")


def problem_of(asked: Namespace) -> Problem:
    """Return the problem; bundled names have no ending and files must have one, so they never meet."""
    given, flags = reading_of(asked)
    blanks = None if asked.blanks is None else Blanks.of(policy(asked.blanks))
    if asked.problem in bundled():
        flags += ["--outside"] if asked.outside else []
        if flags:
            raise UsageError(f"{asked.problem} comes with the library and is complete, so {flags[0]} has no place.", hint="leave it out.")
        found = load(asked.problem)
        return found if blanks is None else replace(found, blanks=blanks)
    file = asked.problem == "-" or Path(asked.problem).suffix != "" or Path(asked.problem).exists()
    method = None if file else method_meant(asked.problem)
    if method is not None:
        raise UsageError(
            f"{asked.problem!r} is a method, not a table.",
            hint=f"write mcda-orch rank PROBLEM --method {method}; mcda-orch methods {method} says what it is.",
        )
    place = getattr(sys.stdin, "buffer", sys.stdin) if asked.problem == "-" else asked.problem
    found = read(place, **given, **_weights(asked), blanks=blanks, outside=asked.outside)
    for note in notes(found):
        sys.stderr.write(f"note: {visible(note)}\n")
    return found


def notes(problem: Problem) -> list[str]:
    """Return what every command says of how a problem was read: what was left out, and what was taken for granted."""
    read = problem.reading
    if read is None:
        return []
    return [on_the_command_line(text, params=False) for text in (read.omissions, *read.assumed) if text]


def _weights(asked: Namespace) -> dict[str, Any]:
    """Return the weights that the command states as numbers: they tell a column of totals from a criterion."""
    from ..plugin.registry import names
    from .weights import stated

    text = asked.weights
    return {} if text is None or text.strip() in ("published", *names("weighting")) else {"weights": stated(text)}


def reading_of(asked: Namespace) -> tuple[dict[str, Any], list[str]]:
    """Return what the options say, as keywords of `read`, and the options that are used."""
    given: dict[str, Any] = {}
    flags = []
    for option in OPTIONS:
        texts = getattr(asked, f"read_{option.keyword}") or []
        if len(texts) > 1:
            raise UsageError(f"{option.flag} is given {len(texts)} times.", hint="give it once; a list is written with commas.")
        if texts:
            given[option.keyword] = option.value(texts[0])
            flags.append(option.flag)
    if asked.header is not None:
        given["header"] = asked.header
        flags.append("--header" if asked.header else "--no-header")
    if asked.no_label:
        if "label" in given:
            raise UsageError("--label and --no-label contradict each other.", hint="leave one of them out.")
        given["label"] = False
        flags.append("--no-label")
    return given, flags
