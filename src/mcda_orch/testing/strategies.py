"""Cases on which laws are tried: coarse problems in which ties, constants and zeros occur often, small ones and some of up to 12 x 12.

A case is drawn from a source of choices. NumPy's generator is one, a thousand times faster than hypothesis; hypothesis is the other, and
shrinks what was found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from ..laws.universal import batches, finite
from ..plugin.family import PAIRWISE, SCORE, Family
from ..plugin.law import Arguments, Fact, Law, Variant
from ..plugin.parameter import Role
from ..plugin.plugin import Plugin

__all__ = ["Ask", "asked", "case", "cases"]

T = TypeVar("T")

GRID = {None: (0.0, 1.0, 2.0, -1.0, 3.0, -2.0, 5.0), 0.0: (0.0, 1.0, 2.0, 3.0, 5.0), 1.0: (1.0, 2.0, 3.0, 4.0, 6.0)}
"""Cells by the smallest one that the domain takes (None: any)."""
JUDGEMENTS = (1 / 9, 1 / 5, 1 / 3, 1 / 2, 1.0, 2.0, 3.0, 5.0, 9.0)
EXTREME = (1e-300, 1e-8, 1.0, 3.0, 1e8, 1e300)
LARGE = 8
"""One case of so many has up to 12 alternatives and 12 criteria, so that what goes wrong beyond some size goes wrong in it."""


def least(plugin: Plugin[Any], params: Mapping[str, Any]) -> float | None:
    """Return the smallest grid cell that plug-in and scalings take: None for any, 0 or 1."""
    used = plugin.restrictions(plugin.settings(params))
    for smallest, trial in ((None, -1.0), (0.0, 0.0)):
        x = np.full((1, 2), trial)
        if not any(domain.outside(x, np.array([1.0, -1.0])).any() for _, domain in used):
            return smallest
    return 1.0


@dataclass(frozen=True, slots=True)
class Ask:
    """What a law's cases depend on; plug-ins that ask alike are attacked with the same cases.

    Parameters
    ----------
    law : Law
    family : Family
    low : float, optional
        The smallest grid cell that the domain takes; None for any.
    roles : tuple of (str, Role)
        Parameters with one number for each criterion that the cases bring along.
    near : tuple of (str, Role, float)
        Those that a variant states, which a fact is to hold for whatever they are: the cases bring others along, near these.
    """

    law: Law
    family: Family
    low: float | None
    roles: tuple[tuple[str, Role], ...]
    near: tuple[tuple[str, Role, float], ...] = ()


def asked(plugin: Plugin[Any], law: Law, variant: Variant | None) -> Ask:
    """Return what the cases of a law depend on for this plug-in."""
    own = dict(variant.params) if variant is not None else {}
    free = [(n, p.role) for n, p in plugin.params.items() if p.role is not None and n not in own]
    roles = tuple((n, r) for n, r in free if law is batches or r.kind == "position")
    near = tuple((n, p.role, float(own[n])) for n, p in plugin.params.items() if n in own and p.role is not None and np.ndim(own[n]) == 0)
    low = None if plugin.family is PAIRWISE else least(plugin, own)
    return Ask(law, plugin.family, low, roles, near if isinstance(law, Fact) else ())


class Source(Protocol):
    """Where the choices of a case come from; the first of what there is to choose from is the simplest."""

    def pick(self, options: Sequence[T]) -> T:
        """Choose one."""
        ...

    def cells(self, options: Sequence[float], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
        """Choose a number for every cell."""
        ...

    def order(self, size: int) -> npt.NDArray[np.intp]:
        """Choose an order of so many things."""
        ...


class _Generated:
    """Choices of NumPy's generator; where `few` is a number, the cells of an array are only so many different ones."""

    def __init__(self, rng: np.random.Generator, few: int | None) -> None:
        self.rng, self.few = rng, few

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.rng.integers(len(options)))]

    def cells(self, options: Sequence[float], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
        values = np.asarray(options, dtype=np.float64)
        if self.few is not None:
            values = self.rng.choice(values, self.few)
        return values[self.rng.integers(len(values), size=shape)]

    def order(self, size: int) -> npt.NDArray[np.intp]:
        return self.rng.permutation(size)


class _Simplest:
    """The simplest choices."""

    def pick(self, options: Sequence[T]) -> T:
        return options[0]

    def cells(self, options: Sequence[float], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
        return np.full(shape, options[0], dtype=np.float64)

    def order(self, size: int) -> npt.NDArray[np.intp]:
        return np.arange(size)


class _Drawn:
    """Choices of hypothesis, which it can make simpler."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))

    def cells(self, options: Sequence[float], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
        size = int(np.prod(shape))
        found = self.draw(st.lists(st.sampled_from(options), min_size=size, max_size=size))
        return np.array(found, dtype=np.float64).reshape(shape)

    def order(self, size: int) -> npt.NDArray[np.intp]:
        return np.array(self.draw(st.permutations(range(size))), dtype=np.intp)


def case(ask: Ask, seed: int, number: int) -> tuple[Arguments, dict[str, Any]]:
    """Return one of the cases of a seed: the first is the simplest, every eighth large, every eighth has constants or two values only."""
    if number == 0:
        return _case(ask, _Simplest(), large=False)
    few = {3: 1, 11: 2}.get(number % (2 * LARGE))
    return _case(ask, _Generated(np.random.default_rng([seed, number]), few), large=number % LARGE == LARGE - 1)


@st.composite
def cases(draw: st.DrawFn, ask: Ask) -> tuple[Arguments, dict[str, Any]]:
    """Draw what a law is asked with: the kernel's arguments, and the law's own choices."""
    return _case(ask, _Drawn(draw), large=draw(st.integers(0, LARGE - 1)) == LARGE - 1)


def _case(ask: Ask, source: Source, *, large: bool) -> tuple[Arguments, dict[str, Any]]:
    law, low = ask.law, ask.low
    if law is batches:
        return _batched(ask, source), {}
    n, m = (source.pick(range(1, 13 if large else most + 1)) for most in (5, 4))
    if ask.family is PAIRWISE:
        return Arguments({"a": _judgements(source, (m, m))}), _choices(law, m, m, source)
    cells: Sequence[float] = GRID[low]
    weights: Sequence[float] = (1.0, 2.0, 3.0, 0.0, 0.25)
    if law is finite:
        cells = EXTREME if low is not None else (*EXTREME, 0.0, *(-e for e in EXTREME))
        weights = (1.0, 1e-300, 1e6, 0.0)
    elif source.pick((False, True)):
        cells = [v / 10 for v in sorted(range(10 if low else 0 if low == 0 else -20, 81), key=abs)]
    arrays = {"x": source.cells(cells, (n, m)), "s": source.cells((1.0, -1.0), (m,))}
    if ask.family is SCORE:
        arrays["w"] = source.cells(weights, (m,))
        if not arrays["w"].any():
            arrays["w"][source.pick(range(m))] = 1.0
    positions = {name: source.cells([float(k) for k in range(1, m + 1)], (m,)) for name, _ in ask.roles}
    stated = {name: _near(role, value, m, source) for name, role, value in ask.near}
    return Arguments(arrays, {**positions, **stated}), _choices(law, n, m, source)


def _near(role: Role, value: float, m: int, source: Source) -> npt.NDArray[np.float64]:
    """Choose numbers for each criterion near a stated one: bounds farther out, so that the cells stay within them."""
    steps = source.cells((0.0, 0.25, 0.5), (m,)) * abs(value)
    return value - steps if role.declared == "low" else value + steps


def _judgements(source: Source, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    a = source.cells(JUDGEMENTS, shape)
    m = shape[-1]
    upper = np.triu(np.ones((m, m), dtype=bool), 1)
    return np.where(upper, a, np.where(upper.T, 1 / np.swapaxes(a, -1, -2), 1.0))


def _choices(law: Law, n: int, m: int, source: Source) -> dict[str, Any]:
    """Choose what the predicate asks for besides the arrays, by the names of its arguments."""
    found: dict[str, Any] = {}
    for name in law.choices:
        if name in ("row", "other", "column"):
            found[name] = source.pick(range(m if name == "column" else n))
        elif name in ("rows", "columns"):
            found[name] = source.order(n if name == "rows" else m)
        elif name == "losses":
            found[name] = source.cells((0.0, 1.0, 2.0, 4.0), (m,))
        else:
            found[name] = source.pick(STEPS[name])
    return found


STEPS = {"factor": (2.0, 0.5, 8.0, 0.125, 64.0, 2.0**50), "shift": (1.0, 2.0, 5.0, 100.0), "amount": (1.0, 2.0, 5.0, 0.5)}
"""By how much a law changes something."""


def _batched(ask: Ask, source: Source) -> Arguments:
    """Choose arrays, and parameters of one number a criterion, whose batch axes broadcast."""
    sizes = {axis: source.pick(range(1, 4)) for axis in "nm"}
    batch = tuple(source.pick((1, 2, 3)) for _ in range(source.pick((0, 1, 1, 2))))

    def shape(core: str) -> tuple[int, ...]:
        own = batch[source.pick(range(len(batch) + 1)) :]
        return (*(1 if source.pick((False, False, True)) else size for size in own), *(sizes[axis] for axis in core if axis in sizes))

    arrays = {}
    for name, core in zip(ask.family.arguments, ask.family.cores, strict=True):
        if name == "a":
            arrays[name] = _judgements(source, shape(core))
        else:
            options = {"s": (1.0, -1.0), "w": (1.0, 2.0, 3.0, 0.25)}.get(name, GRID[ask.low])
            arrays[name] = source.cells(options, shape(core))
    params = {}
    for name, role in ask.roles:
        if source.pick((False, True)):
            if role.declared == "low" or role.kind == "plain":
                options = (-4.0, -8.0)
            else:
                options = (8.0, 16.0) if role.declared == "high" else (1.0, 2.0, 3.0)
            params[name] = source.cells(options, shape("m"))
    if sum(n in params for n in ("low", "high")) == 1:
        params.pop("low", None), params.pop("high", None)
    return Arguments(arrays, params)
