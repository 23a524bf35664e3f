"""Takes away from a case what it can do without: alternatives and criteria, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from ..core.positions import positions
from ..core.ranking import midranks
from ..plugin.law import Arguments

__all__ = ["pruned"]

Case = tuple[Arguments, Mapping[str, Any]]


def pruned(case: Case, broken: Callable[[Case], bool]) -> Case:
    """Return the case without every alternative and every criterion that it is broken without."""
    while True:
        smaller = next((less for less in _smaller(case) if broken(less)), None)
        if smaller is None:
            return case
        case = smaller


def _smaller(case: Case) -> Iterator[Case]:
    """Yield the cases with one alternative or one criterion less; a batch has none."""
    arrays = case[0].arrays
    if "r" in arrays and "w" in arrays:
        yield from _fewer(case)
        return
    if any(array.ndim > (2 if name in ("x", "a") else 1) for name, array in arrays.items()):
        return
    if "x" not in arrays and "a" not in arrays:
        yield from _shorter(case)
        return
    n, m = arrays["x"].shape if "x" in arrays else (0, len(arrays["a"]))
    for i in reversed(range(n if n > 1 else 0)):
        choices = _without(case[1], i, ("row", "other"), "rows")
        if choices is not None:
            yield case[0].but(x=np.delete(arrays["x"], i, axis=-2)), choices
    for j in reversed(range(m if m > 1 else 0)):
        choices = _without(case[1], j, ("column",), "columns")
        if choices is not None:
            kept = {name: np.delete(array, j, axis=-1) for name, array in arrays.items()}
            if "w" in kept and not kept["w"].any():
                continue  # no problem has only weights of nil, and a kernel may divide by their sum
            if "a" in kept:
                kept["a"] = np.delete(kept["a"], j, axis=-2)
            losses = {name: np.delete(value, j) for name, value in choices.items() if name == "losses"}
            per = {name: np.delete(value, j) for name, value in case[0].params.items() if np.shape(value) == (m,)}
            yield case[0].but(per, **kept), {**choices, **losses}


def _shorter(case: Case) -> Iterator[Case]:
    """Yield the cases of two rankings, or of two vectors of weights, with one place less; who is left is ranked anew."""
    arrays = case[0].arrays
    size = len(next(iter(arrays.values())))
    for i in reversed(range(size if size > 1 else 0)):
        choices = _without(case[1], i, ("row", "other"), "rows")
        kept = {name: np.delete(array, i) for name, array in arrays.items()}
        if "r" in kept:
            kept = {name: midranks(positions(ranks, higher=False)) for name, ranks in kept.items()}
        if choices is not None and all(array.any() for array in kept.values()):
            yield case[0].but(None, **kept), choices


def _fewer(case: Case) -> Iterator[Case]:
    """Yield the cases of a consensus with one voter or one alternative less; a batch has none."""
    arguments, given = case
    r, w = arguments["r"], arguments["w"]
    if r.ndim > 2 or w.ndim > 1:
        return
    for i in reversed(range(len(w) if len(w) > 1 else 0)):
        choices = _without(given, i, ("row", "other"), "rows")
        if choices is not None and np.delete(w, i).any():
            yield arguments.but(r=np.delete(r, i, axis=-2), w=np.delete(w, i)), choices
    for j in reversed(range(r.shape[-1] if r.shape[-1] > 1 else 0)):
        choices = _without(given, j, ("column",), "columns")
        if choices is not None:
            yield arguments.but(r=np.delete(r, j, axis=-1)), choices


def _without(choices: Mapping[str, Any], gone: int, places: tuple[str, ...], order: str) -> dict[str, Any] | None:
    """Return the choices without one row or column, or None where they choose it."""
    found = dict(choices)
    for name in places:
        if name in found:
            if found[name] == gone:
                return None
            found[name] -= found[name] > gone
    if order in found:
        left = np.asarray(found[order])
        left = left[left != gone]
        found[order] = left - (left > gone)
    return found
