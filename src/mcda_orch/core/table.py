"""A table of labelled cells, and how it looks as text, Markdown, HTML, LaTeX and CSV."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHOWN", "Shown", "Table", "display_width"]

SHOWN = 60
"""Rows up to which a value is shown as a whole."""


class Shown(ABC):
    """A value that prints and shows as a table, a long one abbreviated; its `repr` stays one line."""

    __slots__ = ()

    @property
    @abstractmethod
    def table(self) -> Table:
        """The whole value as a table."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said below the table, a sentence each."""
        return ()

    def _brief(self) -> Table | None:
        """Return the table as it is shown, or None where the value is a batch, which shows as its `repr`."""
        return self.table.brief()

    def to_frame(self, backend: str | None = None) -> Any:
        """Return the table as a dataframe: pandas, or the library named by `backend` ("polars", "pyarrow")."""
        return self.table.to_frame(backend)

    def __str__(self) -> str:
        table = self._brief()
        return repr(self) if table is None else "\n".join([str(table), *self.remarks])

    def _repr_html_(self) -> str:
        import html

        table = self._brief()
        shown = f"<p>{html.escape(repr(self))}</p>" if table is None else table.html()
        return "\n".join([shown, *(f"<p>{html.escape(text)}</p>" for text in self.remarks)])

    def _repr_markdown_(self) -> str:
        table = self._brief()
        return repr(self) if table is None else "\n\n".join([table.markdown(), *self.remarks])


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under named columns.

    Parameters
    ----------
    columns : tuple of str
    rows : tuple of tuple
        Cells are text, numbers, or None for a blank.
    title : str, default ""
    note : str, default ""
        A line that stands below the table.

    Examples
    --------
    >>> print(Table(("alternative", "score"), (("Ant", 0.5), ("Bee", None)), title="scores"))
    scores
    alternative  score
    Ant            0.5
    Bee
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    title: str = ""
    note: str = ""

    def brief(self, rows: int = SHOWN) -> Table:
        """Return the table without what is beyond so many rows; a line below says how many are left out."""
        return shortened(self, len(self.rows), rows)

    def _texts(self) -> list[list[str]]:
        return [[cell_text(cell) for cell in row] for row in self.rows]

    def _numeric(self) -> list[bool]:
        """Tell which columns hold numbers only, and are set flush right."""
        columns = [[row[j] for row in self.rows if row[j] is not None] for j in range(len(self.columns))]
        return [bool(cells) and all(isinstance(c, Real) for c in cells) for cells in columns]

    def __str__(self) -> str:
        texts, right = self._texts(), self._numeric()
        widths = [max(map(display_width, column)) for column in zip(self.columns, *texts, strict=True)]
        lines = [
            "  ".join(_pad(c, w, r) for c, w, r in zip(row, widths, right, strict=True)).rstrip() for row in [list(self.columns), *texts]
        ]
        return "\n".join([*([self.title] if self.title else []), *lines, *([self.note] if self.note else [])])

    def markdown(self) -> str:
        """Return a Markdown (GFM) table."""

        def line(cells: list[str]) -> str:
            return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

        rule = "| " + " | ".join("---:" if r else "---" for r in self._numeric()) + " |"
        head = [f"**{self.title}**", ""] if self.title else []
        foot = ["", self.note] if self.note else []
        return "\n".join([*head, line(list(self.columns)), rule, *map(line, self._texts()), *foot])

    def html(self) -> str:
        """Return an HTML table; every cell is escaped."""
        import html

        right = self._numeric()

        def line(cells: list[str], tag: str) -> str:
            style = [' style="text-align:right"' if r else "" for r in right]
            return "<tr>" + "".join(f"<{tag}{s}>{html.escape(c)}</{tag}>" for c, s in zip(cells, style, strict=True)) + "</tr>"

        caption = f"<caption>{html.escape(self.title)}</caption>" if self.title else ""
        body = "".join(line(row, "td") for row in self._texts())
        foot = f'<tfoot><tr><td colspan="{len(self.columns)}">{html.escape(self.note)}</td></tr></tfoot>' if self.note else ""
        return f"<table>{caption}<thead>{line(list(self.columns), 'th')}</thead><tbody>{body}</tbody>{foot}</table>"

    def latex(self, caption: str | None = None, label: str = "", symbols: Mapping[str, str] | None = None) -> str:
        r"""Return a LaTeX table with booktabs rules, which needs ``\usepackage{booktabs}``.

        Parameters
        ----------
        caption : str, optional
            The title, unless given; without caption and label the table does not float.
        label : str, default ""
            For ``\ref``, such as ``"tab:ranking"``.
        symbols : mapping of str to str, optional
            LaTeX of columns whose names are symbols.
        """
        from .latex import escaped, tabular

        heads = [(symbols or {}).get(c) or escaped(c) for c in self.columns]
        return tabular(heads, self._texts(), self._numeric(), self.title if caption is None else caption, label)

    def csv(self) -> str:
        """Return comma-separated values at full precision."""
        import csv
        import io

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(["" if cell is None else cell for cell in row] for row in self.rows)
        return out.getvalue()

    def records(self) -> list[dict[str, Any]]:
        """Return one mapping a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_frame(self, backend: str | None = None) -> Any:
        """Return a dataframe: pandas, or the library named by `backend` ("polars", "pyarrow"); fractions become floats."""
        from .frames import to_native

        data: dict[str, Any] = {}
        for j, name in enumerate(self.columns):
            cells = [
                float(c) if isinstance(c, Real) and not isinstance(c, (bool, Integral, float)) else c for c in (r[j] for r in self.rows)
            ]
            mixed = any(isinstance(c, str) for c in cells) and not all(isinstance(c, str) or c is None for c in cells)
            data[name if name not in data else f"{name} ({j + 1})"] = (
                [None if c is None else cell_text(c) for c in cells] if mixed else cells
            )
        return to_native(data, backend)

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_markdown_(self) -> str:
        return self.markdown()


def shortened(head: Table, rows: int, most: int = SHOWN) -> Table:
    """Return a table, of which `head` has at least the first rows, without those beyond `most`, saying how many there are."""
    if rows <= most:
        return head
    return replace(head, rows=head.rows[:most], note=f"({most} of {rows:,} rows; {rows - most:,} are left out)")


def cell_text(cell: Any) -> str:
    """Return a cell as it is shown: numbers to six digits, blanks as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, Real) and not isinstance(cell, (bool, Integral)):
        return "" if cell != cell else f"{float(cell) + 0.0:.6g}"
    return str(cell)


def display_width(text: str) -> int:
    """Return how many terminal columns the text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int, right: bool) -> str:
    gap = " " * (width - display_width(text))
    return gap + text if right else text + gap
