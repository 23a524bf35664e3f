"""A dataframe as a problem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..core.arguments import told
from ..core.blanks import BlanksLike
from ..core.criteria import Criterion
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem

__all__ = ["from_frame"]


@told
def from_frame(
    frame: Any,
    weights: Any = None,
    blanks: BlanksLike = None,
    *,
    label: str | None = None,
    notes: Sequence[str] = (),
    criteria: Iterable[str | tuple[str, ...] | Criterion] | None = None,
    directions: Any = None,
) -> Problem:
    """Make a problem of any dataframe that narwhals knows.

    Parameters
    ----------
    frame : dataframe
    weights, blanks : optional
        As for :class:`Problem`.
    label, notes, criteria, directions : optional
        As for :meth:`DecisionMatrix.from_frame`, which reads the frame.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"tool": ["Ant", "Bee"], "price": [300, 250], "speed": [3, 2], "city": ["Ulm", "Bonn"]})
    >>> problem = from_frame(frame, {"price": 2, "speed": 1}, notes=["city"], directions={"price": "min"})
    >>> problem.matrix.criteria
    (Criterion('price', min, Ratio), Criterion('speed', max, Ratio))
    """
    return Problem(DecisionMatrix.from_frame(frame, label=label, notes=notes, criteria=criteria, directions=directions), weights, blanks)
