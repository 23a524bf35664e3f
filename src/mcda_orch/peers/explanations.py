"""Which argued differences from pymcdm are there on a table: every entry has a test of the table, and of the scores where they can tell."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .._xp import Array
from ..core.frozen import Frozen, held

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Case", "Difference", "differences", "explained", "removed"]

NEAR = 1e-9
"""How far two numbers may lie apart, in parts of the largest, to be the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An argued difference from another library.

    Parameters
    ----------
    name : str
    what : str
        What the other library does.
    argument : str
        Why ours does not, with the publication that decides.
    methods : tuple of str
    """

    name: str
    what: str
    argument: str
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case(Frozen):
    """One table, and the scores of one method on it.

    Parameters
    ----------
    x, w, s : array
        Values, shares and senses.
    ours, theirs : array, shape (n,), optional
        Scores; None where there are none.
    """

    x: Array
    w: Array
    s: Array
    ours: npt.NDArray[Any] | None
    theirs: npt.NDArray[Any] | None

    def __post_init__(self) -> None:
        for name in ("x", "w", "s", "ours", "theirs"):
            array = getattr(self, name)
            object.__setattr__(self, name, None if array is None else held(array))


@cache
def differences(library: str) -> dict[str, Difference]:
    """Return what is argued about a library, by name: ``pymcdm``, ``pyrepo_mcda`` or ``scikit_criteria``."""
    kept = tomllib.loads((Path(__file__).parent / "differences.toml").read_text(encoding="utf-8"))[library]
    return {name: Difference(name, entry["what"], entry["argument"], tuple(entry["methods"])) for name, entry in kept.items()}


def explained(method: str, case: Case) -> tuple[Difference, ...]:
    """Return the entries that explain how a method of pymcdm differs on this table."""
    known = differences("pymcdm")
    with np.errstate(all="ignore"):  # zeros among the cells
        return tuple([known[name] for name, there in TESTS.items() if method in known[name].methods and there(case)])


def removed(method: str, case: Case) -> tuple[tuple[Difference, ...], npt.NDArray[np.bool_]]:
    """Return the entries that are about some criteria of this table, and which criteria are left without those."""
    known = differences("pymcdm")
    found, kept = [], np.ones(case.x.shape[-1], dtype=bool)
    for name, chosen in REMOVED.items():
        if method in known[name].methods and chosen(case).any():
            found.append(known[name])
            kept &= ~chosen(case)
    return tuple(found), kept


def _close(a: Any, b: Any) -> bool:
    a, b = np.asarray(a), np.asarray(b)
    return bool((np.abs(a - b) <= NEAR * max(1.0, float(np.abs(a).max()), float(np.abs(b).max()))).all())


def _range(x: Array) -> Array:
    return np.ptp(x, axis=-2)


def _identical(case: Case) -> bool:
    """All alternatives are the same on the criteria that have a weight."""
    return bool((_range(case.x)[case.w > 0] == 0).all())


def _regrets(case: Case) -> bool:
    """VIKOR's S, or its R, is the same for all, so that theirs has no number."""
    span = _range(case.x)
    best = (case.x * case.s).max(axis=-2)
    z = case.w * (best - case.x * case.s) / (span + (span == 0))
    return case.theirs is None and bool(min(np.ptp(z.sum(axis=-1)), np.ptp(z.max(axis=-1))) <= NEAR)


def _sum_of_costs(case: Case) -> bool:
    """COPRAS's scores are S+ plus S-, as parts of the largest."""
    if case.theirs is None or not (case.s < 0).any():
        return False
    q = (case.x / case.x.sum(axis=-2) * case.w).sum(axis=-1)
    return _close(case.theirs, q / q.max())


def _costs_nothing(case: Case) -> bool:
    """Some alternative costs nothing, as all do where no cost is there or has a weight."""
    return case.theirs is None and bool(((case.x * case.w)[:, case.s < 0].sum(axis=-1) == 0).any())


