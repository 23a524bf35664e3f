"""A table of labelled cells, and how it looks as text, Markdown, HTML, LaTeX and CSV."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

__all__ = ["Table", "display_width"]

_LATEX = {c: f"\\{c}" for c in "&%$#_{}"} | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under named columns.

    Parameters
    ----------
    columns : tuple of str
    rows : tuple of tuple
        Cells are text, numbers, or None for a blank.
    title : str, default ""

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
        return "\n".join([self.title, *lines] if self.title else lines)

    def markdown(self) -> str:
        """Return a Markdown (GFM) table."""

        def line(cells: list[str]) -> str:
            return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

        rule = "| " + " | ".join("---:" if r else "---" for r in self._numeric()) + " |"
        head = [f"**{self.title}**", ""] if self.title else []
        return "\n".join([*head, line(list(self.columns)), rule, *map(line, self._texts())])

    def html(self) -> str:
        """Return an HTML table; every cell is escaped."""
        import html

        right = self._numeric()

        def line(cells: list[str], tag: str) -> str:
            style = [' style="text-align:right"' if r else "" for r in right]
            return "<tr>" + "".join(f"<{tag}{s}>{html.escape(c)}</{tag}>" for c, s in zip(cells, style, strict=True)) + "</tr>"

        caption = f"<caption>{html.escape(self.title)}</caption>" if self.title else ""
        body = "".join(line(row, "td") for row in self._texts())
        return f"<table>{caption}<thead>{line(list(self.columns), 'th')}</thead><tbody>{body}</tbody></table>"

    def latex(self) -> str:
        """Return a LaTeX ``tabular``."""

        def line(cells: list[str]) -> str:
            return " & ".join(re.sub(r"[&%$#_{}\\~^]", lambda found: _LATEX[found[0]], c) for c in cells) + r" \\"

        spec = "".join("r" if r else "l" for r in self._numeric())
        body = "\n".join(map(line, self._texts()))
        return f"\\begin{{tabular}}{{{spec}}}\n\\hline\n{line(list(self.columns))}\n\\hline\n{body}\n\\hline\n\\end{{tabular}}"

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

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_markdown_(self) -> str:
        return self.markdown()


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
