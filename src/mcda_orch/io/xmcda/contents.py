"""What one or several XMCDA documents say, gathered by id: nothing said twice, nothing said of strangers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from ...errors import McdaError, ReadError, did_you_mean
from .elements import Document, children, flag, one, text
from .scales import Named, scales, thresholds
from .values import holders

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["IMPORTANCE", "Contents", "Values", "contents"]

K = TypeVar("K")
V = TypeVar("V")

_READ = {
    "alternatives", "criteria", "performanceTable", "criteriaScales", "criteriaThresholds", "criteriaValues", "criteriaSet",
    "alternativesValues", "categories", "categoriesValues", "categoriesProfiles", "methodMessages", "programExecutionResult",
    "projectReference", "programParameters", "methodParameters",
}  # fmt: skip
IMPORTANCE = ("weight", "importance", "poids", "gewicht", "peso")


@dataclass(frozen=True, slots=True)
class Values:
    """A set of values of criteria or alternatives, by id."""

    called: str
    source: str
    values: dict[str, Element]


@dataclass(slots=True)
class Contents:
    """Everything that is read, by id. It is filled once, by :func:`contents`."""

    source: str
    alternatives: dict[str, Named] = field(default_factory=dict)
    fictive: set[str] = field(default_factory=set)
    criteria: dict[str, Named] = field(default_factory=dict)
    inactive: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id."""
    cells: dict[str, dict[str, Element]] = field(default_factory=dict)
    scales: dict[str, Element] = field(default_factory=dict)
    thresholds: dict[tuple[str, str], float | None] = field(default_factory=dict)
    importance: list[Values] = field(default_factory=list)
    results: list[Values] = field(default_factory=list)
    categories: dict[str, Named] = field(default_factory=dict)
    category_ranks: dict[str, Element] = field(default_factory=dict)
    profiles: list[Element] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    title: str = ""
    blanks: str = ""
    remarks: list[str] = field(default_factory=list)


def contents(documents: Sequence[Document], source: str) -> Contents:
    """Return what documents say together.

    Raises
    ------
    ReadError
        If something is said twice, or of an id that nothing declares.
    """
    found = Contents(source)
    for document in documents:
        try:
            _gather(found, document)
        except McdaError as error:
            raise ReadError(f"{document.source}: {error.message}", hint=error.hint) from None
    _declare(found)
    return found


def _gather(found: Contents, document: Document) -> None:
    for group in document.all("alternatives"):
        for part in children(group, "alternative"):
            named = _named(found.alternatives, part, "alternative")
            if text(one(part, "type")) == "fictive" or group.get("mcdaConcept", "").lower() == "fictive":
                found.fictive.add(named.id)
            _active(found, part, "alternative")
    for group in document.all("criteria"):
        for part in children(group, "criterion"):
            _named(found.criteria, part, "criterion")
            _active(found, part, "criterion")
    inline = {c.get("id", ""): v for g in document.all("criteria") for c in children(g, "criterion") for v in children(c, "criterionValue")}
    if inline:
        found.importance.append(Values("criterionValue", document.source, inline))
    for group in document.all("performanceTable"):
        _cells(found, group)
    for criterion, scale in scales(document):
        _once(found.scales, criterion, scale, f"the scale of criterion {criterion!r}")
    for criterion, kind, size in thresholds(document):
        _once(found.thresholds, (criterion, kind), size, f"the {kind} threshold of criterion {criterion!r}")
    found.importance += [v for g in document.all("criteriaValues") if (v := _values(g, document.source, "criterionID")).values]
    for group in document.all("criteriaSet"):
        if any(word in group.get("mcdaConcept", "").lower() for word in IMPORTANCE):
            found.importance.append(_values(group, document.source, "criterionID"))
        else:
            found.remarks.append(f"<criteriaSet> of {document.source} was not read")
    found.results += [v for g in document.all("alternativesValues") if (v := _values(g, document.source, "alternativeID")).values]
    for group in document.all("categories"):
        for part in children(group, "category"):
            named = _named(found.categories, part, "category")
            _active(found, part, "category")
            if (rank := one(part, "rank")) is not None:
                found.category_ranks[named.id] = rank
    for group in document.all("categoriesValues"):
        found.category_ranks.update(_values(group, document.source, "categoryID").values)
    found.profiles += [part for group in document.all("categoriesProfiles") for part in children(group, "categoryProfile")]
    found.messages += _messages(document)
    found.title = found.title or next((t for p in document.all("projectReference") if (t := text(one(p, "title")))), "")
    for group in (*document.all("programParameters"), *document.all("methodParameters")):
        for part in group.iter("programParameter" if group.tag == "programParameters" else "parameter"):
            if part.get("id") == "blanks":
                found.blanks = next((text(v[0]) for v in holders(part) if len(v)), "")
            else:
                found.remarks.append(f"the parameter {part.get('name') or part.get('id')!r} was not read")
    unread = sorted({e.tag for e in document.root} - _READ)
    found.remarks += [f"<{tag}> of {document.source} was not read" for tag in unread]


