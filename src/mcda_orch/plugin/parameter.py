"""What a parameter may be: said once, in the kernel's annotation, and read from there."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from .._xp import Array
from ..errors import PluginError
from .family import Domain, Family
from .lookup import Registered

__all__ = [
    "AnyScaling",
    "Difference",
    "Fits",
    "High",
    "Low",
    "Needs",
    "NotBelow",
    "Numbers",
    "Param",
    "PerCriterion",
    "Point",
    "Position",
    "Positive",
    "Proportion",
    "Range",
    "Role",
    "Unless",
    "above",
    "at_least",
    "parameters",
]


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `low` to `high`; a bracket of `ends` says that the end belongs to them, a parenthesis that it does not."""

    low: float
    high: float
    ends: Literal["[]", "(]", "[)", "()"] = "[]"

    def __post_init__(self) -> None:
        if not (self.low <= self.high if self.ends == "[]" else self.low < self.high):
            raise PluginError(f"no number lies in Range({self.low}, {self.high}, {self.ends!r}).", hint="write Range(low, high, ends).")

    def outside(self, values: Array) -> Array:
        """Tell which numbers lie outside; NaN never does."""
        below = values < self.low if self.ends[0] == "[" else values <= self.low
        return below | (values > self.high if self.ends[1] == "]" else values >= self.high)

    def __str__(self) -> str:
        """Give the numbers in words that follow "a number"."""
        if self.high == inf:
            return f"{'of at least' if self.ends[0] == '[' else 'above'} {self.low:g}"
        return f"in {self.ends[0]}{self.low:g}, {self.high:g}{self.ends[1]}"

    @property
    def needs(self) -> str:
        """What a number must do."""
        if self.high == inf:
            return f"be {'at least' if self.ends[0] == '[' else 'above'} {self.low:g}"
        return f"lie {self}"


def at_least(low: float) -> Range:
    """Return the range of the numbers from `low` on."""
    return Range(low, inf, "[)")


def above(low: float) -> Range:
    """Return the range of the numbers greater than `low`."""
    return Range(low, inf, "()")


@dataclass(frozen=True, slots=True)
class Role:
    """What a parameter with one number for each criterion means in the criterion's own unit.

    ``difference`` scales with the unit (thresholds); ``point`` scales and shifts with it (ideals), and is read
    from the declared bound `declared` of each criterion unless given; ``plain`` has no unit; ``position`` is a
    rank of importance.
    """

    kind: Literal["plain", "difference", "point", "position"]
    declared: Literal["low", "high"] | None = None


@dataclass(frozen=True, slots=True)
class NotBelow:
    """The parameter is nowhere below another one, or above it everywhere if `strict`."""

    other: str
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """The parameter has an effect only where another one has one of these values, or is given if none are named.

    Where several stand in one annotation, one of them is enough.
    """

    other: str
    values: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.values, tuple):
            raise PluginError(f"the values of Needs({self.other!r}, {self.values!r}) are no tuple.", hint=f"write ({self.values!r},).")


@dataclass(frozen=True, slots=True, init=False)
class Unless:
    """The parameter has no effect where all of these others are given."""

    others: tuple[str, ...]

    def __init__(self, *others: str) -> None:
        object.__setattr__(self, "others", others)


@dataclass(frozen=True, slots=True, init=False)
class Numbers:
    """An array of one of these shapes, with any batch in front: ``"n,m"`` alternatives and criteria, other letters any size."""

    shapes: tuple[str, ...]
    increasing: bool

    def __init__(self, *shapes: str, increasing: bool = False) -> None:
        object.__setattr__(self, "shapes", shapes)
        object.__setattr__(self, "increasing", increasing)


@dataclass(frozen=True, slots=True)
class Fits:
    """Whatever passes a test; `what` says in words what does."""

    what: str
    test: Callable[[Any], bool]


class _Scales:
    """Marks a parameter that is a scaling."""


