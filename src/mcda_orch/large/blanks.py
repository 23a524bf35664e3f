"""What stands for the blank cells of a large table: known of a row alone, or of what all rows say of a column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ..core.blanks import Blanks
from ..core.criteria import Criterion, Ratio
from ..core.frozen import Frozen
from ..core.matrix import DecisionMatrix
from ..core.values import check_cells
from ..errors import DomainError
from .passes import Over
from .source import Block, Called

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["SKIP", "Blank", "Fills", "fills", "policy_of"]

SKIP: Literal["skip"] = "skip"
"""Rows with a blank cell are left out."""

Blank: TypeAlias = Blanks | Literal["skip"]


def policy_of(given: Any) -> Blank:
    """Return what becomes of blanks; refuse the policy that no table can follow in parts."""
    if isinstance(given, str) and given == SKIP:
        return SKIP
    try:
        policy = Blanks.of(given)
    except DomainError as error:
        raise DomainError(error.message, hint=f"{(error.hint or '').rstrip('.')}; or leave such rows out, blanks='skip'.") from None
    if policy.policy == "redistribute":
        raise DomainError(
            "blanks='redistribute' gives every pattern of blanks weights of its own, for which a large table would be seen once more each.",
            hint="leave such rows out, blanks='skip'; or fill the cells: blanks='mean', 'worst', 'best' or a number.",
        )
    return policy


@dataclass(frozen=True, slots=True, eq=False)
class Fills(Frozen):
    """What stands for blanks.

    Attributes
    ----------
    values : array, shape (m,)
        The number of each criterion.
    rows : int
        How many rows have a blank.
    holes : bool
        Whether rows without any cell are none, and stay so.
    """

    values: Numbers
    rows: int
    holes: bool

    def into(self, x: Numbers) -> Numbers:
        """Return rows without blanks."""
        blank = np.isnan(x)
        if self.holes:
            blank &= ~blank.all(axis=-1, keepdims=True)
        return np.where(blank, self.values, x)


@dataclass(frozen=True, slots=True, eq=False)
class Known(Frozen):
    """What rows say of each column.

    Attributes
    ----------
    count, mean, low, high : array, shape (m,)
        Of the known cells: how many there are, and NaN for the rest where there is none.
    rows : int
    blank : int
        How many of the rows have a blank.
    """

    count: npt.NDArray[np.intp]
    mean: Numbers
    low: Numbers
    high: Numbers
    rows: int
    blank: int

    @classmethod
    def of(cls, criteria: Sequence[Criterion], holes: bool, block: Block) -> Known | None:
        """Return what the rows of a block say, if it has any; where a table has holes, those without any cell are none."""
        x = block.rows
        if not len(x):
            return None
        check_cells(x, Called(block), criteria)
        known = ~np.isnan(x)
        count = known.sum(axis=-2)
        some = np.maximum(count, 1)
        mean = np.where(count > 0, np.where(known, x, 0.0).sum(axis=-2) / some, np.nan)
        rows = int(known.any(axis=-1).sum()) if holes else len(x)
        whole = int(known.all(axis=-1).sum())
        return cls(count, mean, np.fmin.reduce(x, axis=-2), np.fmax.reduce(x, axis=-2), rows, rows - whole)

    def plus(self, other: Known) -> Known:
        """Return what both say."""
        count = self.count + other.count
        share = self.count / np.maximum(count, 1)
        both = np.where(self.count > 0, self.mean, 0.0) * share + np.where(other.count > 0, other.mean, 0.0) * (1 - share)
        mean = np.where(count > 0, both, np.nan)
        low, high = np.fmin(self.low, other.low), np.fmax(self.high, other.high)
        return Known(count, mean, low, high, self.rows + other.rows, self.blank + other.blank)


def fills(policy: Blanks, criteria: Sequence[Criterion], over: Over[Any], holes: bool) -> Fills | None:
    """Return what stands for the blanks of each criterion, as the policy has it for a table in memory; None where there are no blanks.

    Raises
    ------
    MissingError
        If a criterion has no known cell to learn from.
    DomainError
        If the value lies outside the scale of a criterion that has blanks.
    """
    known = over(partial(Known.of, tuple(criteria), holes), Known.plus)
    assert known is not None  # a table has rows
    blank = known.count < known.rows
    if not blank.any():
        return None
    mean = policy.policy == "mean"  # of levels it need not be one
    ends = [known.mean] if mean else [known.low, known.high]
    plain = [replace(c, scale=Ratio()) for c in criteria] if mean else list(criteria)
    rows = np.stack([*ends, np.where(blank, np.nan, ends[0])])
    names = ["the mean", "a blank cell"] if mean else ["the lowest", "the highest", "a blank cell"]
    return Fills(policy.fill(DecisionMatrix(rows, names, plain)).values[-1], known.blank, holes)