def _named(found: dict[str, Named], part: Element, what: str) -> Named:
    id_ = part.get("id", "")
    if not id_.strip():
        raise ReadError(f"there is no id for one {what}.", hint="every alternative, criterion and category needs one.")
    comment = text(one(part, "description", "comment"))
    name = part.get("name", "")
    named = Named(id_, name if name.strip() else "", comment, part)
    before = found.get(id_)
    if before is not None and before.name and named.name and before.name != named.name:
        raise ReadError(f"{what} {id_!r} is called {before.name!r} and {named.name!r}.")
    if before is None or not before.name:
        found[id_] = named
    return found[id_]


def _active(found: Contents, part: Element, what: str) -> None:
    id_ = part.get("id", "")
    if not flag(one(part, "active"), otherwise=True):
        found.inactive.add((what, id_))


def _cells(found: Contents, table: Element) -> None:
    for row in children(table, "alternativePerformances"):
        alternative = text(one(row, "alternativeID"))
        cells = found.cells.setdefault(alternative, {})
        for cell in children(row, "performance"):
            criterion = text(one(cell, "criterionID"))
            _once(cells, criterion, cell, f"the performance of alternative {alternative!r} on criterion {criterion!r}")


def _once(found: dict[K, V], key: K, value: V, what: str) -> None:
    if key in found:
        raise ReadError(f"{what} is stated twice.", hint="keep one of the two.")
    found[key] = value


def _values(group: Element, source: str, key: str) -> Values:
    """Gather the values of one set; those of sets of criteria or alternatives are not ours."""
    called = group.get("mcdaConcept") or group.get("name") or group.get("id") or group.tag
    found: dict[str, Element] = {}
    for part in group:
        if (named := one(part, key)) is not None:
            _once(found, text(named), part, f"the value of {text(named)!r} in {called!r}")
    return Values(called, source, found)


def _messages(document: Document) -> Iterator[str]:
    for group in document.all("methodMessages"):
        for part in children(group, "message", "logMessage", "errorMessage"):
            kind = {"message": "", "logMessage": "log: ", "errorMessage": "error: "}[part.tag]
            yield kind + (text(one(part, "text")) or text(part))
    for group in document.all("programExecutionResult"):
        for inside in children(group, "messages"):
            for part in children(inside, "message"):
                level = part.get("level", "info")
                yield ("" if level == "info" else f"{level}: ") + text(one(part, "text"))


def _declare(found: Contents) -> None:
    """Refuse what is said of ids that are not declared; where nothing is declared, what is used is what there is."""
    used = list(dict.fromkeys(c for row in found.cells.values() for c in row))
    if not found.alternatives:
        found.alternatives = {
            id_: Named(id_, "", "", found.cells[id_][next(iter(found.cells[id_]))]) for id_ in found.cells if found.cells[id_]
        }
    if not found.criteria:
        first = {c: cell for row in found.cells.values() for c, cell in row.items()}
        found.criteria = {id_: Named(id_, "", "", first[id_]) for id_ in used}
    for id_ in found.cells:
        if id_ not in found.alternatives:
            raise ReadError(f"{found.source}: {id_!r} has performances, but is no alternative.", hint=did_you_mean(id_, found.alternatives))
    said = [("performances", c) for c in used] + [("a scale", c) for c in found.scales]
    said += [("a threshold", c) for c, _ in found.thresholds] + [("a value", c) for v in found.importance for c in v.values]
    for what, id_ in said:
        if id_ not in found.criteria:
            raise ReadError(f"{found.source}: {id_!r} has {what}, but is no criterion.", hint=did_you_mean(id_, found.criteria))
    for values in found.results:
        for id_ in values.values:
            if id_ not in found.alternatives:
                raise ReadError(f"{values.source}: {id_!r} has a value, but is no alternative.", hint=did_you_mean(id_, found.alternatives))
