"""A table whose rows are sorted: which are alternatives, and what its cells may say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...core.reading import LeftOut
from ...errors import LabelError, ReadError
from ..raw import Exact, RawTable
from .asked import Columns, levels, words
from .cells import Survey, survey
from .labels import label_column, position, with_names_first
from .layout import CRITERIA_IN_ROWS, oriented
from .marks import Evidence, Marks
from .numbers import dressed
from .roles import role, roles
from .stated_rows import sorted_rows
from .words import folded, ladders, well_known

__all__ = ["Body"]


class Body:
    """The alternatives of a table, and everything that is needed to read their cells.

    Parameters
    ----------
    table : RawTable
    asked : Columns
    """

    def __init__(self, table: RawTable, asked: Columns) -> None:
        if asked.marks not in (None, "auto"):
            raise ReadError(f"marks={asked.marks!r} means nothing.", hint="say marks='auto', or leave it out.")
        self.asked, self.auto = asked, asked.marks == "auto"
        noted = words(asked.notes or (), "notes")
        self.blank_words = frozenset(word for text in words(asked.na, "na") for word in (text, folded(text)))
        self.levels, self.own_levels = levels(asked.levels)
        declared = {*self.blank_words, *self.levels, *(name for scale in self.own_levels.values() for name in scale.names)}
        table = table.spelt_out([number for word in declared if (number := _number(word)) is not None]) if declared else table
        if not table.header:
            raise ReadError(f"{table.source}: the table has nothing in its header and in its cells.", hint="name its columns.")
        led, before = with_names_first(table, asked.label, noted)
        labels = roles(led.texts(0))
        self.table, self.layout = oriented(led, labels, asked.layout, asked.names())
        if self.layout != CRITERIA_IN_ROWS:  # alternatives keep what stands before their names
            self.table, before = table, []
        self.label, counters = label_column(self.table, asked.label)
        said = asked.names().union(noted)
        counters = [j for j in counters if self.table.header[j] not in said]
        self.left_out = self._rows_left_out()
        if self.label is not None and (self.label or self.table is not table):
            labels = roles(self.table.texts(self.label))
        self.rows = sorted_rows(self.table, self.label, labels, self.left_out)
        self.ranks = [j for j in counters if role(self.table.header[j]) == "rank"]
        self.taken = {self.label, *counters}
        self.dropped = before + [LeftOut("column", self.table.header[j], "counts the rows") for j in counters if j not in self.ranks]
        self._known: dict[int, dict[str, float]] | None = None
        self._declared: dict[int, tuple[str, dict[str, float]]] | None = None

    def _rows_left_out(self) -> frozenset[str]:
        """Return the rows that the user names among the notes."""
        names = frozenset(words(self.asked.notes or (), "notes")).difference(self.table.header)
        return names.intersection(self.table.texts(self.label)) if names and self.label is not None else frozenset()

    def declared(self) -> dict[int, tuple[str, dict[str, float]]]:
        """Return by column the name under which the user declares levels of its own for it, and these levels."""
        if self._declared is None:
            self._declared = {}
            for name, scale in self.own_levels.items():
                own = dict(zip(scale.names, map(float, scale.levels), strict=True))
                self._declared.setdefault(position(self.table, name, "criterion"), (name, own))
        return self._declared

    def known_levels(self) -> dict[int, dict[str, float]]:
        """Return the levels of all columns of well-known words and marks; columns that share a word share a ladder."""
        if self._known is None:
            found = {}
            for j in range(len(self.table.header)):
                if j in self.taken:
                    continue
                cells = self.survey(j)
                if not cells.levels and not cells.unsaid and (cells.words or cells.undeclared) and all(map(well_known, cells.marks)):
                    found[j] = cells.marks
            rungs = ladders(list(found.values()))
            self._known = {j: levels for j, levels in zip(found, rungs, strict=True) if levels is not None}
        return self._known

    def survey(self, column: int, levels: Mapping[str, float] | None = None) -> Survey:
        """Sort the cells that a column has for the alternatives; its levels are the table's unless given."""
        cells, keep = self.table.columns[column], self.rows.alternatives
        if len(keep) < len(self.table):
            cells = cells[keep] if isinstance(cells, np.ndarray) else [cells[row] for row in keep]
        return survey(column, cells, levels=self.levels if levels is None else levels, blanks=self.blank_words)

    def marks(self, columns: Sequence[Survey]) -> Marks:
        """Return the marks that all numbers of the table agree on: those of these columns, of the weights and of rows of totals."""
        evidence = Evidence(self.table.separator, self.asked.decimal, self.asked.thousands)
        for column in columns:
            if column.numeric:
                evidence.add(f"{self.table.source}, column {self.table.header[column.column]!r}", column.evidence(), column.exact)
        for row in (*([] if self.rows.weights is None else [self.rows.weights]), *self.rows.summaries):
            cells = [self.table.texts(column.column)[row] for column in columns]
            digits = [number.digits for cell in cells if not isinstance(cell, Exact) and (number := dressed(cell)) is not None]
            evidence.add(f"{self.table.source}, row {self.row_name(row)!r}", digits)
        return evidence.marks()

    def row_name(self, row: int) -> str:
        """Return what a row is called."""
        return "" if self.label is None else self.table.texts(self.label)[row]

    def _one_cell_a_line(self) -> bool:
        """Tell whether the table may list its cells one by one: alternative, criterion, value."""
        others = [j for j in range(len(self.table.header)) if j != self.label]
        texts = [self.table.texts(j) for j in others]
        return len(others) == 2 and any(len(set(cells)) < len(cells) and not any(map(dressed, cells)) for cells in texts)

    def names(self) -> list[str]:
        """Return the names of the alternatives; refuse two alike."""
        rows = self.rows.alternatives
        if self.label is None:
            return [f"A{i}" for i in range(1, len(rows) + 1)]
        texts = self.table.texts(self.label)
        names = list(texts) if len(rows) == len(texts) else [texts[row] for row in rows]
        if len(set(names)) < len(names):
            seen: dict[str, int] = {}
            for row, name in zip(rows, names, strict=True):
                if name in seen:
                    places = [self.table.where(at).removeprefix(f"{self.table.source}, ") for at in (seen[name], row)]
                    raise LabelError(
                        f"alternative {name!r} appears twice, in {places[0]} and {places[1]}.",
                        hint="names identify rows; make them distinct, or say label= for the column of names."
                        + (" Where each line states one cell, write one row for each alternative." if self._one_cell_a_line() else ""),
                    )
                seen[name] = row
        return names


def _number(word: str) -> float | None:
    """Return the number that a declared word looks like."""
    try:
        return float(folded(word))
    except ValueError:
        return None
