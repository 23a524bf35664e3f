"""Problem files: everything about a problem, in TOML or JSON, with its table in a file beside it or inside."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import PurePath
from typing import Any

from ...core.blanks import Blanks
from ...core.criteria import Alternative, Criterion, Interval, Ordinal, Ratio, Scale
from ...core.frozen import unique_names
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.reading import CriterionRead, Reading
from ...core.weights import Weights
from ...errors import LabelError, McdaError, ReadError, did_you_mean
from ...plugin import registry
from ...plugin.check import stated
from ...plugin.registry import names
from ...weighting.hierarchy import hierarchy_from
from ..extent import check_extent
from ..interpretation.problem import Columns, problem
from ..interpretation.published import rank_form
from ..json_text import DEEPEST, json_text
from ..raw import RawTable
from .schema import checked

__all__ = ["TABLE_ONLY", "parsed", "problem_file"]

TABLE_ONLY = ("file", "table", "sheet", "header", "layout", "decimal", "thousands", "na", "marks", "levels", "columns")
"""What is said about the table in a file, and means nothing without one."""


_DOTTED = re.compile(rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{DEEPEST}}}""")
"""A key so long that tomllib, whose time grows with the square of its parts, is not asked."""


def parsed(text: str, source: str) -> Any:
    """Return what the text of a TOML or JSON file says; dates are texts."""
    if PurePath(source).suffix.lower() == ".json":
        return json_text(text, source)
    if match := _DOTTED.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise ReadError(
            f"{source}, line {line}: a key has more than {DEEPEST} parts.", hint="no key of a problem file has more than three."
        )
    try:
        found = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{source}: {error}.") from None
    except (RecursionError, ValueError):  # ValueError: an integer of thousands of digits
        raise ReadError(f"{source}: it is nested too deeply, or holds a number of thousands of digits.") from None
    return _plain(found, source)


def problem_file(found: Any, source: str, open_table: Callable[..., RawTable] | None = None) -> Problem:
    """Return the problem that a document states.

    Parameters
    ----------
    found : document
        As :func:`parsed` returns it.
    source : str
        What the file is called in errors.
    open_table : callable, optional
        Reads the table of a file: ``open_table(name, table=, sheet=, header=)``; needed unless the alternatives stand inside.
    """
    checked(found, "problem", source)
    try:
        criteria = [_criterion(c) for c in found["criteria"]] if "criteria" in found else None
        facts = {
            "published_by": _method(found.get("published", {}).get("method")),
            "name": PurePath(source).stem,
            "title": found.get("title", ""),
            "provenance": {key: str(said) for key, said in found.get("provenance", {}).items()},
            "params": found.get("methods", {}),
        }
        known = _Statements(found, criteria, _weights(found), Blanks.of(found.get("blanks")), facts)
        made = _inline(known, source) if "alternatives" in found else _of_table(known, open_table)
        return _completed(made, found, facts, source)
    except McdaError as error:
        if isinstance(error, ReadError) and error.message.startswith((source, "there is no file", *_tables(found))):
            raise
        raise ReadError(f"{source}: {error.message}", hint=error.hint) from None


