"""A case in which a plug-in breaks a law, with what came out there: the numbers of the plug-in, its steps, and what other parameters change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .._xp import Array
from ..core.frozen import FrozenMap
from ..errors import McdaError
from ..laws.catalogue import FACTS, LAWS
from ..laws.common import close
from ..plugin.family import SCALING, SCORE
from ..plugin.law import Arguments
from ..plugin.plugin import Plugin
from ..plugin.steps import distinct, recorded
from .moved import CHANGES, changed, moved, named, usable

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Told", "Witness"]

TOLD = 3
"""Results that a witness tells of the cases that its law makes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a plug-in gave and showed of a case with something moved.

    Parameters
    ----------
    result : list
    steps : mapping
        By symbol.
    forms : mapping
        The linear form, gains and losses of the ratio form, and turning points, where there are some.
    params : mapping
        Besides those of the case; scalings by name.
    change : str
        What was done to the arrays, one of `CHANGES`.
    """

    result: Any
    steps: Mapping[str, Any]
    forms: Mapping[str, Any] = field(default_factory=FrozenMap)
    params: Mapping[str, Any] = field(default_factory=FrozenMap)
    change: str = CHANGES[0]

    def agrees(self, found: Told) -> bool:
        """Tell whether the same is found."""
        return _close([self.result], [found.result]) and _alike(self.steps, found.steps) and _alike(self.forms, found.forms)


@dataclass(frozen=True, slots=True)
class Witness:
    """A case in which a plug-in breaks a law.

    Parameters
    ----------
    plugin, law : str
    variant : str
        Name of the variant, or "".
    arrays, params, choices : mapping
        What the predicate is called with; parameters of the variant are not repeated.
    results : tuple, optional
        What the kernel gave, here and in the cases that the law made of it: the first few, told on.
    steps : mapping, optional
        What the kernel showed here, by symbol.
    others : tuple of Told, optional
        What it gave and showed here with each of its parameters moved, and with something of the arrays changed.
    """

    plugin: str
    law: str
    variant: str
    arrays: Mapping[str, Any]
    params: Mapping[str, Any] = field(default_factory=FrozenMap)
    choices: Mapping[str, Any] = field(default_factory=FrozenMap)
    results: tuple[Any, ...] = ()
    steps: Mapping[str, Any] = field(default_factory=FrozenMap)
    others: tuple[Told, ...] = ()

    def told(self, plugin: Plugin[Any], *, others: bool = False) -> Witness:
        """Return the witness with what the kernel gives and shows, to ten digits; with `others` also where something is moved."""
        with np.errstate(all="ignore"):
            own = self._told(plugin, {}, CHANGES[0])
            told = tuple(self._told(plugin, *move) for move in self._moves(plugin)) if others else ()
            return replace(self, results=(own.result, *map(_digits, self._asked(plugin))), steps=own.steps, others=told)

    def agrees(self, plugin: Plugin[Any]) -> bool:
        """Tell whether the kernel still gives and shows what the witness says that it gave and showed."""
        with np.errstate(all="ignore"):
            found = self._told(plugin, {}, CHANGES[0])
            return (
                _close(list(self.results), [found.result, *map(_digits, self._asked(plugin))])
                and _alike(self.steps, found.steps)
                and all(told.agrees(self._told(plugin, told.params, told.change)) for told in self.others)
            )

    def _moves(self, plugin: Plugin[Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
        """Yield what can be moved here: parameters, or something of the arrays."""
        given = self.given(plugin)
        seen: list[Any] = []
        for change in CHANGES:
            arrays = {name: array.tolist() for name, array in changed(given, change).arrays.items()}
            if arrays not in seen and self._takes(plugin, {}, change):
                seen.append(arrays)
                yield {}, change
        table = given[plugin.family.arguments[0]]
        yield from ((params, CHANGES[0]) for params in moved(plugin, table) if self._takes(plugin, params, CHANGES[0]))

    def _takes(self, plugin: Plugin[Any], params: Mapping[str, Any], change: str) -> bool:
        """Tell whether the plug-in takes this, and gives numbers."""
        arguments = changed(self.given(plugin), change).but(named(plugin, params))
        try:
            return usable(plugin, arguments) and bool(np.isfinite(_run(plugin, arguments)).all())
        except McdaError:
            return False

    def _told(self, plugin: Plugin[Any], params: Mapping[str, Any], change: str) -> Told:
        """Return what the plug-in gives and shows here, to ten digits, with these parameters besides and with that change."""
        arguments = changed(self.given(plugin), change).but(named(plugin, params))
        with recorded() as record:
            result = _run(plugin, arguments)
        symbols = distinct(symbol for _, symbol, _ in record)
        steps = {symbol: _digits(value) for symbol, (_, _, value) in zip(symbols, record, strict=True)}
        return Told(_digits(result), FrozenMap(steps), FrozenMap(_forms(plugin, arguments)), FrozenMap(params), change)

    def _asked(self, plugin: Plugin[Any]) -> list[npt.NDArray[np.float64]]:
        """Return what the kernel and its linear form give in the first few cases that the law looks at."""
        found: list[npt.NDArray[np.float64]] = []

        def noted(function: Callable[..., Array]) -> Callable[..., Array]:
            def noting(*arrays: Array, **params: Any) -> Array:
                given = function(*arrays, **params)
                found.append(np.asarray(given, dtype=np.float64))
                return given

            return noting

        form = plugin.linear_form
        self._holds(replace(plugin, function=noted(plugin.function), linear_form=form and noted(form)))
        return found[:TOLD]

    def breaks(self, plugin: Plugin[Any]) -> bool:
        """Tell whether the plug-in still breaks the law here."""
        try:
            with np.errstate(all="ignore"):
                return self._holds(plugin) is False
        except Exception:  # noqa: BLE001 - whatever a kernel raises on input in its domain breaks the law
            return True

    def given(self, plugin: Plugin[Any]) -> Arguments:
        """Return what the plug-in is called with here, parameters of the variant included."""
        own = next((dict(v.params) for v in plugin.variants if v.name == self.variant), {})
        arrays = {k: np.array(v, dtype=np.float64) for k, v in self.arrays.items()}
        params = {k: np.array(v, dtype=np.float64) if isinstance(v, list) else v for k, v in self.params.items()}
        return Arguments(arrays, {**own, **params})

    def _holds(self, plugin: Plugin[Any]) -> bool | None:
        choices = {k: np.array(v) if isinstance(v, list) else v for k, v in self.choices.items()}
        return (LAWS | FACTS)[self.law](plugin, self.given(plugin), **choices)

    def raised(self, plugin: Plugin[Any]) -> Exception | None:
        """Return what the plug-in raises here, if anything."""
        try:
            with np.errstate(all="ignore"):
                self._holds(plugin)
        except Exception as error:  # noqa: BLE001 - a kernel may raise anything
            return error
        return None

    def __str__(self) -> str:
        parts = {**self.arrays, **self.params, **self.choices}
        where = f" ({self.variant})" if self.variant else ""
        return f"{self.plugin}{where} breaks {self.law}: " + ", ".join(f"{k} = {v}" for k, v in parts.items())


def _run(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.float64]:
    arrays = (arguments[name] for name in plugin.family.arguments)
    return np.asarray(plugin.run(*arrays, **arguments.params), dtype=np.float64)


def _forms(plugin: Plugin[Any], arguments: Arguments) -> dict[str, Any]:
    """Return the forms of a method and the turning points of a plug-in, where it has some."""
    found: dict[str, Any] = {}
    if plugin.family in (SCORE, SCALING):
        x, s, settings = arguments["x"], arguments["s"], plugin.settings(arguments.params)
        if plugin.linear_form is not None:
            found["linear"] = _digits(plugin.linear_form(x, s, **settings))
        ratio = None if plugin.ratio_form is None else plugin.ratio_form(x, s, **settings)
        if ratio is not None:
            found |= {"gain": _digits(ratio.gain), "loss": _digits(ratio.loss)}
        points = plugin.turning(x, s, **arguments.params)
        if points is not None:
            found["turns"] = np.unique(np.reshape(_digits(points), np.shape(points)), axis=-2).tolist()
    return found


def _digits(values: Any) -> Any:
    array = np.asarray(values, dtype=np.float64)
    return np.array([float(f"{v:.10g}") for v in array.flat]).reshape(array.shape).tolist()


def _close(told: Sequence[Any], found: Sequence[Any]) -> bool:
    return len(told) == len(found) and all(close(np.asarray(t), np.asarray(f)) for t, f in zip(told, found, strict=True))


def _alike(told: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return list(told) == list(found) and _close(list(told.values()), list(found.values()))
