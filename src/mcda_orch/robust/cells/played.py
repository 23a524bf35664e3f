"""Tables with other values in their cells, played through the method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...core.positions import positions
from ...plugin.family import HIGHER
from ...sampling.linear_rows import form_of
from ..evidence.question import Question

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["features_of", "is_ahead", "scores_of"]


def features_of(question: Question, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return what a method that is linear in its weights sees in every cell."""
    form = form_of(question.task)
    assert form is not None  # the rows come from it
    with np.errstate(all="ignore"):
        return form(x)


def is_ahead(question: Question, x: npt.NDArray[np.float64], winner: str, over: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell for every matrix of a batch whether the method puts the winner ahead of all others named."""
    a, rivals = question.at(winner), [question.at(b) for b in over]
    dense = _dense(question, x)
    return np.asarray((dense[:, a, None] < dense[:, rivals]).all(axis=-1))


def _dense(question: Question, x: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    if question.rows is not None:
        features = features_of(question, x)
        w = np.array([float(v) for v in question.shares])
        return positions(features @ w, question.method.better is HIGHER, np.abs(features) @ w)
    return positions(scores_of(question, x), True)


def scores_of(question: Question, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return scores, turned so that more is better; matrices that leave the range of the method get none that count."""
    with np.errstate(all="ignore"):
        found = np.asarray(question.method.run(x, question.task.w, question.task.s, **question.task.params), dtype=np.float64)
    found = found if question.method.better is HIGHER else -found
    return np.where(np.isfinite(found).all(axis=-1, keepdims=True), found, 0.0)
