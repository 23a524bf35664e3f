"""Tables that carry labels of their own, of whatever kind: which column names the rows, and which are criteria."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import LabelError, ShapeError, did_you_mean
from .cells import as_array, is_blank
from .criteria import Alternative, Criterion, Direction, Ordinal
from .display import shown
from .frames import Frame, is_frame, opened
from .frozen import Labelled, unique_names
from .labelling import by_name
from .labels import label, labels_of, unpacked

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Layout", "criterion", "directed", "laid_out", "named", "names_alone", "on_both_sides", "states", "tabular"]


def tabular(values: Any) -> Frame | None:
    """Return a table with labels column by column, or None where it has no labels.

    Such are dataframes, mappings of names to columns, sequences of rows that name their cells (mappings, named tuples,
    Series), arrays with named fields or coordinates, and :class:`Labelled` tables.
    """
    if is_frame(values):
        return opened(values)
    if isinstance(values, Mapping):
        return _of_columns(values)
    names = getattr(getattr(values, "dtype", None), "names", None)
    if names:
        return _plain(names, [values[name].tolist() for name in names])
    if isinstance(values, Labelled) and values.ndim == 2:
        return _plain(values.labels, list(np.asarray(values).T))
    dims, indexes = getattr(values, "dims", None), getattr(values, "indexes", None)
    if dims and indexes is not None and len(dims) > 2:
        raise ShapeError(
            f"an array with coordinates along {', '.join(map(str, dims))} is more than one table.",
            hint="mo.scores(array, method, weights) scores a raster whose criteria lie along 'criterion'; its .values are a batch without names.",
        )
    if dims and indexes is not None and len(dims) == 2:
        rows = tuple(map(str, indexes[dims[0]])) if dims[0] in indexes else None
        heads = [str(c) for c in indexes[dims[1]]] if dims[1] in indexes else [f"C{j}" for j in range(1, values.shape[1] + 1)]
        return _plain(heads, list(np.asarray(values.values).T), rows)
    if isinstance(values, (list, tuple)) and values and all(_names_cells(row) for row in values):
        return _of_rows(values)
    return None


def _names_cells(row: Any) -> bool:
    index = getattr(row, "index", None)
    counts = index is None or callable(index) or (type(index).__name__ == "RangeIndex" and (index.start, index.step) == (0, 1))
    return isinstance(row, Mapping) or hasattr(row, "_asdict") or not counts


def _plain(heads: Iterable[Any], columns: Sequence[Any], rows: tuple[str, ...] | None = None) -> Frame:
    named = tuple(h if isinstance(h, tuple) else str(h) for h in heads)
    return Frame(named, tuple(columns), rows, False, ((),) * len(named), None)


def _of_columns(given: Mapping[Any, Any]) -> Frame:
    rows: tuple[str, ...] | None = None
    columns = []
    for head, column in given.items():
        if isinstance(column, Mapping):
            raise LabelError(
                f"{str(head)!r} is a mapping inside a mapping, which can be read two ways.",
                hint="pass list(table.values()), list(table) if the outer names are alternatives; of criteria, make a mapping of lists.",
            )
        labels, cells = unpacked(column)
        if labels is not None:
            named = tuple(map(label, labels))
            rows = named if rows is None else rows
            cells = by_name(column, rows, f"value of {head}", "alternative")
        if isinstance(cells, (str, bytes)) or np.ndim(as_array(cells)) == 0:
            raise ShapeError(
                f"the column {str(head)!r} is {shown(cells)}, not a list of cells.", hint="a mapping holds a list for each column."
            )
        columns.append(list(cells))
    lengths = {str(head): len(column) for head, column in zip(given, columns, strict=True)}
    if len(set(lengths.values())) > 1:
        raise LabelError("the columns differ in length: " + ", ".join(f"{h!r} has {n}" for h, n in lengths.items()) + ".")
    return _plain(given, columns, rows)


def _of_rows(given: Sequence[Any]) -> Frame:
    records = []
    for row in given:
        labels, cells = unpacked(row)
        records.append(dict(zip(map(label, labels or ()), cells, strict=True)))
    heads = list(records[0])
    for k, record in enumerate(records, start=1):
        odd = [h for h in record if h not in records[0]] + [h for h in heads if h not in record]
        if odd:
            which = f"has {odd[0]!r}, which row 1 has not" if odd[0] in record else f"has no {odd[0]!r}"
            raise LabelError(f"row {k} {which}.", hint="every row names the same cells; a blank is None.")
    names = [getattr(row, "name", None) for row in given]
    rows = tuple(map(str, names)) if all(isinstance(n, str) for n in names) else None
    return _plain(heads, [[record[h] for record in records] for h in heads], rows)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which part of a table is what: names of the rows, and the rows where they have notes; criteria and whether their direction is stated; cells.

    Of a criterion that came as a value its maker knows the direction, though nothing shows whether "max" was said: None.
    """

    names: Sequence[str]
    alternatives: Sequence[Alternative] | None
    criteria: list[Criterion]
    stated: list[bool | None]
    columns: Any


