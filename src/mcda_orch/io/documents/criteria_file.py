"""Reads a second file, one line a criterion: its name, weight, direction, unit, bounds, scale and levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ...core.criteria import Criterion, Interval, Ordinal, Ratio
from ...core.frozen import unique_names
from ...core.headings import way
from ...core.weights import Weights
from ...errors import McdaError, ReadError, did_you_mean
from ..interpretation.roles import role
from ..places import place_of
from ..raw import RawTable
from ..sources.tables import SEPARATED, WORKBOOKS, raw_table

__all__ = ["CriteriaFile", "criteria_table", "is_table_file", "weights_table"]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_COLUMNS = {
    "low": ("low", "lower", "lower bound", "min", "minimum", "worst value"),
    "high": ("high", "upper", "upper bound", "max", "maximum", "best value"),
    "scale": ("scale", "scale type", "measurement scale"),
    "levels": ("levels", "values", "grades"),
}
_SCALES = {"ratio": Ratio, "interval": Interval, "ordinal": Ordinal}


@dataclass(frozen=True, slots=True)
class CriteriaFile:
    """What a file says about criteria.

    Parameters
    ----------
    criteria : tuple of Criterion
    weights : Weights, optional
    said : tuple of str
        What was passed over, a sentence each.
    """

    criteria: tuple[Criterion, ...]
    weights: Weights | None
    said: tuple[str, ...] = ()


def is_table_file(given: object) -> bool:
    """Tell whether what a user gives as criteria or weights is the path of a file and not the name of a column or a weighting."""
    if not isinstance(given, str):
        return isinstance(given, Path)
    try:
        return bool(Path(given).suffix) and place_of(given).is_file()
    except ReadError:
        return False


def criteria_table(place: Path, source: str) -> CriteriaFile:
    """Read criteria from a table: CSV, Markdown or a workbook.

    The first column names them. The others are found by their usual names: weight, direction (``type``, ``objective``),
    unit, low, high, scale (ratio, interval, ordinal) and levels (``poor < fair < good``). Comments are passed over.

    Raises
    ------
    ReadError
        If a column is something else, or a cell is not what its column says.
    """
    table = raw_table(place, source)
    columns: dict[str, int] = {}
    said = []
    for j, header in enumerate(table.header[1:], start=1):
        what = _what(header)
        if what == "note":
            said.append(f"{source}: the column {header!r} was passed over.")
        elif not what:
            known = ("weight", "direction", "unit", *_COLUMNS)
            raise ReadError(f"{source}: the column {header!r} says nothing about criteria that is known.", hint=did_you_mean(header, known))
        elif what in columns:
            raise ReadError(f"{source}: the columns {table.header[columns[what]]!r} and {header!r} both say the {what}.")
        else:
            columns[what] = j
    criteria = tuple(_criterion(table, columns, row) for row in range(len(table)))
    try:
        unique_names([c.name for c in criteria], "criterion")
    except McdaError as error:
        raise ReadError(f"{source}: {error.message}", hint=error.hint) from None
    weights = None
    if "weight" in columns:
        points = {c.name: _number(table, row, columns["weight"], "a weight") for row, c in enumerate(criteria)}
        missing = [name for name, weight in points.items() if weight is None]
        if missing and len(missing) < len(points):
            raise ReadError(f"{source}: criterion {missing[0]!r} has no weight, but others have.", hint="weight 0 leaves a criterion out.")
        try:
            weights = None if missing else Weights(points, source=source)
        except McdaError as error:
            raise ReadError(f"{source}: {error.message}", hint=error.hint) from None
    return CriteriaFile(criteria, weights, tuple(said))


def weights_table(place: Path, source: str) -> Weights:
    """Read weights from a table of two columns, names and numbers, with a header or without; comments are passed over.

    Raises
    ------
    ReadError
        If the table says something else, or a weight is missing or no number.
    """
    table = raw_table(place, source, header=None if _headed(place, source) else False)
    columns = [j for j, header in enumerate(table.header) if j and _what(header) != "note"]
    if len(columns) != 1:
        raise ReadError(
            f"{source}: {len(columns)} columns beside the names may be weights.",
            hint="keep two columns, criterion,weight; a file that says more about criteria goes to criteria=.",
        )
    points: dict[str, float] = {}
    for row in range(len(table)):
        name, weight = Criterion.parse(table.texts(0)[row]).name, _number(table, row, columns[0], "a weight")
        if weight is None:
            raise ReadError(f"{table.where(row, columns[0])}: {name!r} has no weight.", hint="weight 0 leaves a criterion out.")
        if name in points:
            raise ReadError(f"{table.where(row)}: {name!r} has a second weight.", hint="keep one of the two.")
        points[name] = weight
    try:
        return Weights(points, source=source)
    except McdaError as error:
        raise ReadError(f"{source}: {error.message}", hint=error.hint) from None


def _headed(place: Path, source: str) -> bool:
    """Tell whether the first row of weights is a header: it is none where it ends with a number."""
    if place.suffix.lower() not in (*SEPARATED, *WORKBOOKS):
        return True
    bare = raw_table(place, source, header=False)
    return not _NUMBER.fullmatch(bare.texts(len(bare.columns) - 1)[0].removesuffix("%").strip().replace(",", "."))


def _what(header: str) -> str:
    """Say what a column tells about criteria."""
    word = " ".join(header.split()).casefold()
    for what, words in _COLUMNS.items():
        if word in words:
            return what
    found = role(header)
    return {"mass": "weight"}.get(found, found) if found in ("weight", "mass", "direction", "unit", "note") else ""


def _criterion(table: RawTable, columns: dict[str, int], row: int) -> Criterion:
    def cell(what: str) -> str:
        return table.texts(columns[what])[row] if what in columns else ""

    name = table.texts(0)[row]
    low, high = (_number(table, row, columns[end], "a bound") if end in columns else None for end in ("low", "high"))
    levels = [word.strip() for word in cell("levels").split("<")] if cell("levels") else []
    kind = cell("scale").casefold() or ("ordinal" if levels else "ratio")
    if kind not in _SCALES:
        raise ReadError(f"{table.where(row, columns['scale'])}: {kind!r} is no scale.", hint="say ratio, interval or ordinal.")
    if cell("direction") and way(cell("direction")) is None:
        raise ReadError(f"{table.where(row, columns['direction'])}: {cell('direction')!r} is not a direction.", hint="say max or min.")
    try:
        parsed = Criterion.parse(name)
        scale = Ordinal(levels, low, high) if kind == "ordinal" else _SCALES[kind](low, high, levels)
        return Criterion(parsed.name, cell("direction") or parsed.direction, scale, cell("unit") or parsed.unit)
    except McdaError as error:
        raise ReadError(f"{table.where(row)}: {error.message}", hint=error.hint) from None


def _number(table: RawTable, row: int, column: int, what: str) -> float | None:
    """Return the number in a cell, None where it is empty; a percentage stands for its points."""
    text = table.texts(column)[row].removesuffix("%").strip().replace("\u2212", "-")
    if table.separator != ",":
        text = text.replace(",", ".")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ReadError(f"{table.where(row, column)}: {table.texts(column)[row]!r} is not {what}.", hint="write a number such as 3 or 0.5.")
    return float(text)
