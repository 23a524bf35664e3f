"""Hunts the smallest case in which a plug-in breaks a law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from ..laws.catalogue import FACTS, LAWS
from ..laws.common import close
from ..plugin.law import Arguments, Law, Variant
from ..plugin.plugin import Plugin
from ..plugin.steps import distinct, recorded
from .pruning import pruned
from .strategies import Ask, asked, case, cases

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Witness", "applies", "hunt"]

TOLD = 3
"""Results that a witness tells of the cases that its law makes."""
SHARED = 500
"""Cases drawn once and kept for all plug-ins; a longer hunt goes on with cases of its own."""


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
    """

    plugin: str
    law: str
    variant: str
    arrays: Mapping[str, Any]
    params: Mapping[str, Any] = field(default_factory=FrozenMap)
    choices: Mapping[str, Any] = field(default_factory=FrozenMap)
    results: tuple[Any, ...] = ()
    steps: Mapping[str, Any] = field(default_factory=FrozenMap)

    def told(self, plugin: Plugin[Any]) -> Witness:
        """Return the witness with what the kernel gives and shows, to ten digits."""
        results, steps = self._answers(plugin)
        return replace(self, results=tuple(map(_digits, results)), steps=FrozenMap({k: _digits(v) for k, v in steps.items()}))

    def agrees(self, plugin: Plugin[Any]) -> bool:
        """Tell whether the kernel still gives and shows what the witness says that it gave and showed."""
        results, steps = self._answers(plugin)
        return (
            len(results) == len(self.results)
            and steps.keys() == self.steps.keys()
            and all(close(np.asarray(r), f) for r, f in zip(self.results, results, strict=True))
            and all(close(np.asarray(self.steps[symbol]), f) for symbol, f in steps.items())
        )

    def _answers(self, plugin: Plugin[Any]) -> tuple[list[npt.NDArray[np.float64]], dict[str, npt.NDArray[np.float64]]]:
        """Return what the kernel and its linear form give in the first few cases that the law looks at, and what it shows in its own."""
        found: list[npt.NDArray[np.float64]] = []

        def noted(function: Callable[..., Array]) -> Callable[..., Array]:
            def noting(*arrays: Array, **params: Any) -> Array:
                given = function(*arrays, **params)
                found.append(np.asarray(given, dtype=np.float64))
                return given

            return noting

        form = plugin.linear_form
        with np.errstate(all="ignore"):
            self._holds(replace(plugin, function=noted(plugin.function), linear_form=form and noted(form)))
            given = self.given(plugin)
            with recorded() as record:
                own = np.asarray(plugin.run(*(given[name] for name in plugin.family.arguments), **given.params), dtype=np.float64)
        symbols = distinct(symbol for _, symbol, _ in record)
        return [own, *found[:TOLD]], {k: np.asarray(v, dtype=np.float64) for k, (_, _, v) in zip(symbols, record, strict=True)}

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


def _digits(values: npt.NDArray[np.float64]) -> Any:
    return np.array([float(f"{v:.10g}") for v in values.flat]).reshape(values.shape).tolist()


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _breaks(plugin: Plugin[Any], law: Law, arguments: Arguments, choices: Mapping[str, Any]) -> bool:
    try:
        return law(plugin, arguments, **choices) is False
    except Exception:  # noqa: BLE001 - whatever a kernel raises on input in its domain breaks the law
        return True
