"""A law is a value: a name, one sentence, and a predicate on a plug-in and arrays."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._xp import Array
from ..core.frozen import FrozenMap
from .family import Family
from .lookup import Registered

__all__ = ["Arguments", "Fact", "Law", "Rule", "Variant"]


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a kernel is called with.

    Parameters
    ----------
    arrays : mapping of str to array
        The positional arguments of the family by name, such as ``x``, ``w``, ``s``.
    params : mapping of str to value
        Keywords.
    """

    arrays: Mapping[str, Array]
    params: Mapping[str, Any] = field(default_factory=FrozenMap)

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    def but(self, params: Mapping[str, Any] | None = None, **arrays: Array) -> Arguments:
        """Return the same arguments with some replaced."""
        return Arguments({**self.arrays, **arrays}, {**self.params, **(params or {})})


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to prove a law.

    Parameters
    ----------
    premises : tuple of str
        Names of facts about the plug-in, and of laws that are proved already.
    because : str
        The proof, in two lines.
    """

    premises: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Law:
    """A property that a plug-in keeps or breaks.

    Parameters
    ----------
    name : str
    statement : str
        One sentence.
    families : tuple of Family
        Which plug-ins it is asked of.
    holds : callable
        ``holds(plugin, arguments, **choices)`` is True, False, or None where the premise does not apply. The
        names of the choices (``row``, ``column``, ``factor``, ...) say how a test draws them.
    universal : bool
        Whether every plug-in of the families must keep it.
    follows : tuple of Rule
        Ways in which it follows from facts about a plug-in.
    """

    name: str
    statement: str
    families: tuple[Family, ...]
    holds: Callable[..., bool | None]
    universal: bool = False
    follows: tuple[Rule, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """Names of what a test draws besides the arrays."""
        return tuple(inspect.signature(self.holds).parameters)[2:]

    def __call__(self, plugin: Registered, arguments: Arguments, **choices: Any) -> bool | None:
        """Tell whether the law holds in this case; None where its premise does not apply."""
        return self.holds(plugin, arguments, **choices)

    def __repr__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, repr=False)
class Fact(Law):
    """What is declared of how a kernel is made; it is attacked like a law, and laws follow from it."""


@dataclass(frozen=True, slots=True, init=False)
class Variant:
    """What a plug-in keeps and breaks with certain parameters, where that differs from its defaults.

    Parameters
    ----------
    name : str
        How the docs call it, such as ``"min-max"``.
    params : mapping
        The parameters that make the variant.
    keeps, breaks : iterable of Law
        Only the laws whose answer differs from the plug-in's own.
    opinion : str
        As for a plug-in: what it orders like under these parameters.
    where : callable, optional
        ``where(params)`` tells of which numbers for each criterion this is said, if not of all that may be stated.
    facts, lacks : iterable of Fact
        What is true of the kernel with these parameters besides the plug-in's own facts, and which of those are not.
    """

    name: str
    params: Mapping[str, Any]
    keeps: tuple[Law, ...]
    breaks: tuple[Law, ...]
    opinion: str
    facts: tuple[Fact, ...]
    lacks: tuple[Fact, ...]
    where: Callable[[Mapping[str, Any]], bool] | None

    def __init__(
        self,
        name: str,
        params: Mapping[str, Any],
        keeps: Iterable[Law] = (),
        breaks: Iterable[Law] = (),
        opinion: str = "",
        facts: Iterable[Fact] = (),
        lacks: Iterable[Fact] = (),
        where: Callable[[Mapping[str, Any]], bool] | None = None,
    ) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "opinion", opinion)
        object.__setattr__(self, "params", FrozenMap(params))
        object.__setattr__(self, "keeps", tuple(keeps))
        object.__setattr__(self, "breaks", tuple(breaks))
        object.__setattr__(self, "facts", tuple(facts))
        object.__setattr__(self, "lacks", tuple(lacks))
        object.__setattr__(self, "where", where)
