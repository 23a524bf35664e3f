"""What is worth a note where a call is right: scales that do not carry the method, columns that are not alike, constants."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..core.criteria import Interval, Ordinal
from ..core.matrix import DecisionMatrix
from ..core.table import cell_text
from ..errors import MeaningWarning
from .check import Task
from .kernel import Plugin
from .law import Law
from .registry import plugins

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["advice", "constant", "meaning", "telling"]

Claims: TypeAlias = tuple[tuple[Law, ...], tuple[Law, ...]]

UNLIKE = 10.0
"""How many times the span of one column may be that of another before adding them as they stand is worth a note."""


def constant(plugin: Plugin[Any], found: Task) -> None:
    """Warn of criteria that are the same for all, where the weighting judges by differences."""
    if not any(law.name == "constant_gets_zero" for law in plugin.keeps) or found.x.shape[-2] < 2:
        return
    flat = (found.x == found.x[..., :1, :]).all(axis=-2)
    if flat.any():
        names = ", ".join(repr(found.matrix.criterion_names[j]) for j in np.unique(np.argwhere(flat)[:, -1]))
        warnings.warn(f"{plugin.name} gives {names} the weight 0: all alternatives are the same there.", MeaningWarning, stacklevel=4)


def advice(plugin: Plugin[Any], found: Task) -> tuple[str, ...]:
    """Warn where the scale of a criterion does not carry the method, and return what was said."""
    said, unlike = _notes(plugin, found)
    for text in said:
        warnings.warn(text, MeaningWarning, stacklevel=3)
    return (*found.blanks.remarks(found.matrix), *found.matrix.remarks, *said, *unlike)


def meaning(plugin: Plugin[Any], found: Task) -> tuple[str, ...]:
    """Return what there is to say about columns that the method takes for more, or for more alike, than they are."""
    said, unlike = _notes(plugin, found)
    return (*found.matrix.remarks, *said, *unlike)


def telling(plugin: Plugin[Any], found: Task) -> bool:
    """Tell whether there may be something to say of these criteria, whatever their cells are; of the cells, their ends alone matter."""
    return _claims(plugin, found) is not None


def _notes(plugin: Plugin[Any], found: Task) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return notes on scales, and on columns that are not alike; a matrix is asked once."""
    if not found.settled:
        return _said(plugin, found)
    asked, known = ("notes", id(found.params), _counted(found.w).tobytes()), found.matrix.answers
    if asked not in known:
        known[asked] = _said(plugin, found)
    return known[asked]  # type: ignore[no-any-return]  # answers are of many kinds


def _said(plugin: Plugin[Any], found: Task) -> tuple[tuple[str, ...], tuple[str, ...]]:
    claims = _claims(plugin, found)
    return tuple(_scales(plugin, found, claims)), _unlike(plugin, found, claims)


def _claims(plugin: Plugin[Any], found: Task) -> Claims | None:
    """Return the laws kept and broken with the parameters of a call; None where nothing is declared, or none of them matters here."""
    return plugin.claims(found.params) if _may_break(plugin) & _matters(found.matrix) else None


@lru_cache(maxsize=512)
def _may_break(plugin: Plugin[Any]) -> frozenset[str]:
    """Return the names of the laws that a plug-in breaks by default or as one of its variants."""
    return frozenset(law.name for laws in (plugin.breaks, *(v.breaks for v in plugin.variants)) for law in laws)


def _matters(matrix: DecisionMatrix) -> frozenset[str]:
    """Return the names of the laws of which there is something to say where these criteria meet a method that breaks them."""
    known = matrix.answers
    if "laws that matter" not in known:
        scales, units = [c.scale for c in matrix.criteria], [c.unit for c in matrix.criteria]
        said = {
            "origin_free": any(isinstance(scale, Interval) for scale in scales),
            "order_only": any(isinstance(scale, Ordinal) and not scale.valued for scale in scales),
            "unit_free": len(set(units)) > 1 or not (_alike(matrix) or all(units)),
        }
        known["laws that matter"] = frozenset(law for law, matters in said.items() if matters)
    return known["laws that matter"]  # type: ignore[no-any-return]  # answers are of many kinds


