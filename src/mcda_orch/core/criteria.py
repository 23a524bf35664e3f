"""Criteria: what is scored, which way is better, and what its numbers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from math import isfinite
from typing import Any

from ..errors import DomainError, LabelError
from .arguments import told, told_class
from .cells import real
from .display import shown
from .frozen import FrozenMap, unique_names
from .labels import Named

__all__ = ["Alternative", "Criterion", "Direction", "Interval", "Ordinal", "Ratio", "Scale"]


class Direction(Enum):
    """Which way a criterion is better."""

    MAX = "max"
    MIN = "min"

    @property
    def sign(self) -> float:
        """+1 where more is better, -1 where less is."""
        return 1.0 if self is Direction.MAX else -1.0

    @classmethod
    def of(cls, value: Direction | str | float | Callable[..., Any]) -> Direction:
        """Read a direction from the words and signs in use for it, and from the functions ``max`` and ``min``.

        Examples
        --------
        >>> Direction.of("cost"), Direction.of(1)
        (<Direction.MIN: 'min'>, <Direction.MAX: 'max'>)
        """
        if isinstance(value, Direction):
            return value
        from .headings import way  # only where text is read

        word = None if isinstance(value, bool) else way(str(value) if value is not min and value is not max else value.__name__)
        if word is not None:
            return cls(word)
        raise LabelError(f"{value!r} is not a direction.", hint="say 'max' (more is better) or 'min' (less is better).")


@told_class
@dataclass(frozen=True, slots=True)
class Scale:
    """What the numbers of a criterion mean, and the bounds and levels declared for them.

    Parameters
    ----------
    low, high : float, optional
        Declared bounds, in the criterion's unit. Where they are declared, every scaling to a range uses them
        instead of the smallest and largest value found, so that adding or removing an alternative cannot change
        the scale.
    levels : sequence of float or str, or mapping of str to float, optional
        The only values a cell may take, from low to high. Text levels without numbers are coded 0, 1, 2, ...

    Attributes
    ----------
    names : tuple of str
        The text of each level.
    valued : bool
        Whether the numbers of the levels were stated by the analyst.
    """

    low: float | None = None
    high: float | None = None
    levels: Sequence[float | str] | Mapping[str, float] = ()
    names: tuple[str, ...] = field(init=False, default=())
    valued: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        given = self.levels
        if isinstance(given, Mapping):
            names, numbers, valued = tuple(map(str, given)), tuple(map(_level, given.values())), True
        elif any(isinstance(level, str) for level in given):
            names, numbers, valued = tuple(map(str, given)), tuple(map(float, range(len(given)))), False
        else:
            numbers, valued = tuple(map(_level, given)), True
            names = tuple(f"{level:g}" for level in numbers)
        if any(b <= a for a, b in pairwise(numbers)):
            raise DomainError(
                f"levels {list(given)} do not increase.", hint="list levels once each, from the lowest number to the highest."
            )
        unique_names(names, "level")
        low = self.low if self.low is not None or not numbers else numbers[0]
        high = self.high if self.high is not None or not numbers else numbers[-1]
        for bound in (low, high, *numbers):
            if bound is not None and not isfinite(bound):
                raise DomainError(f"the bound {bound} is not a finite number.", hint="leave a bound out when there is none.")
        if low is not None and high is not None and low >= high:
            raise DomainError(f"the bounds [{low:g}, {high:g}] leave no room.", hint="low must be smaller than high.")
        set_ = object.__setattr__
        set_(self, "low", None if low is None else float(low))
        set_(self, "high", None if high is None else float(high))
        set_(self, "levels", numbers)
        set_(self, "names", names)
        set_(self, "valued", valued)

    def refuses(self, value: float) -> str | None:
        """Say why `value` cannot stand on this scale, or return None."""
        if self.levels and value not in tuple(self.levels):
            return f"is not one of the levels {', '.join(self.names)}"
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            low = "-inf" if self.low is None else f"{self.low:g}"
            high = "inf" if self.high is None else f"{self.high:g}"
            return f"lies outside the declared bounds [{low}, {high}]"
        return None


def _level(given: Any) -> float:
    try:
        return real(given)
    except ValueError as error:
        raise DomainError(f"a level is {error}.", hint='give numbers in order, names in order, or {"poor": 1, "good": 4}.') from None


@told_class
@dataclass(frozen=True, slots=True)
class Ratio(Scale):
    """A scale with a true zero: twice as much means twice as much (price, time, counts)."""


@told_class
@dataclass(frozen=True, slots=True)
class Interval(Scale):
    """A scale without a true zero: only differences mean something (degrees Celsius, dates, most indices)."""


@dataclass(frozen=True, slots=True)
class Ordinal(Scale):
    """Levels that can only be ordered, such as ratings.

    Where the analyst states numbers for the levels (``Ordinal([-1, 0, 1])``), methods compute with them.

    Examples
    --------
    >>> Ordinal(["poor", "fair", "good"]).levels
    (0.0, 1.0, 2.0)
    >>> Ordinal([-1, 0, 1]).low
    -1.0
    """

    @told
    def __init__(
        self,
        levels: Sequence[float | str] | Mapping[str, float] = (),
        low: float | None = None,
        high: float | None = None,
    ) -> None:
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "levels", levels)
        Scale.__post_init__(self)


@told_class
@dataclass(frozen=True, slots=True)
class Criterion(Named):
    """One column of a decision matrix.

    Parameters
    ----------
    name : str
    direction : Direction or str, default MAX
        ``"max"`` where more is better, ``"min"`` where less is.
    scale : Scale, default Ratio()
    unit : str, default ""

    Examples
    --------
    >>> Criterion.parse("price:min [EUR]")
    Criterion('price', min, Ratio, 'EUR')
    """

    name: str
    direction: Direction | str = Direction.MAX
    scale: Scale = field(default_factory=Ratio)
    unit: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", str(self.name))
        object.__setattr__(self, "direction", Direction.of(self.direction))
        object.__setattr__(self, "unit", "" if self.unit is None else str(self.unit))
        if not isinstance(self.scale, Scale):
            raise LabelError(
                f"criterion {self.name!r} has the scale {self.scale!r}.",
                hint="use Ratio(), Interval() or Ordinal(levels), with low= and high= where bounds are known.",
            )

    @property
    def sign(self) -> float:
        """+1 where more is better, -1 where less is."""
        return 1.0 if self.direction is Direction.MAX else -1.0

    @property
    def heading(self) -> str:
        """Name, direction and unit as they stand above a column: ``price:min [EUR]``."""
        return self.name + (":min" if self.sign < 0 else "") + (f" [{self.unit}]" if self.unit else "")

    def shown(self, value: float) -> float | str | None:
        """Return a cell as a reader sees it: a level by its name, a blank as None."""
        if value != value:
            return None
        levels: tuple[float, ...] = tuple(self.scale.levels)  # type: ignore[arg-type]  # numbers, once the scale is made
        name = self.scale.names[levels.index(value)] if value in levels else ""
        return value if not name or name == f"{value:g}" else name

    @classmethod
    def parse(cls, text: str | Sequence[str]) -> Criterion:
        """Read a criterion as people write it above a column.

        Parameters
        ----------
        text : str, or sequence of name, direction and unit
            ``price``, ``price:min``, ``price [EUR]``, ``price (min)``, ``price ↓``, ``latency (ms, lower is better)``.
            What says nothing of direction or unit stays part of the name; so does a weight, ``quality (25%)``, which
            only :func:`read` has a place for.

        Raises
        ------
        LabelError
            If a part looks like a direction and cannot be read as one, or if two parts contradict each other.

        Examples
        --------
        >>> Criterion.parse("latency (ms, lower is better)")
        Criterion('latency', min, Ratio, 'ms')
        >>> Criterion.parse(("price", "min"))
        Criterion('price', min, Ratio)
        """
        if not isinstance(text, str):
            parts = tuple(text) if isinstance(text, (tuple, list)) else ()
            name, direction, unit = (*parts, "", "")[:3] if 2 <= len(parts) <= 3 else (None, "", "")
            if name is None:
                raise LabelError(f"{shown(text)} is no criterion.", hint='write ("price", "min") or ("price", "min", "EUR").')
            return cls(str(name), direction, unit=str(unit))
        from .headings import heading

        found = heading(text)
        return cls(found.unweighted or text, found.way or Direction.MAX, unit=found.unit)

    def __repr__(self) -> str:
        kind = type(self.scale).__name__
        if self.scale.names:
            kind += "(" + ", ".join(self.scale.names) + ")"
        elif self.scale.low is not None or self.scale.high is not None:
            kind += f"({self.scale.low}, {self.scale.high})"
        unit = f", {self.unit!r}" if self.unit else ""
        return f"Criterion({self.name!r}, {Direction.of(self.direction).value}, {kind}{unit})"


_NO_NOTES: FrozenMap[str] = FrozenMap()


@dataclass(frozen=True, slots=True)
class Alternative(Named):
    """One row of a decision matrix: its name, and any text that came with it (website, pitch, remarks)."""

    name: str
    notes: Mapping[str, str] = _NO_NOTES

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", str(self.name))
        if not isinstance(self.notes, FrozenMap):
            object.__setattr__(self, "notes", FrozenMap(self.notes))
