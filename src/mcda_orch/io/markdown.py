"""Reads tables in GitHub-flavoured Markdown.

The reader is our own: problem files must be readable with the core dependencies alone, and errors name line and
column, which a tree of tokens no longer knows. The rules are those of the GFM specification, section 4.10.
"""

from __future__ import annotations

import html
import re

from ..errors import ReadError
from .raw import RawTable

__all__ = ["cells", "plain", "tables"]

_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def cells(line: str) -> list[str]:
    """Split a table line at its pipes; an escaped pipe is text, also inside code, as GFM has it."""
    text = line.strip()
    text = text.removeprefix("|")
    found, start, position = [], 0, 0
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        if text[position] == "|":
            found.append(text[start:position].strip())
            start = position + 1
        position += 1
    rest = text[start:].strip()
    return [*found, rest] if rest or not text.endswith("|") else found


def plain(cell: str) -> str:
    """Return a cell's text: links by their text, escapes and entities resolved, ``<br>`` as a space."""
    text = re.sub(r"<br\s*/?>", " ", cell, flags=re.IGNORECASE)
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text) if re.fullmatch(r"(\*\*|__|`).+\1", text) else text
    return html.unescape(_UNESCAPE.sub(r"\1", text)).strip()


def tables(text: str, source: str) -> list[RawTable]:
    """Return the tables of a Markdown text.

    Raises
    ------
    ReadError
        If there is none, or if a row has more cells than its header.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    found, position, fenced = [], 0, False
    while position < len(lines):
        line = lines[position]
        if _FENCE.match(line):
            fenced = not fenced
        follows = lines[position + 1] if position + 1 < len(lines) else ""
        if fenced or "|" not in line or not _RULE.match(follows) or len(cells(line)) != len(cells(follows)):
            position += 1
            continue
        header = tuple(plain(cell) for cell in cells(line))
        above = position + 1
        rows, numbers = [], []
        position += 2
        while position < len(lines) and lines[position].strip() and not _FENCE.match(lines[position]):
            row = cells(lines[position])
            if len(row) > len(header):
                raise ReadError(
                    f"{source}, line {position + 1}: the row has {len(row)} cells, but the header has {len(header)}.",
                    hint="escape a pipe that is text: \\|.",
                )
            rows.append(row + [""] * (len(header) - len(row)))
            numbers.append(position + 1)
            position += 1
        shown = [[plain(cell) for cell in row] for row in rows]
        found.append(RawTable.of_rows(source, header, shown, numbers, written=rows, separator="|", header_line=above))
    if not found:
        raise ReadError(f"{source}: there is no table.", hint="a table is a header line, a line of dashes, and rows, with | between cells.")
    return found