def _alike(matrix: DecisionMatrix) -> bool:
    """Tell whether all criteria declare the same two ends."""
    ends = {(c.scale.low, c.scale.high) for c in matrix.criteria}
    return len(ends) == 1 and None not in next(iter(ends))


def _scales(plugin: Plugin[Any], found: Task, claims: Claims | None) -> list[str]:
    """Return a note for every kind of scale that does not carry the method."""
    if claims is None:
        return []
    broken = {law.name for law in claims[1]}
    criteria = found.matrix.criteria
    said = []
    if "origin_free" in broken:
        names = [c.name for c in criteria if isinstance(c.scale, Interval)]
        if names:
            said.append(_say(plugin, found, names, "interval scale, whose zero is arbitrary", "where zero lies", "origin_free"))
    if "order_only" in broken:
        names = [c.name for c in criteria if isinstance(c.scale, Ordinal) and not c.scale.valued]
        if names:
            said.append(
                _say(plugin, found, names, "ordinal scale, whose levels have no stated numbers", "the numbers of the levels", "order_only")
            )
    if "unit_free" in broken:
        units = {c.unit for c in criteria if c.unit}
        if len(units) > 1:
            names = [c.name for c in criteria if c.unit]
            units_text = f"scale in different units ({', '.join(sorted(units))})"
            far = _far_apart(found)
            largest = f" {far[0]} counts for more than its weight says." if far else ""
            said.append(f"{_say(plugin, found, names, units_text, 'the choice of units', 'unit_free')}{largest} {_remedy(plugin)}")
    return said


def _unlike(plugin: Plugin[Any], found: Task, claims: Claims | None) -> tuple[str, ...]:
    """Return a note where columns that nobody declared to be alike are added as they stand, though their numbers are not of one size."""
    criteria = found.matrix.criteria
    if claims is None or all(law.name != "unit_free" for law in claims[1]) or len({c.unit for c in criteria if c.unit}) > 1:
        return ()
    if _alike(found.matrix) or all(c.unit for c in criteria):
        return ()
    far = _far_apart(found)
    if far is None:
        return ()
    why = "so the column with the larger numbers counts for more than its weight says"
    return (f"{plugin.name} adds {far[0]} to {far[1]} as they stand, {why}. {_remedy(plugin)}",)


def _far_apart(found: Task) -> tuple[str, str] | None:
    """Return the columns whose numbers span most and least, with their ends, where the one is many times the other."""
    criteria = found.matrix.criteria
    cells = found.x.reshape(-1, len(criteria))
    spans = {j: span for j, span in enumerate(np.where(_counted(found.w), np.ptp(cells, axis=-2), 0.0).tolist()) if span > 0}
    if not spans:
        return None
    wide, narrow = max(spans, key=spans.__getitem__), min(spans, key=spans.__getitem__)
    if spans[wide] <= UNLIKE * spans[narrow]:
        return None
    one, other = (f"{criteria[j].name!r} (from {cell_text(cells[:, j].min())} to {cell_text(cells[:, j].max())})" for j in (wide, narrow))
    return one, other


def _counted(w: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Return which criteria some weight vector counts."""
    return np.asarray((w > 0).any(axis=tuple(range(w.ndim - 1))))


def _remedy(plugin: Plugin[Any]) -> str:
    """Return what makes columns comparable."""
    return (
        'With scale="minmax" they count alike.'
        if "scale" in plugin.params
        else "Scale the table first, in Python with mo.scalings.minmax(matrix)."
    )


def _say(plugin: Plugin[Any], found: Task, names: list[str], scale: str, matters: str, law: str) -> str:
    fit = [p.name for p in plugins().values() if p.family is plugin.family and any(k.name == law for k in p.keeps) and _takes(p, found)][:2]
    which = ", ".join(map(repr, names[:4])) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    have = "has an" if len(names) == 1 and scale[0] in "io" else "has a" if len(names) == 1 else "have an" if scale[0] in "io" else "have a"
    other = f", that of {' and '.join(fit)} does not" if len(fit) > 1 else ""
    return f"{which} {have} {scale}; the order that {plugin.name} gives depends on {matters}{other}."


def _takes(other: Plugin[Any], found: Task) -> bool:
    """Tell whether another plug-in of the family takes these cells."""
    return not any(domain.outside(found.x, found.s).any() for _, domain in other.restrictions(other.settings({})))
