"""One method, asked of the rows of a large table: its weights and parameters, what it needs to know of all rows, and the rows' scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from .._statistics import Summary
from ..core.criteria import Criterion
from ..core.frozen import Frozen
from ..core.matrix import DecisionMatrix
from ..core.values import check_cells
from ..core.weights import Weights
from ..errors import DomainError, MissingError, PluginError
from ..exact.sameness import same
from ..plugin.advice import meaning, telling
from ..plugin.check import task
from ..plugin.family import HIGHER
from ..plugin.parts import answered, rows_of, summary_of
from ..plugin.plugin import Method, Weighting
from ..plugin.registry import get, names, weighting
from ..plugin.subject import the_method
from .blanks import Fills
from .source import Block, Called

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Question", "asked", "question"]

SOUND = 1e299
"""Numbers up to this size are no reason to look at cells one by one."""


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
    form_asks : int, or None
        How many of these its linear form asks; None where there is no form, or where it asks something else, and scores order the rows.
    skips : bool
        Whether rows with blank cells are left out; else they are refused, unless something stands for them.
    fills : Fills, or None
        What stands for blanks.
    assumed : tuple of str
        What is taken for granted, such as that more is better where nothing says so.
    telling : bool
        Whether there may be something to say of the columns once their ends are known.
    """

    method: Method[...]
    criteria: tuple[Criterion, ...]
    params: Mapping[str, Any]
    w: Numbers
    s: Numbers
    asks: int
    form_asks: int | None
    skips: bool
    fills: Fills | None
    assumed: tuple[str, ...]
    telling: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The criteria by name."""
        return tuple(c.name for c in self.criteria)

    @property
    def scaled(self) -> bool:
        """Whether any criterion has levels or declared bounds, outside of which no cell may lie."""
        return any(c.scale.levels or c.scale.low is not None or c.scale.high is not None for c in self.criteria)

    @property
    def sign(self) -> float:
        """What a score is multiplied with so that more is better."""
        return 1.0 if self.method.better is HIGHER else -1.0

    def usable(self, block: Block) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Return the rows of a block, blanks filled where something stands for them, and which have no blank; refuse what no method takes."""
        x, called = block.rows, Called(block)
        if not len(x):
            return x, np.ones(0, dtype=bool)
        sound = bool(x.min() >= -SOUND and x.max() <= SOUND)  # two numbers tell that all are known and of a legal size, and no more if not
        if not sound or self.scaled:
            check_cells(x, called, self.criteria)
        if not sound and self.fills is not None:
            x = self.fills.into(x)
        full = np.ones(len(x), dtype=bool) if sound else self._full(x, called)
        for who, domain in self.method.restrictions(self.params):
            outside = np.asarray(domain.outside(x, self.s) & full[:, None])
            if outside.any():
                i, j = np.argwhere(outside)[0].tolist()
                raise DomainError(
                    f"{who} needs {domain.needs}, but {self.names[j]!r} of {called[i]!r} is {x[i, j]:g}.", hint=domain.hint + "."
                )
        return x, np.asarray(full)

    def _full(self, x: Numbers, called: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return which rows have no blank cell; refuse those that have where none are skipped."""
        blank = np.isnan(x)
        full = np.asarray(~blank.any(axis=-1))
        if not self.skips and not full.all():
            i, j = np.argwhere(blank)[0].tolist()
            raise MissingError(
                f"{self.names[j]!r} of {called[i]!r} is blank.",
                hint="leave such rows out, blanks='skip'; or say what a blank means: blanks=0 (a number), 'worst', 'best' or 'mean'.",
            )
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

    @property
    def formed(self) -> bool:
        """Whether a linear form orders the rows, as it does in memory."""
        return self.form_asks is not None

    def form(self, x: Numbers, known: Sequence[Summary], count: int) -> tuple[Numbers, Numbers]:
        """Return the linear form of rows without blanks, more being better, and how large its terms are."""
        key, sizes = np.asarray(rows_of(self.form_kernel, x, known[: self.form_asks], count, -1))
        return self.sign * key, sizes

    def form_kernel(self, x: Numbers) -> Any:
        """Call the method's linear form on rows, weighed."""
        assert self.method.linear_form is not None  # the caller asked
        with np.errstate(all="ignore"):
            features = np.asarray(self.method.linear_form(x, self.s, **self.params))
        return np.stack([features @ self.w, np.abs(features) @ self.w])

    def notes(self, ends: Numbers | None) -> tuple[str, ...]:
        """Return what is taken for granted, and what there is to say of columns with these ends."""
        if ends is None:
            return self.assumed
        found = task(self.method, DecisionMatrix(ends, criteria=self.criteria), self.w, None, dict(self.params))
        return (*self.assumed, *meaning(self.method, found))

    def kernel(self, x: Numbers) -> Any:
        """Call the method's kernel on rows."""
        with np.errstate(all="ignore"):
            return self.method.function(x, self.w, self.s, **self.params)


def _rowwise() -> list[str]:
    """Return the names of the methods that may see a table in parts."""
    return [name for name in names("score") if get(name).by_rows({})]


def asked(head: DecisionMatrix, method: Any, weights: Any) -> tuple[Method[...], Any]:
    """Return a method and its weights; what can be refused by the first rows of the table alone is, before all of it is gone over.

    Raises
    ------
    PluginError
        If the method, or what gives the weights, needs all rows at once.
    """
    chosen: Method[...] = the_method(head, method)
    given = weighting(weights) if isinstance(weights, str) else weights
    if isinstance(given, Weighting) and given.sees != "nothing":
        raise PluginError(
            f"weights by {given.name} come from all rows at once, and a large table is seen in parts.",
            hint=f"work them out of rows that fit into memory, mo.weightings.{given.name}(rows), and pass what comes of it.",
        )
    if not chosen.rowwise:
        raise _at_once(chosen)
    if given is not None and Weights.of(given, head).values.ndim != 1:
        raise DomainError("a large table is scored under one vector of weights.", hint="for many, take mo.smaa on fewer alternatives.")
    return chosen, given


def question(
    method: Method[...], head: DecisionMatrix, weights: Any, params: Mapping[str, Any] | None, skips: bool, fills: Fills | None
) -> Question:
    """Return a question, checked on the first rows of the table.

    Raises
    ------
    PluginError
        If the method needs all rows at once with these parameters.
    """
    rows = head if fills is None else head._like(fills.into(head.values))
    found = task(method, rows, weights, None, dict(params or {}))
    if not method.by_rows(found.params):
        raise _at_once(method)
    whole = Question(method, head.criteria, found.params, found.w, found.s, 0, None, skips, fills, head.remarks, telling(method, found))
    own = answered(whole.kernel, found.x)
    formed = [] if method.linear_form is None else answered(whole.form_kernel, found.x)
    alike = len(formed) <= len(own) and all(map(same, formed, own))
    return replace(whole, asks=len(own), form_asks=len(formed) if alike and method.linear_form is not None else None)


def _at_once(method: Method[...]) -> PluginError:
    return PluginError(
        f"{method.name} gives a row its score by looking at all others at once, so the table cannot be seen in parts.",
        hint=f"if it fits into memory, mo.read() it and call mo.{method.name}; or take a method that is rowwise: {', '.join(_rowwise())}.",
    )
