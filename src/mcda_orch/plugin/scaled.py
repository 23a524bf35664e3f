"""A scaling that is called inside another kernel, on bare arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._statistics import rising
from .._xp import Array
from ..errors import McdaError
from .returned import failed, inner, result
from .seen_rows import rises
from .shared import shared

if TYPE_CHECKING:
    from .plugin import Scaling

__all__ = ["scaled"]


def scaled(scaling: Scaling[Any], x: Array, s: Array, params: Mapping[str, Any]) -> Array:
    """Call a scaling's kernel inside another kernel; what goes wrong in it bears its name."""
    found = _cells(scaling, x, s, **params)
    rising(x, found, lambda: all(v is scaling.bound.get(k) for k, v in params.items()) and rises(scaling))
    return found


@shared
def _cells(scaling: Scaling[Any], x: Array, s: Array, **params: Any) -> Array:
    try:
        found = scaling.function(x, s, **params)
    except McdaError:
        raise
    except Exception as error:
        raise failed(scaling, error, (x, s)) from error
    result(scaling, x, found)
    inner(scaling, x, found)
    return found
