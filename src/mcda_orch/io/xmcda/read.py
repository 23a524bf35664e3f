"""XMCDA documents as a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from ...core.blanks import Blanks
from ...core.criteria import Alternative
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.reading import CriterionRead, LeftOut, Reading
from ...core.weights import Weights
from ...errors import McdaError, ReadError, did_you_mean
from ..interpretation.published import rank_form
from ..interpretation.roles import role
from .contents import IMPORTANCE, Contents, contents
from .elements import Document, text
from .scales import Named, criterion_of
from .sorting import sorting
from .values import cells, number, said, value

__all__ = ["xmcda_problem"]


def xmcda_problem(documents: Sequence[Document], source: str, name: str, published: str | None = None) -> Problem:
    """Return the problem that documents state together.

    Alternatives and criteria go by their names, or by their ids where names are missing or not different. Thresholds are
    ``problem.params["thresholds"]``, categories and profiles ``problem.params["sorting"]``.

    Parameters
    ----------
    documents : sequence of Document
    source, name : str
        What the file or folder is called, and the problem.
    published : str, optional
        Which set of alternatives' values was published, by its concept or name; the only one, unless given.
    """
    found = contents(documents, source)
    rows = _real(found)
    columns = [id_ for id_ in found.criteria if ("criterion", id_) not in found.inactive]
    if not rows or not columns:
        raise ReadError(f"{source}: there is no performance table with active alternatives and criteria.")
    called, heads = _names(found.alternatives, rows, "alternatives", found), _names(found.criteria, columns, "criteria", found)
    try:
        criteria = {id_: criterion_of(found.criteria[id_], heads[id_], found.scales.get(id_)) for id_ in columns}
        matrix = DecisionMatrix(
            cells(found.cells, rows, criteria),
            [_alternative(found.alternatives[id_], called[id_]) for id_ in rows],
            list(criteria.values()),
        )
        params = {"thresholds": _thresholds(found, heads), "sorting": sorting(found, criteria)}
        weights, results = _weights(found, heads), _results(found, called, published)
        blanks = _blanks(found.blanks)
    except ReadError as error:
        raise ReadError(error.message if error.message.startswith(source) else f"{source}: {error.message}", hint=error.hint) from None
    except McdaError as error:
        raise ReadError(f"{source}: {error.message}", hint=error.hint) from None
    versions = ", ".join(sorted({d.version for d in documents}))
    return Problem(
        matrix,
        weights,
        blanks,
        None if results is None else results[1],
        params={key: part for key, part in params.items() if part},
        name=name,
        title=found.title,
        provenance={"format": f"XMCDA {versions}", **({"messages": "; ".join(found.messages)} if found.messages else {})},
        reading=_reading(found, matrix, columns, weights, results),
    )


_Results: TypeAlias = tuple[str, dict[str, float], str]


def _reading(found: Contents, matrix: DecisionMatrix, ids: Sequence[str], weights: Weights | None, results: _Results | None) -> Reading:
    """Record what was read as what."""
    criteria = [CriterionRead.of(c, id_, "scale" if id_ in found.scales else "") for id_, c in zip(ids, matrix.criteria, strict=True)]
    blank = int(matrix.blank.sum())
    return Reading(
        source=found.source,
        criteria=tuple(criteria),
        alternatives=matrix.names,
        label="alternatives",
        notes=tuple(dict.fromkeys(key for a in matrix.alternatives for key in a.notes)),
        dropped=tuple(LeftOut(kind, id_, "not active") for kind, id_ in sorted(found.inactive)),
        weights="" if weights is None else weights.source,
        published=None if results is None else (results[0], results[2]),
        blanks={"<NA/>": blank} if blank else {},
        said=tuple(f"{remark[0].upper()}{remark[1:]}." for remark in found.remarks),
    )


def _real(found: Contents) -> list[str]:
    """Return the ids of the alternatives to choose from; profiles of categories are none."""
    profiles = {text(p) for part in found.profiles for p in part.iter("alternativeID")}
    out = found.fictive | profiles
    return [id_ for id_ in found.alternatives if id_ not in out and ("alternative", id_) not in found.inactive]


def _names(known: Mapping[str, Named], ids: Sequence[str], what: str, found: Contents) -> dict[str, str]:
    """Call everything by its name; by its id where a name is missing; all by ids where names are not different."""
    named = {id_: known[id_].name or id_ for id_ in ids}
    if len(set(named.values())) == len(named):
        return named
    found.remarks.append(f"the names of {what} are not all different, so they go by their ids")
    return {id_: id_ for id_ in ids}


def _alternative(named: Named, called: str) -> Alternative:
    notes = {"id": named.id} if named.id != called else {}
    return Alternative(called, {**notes, **({"comment": named.comment} if named.comment else {})})


def _thresholds(found: Contents, heads: Mapping[str, str]) -> dict[str, Any]:
    kinds: dict[str, dict[str, float]] = {}
    for (id_, kind), size in found.thresholds.items():
        if id_ not in heads:
            continue
        if size is None or kind not in ("indifference", "preference", "veto"):
            why = "is not constant" if size is None else "is of no kind that is known"
            found.remarks.append(f"the threshold {kind!r} of criterion {id_!r} {why}, and was left out")
        else:
            kinds.setdefault(kind, {})[heads[id_]] = size
    return {kind: FrozenMap(sizes) for kind, sizes in kinds.items()}


def _weights(found: Contents, heads: Mapping[str, str]) -> Weights | None:
    called = [v for v in found.importance if any(word in v.called.lower() for word in IMPORTANCE)]
    chosen = called or found.importance
    if len(chosen) > 1:
        which = " and ".join(repr(v.called) for v in chosen)
        raise ReadError(f"criteria have several sets of values: {which}.", hint="set mcdaConcept='weights' on the one that is meant.")
    found.remarks += [f"the values {v.called!r} of criteria were not read" for v in found.importance if v not in chosen]
    if not chosen:
        return None
    values = chosen[0].values
    missing = [id_ for id_ in heads if id_ not in values]
    if missing:
        raise ReadError(f"criterion {missing[0]!r} has no weight in {chosen[0].called!r}.", hint="weight 0 leaves a criterion out.")
    return Weights({heads[id_]: said(number, values[id_], f"the weight of {id_!r}") for id_ in heads}, source=chosen[0].called)


def _results(found: Contents, called: Mapping[str, str], published: str | None) -> _Results | None:
    """Return what the set of values is called that was published, the value of every alternative that it names, and what they are."""
    sets = [v for v in found.results if published in (None, v.called)]
    if published is not None and len(sets) != 1:
        raise ReadError(
            f"there is no set of alternatives' values {published!r}.", hint=did_you_mean(published, [v.called for v in found.results])
        )
    if len(sets) > 1:
        found.remarks.append(f"alternatives have several sets of values ({', '.join(v.called for v in sets)}); name one with published=")
    if len(sets) != 1:
        return None
    values = sets[0].values
    read = {called[id_]: said(value, values[id_], f"the value of {id_!r} in {sets[0].called!r}") for id_ in called if id_ in values}
    scores = {name: score for name, score in read.items() if score is not None}
    ranks = role(sets[0].called) == "rank"
    form = rank_form(np.array([scores.get(name, np.nan) for name in called.values()])) if ranks else None
    if ranks and form is None and published is None:
        found.remarks.append(
            f"{sets[0].called!r} of alternatives does not count from 1 on, so it is not taken for ranks; published= takes it"
        )
        return None
    return (sets[0].called, scores, f"ranks ({form})" if form else "scores") if scores else None


def _blanks(said: str) -> Blanks:
    try:
        return Blanks.of(float(said)) if said else Blanks()
    except ValueError as error:
        if isinstance(error, McdaError):
            raise
        return Blanks.of(said)
