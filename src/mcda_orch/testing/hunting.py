"""Hunts the smallest case in which a plug-in breaks a law."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np

from ..core.frozen import FrozenMap
from ..laws.common import fits
from ..laws.heard import forgetting
from ..laws.universal import batches, finite, pure
from ..peers.foreign_method import NoNumbers, Refused
from ..plugin.family import CONSENSUS
from ..plugin.law import Arguments, Law, Variant
from ..plugin.plugin import Plugin
from .pruning import pruned
from .shrinking import smallest
from .strategies import Ask, asked, case
from .witness import Witness

__all__ = ["applies", "hunt"]

SHARED = 500
"""Cases drawn once and kept for all plug-ins; a longer hunt goes on with cases of its own."""
AFRESH = (pure, finite, batches)
"""Laws about the running itself: what a run gave before is no answer to them."""


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

    A kernel that raises breaks the law; a method of another library that refuses a table does not, and one that returns no finite number
    there breaks the law `finite` alone. None means not refuted in so many examples; it is no proof. With `usual` only cases of
    four to eight alternatives and three to five criteria are tried, and the first one is returned as it is.
    """
    ask = asked(plugin, law, variant)
    own = dict(variant.params) if variant is not None else {}

    def broken(case: tuple[Arguments, Mapping[str, Any]]) -> bool:
        arguments, choices = case
        n, m = (4, *np.shape(next(iter(arguments.arrays.values()))))[-2:]
        if usual and not (4 <= n <= 8 and 3 <= m <= (5 if plugin.family.tabular else 8)):
            return False
        arrays = {k: v.copy() for k, v in arguments.arrays.items()}
        with np.errstate(all="ignore"):
            if plugin.family is CONSENSUS and not fits(plugin, Arguments(arrays, {**own, **arguments.params})):
                return False
            return _breaks(plugin, law, Arguments(arrays, {**own, **arguments.params}), choices)

    more = (case(ask, seed, number) for number in range(SHARED, examples))
    with forgetting() if law in AFRESH else nullcontext():
        tried = enumerate(chain(drawn(ask, min(examples, SHARED), seed), more))
        first: tuple[int, tuple[Arguments, Mapping[str, Any]]] | None = next((numbered for numbered in tried if broken(numbered[1])), None)
    if first is None:
        return None
    number, found = first
    if shrink and not usual:
        with forgetting():
            found = pruned(smallest(ask, seed, number, broken), broken)
    arguments, choices = found
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
            _tried(plugin, law, Arguments({k: v.copy() for k, v in given.arrays.items()}, {**own, **given.params}), choices)
            for given, choices in drawn(asked(plugin, law, variant), min(examples, SHARED), seed)
        )


def _tried(plugin: Plugin[Any], law: Law, arguments: Arguments, choices: Mapping[str, Any]) -> bool:
    try:
        return law(plugin, arguments, **choices) is not None
    except Refused:
        return False


@lru_cache(maxsize=512)
def drawn(ask: Ask, examples: int, seed: int) -> list[tuple[Arguments, dict[str, Any]]]:
    """Draw so many cases, once for all plug-ins that ask alike."""
    return [case(ask, seed, number) for number in range(examples)]


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _breaks(plugin: Plugin[Any], law: Law, arguments: Arguments, choices: Mapping[str, Any]) -> bool:
    try:
        return law(plugin, arguments, **choices) is False
    except NoNumbers:
        return law is finite
    except Refused:  # another library says of what it takes by raising, so the law was not tried there
        return False
    except Exception:  # noqa: BLE001 - whatever a kernel raises on input in its domain breaks the law
        return True