PerCriterion: TypeAlias = Annotated[Array, Role("plain")]
"""One number for each criterion, shape (..., m)."""
Difference: TypeAlias = Annotated[Array, Role("difference"), at_least(0)]
"""One difference for each criterion in its unit, not negative, shape (..., m)."""
Point: TypeAlias = Annotated[Array, Role("point")]
"""One value for each criterion in its unit, shape (..., m)."""
Low: TypeAlias = Annotated[Array, Role("point", "low")]
"""Lower bounds, shape (..., m); the declared ones unless given."""
High: TypeAlias = Annotated[Array, Role("point", "high"), NotBelow("low")]
"""Upper bounds, shape (..., m), not below the parameter ``low``; the declared ones unless given."""
Position: TypeAlias = Annotated[Array, Role("position")]
"""Ranks of importance, 1 for the most important, shape (..., m)."""
AnyScaling: TypeAlias = Annotated[Any, _Scales()]
"""A scaling, or the name of one; on labelled values also a mapping from criteria to scalings."""
Proportion: TypeAlias = Annotated[float, Range(0, 1)]
"""A number in [0, 1]."""
Positive: TypeAlias = Annotated[float, above(0)]
"""A number above 0."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a kernel, and what its annotation says that it may be.

    Attributes
    ----------
    name : str
    default : object
    role : Role, optional
        What it means where it holds one number for each criterion.
    kinds : frozenset of str
        ``none flag count number word words scaling criteria array other``; empty where the annotation says nothing that could
        be checked.
    words : tuple
        What it may be called; ``words`` among the kinds allows one for each criterion.
    range : Range, optional
    domain : Domain, optional
        Of a value in the criteria's units: what the method asks of cells.
    not_below : NotBelow, optional
    effect : tuple of Needs and Unless
        Under which settings it has an effect.
    shape : Numbers, optional
    fits : Fits, optional
    """

    name: str
    default: Any
    role: Role | None = None
    kinds: frozenset[str] = frozenset()
    words: tuple[Any, ...] = ()
    range: Range | None = None
    domain: Domain | None = None
    not_below: NotBelow | None = None
    effect: tuple[Needs | Unless, ...] = ()
    shape: Numbers | None = None
    fits: Fits | None = None

    @property
    def may_be(self) -> str:
        """What it may be, in words."""
        found = []
        if "flag" in self.kinds:
            found.append("True or False")
        if "count" in self.kinds:
            found.append("a whole number" + (f" {self.range}" if self.range else ""))
        if "number" in self.kinds:
            found.append("a number" + (f" {self.range}" if self.range else ""))
        if "criteria" in self.kinds:
            each = "one for each criterion" if "number" in self.kinds else "a number for each criterion"
            found.append(each + (f", {self.range}" if self.range and "number" not in self.kinds else ""))
        if "array" in self.kinds and self.shape is not None:
            found.append(
                "an array of shape " + " or ".join(f"({shape})" for shape in self.shape.shapes) + (f", {self.range}" if self.range else "")
            )
        if self.words:
            found.append(", ".join(map(repr, self.words[:-1])) + " or " * (len(self.words) > 1) + repr(self.words[-1]))
        if "words" in self.kinds:
            found.append("one of these for each criterion")
        if "scaling" in self.kinds:
            found.append("a scaling")
        if self.fits is not None:
            found.append(self.fits.what)
        return ", or ".join(found)

    @property
    def only(self) -> str:
        """Under which settings it has an effect and what it is compared with, in words; "" where there is nothing to say."""
        said = []
        needs = [e for e in self.effect if isinstance(e, Needs)]
        if needs:
            ways = [f"{n.other} is {' or '.join(map(repr, n.values))}" if n.values else f"{n.other} is given" for n in needs]
            said.append("has an effect only where " + " or ".join(ways))
        idle = [
            " and ".join(e.others) + (" is given" if len(e.others) == 1 else " are given") for e in self.effect if isinstance(e, Unless)
        ]
        if idle:
            said.append("has no effect where " + " or ".join(idle))
        if self.domain is not None:
            said.append(self.domain.needs)
        if self.not_below is not None:
            said.append(f"{'above' if self.not_below.strict else 'not below'} {self.not_below.other}")
        return "; ".join(said)


def parameters(function: Callable[..., Any], family: Family) -> dict[str, Param]:
    """Read the parameters of a kernel from its signature, and refuse a signature that is not the family's."""
    signature = inspect.signature(function)
    positional = tuple(n for n, p in signature.parameters.items() if p.kind is not inspect.Parameter.KEYWORD_ONLY)
    name = getattr(function, "__name__", "the kernel")
    if positional != family.arguments:
        raise PluginError(
            f"{name} takes ({', '.join(positional)}), but {family.called} takes ({', '.join(family.arguments)}).",
            hint="its own parameters come after a bare *, each with a default.",
        )
    own = len(signature.parameters) > len(family.arguments)
    hints = _hints(name, function) if own else {}
    found = {}
    for key, parameter in signature.parameters.items():
        if key in family.arguments:
            continue
        if parameter.default is inspect.Parameter.empty:
            raise PluginError(f"parameter {key!r} of {name} has no default.", hint="every parameter has one; say what it means.")
        _understood(f"the annotation of {key!r} of {name}", hints.get(key))
        found[key] = _read(key, parameter.default, hints.get(key))
    for param in found.values():
        others = [other for e in param.effect for other in ((e.other,) if isinstance(e, Needs) else e.others)]
        for other in (*others, *((param.not_below.other,) if param.not_below and not param.role else ())):
            if other not in found:
                raise PluginError(f"the annotation of {param.name!r} of {name} names {other!r}, which is no parameter of it.")
    return found


