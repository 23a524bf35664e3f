"""Opens files: problem files, Markdown tables, separated values, and the problems that come with the library.

The readers are imported when a file is opened, so that importing the library stays quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from ..core.arguments import told, told_names
from ..core.blanks import Blanks, BlanksLike
from ..core.criteria import Criterion
from ..core.problem import Problem
from ..errors import ReadError, did_you_mean
from .options import checked
from .places import place_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["bundled", "load", "read"]


@told_names
def read(
    path: str | Path | IO[Any],
    *,
    label: str | bool | None = None,
    notes: Iterable[str] | None = None,
    weights: Any = None,
    published: str | None = None,
    directions: Any = None,
    criteria: Iterable[str | Criterion | Sequence[str]] | Path | None = None,
    layout: Literal["alternatives-in-rows", "criteria-in-rows"] | None = None,
    table: int | str | None = None,
    sheet: int | str | None = None,
    header: bool | None = None,
    levels: Mapping[str, Any] | None = None,
    na: Iterable[str] = (),
    marks: Literal["auto"] | None = None,
    decimal: Literal[".", ","] | None = None,
    thousands: str | None = None,
    blanks: BlanksLike = None,
    outside: bool = False,
) -> Problem:
    """Read a decision problem from a file. What was read as what stands in ``problem.reading``.

    Every cell ends as a number, a declared level, a blank, a note, or an error that says where it stands and what answers it.

    Parameters
    ----------
    path : str, Path or open file
        A problem file (``.toml`` or ``.json``), XMCDA (``.xml``, or a folder of such files that state one problem
        together), or a bare table: the first of a Markdown file (``.md``), separated values (``.csv``, ``.tsv``), a
        workbook (``.xlsx``), Parquet, Feather, or JSON records. In a bare table the first column names the
        alternatives, columns of numbers are criteria, and columns of text are notes. Rows or columns of weights,
        directions and totals are found by their usual names. An open file holds separated values or Markdown.
    label : str or False, optional
        Column with the names of the alternatives; False where there is none.
    notes : iterable of str, optional
        Columns that are text, and rows (or, with criteria in rows, columns) that are no alternatives.
    weights : weights, optional
        By name of the criterion, or in their order; or a weighting, or its name; or a file with a line for each,
        ``criterion,weight``.
    published : str, optional
        Column with published scores or ranks.
    directions : mapping, sequence or str, optional
        Which way is better: ``{"price": "min"}``, or one for each criterion, ``"+,+,-"``.
    criteria : iterable, str or Path, optional
        The columns that are criteria, by their header; ``"price:min"`` and Criterion say more about them. Or a file with a
        line for each, ``criterion,weight,direction`` and, if need be, ``unit,low,high,scale,levels``.
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
    outside : bool, default False
        Whether a problem file may have its table outside its own folder.

    Raises
    ------
    ReadError
        With file, line and column.
    """
    from .documents.criteria_file import criteria_table, is_table_file, weights_table

    if not isinstance(path, (str, PathLike)) and not hasattr(path, "read"):
        raise ReadError(
            f"mo.read opens a file, and got a {type(path).__name__}.",
            hint="a table that is loaded already is mo.DecisionMatrix(table, directions=...), and with weights mo.Problem(matrix, weights).",
        )
    checked(
        label=label, notes=notes, published=published, directions=directions, criteria=criteria, layout=layout, table=table, sheet=sheet,
        header=header, levels=levels, na=na, marks=marks, decimal=decimal, thousands=thousands,
    )  # fmt: skip
    if is_table_file(weights):
        weights = weights_table(Path(str(weights)), str(weights))
    table_only = {
        "label": label, "notes": notes, "directions": directions, "criteria": criteria, "layout": layout, "table": table,
        "sheet": sheet, "header": header, "levels": levels, "na": na or None, "marks": marks, "decimal": decimal, "thousands": thousands,
    }  # fmt: skip
    if hasattr(path, "read"):
        from .sources.stream import Stream

        place: Any = Stream(path)
        source, name = place.source, "input"
    else:
        place, source, name = place_of(path), str(path), Path(path).stem
        if not place.exists():
            raise ReadError(f"there is no file {source!r}.", hint=_instead_of(place))
        if place.is_dir() or place.suffix.lower() in (".xml", ".xmcda", ".xmcda2"):
            from .xmcda.files import xmcda_files

            _refuse({**table_only, "outside": outside or None}, source, "XMCDA")
            return Problem.of(xmcda_files(place, source, published), weights, blanks)
        if place.suffix.lower() == ".toml" or (place.suffix.lower() == ".json" and _states_problem(place, source)):
            _refuse({**table_only, "published": published}, source, "a problem file")
            return Problem.of(_problem_file(place, source, outside), weights, blanks)
    if outside:
        raise ReadError(f"{source} is no problem file, and has no table elsewhere.", hint="leave outside= out.")
    from .interpretation.problem import Columns, problem
    from .sources.tables import raw_table

    wanted: Any = criteria
    said: tuple[str, ...] = ()
    if is_table_file(criteria):
        stated = criteria_table(Path(str(criteria)), str(criteria))
        wanted, weights, said = stated.criteria, stated.weights if weights is None else weights, stated.said
    made = problem(
        raw_table(place, source, table=table, sheet=sheet, header=header),
        Columns(
            label, None if wanted is None else _list(wanted), None if notes is None else _list(notes), published, weights, Blanks.of(blanks),
            directions, layout, levels, _list(na), marks, decimal, thousands,
        ),
        name=name,
    )  # fmt: skip
    if said and made.reading is not None:
        made = replace(made, reading=replace(made.reading, said=(*made.reading.said, *said)))
    return made


def _instead_of(place: Path) -> str:
    """Return what leads on where there is no such file: one of its folder with a near name, if any."""
    folder = place.parent
    near = did_you_mean(place.name, [file.name for file in folder.iterdir()] if folder.is_dir() else [])
    if near.startswith("did you mean"):
        return near
    return f"bundled problems are {', '.join(bundled())}; give files of your own with their ending, and as they lie on this machine."


def _states_problem(place: Path, source: str) -> bool:
    """Tell whether JSON is a problem file; a table has rows or columns instead."""
    from .documents.problem_file import parsed
    from .sources.tables import text_of

    found = parsed(text_of(place, source), source)
    if not isinstance(found, dict) or "schema" in found:
        return False
    rows = found.get("alternatives")
    return any(isinstance(found.get(key), str) for key in ("file", "table")) or (
        isinstance(rows, list) and any(isinstance(row, dict) for row in rows)
    )


def _refuse(options: Mapping[str, Any], path: str, what: str) -> None:
    """Refuse options about a bare table for a file that says these things itself."""
    given = [f"{name}={value if isinstance(value, bool) else ''}" for name, value in options.items() if value is not None]
    if given:
        raise ReadError(f"{path} is {what}, which says itself what {given[0]} would say.", hint=f"leave {' '.join(given)} out.")


def _list(texts: Iterable[Any]) -> list[Any]:
    """Return several of something; one text is one of them."""
    return [texts] if isinstance(texts, str) else list(texts)


@told
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
    here = Path(__file__)
    for root in (here.parents[1], here.parents[3]):
        if (root / "data" / "problems").is_dir():
            return root / "data" / "problems"
    from importlib.resources import files  # of a package that is imported from an archive

    return files("mcda_orch") / "data" / "problems"


def _problem_file(place: Any, source: str, outside: bool = False) -> Problem:
    from .documents.problem_file import parsed, problem_file
    from .sources.tables import raw_table, text_of

    folder = place.parent if isinstance(place, Path) else _folder()

    def table(name: str, **which: Any) -> Any:
        if isinstance(folder, Path) and not place_of(folder / name).resolve().is_relative_to(folder.resolve()) and not outside:
            raise ReadError(
                f"{source}: its table {name!r} lies outside its folder.",
                hint="outside=True reads it all the same; do so if you trust the file.",
            )
        return raw_table(folder / name, name, **which)

    return problem_file(parsed(text_of(place, source), source), source, table)