def laid_out(
    table: Frame,
    *,
    name: str | None = None,
    notes: Sequence[str] = (),
    criteria: Iterable[Any] | None = None,
    alternatives: Iterable[Any] | None = None,
) -> Layout:
    """Decide which columns of a table are what.

    Parameters
    ----------
    table : Frame
    name : str, optional
        The column that names the alternatives. Unless given: the table's own index, else the first column where that is text.
    notes : sequence of str
    criteria : sequence of str or Criterion, optional
        The columns that are criteria, by their heads or by the names that stand in them; all that are left, unless given.
    alternatives : sequence of str or Alternative, optional
        The rows in this order, by the names that the table has for them; their names, where it has none.
    """
    heads = [label(h) for h in table.heads]
    for asked in (*([name] if name is not None else []), *notes):
        if asked not in heads:
            raise LabelError(f"the frame has no column {asked!r}.", hint=did_you_mean(asked, heads))
    at = heads.index(name) if name is not None else _naming(table, heads, notes)
    count = len(table.columns[0]) if table.columns else 0
    own = _texts(table.columns[at]) if at is not None else None if table.rows is None else list(table.rows)
    wanted, rows = (None, None) if alternatives is None else named(alternatives)
    if own is not None and wanted is None:
        _no_statements(own)
    order = _order(own, wanted, count)
    names = wanted or own or [f"A{i}" for i in range(1, count + 1)]
    remarks = {n: _texts(table.columns[heads.index(n)]) for n in notes}
    if notes and not wanted:
        rows = [Alternative(row, {n: remarks[n][i] for n in notes}) for i, row in enumerate(names)]
    if criteria is None:
        places = [j for j, h in enumerate(heads) if j != at and h not in notes]
        if not places and at is not None and name is None:
            raise LabelError(
                f"the only column, {heads[at]!r}, holds text and is taken for the names of the alternatives, so no criterion is left.",
                hint="numbers that are text become numbers by astype(float).",
            )
        chosen = [criterion(table.heads[j]) for j in places]
        stated = [states(table.heads[j]) for j in places]
    else:
        asked_for = list(criteria)
        places, chosen = _picked(table, heads, asked_for)
        stated = [states(table.heads[j]) or states(given) for given, j in zip(asked_for, places, strict=True)]
    chosen = [_levelled(c, table.levels[j]) for c, j in zip(chosen, places, strict=True)]
    cells = [table.columns[j] if order is None else [table.columns[j][i] for i in order] for j in places]
    return Layout(names, rows, chosen, stated, cells)


_STATEMENTS = {
    **dict.fromkeys(("weight", "weights", "weighting"), "weights, which are weights= of a problem"),
    **dict.fromkeys(("direction", "directions", "objective", "objectives"), "directions, which are directions= of a matrix"),
    **dict.fromkeys(("total", "totals", "sum", "average", "mean"), "totals, which are no alternative"),
}


