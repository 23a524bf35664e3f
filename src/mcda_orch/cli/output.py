"""Where results go: to the terminal, or into a file, as text, Markdown, separated values, a spreadsheet or JSON."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..core.display import prose_in_markdown
from ..core.report import Report
from ..core.table import Table
from .hints import on_the_command_line
from .parser import Parser, UsageError
from .render import emit, text_of

__all__ = ["Output", "declare_output", "output_of"]

FORMS = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "text", ".tex": "latex", ".xlsx": "excel"}


def declare_output(parser: Parser) -> None:
    """Add how results are printed, and the file that they go into."""
    group = parser.add_argument_group("where results go")
    forms = group.add_mutually_exclusive_group()
    for name, what in (("json", "JSON"), ("csv", "comma-separated values"), ("markdown", "Markdown")):
        forms.add_argument(f"--{name}", action="store_const", const=name, dest="form", help=f"Print {what}.")
    group.add_argument("--output", "-o", metavar="FILE", help=f"Write to a file instead; its ending decides: {', '.join(FORMS)}.")
    group.add_argument(
        "--csv-raw", action="store_true", help="Write cells as they are, even those that a spreadsheet would run as formulas."
    )
    group.add_argument("--force", action="store_true", help="Write even if the file exists.")


class Output:
    """The form and the place that a command asks for."""

    def __init__(self, form: str, path: Path | None = None, force: bool = False, safe: bool = True) -> None:
        self.form = form
        self.safe = safe
        self.path = path
        self.force = force

    def report(self, found: Report) -> None:
        """Give a result: all of it as JSON, its main table as separated values, or its tables and remarks."""
        self.results(found.document(), found.table, found.tables, found.remarks, found.opening)

    def results(self, document: Any, main: Table, tables: Sequence[Table], lines: Sequence[str], lead: Sequence[str] = ()) -> None:
        """Give results that belong together, in the form that is asked for."""
        if self.form == "json":
            self.text(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
        elif self.form == "csv":
            self.text(main.csv(safe=self.safe))
        else:
            self.tables(tables, lines, lead)

    def tables(self, tables: Sequence[Table], lines: Sequence[str], lead: Sequence[str] = ()) -> None:
        """Give tables, the sentences before them, and the lines that go with them, which name options rather than keywords of Python."""
        lines = [on_the_command_line(line, params=False) for line in lines]
        if self.form == "csv":
            self.text("\n".join(t.csv(safe=self.safe) for t in tables))
        elif self.form == "markdown":
            self.text("\n\n".join([*map(prose_in_markdown, lead), *(t.markdown() for t in tables), *map(prose_in_markdown, lines)]) + "\n")
        elif self.form == "latex":
            self.text("\n\n".join(t.to_latex() for t in tables) + "\n")
        elif self.form == "excel":
            from ..io.workbook import workbook

            self._file(workbook(tables, [*lead, *lines]))
        else:
            self.text(text_of(tables, lines, to_terminal=self.path is None, lead=lead))

    def text(self, text: str) -> None:
        """Give a text as it stands."""
        if self.path is not None:
            self._file(text.encode(errors="backslashreplace"))
            return
        if self.form == "json":
            try:
                text.encode(sys.stdout.encoding or "utf-8")
            except UnicodeEncodeError:  # the stream cannot hold one of the letters: escape them all
                text = json.dumps(json.loads(text), indent=2) + "\n"
        emit(text)

    def _file(self, content: bytes) -> None:
        """Write the file; one that has come into being meanwhile stays, unless forced."""
        assert self.path is not None
        try:
            with self.path.open("wb" if self.force else "xb") as file:
                file.write(content)
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror}.") from None
        sys.stderr.write(f"{self.path} is written.\n")


def output_of(asked: Namespace) -> Output:
    """Return where and how a command wants its results."""
    path = None if asked.output is None else Path(asked.output)
    if path is None:
        if asked.force and getattr(asked, "certificate", None) is None:
            raise UsageError("--force is about the file of --output, and none is given.", hint="add --output FILE.")
        return Output(_form(asked.form or "text", asked), safe=not asked.csv_raw)
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"{path} has no ending that says what to write.", hint=f"end it in {', '.join(FORMS)}.")
    if asked.form not in (None, form):
        raise UsageError(f"--{asked.form} and {path} contradict each other.", hint=f"leave --{asked.form} out: the ending decides.")
    if path.exists() and not asked.force:
        raise UsageError(f"{path} exists.", hint="add --force to overwrite it, or choose another name.")
    return Output(_form(form, asked), path, asked.force, not asked.csv_raw)


def _form(form: str, asked: Namespace) -> str:
    if asked.csv_raw and form != "csv":
        raise UsageError("--csv-raw is about separated values.", hint="add --csv, or --output FILE.csv.")
    return form
