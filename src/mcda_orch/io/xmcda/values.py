"""Values of XMCDA: numbers, exact fractions, labels, truths, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

import numpy as np

from ...errors import McdaError, ReadError
from ...exact.rational import simplest
from ..extent import check_extent
from .elements import children, one, text

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...core.criteria import Criterion

__all__ = ["add_label", "add_number", "cells", "holders", "levels_of", "number", "said", "value"]

_REAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_INT = re.compile(r"[+-]?\d+")
_KINDS = ("integer", "real", "rational", "label", "rankedLabel", "valuedLabel", "boolean", "NA", "interval", "fuzzyNumber", "fuzzyLabel")
_LARGEST = 2**31 - 1
"""XMCDA's integers have 32 bits."""


def holders(element: Element) -> list[Element]:
    """Return the elements that hold values: ``<value>``, those in ``<values>``, or the element itself."""
    direct = list(children(element, "value"))
    inside = [v for group in children(element, "values") for v in children(group, "value")]
    return direct + inside or [element]


def value(element: Element, levels: Mapping[str, float] | None = None) -> float | None:
    """Return the one number that an element holds, or None for ``<NA/>``.

    Parameters
    ----------
    element : Element
        Holds a value, or ``<value>`` elements.
    levels : mapping of str to float, optional
        Numbers of the labels that may stand here.

    Raises
    ------
    ReadError
        If it holds several values, or one that is no finite number and no declared label. The message says what it is.
    """
    held = holders(element)
    if len(held) > 1:
        raise ReadError(f"holds {len(held)} values.", hint="keep the one that counts.")
    found = [child for child in held[0] if child.tag in _KINDS]
    if len(found) != 1:
        there = f"{len(found)} values" if found else f"<{held[0][0].tag}>" if len(held[0]) else repr(text(held[0]))
        raise ReadError(f"holds {there}, not one value.", hint="a blank is <NA/>.")
    return _read(found[0], levels or {})


def number(element: Element) -> float:
    """Return the one number that an element holds, which cannot be blank."""
    found = value(element)
    if found is None:
        raise ReadError("is <NA/>.", hint="state a number.")
    return found


def said(read: Callable[[Element], Any], element: Element, what: str) -> Any:
    """Read a value, and say of what it is where it cannot be read."""
    try:
        return read(element)
    except McdaError as error:
        raise ReadError(f"{what} {error.message}", hint=error.hint) from None


def levels_of(criterion: Criterion) -> dict[str, float]:
    """Return the numbers of a criterion's levels by their names."""
    return dict(zip(criterion.scale.names, map(float, criterion.scale.levels), strict=True))


def cells(stated: Mapping[str, Mapping[str, Element]], rows: Sequence[str], criteria: Mapping[str, Criterion]) -> npt.NDArray[np.float64]:
    """Return the performances of alternatives by id on criteria by id; what is not stated is blank."""
    there = sum(len(stated.get(row, ())) for row in rows)
    check_extent("the performance table", there, len(rows) * len(criteria) - there, "state each performance; a blank is <NA/>.")
    found = np.full((len(rows), len(criteria)), np.nan)
    columns = {id_: (j, levels_of(criterion)) for j, (id_, criterion) in enumerate(criteria.items())}
    for i, row in enumerate(rows):
        if not stated.get(row):
            raise ReadError(
                f"alternative {row!r} has no performances.", hint="state them (each may be <NA/>), or set it <active>false</active>."
            )
        for id_, performance in stated[row].items():
            if id_ in columns:
                j, levels = columns[id_]
                read = said(partial(value, levels=levels), performance, f"{criteria[id_].name!r} of {row!r}")
                found[i, j] = np.nan if read is None else read
    return found


def _read(found: Element, levels: Mapping[str, float]) -> float | None:
    kind, words = found.tag, text(found)
    if kind == "NA":
        return None
    if kind == "rational":
        top, bottom = (text(one(found, part)) for part in ("numerator", "denominator"))
        if not (_INT.fullmatch(top) and _INT.fullmatch(bottom)) or int(bottom) == 0:
            raise ReadError(f"is {top or 'nothing'}/{bottom or 'nothing'}, which is no number.")
        return float(Fraction(int(top), int(bottom)))
    if kind in ("label", "rankedLabel", "valuedLabel", "fuzzyLabel"):
        label = words if kind == "label" else text(one(found, "label"))
        if label not in levels:
            known = ", ".join(map(repr, levels))
            raise ReadError(
                f"is the label {label!r}.", hint=f"levels of its scale are {known}." if levels else "declare its scale's levels."
            )
        return levels[label]
    if kind == "boolean":
        if words not in ("true", "false", "1", "0"):
            raise ReadError(f"is the boolean {words!r}.")
        return float(words in ("true", "1"))
    if kind in ("interval", "fuzzyNumber"):
        what = "an interval" if kind == "interval" else "a fuzzy number"
        raise ReadError(f"is {what}, not one number.", hint="state the number to compute with, or <NA/> for a blank.")
    if not (_INT if kind == "integer" else _REAL).fullmatch(words) or not isfinite(float(words)):
        raise ReadError(f"is {words or 'nothing'!r}, which is no finite {'integer' if kind == 'integer' else 'number'}.")
    return float(words)


def add_number(parent: Element, given: float | None) -> None:
    """Add a number as an integer, a decimal, or the fraction that it is; a blank as ``<NA/>``."""
    if given is None or given != given:
        SubElement(parent, "NA")
        return
    given = float(given)
    if not isfinite(given):
        raise ReadError(f"{given} is no finite number, so it cannot be written.")
    exact = simplest(given)
    if exact.denominator == 1 and abs(exact) <= _LARGEST:
        SubElement(parent, "integer").text = str(exact.numerator)
    elif len(repr(given)) > 12 and exact.denominator < 10**6 and abs(exact.numerator) <= _LARGEST:
        part = SubElement(parent, "rational")
        SubElement(part, "numerator").text = str(exact.numerator)
        SubElement(part, "denominator").text = str(exact.denominator)
    else:
        SubElement(parent, "real").text = repr(given)


def add_label(parent: Element, given: float, levels: Mapping[str, float]) -> None:
    """Add the label of a level."""
    SubElement(parent, "label").text = next(name for name, level in levels.items() if level == given)
