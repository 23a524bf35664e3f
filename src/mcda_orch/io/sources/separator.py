"""Which character parts the cells of a text: the one that parts its lines alike."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice

from .header import is_comment

__all__ = ["SEPARATORS", "physical_lines", "separator"]

SEPARATORS = "\t;|,"
"""In the order in which they are believed where several part all lines alike: the first hardly ever stand in a cell."""

_SAMPLE = 1000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def physical_lines(text: str) -> Iterator[str]:
    r"""Yield the lines of a text with their ends; only ``\n``, ``\r\n`` and ``\r`` end a line."""
    if "\r" in text:
        yield from (found[0] for found in _LINE.finditer(text))
        return
    start = 0
    while end := text.find("\n", start) + 1:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def separator(text: str) -> str:
    r"""Return what parts the cells: tab, ``;``, ``|`` or ``,``; nothing where none parts them.

    All that parts every line into equally many cells is believed before what parts most lines so.

    Examples
    --------
    >>> separator('tool;price;remark\nAnt;1,5;"small, quick"\nBee;2,5;loud\n')
    ';'
    """
    best, chosen = (0.0, 1), ""
    for mark in SEPARATORS:
        alike, width = _alike(text, mark)
        better = alike > best[0] or (alike == best[0] and width > best[1] and chosen == "|")
        if width > 1 and better:
            best, chosen = (alike, width), mark
    return chosen


def _alike(text: str, mark: str) -> tuple[float, int]:
    """Return the share of lines with the commonest number of cells, and that number."""
    if mark not in text:
        return 0.0, 1
    sizes: dict[int, int] = {}
    reader = csv.reader(islice(physical_lines(text), _SAMPLE), delimiter=mark, skipinitialspace=True)
    try:
        for row in reader:
            if len(row) > 1 and not is_comment(row) and any(row):
                sizes[len(row)] = sizes.get(len(row), 0) + 1
            elif any(row) and not is_comment(row):
                sizes[1] = sizes.get(1, 0) + 1
    except csv.Error:
        pass  # the lines before it say what they say, and the reader names the place
    parted = {size: count for size, count in sizes.items() if size > 1}
    if not parted:
        return 0.0, 1
    width = max(parted, key=lambda size: (parted[size], size))
    return parted[width] / sum(sizes.values()), width
