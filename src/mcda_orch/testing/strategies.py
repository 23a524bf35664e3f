"""Hypothesis strategies: coarse problems in which ties, constants and zeros occur often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from hypothesis.extra.numpy import mutually_broadcastable_shapes

from ..laws.universal import batches, finite
from ..plugin.family import PAIRWISE, SCORE, Family
from ..plugin.law import Arguments, Law, Variant
from ..plugin.parameter import Role
from ..plugin.plugin import Plugin

__all__ = ["Ask", "asked", "cases"]

GRID = {None: (0.0, 1.0, 2.0, -1.0, 3.0, -2.0, 5.0), 0.0: (0.0, 1.0, 2.0, 3.0, 5.0), 1.0: (1.0, 2.0, 3.0, 4.0, 6.0)}
"""Cells by the smallest one that the domain takes (None: any)."""
JUDGEMENTS = (1 / 9, 1 / 5, 1 / 3, 1 / 2, 1.0, 2.0, 3.0, 5.0, 9.0)
EXTREME = (1e-300, 1e-8, 1.0, 3.0, 1e8, 1e300)


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
    """

    law: Law
    family: Family
    low: float | None
    roles: tuple[tuple[str, Role], ...]


def asked(plugin: Plugin[Any], law: Law, variant: Variant | None) -> Ask:
    """Return what the cases of a law depend on for this plug-in."""
    own = dict(variant.params) if variant is not None else {}
    free = [(n, p.role) for n, p in plugin.params.items() if p.role is not None and n not in own]
    roles = tuple((n, r) for n, r in free if law is batches or r.kind == "position")
    return Ask(law, plugin.family, None if plugin.family is PAIRWISE else least(plugin, own), roles)


@st.composite
def cases(draw: st.DrawFn, ask: Ask) -> tuple[Arguments, dict[str, Any]]:
    """Draw what a law is asked with: the kernel's arguments, and the law's own choices."""
    law, low = ask.law, ask.low
    if law is batches:
        return draw(_batched(ask)), {}
    if ask.family is PAIRWISE:
        m = draw(st.integers(1, 5))
        return Arguments({"a": draw(_judgements((m, m)))}), draw(_choices(law, m, m))
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    cells = st.sampled_from(GRID[low])
    weights = st.sampled_from((1.0, 2.0, 3.0, 0.0, 0.25))
    if law is finite:
        signed = EXTREME if low is not None else (*EXTREME, 0.0, *(-e for e in EXTREME))
        cells, weights = st.sampled_from(signed), st.sampled_from((1.0, 1e-300, 1e6, 0.0))
    elif draw(st.booleans()):
        cells = st.integers(10 if low else 0 if low == 0 else -20, 80).map(lambda v: v / 10)
    arrays = {"x": draw(_array((n, m), cells)), "s": draw(_array((m,), st.sampled_from((1.0, -1.0))))}
    if ask.family is SCORE:
        arrays["w"] = draw(_array((m,), weights).filter(np.any))
    positions = {name: draw(_array((m,), st.integers(1, m).map(float))) for name, _ in ask.roles}
    return Arguments(arrays, positions), draw(_choices(law, n, m))


def _array(shape: tuple[int, ...], elements: st.SearchStrategy[float]) -> st.SearchStrategy[npt.NDArray[np.float64]]:
    size = int(np.prod(shape))
    return st.lists(elements, min_size=size, max_size=size).map(lambda cells: np.array(cells, dtype=np.float64).reshape(shape))


@st.composite
def _judgements(draw: st.DrawFn, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    a = draw(_array(shape, st.sampled_from(JUDGEMENTS)))
    m = shape[-1]
    upper = np.triu(np.ones((m, m), dtype=bool), 1)
    return np.where(upper, a, np.where(upper.T, 1 / np.swapaxes(a, -1, -2), 1.0))


@st.composite
def _choices(draw: st.DrawFn, law: Law, n: int, m: int) -> dict[str, Any]:
    """Draw what the predicate asks for besides the arrays, by the names of its arguments."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "row": st.integers(0, n - 1),
        "other": st.integers(0, n - 1),
        "column": st.integers(0, m - 1),
        "rows": st.permutations(range(n)).map(np.array),
        "columns": st.permutations(range(m)).map(np.array),
        "factor": st.sampled_from((2.0, 0.5, 8.0, 0.125, 64.0)),
        "shift": st.sampled_from((1.0, 2.0, 5.0, 100.0)),
        "amount": st.sampled_from((1.0, 2.0, 5.0, 0.5)),
        "losses": _array((m,), st.sampled_from((0.0, 1.0, 2.0, 4.0))),
    }
    return {name: draw(kinds[name]) for name in law.choices}


@st.composite
def _batched(draw: st.DrawFn, ask: Ask) -> Arguments:
    """Draw arrays, and parameters of one number a criterion, whose batch axes broadcast."""
    inputs, _, output = ask.family.signature.partition("->")
    found = draw(mutually_broadcastable_shapes(signature=f"{inputs},(m)->{output}", max_dims=2, max_side=3, min_side=1))
    shapes = found.input_shapes
    arrays = {}
    for name, shape in zip(ask.family.arguments, shapes[:-1], strict=True):
        if name == "a":
            arrays[name] = draw(_judgements(shape))
        elif name == "s":
            arrays[name] = draw(_array(shape, st.sampled_from((1.0, -1.0))))
        elif name == "w":
            arrays[name] = draw(_array(shape, st.sampled_from((1.0, 2.0, 3.0, 0.25))))
        else:
            arrays[name] = draw(_array(shape, st.sampled_from(GRID[ask.low])))
    params = {}
    for name, role in ask.roles:
        if len(shapes[-1]) and draw(st.booleans()):
            if role.declared == "low" or role.kind == "plain":
                drawn = draw(_array(shapes[-1], st.sampled_from((-4.0, -8.0))))
            elif role.declared == "high":
                drawn = draw(_array(shapes[-1], st.sampled_from((8.0, 16.0))))
            else:
                drawn = draw(_array(shapes[-1], st.sampled_from((1.0, 2.0, 3.0))))
            params[name] = drawn
    if sum(n in params for n in ("low", "high")) == 1:
        params.pop("low", None), params.pop("high", None)
    return Arguments(arrays, params)
