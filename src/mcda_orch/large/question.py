"""One method, asked of the rows of a large table: its weights and parameters, what it needs to know of all rows, and the rows' scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from .._statistics import Summary
from ..core.criteria import Criterion
from ..core.frozen import Frozen
from ..core.matrix import DecisionMatrix
from ..errors import DomainError, MissingError, PluginError
from ..plugin.check import task
from ..plugin.family import HIGHER
from ..plugin.parts import questions, rows_of, summary_of
from ..plugin.plugin import Method
from ..plugin.registry import get, names
from ..plugin.subject import the_method

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Blank", "Question", "question"]

Blank: TypeAlias = Literal["refuse", "skip"]


@dataclass(frozen=True, slots=True, eq=False)
class Question(Frozen):
    """A method with all that it is given beside the rows.

    Attributes
    ----------
    method : Method
    criteria : tuple of Criterion
    params : mapping of str to value
    w, s : array, shape (m,)
    asks : int
        How many questions the method asks of all rows, of which each takes a pass.
    skips : bool
        Whether rows with blank cells are left out; else they are refused.
    """

    method: Method[...]
    criteria: tuple[Criterion, ...]
    params: Mapping[str, Any]
    w: Numbers
    s: Numbers
    asks: int
    skips: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The criteria by name."""
        return tuple(c.name for c in self.criteria)

    @property
    def sign(self) -> float:
        """What a score is multiplied with so that more is better."""
        return 1.0 if self.method.better is HIGHER else -1.0

    def usable(self, x: Numbers, named: Callable[[int], str]) -> npt.NDArray[np.bool_]:
        """Return which rows have no blank cell; refuse what the method cannot take, with the row as it is `named`."""
        with np.errstate(all="ignore"):
            sound = bool(np.isfinite(x.sum()))  # one number tells whether all are finite, and no more if it is not
        full = np.ones(len(x), dtype=bool) if sound else self._full(x, named)
        for who, domain in self.method.restrictions(self.params):
            outside = np.asarray(domain.outside(x, self.s) & full[:, None])
            if outside.any():
                i, j = np.argwhere(outside)[0].tolist()
                raise DomainError(
                    f"{who} needs {domain.needs}, but {self.names[j]!r} of {named(i)} is {x[i, j]:g}.", hint=domain.hint + "."
                )
        return np.asarray(full)

    def _full(self, x: Numbers, named: Callable[[int], str]) -> npt.NDArray[np.bool_]:
        """Return which rows have no blank cell; refuse those that have where none are skipped, and cells that are not finite."""
        blank = np.isnan(x)
        full = np.asarray(~blank.any(axis=-1))
        if not self.skips and not full.all():
            i, j = np.argwhere(blank)[0].tolist()
            raise MissingError(
                f"{self.names[j]!r} of {named(i)} is blank.", hint="fill the blanks before, or leave such rows out: blanks='skip'."
            )
        if np.isinf(x).any():
            i, j = np.argwhere(np.isinf(x))[0].tolist()
            raise DomainError(f"{self.names[j]!r} of {named(i)} is {x[i, j]}.", hint="every cell is a finite number, or blank (NaN).")
        return full

    def said(self, x: Numbers, known: Sequence[Summary], count: int) -> Summary:
        """Return what rows without blanks say to the first question that is not known yet."""
        return summary_of(self.kernel, x, known, count)

    def scores(self, x: Numbers, known: Sequence[Summary], count: int) -> Numbers:
        """Return the scores of rows without blanks."""
        found = np.asarray(rows_of(self.kernel, x, known, count, -1))
        if not np.isfinite(found).all():
            raise DomainError(
                f"a score that {self.method.name} gives is no finite number.", hint="state the values in larger units, or choose a scaling."
            )
        return found

    def kernel(self, x: Numbers) -> Any:
        """Call the method's kernel on rows."""
        with np.errstate(all="ignore"):
            return self.method.function(x, self.w, self.s, **self.params)


def _rowwise() -> list[str]:
    """Return the names of the methods that may see a table in parts."""
    return [name for name in names("score") if get(name).by_rows({})]


def question(method: Any, head: DecisionMatrix, weights: Any, params: Mapping[str, Any] | None, blanks: Blank) -> Question:
    """Return a question, checked on the first rows of the table.

    Raises
    ------
    PluginError
        If the method needs all rows at once.
    """
    chosen: Method[...] = the_method(head, method)
    found = task(chosen, head, weights, None, dict(params or {}))
    if not chosen.by_rows(found.params):
        raise PluginError(
            f"{chosen.name} gives a row its score by looking at all others at once, so the table cannot be seen in parts.",
            hint=f"if it fits into memory, mo.read() it and call mo.{chosen.name}; or take a method that is rowwise: {', '.join(_rowwise())}.",
        )
    if found.w.ndim != 1:
        raise DomainError("a large table is scored under one vector of weights.", hint="for many, take mo.smaa on fewer alternatives.")
    asked = Question(chosen, head.criteria, found.params, found.w, found.s, 0, blanks == "skip")
    return replace(asked, asks=questions(asked.kernel, found.x))
