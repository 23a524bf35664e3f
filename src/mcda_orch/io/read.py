"""Opens files: problem files, Markdown tables, separated values, and the problems that come with the library.

The readers are imported when a file is opened, so that importing the library stays quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..core.blanks import Blanks, BlanksLike
from ..core.criteria import Criterion
from ..core.problem import Problem
from ..errors import ReadError, did_you_mean

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["bundled", "load", "read"]


def read(
    path: str | Path,
    *,
    label: str | bool | None = None,
    notes: Iterable[str] | None = None,
    weights: Any = None,
    published: str | None = None,
    directions: Any = None,
    criteria: Iterable[str | Criterion | Sequence[str]] | None = None,
    layout: Literal["alternatives-in-rows", "criteria-in-rows"] | None = None,
    table: int | str | None = None,
    sheet: int | str | None = None,
    header: bool | None = None,
    levels: Mapping[str, Any] | None = None,
    na: Iterable[str] = (),
    marks: Literal["auto"] | None = None,
    decimal: Literal[".", ","] | None = None,
    thousands: Literal[",", ".", "'", " ", ""] | None = None,
    blanks: BlanksLike = None,
) -> Problem:
    """Read a decision problem from a file. What was read as what stands in ``problem.reading``.

    Every cell ends as a number, a declared level, a blank, a note, or an error that says where it stands and what answers it.

    Parameters
    ----------
    path : str or Path
        A problem file (``.toml``), XMCDA (``.xml``, or a folder of such files that state one problem together), or a
        bare table: the first of a Markdown file (``.md``), or separated values (``.csv``, ``.tsv``). In a bare table
        the first column names the alternatives, columns of numbers are criteria, and columns of text are notes. Rows
        or columns of weights, directions and totals are found by their usual names.
    label : str or False, optional
        Column with the names of the alternatives; False where there is none.
    notes : iterable of str, optional
        Columns that are text, and rows (or, with criteria in rows, columns) that are no alternatives.
    weights : weights, optional
        By name of the criterion, or in their order; or a weighting, or its name.
    published : str, optional
        Column with published scores or ranks.
    directions : mapping, sequence or str, optional
        Which way is better: ``{"price": "min"}``, or one for each criterion, ``"+,+,-"``.
    criteria : iterable, optional
        The columns that are criteria, by their header; ``"price:min"`` and Criterion say more about them.
    layout : {"alternatives-in-rows", "criteria-in-rows"}, optional
    table : int or str, optional
        Which table of a file with several: its number from 1, the heading above it, or the name of one of its columns; a
        range of a spreadsheet, ``"B3:F20"``.
    sheet : int or str, optional
        Which sheet of a spreadsheet, by number from 1 or by name.
    header : bool, optional
        Whether the first row of separated values names the columns.
    levels : mapping, optional
        Numbers for words, ``{"✅": 1, "❌": 0}``, or the words of a criterion from the worst to the best,
        ``{"speed": ["slow", "fast"]}``.
    na : iterable of str, optional
        Words that mean a blank: ``["n/a", "-"]``.
    marks : {"auto"}, optional
        Take well-known words (yes and no, low to high, ✓ and ✗) as levels, and k, M and B after numbers as thousands,
        millions and billions.
    decimal, thousands : str, optional
        Marks in numbers, where the table leaves it open.
    blanks : Blanks, str or number, optional
        What a blank cell means.

    Raises
    ------
    ReadError
        With file, line and column.
    """
    place = Path(path)
    if not place.exists():
        raise ReadError(
            f"there is no file {str(path)!r}.", hint=f"bundled problems are {', '.join(bundled())}; give files with their ending."
        )
    table_only = {
        "label": label, "notes": notes, "directions": directions, "criteria": criteria, "layout": layout, "table": table, "sheet": sheet, "header": header, "levels": levels,
        "na": na or None, "marks": marks, "decimal": decimal, "thousands": thousands,
    }  # fmt: skip
    if place.is_dir() or place.suffix.lower() in (".xml", ".xmcda", ".xmcda2"):
        from .xmcda.files import xmcda_files

        _refuse(table_only, str(path), "XMCDA")
        return Problem.of(xmcda_files(place, str(path), published), weights, blanks)
    if place.suffix.lower() == ".toml":
        _refuse({**table_only, "published": published}, str(path), "a problem file")
        return Problem.of(_problem_file(place, str(path)), weights, blanks)
    from .problem import Columns, problem
    from .tables import raw_table

    return problem(
        raw_table(place, str(path), table=table, sheet=sheet, header=header),
        Columns(
            label, None if criteria is None else _list(criteria), None if notes is None else _list(notes), published, weights, Blanks.of(blanks),
            directions, layout, levels, _list(na), marks, decimal, thousands,
        ),
        name=place.stem,
    )  # fmt: skip


def _refuse(options: Mapping[str, Any], path: str, what: str) -> None:
    """Refuse options about a bare table for a file that says these things itself."""
    given = [f"{name}=" for name, value in options.items() if value is not None]
    if given:
        raise ReadError(f"{path} is {what}, which says itself what {given[0]} would say.", hint=f"leave {' '.join(given)} out.")


def _list(texts: Iterable[Any]) -> list[Any]:
    """Return several of something; one text is one of them."""
    return [texts] if isinstance(texts, str) else list(texts)


def load(name: str) -> Problem:
    """Load a problem that comes with the library.

    Examples
    --------
    >>> load("orchestrators").matrix
    DecisionMatrix(12 alternatives x 11 criteria, 4 blanks)
    """
    if name not in bundled():
        raise ReadError(f"no problem {name!r} comes with the library.", hint=did_you_mean(name, bundled()))
    return _problem_file(_folder() / f"{name}.toml", f"{name}.toml")


def bundled() -> tuple[str, ...]:
    """Return the names of the problems that come with the library."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _folder().iterdir() if f.name.endswith(".toml")))


def _folder() -> Traversable:
    """Find the bundled data: inside the installed package, or at the root of a checkout."""
    from importlib.resources import files

    inside = files("mcda_orch") / "data" / "problems"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "data" / "problems"


def _problem_file(place: Any, source: str) -> Problem:
    from .tables import raw_table, text_of
    from .toml import problem_file

    folder = place.parent if isinstance(place, Path) else _folder()
    return problem_file(text_of(place, source), source, lambda name: raw_table(folder / name, name))
