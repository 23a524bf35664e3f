"""Cases on which laws are tried: coarse problems in which ties, constants and zeros occur often, small ones and some of up to 12 x 12.

A case is made of choices, each the number of one of its options, the simplest first. So a case that was drawn can be told again with one
of its choices simpler, and is then a case that could have been drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from ..laws.universal import batches, finite
from ..plugin.family import AGREEMENT, CONSENSUS, PAIRWISE, SCORE, WEIGHT_AGREEMENT, Family
from ..plugin.law import Arguments, Fact, Law, Variant
from ..plugin.parameter import Role
from ..plugin.plugin import Plugin

__all__ = ["Ask", "Choice", "asked", "case", "choices_of", "told"]

T = TypeVar("T")

Choice: TypeAlias = int | npt.NDArray[np.intp]
"""The number of an option, the numbers of those of all cells of an array, or an order."""

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
    low = least(plugin, own) if plugin.family.tabular else None
    return Ask(law, plugin.family, low, roles, near if isinstance(law, Fact) else ())


class Source(Protocol):
    """Where the choices of a case come from."""

    def pick(self, options: int) -> int:
        """Choose one of so many."""
        ...

    def cells(self, options: int, shape: tuple[int, ...]) -> npt.NDArray[np.intp]:
        """Choose one of so many for every cell."""
        ...

    def order(self, size: int) -> npt.NDArray[np.intp]:
        """Choose an order of so many things."""
        ...


class _Generated:
    """Choices of NumPy's generator; where `few` is a number, the cells of an array are only so many different ones."""

    def __init__(self, rng: np.random.Generator, few: int | None) -> None:
        self.rng, self.few = rng, few

    def pick(self, options: int) -> int:
        return int(self.rng.integers(options))

    def cells(self, options: int, shape: tuple[int, ...]) -> npt.NDArray[np.intp]:
        if self.few is None:
            return self.rng.integers(options, size=shape)
        kept = self.rng.choice(options, self.few)
        return np.asarray(kept[self.rng.integers(self.few, size=shape)])

    def order(self, size: int) -> npt.NDArray[np.intp]:
        return self.rng.permutation(size)


class _Told:
    """Choices that are told, counted round where there are fewer options; of what is not told the simplest."""

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        self.left = iter(choices)

    def pick(self, options: int) -> int:
        choice = next(self.left, 0)
        return 0 if isinstance(choice, np.ndarray) else choice % options

    def cells(self, options: int, shape: tuple[int, ...]) -> npt.NDArray[np.intp]:
        choice, found = np.asarray(next(self.left, 0)), np.zeros(shape, dtype=np.intp)
        if choice.ndim == len(shape):
            both = tuple(slice(min(sizes)) for sizes in zip(choice.shape, shape, strict=True))
            found[both] = choice[both] % options
        return found

    def order(self, size: int) -> npt.NDArray[np.intp]:
        choice = np.ravel(next(self.left, 0))
        first = dict.fromkeys(int(v) for v in choice if v < size)
        return np.array([*first, *(v for v in range(size) if v not in first)], dtype=np.intp)


