"""What can be told of how a plug-in sees rows from trying it, and from what it claims; told once for each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from .parts import questions
from .steps import unrecorded

if TYPE_CHECKING:
    from .kernel import Plugin

__all__ = ["asks_all_rows", "rises"]


@lru_cache(maxsize=512)
def asks_all_rows(plugin: Plugin[Any]) -> bool:
    """Tell whether a kernel asks anything of all rows, as it stands."""
    ones = np.ones((2, 2))
    try:
        with unrecorded(), np.errstate(all="ignore"):
            return questions(lambda x: plugin.function(x, *(ones[0] for _ in plugin.family.arguments[1:])), ones) > 0
    except Exception:  # noqa: BLE001  # one that ones do not fit is not asked
        return True


@lru_cache(maxsize=512)
def rises(scaling: Plugin[Any]) -> bool:
    """Tell whether a scaling never scales a better cell lower, as it stands."""
    claims = scaling.claims({})
    return claims is not None and any(law.name == "monotone" for law in claims[0])