def _no_statements(names: Iterable[str]) -> None:
    """Refuse a row of weights, directions or totals among the alternatives of a table."""
    for name in names:
        said = _STATEMENTS.get(name.strip().casefold()) if len(name) < 20 else None
        if said is not None:
            raise LabelError(
                f"the row {name!r} is named like a row of {said}.",
                hint=f"leave it out of the table, table.drop(index={name!r}); or name the rows that are alternatives, alternatives=[...].",
            )


def _texts(column: Any) -> list[str]:
    return ["" if is_blank(cell) else str(cell) for cell in column]


def _order(own: list[str] | None, wanted: list[str] | None, count: int) -> list[int] | None:
    """Return where the rows that are wanted stand, or None where the table's order is theirs."""
    if wanted is None:
        return None
    if own is None:
        if len(wanted) != count:
            raise ShapeError(f"there are {len(wanted)} alternatives for {count} rows.", hint="name every row.")
        return None
    at = {row: i for i, row in enumerate(unique_names(own, "alternative"))}
    for row in wanted:
        if row not in at:
            raise LabelError(f"the table has no row {row!r}.", hint=did_you_mean(row, own))
    return [at[row] for row in wanted]


def named(given: Iterable[Any]) -> tuple[list[str], list[Alternative] | None]:
    """Return the names of alternatives, and the alternatives themselves where some are more than a name."""
    rows = list(given)
    kinds = set(map(type, rows))
    if not any(issubclass(kind, Alternative) for kind in kinds):
        return rows if kinds == {str} else [label(row) for row in rows], None
    made = [row if isinstance(row, Alternative) else Alternative(label(row)) for row in rows]
    return [row.name for row in made], made


def names_alone(given: Iterable[Any] | None, what: str) -> list[Any] | None:
    """Return names of alternatives or criteria as a list; refuse directions and weights in their place."""
    if given is None or isinstance(given, str):
        return given if given is None else [given]
    cells = labels_of(given)
    numeric = bool(cells) and all(isinstance(c, Real) and not isinstance(c, bool) for c in cells)
    signs = numeric and set(cells) <= {1, -1} and -1 in cells
    words = len(cells) > 1 and all(c is min or c is max or (isinstance(c, str) and c.casefold() in ("min", "max")) for c in cells)
    if signs or (words and len(set(cells)) < len(cells)):
        raise LabelError(
            f"{', '.join(getattr(c, '__name__', str(c)) for c in cells)} are directions, but stand where the {what} are named.",
            hint="write mo.DecisionMatrix(values, alternatives, criteria, directions=[...]).",
        )
    if numeric and abs(sum(map(float, cells)) - 1) < 1e-9 and any(float(c) % 1 for c in cells):
        raise LabelError(
            f"{', '.join(map(str, cells))} look like weights, but stand where the {what} are named.",
            hint="weights stand beside the matrix: mo.topsis(matrix, weights), or mo.Problem(matrix, weights); a name is text.",
        )
    return cells


def criterion(given: Any) -> Criterion:
    """Return a criterion, read from its head where that is text or a tuple."""
    return given if isinstance(given, Criterion) else Criterion.parse(given if isinstance(given, tuple) else str(given))


def states(head: Any) -> bool | None:
    """Tell whether a head says which way is better; None of a criterion whose "max" may be the default."""
    if isinstance(head, Criterion):
        return True if head.direction is Direction.MIN else None
    if isinstance(head, tuple):
        return len(head) > 1
    from .headings import heading

    return heading(str(head)).way is not None


def _naming(table: Frame, heads: list[str], notes: Sequence[str]) -> int | None:
    """Return the column that names the rows, or None where an index does, or nothing."""
    if not heads or heads[0] in notes or (table.rows is not None and not table.counted):
        return None
    ordered = bool(table.levels[0]) and len(set(table.columns[0])) < len(table.columns[0])
    return 0 if table.texts(0) and not ordered else None


