"""What each place counts for, where all places together are weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ...errors import DomainError

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["MetaWeights", "meta_weights"]

MetaWeights: TypeAlias = Literal["centroid", "linear", "inverse"]


def meta_weights(given: Any, n: int) -> npt.NDArray[np.float64]:
    """Return what every place counts for, 1 for the first."""
    place = np.arange(1, n + 1)
    if isinstance(given, str):
        known = {
            "centroid": np.cumsum(1.0 / place[::-1])[::-1] / (1.0 / place).sum(),
            "linear": (n - place) / (n - 1) if n > 1 else np.ones(1),
            "inverse": 1.0 / place,
        }
        if given not in known:
            raise DomainError(f"{given!r} are no meta-weights.", hint="use " + ", ".join(known) + f", or {n} numbers.")
        return np.asarray(known[given])
    alpha = np.asarray(list(given), dtype=np.float64)
    if alpha.shape != (n,) or not np.isfinite(alpha).all() or (np.diff(alpha) > 0).any() or alpha.min() < 0:
        raise DomainError(f"meta-weights are {n} numbers that do not increase and are not negative.", hint="or use holistic='centroid'.")
    return alpha
