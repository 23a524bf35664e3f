"""Families are gufunc signatures; domains and parameters are the facts declared beside them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from .._xp import Array
from ..errors import PluginError

__all__ = [
    "ANY",
    "FAMILIES",
    "HIGHER",
    "LOWER",
    "NONNEGATIVE",
    "PAIRWISE",
    "POSITIVE",
    "POSITIVE_COSTS",
    "SCALING",
    "SCORE",
    "WEIGHTING",
    "Better",
    "Difference",
    "Domain",
    "Family",
    "High",
    "Low",
    "Param",
    "PerCriterion",
    "Point",
    "Position",
    "parameters",
]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of plug-in, given by what its kernel maps to what.

    Parameters
    ----------
    name : str
    signature : str
        NumPy's gufunc notation: n alternatives, m criteria.
    arguments : tuple of str
        The kernel's positional arguments.
    """

    name: str
    signature: str
    arguments: tuple[str, ...]

    def __repr__(self) -> str:
        return self.name.upper()


SCORE = Family("score", "(n,m),(m),(m)->(n)", ("x", "w", "s"))
SCALING = Family("scaling", "(n,m),(m)->(n,m)", ("x", "s"))
WEIGHTING = Family("weighting", "(n,m),(m)->(m)", ("x", "s"))
PAIRWISE = Family("pairwise", "(m,m)->(m)", ("a",))
FAMILIES = {family.name: family for family in (SCORE, SCALING, WEIGHTING, PAIRWISE)}


class Better(Enum):
    """Which way the number that a kernel returns is better."""

    HIGHER = "higher"
    LOWER = "lower"


HIGHER, LOWER = Better.HIGHER, Better.LOWER


@dataclass(frozen=True, slots=True)
class Domain:
    """The cells that a formula can take.

    Parameters
    ----------
    name : str
    needs : str
        In words: "values > 0".
    outside : callable
        ``outside(x, s)`` is an array of bool, true where a cell does not fit.
    hint : str
        What would make the data fit.
    unless : str
        Name of a parameter that lifts the restriction when it is given.
    """

    name: str
    needs: str
    outside: Callable[[Array, Array], Array]
    hint: str
    unless: str = ""

    def __repr__(self) -> str:
        return self.name


_POSITIVE_HINT = "declare a scale whose levels are positive, code the cells anew, or choose a method that takes signed values"

ANY = Domain("ANY", "any finite values", lambda x, s: x != x, "fill the blanks")
NONNEGATIVE = Domain("NONNEGATIVE", "values >= 0", lambda x, s: ~(x >= 0), _POSITIVE_HINT)
POSITIVE = Domain("POSITIVE", "values > 0", lambda x, s: ~(x > 0), _POSITIVE_HINT)
POSITIVE_COSTS = Domain(
    "POSITIVE_COSTS",
    "values >= 0, and > 0 on criteria of which less is better",
    lambda x, s: ~((x > 0) | ((x == 0) & (s[..., None, :] > 0))),
    _POSITIVE_HINT,
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a parameter with one number for each criterion means in the criterion's own unit.

    ``difference`` scales with the unit (thresholds); ``point`` scales and shifts with it (ideals), and is read
    from the declared bound `declared` of each criterion unless given; ``plain`` has no unit; ``position`` is a
    rank of importance.
    """

    kind: Literal["plain", "difference", "point", "position"]
    declared: Literal["low", "high"] | None = None


PerCriterion: TypeAlias = Annotated[Array, Role("plain")]
"""One number for each criterion, shape (..., m)."""
Difference: TypeAlias = Annotated[Array, Role("difference")]
"""One difference for each criterion in its unit, shape (..., m)."""
Point: TypeAlias = Annotated[Array, Role("point")]
"""One value for each criterion in its unit, shape (..., m)."""
Low: TypeAlias = Annotated[Array, Role("point", "low")]
"""Lower bounds, shape (..., m); the declared ones unless given."""
High: TypeAlias = Annotated[Array, Role("point", "high")]
"""Upper bounds, shape (..., m); the declared ones unless given."""
Position: TypeAlias = Annotated[Array, Role("position")]
"""Ranks of importance, 1 for the most important, shape (..., m)."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a kernel: its default, and its role if it holds one number for each criterion."""

    name: str
    default: Any
    role: Role | None


def parameters(function: Callable[..., Any], family: Family) -> dict[str, Param]:
    """Read the parameters of a kernel from its signature, and refuse a signature that is not the family's."""
    signature = inspect.signature(function)
    positional = tuple(n for n, p in signature.parameters.items() if p.kind is not inspect.Parameter.KEYWORD_ONLY)
    name = getattr(function, "__name__", "the kernel")
    if positional != family.arguments:
        raise PluginError(
            f"{name} takes ({', '.join(positional)}), but a {family.name} kernel takes ({', '.join(family.arguments)}).",
            hint="its own parameters come after a bare *, each with a default.",
        )
    own = len(signature.parameters) > len(family.arguments)
    hints = get_type_hints(function, include_extras=True) if own else {}
    found = {}
    for key, parameter in signature.parameters.items():
        if key in family.arguments:
            continue
        if parameter.default is inspect.Parameter.empty:
            raise PluginError(f"parameter {key!r} of {name} has no default.", hint="every parameter has one; say what it means.")
        found[key] = Param(key, parameter.default, _role(hints.get(key)))
    return found


def _role(hint: Any) -> Role | None:
    """Find the role in an annotation such as ``Low`` or ``Low | None``."""
    for part in (hint, *get_args(hint)):
        if get_origin(part) is Annotated:
            for extra in get_args(part)[1:]:
                if isinstance(extra, Role):
                    return extra
    return None
