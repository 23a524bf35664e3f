"""Weights: how much each criterion counts, with names and origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError, LabelError, ShapeError, did_you_mean
from .criteria import Criterion
from .frozen import Labelled, unique_names

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Weights"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Weights:
    """Weights of criteria, taken as given: points such as 3, 3, 2, 1 stay points.

    Parameters
    ----------
    values : array_like, shape (..., m), or mapping of name to weight
        Not negative, and not all zero. Leading axes hold whole weight vectors.
    criteria : sequence of str or Criterion, length m, optional
        Names; needed unless `values` is a mapping. Weights with names find their criteria by name.
    source : str, default "given"
        Where they came from, such as ``"published"`` or ``"entropy"``.

    Raises
    ------
    DomainError
        If a weight is negative or not finite, or if all are zero.

    Examples
    --------
    >>> Weights({"quality": 3, "price": 1}).shares
    Labelled({'quality': 0.75, 'price': 0.25})
    """

    values: npt.NDArray[np.float64]
    criteria: tuple[str, ...]
    source: str

    def __init__(
        self,
        values: Mapping[str, float] | npt.ArrayLike,
        criteria: Iterable[str | Criterion] | None = None,
        source: str = "given",
    ) -> None:
        if isinstance(values, Mapping):
            if criteria is not None:
                raise LabelError("the weights carry names already.", hint="leave criteria= out.")
            criteria, values = list(values), list(values.values())
        try:
            array = np.array(values, dtype=np.float64)
        except (TypeError, ValueError):
            raise DomainError(f"weights must be numbers, not {values!r}.") from None
        if array.ndim < 1 or array.shape[-1] == 0:
            raise ShapeError(f"weights need one number for each criterion; these have shape {array.shape}.")
        names = None if criteria is None else [c.name if isinstance(c, Criterion) else str(c) for c in criteria]
        names = [f"C{j}" for j in range(1, array.shape[-1] + 1)] if names is None else names
        if len(names) != array.shape[-1]:
            raise ShapeError(f"there are {array.shape[-1]} weights for {len(names)} criteria.")
        unique_names(names, "criterion")
        check_weights(array, names)
        array.setflags(write=False)
        object.__setattr__(self, "values", array)
        object.__setattr__(self, "criteria", tuple(names))
        object.__setattr__(self, "source", source)

    @property
    def shares(self) -> Labelled:
        """The weights as shares of their total."""
        return Labelled(self.values / self.values.sum(axis=-1, keepdims=True), self.criteria)

    def __getitem__(self, name: str) -> Any:
        return Labelled(self.values, self.criteria)[name]

    def items(self) -> Iterable[tuple[str, Any]]:
        """Yield name and weight."""
        return Labelled(self.values, self.criteria).items()

    def aligned(self, criteria: tuple[str, ...]) -> npt.NDArray[np.float64]:
        """Return the values in the order of `criteria`, shape (..., m); refuse missing and unknown names."""
        if self.criteria == criteria:
            return self.values
        for name in self.criteria:
            if name not in criteria:
                raise LabelError(f"there is a weight for {name!r}, which is no criterion.", hint=did_you_mean(name, criteria))
        for name in criteria:
            if name not in self.criteria:
                raise LabelError(f"criterion {name!r} has no weight.", hint="give every criterion a weight; 0 leaves it out of the score.")
        return self.values[..., [self.criteria.index(name) for name in criteria]]

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


def check_weights(array: npt.NDArray[np.float64], names: Iterable[str]) -> None:
    """Refuse weights that are negative, not finite, or all zero."""
    wrong = ~((array >= 0) & (array <= 1e300))
    if wrong.any():
        j = int(np.argwhere(wrong)[0][-1])
        raise DomainError(
            f"the weight of {list(names)[j]!r} is {array[wrong].flat[0]:g}.",
            hint="weights are finite and not negative; a criterion of which less is better has direction 'min', not a negative weight.",
        )
    if (array.max(axis=-1) <= 0).any():
        raise DomainError("all weights are zero.", hint="give at least one criterion a weight above zero.")
