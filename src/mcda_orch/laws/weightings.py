"""Laws for weights: read off a matrix, or off pairwise judgements."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..plugin.family import PAIRWISE, WEIGHTING
from ..plugin.law import Arguments, Law
from ..plugin.plugin import Plugin
from .common import close, result

__all__ = ["constant_gets_zero", "inverts", "recovers", "simplex"]


def _simplex(plugin: Plugin[Any], arguments: Arguments) -> bool:
    found = result(plugin, arguments)
    return bool((found >= 0).all() and (abs(found.sum() - 1) <= 1e-9 or not found.any()))


def _constant_gets_zero(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool:
    x = np.array(arguments["x"])
    x[:, column] = x[0, column]
    return bool(result(plugin, arguments.but(x=x))[column] == 0)


def _recovers(plugin: Plugin[Any], arguments: Arguments) -> bool:
    weights = arguments["a"][0] / arguments["a"][0].sum()
    consistent = weights[:, None] / weights[None, :]
    return close(result(plugin, arguments.but(a=consistent)), weights, 1e-9)


def _inverts(plugin: Plugin[Any], arguments: Arguments) -> bool:
    inverse = 1 / result(plugin, arguments)
    return close(result(plugin, arguments.but(a=arguments["a"].T)), inverse / inverse.sum())


simplex = Law(
    "simplex",
    "Weights are not negative and sum to one, or are all zero where nothing tells alternatives apart.",
    (WEIGHTING, PAIRWISE),
    _simplex,
)
constant_gets_zero = Law(
    "constant_gets_zero", "A criterion on which all alternatives are equal gets weight zero.", (WEIGHTING,), _constant_gets_zero
)
recovers = Law("recovers", "Judgements made from weights give back the weights.", (PAIRWISE,), _recovers)
inverts = Law("inverts", "Reversing every judgement inverts the priorities.", (PAIRWISE,), _inverts)