def _tables(found: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the name of the file of the table, which errors about its cells begin with."""
    name = found.get("file", found.get("table"))
    return (name,) if isinstance(name, str) else ()


@dataclass(frozen=True, slots=True)
class _Statements:
    """What a document states, wherever its table stands."""

    found: Mapping[str, Any]
    criteria: list[str | Criterion] | None
    weights: Any
    blanks: Blanks
    facts: Mapping[str, Any]


def _of_table(said: _Statements, open_table: Callable[..., RawTable] | None) -> Problem:
    """Return the problem whose table stands in a file of its own."""
    found = said.found
    name, which = (found["file"], found.get("table")) if "file" in found else (found.get("table"), None)
    if not isinstance(name, str) or open_table is None:
        raise ReadError("it does not say where its table is.", hint='write file = "scores.csv", or list [[alternatives]].')
    if "ranks" in found.get("published", {}):
        raise ReadError(
            "'ranks' is about alternatives that stand in the file; a column of a table says itself whether it holds ranks.",
            hint="leave it out of 'published'.",
        )
    columns = found.get("columns", {})
    table = open_table(name, table=which, sheet=found.get("sheet"), header=found.get("header"))
    asked = Columns(
        columns.get("label"), said.criteria, columns.get("notes"), columns.get("published"), said.weights, said.blanks,
        found.get("directions"), found.get("layout"), found.get("levels"), found.get("na", ()), found.get("marks"), found.get("decimal"),
        found.get("thousands"),
    )  # fmt: skip
    return problem(table, asked, **said.facts)


def _inline(said: _Statements, source: str) -> Problem:
    """Return the problem whose alternatives stand in the file itself."""
    found = said.found
    for key in TABLE_ONLY:
        if key in found:
            raise ReadError(
                f"{key!r} says something about a table in a file, but the alternatives stand here.", hint="keep one of the two."
            )
    rows = found["alternatives"]
    used = list(dict.fromkeys(name for row in rows for name in row["values"]))
    columns = used if said.criteria is None else said.criteria
    heads = [c.name if isinstance(c, Criterion) else c for c in columns]
    known = set(heads)
    for row in rows:
        for name in row["values"]:
            if name not in known:
                raise LabelError(f"{row['name']!r} has a value for {name!r}, which is no criterion.", hint=did_you_mean(name, heads))
    if not columns:
        raise ReadError("no alternative has a value.", hint="write values = {price = 3}, or list the criteria.")
    stated = sum(len(row["values"]) for row in rows)
    check_extent(source, stated, len(rows) * len(columns) - stated, "write a value, or null, for each criterion.")
    matrix = DecisionMatrix(
        [[row["values"].get(name) for name in heads] for row in rows],
        [Alternative(row["name"], row.get("notes", {})) for row in rows],
        columns,
    )
    if "directions" in found:
        matrix = DecisionMatrix(matrix.values, matrix.alternatives, matrix.criteria, directions=found["directions"])
    scores = {row["name"]: row["published"] for row in rows if "published" in row}
    made = Problem(matrix, said.weights, said.blanks, scores or None, **said.facts)
    return replace(made, reading=_reading(made, found, source))


def _reading(made: Problem, found: Mapping[str, Any], source: str) -> Reading:
    """Record what was read of alternatives that stand in the file."""
    matrix, form = made.matrix, found.get("published", {}).get("ranks")
    if form is not None and (made.published is None or rank_form(made.published.values) != form):
        raise ReadError(
            f"the published figures are no {form} ranks of all alternatives.",
            hint="leave ranks out where they are scores, or correct them.",
        )
    stated = "directions" if "directions" in found else "criteria" if "criteria" in found else ""
    blank = int(matrix.blank.sum())
    return Reading(
        source,
        tuple(CriterionRead.of(c, c.name, stated) for c in matrix.criteria),
        matrix.names,
        label="name",
        notes=tuple(dict.fromkeys(key for a in matrix.alternatives for key in a.notes)),
        weights="" if made.weights is None else made.weights.source,
        published=None if made.published is None else ("published", f"ranks ({form})" if form else "scores"),
        blanks={"": blank} if blank else {},
    )


def _completed(made: Problem, found: Mapping[str, Any], facts: Mapping[str, Any], source: str) -> Problem:
    """Add the parameters that speak of criteria by name."""
    params = dict(facts["params"])
    criteria = dict.fromkeys(made.matrix.criterion_names)
    for kind, sizes in found.get("thresholds", {}).items():
        for name in sizes:
            if name not in criteria:
                raise LabelError(f"thresholds, {kind}: {name!r} is no criterion.", hint=did_you_mean(name, criteria))
        params["thresholds"] = {**params.get("thresholds", {}), kind: dict(sizes)}
    if "judgements" in found:
        try:
            params["ahp"] = {**hierarchy_from(found["judgements"]).settings(made.matrix), **params.get("ahp", {})}
        except McdaError as error:
            raise ReadError(f"judgements: {error.message}", hint=error.hint) from None
    for method, known in params.items():
        try:
            if method != "thresholds":
                stated(method, known, made.matrix)
        except McdaError as error:
            raise ReadError(f"{source}, [methods.{method}]: {error.message}", hint=error.hint) from None
    return Problem(
        made.matrix,
        made.weights,
        made.blanks,
        made.published,
        made.published_by,
        params,
        made.name,
        made.title,
        made.provenance,
        made.reading,
    )


def _criterion(given: str | Mapping[str, Any]) -> str | Criterion:
    if isinstance(given, str):
        return given
    kind = given.get("scale", "ordinal" if "levels" in given else "ratio")
    low, high, levels = given.get("low"), given.get("high"), given.get("levels", ())
    try:
        scale: Scale = Ordinal(levels, low, high) if kind == "ordinal" else (Ratio if kind == "ratio" else Interval)(low, high, levels)
        return Criterion(given["name"], given.get("direction", "max"), scale, given.get("unit", ""))
    except McdaError as error:
        raise ReadError(f"criterion {given['name']!r}: {error.message}", hint=error.hint) from None


def _weights(found: Mapping[str, Any]) -> Any:
    """Return the weights that stand with the criteria, or in ``[weights]``, but not in both."""
    entries = [c for c in found.get("criteria", ()) if isinstance(c, Mapping)]
    own = {c["name"]: c["weight"] for c in entries if "weight" in c}
    stated = found.get("weights")
    if not isinstance(stated, Mapping):
        source, given = "problem file", stated
    else:
        source = stated["source"] if isinstance(stated.get("source"), str) else "problem file"
        given = {name: weight for name, weight in stated.items() if not isinstance(weight, str)} or None
    if own and given is not None:
        raise ReadError("weights stand both in 'weights' and with the criteria.", hint="keep one of the two.")
    if own:
        unique_names([c["name"] for c in entries], "criterion")
        missing = [c if isinstance(c, str) else c["name"] for c in found["criteria"] if isinstance(c, str) or "weight" not in c]
        if missing:
            raise ReadError(f"criterion {missing[0]!r} has no weight, but others have.", hint="weight 0 leaves a criterion out.")
        given = own
    if isinstance(stated, Mapping) and "source" in stated and given is None:
        raise ReadError("'weights' says where weights come from, but there are none.", hint="write them there: price = 2.")
    return Weights(given, source=source) if isinstance(given, Mapping) else given


def _method(name: str | None) -> str | None:
    if name is not None and not registry.is_method(name):
        raise LabelError(f"there is no method {name!r}.", hint=did_you_mean(name, names("score")))
    return name


def _plain(value: Any, source: str, depth: int = 0) -> Any:
    """Return a document of texts, numbers, truths, lists and tables; what TOML knows beyond that is dates."""
    if depth > DEEPEST:
        raise ReadError(f"{source}: lists and tables are nested more than {DEEPEST} deep.")
    if isinstance(value, dict):
        return {key: _plain(inside, source, depth + 1) for key, inside in value.items()}
    if isinstance(value, list):
        return [_plain(inside, source, depth + 1) for inside in value]
    return value.isoformat() if isinstance(value, (date, time)) else value
