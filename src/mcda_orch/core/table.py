"""A table of labelled cells, and how it looks as text, Markdown, HTML, LaTeX and CSV."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from .arguments import told
from .attributes import Advised
from .display import display_width, in_markdown, in_spreadsheet, prose_in_markdown, visible, visible_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHOWN", "Shown", "Table"]

SHOWN = 60
"""Rows up to which a value is shown as a whole."""


class Shown(Advised, ABC):
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

    @told
    def to_frame(self, backend: str | None = None) -> Any:
        """Return the table as a dataframe: pandas, or the library named by `backend` ("polars", "pyarrow")."""
        return self.table.to_frame(backend)

    @told
    def to_latex(self, caption: str | None = None, label: str = "", decimals: int | None = None) -> str:
        """Return the table in LaTeX, with booktabs rules; for the parameters see :meth:`Table.to_latex`."""
        return self.table.to_latex(caption, label, decimals)

    def __str__(self) -> str:
        table = self._brief()
        return repr(self) if table is None else "\n".join([str(table), *map(visible_lines, self.remarks)])

    def _repr_html_(self) -> str:
        import html

        table = self._brief()
        shown = f"<p>{html.escape(repr(self))}</p>" if table is None else table.html()
        return "\n".join([shown, *(f"<p>{html.escape(text)}</p>" for text in self.remarks)])

    def _repr_markdown_(self) -> str:
        table = self._brief()
        return repr(self) if table is None else "\n\n".join([table.markdown(), *map(prose_in_markdown, self.remarks)])


@dataclass(frozen=True, slots=True)
class Table(Advised):
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

    def visible(self) -> Table:
        """Return the table with control characters of its texts shown as text."""

        def shown(row: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(visible(cell) if isinstance(cell, str) else cell for cell in row)

        return Table(shown(self.columns), tuple(map(shown, self.rows)), visible(self.title), visible(self.note))

    def _texts(self, decimals: int | None = None, *, exact: bool = False) -> list[list[str]]:
        return [[visible(_digits(cell) if exact else cell_text(cell, decimals)) for cell in row] for row in self.rows]

    def _numeric(self) -> list[bool]:
        """Tell which columns hold numbers only, and are set flush right."""
        columns = [[row[j] for row in self.rows if row[j] is not None] for j in range(len(self.columns))]
        return [bool(cells) and all(isinstance(c, Real) for c in cells) for cells in columns]

    def __str__(self) -> str:
        head, texts, right = [visible(name) for name in self.columns], self._texts(), self._numeric()
        widths = [max(map(display_width, column)) for column in zip(head, *texts, strict=True)]
        lines = ["  ".join(_pad(c, w, r) for c, w, r in zip(row, widths, right, strict=True)).rstrip() for row in [head, *texts]]
        return "\n".join([*([visible(self.title)] if self.title else []), *lines, *([visible(self.note)] if self.note else [])])

    def markdown(self, *, exact: bool = False) -> str:
        """Return a Markdown (GFM) table; no cell can become markup.

        Parameters
        ----------
        exact : bool, default False
            Write every digit of a number, not six figures.
        """

        def line(cells: list[str]) -> str:
            return "| " + " | ".join(map(in_markdown, cells)) + " |"

        rule = "| " + " | ".join("---:" if r else "---" for r in self._numeric()) + " |"
        head = [f"**{in_markdown(self.title)}**", ""] if self.title else []
        foot = ["", prose_in_markdown(self.note)] if self.note else []
        return "\n".join([*head, line(list(self.columns)), rule, *map(line, self._texts(exact=exact)), *foot])

    def html(self) -> str:
        """Return an HTML table; every cell is escaped."""
        import html

        right = self._numeric()

        def line(cells: list[str], tag: str) -> str:
            style = [' style="text-align:right"' if r else "" for r in right]
            return "<tr>" + "".join(f"<{tag}{s}>{html.escape(visible(c))}</{tag}>" for c, s in zip(cells, style, strict=True)) + "</tr>"

        caption = f"<caption>{html.escape(visible(self.title))}</caption>" if self.title else ""
        body = "".join(line(row, "td") for row in self._texts())
        foot = f'<tfoot><tr><td colspan="{len(self.columns)}">{html.escape(visible(self.note))}</td></tr></tfoot>' if self.note else ""
        return f"<table>{caption}<thead>{line(list(self.columns), 'th')}</thead><tbody>{body}</tbody>{foot}</table>"

    @told
    def to_latex(
        self, caption: str | None = None, label: str = "", decimals: int | None = None, symbols: Mapping[str, str] | None = None
    ) -> str:
        r"""Return a LaTeX table with booktabs rules, which needs ``\usepackage{booktabs}``.

        Parameters
        ----------
        caption : str, optional
            The title, unless given; without caption and label the table does not float.
        label : str, default ""
            For ``\ref``, such as ``"tab:ranking"``.
        decimals : int, optional
            Digits after the point of all numbers but whole ones; six figures unless given.
        symbols : mapping of str to str, optional
            LaTeX of columns whose names are symbols.
        """
        from .latex import escaped, tabular

        heads = [(symbols or {}).get(c) or escaped(visible(c)) for c in self.columns]
        return tabular(heads, self._texts(decimals), self._numeric(), visible(self.title if caption is None else caption), label)

    def csv(self, *, safe: bool = True) -> str:
        """Return comma-separated values at full precision.

        Parameters
        ----------
        safe : bool, default True
            Put an apostrophe before text that a spreadsheet would run as a formula.
        """
        import csv
        import io

        def cells(row: tuple[Any, ...]) -> list[Any]:
            return ["" if cell is None else in_spreadsheet(cell) if safe and isinstance(cell, str) else cell for cell in row]

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(cells(self.columns))
        writer.writerows(map(cells, self.rows))
        return out.getvalue()

    def records(self) -> list[dict[str, Any]]:
        """Return one mapping a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @told
    def to_frame(self, backend: str | None = None) -> Any:
        """Return a dataframe: pandas, or the library named by `backend` ("polars", "pyarrow"); fractions become floats."""
        from .frames import to_native

        data: dict[str, Any] = {}
        for j, name in enumerate(self.columns):
            cells = [row[j] for row in self.rows]
            if not all(isinstance(c, Integral) for c in cells if isinstance(c, Real)):  # whole numbers among others are floats too
                cells = [float(c) if isinstance(c, Real) and not isinstance(c, bool) else c for c in cells]
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


WRITTEN_OUT = 1e15
"""Numbers from here on are written with an exponent."""


def cell_text(cell: Any, decimals: int | None = None) -> str:
    """Return a cell as it is shown: numbers to six digits and to the unit, or to so many decimals; blanks as nothing.

    Examples
    --------
    >>> cell_text(2_400_000.0), cell_text(0.123456789), cell_text(2e20)
    ('2400000', '0.123457', '2e+20')
    """
    if cell is None:
        return ""
    if isinstance(cell, Real) and not isinstance(cell, (bool, Integral)):
        if cell != cell:
            return ""
        if decimals is not None:
            return f"{round(float(cell), decimals) + 0.0:.{decimals}f}"
        text = f"{float(cell) + 0.0:.6g}"
        return f"{float(cell):.0f}" if "e+" in text and abs(float(cell)) < WRITTEN_OUT else text
    return str(cell)


def _digits(cell: Any) -> str:
    """Return a cell with all its digits."""
    return (
        repr(float(cell)).removesuffix(".0") if isinstance(cell, Real) and not isinstance(cell, bool) and cell == cell else cell_text(cell)
    )


def _pad(text: str, width: int, right: bool) -> str:
    gap = " " * (width - display_width(text))
    return gap + text if right else text + gap
