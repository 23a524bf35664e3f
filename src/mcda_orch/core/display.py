"""Text that goes out stays text where it goes: in a terminal, in Markdown, in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from .pattern import pattern

__all__ = ["display_width", "in_markdown", "in_spreadsheet", "out_of_spreadsheet", "prose_in_markdown", "shown", "visible", "visible_lines"]

_SPACE = pattern(r"\r\n|[\n\r\t\v\f]")
_HIDDEN = pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARKUP = pattern(r"[\\`*\[<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|:(?=//|[a-z0-9_+-]+:)|(?<=\bwww)\.|(?<=\w)@(?=\w)", re.IGNORECASE)
_BLOCK = pattern(r"^(\s*)([#>+=-]|\d+(?=[.)]))")
_RUN_BY_SPREADSHEETS = tuple("=+-@\t\r＝＋－＠")
_NUMBER = pattern(r"[-+]?[\d.,'\s]+(?:[eE][-+]?\d+)?\s*%?")


def visible(text: str) -> str:
    r"""Return text on one line in which control and direction characters stand as text, so that no terminal obeys them.

    Examples
    --------
    >>> print(visible("Ant\x1b[31m\u202e\nBee"))
    Ant\x1b[31m\u202e Bee
    """
    return _HIDDEN.sub(_spelled, _SPACE.sub(" ", text))


def visible_lines(text: str) -> str:
    """Return text of several lines in which all other control characters stand as text."""
    return "\n".join(map(visible, text.split("\n")))


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def in_markdown(text: str) -> str:
    r"""Return text as Markdown shows it: it makes no emphasis, link, HTML, entity, code or cell.

    Examples
    --------
    >>> print(in_markdown("<b>snake_case</b> a|b *x*"))
    \<b>snake_case\</b> a\|b \*x\*
    """
    shown = _MARKUP.sub(r"\\\g<0>", visible(text))
    return shown.replace("$", "\\$") if shown.count("$") > 1 else shown  # two of them make a formula


def prose_in_markdown(text: str) -> str:
    """Return lines of text as Markdown shows them; none begins a heading, a list or a quote."""
    return "\n".join(_BLOCK.sub(_lead, in_markdown(line)) for line in text.split("\n"))


def _lead(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def in_spreadsheet(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: where it would, it begins with an apostrophe.

    Examples
    --------
    >>> in_spreadsheet("=1+1"), in_spreadsheet("-0.5"), in_spreadsheet("++")
    ("'=1+1", '-0.5', '++')
    """
    harmless = not text.startswith(_RUN_BY_SPREADSHEETS) or not text.strip("+-") or _NUMBER.fullmatch(text)
    said = text.replace("\r\n", "\n").replace("\r", "\n")  # a carriage return alone would end the row
    return said if harmless else f"'{said}"


def out_of_spreadsheet(text: str) -> str:
    """Return text without the apostrophe that :func:`in_spreadsheet` puts before what a spreadsheet would run.

    Examples
    --------
    >>> out_of_spreadsheet("'=1+1"), out_of_spreadsheet("'tis"), out_of_spreadsheet("'5")
    ('=1+1', "'tis", "'5")
    """
    return text[1:] if text[:1] == "'" and in_spreadsheet(text[1:]) == text else text


def display_width(text: str) -> int:
    """Return how many terminal columns the text takes; marks, joiners and what they join take none of their own."""
    if text.isascii():
        return len(text)
    width, joined, last = 0, False, 0
    for c in text:
        if joined or unicodedata.category(c) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= c <= "\U0001f3ff":
            if c == "\ufe0f" and last == 1:  # the sign before it is drawn as a picture
                width, last = width + 1, 2
            joined = c == "\u200d"
            continue
        last = 2 if unicodedata.east_asian_width(c) in "WF" else 1
        width += last
    return width


def shown(value: Any) -> str:
    """Show a value in one short line."""
    if isinstance(value, float):
        return f"{value:g}"
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."
