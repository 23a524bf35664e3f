"""Criteria of XMCDA: their scales and directions, in the words of versions 2, 3 and 4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.criteria import Criterion, Interval, Ordinal, Ratio, Scale
from ...errors import McdaError, ReadError
from .elements import Document, children, one, text
from .values import number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["UNIT", "Named", "concept", "criterion_of", "scales", "thresholds"]

UNIT = "unit: "
"""How a comment of a criterion states its unit; XMCDA has no place of its own for it."""
_THRESHOLDS = {"indifference": "indifference", "ind": "indifference", "preference": "preference", "pref": "preference", "veto": "veto"}


@dataclass(frozen=True, slots=True)
class Named:
    """An element with an id: what it is called, and what is said of it."""

    id: str
    name: str
    comment: str
    element: Element


def criterion_of(named: Named, name: str, scale: Element | None) -> Criterion:
    """Return the criterion; without a scale more is better, on a ratio scale."""
    unit = named.comment.removeprefix(UNIT).strip() if named.comment.startswith(UNIT) else ""
    if scale is None:
        return Criterion(name, unit=unit)
    kind = next((part for part in scale if part.tag in ("quantitative", "qualitative", "nominal", "fuzzyQualitative")), None)
    if kind is None or kind.tag not in ("quantitative", "qualitative"):
        what = "no kind of scale that is known" if kind is None else "a nominal" if kind.tag == "nominal" else "a fuzzy"
        raise ReadError(f"criterion {name!r} has {what} scale, which orders nothing.", hint="state a quantitative or qualitative one.")
    try:
        found = _quantitative(kind, scale) if kind.tag == "quantitative" else _qualitative(kind, scale)
        return Criterion(name, text(one(kind, "preferenceDirection")) or "max", found, unit)
    except McdaError as error:
        raise ReadError(f"the scale of criterion {name!r}: {error.message}", hint=error.hint) from None


def _quantitative(kind: Element, scale: Element) -> Scale:
    low, high = (None if (end := one(kind, tag)) is None else number(end) for tag in ("minimum", "maximum"))
    if scale.get("mcdaConcept") == "ordinal":
        return Ordinal((), low, high)
    return (Interval if scale.get("mcdaConcept") == "interval" else Ratio)(low, high)


def _qualitative(kind: Element, scale: Element) -> Scale:
    group = one(kind, "valuedLabels")
    labels: list[tuple[float, str]] = []
    for part in children(kind if group is None else group, "valuedLabel", "rankedLabel"):
        held = one(part, "value" if part.tag == "valuedLabel" else "rank")
        if held is None:
            raise ReadError(f"the label {text(one(part, 'label'))!r} has no {'value' if part.tag == 'valuedLabel' else 'rank'}.")
        bare = text(held)
        labels.append((float(bare) if bare.isdigit() else number(held), text(one(part, "label"))))
    if not labels:
        raise ReadError("it has no labels.", hint="list them with their values.")
    levels = {label: level for level, label in sorted(labels)}
    if len(levels) < len(labels):
        raise ReadError("a label stands twice.")
    concept = scale.get("mcdaConcept")
    if concept in ("ratio", "interval"):
        return (Ratio if concept == "ratio" else Interval)(None, None, levels)
    return Ordinal(list(levels) if concept == "order" else levels)


def scales(document: Document) -> Iterator[tuple[str, Element]]:
    """Yield the id of each criterion that has a scale here, and the scale."""
    for group in document.all("criteria"):
        for criterion in children(group, "criterion"):
            if (scale := one(criterion, "scale")) is not None:
                yield criterion.get("id", ""), scale
    for group in document.all("criteriaScales"):
        for part in children(group, "criterionScale", "criterionScales"):
            found = [s for inside in children(part, "scales") for s in children(inside, "scale")]
            if len(found) != 1:
                raise ReadError(f"criterion {text(one(part, 'criterionID'))!r} has {len(found)} scales.", hint="keep one.")
            yield text(one(part, "criterionID")), found[0]


def thresholds(document: Document) -> Iterator[tuple[str, str, float | None]]:
    """Yield criterion, kind (as the file calls it where it is unknown) and size of each threshold; None where it is not constant."""
    found: list[tuple[str, Element]] = []
    for group in document.all("criteria"):
        found += [(c.get("id", ""), t) for c in children(group, "criterion") for part in children(c, "thresholds") for t in part]
    for group in document.all("criteriaThresholds"):
        for c in children(group, "criterionThreshold", "criterionThresholds"):
            found += [(text(one(c, "criterionID")), t) for part in children(c, "thresholds") for t in part]
    for criterion, threshold in found:
        if threshold.tag != "threshold":
            continue
        called = next((w for key in ("mcdaConcept", "id", "name") if (w := threshold.get(key, "").strip().lower())), "")
        yield criterion, _THRESHOLDS.get(called, called), _constant(threshold, criterion, called)


def _constant(threshold: Element, criterion: str, called: str) -> float | None:
    constant = one(threshold, "constant")
    affine = next(children(threshold, "affine", "linear"), None)
    try:
        if constant is not None:
            return number(constant)
        if affine is None:
            raise ReadError("is neither constant nor affine.")
        slope, intercept = one(affine, "slope"), one(affine, "intercept")
        if slope is None or intercept is None:
            raise ReadError("has no slope or no intercept.")
        return number(intercept) if number(slope) == 0 else None
    except McdaError as error:
        raise ReadError(f"the {called} threshold of criterion {criterion!r} {error.message}", hint=error.hint) from None


def concept(scale: Scale) -> str:
    """Return the word for what the numbers of a scale mean, which XMCDA has no place for; it stands as the scale's concept."""
    return "order" if isinstance(scale, Ordinal) and scale.names and not scale.valued else type(scale).__name__.lower()
