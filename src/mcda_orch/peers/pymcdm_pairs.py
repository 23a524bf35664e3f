"""Methods that pymcdm has too, with the parameters under which both mean the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError
from ..plugin.registry import get

if TYPE_CHECKING:
    import numpy.typing as npt

    from .._xp import Array

__all__ = ["Pair", "pairs"]

MOST_CRITERIA = 12
"""Criteria that pymcdm's COMET is asked about: it holds a number for every two of their characteristic objects, 4 to that power."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One method in both libraries.

    Parameters
    ----------
    make : callable
        Makes pymcdm's object, which may refuse the table.
    params : mapping
        What ours is given.
    """

    make: Callable[[], Any]
    params: Mapping[str, Any]


def pairs(x: Array, w: Array, s: Array, low: npt.ArrayLike | None = None, high: npt.ArrayLike | None = None) -> dict[str, Pair]:
    """Return what both libraries have, by our name.

    Parameters
    ----------
    x, w, s : array
        Of the problem: some of pymcdm's objects hold bounds, reference points and judges of a table.
    low, high : array_like, optional
        Bounds of the criteria; the smallest and the largest cells, unless given.
    """
    from pymcdm import methods, normalizations

    low = np.asarray(x.min(axis=-2) if low is None else low, dtype=float)
    high = np.asarray(x.max(axis=-2) if high is None else high, dtype=float)
    limits = np.stack([low, high], axis=-1)
    middle = (low + high) / 2
    bounds = {"low": low, "high": high}
    total = {"scale": get("total")}

    def comet() -> Any:
        if x.shape[-1] > MOST_CRITERIA:
            raise DomainError(
                f"pymcdm's COMET judges all pairs of {2 ** x.shape[-1]} characteristic objects.",
                hint=f"leave it out, or compare at most {MOST_CRITERIA} criteria.",
            )
        expert = methods.comet_tools.MethodExpert(methods.WSM(normalizations.minmax_normalization), w, s)
        return methods.COMET(limits, expert)

    made: dict[str, tuple[Callable[[], Any], Mapping[str, Any]]] = {
        "aras": (methods.ARAS, {}),
        "aroman": (methods.AROMAN, {}),
        "balanced_spotis": (lambda: methods.BalancedSPOTIS(limits, middle), {**bounds, "ideal": middle}),
        "cocoso": (methods.COCOSO, {}),
        "codas": (methods.CODAS, {}),
        "comet": (comet, {"levels": 2, **bounds}),
        "copras": (methods.COPRAS, {}),
        "edas": (methods.EDAS, {}),
        "ervd": (lambda: methods.ERVD(middle), {"reference": middle}),
        "lmaw": (methods.LMAW, {}),
        "lopm": (methods.LoPM, {}),
        "mabac": (methods.MABAC, {}),
        "mairca": (methods.MAIRCA, {}),
        "marcos": (methods.MARCOS, {}),
        "moora": (methods.MOORA, {}),
        "ocra": (methods.OCRA, {}),
        "probid": (methods.PROBID, {"middle": "shared"}),
        "promethee_ii": (lambda: methods.PROMETHEE_II("usual"), {}),
        "rafsi": (lambda: methods.RAFSI(high, low), bounds),
        "ram": (methods.RAM, {}),
        "rim": (lambda: methods.RIM(limits), bounds),
        "spotis": (lambda: methods.SPOTIS(limits), bounds),
        "sprobid": (methods.SPROBID, {}),
        "topsis": (lambda: methods.TOPSIS(normalizations.vector_normalization), {}),
        "vikor": (methods.VIKOR, {}),
        "waspas": (methods.WASPAS, {}),
        "wpm": (methods.WPM, total),
        "wsm": (methods.WSM, total),
    }
    return {name: Pair(make, params) for name, (make, params) in made.items()}
