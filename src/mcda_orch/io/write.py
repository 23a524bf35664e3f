"""Writes outcomes, problems and every result that shows as a table to files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from ..core.arguments import told_names
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.report import Report
from ..core.steps import Steps
from ..core.table import Shown, Table
from ..errors import PluginError, ReadError
from .places import place_of
from .sources.encoding import encoded

__all__ = ["write"]

READABLE = (".csv", ".md", ".xlsx", ".tex", ".html", ".txt")
"""Endings of files that hold a result as it is read, not as it is kept."""
TABLES = (".csv", ".md", ".xlsx")
"""Those of them that are tables to be read again."""


@told_names
def write(
    value: Outcome | Problem | Report | Shown | Table, path: str | Path, *, version: str | None = None, table: str | Path | None = None
) -> None:
    """Write an outcome, a problem, or any other result to a file.

    Parameters
    ----------
    value : Outcome, Problem, or whatever shows as a table
        An outcome is read again by `read_outcome`, a problem by `read`.
    path : str or Path
        Ends in ``.json`` for an outcome; in ``.toml`` or ``.json`` (a problem file with the table inside) or ``.xml`` (XMCDA) for
        a problem. Everything goes into ``.csv`` (its main table), ``.md``, ``.xlsx``, ``.tex`` (booktabs), ``.html`` and
        ``.txt``, and a report into ``.json``. A file that stands there is replaced.
    version : {"4.0.0", "2.2.1"}, optional
        Of XMCDA; 4.0.0 unless given.
    table : str or Path, optional
        A file in the folder of a problem file, ``.csv``, ``.md`` or ``.xlsx``, that takes its table.

    Raises
    ------
    ReadError
        If the ending is another, the file cannot be written, or a table would be read as another problem.
    PluginError
        If a parameter of a method is something that no file can hold.

    Notes
    -----
    A problem file says everything that the problem does, and is read as the same problem under the name of the file. XMCDA has
    no place for some of that (notes of several kinds, parameters of methods); the file's performance table has a comment that
    names what is not in it. The table of a problem (``.csv``, ``.md``, ``.xlsx``) holds its cells with all digits, directions, units,
    weights and published figures, and nothing else; a table that would be read as something else is not written.

    """
    if not isinstance(path, (str, PathLike)):
        raise ReadError(f"a {type(path).__name__} is no place for a file.", hint='write mo.write(value, "file.csv").')
    place = place_of(path)
    suffix = place.suffix.lower()
    if version is not None and not (isinstance(value, Problem) and suffix in (".toml", ".json", ".xml", ".xmcda")):
        raise ReadError(f"{place.name} has no version {version}.", hint="leave version= out; it is that of XMCDA, for a problem in .xml.")
    if table is not None:
        if not (isinstance(value, Problem) and suffix in (".toml", ".json")):
            raise ReadError(f"{place.name} has no table beside it.", hint="leave table= out; it is for a problem in .toml or .json.")
        from .documents.problem_beside import problem_beside

        beside = place_of(table if isinstance(table, PathLike) or "/" in str(table) else place.parent / table)
        text, data = problem_beside(value, place, beside)
        whole = encoded(text, place.name)
        _put(beside, data)
        _put(place, whole)
        return
    _put(place, _content(value, place.name, suffix, version))


def _content(value: Any, name: str, suffix: str, version: str | None) -> bytes:
    """Return what a file of this name holds."""
    text = None
    if isinstance(value, (Problem, DecisionMatrix)) and suffix in TABLES:
        from .documents.problem_table import table_bytes

        return table_bytes(value, name)
    if isinstance(value, (Report, Shown, Table)) and suffix in READABLE:
        if suffix == ".xlsx":
            from .workbook import workbook

            return workbook(_tables(value), () if isinstance(value, Table) else value.remarks)
        text = _as_read(value, suffix)
    elif isinstance(value, Outcome):
        if suffix == ".json":
            from .documents.outcome_file import outcome_to_json

            text = outcome_to_json(value) + "\n"
        kept: tuple[str, ...] = (".json",)
    elif isinstance(value, Problem):
        text, kept = _problem(value, name, suffix, version), (".toml", ".json", ".xml")
    elif isinstance(value, Report):
        if suffix == ".json":
            text = json.dumps(value.document(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        kept = (".json",)
    elif isinstance(value, (Shown, Table)):
        kept = ()
    else:
        raise PluginError(
            f"a {type(value).__name__} cannot be written to a file.",
            hint="write a problem, a table, or a result such as mo.wsm(problem).",
        )
    if text is None:
        raise _unwritten(value, (*kept, *READABLE), suffix)
    return encoded(text, name)


def _problem(problem: Problem, name: str, suffix: str, version: str | None) -> str | None:
    """Return a problem as a problem file or XMCDA; None where the ending is neither's."""
    if suffix in (".toml", ".json"):
        if version is not None:
            raise ReadError(f"problem files have no version {version}.", hint="leave version= out, or end the name in .xml (XMCDA).")
        from .documents.problem_text import problem_text

        return problem_text(problem, name)
    if suffix in (".xml", ".xmcda"):
        from .xmcda.write import xmcda_text

        return xmcda_text(problem, version or "4.0.0")
    return None


def _put(place: Path, content: bytes) -> None:
    try:
        place.write_bytes(content)
    except OSError as error:
        raise ReadError(f"{place} cannot be written: {error.strerror}.") from None


def _as_read(value: Report | Shown | Table, suffix: str) -> str:
    """Return a result as people, spreadsheets and articles take it."""
    table = value if isinstance(value, Table) else value.table
    whole = value if isinstance(value, (Report, Steps)) else table
    if suffix == ".csv":
        return table.csv()
    if suffix == ".tex":
        return value.to_latex() + "\n"
    return (whole.markdown() if suffix == ".md" else whole.html() if suffix == ".html" else str(value)) + "\n"


def _tables(value: Report | Shown | Table) -> Sequence[Table]:
    if isinstance(value, Steps):
        return [step.table for step in value]
    return value.tables if isinstance(value, Report) else [value if isinstance(value, Table) else value.table]


def _unwritten(value: Any, endings: tuple[str, ...], suffix: str) -> ReadError:
    """Return that a file of this ending is not written, and which are."""
    known = {Outcome: "an outcome", Problem: "a problem", Report: "a report"}
    what = next((name for kind, name in known.items() if isinstance(value, kind)), f"a {type(value).__name__}")
    return ReadError(
        f"{what} is written as {', '.join(endings[:-1])} or {endings[-1]}, not {suffix or 'without an ending'}.",
        hint="for other files go through .to_frame().",
    )
