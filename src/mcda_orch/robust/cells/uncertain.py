"""Cells that are not known for sure: intervals, distributions, samples, orders, and blanks that could be anything on their scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.blanks import Blanks
from ...core.criteria import Criterion, Ordinal, Scale
from ...core.frozen import Frozen
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...errors import DomainError, LabelError, MissingError, did_you_mean

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Open", "Order", "Uncertain", "is_law", "opened", "uncertain"]

OPEN = ("unknown", "levels")
"""Names that stand for a blank that is drawn from its scale, or from the levels of its scale."""


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """A number that is not known: what it can be, and how likely that is.

    Attributes
    ----------
    low, high : float
        The smallest and the largest value; infinite where a distribution has no end.
    values : tuple of float
        The only values, each as likely as it stands here often; empty where every value in between can be.
    law : frozen SciPy distribution, optional
        The distribution; uniform unless given.
    found : bool
        Whether an end is a value found in the column, as the criterion declares no full scale.
    """

    low: float
    high: float
    values: tuple[float, ...] = ()
    law: Any = None
    found: bool = False

    def draw(self, size: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
        """Draw values at random."""
        if self.law is not None:
            drawn = self.law.rvs(size=size, random_state=rng) if hasattr(self.law, "rvs") else self.law.sample(size, rng=rng)
            return np.asarray(drawn, dtype=np.float64)
        if self.values:
            return np.array(self.values)[rng.integers(len(self.values), size=size)]
        return rng.uniform(self.low, self.high, size)

    @property
    def spread(self) -> str:
        """What its distribution is, in a word; nothing where it has none."""
        family = getattr(self.law, "dist", self.law)  # a frozen distribution of the old kind names its family and holds its numbers
        numbers = (getattr(self.law, "args", ()), getattr(self.law, "kwds", {}))
        return "" if self.law is None else f"{type(family).__name__} {numbers} {self.law.support() if hasattr(self.law, 'support') else ''}"

    @property
    def ends(self) -> tuple[float, ...]:
        """The values it can have where these can be listed, else the smallest and the largest."""
        return tuple(sorted(set(self.values))) if self.values else tuple(dict.fromkeys((self.low, self.high)))

    def stand_in(self, criterion: Criterion) -> float:
        """Return a value in the middle that the scale of a criterion admits."""
        if self.law is not None:
            middle = float(self.law.median())
        else:
            middle = self.values[len(self.values) // 2] if self.values else self.low / 2 + self.high / 2
        scale = criterion.scale
        if scale.levels:
            return min((float(v) for v in scale.levels if not isinstance(v, str)), key=lambda v: abs(v - middle))
        low, high = (-np.inf if scale.low is None else scale.low), (np.inf if scale.high is None else scale.high)
        return float(min(max(middle, low), high))


def is_law(given: Any) -> bool:
    """Tell whether something is a SciPy distribution, of the old or of the new kind."""
    return hasattr(given, "rvs") or (hasattr(given, "sample") and hasattr(given, "support"))


def opened(given: Any, what: str) -> Open:
    """Read what a number can be: (low, high) is an interval, a list or array holds samples, a frozen distribution is itself."""
    if isinstance(given, Open):
        return given
    if is_law(given):
        if hasattr(given, "freeze") or not hasattr(given, "support"):
            raise DomainError(
                f"{what} is {given!r}, which is no frozen distribution.", hint="give it its parameters: scipy.stats.norm(5, 1)."
            )
        low, high = given.support()
        return Open(float(low), float(high), law=given)
    try:
        numbers = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise DomainError(f"{what} is {given!r}.", hint="write (low, high), a list of samples, or a frozen SciPy distribution.") from None
    if not np.isfinite(numbers).all() or numbers.ndim > 1 or numbers.size == 0:
        raise DomainError(f"{what} is {given!r}.", hint="write (low, high), a list of samples, or a frozen SciPy distribution.")
    if isinstance(given, tuple):
        if len(given) != 2 or given[0] > given[1]:
            raise DomainError(f"{what} is {given!r}, which is no interval.", hint="write (low, high) with low <= high; samples are a list.")
        low, high = map(float, given)
        return Open(low, high, (low,) if low == high else ())
    flat = tuple(sorted(map(float, numbers.ravel())))
    return Open(flat[0], flat[-1], flat)


@dataclass(frozen=True, slots=True, eq=False)
class Order(Frozen):
    """A criterion of which only the order of its cells is known.

    Attributes
    ----------
    column : int
    levels : array, shape (k,)
        Its levels from low to high.
    place : array of int, shape (..., n)
        Which level every alternative has.
    """

    column: int
    levels: npt.NDArray[np.float64]
    place: npt.NDArray[np.intp]

    def draw(self, size: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
        """Draw numbers for the levels, evenly among all that increase; the first and the last keep theirs. Shape (size, n)."""
        first, last = self.levels[0], self.levels[-1]
        inner = np.sort(rng.random((size, max(len(self.levels) - 2, 0))), axis=-1)
        ends = np.ones((size, 1))
        unit = np.concatenate([0.0 * ends, inner, ends], axis=-1)[:, : len(self.levels)]
        return np.asarray((first + (last - first) * unit)[:, self.place])


@dataclass(frozen=True, slots=True, eq=False)
class Uncertain(Frozen):
    """A decision problem, and which of its cells are not known for sure.

    Attributes
    ----------
    given : DecisionMatrix or Problem
        With a stand-in in every open cell; blanks that are not open are still blank.
    cells : mapping of (row, column) to Open
    orders : tuple of Order
    """

    given: DecisionMatrix | Problem
    cells: Mapping[tuple[int, int], Open]
    orders: tuple[Order, ...]
    blanks: Any

    @property
    def notes(self) -> tuple[str, ...]:
        """What was assumed, a sentence for each criterion that declares no full scale."""
        or_stated = "" if self.stated is None else " or stated"
        return tuple(
            dict.fromkeys(
                f"{self.matrix.criterion_names[j]} declares no full scale; its blanks are taken to lie between the values found{or_stated}, "
                f"{cell.low:g} and {cell.high:g}: declare low and high on its scale if they can lie beyond."
                for (_, j), cell in self.cells.items()
                if cell.found
            )
        )

    @property
    def stated(self) -> float | None:
        """The value that the problem states for blanks, if it does."""
        return self.given.blanks.value if isinstance(self.given, Problem) else None

    def found_ends(self) -> bool:
        """Tell whether cells lie between the values found where they are said to; beside cells that were given, values given up count too."""
        x = self.matrix.values
        for (_, j), cell in self.cells.items():
            scale, open_rows = self.matrix.criteria[j].scale, {i: c.found for (i, k), c in self.cells.items() if k == j}
            if cell.found is False:
                continue
            low, high = _between(scale, [float(v) for i, v in enumerate(x[:, j]) if i not in open_rows], self.stated)
            within = cell.low == low and cell.high == high if all(open_rows.values()) else cell.low <= low and cell.high >= high
            if cell.found is not True or not within or (scale.low is not None and scale.high is not None):
                return False
        return True

    @property
    def matrix(self) -> DecisionMatrix:
        """The matrix with its stand-ins."""
        return self.given.matrix if isinstance(self.given, Problem) else self.given

    @property
    def certain(self) -> bool:
        """Whether every cell is known."""
        return not self.cells and not self.orders

    def draw(self, size: int, rng: np.random.Generator) -> tuple[npt.NDArray[np.float64], ...]:
        """Draw the open cells: an array of shape (size,) for each, and one of shape (size, n) for each ordinal criterion."""
        return (*(cell.draw(size, rng) for cell in self.cells.values()), *(order.draw(size, rng) for order in self.orders))

    def filled(self, x: npt.NDArray[np.float64], drawn: Sequence[npt.NDArray[np.float64]], count: int) -> npt.NDArray[np.float64]:
        """Return the table x, shape (n, m), with the first `count` of what was drawn, shape (count, n, m)."""
        found = np.tile(x, (count, 1, 1))
        for (i, j), values in zip(self.cells, drawn[: len(self.cells)], strict=True):
            found[:, i, j] = values[:count]
        for order, values in zip(self.orders, drawn[len(self.cells) :], strict=True):
            found[:, :, order.column] = values[:count]
        return found


def uncertain(
    given: DecisionMatrix | Problem, blanks: Any = None, cells: Mapping[tuple[str, str], Any] | None = None, ordinal: Any = ()
) -> Uncertain:
    """Read which cells are not known for sure.

    Parameters
    ----------
    given : DecisionMatrix or Problem
    blanks : policy, or "unknown" or "levels"
        ``unknown`` lets every blank be any number on its scale, ``levels`` any level of it.
    cells : mapping of (alternative, criterion) to what the cell can be
        As :func:`opened` reads it.
    ordinal : names of criteria, or True
        Criteria of which only the order of the cells is known; True for all whose levels have no stated numbers.
    """
    matrix = given.matrix if isinstance(given, Problem) else given
    found: dict[tuple[int, int], Open] = {}
    for key, what in (cells or {}).items():
        i, j = _cell(matrix, key)
        found[i, j] = _fits(opened(what, f"{key[1]!r} of {key[0]!r}"), matrix, i, j)
    columns = _ordinal(matrix, ordinal)
    clash = next(((i, j) for i, j in found if j in columns), None)
    if clash is not None:
        raise DomainError(f"{matrix.criterion_names[clash[1]]!r} is ordinal, so its cells have an order and no numbers of their own.")
    stated = given.blanks.value if isinstance(given, Problem) else None
    if isinstance(blanks, str) and blanks in OPEN:
        for i, j in np.argwhere(matrix.blank.any(axis=tuple(range(matrix.values.ndim - 2)))).tolist():
            if (i, j) not in found and j not in columns:
                found[i, j] = _on_scale(matrix, j, blanks == "levels", stated)
        blanks = None
    elif blanks is not None:
        blanks = Blanks.of(blanks)
    if matrix.values.ndim != 2 and (found or columns):
        raise DomainError("a batch of matrices holds its own samples.", hint="give one matrix with uncertain cells, or the batch alone.")
    orders = tuple(_order(matrix, j) for j in columns)
    if found:
        values = matrix.values.copy()
        for (i, j), cell in found.items():
            values[i, j] = cell.stand_in(matrix.criteria[j])
        matrix = matrix.with_values(values)
    return Uncertain(replace(given, matrix=matrix) if isinstance(given, Problem) else matrix, found, orders, blanks)


def _cell(matrix: DecisionMatrix, key: Any) -> tuple[int, int]:
    if not isinstance(key, tuple) or len(key) != 2:
        raise LabelError(f"{key!r} names no cell.", hint='name alternative and criterion: cells={("Ant", "price"): (3, 5)}.')
    for name, known, what in ((key[0], matrix.names, "alternative"), (key[1], matrix.criterion_names, "criterion")):
        if name not in known:
            raise LabelError(f"there is no {what} {name!r}.", hint=did_you_mean(str(name), known))
    return matrix.names.index(key[0]), matrix.criterion_names.index(key[1])


def _fits(cell: Open, matrix: DecisionMatrix, i: int, j: int) -> Open:
    """Refuse values outside the declared bounds; a distribution may have thin ends beyond them."""
    scale = matrix.criteria[j].scale
    over = (scale.low is not None and cell.low < scale.low) or (scale.high is not None and cell.high > scale.high)
    if cell.law is None and over:
        raise DomainError(
            f"{matrix.criterion_names[j]!r} of {matrix.names[i]!r} goes from {cell.low:g} to {cell.high:g}, beyond the declared scale "
            f"from {'-inf' if scale.low is None else f'{scale.low:g}'} to {'inf' if scale.high is None else f'{scale.high:g}'}.",
            hint="correct the cell, or the scale of the criterion.",
        )
    return cell


def _on_scale(matrix: DecisionMatrix, j: int, levels: bool, stated: float | None) -> Open:
    """Return what a blank of column j can be: its declared scale, or between the values found, and the one stated, where none is."""
    criterion = matrix.criteria[j]
    scale, known = criterion.scale, matrix.values[..., j][~matrix.blank[..., j]]
    if levels and scale.levels:
        numbers = tuple(float(v) for v in scale.levels if not isinstance(v, str))
        return Open(numbers[0], numbers[-1], numbers)
    if known.size == 0 and (scale.low is None or scale.high is None):
        raise MissingError(
            f"criterion {criterion.name!r} has no known cell and no declared scale, so its blanks could be anything.",
            hint="declare low= and high= on its scale, or leave the criterion out.",
        )
    low, high = _between(scale, known.tolist(), stated)
    return Open(low, high, (low,) if low == high else (), found=scale.low is None or scale.high is None)


def _between(scale: Scale, known: Sequence[float], stated: float | None) -> tuple[float, float]:
    """Return the ends of a scale; where one is not declared, that of the values that are known or stated."""
    seen = [*known, *([] if stated is None else [stated])]
    return (
        min(seen, default=np.inf) if scale.low is None else float(scale.low),
        max(seen, default=-np.inf) if scale.high is None else float(scale.high),
    )


def _ordinal(matrix: DecisionMatrix, names: Any) -> tuple[int, ...]:
    if names is True:
        return tuple(j for j, c in enumerate(matrix.criteria) if isinstance(c.scale, Ordinal) and not c.scale.valued)
    asked: Iterable[str] = [names] if isinstance(names, str) else (names or ())
    found = []
    for name in asked:
        if name not in matrix.criterion_names:
            raise LabelError(f"there is no criterion {name!r}.", hint=did_you_mean(str(name), matrix.criterion_names))
        found.append(matrix.criterion_names.index(name))
    return tuple(dict.fromkeys(found))


def _order(matrix: DecisionMatrix, j: int) -> Order:
    column = matrix.values[..., j]
    if np.isnan(column).any():
        raise MissingError(
            f"{matrix.criterion_names[j]!r} is ordinal and has blanks, which stand in no order.",
            hint="fill them, or leave the criterion out.",
        )
    levels = np.array([float(v) for v in matrix.criteria[j].scale.levels if not isinstance(v, str)])
    if not len(levels):
        levels = np.unique(column)
    return Order(j, levels, np.searchsorted(levels, column))