class _Chooser:
    """Chooses from options as its source says, and keeps the choices."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.choices: list[Choice] = []

    def pick(self, options: Sequence[T]) -> T:
        choice = self.source.pick(len(options))
        self.choices.append(choice)
        return options[choice]

    def cells(self, options: Sequence[float], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
        choice = self.source.cells(len(options), shape)
        self.choices.append(choice)
        return np.asarray(options, dtype=np.float64)[choice]

    def order(self, size: int) -> npt.NDArray[np.intp]:
        choice = self.source.order(size)
        self.choices.append(choice)
        return choice


def case(ask: Ask, seed: int, number: int) -> tuple[Arguments, dict[str, Any]]:
    """Return one of the cases of a seed: the first is the simplest, every eighth large, every eighth has constants or two values only."""
    return _case(ask, *_drawn(seed, number))


def choices_of(ask: Ask, seed: int, number: int) -> list[Choice]:
    """Return the choices that such a case is made of."""
    chooser, large = _drawn(seed, number)
    _case(ask, chooser, large)
    return chooser.choices


def told(ask: Ask, choices: Sequence[Choice]) -> tuple[tuple[Arguments, dict[str, Any]], list[Choice]]:
    """Return the case that choices make, and the choices that it was made of: those that its sizes and its options take."""
    chooser = _Chooser(_Told(choices))
    return _case(ask, chooser, large=True), chooser.choices


def _drawn(seed: int, number: int) -> tuple[_Chooser, bool]:
    few = {3: 1, 11: 2}.get(number % (2 * LARGE))
    source = _Generated(np.random.default_rng([seed, number]), few) if number else _Told()
    return _Chooser(source), number % LARGE == LARGE - 1


def _case(ask: Ask, source: _Chooser, large: bool) -> tuple[Arguments, dict[str, Any]]:
    law, low = ask.law, ask.low
    if law is batches:
        return _batched(ask, source), {}
    sizes = ((12, 8), (6, 5)) if ask.family is CONSENSUS else ((12, 5), (12, 4))  # voters and alternatives of a consensus
    n, m = (source.pick(range(1, (most if large else usual) + 1)) for most, usual in sizes)
    if ask.family is PAIRWISE:
        return Arguments({"a": _judgements(source, (m, m))}), _choices(law, m, m, source)
    if ask.family is AGREEMENT:
        return Arguments({name: _ranks(source, (n,)) for name in ask.family.arguments}), _choices(law, n, n, source)
    if ask.family is CONSENSUS:
        voters = (1.0, 2.0, 1e6, 0.0) if law is finite else (1.0, 2.0, 3.0, 0.0, 4.0, 5.0, 7.0)
        return Arguments({"r": _ballots(source, (n, m)), "w": _shares(source, voters, (n,))}), _choices(law, n, m, source)
    if ask.family is WEIGHT_AGREEMENT:
        options = (1.0, 1e-300, 1e6, 0.0) if law is finite else (1.0, 2.0, 3.0, 0.0, 0.25)
        return Arguments({name: _shares(source, options, (m,)) for name in ask.family.arguments}), _choices(law, m, m, source)
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


def _near(role: Role, value: float, m: int, source: _Chooser) -> npt.NDArray[np.float64]:
    """Choose numbers for each criterion near a stated one: bounds farther out, so that the cells stay within them."""
    steps = source.cells((0.0, 0.25, 0.5), (m,)) * abs(value)
    return value - steps if role.declared == "low" else value + steps


def _ranks(source: _Chooser, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Choose rankings, as average ranks: with ties, or without."""
    n = shape[-1]
    if source.pick((False, True)) and len(shape) == 1:
        return np.asarray(source.order(n) + 1, dtype=np.float64)
    x = source.cells([float(k) for k in range(n)], shape)
    ahead, alike = (op(x[..., None, :], x[..., :, None]).sum(axis=-1) for op in (np.less, np.equal))
    return np.asarray(ahead + (alike + 1) / 2)


def _ballots(source: _Chooser, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Choose rankings: without ties, with ties, or with blanks as well."""
    kind = source.pick((0, 1, 2))
    if kind:
        return source.cells((1.0, 2.0, 3.0, 4.0) if kind == 1 else (1.0, 2.0, 3.0, float("nan")), shape)
    found = np.empty(shape)
    for place in np.ndindex(shape[:-1]):
        found[place] = source.order(shape[-1]) + 1.0
    return found


def _shares(source: _Chooser, options: Sequence[float], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Choose vectors of weights, none of which is nil."""
    w = source.cells(options, shape)
    w[..., 0] = np.where(w.any(axis=-1), w[..., 0], 1.0)
    return w


def _judgements(source: _Chooser, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    a = source.cells(JUDGEMENTS, shape)
    m = shape[-1]
    upper = np.triu(np.ones((m, m), dtype=bool), 1)
    return np.where(upper, a, np.where(upper.T, 1 / np.swapaxes(a, -1, -2), 1.0))


def _choices(law: Law, n: int, m: int, source: _Chooser) -> dict[str, Any]:
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


def _batched(ask: Ask, source: _Chooser) -> Arguments:
    """Choose arrays, and parameters of one number a criterion, whose batch axes broadcast."""
    sizes = {axis: source.pick(range(1, 4)) for axis in ("nmk" if ask.family is CONSENSUS else "nm")}
    batch = tuple(source.pick((1, 2, 3)) for _ in range(source.pick((0, 1, 1, 2))))

    def shape(core: str) -> tuple[int, ...]:
        own = batch[source.pick(range(len(batch) + 1)) :]
        return (*(1 if source.pick((False, False, True)) else size for size in own), *(sizes[axis] for axis in core if axis in sizes))

    arrays = {}
    for name, core in zip(ask.family.arguments, ask.family.cores, strict=True):
        if name == "a":
            arrays[name] = _judgements(source, shape(core))
        elif ask.family is AGREEMENT:
            arrays[name] = _ranks(source, shape(core))
        elif ask.family is CONSENSUS:
            arrays[name] = _ballots(source, shape(core)) if name == "r" else _shares(source, (1.0, 2.0, 3.0, 0.0), shape(core))
        elif ask.family is WEIGHT_AGREEMENT:
            arrays[name] = _shares(source, (1.0, 2.0, 3.0, 0.0, 0.25), shape(core))
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
