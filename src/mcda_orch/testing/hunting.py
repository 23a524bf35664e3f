"""Hunts the smallest case in which a plug-in breaks a law."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import Flaky, NoSuchExample

from .._xp import Array
from ..core.frozen import FrozenMap
from ..errors import McdaError
from ..laws.catalogue import FACTS, LAWS
from ..laws.common import close
from ..plugin.law import Arguments, Law, Variant
from ..plugin.plugin import Plugin
from ..plugin.steps import distinct, recorded
from .moved import moved, named, usable
from .pruning import pruned
from .strategies import Ask, asked, case, cases

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Told", "Witness", "applies", "hunt"]

TOLD = 3
"""Results that a witness tells of the cases that its law makes."""
SHARED = 500
"""Cases drawn once and kept for all plug-ins; a longer hunt goes on with cases of its own."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a kernel gave and showed with certain parameters.

    Parameters
    ----------
    params : mapping
        Besides those of the case; scalings by name.
    result : list
    steps : mapping
        By symbol.
    """

    params: Mapping[str, Any]
    result: Any
    steps: Mapping[str, Any]


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
        What it gave and showed here with each of its parameters moved.
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
        """Return the witness with what the kernel gives and shows, to ten digits; with `others` under all moved parameters too."""
        with np.errstate(all="ignore"):
            own = self._shown(plugin, {})
            table = self.given(plugin)[plugin.family.arguments[0]]
            told = tuple(self._shown(plugin, params) for params in (moved(plugin, table) if others else ()) if self._takes(plugin, params))
            return replace(self, results=(own.result, *map(_digits, self._asked(plugin))), steps=own.steps, others=told)

    def agrees(self, plugin: Plugin[Any]) -> bool:
        """Tell whether the kernel still gives and shows what the witness says that it gave and showed."""
        with np.errstate(all="ignore"):
            own = Told({}, self.results[0], self.steps) if self.results else None
            return (
                own is not None
                and all(_alike(told, self._shown(plugin, told.params)) for told in (own, *self.others))
                and _close(list(self.results[1:]), self._asked(plugin))
            )

    def _shown(self, plugin: Plugin[Any], params: Mapping[str, Any]) -> Told:
        """Return what the kernel gives and shows here, to ten digits, with these parameters besides."""
        given = self.given(plugin)
        with recorded() as record:
            result = plugin.run(*(given[name] for name in plugin.family.arguments), **{**given.params, **named(plugin, params)})
        symbols = distinct(symbol for _, symbol, _ in record)
        return Told(FrozenMap(params), _digits(result), FrozenMap({k: _digits(v) for k, (_, _, v) in zip(symbols, record, strict=True)}))

    def _takes(self, plugin: Plugin[Any], params: Mapping[str, Any]) -> bool:
        """Tell whether the kernel takes these parameters here, and gives numbers."""
        given = self.given(plugin)
        arguments = given.but(named(plugin, params))
        arrays = (given[name] for name in plugin.family.arguments)
        try:
            return usable(plugin, arguments) and bool(np.isfinite(plugin.run(*arrays, **arguments.params)).all())
        except McdaError:
            return False

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


def hunt(
    plugin: Plugin[Any],
    law: Law,
    variant: Variant | None = None,
    *,
    examples: int = 200,
    seed: int = 0,
    shrink: bool = True,
    usual: bool = False,
) -> Witness | None:
    """Return the smallest found case in which the plug-in breaks the law, or None.

    A kernel that raises breaks the law. None means not refuted in so many examples; it is no proof. With `usual` only cases of
    four to eight alternatives and three to five criteria are tried, and the first one is returned as it is.
    """
    ask = asked(plugin, law, variant)
    own = dict(variant.params) if variant is not None else {}

    def broken(case: tuple[Arguments, Mapping[str, Any]]) -> bool:
        arguments, choices = case
        n, m = np.shape(next(iter(arguments.arrays.values())))[-2:]
        if usual and not (4 <= n <= 8 and 3 <= m <= 5):
            return False
        arrays = {k: v.copy() for k, v in arguments.arrays.items()}
        with np.errstate(all="ignore"):
            return _breaks(plugin, law, Arguments(arrays, {**own, **arguments.params}), choices)

    more = (case(ask, seed, number) for number in range(SHARED, examples))
    found = next(filter(broken, chain(drawn(ask, min(examples, SHARED), seed), more)), None)
    if found is None:
        return None
    shrink = shrink and not usual
    if shrink:
        with suppress(NoSuchExample, Flaky):  # a kernel that does not always do the same cannot be made smaller
            found = _smallest(ask, broken, max(examples, SHARED), seed)
    arguments, choices = pruned(found, broken) if shrink else found
    return Witness(
        plugin.name,
        law.name,
        variant.name if variant is not None else "",
        FrozenMap({k: v.tolist() for k, v in arguments.arrays.items()}),
        FrozenMap({k: _plain(v) for k, v in arguments.params.items()}),
        FrozenMap({k: _plain(v) for k, v in choices.items()}),
    )


def applies(plugin: Plugin[Any], law: Law, variant: Variant | None = None, *, examples: int = 100, seed: int = 0) -> bool:
    """Tell whether the law, or the fact, says anything about the plug-in in so many examples; what never does was never tried."""
    own = dict(variant.params) if variant is not None else {}
    with np.errstate(all="ignore"):
        return any(
            law(plugin, Arguments({k: v.copy() for k, v in given.arrays.items()}, {**own, **given.params}), **choices) is not None
            for given, choices in drawn(asked(plugin, law, variant), min(examples, SHARED), seed)
        )


@lru_cache(maxsize=512)
def drawn(ask: Ask, examples: int, seed: int) -> list[tuple[Arguments, dict[str, Any]]]:
    """Draw so many cases, once for all plug-ins that ask alike."""
    return [case(ask, seed, number) for number in range(examples)]


def _smallest(ask: Ask, condition: Callable[[Any], bool], examples: int, seed: int) -> Any:
    phases = [Phase.generate, Phase.shrink]
    chosen = settings(max_examples=examples, database=None, deadline=None, phases=phases, suppress_health_check=list(HealthCheck))
    return find(cases(ask), condition, settings=chosen, random=Random(seed))


def _digits(values: Any) -> Any:
    array = np.asarray(values, dtype=np.float64)
    return np.array([float(f"{v:.10g}") for v in array.flat]).reshape(array.shape).tolist()


def _close(told: Sequence[Any], found: Sequence[Any]) -> bool:
    return len(told) == len(found) and all(close(np.asarray(t), np.asarray(f)) for t, f in zip(told, found, strict=True))


def _alike(told: Told, found: Told) -> bool:
    symbols = list(told.steps)
    return symbols == list(found.steps) and _close([told.result, *told.steps.values()], [found.result, *found.steps.values()])


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _breaks(plugin: Plugin[Any], law: Law, arguments: Arguments, choices: Mapping[str, Any]) -> bool:
    try:
        return law(plugin, arguments, **choices) is False
    except Exception:  # noqa: BLE001 - whatever a kernel raises on input in its domain breaks the law
        return True
