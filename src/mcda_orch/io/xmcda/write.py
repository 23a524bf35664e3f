"""A problem as XMCDA: version 4, or 2.2 for programs that know no later one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...core.criteria import Criterion, Direction
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...errors import PluginError, ReadError, ShapeError, did_you_mean
from .scales import UNIT, concept
from .values import add_label, add_number, levels_of

__all__ = ["VERSIONS", "xmcda_text"]

VERSIONS = {
    "4.0.0": ("http://www.decision-deck.org/2021/XMCDA-4.0.0", "xmcda"),
    "2.2.1": ("http://www.decision-deck.org/2012/XMCDA-2.2.1", "XMCDA"),
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = ("indifference", "preference", "veto")


def xmcda_text(problem: Problem, version: str = "4.0.0") -> str:
    """Return a problem as an XMCDA document.

    Names are ids, unless white space in them would not survive. Matrix, scales, directions, weights, published scores, thresholds (``params["thresholds"]``) and the meaning of
    blanks are written, and of everything else a comment in the performance table says that it was not.

    Raises
    ------
    ShapeError
        If the problem is a batch.
    PluginError
        If the version is not written.
    ReadError
        If a name holds a character that XML cannot.
    """
    if version not in VERSIONS:
        raise PluginError(f"XMCDA {version} is not written.", hint=did_you_mean(version, VERSIONS))
    if problem.matrix.values.ndim != 2 or (problem.weights is not None and problem.weights.values.ndim != 1):
        raise ShapeError("XMCDA holds one matrix and one weight vector, not a batch.", hint="write them one by one.")
    root, four = Element("root"), version.startswith("4")
    rows, columns = _ids(problem.matrix.names, "a"), _ids(problem.matrix.criterion_names, "c")
    _alternatives(root, problem, rows)
    _criteria(root, problem, columns, four)
    _table(root, problem.matrix, rows, columns, four, _left_out(problem))
    if problem.published is not None:
        scores = [(rows[name], float(score)) for name, score in problem.published.items()]
        _values(root, "alternative", "ranks" if problem.rank_form else "published", scores, four)
    if four:
        _scales(root, problem.matrix, columns)
        _thresholds(root, problem.params.get("thresholds", {}), columns)
    if problem.weights is not None:
        shares = [(columns[name], float(weight)) for name, weight in problem.weights.items()]
        _values(root, "criterion", "weights", shares, four)
    if problem.blanks.policy != "refuse":
        _policy(root, problem, four)
    return _serialised(root, version)


def _serialised(root: Element, version: str) -> str:
    """Put the tree into the namespace of its version, in which version 2 has only the root, and refuse what XML cannot hold."""
    uri, tag = VERSIONS[version]
    for element in root.iter():
        for said in (element.text or "", *element.attrib.values()):
            if bad := _ILLEGAL.search(said):
                raise ReadError(f"{said!r} holds the character {bad[0]!r}, which XML cannot.", hint="rename it.")
    if version.startswith("4"):
        root.tag = tag
        root.set("xmlns", uri)
    else:
        root.tag = f"xmcda:{tag}"
        root.set("xmlns:xmcda", uri)
    indent(root)
    return "<?xml version='1.0' encoding='UTF-8'?>\n" + tostring(root, encoding="unicode") + "\n"


def _ids(names: Iterable[str], letter: str) -> dict[str, str]:
    """Return an id for each name: itself, or a letter and a number for all where white space in one would not survive."""
    if all(name == name.strip() and not re.search(r"[\t\n\r\x85\u2028]", name) for name in names):
        return {name: name for name in names}
    return {name: f"{letter}{i}" for i, name in enumerate(names, start=1)}


def _entry(group: Element, tag: str, name: str, id_: str) -> Element:
    return SubElement(group, tag, {"id": id_} if name == id_ else {"id": id_, "name": name})


def _values(root: Element, of: str, concept_: str, values: Iterable[tuple[str, float]], four: bool) -> None:
    group = SubElement(root, {"alternative": "alternativesValues", "criterion": "criteriaValues"}[of], mcdaConcept=concept_)
    for id_, size in values:
        part = SubElement(group, f"{of}Values" if four else f"{of}Value")
        SubElement(part, f"{of}ID").text = id_
        add_number(_holder(part, four), size)


def _holder(part: Element, four: bool) -> Element:
    return SubElement(SubElement(part, "values") if four else part, "value")


def _comment(parent: Element, said: str) -> None:
    if said:
        SubElement(SubElement(parent, "description"), "comment").text = said


def _alternatives(root: Element, problem: Problem, ids: Mapping[str, str]) -> None:
    group = SubElement(root, "alternatives")
    for alternative in problem.matrix.alternatives:
        part = _entry(group, "alternative", alternative.name, ids[alternative.name])
        notes = {key: said for key, said in alternative.notes.items() if said}
        _comment(part, notes["comment"] if list(notes) == ["comment"] else "\n".join(f"{key}: {said}" for key, said in notes.items()))


def _criteria(root: Element, problem: Problem, ids: Mapping[str, str], four: bool) -> None:
    group = SubElement(root, "criteria")
    sizes: Mapping[str, Mapping[str, float]] = problem.params.get("thresholds", {})
    for criterion in problem.matrix.criteria:
        for what, said in (("unit", criterion.unit), *(("level", name) for name in criterion.scale.names)):
            if said != said.strip() or "\r" in said:
                raise ReadError(
                    f"the {what} {said!r} of {criterion.name!r} has white space that XML does not keep.",
                    hint="take the white space away, or write .toml or .json.",
                )
        part = _entry(group, "criterion", criterion.name, ids[criterion.name])
        _comment(part, UNIT + criterion.unit if criterion.unit else "")
        if not four:
            _scale(part, criterion, "rankedLabel")
            own = {kind: sizes[kind][criterion.name] for kind in _KINDS if criterion.name in sizes.get(kind, {})}
            _sizes(part, own)


def _scales(root: Element, matrix: DecisionMatrix, ids: Mapping[str, str]) -> None:
    group = SubElement(root, "criteriaScales")
    for criterion in matrix.criteria:
        part = SubElement(group, "criterionScales")
        SubElement(part, "criterionID").text = ids[criterion.name]
        _scale(SubElement(part, "scales"), criterion, "valuedLabel")


def _scale(parent: Element, criterion: Criterion, label: str) -> None:
    scale = SubElement(parent, "scale", mcdaConcept=concept(criterion.scale))
    kind = SubElement(scale, "qualitative" if criterion.scale.levels else "quantitative")
    SubElement(kind, "preferenceDirection").text = Direction.of(criterion.direction).value
    if criterion.scale.levels:
        group = SubElement(kind, "valuedLabels") if label == "valuedLabel" else kind
        for name, level in zip(criterion.scale.names, criterion.scale.levels, strict=True):
            part = SubElement(group, label)
            if label == "rankedLabel":  # version 2 states rank before label
                add_number(SubElement(part, "rank"), float(level))
                SubElement(part, "label").text = name
            else:
                SubElement(part, "label").text = name
                add_number(SubElement(part, "value"), float(level))
    for tag, end in (("minimum", criterion.scale.low), ("maximum", criterion.scale.high)):
        if end is not None and not criterion.scale.levels:
            add_number(SubElement(kind, tag), end)


def _thresholds(root: Element, sizes: Mapping[str, Mapping[str, float]], ids: Mapping[str, str]) -> None:
    names = list(dict.fromkeys(name for kind in _KINDS for name in sizes.get(kind, {})))
    group = SubElement(root, "criteriaThresholds") if names else root
    for name in names:
        part = SubElement(group, "criterionThresholds")
        SubElement(part, "criterionID").text = ids[name]
        _sizes(part, {kind: sizes[kind][name] for kind in _KINDS if name in sizes.get(kind, {})})


def _sizes(part: Element, own: Mapping[str, float]) -> None:
    group = SubElement(part, "thresholds") if own else part
    for kind, size in own.items():
        threshold = SubElement(group, "threshold", mcdaConcept=kind)
        add_number(SubElement(threshold, "constant"), size)


def _table(
    root: Element, matrix: DecisionMatrix, rows: Mapping[str, str], columns: Mapping[str, str], four: bool, left_out: Iterable[str]
) -> None:
    group = SubElement(root, "performanceTable", mcdaConcept="REAL")
    said = "; ".join(left_out)
    _comment(group, f"Not in this file: {said}." if said else "")
    for name, row in zip(matrix.names, matrix.values.tolist(), strict=True):
        part = SubElement(group, "alternativePerformances")
        SubElement(part, "alternativeID").text = rows[name]
        for criterion, cell in zip(matrix.criteria, row, strict=True):
            performance = SubElement(part, "performance")
            SubElement(performance, "criterionID").text = columns[criterion.name]
            held = _holder(performance, four)
            if criterion.scale.levels and cell == cell:
                add_label(held, cell, levels_of(criterion))
            else:
                add_number(held, cell)


def _policy(root: Element, problem: Problem, four: bool) -> None:
    policy: Any = problem.blanks.value if problem.blanks.value is not None else problem.blanks.policy
    group = SubElement(root, "programParameters" if four else "methodParameters")
    part = SubElement(group, "programParameter" if four else "parameter", id="blanks", name="what a blank means")
    SubElement(_holder(part, four), "label").text = repr(policy) if isinstance(policy, float) else str(policy)


def _left_out(problem: Problem) -> list[str]:
    """Name what XMCDA has no place for."""
    found = [f"parameters of {method}" for method in problem.params if method != "thresholds"]
    if problem.published_by:
        found.append(f"that the published scores come from {problem.published_by}")
    found += [f"{key} ({said})" for key, said in problem.provenance.items() if key not in ("format", "messages")]
    kinds = dict.fromkeys(key for a in problem.matrix.alternatives for key, said in a.notes.items() if said and key != "comment")
    if kinds:
        found.append(f"which of the notes is which ({', '.join(kinds)}; they stand together in comments)")
    return ([f"the title {problem.title!r}"] if problem.title else []) + found
