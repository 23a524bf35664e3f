"""Which lines of a Markdown text make tables: what stands in code, comments and HTML is none, what stands in lists and quotes may be.

The rules are those of CommonMark for blocks, and of the GFM specification, section 4.10, for tables. Every line is
looked at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...core.pattern import pattern
from .markdown_inline import TAG
from .separator import physical_lines

__all__ = ["Block", "blocks", "split"]

_QUOTE = pattern(r" {0,3}> ?")
_ITEM = pattern(r"( {0,3})([-+*]|\d{1,9}[.)])( {1,4}(?=[^ ])| (?= {4})| *$)")
_FENCE = pattern(r" {0,3}(?:(`{3,}+)[^`]*$|(~{3,}+))")
_HEADING = pattern(r" {0,3}#{1,6}(?=\s|$)")
_UNDERLINE = pattern(r" {0,3}(?:=+|-+)\s*$")
_RULE = pattern(r" {0,3}([-_*])(?:[ \t]*+\1){2,}+[ \t]*+$")
_DELIMITERS = pattern(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?")
_VERBATIM = pattern(r" {0,3}<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_SECTION = pattern(
    r" {0,3}</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|"
    r"noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=\s|/?>|$)",
    re.IGNORECASE,
)
_UNTIL = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
_DEFINITION = pattern(r" {0,3}\[((?:[^\[\]\\]|\\.)+)\]:")
_UNESCAPED_PIPE = pattern(r"(?<!\\)\|")


@dataclass(slots=True)
class Block:
    """A table as it stands, or what looks like one.

    Parameters
    ----------
    heading : str
        The nearest heading above it.
    header : str
    line : int
        Line of the header.
    rows, lines : list
        Its rows, and the line of each.
    fault : str
        Why it is no table, although it looks like one.
    html : bool
        The rows are lines of an HTML table.
    """

    heading: str
    header: str
    line: int
    rows: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    fault: str = ""
    html: bool = False


@dataclass(slots=True)
class _Reader:
    heading: str = ""
    containers: list[int] = field(default_factory=list)
    """Columns that the content of each open list item is indented by; 0 for a quote."""
    fence: str = ""
    ends: str = ""
    """What ends the HTML that is open: a text, or a space for an empty line."""
    paragraph: tuple[str, int] | None = None
    """The last line of an open paragraph, and its number."""
    hashed: tuple[str, int] | None = None
    """The last line where it is a heading, but looks like the header of a table, and its number."""
    table: Block | None = None
    above: Block | None = None
    """The last table, as long as nothing but empty lines follow it."""
    orphans: list[tuple[Block, int]] = field(default_factory=list)
    """Lines that look like rows, below an empty line, and the table above."""


def split(line: str) -> list[str]:
    r"""Split a table line at its pipes; ``\|`` is a pipe that is text, also inside code.

    Examples
    --------
    >>> split(r"| a \| b | `c` |")
    ['a | b', '`c`']
    """
    text = line.strip()
    cells = text.split("|") if "\\" not in text else [cell.replace("\\|", "|") for cell in _UNESCAPED_PIPE.split(text)]
    if cells and not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return [cell.strip() for cell in cells]


def blocks(text: str) -> tuple[list[Block], set[str]]:
    """Return what looks like tables in a Markdown text, and the labels of its reference definitions."""
    state = _Reader()
    found: list[Block] = []
    labels: set[str] = set()
    for number, raw in enumerate(physical_lines(text), start=1):
        table = state.table
        if table is not None and not state.containers and not table.html and raw[0] == "|":  # no other block begins so
            table.rows.append(raw)
            table.lines.append(number)
            continue
        line = raw.rstrip("\r\n")
        if "\t" in line:
            start = line[: len(line) - len(line.lstrip(" \t"))]
            line = start.expandtabs(4) + line[len(start) :]
        started = _line(state, line, number, labels)
        if started is not None:
            found.append(started)
    for table, number in state.orphans:
        table.fault = table.fault or f"an empty line parts the row in line {number} from its table"
    return found, labels


def _line(state: _Reader, line: str, number: int, labels: set[str]) -> Block | None:
    """Take a line; return the table that begins with it."""
    rest, depth = _inside(state, line)
    blank = not rest.strip()
    if depth < len(state.containers):
        del state.containers[depth:]
        state.fence = state.ends = ""
        state.table = None
        state.paragraph = None
    if state.table is not None and state.table.html:
        _html_row(state, state.table, rest, number)
        return None
    if state.fence:
        closing = rest.strip()
        if len(rest) - len(rest.lstrip(" ")) < 4 and closing and not closing.strip(state.fence[0]) and len(closing) >= len(state.fence):
            state.fence = ""
        return None
    if state.ends:
        if blank if state.ends == " " else state.ends in rest.lower():
            state.ends = ""
        return None
    if not blank and not (len(rest) - len(rest.lstrip(" ")) >= 4):
        rest, opened = _opened(state, rest)
        if opened:
            state.table = None
            state.paragraph = None
            blank = not rest.strip()
    if not blank:
        return _leaf(state, rest, number, labels)
    state.above = state.table or state.above
    state.table = None
    state.paragraph = None
    return None


def _inside(state: _Reader, line: str) -> tuple[str, int]:
    """Return what of a line stands inside the open quotes and list items, and how many of them go on."""
    rest = line
    for depth, indent in enumerate(state.containers):
        if not indent:
            quote = _QUOTE.match(rest)
            if not quote:
                return rest, depth
            rest = rest[quote.end() :]
        elif rest.strip():
            if len(rest) - len(rest.lstrip(" ")) < indent:
                return rest, depth
            rest = rest[indent:]
    return rest, len(state.containers)


def _opened(state: _Reader, rest: str) -> tuple[str, bool]:
    """Open the quotes and list items that begin here."""
    opened = False
    while True:
        quote, item = _QUOTE.match(rest), _ITEM.match(rest)
        if quote:
            state.containers.append(0)
            rest = rest[quote.end() :]
        elif item and not _RULE.match(rest) and (rest[item.end() :].strip() or state.paragraph is None):
            empty = not rest[item.end() :].strip()
            state.containers.append(len(item[1]) + len(item[2]) + (1 if empty else len(item[3])))
            rest = rest[item.end() :]
        else:
            return rest, opened
        opened = True
        if len(state.containers) > 100:  # nobody nests so deep, and each level costs time on every line
            return rest, opened


def _leaf(state: _Reader, rest: str, number: int, labels: set[str]) -> Block | None:
    indented = len(rest) - len(rest.lstrip(" ")) >= 4
    paragraph, state.paragraph = state.paragraph, None
    hashed, state.hashed = state.hashed, None
    if indented:
        state.table = None
        if paragraph is not None:
            state.paragraph = (rest, number)
        return None
    fence = _FENCE.match(rest)
    if fence:
        state.fence, state.table = fence[1] or fence[2], None
        return None
    if rest.lstrip().startswith("<") and _html(state, rest, alone=paragraph is None and state.table is None):
        state.table = None
        if re.match(r" {0,3}<table[\s>]", rest, re.IGNORECASE):
            started = Block(state.heading, "", number, html=True)
            state.table, state.ends = started, ""
            _html_row(state, started, rest, number)
            return started
        return None
    if paragraph is not None and state.table is None:
        delimiters = rest.strip()
        if "|" in delimiters and "-" in delimiters and not delimiters.startswith("- ") and _DELIMITERS.fullmatch(delimiters):
            return _begun(state, paragraph, delimiters)
        if _UNDERLINE.match(rest):
            state.heading = paragraph[0].strip()
            return None
    if hashed is not None and _DELIMITERS.fullmatch(rest.strip()):
        block = _begun(state, hashed, rest.strip())
        block.fault = "the line begins with '#', which makes it a heading in Markdown"
        return block
    heading = _HEADING.match(rest)
    if heading:
        state.hashed = (rest, number) if "|" in rest else None
        state.heading, state.table = _named(rest[heading.end() :]), None
        return None
    if _RULE.match(rest):
        state.table = None
        return None
    if state.table is not None:
        state.table.rows.append(rest)
        state.table.lines.append(number)
        return None
    definition = _DEFINITION.match(rest) if paragraph is None else None
    if definition:
        labels.add(definition[1])
        return None
    if state.above is not None and rest.startswith("|") and rest.count("|") > 1:
        state.orphans.append((state.above, number))
    state.paragraph, state.above = (rest, number), None
    return None


def _named(text: str) -> str:
    """Return what a heading says, without the hashes that may close it."""
    said = text.strip()
    bare = said.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else said


def _begun(state: _Reader, paragraph: tuple[str, int], delimiters: str) -> Block:
    header, line = paragraph
    named, ruled = len(split(header)), len(split(delimiters))
    block = Block(state.heading, header, line)
    if named != ruled:
        block.fault = f"the header has {named} cells, but the line of dashes below it has {ruled}"
    state.table = block
    if state.orphans and state.orphans[-1][1] == line:
        state.orphans.pop()
    return block


def _html(state: _Reader, rest: str, *, alone: bool) -> bool:
    """Tell whether HTML begins here, and remember what ends it."""
    text, lower = rest.lstrip(), rest.lower()
    for opening, closing in _UNTIL.items():
        if text.startswith(opening):
            state.ends = "" if closing in text[len(opening) :] else closing.lower()
            return True
    verbatim = _VERBATIM.match(rest)
    if verbatim:
        ends = f"</{verbatim[1].lower()}>"
        state.ends = "" if ends in lower else ends
        return True
    tag = TAG.match(text)
    if _SECTION.match(rest) or (alone and tag and not text[tag.end() :].strip()):
        state.ends = " "
        return True
    return False


def _html_row(state: _Reader, table: Block, rest: str, number: int) -> None:
    table.rows.append(rest)
    table.lines.append(number)
    if "</table" in rest.lower():
        state.table = None
