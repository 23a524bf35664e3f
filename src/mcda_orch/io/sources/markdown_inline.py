"""What a reader sees of a Markdown cell: its text without links, emphasis, code marks, tags and escapes.

The rules are those of CommonMark for inline content; a cell of any size is read in linear time. Struck-out text keeps its
``~~``, since ``~~300~~ 250`` is not ``300 250``; raised digits stay raised, since ``4<sup>1</sup>`` is not ``41``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field

from ...core.pattern import pattern

__all__ = ["TAG", "has_markup", "label_of", "seen"]

_MARKUP = pattern(r"[\\`*_\[\]<&!:]")
_NEXT = pattern(r"[^\\`*_\[\]<&!:]+")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_AUTOLINK = pattern(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++)>")
TAG = pattern(
    r"""<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)
        (?P<attributes>(?:\s++[a-zA-Z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+)*+)\s*+/?>""",
    re.VERBOSE,
)
_ATTRIBUTE = pattern(r"""(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)
_RUN = pattern(r"`+")
_DESTINATION = pattern(r"\(\s*+(?:<(?:[^<>\\]|\\.)*+>|)")
_TITLE = pattern(r"""\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))""", re.DOTALL)
_LABEL = pattern(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_SHORTCODE = pattern(r":([a-z0-9_+-]{1,40}):")
_EMOJI = {
    "white_check_mark": "✅",
    "heavy_check_mark": "✔",
    "ballot_box_with_check": "☑",
    "x": "❌",
    "heavy_multiplication_x": "✖",
    "negative_squared_cross_mark": "❎",
    "no_entry": "⛔",
    "no_entry_sign": "🚫",
    "warning": "⚠",
    "question": "❓",
    "grey_question": "❔",
    "heavy_minus_sign": "➖",
    "heavy_plus_sign": "➕",
    "star": "⭐",
    "+1": "👍",
    "thumbsup": "👍",
    "-1": "👎",
    "thumbsdown": "👎",
    "green_circle": "🟢",
    "yellow_circle": "🟡",
    "orange_circle": "🟠",
    "red_circle": "🔴",
    "white_circle": "⚪",
    "black_circle": "⚫",
    "construction": "🚧",
}


@dataclass(slots=True)
class _Run:
    """A run of ``*`` or ``_`` that may open or close emphasis."""

    node: int
    mark: str
    size: int
    opens: bool
    closes: bool
    length: int


@dataclass(slots=True)
class _Bracket:
    node: int
    after: int
    image: bool
    runs: int


@dataclass(slots=True)
class _Cell:
    text: str
    references: Collection[str]
    nodes: list[str] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    raised: list[tuple[str, int]] = field(default_factory=list)
    linked: int = 0
    """Brackets below this one cannot open a link, since one stands inside them."""
    ticks: dict[int, list[int]] | None = None
    absent: set[str] = field(default_factory=set)
    unnamed: set[int] = field(default_factory=set)
    """Nodes that stand for images without text."""
    last: int = -1
    """Where the last closing parenthesis stands."""


def seen(cell: str, references: Collection[str] = ()) -> str:
    r"""Return the text of a cell as a reader sees it.

    Parameters
    ----------
    cell : str
    references : collection of str
        Labels (see :func:`label_of`) of the link references and footnotes that the document defines.

    Examples
    --------
    >>> seen("**67.9** [link](https://example.org) &amp; `a*b` \\*")
    '67.9 link & a*b *'
    """
    if not _MARKUP.search(cell):
        return cell.strip()
    state, position = _Cell(cell, references, last=cell.rfind(")")), 0
    while position < len(cell):
        found = _NEXT.match(cell, position)
        if found:
            state.nodes.append(found[0])
            position = found.end()
        else:
            position = _READERS[cell[position]](state, position)
    _emphasise(state, 0)
    if state.unnamed:
        beside = "".join(node for k, node in enumerate(state.nodes) if k not in state.unnamed).strip()
        if beside:
            return beside
    return "".join(state.nodes).strip()


def has_markup(text: str) -> bool:
    """Tell whether a text holds any character that may mean something in Markdown."""
    return _MARKUP.search(text) is not None


def label_of(text: str) -> str:
    """Return a reference's label as labels are compared: case and white space do not count."""
    return " ".join(text.casefold().split())


def _literal(cell: _Cell, position: int) -> int:
    cell.nodes.append(cell.text[position])
    return position + 1


def _escape(cell: _Cell, position: int) -> int:
    following = cell.text[position + 1 : position + 2]
    if following in _PUNCTUATION:
        cell.nodes.append(following)
        return position + 2
    return _literal(cell, position)


def _code(cell: _Cell, position: int) -> int:
    run = _RUN.match(cell.text, position)
    assert run is not None
    if cell.ticks is None:
        cell.ticks = {}
        for found in reversed(list(_RUN.finditer(cell.text))):
            cell.ticks.setdefault(len(found[0]), []).append(found.start())
    closers = cell.ticks.get(len(run[0]), [])
    while closers and closers[-1] < run.end():
        closers.pop()
    if not closers:
        cell.nodes.append(run[0])
        return run.end()
    code = cell.text[run.end() : closers[-1]]
    cell.nodes.append(code[1:-1] if code.strip() and code[0] == code[-1] == " " else code)
    return closers[-1] + len(run[0])


def _angle(cell: _Cell, position: int) -> int:
    link = _AUTOLINK.match(cell.text, position)
    if link:
        cell.nodes.append(link[1])
        return link.end()
    for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")):
        if cell.text.startswith(opening, position) and closing not in cell.absent:
            end = cell.text.find(closing, position + len(opening))
            if end >= 0:
                return end + len(closing)
            cell.absent.add(closing)
    tag = TAG.match(cell.text, position)
    if not tag:
        return _literal(cell, position)
    name = tag["name"].lower()
    if name == "br":
        cell.nodes.append(" ")
    elif name == "img":
        from html import unescape

        given = {found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(tag["attributes"])}
        _picture(cell, unescape(given.get("alt", "")), given.get("src", ""))
    elif name in ("del", "s", "strike"):
        cell.nodes.append("~~")
    elif name in ("sup", "sub"):
        _raise(cell, name, closing=bool(tag["close"]))
    return tag.end()


def _picture(cell: _Cell, text: str, source: str) -> None:
    """Show an image by its text; one without text is shown only where the cell holds nothing else."""
    if not text.strip():
        cell.unnamed.add(len(cell.nodes))
    cell.nodes.append(text if text.strip() else f"[image {source}]")


def _raise(cell: _Cell, name: str, *, closing: bool) -> None:
    if not closing:
        cell.raised.append((name, len(cell.nodes)))
        cell.nodes.append("^" if name == "sup" else "_")
    elif cell.raised and cell.raised[-1][0] == name:
        _, start = cell.raised.pop()
        content = "".join(cell.nodes[start + 1 :])
        if content and not content.strip("0123456789+-"):
            cell.nodes[start:] = ["", content.translate(_RAISED if name == "sup" else _LOWERED)] + [""] * (len(cell.nodes) - start - 2)


def _entity(cell: _Cell, position: int) -> int:
    found = _ENTITY.match(cell.text, position)
    if not found:
        return _literal(cell, position)
    from html import unescape

    cell.nodes.append(unescape(found[0]))
    return found.end()


def _shortcode(cell: _Cell, position: int) -> int:
    found = _SHORTCODE.match(cell.text, position)
    if not found or found[1] not in _EMOJI:
        return _literal(cell, position)
    cell.nodes.append(_EMOJI[found[1]])
    return found.end()


def _image(cell: _Cell, position: int) -> int:
    if not cell.text.startswith("![", position):
        return _literal(cell, position)
    cell.brackets.append(_Bracket(len(cell.nodes), position + 2, True, len(cell.runs)))
    cell.nodes.append("![")
    return position + 2


def _opening(cell: _Cell, position: int) -> int:
    note = _LABEL.match(cell.text, position) if cell.text.startswith("[^", position) else None
    if note and label_of(note[1]) in cell.references:
        return note.end()  # a footnote mark: what it says stands elsewhere
    cell.brackets.append(_Bracket(len(cell.nodes), position + 1, False, len(cell.runs)))
    cell.nodes.append("[")
    return position + 1


def _closing(cell: _Cell, position: int) -> int:
    if not cell.brackets:
        return _literal(cell, position)
    bracket = cell.brackets.pop()
    if not bracket.image and len(cell.brackets) < cell.linked:
        cell.linked = min(cell.linked, len(cell.brackets))
        return _literal(cell, position)
    end = _target(cell, bracket, position)
    if end is None:
        return _literal(cell, position)
    _emphasise(cell, bracket.runs)
    cell.nodes[bracket.node] = ""
    if bracket.image:
        if not "".join(cell.nodes[bracket.node :]).strip():
            _picture(cell, "", cell.text[position + 1 : end].strip("()[] "))
    else:
        cell.linked = len(cell.brackets)
    return end


def _target(cell: _Cell, bracket: _Bracket, position: int) -> int | None:
    """Return where a link ends whose text closes at `position`, or None where it is none."""
    text = cell.text
    if text.startswith("(", position + 1) and position < cell.last:
        end = _destination(text, position + 1)
        if end is not None:
            return end
    label = _LABEL.match(text, position + 1)
    if label and label[1].strip():
        return label.end() if label_of(label[1]) in cell.references else None
    if not cell.references or position - bracket.after > 999:
        return None
    known = label_of(text[bracket.after : position]) in cell.references
    return (label.end() if label else position + 1) if known else None


def _destination(text: str, position: int) -> int | None:
    """Return the end of ``(destination "title")``."""
    found = _DESTINATION.match(text, position)
    assert found is not None
    at = found.end()
    if text[at - 1] != ">":
        depth = 0
        while at < len(text) and not text[at].isspace():
            if text[at] == "\\":
                at += 1
            elif text[at] == "(":
                depth += 1
                if depth > 32:
                    return None
            elif text[at] == ")":
                if depth == 0:
                    break
                depth -= 1
            at += 1
        if depth:
            return None
    title = _TITLE.match(text, at)
    at = title.end() if title else at
    while at < len(text) and text[at].isspace():
        at += 1
    return at + 1 if text.startswith(")", at) else None


def _delimiter(cell: _Cell, position: int) -> int:
    mark, end = cell.text[position], position
    while cell.text.startswith(mark, end):
        end += 1
    before, after = cell.text[position - 1 : position] or " ", cell.text[end : end + 1] or " "
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    opens = left and (mark == "*" or not right or _is_mark(before))
    closes = right and (mark == "*" or not left or _is_mark(after))
    size = end - position
    cell.runs.append(_Run(len(cell.nodes), mark, size, opens, closes, size))
    cell.nodes.append(mark * size)
    return end


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _emphasise(cell: _Cell, bottom: int) -> None:
    """Take away the runs from `bottom` on that make emphasis, by the rule of CommonMark."""
    runs = cell.runs[bottom:]
    del cell.runs[bottom:]
    waiting: list[_Run] = []
    floor: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.mark, run.opens, run.length % 3)
        while run.closes and run.size:
            at = len(waiting) - 1
            while at >= floor.get(key, 0) and not _pair(waiting[at], run):
                at -= 1
            if at < floor.get(key, 0):
                floor[key] = len(waiting)
                break
            opener = waiting[at]
            taken = 2 if opener.size >= 2 and run.size >= 2 else 1
            opener.size -= taken
            run.size -= taken
            cell.nodes[opener.node] = opener.mark * opener.size
            cell.nodes[run.node] = run.mark * run.size
            del waiting[at + 1 if opener.size else at :]
            floor = {k: min(v, len(waiting)) for k, v in floor.items()}
        if run.opens and run.size:
            waiting.append(run)


def _pair(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark:
        return False
    either = opener.closes or closer.opens
    return not (either and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))


_READERS = {
    "\\": _escape,
    "`": _code,
    "<": _angle,
    "&": _entity,
    "!": _image,
    "[": _opening,
    "]": _closing,
    "*": _delimiter,
    "_": _delimiter,
    ":": _shortcode,
}
