"""Reads problem files: TOML that says which column of a table is what, and everything else about a problem."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ..core.blanks import Blanks
from ..core.criteria import Criterion, Interval, Ordinal, Ratio, Scale
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import McdaError, ReadError, did_you_mean
from ..plugin.check import stated
from ..weighting.hierarchy import hierarchy_from
from .problem import Columns, problem
from .raw import RawTable

__all__ = ["problem_file"]

_TOP = ("title", "table", "columns", "criteria", "blanks", "published", "provenance", "methods", "judgements", "weights")
_COLUMNS = ("label", "notes", "published")
_CRITERION = ("name", "direction", "scale", "low", "high", "levels", "unit", "weight")
_SCALES = ("ratio", "interval", "ordinal")


def problem_file(text: str, source: str, open_table: Callable[[str], RawTable]) -> Problem:
    """Return the problem of a TOML file.

    Parameters
    ----------
    text, source : str
        The file, and what it is called in errors.
    open_table : callable
        Reads the table that the file names.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{source}: {error}") from None
    _known(found, _TOP, source, "")
    if not isinstance(found.get("table"), str):
        raise ReadError(f"{source}: it does not say where its table is.", hint='write table = "file.md" (or .csv).')
    columns = found.get("columns", {})
    _known(columns, _COLUMNS, source, "[columns] ")
    try:
        criteria = [_criterion(c, source) for c in found["criteria"]] if "criteria" in found else None
        weights = _weights(found, source)
        blanks = Blanks.of(found.get("blanks"))
    except ReadError:
        raise
    except McdaError as error:
        raise ReadError(f"{source}: {error.message}", hint=error.hint) from None
    table = open_table(found["table"])
    made = problem(
        table,
        Columns(columns.get("label"), criteria, columns.get("notes"), columns.get("published"), weights, blanks),
        published_by=found.get("published", {}).get("method"),
        name=PurePath(source).stem,
        title=found.get("title", ""),
        provenance={k: str(v) for k, v in found.get("provenance", {}).items()},
    )
    params = {k: dict(v) for k, v in found.get("methods", {}).items()}
    if "judgements" in found:
        try:
            params["ahp"] = {**hierarchy_from(found["judgements"]).settings(made.matrix), **params.get("ahp", {})}
        except McdaError as error:
            raise ReadError(f"{source}, [judgements]: {error.message}", hint=error.hint) from None
    for name, own in params.items():
        try:
            stated(name, own, made.matrix)
        except McdaError as error:
            raise ReadError(f"{source}, [methods.{name}]: {error.message}", hint=error.hint) from None
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


def _known(given: Mapping[str, Any], known: Sequence[str], source: str, where: str) -> None:
    for key in given:
        if key not in known:
            raise ReadError(f"{source}: {where}{key!r} means nothing here.", hint=did_you_mean(key, known))


def _criterion(given: Mapping[str, Any], source: str) -> Criterion:
    name = given.get("name")
    if not isinstance(name, str):
        raise ReadError(f"{source}: a [[criteria]] entry has no name.", hint='write name = "the column\'s header".')
    _known(given, _CRITERION, source, f"criterion {name!r}: ")
    kind = given.get("scale", "ordinal" if "levels" in given else "ratio")
    if kind not in _SCALES:
        raise ReadError(f"{source}: criterion {name!r} has the scale {kind!r}.", hint=did_you_mean(kind, _SCALES))
    low, high, levels = given.get("low"), given.get("high"), given.get("levels", ())
    scale: Scale = Ordinal(levels, low, high) if kind == "ordinal" else (Ratio if kind == "ratio" else Interval)(low, high, levels)
    return Criterion(name, given.get("direction", "max"), scale, given.get("unit", ""))


def _weights(found: Mapping[str, Any], source: str) -> Weights | None:
    """Read the weights that stand with the criteria; ``[weights] source`` says where they come from."""
    given = {c["name"]: c["weight"] for c in found.get("criteria", ()) if "weight" in c}
    if not given:
        return None
    missing = [c["name"] for c in found["criteria"] if "weight" not in c]
    if missing:
        raise ReadError(f"{source}: criterion {missing[0]!r} has no weight, but others have.", hint="weight 0 leaves a criterion out.")
    return Weights(given, source=found.get("weights", {}).get("source", "problem file"))