def _hints(name: str, function: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotations of a kernel."""
    try:
        return get_type_hints(function, include_extras=True)
    except Exception as error:  # an annotation may be any expression
        raise PluginError(f"the annotations of {name} cannot be read: {error}", hint="write Annotated[float, Range(0, 1)], say.") from error


def _understood(what: str, hint: Any) -> None:
    """Refuse an annotation that looks like a restriction and is none."""
    bases, marks = _parts(hint)
    ours = (Range, NotBelow, Needs, Unless, Numbers, Fits)
    for base in bases:
        if isinstance(base, (*ours, Role, Domain)):
            raise PluginError(f"{what} is {base!r} alone.", hint=f"say of what: Annotated[float, {type(base).__name__}(...)].")
    for mark in marks:
        if isinstance(mark, (tuple, list, set, range, slice, int, float)):
            raise PluginError(f"{what} says {mark!r}, which restricts nothing.", hint="write Annotated[float, Range(low, high)], say.")
    read = _read("", None, hint)
    if not read.kinds and read.role is None and any(isinstance(mark, ours) for mark in marks):
        names = ", ".join(getattr(base, "__name__", str(base)) for base in bases)
        raise PluginError(
            f"{what} restricts {names}, which is not checked.",
            hint="numbers are float or int, words Literal, arrays Annotated[Array, Numbers(...)].",
        )


def _read(name: str, default: Any, hint: Any) -> Param:
    """Read an annotation."""
    bases, marks = _parts(hint)

    def one(kind: type) -> Any:
        return next((mark for mark in marks if isinstance(mark, kind)), None)

    role, shape, fits = one(Role), one(Numbers), one(Fits)
    effect = tuple(mark for mark in marks if isinstance(mark, (Needs, Unless)))
    words = tuple(word for base in bases for word in _words(base))
    kinds = {kind for base in bases for kind in _kinds(base, role, shape, fits, one(_Scales))}
    if "unknown" in kinds:
        return Param(name, default, role)
    return Param(
        name, default, role, frozenset(kinds), tuple(dict.fromkeys(words)), one(Range), one(Domain), one(NotBelow), effect, shape, fits
    )


def _parts(hint: Any) -> tuple[list[Any], list[Any]]:
    """Return the alternatives of an annotation without what is said about them, and what is said."""
    if get_origin(hint) is Annotated:
        inner, *said = get_args(hint)
        bases, marks = _parts(inner)
        return bases, [*said, *marks]
    if get_origin(hint) in (Union, UnionType):
        parts = [_parts(part) for part in get_args(hint)]
        return [b for bases, _ in parts for b in bases], [m for _, marks in parts for m in marks]
    return [hint], []


def _words(base: Any) -> tuple[Any, ...]:
    if get_origin(base) is Literal:
        return get_args(base)
    return _words(get_args(base)[-1]) if get_origin(base) in (Sequence, Mapping) else ()


def _kinds(base: Any, role: Role | None, shape: Numbers | None, fits: Fits | None, scales: _Scales | None) -> set[str]:
    """Return the kinds of value that one alternative of an annotation allows."""
    if fits is not None and base is not NoneType:
        return {"other"}
    plain = {NoneType: "none", bool: "flag", int: "count", float: "number"}
    if isinstance(base, type) and base in plain:
        return {plain[base]}
    if get_origin(base) is Literal:
        return {"word"}
    if _words(base):
        return {"words"}
    kind = get_origin(base) or base
    if (isinstance(kind, type) and issubclass(kind, Registered) and kind.scales) or (base is Any and scales is not None):
        return {"scaling"}
    if base is Any and role is not None:
        return {"criteria"}
    return {"array"} if base is Any and shape is not None else {"unknown"}
