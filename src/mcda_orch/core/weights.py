"""Weights: how much each criterion counts, with names and origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError, ShapeError
from .arguments import told
from .cells import floats
from .criteria import Criterion
from .display import shown
from .frozen import Frozen, Labelled, still, unique_names
from .labelling import by_label
from .labels import label, labels_of, unpacked
from .table import Shown, Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from .blanks import BlanksLike
    from .matrix import DecisionMatrix

__all__ = ["Weights"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Weights(Frozen, Shown):
    """Weights of criteria, taken as given: points such as 3, 3, 2, 1 stay points.

    Parameters
    ----------
    values : array_like, shape (..., m), or anything with names
        Not negative, and not all zero. Leading axes hold whole weight vectors. A mapping, a Series, pairs of name and
        weight, and a dataframe of two columns or of a column for every criterion have names.
    criteria : sequence of str or Criterion, length m, optional
        Names; needed unless `values` has them. Values with names find their criteria by name.
    source : str, default "given"
        Where they came from, such as ``"published"`` or ``"entropy"``.

    Raises
    ------
    DomainError
        If a weight is no number, negative or not finite, or if all are zero.
    LabelError
        If the names of the weights are not those of the criteria.

    Examples
    --------
    >>> Weights({"quality": 3, "price": 1}).shares
    Labelled({'quality': 0.75, 'price': 0.25})
    """

    values: npt.NDArray[np.float64]
    criteria: tuple[str, ...]
    source: str

    @told
    def __init__(
        self,
        values: Any,
        criteria: Iterable[str | Criterion] | None = None,
        source: str = "given",
    ) -> None:
        _no_limits(values)
        if criteria is not None:
            names = unique_names([label(c) for c in labels_of(criteria)], "criterion")
            array = by_label(values, names, "weight")
        else:
            labels, cells = unpacked(values)
            array = floats(
                cells,
                lambda place: (
                    f"weight {place[-1] + 1 if place else 1}" if labels is None else f"the weight of {label(labels[place[-1]])!r}"
                ),
            )
            given = [f"C{j}" for j in range(1, sum(array.shape[-1:]) + 1)] if labels is None else [label(name) for name in labels]
            names = unique_names(given, "criterion")
        if array.ndim < 1 or not array.shape[-1]:
            raise ShapeError(
                f"weights need one number for each criterion; these have shape {array.shape}.",
                hint='write {"price": 2, "quality": 3} or [2, 3].',
            )
        check_weights(array, names)
        object.__setattr__(self, "values", still(array))
        object.__setattr__(self, "criteria", names)
        object.__setattr__(self, "source", source)

    @classmethod
    def of(
        cls, given: Any, matrix: DecisionMatrix, blanks: BlanksLike = None, params: Mapping[str, Mapping[str, Any]] | None = None
    ) -> Weights:
        """Return the weights of a matrix: as they are, by the names that they carry, by position, or from a weighting.

        Parameters
        ----------
        given : Weights, or what they are made of, or a weighting or its name
        matrix : DecisionMatrix
        blanks : Blanks, optional
            What a blank cell means to a weighting.
        params : mapping of name to mapping of parameters, optional
            What a problem states of weightings; one that is passed with parameters keeps its own.
        """
        if isinstance(given, Weights):
            given.aligned(matrix.criterion_names)
            return given
        if isinstance(given, str):  # plug-ins stand above this layer, and are found when one is asked for by name
            given = import_module("mcda_orch.plugin.registry").weighting(given)
        if callable(given) and hasattr(given, "bound"):  # a plug-in; of anything else that can be called nothing is known
            stated = (params or {}).get(getattr(given, "name", ""), {})
            return cls.of(given(matrix, blanks, **{k: v for k, v in stated.items() if k not in given.bound}), matrix)
        return cls(given, matrix.criterion_names)

    @property
    def shares(self) -> Labelled:
        """The weights as shares of their total."""
        return Labelled(self.values / self.values.sum(axis=-1, keepdims=True), self.criteria)

    def __getitem__(self, name: str) -> Any:
        return Labelled(self.values, self.criteria)[name]

    def keys(self) -> tuple[str, ...]:
        """Return the names of the criteria."""
        return self.criteria

    def items(self) -> Iterable[tuple[str, Any]]:
        """Yield name and weight."""
        return Labelled(self.values, self.criteria).items()

    def aligned(self, criteria: tuple[str, ...]) -> npt.NDArray[np.float64]:
        """Return the values in the order of `criteria`, shape (..., m); refuse missing and unknown names."""
        if self.criteria == criteria:
            return self.values
        return by_label(self, criteria, "weight")

    @property
    def table(self) -> Table:
        """Criteria with their weights and the shares of the total."""
        if self.values.ndim != 1:
            raise ShapeError("a batch of weight vectors is no single table.", hint="take one vector of the batch first.")
        rows = tuple(zip(self.criteria, self.values.tolist(), (f"{share:.3g} %" for share in 100 * self.shares.values), strict=True))
        return Table(("criterion", "weight", "share"), rows, f"weights ({self.source})")

    def _brief(self) -> Table | None:
        return self.table.brief() if self.values.ndim == 1 else None

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.values, dtype=dtype, copy=copy)

    def __len__(self) -> int:
        return len(self.criteria)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Weights):
            return NotImplemented
        return self.criteria == other.criteria and np.array_equal(self.values, other.values)

    def __hash__(self) -> int:
        return hash((self.criteria, self.values.tobytes()))

    def __repr__(self) -> str:
        if self.values.ndim != 1:
            return f"Weights(shape={self.values.shape}, source={self.source!r})"
        return "Weights({" + ", ".join(f"{k!r}: {v:g}" for k, v in self.items()) + f"}}, source={self.source!r})"


def _no_limits(given: Any) -> None:
    """Refuse pairs of numbers by name, which would be two weight vectors where limits are meant."""
    pairs = {n: v for n, v in given.items() if isinstance(v, tuple) and len(v) == 2} if isinstance(given, Mapping) else {}
    if pairs:
        name, (low, high) = next(iter(pairs.items()))
        raise DomainError(
            f"the weight of {label(name)!r} is a pair of numbers, {shown(low)} and {shown(high)}.",
            hint=f"limits make a set of weights, mo.WeightSet(matrix).bounds({{{label(name)!r}: ({shown(low)}, {shown(high)})}}), which mo.smaa, "
            "mo.first_place and their kin take; several weight vectors are the rows of an array or a dataframe.",
        )


def check_weights(array: npt.NDArray[np.float64], names: Iterable[str]) -> None:
    """Refuse weights that are negative, not finite, or all zero."""
    wrong = ~((array >= 0) & (array <= 1e300))
    if wrong.any():
        j = int(np.argwhere(wrong)[0][-1])
        raise DomainError(
            f"the weight of {list(names)[j]!r} is {array[wrong].flat[0]:g}.",
            hint="a criterion that shall not count has weight 0."
            if np.isnan(array[wrong].flat[0])
            else "weights are finite and not negative; a criterion of which less is better has direction 'min', not a negative weight.",
        )
    if (array.max(axis=-1) <= 0).any():
        raise DomainError("all weights are zero.", hint="give at least one criterion a weight above zero.")
