"""What a method knows of all rows before it scores any: a pass for each question that it asks of them."""

from __future__ import annotations

from functools import partial
from operator import add
from typing import Any

import numpy as np

from .._statistics import Summary, merged
from ..errors import MissingError
from .passes import Over
from .question import Question
from .source import Block

__all__ = ["statistics"]


def statistics(question: Question, over: Over[Any], shape: tuple[int, ...]) -> tuple[tuple[Summary, ...], int]:
    """Return what the rows say to all questions of a method, and how many rows have no blanks."""
    count = int(np.prod(shape))
    if question.skips:
        count = over(partial(_usable, question), add) or 0
        if not count:
            raise MissingError("every row has a blank cell.", hint="leave the criterion out that is blank everywhere.")
    known: tuple[Summary, ...] = ()
    for _ in range(question.asks):
        said = over(partial(_said, question, known, count), merged)
        assert said is not None  # some row has no blank
        known = (*known, said)
    return known, count


def _usable(question: Question, block: Block) -> int:
    return int(question.usable(block)[1].sum())


def _said(question: Question, known: tuple[Summary, ...], count: int, block: Block) -> Summary | None:
    rows, full = question.usable(block)
    return question.said(rows if full.all() else rows[full], known, count) if full.any() else None
