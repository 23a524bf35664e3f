"""Pairwise judgements: how many times as important one item is as another, with blanks and a measure of consistency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ..core.arguments import told
from ..core.attributes import Advised
from ..core.frozen import Frozen, still, unique_names
from ..core.labels import label, labels_of
from ..core.reciprocal import judged, reciprocal
from ..core.table import Shown, Table
from ..core.weights import Weights
from ..errors import DomainError, LabelError, MissingError, PluginError, ShapeError, did_you_mean
from ..plugin.plugin import Pairwise
from ..plugin.registry import get
from ..plugin.registry import names as names_of
from .eigenvector import eigenvector
from .geometric_mean import geometric_mean

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Consistency", "Judgements", "RandomIndex", "random_index"]

RandomIndex: TypeAlias = Literal["saaty", "alonso_lamata", "donegan_dodd"]

_TABLES: dict[str, tuple[float, ...]] = {
    "saaty": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    "alonso_lamata": (0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854),
    "donegan_dodd": (
        0.4887, 0.8045, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643, 1.4822, 1.4969,
    ),
}  # fmt: skip


def random_index(n: int, table: RandomIndex = "saaty") -> float:
    """Return the mean consistency index of random judgements on n items.

    The tables are those of Saaty (1980, n = 3..10), Alonso and Lamata (2006, n = 3..10) and Donegan and Dodd (1991,
    n = 3..15). Beyond a table's end the line that Alonso and Lamata fit to the mean eigenvalue is used for any
    size: ``RI = (1.7699 n - 4.3513) / (n - 1)``.

    Examples
    --------
    >>> random_index(4), round(random_index(20), 3)
    (0.9, 1.634)
    """
    if table not in _TABLES:
        raise DomainError(f"there is no table of random indices {table!r}.", hint=did_you_mean(table, _TABLES))
    known = _TABLES[table]
    if n < 3:
        return 0.0
    return known[n - 3] if n - 3 < len(known) else (1.7699 * n - 4.3513) / (n - 1)


@dataclass(frozen=True, slots=True)
class Consistency(Advised):
    """How well judgements agree with each other.

    Parameters
    ----------
    largest : float
        The principal eigenvalue, at least the number of items.
    index : float
        ``CI = (largest - n) / (n - 1)``.
    ratio : float
        ``CR``, the index over that of random judgements; 0 for fewer than three items.
    """

    largest: float
    index: float
    ratio: float

    @property
    def acceptable(self) -> bool:
        """Whether the ratio is at most 0.1, the limit that Saaty (1980) recommends."""
        return self.ratio <= 0.1


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Judgements(Frozen, Shown):
    """Judgements of some items, pair by pair.

    Parameters
    ----------
    items : sequence of str, length m, optional
        Left out where `values` is a table with names on both sides, which then is the only argument.
    values : array_like, shape (m, m), or length m (m - 1) / 2, or a dataframe
        ``values[i][j]`` says how many times as important item i is as item j (Saaty's scale runs from 1/9 to 9; any
        positive number is taken, and text such as ``"1/3"``). A triangle lists the part above the diagonal row by row. None or
        NaN is a judgement that nobody gave. A table with names is matched by them on both sides.

    Attributes
    ----------
    tolerance : float
        By how much a reciprocal that was rounded in print misses what it was read as, at most: 0.14 beside 7 is 1/7.

    Raises
    ------
    DomainError
        If a judgement is not positive, or its reverse is not its reciprocal within half a unit of the last digit that
        the table prints (or within one percent).

    Examples
    --------
    >>> judged = Judgements(["safety", "price", "looks"], [3, 5, 2])
    >>> judged.priorities()
    Weights({'safety': 0.648329, 'price': 0.229651, 'looks': 0.12202}, source='eigenvector')
    >>> round(judged.consistency().ratio, 4)
    0.0032
    """

    items: tuple[str, ...]
    values: npt.NDArray[np.float64]
    tolerance: float

    @told
    def __init__(self, items: Any, values: Any = None) -> None:
        if values is None:
            items, values = None, items
        elif not _are_names(items) and _are_names(values):
            items, values = values, items
        named, given = judged(values, None if items is None else [label(i) for i in labels_of(items)])
        if named is None:
            raise LabelError("the judged items have no names.", hint='write mo.Judgements(["safety", "price"], [[1, 3], [1 / 3, 1]]).')
        names = unique_names(named, "item")
        m = len(names)
        if m == 0:
            raise ShapeError("judgements need at least one item.")
        if given.shape == (m, m):
            a = given
        elif given.shape == (m * (m - 1) // 2,):
            a = np.ones((m, m))
            above = np.triu_indices(m, 1)
            a[above] = given
            a.T[above] = 1 / np.where(given == 0, np.nan, given)
            if (given == 0).any():
                a[above] = given
        else:
            raise ShapeError(
                f"{m} items need {m} x {m} judgements, or the {m * (m - 1) // 2} above the diagonal; these are of shape {given.shape}."
            )
        a, tolerance = reciprocal(a, names)
        known = np.where(np.isnan(a), 1 / a.T, a)  # one way is enough
        np.fill_diagonal(known, 1.0)
        object.__setattr__(self, "items", names)
        object.__setattr__(self, "values", still(known))
        object.__setattr__(self, "tolerance", tolerance)

    @property
    def table(self) -> Table:
        """How many times as important the item of the row is as that of the column; a blank is a judgement that nobody gave."""
        cells = [[None if np.isnan(v) else v for v in row] for row in self.values.tolist()]
        return Table(("", *self.items), tuple((name, *row) for name, row in zip(self.items, cells, strict=True)))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was read into the judgements, a sentence each."""
        if not self.tolerance:
            return ()
        return (f"Reciprocals that were rounded in print are read as what they stand for; they miss it by {self.tolerance:.2g} at most.",)

    @classmethod
    def of(cls, statements: Mapping[tuple[str, str], float], items: Iterable[str] | None = None) -> Judgements:
        """Read judgements from statements: ``{("safety", "price"): 3}``; pairs that are left out are blanks."""
        named = list(dict.fromkeys(name for pair in statements for name in pair))
        names = list(items) if items is not None else named
        for name in named:
            if name not in names:
                raise LabelError(f"{name!r} is judged, but is no item.", hint=did_you_mean(name, names))
        a = np.full((len(names), len(names)), np.nan)
        for (one, other), value in statements.items():
            a[names.index(one), names.index(other)] = value
        return cls(names, a)

    @told
    def completed(self, priority: Pairwise[...] | str = eigenvector) -> npt.NDArray[np.float64]:
        """Return the matrix with its blanks filled in the way that fits the priorities.

        For `geometric_mean` a blank is the ratio of the priorities that fit the known judgements best by logarithmic
        least squares. For all others the blanks make the principal eigenvalue as small as can be. Both problems are
        convex in the logarithms of the blanks, and have one solution where the judgements connect all items
        (Bozoki, Fulop and Ronyai 2010).

        Raises
        ------
        MissingError
            If the judgements fall into groups that nothing connects; the message names them.
        """
        a = np.array(self.values)
        blank = np.argwhere(np.triu(np.isnan(a), 1))
        if not len(blank):
            return a
        self._check_connected(a)
        i, j = blank[:, 0], blank[:, 1]
        worth = _least_squares(a)
        start = worth[i] - worth[j]

        def filled(logarithms: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            b = np.array(a)
            b[i, j], b[j, i] = np.exp(logarithms), np.exp(-logarithms)
            return b

        if the_priority(priority).function is geometric_mean.function:
            return filled(start)
        from scipy.optimize import minimize

        def eigenvalue(logarithms: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
            b = filled(logarithms)
            right, left = eigenvector.function(b), eigenvector.function(b.T)
            value = float((b @ right).sum() / right.sum())
            outer = np.outer(left, right) / (left @ right)  # derivative of the eigenvalue by each cell
            return np.log(value), (outer[i, j] * b[i, j] - outer[j, i] * b[j, i]) / value

        found = minimize(eigenvalue, start, jac=True, method="BFGS", options={"gtol": 1e-12})
        return filled(found.x)

    def _check_connected(self, a: npt.NDArray[np.float64]) -> None:
        known = ~np.isnan(a)
        reached = known[0]
        for _ in self.items:
            reached = known[reached].any(axis=-2)
        if not reached.all():
            one = [n for n, r in zip(self.items, reached, strict=True) if r]
            rest = [n for n in self.items if n not in one]
            raise MissingError(
                f"no judgement connects {', '.join(map(repr, one))} with {', '.join(map(repr, rest))}.",
                hint="compare at least one item of the first group with one of the second.",
            )

    @told
    def priorities(self, priority: Pairwise[...] | str = eigenvector) -> Weights:
        """Return the priorities of the items, by ``"eigenvector"`` or another weighting of pairs; blanks are completed first."""
        return the_priority(priority)(self.completed(priority), self.items)

    @told
    def consistency(self, priority: Pairwise[...] | str = eigenvector, table: RandomIndex = "saaty") -> Consistency:
        """Return eigenvalue, consistency index and ratio, for any number of items.

        The eigenvalue is ``mean_i (A w)_i / w_i``, which is exact for the eigenvector and the usual estimate for other
        priorities (Saaty 1980).
        """
        n = len(self.items)
        a = self.completed(priority)
        w = np.asarray(the_priority(priority).kernel(a))
        largest = max(float(np.mean((a @ w) / w)), float(n))
        index = (largest - n) / (n - 1) if n > 1 else 0.0
        random = random_index(n, table)
        return Consistency(largest, index, index / random if random > 0 else 0.0)

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Judgements):
            return NotImplemented
        return self.items == other.items and np.array_equal(self.values, other.values, equal_nan=True)

    def __hash__(self) -> int:
        return hash((self.items, self.values.tobytes()))

    def __repr__(self) -> str:
        return f"Judgements({', '.join(self.items)})"


def the_priority(given: Pairwise[...] | str) -> Pairwise[...]:
    """Return a weighting of pairs by itself or by its name."""
    if isinstance(given, Pairwise):
        return given
    known = names_of("pairwise")
    found = get(given) if isinstance(given, str) and given in known else None
    if not isinstance(found, Pairwise):
        hint = did_you_mean(given, known) if isinstance(given, str) else f"use {', '.join(known)}."
        raise PluginError(f"{given!r} is no weighting of pairs.", hint=hint)
    return found


def _are_names(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(v, str) for v in value)


def _least_squares(a: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return logarithms of priorities whose differences are nearest to those of the known judgements."""
    known = ~np.isnan(a)
    laplacian = np.diag(known.sum(axis=-1)) - known
    sums = np.log(np.where(known, a, 1.0)).sum(axis=-1)
    return np.asarray(np.linalg.lstsq(laplacian.astype(np.float64), sums)[0])
