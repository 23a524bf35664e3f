"""Rasters of xarray: cells along any axes, one of which is that of the criteria."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.display import shown
from ..core.frozen import Frozen
from ..errors import DomainError, ShapeError

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["CRITERION", "Raster", "is_raster", "raster"]

CRITERION = "criterion"
"""The dimension of the criteria."""
NODATA = ("_FillValue", "missing_value", "nodata")
"""Attributes that say which number stands for nothing."""


def is_raster(table: Any) -> bool:
    """Tell whether something is xarray's, without importing it."""
    return type(table).__module__.partition(".")[0] == "xarray"


@dataclass(frozen=True, slots=True, eq=False)
class Raster(Frozen):
    """A raster whose criteria lie along its last axis.

    Attributes
    ----------
    data : DataArray
        NaN where there is nothing.
    nodata : float, or None
        The number that stood for nothing in what was given.
    """

    data: Any
    nodata: float | None

    @property
    def criteria(self) -> tuple[Any, ...] | None:
        """The labels of the criteria, where there are any."""
        found = self.data.coords.get(CRITERION)
        return None if found is None else tuple(str(v) for v in found.values.tolist())

    @property
    def called(self) -> Callable[[npt.NDArray[np.intp]], tuple[str, ...]]:
        """Names cells, counted through, by their coordinates."""
        dims, shape = self.data.dims[:-1], self.data.shape[:-1]

        def called(places: npt.NDArray[np.intp]) -> tuple[str, ...]:
            at = np.unravel_index(places, shape)
            axes = [self.data.coords[d].values[i] if d in self.data.coords else i for d, i in zip(dims, at, strict=True)]
            return tuple(", ".join(f"{d}={axis[k]}" for d, axis in zip(dims, axes, strict=True)) for k in range(len(places)))

        return called

    def of_scores(self, scores: Any, name: str) -> Any:
        """Return scores as a raster with the same coordinates."""
        found = self.data.isel({CRITERION: 0}, drop=True).copy(data=scores)
        found.name = name
        if self.nodata is not None:
            found.encoding["_FillValue"] = self.nodata
        return found


def raster(given: Any, criteria: tuple[Any, ...] | None) -> Raster:
    """Return a raster with its criteria last, and NaN where it has no data.

    Parameters
    ----------
    given : DataArray or Dataset
        The variables of a dataset are criteria.
    criteria : tuple, optional
        What they are called instead.
    """
    data = given
    if hasattr(given, "data_vars"):  # each of which may say what stands for nothing in it
        data = given.map(lambda variable: _known(variable)[0], keep_attrs=True).to_dataarray(CRITERION)
    if CRITERION in data.dims and data.ndim < 2:
        raise ShapeError("a raster of a single place has no rows to compare.", hint="give it a dimension beside that of the criteria.")
    if CRITERION not in data.dims:
        raise ShapeError(
            f"a raster of the dimensions {', '.join(map(str, data.dims))} has none that is called {CRITERION!r}.",
            hint=f"call that of the criteria so: data.rename({{'band': {CRITERION!r}}}).",
        )
    data = data.transpose(..., CRITERION)
    if criteria is not None and len(criteria) != data.sizes[CRITERION]:
        raise ShapeError(f"{len(criteria)} criteria are no names for the {data.sizes[CRITERION]} of the raster.", hint="name each of them.")
    return Raster(*_known(data))


def _known(data: Any) -> tuple[Any, float | None]:
    """Return an array with NaN where it says that there is nothing, and the number that stood for it."""
    said = [(key, about[key]) for about in (data.attrs, data.encoding) for key in NODATA if about.get(key) is not None]
    numbers = []
    for key, value in said:
        try:
            numbers.append(float(value))
        except (TypeError, ValueError):
            raise DomainError(
                f"the raster says {key}={shown(value)}, which is no single number.",
                hint=f"state the number that stands for nothing, data.attrs[{key!r}] = -9999, or leave the attribute out.",
            ) from None
    nodata = next((number for number in numbers if np.isfinite(number)), None)
    if nodata is not None:
        attrs = {key: value for key, value in data.attrs.items() if key not in NODATA}
        data = data.where(data != nodata)
        data.attrs = attrs
    return data, nodata