def _picked(table: Frame, heads: list[str], criteria: list[Any]) -> tuple[list[int], list[Criterion]]:
    """Find the column of every criterion that was asked for, by its head, or by the name that stands in it."""
    inside = {criterion(h).name: j for j, h in enumerate(table.heads)}
    places, found = [], []
    for given in criteria:
        asked = criterion(given)
        text = given.name if isinstance(given, Criterion) else label(given)
        j = heads.index(text) if text in heads else inside.get(asked.name)
        if j is None:
            raise LabelError(f"the frame has no column {asked.name!r}.", hint=did_you_mean(asked.name, [*heads]))
        own = criterion(table.heads[j])
        if isinstance(given, Criterion) or states(given):
            if states(table.heads[j]) and own.direction is not asked.direction:
                raise LabelError(
                    f"{asked.name!r} has the direction {Direction.of(asked.direction).value!r}, but its column is headed {heads[j]!r}.",
                    hint="rename the column, or state the same direction.",
                )
            found.append(asked)
        else:
            found.append(own)
        places.append(j)
    return places, found


def _levelled(given: Criterion, levels: tuple[Any, ...]) -> Criterion:
    """Return a criterion with the levels that the table itself declares, unless it has some."""
    if not levels or given.scale.levels or not all(isinstance(v, (str, int, float)) for v in levels):
        return given
    return replace(given, scale=Ordinal(list(levels)))


def directed(criteria: Sequence[Criterion], directions: Any, stated: Sequence[bool | None]) -> tuple[list[Criterion], list[bool]]:
    """Return criteria with the directions that are given apart from them, and of which of them nothing says the direction.

    Parameters
    ----------
    criteria : sequence of Criterion
    directions : sequence, text such as "+,+,-", or anything with names
        Those that a mapping leaves out keep their own.
    stated : sequence of bool
        Whether the head of a criterion says its direction; a direction that contradicts it is refused.
    """
    if directions is None:
        return list(criteria), [said is False for said in stated]
    if isinstance(directions, str):
        text = directions.strip()
        directions = list(text) if set(text) <= {"+", "-"} else re.split(r"\s*[,;]\s*" if re.search("[,;]", text) else r"\s+", text)
        if len(directions) == 1 and text.strip("+- "):
            from .headings import way

            directions *= len(criteria) if way(text) is not None else 1
    names = tuple(c.name for c in criteria)
    found, silent = [], []
    for old, given, fixed in zip(criteria, by_name(directions, names, "direction", partial=True), stated, strict=True):
        silent.append(given is None and fixed is False)
        if given is None:
            found.append(old)
            continue
        new = Direction.of(given.item() if isinstance(given, np.generic) else given)
        if fixed and new is not old.direction:
            raise LabelError(
                f"{old.name!r} is to be {new.value!r}, but its own head says {Direction.of(old.direction).value!r}.",
                hint="say it once: leave it out of directions=, or take the mark off the head.",
            )
        found.append(replace(old, direction=new))
    return found, silent


def on_both_sides(values: Any, names: Sequence[str] | None, noun: str, of: str) -> tuple[tuple[str, ...] | None, npt.NDArray[Any]]:
    """Return the names and the cells of a square table; one with labels is matched by them in its rows and its columns.

    Parameters
    ----------
    values : array_like, or table with labels
    names : sequence of str, optional
        Those of the table, unless given; None where it has none.
    noun, of : str
        What a row or a column holds, and what a name is, in errors: "judgements" of an "item".
    """
    table = tabular(values)
    if table is None:
        return None if names is None else tuple(names), as_array(values)
    found = laid_out(table)
    heads = tuple(c.name for c in found.criteria)
    both = heads if names is None else tuple(names)
    columns = by_name(dict(zip(heads, found.columns, strict=True)), both, f"column of {noun}", of)
    rows = list(found.names)
    if table.rows is None and rows == [f"A{i}" for i in range(1, len(rows) + 1)]:
        if both != heads:
            raise LabelError(f"the rows of the {noun} have no names.", hint="name them as the columns, in an index or a first column.")
        if len(rows) != len(heads):
            raise ShapeError(f"{noun} form a square table, not one of {len(rows)} rows and {len(heads)} columns.")
        rows = list(heads)
    columns = [by_name(dict(zip(rows, column, strict=True)), both, f"row of {noun}", of) for column in columns]
    return both, np.array(columns, dtype=object).T