def _worst_is_nothing(case: Case) -> bool:
    """MARCOS's anti-ideal is worth 0: every weighted criterion is a benefit of which the least is 0."""
    weighted = case.w > 0
    return case.theirs is None and bool(((case.x.min(axis=-2) == 0) & (case.s > 0))[weighted].all())


def _worst_throughout(case: Case) -> bool:
    """One alternative is the worst on every criterion that has a weight, so that theirs divides by 0."""
    oriented = (case.x * case.s)[:, case.w > 0]
    return case.theirs is None and bool((oriented == oriented.min(axis=-2)).all(axis=-1).any())


def _best_throughout(case: Case) -> bool:
    oriented = (case.x * case.s)[:, case.w > 0]
    return case.theirs is None and bool((oriented == oriented.max(axis=-2)).all(axis=-1).any())


def _constant_throughout(case: Case) -> bool:
    """No criterion is left to compare without those that are constant."""
    return _identical(case) and (case.theirs is None or _close(case.theirs, np.full_like(case.theirs, case.theirs[0])))


def _level_judgements(case: Case) -> bool:
    """Two of COMET's characteristic objects, ends of every criterion, are worth the same but for rounding."""
    if case.theirs is None:
        return False
    worth = np.zeros(1)
    for share in case.w:
        worth = np.concatenate([worth, worth + share])
    return bool((np.diff(np.sort(worth)) <= NEAR).any())


def _at_threshold(case: Case) -> bool:
    """Two of CODAS's distances lie tau = 0.02 apart, but for rounding."""
    x = case.x
    r = np.where(case.s > 0, x / x.max(axis=-2), x.min(axis=-2) / np.where(x == 0, np.nan, x)) * case.w
    distance = np.sqrt(((r - r.min(axis=-2)) ** 2).sum(axis=-1))
    return bool((np.abs(np.abs(distance[:, None] - distance) - 0.02) <= NEAR).any())


def _worst_first(case: Case) -> bool:
    """The scores are the same; only ``rank`` turns them round."""
    return case.ours is not None and case.theirs is not None and _close(case.ours, case.theirs)


def _border_lost(case: Case) -> bool:
    """All scores of MABAC differ by one number, and a weighted column of it has the product 0."""
    if case.ours is None or case.theirs is None:
        return False
    span = _range(case.x)
    low = (case.x * case.s).min(axis=-2)
    weighted = ((case.x * case.s - low) / (span + (span == 0)) + 1) * case.w
    lost = (weighted.prod(axis=-2) < np.finfo(float).tiny) & (case.w > 0)
    gap = case.theirs - case.ours
    return bool(lost.any()) and _close(gap, np.full_like(gap, gap.mean()))


REMOVED: dict[str, Callable[[Case], Any]] = {
    "constant_criterion": lambda case: _range(case.x) == 0,
    "criterion_of_no_weight": lambda case: case.w == 0,
    "column_of_zeros": lambda case: (case.x == 0).all(axis=-2),
}
"""Entries about some criteria, with which: they explain a difference that is gone once those are left out."""

TESTS: dict[str, Callable[[Case], bool]] = {
    "constant_criterion": _constant_throughout,
    "equal_regrets": _regrets,
    "identical_alternatives": _identical,
    "threshold": _at_threshold,
    "copras_costs": _sum_of_costs,
    "benefits_only": _costs_nothing,
    "anti_ideal_of_zeros": _worst_is_nothing,
    "worst_throughout": _worst_throughout,
    "judgements_that_differ_by_rounding": _level_judgements,
    "ideal": _best_throughout,
    "three_rows": lambda case: len(case.x) == 3,
    "lopm_order": _worst_first,
    "one_alternative": lambda case: case.theirs is None and len(case.x) == 1,
    "border_of_many": _border_lost,
}
"""How an entry is recognised; entries about weightings, and about parameters that are chosen so that both mean the same, have none."""
