"""Writes outcomes, problems and every result that shows as a table to files."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path

from ..core.arguments import told_names
from ..core.outcome import Outcome, Steps
from ..core.problem import Problem
from ..core.report import Report
from ..core.table import Shown, Table
from ..errors import PluginError, ReadError
from .places import place_of

__all__ = ["write"]

TEXTS = (".csv", ".md", ".tex", ".html", ".txt")
"""Endings of files that hold a result as it is read, not as it is kept."""


@told_names
def write(value: Outcome | Problem | Report | Shown | Table, path: str | Path, *, version: str | None = None) -> None:
    """Write an outcome, a problem, or any other result to a file.

    Parameters
    ----------
    value : Outcome, Problem, or whatever shows as a table
        An outcome is read again by `read_outcome`, a problem by `read`.
    path : str or Path
        Ends in ``.json`` for an outcome; in ``.toml`` or ``.json`` (a problem file with the table inside) or ``.xml`` (XMCDA) for
        a problem. Everything goes into ``.csv`` (its main table), ``.md``, ``.tex`` (booktabs), ``.html`` and ``.txt``, and a
        report into ``.json``. A file that stands there is replaced.
    version : {"4.0.0", "2.2.1"}, optional
        Of XMCDA; 4.0.0 unless given.

    Raises
    ------
    ReadError
        If the ending is another, or the file cannot be written.
    PluginError
        If a parameter of a method is something that no file can hold.

    Notes
    -----
    A problem file says everything that the problem does, and is read as the same problem under the name of the file. XMCDA has
    no place for some of that (notes of several kinds, parameters of methods); the file's performance table has a comment that
    names what is not in it.
    """
    if not isinstance(path, (str, PathLike)):
        raise ReadError(f"a {type(path).__name__} is no place for a file.", hint='write mo.write(value, "file.csv").')
    place = place_of(path)
    suffix = place.suffix.lower()
    shown = isinstance(value, (Report, Shown, Table))
    if version is not None and not (isinstance(value, Problem) and suffix in (".toml", ".json", ".xml", ".xmcda")):
        raise ReadError(f"{place.name} has no version {version}.", hint="leave version= out; it is that of XMCDA, for a problem in .xml.")
    if shown and suffix in TEXTS:
        text = _as_read(value, suffix)
    elif isinstance(value, Outcome):
        if suffix != ".json":
            raise _unwritten("an outcome", (".json", *TEXTS), suffix)
        from .documents.document import outcome_to_json

        text = outcome_to_json(value) + "\n"
    elif isinstance(value, Problem):
        if suffix in (".toml", ".json"):
            if version is not None:
                raise ReadError(f"problem files have no version {version}.", hint="leave version= out, or end the name in .xml (XMCDA).")
            from .documents.problem_text import problem_text

            text = problem_text(value, place.name)
        elif suffix in (".xml", ".xmcda"):
            from .xmcda.write import xmcda_text

            text = xmcda_text(value, version or "4.0.0")
        else:
            raise _unwritten("a problem", (".toml", ".json", ".xml", *TEXTS), suffix)
    elif isinstance(value, Report):
        if suffix != ".json":
            raise _unwritten("a report", (".json", *TEXTS), suffix)
        text = json.dumps(value.document(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    elif shown:
        raise _unwritten(f"a {type(value).__name__}", TEXTS, suffix)
    else:
        raise PluginError(
            f"a {type(value).__name__} cannot be written to a file.",
            hint="write a problem, a table, or a result such as mo.wsm(problem).",
        )
    try:
        place.write_bytes(text.encode())
    except UnicodeEncodeError as error:
        raise ReadError(f"{path} cannot be written: {error.object[error.start]!r} is half a character, which no file can hold.") from None
    except OSError as error:
        raise ReadError(f"{path} cannot be written: {error.strerror}.") from None


def _as_read(value: Report | Shown | Table, suffix: str) -> str:
    """Return a result as people, spreadsheets and articles take it."""
    table = value if isinstance(value, Table) else value.table
    whole = value if isinstance(value, (Report, Steps)) else table
    if suffix == ".csv":
        return table.csv()
    if suffix == ".tex":
        return value.to_latex() + "\n"
    return (whole.markdown() if suffix == ".md" else whole.html() if suffix == ".html" else str(value)) + "\n"


def _unwritten(what: str, endings: tuple[str, ...], suffix: str) -> ReadError:
    """Return that a file of this ending is not written, and which are."""
    return ReadError(
        f"{what} is written as {', '.join(endings[:-1])} or {endings[-1]}, not {suffix or 'without an ending'}.",
        hint="for other files go through .to_frame().",
    )
