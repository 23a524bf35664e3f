"""Where a coefficient is not defined, and why: said once, where it is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .._xp import Array, namespace
from ..numerics.order_signs import over_pairs

__all__ = ["CONSTANT", "SINGLE", "TIED", "UNTOLD", "Undefined", "constant"]


@dataclass(frozen=True, slots=True)
class Undefined:
    """A case in which a coefficient has no value.

    Parameters
    ----------
    name : str
        The case in a few words, as a table says it.
    because : str
        What is wrong there, as a sentence without its full stop, in which ``{who}`` stands for the ranking that is at fault.
    where : callable
        ``where(r, t, **params)`` is an array of bool, true where the coefficient has no value.
    """

    name: str
    because: str
    where: Callable[..., Array]

    def __repr__(self) -> str:
        return self.name


def constant(r: Array) -> Array:
    """Tell whether a ranking ties all alternatives."""
    xp = namespace(r)
    return xp.max(r, axis=-1) == xp.min(r, axis=-1)


def _tied(r: Array) -> Array:
    xp = namespace(r)
    ordered = xp.sort(r, axis=-1)
    return xp.any(ordered[..., 1:] == ordered[..., :-1], axis=-1)


def _untold(r: Array, t: Array, **_: Any) -> Array:
    """Tell whether no two alternatives are told apart by both rankings."""
    return over_pairs(lambda s, u: abs(s * u), r, t) == 0


CONSTANT = Undefined(
    "a ranking ties all alternatives",
    "{who} ties all alternatives, so there is no order to agree with",
    lambda r, t, **_: constant(r) | constant(t),
)
UNTOLD = Undefined("no pair of alternatives is told apart by both", "no pair of alternatives is told apart by both", _untold)
TIED = Undefined(
    "a ranking has ties", "{who} has ties, and exchanges are counted between strict orders only", lambda r, t, **_: _tied(r) | _tied(t)
)
SINGLE = Undefined(
    "fewer than two alternatives",
    "there is a single alternative, and no pair to compare",
    lambda r, t, **_: constant(r + 0.0 * t) & (r.shape[-1] < 2),
)
