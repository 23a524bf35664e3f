"""What a blank cell means. Nothing is filled unless somebody said how."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from ..errors import DomainError, MissingError
from .cells import real
from .display import shown
from .labels import mapped
from .matrix import DecisionMatrix
from .values import check_cells

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Blanks", "BlanksLike", "Policy"]

Policy: TypeAlias = Literal["refuse", "value", "worst", "best", "mean", "redistribute"]
_WORDS = "a number, " + ", ".join(repr(word) for word in get_args(Policy) if word != "value")

_ELSEWHERE = {
    "blanks='redistribute', which scores each on what is known of it": "ignore skip omit renormalize renormalise available",
    "blanks='mean'": "average avg mittel",
    "blanks=0": "zero",
    "blanks='worst', the lowest where more is better and the highest where less is": "min minimum lowest pessimistic bad",
    "blanks='best', the highest where more is better and the lowest where less is": "max maximum highest optimistic good",
}
"""What people call a policy elsewhere."""


def _instead_of(given: object) -> str:
    """Return the policy that a word means, or all of them."""
    word = str(given).strip().casefold()
    for policy, others in _ELSEWHERE.items():
        if word in others.split():
            return f"say {policy}."
    if "=" in word or ":" in word or "{" in word:
        return f"say {_WORDS}, for all criteria alike; where they differ, fill the cells of one of them first."
    return f"say {_WORDS}."


@dataclass(frozen=True, slots=True)
class Blanks:
    """Policy for blank cells.

    Parameters
    ----------
    policy : {"refuse", "value", "worst", "best", "mean", "redistribute"}
        ``refuse`` raises an error that names the cells. ``value`` puts `value` there. ``worst`` and ``best`` put
        the declared bound of the criterion there, or the worst and best value found where no bound is
        declared. ``mean`` puts the mean of the known cells of the criterion there. ``redistribute`` scores an
        alternative on its known criteria alone: the weight of its blanks is shared out over its other
        criteria in proportion to their weights; a criterion that nobody knows counts for nothing.
    value : float, optional
        The value for ``policy="value"``.

    Examples
    --------
    >>> Blanks.of(0)
    Blanks(policy='value', value=0.0)
    """

    policy: Policy = "refuse"
    value: float | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.policy, str) or self.policy not in get_args(Policy):
            raise DomainError(f"{self.policy!r} is no policy for blanks.", hint=_instead_of(self.policy))
        if (self.policy == "value") != (self.value is not None):
            raise DomainError("a value goes with policy 'value', and only with it.", hint="say the number itself: blanks=0.")
        if self.value is not None:
            try:
                value = real(self.value)
            except ValueError as error:
                raise DomainError(f"the value for blanks is {error}.", hint="say the number itself: blanks=0.") from None
            if not np.isfinite(value):
                raise DomainError(f"a blank cannot stand for {self.value}.", hint="use a finite number.")
            object.__setattr__(self, "value", value)

    @classmethod
    def of(cls, given: BlanksLike) -> Blanks:
        """Read a policy, its name, or the number that a blank stands for."""
        if isinstance(given, Blanks):
            return given
        if given is None:
            return _REFUSE
        if isinstance(given, str):
            return cls(given)  # type: ignore[arg-type]  # checked in __post_init__
        if isinstance(given, (Real, Decimal)) and not isinstance(given, bool):
            return cls("value", given)
        raise DomainError(f"{shown(given)} is no policy for blanks.", hint=_instead_of("{}" if mapped(given) is not None else given))

    def fill(self, matrix: DecisionMatrix) -> DecisionMatrix:
        """Return the matrix without blanks.

        Under ``redistribute`` the blanks hold column means (the middle of the declared bounds, or 1, where no cell is
        known), which carry no weight where they stand.

        Raises
        ------
        MissingError
            Under ``refuse``, or where a criterion has no known cell to learn from.
        DomainError
            If the value lies outside the scale of a criterion.
        """
        if matrix.complete:
            return matrix
        known = matrix.answers
        if self not in known:
            known[self] = self._filled(matrix)
        return known[self]  # type: ignore[no-any-return]  # answers are of many kinds

    def _filled(self, matrix: DecisionMatrix) -> DecisionMatrix:
        blank = matrix.blank
        if self.policy == "refuse":
            raise MissingError(
                _where(matrix, blank), hint="say what a blank means: blanks=0 (a number), 'worst', 'best', 'mean' or 'redistribute'."
            )
        if self.policy == "value":
            fills: npt.NDArray[Any] = np.full(matrix.shape[-1], self.value)
        else:
            fills = self._learnt(matrix, blank)
        filled = np.where(blank, fills, matrix.values)
        if self.policy not in {"mean", "redistribute"}:  # a mean of levels need not be a level
            touched = _columns(blank)
            check_cells(filled[..., touched], matrix.names, [matrix.criteria[j] for j in touched])
        return matrix._like(filled)

    def _learnt(self, matrix: DecisionMatrix, blank: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        values, senses = matrix.values, matrix.senses
        low, high = matrix.bounds()
        good = senses > 0
        bound = np.where(good == (self.policy == "best"), high, low)
        needs = np.isnan(bound) | (self.policy in {"mean", "redistribute"})
        empty = blank.all(axis=-2) & needs
        if empty.any() and self.policy != "redistribute":
            name = matrix.criteria[int(np.argwhere(empty)[0][-1])].name
            raise MissingError(
                f"criterion {name!r} has no known cell, so there is no {self.policy} to put in its blanks.",
                hint="declare bounds on its scale, leave the criterion out, or state a value.",
            )
        known = ~blank
        if self.policy in {"mean", "redistribute"}:
            total = np.where(known, values, 0.0).sum(axis=-2, keepdims=True)
            count = known.sum(axis=-2, keepdims=True)
            middle = np.where(np.isnan(low + high), 1.0, (low + high) / 2)
            return np.asarray(np.where(count > 0, total / np.maximum(count, 1), middle))
        top = self.policy == "best"
        signed = np.where(known, values * senses, -np.inf if top else np.inf)
        found = (signed.max(axis=-2, keepdims=True) if top else signed.min(axis=-2, keepdims=True)) * senses
        return np.where(np.isnan(bound), found, bound)

    def remarks(self, matrix: DecisionMatrix) -> tuple[str, ...]:
        """Say where the value that stands for a blank is better than every known cell of its criterion."""
        if self.value is None or matrix.values.ndim != 2 or not (blank := matrix.blank).any():
            return ()
        found = []
        for j in _columns(blank):
            criterion, empty = matrix.criteria[j], blank[:, j]
            cells = matrix.values[:, j] * criterion.sign
            if not empty.all() and self.value * criterion.sign > np.max(cells[~empty]):
                rows = [repr(name) for name, gone in zip(matrix.names, empty, strict=True) if gone]
                few = ", ".join(rows[:3]) + (f" and {len(rows) - 3} more" if len(rows) > 3 else "")
                way = "less" if criterion.sign < 0 else "more"
                found.append(f"{self} makes {criterion.name!r} of {few} the best of its column, where {way} is better.")
        return tuple(found)

    def __str__(self) -> str:
        return f"blank = {self.value:g}" if self.value is not None else f"blanks: {self.policy}"


_REFUSE = Blanks()

BlanksLike: TypeAlias = Blanks | str | float | None


def _columns(blank: npt.NDArray[np.bool_]) -> list[int]:
    """Return the criteria that have blanks."""
    return np.flatnonzero(blank.any(axis=tuple(range(blank.ndim - 1)))).tolist()


def _where(matrix: DecisionMatrix, blank: npt.NDArray[np.bool_]) -> str:
    """Name the blank cells: the first three, and how many more."""
    cells = [(matrix.criteria[c[-1]].name, matrix.alternatives[c[-2]].name) for c in np.argwhere(blank)]
    cells = list(dict.fromkeys(cells))
    text = ", ".join(f"{criterion!r} of {row!r}" for criterion, row in cells[:3])
    more = f" and {len(cells) - 3} more" if len(cells) > 3 else ""
    return f"{text}{more} {'is' if len(cells) == 1 else 'are'} blank."
