"""Where the differences that a newcomer makes turn around: what a scaling or a linear form declares as its ``turns``.

With one more row, whose cell on a criterion is z, the values of two alternatives on that criterion differ by a function of z.
``turns(x, s, **params)`` gives points, shape (k, m), such that between two neighbouring ones, both included, every such
function is monotone, or else constant but for jumps at the points. It is then smallest at a point, between two, or at an end
of the range of z. None means that nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Points", "by_scale", "cells", "mean", "zero"]

Points: TypeAlias = "npt.NDArray[np.float64] | None"


def cells(x: npt.NDArray[np.float64], _s: Any, **_params: Any) -> Points:
    """Differences turn only where the newcomer passes an alternative: parts of a range, shares of a total, ranks."""
    return x


def zero(x: npt.NDArray[np.float64], _s: Any, **_params: Any) -> Points:
    """Differences are monotone in the newcomer's square: shares of a length."""
    return np.zeros((1, x.shape[-1]))


def mean(x: npt.NDArray[np.float64], _s: Any, **_params: Any) -> Points:
    """Differences are monotone in the newcomer's distance from the mean: deviations."""
    return np.array([x.mean(axis=-2)])


def by_scale(x: npt.NDArray[np.float64], s: npt.NDArray[np.float64], *, scale: Any, **_params: Any) -> Points:
    """Differences are those of the scaling; one that keeps the law of independence does not see the newcomer."""
    claims = scale.claims({})
    if claims is not None and any(law.name == "independent" for law in claims[0]):
        return cells(x, s)
    return scale.turning(x, s)  # type: ignore[no-any-return]  # a scaling of any parameters
