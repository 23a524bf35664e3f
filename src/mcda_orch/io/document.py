"""Outcomes as JSON: versioned, at full precision, and verified when read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..core.blanks import Blanks
from ..core.criteria import Alternative, Criterion, Direction, Interval, Ordinal, Ratio
from ..core.frozen import FrozenMap, Labelled
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.ranking import Ranking
from ..core.weights import Weights
from ..errors import McdaError, ReadError
from ..plugin.plugin import Plugin
from ..plugin.registry import get

__all__ = ["SCHEMA", "VERSION", "outcome_from_json", "outcome_to_json"]

SCHEMA, VERSION = "mcda_orch.outcome", 1
_SCALES = {"ratio": Ratio, "interval": Interval}


def outcome_to_json(outcome: Outcome) -> str:
    """Return an outcome as JSON text."""
    matrix = outcome.matrix
    document = {
        "schema": SCHEMA,
        "version": VERSION,
        "method": outcome.method,
        "params": {key: _written(value) for key, value in outcome.params.items()},
        "higher_is_better": outcome.higher_is_better,
        "alternatives": [{"name": a.name, "notes": dict(a.notes)} for a in matrix.alternatives],
        "criteria": [_criterion(c) for c in matrix.criteria],
        "values": _blanks(matrix.values.tolist()),
        "weights": {
            "criteria": list(outcome.weights.criteria),
            "values": outcome.weights.values.tolist(),
            "source": outcome.weights.source,
        },
        "blanks": {"policy": outcome.blanks.policy, "value": outcome.blanks.value},
        "scores": outcome.scores.tolist(),
        "ranks": outcome.ranking.dense.tolist(),
        "notes": list(outcome.notes),
        "input_hash": outcome.input_hash,
        "versions": outcome.versions,
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def outcome_from_json(text: str, source: str = "JSON") -> Outcome:
    """Return the outcome that :func:`outcome_to_json` wrote. It can be shown, but not replayed.

    Raises
    ------
    ReadError
        If the text is no such document, is of a later version, or was altered.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(f"{source}, line {error.lineno}, column {error.colno}: {error.msg}.") from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise ReadError(f"{source} is no {SCHEMA} document.")
    if found.get("version") != VERSION:
        raise ReadError(f"{source} is of version {found.get('version')}; this library reads version {VERSION}.", hint="upgrade mcda-orch.")
    try:
        criteria = [_read_criterion(c) for c in found["criteria"]]
        alternatives = [Alternative(a["name"], a["notes"]) for a in found["alternatives"]]
        values = np.array(found["values"], dtype=np.float64)
        matrix = DecisionMatrix(values, alternatives, criteria)
        weights = Weights(found["weights"]["values"], found["weights"]["criteria"], found["weights"]["source"])
        ranking = Ranking(matrix.names, np.array(found["ranks"], dtype=np.intp))
        outcome = Outcome(
            scores=Labelled(np.array(found["scores"], dtype=np.float64), matrix.names),
            ranking=ranking,
            method=found["method"],
            params=FrozenMap({key: _read(value) for key, value in found["params"].items()}),
            matrix=matrix,
            weights=weights,
            blanks=Blanks(found["blanks"]["policy"], found["blanks"]["value"]),
            higher_is_better=found["higher_is_better"],
            notes=tuple(found["notes"]),
        )
        expected = found["input_hash"]
    except (KeyError, TypeError, ValueError) as error:
        reason = error.message if isinstance(error, McdaError) else f"{type(error).__name__} {error}"
        raise ReadError(f"{source} is damaged: {reason}") from None
    if outcome.input_hash != expected:
        raise ReadError(f"{source} was altered: its input does not match its hash.", hint="compute the outcome again.")
    return outcome


def _criterion(criterion: Criterion) -> dict[str, Any]:
    scale = criterion.scale
    levels = dict(zip(scale.names, map(float, scale.levels), strict=True)) if scale.valued else list(scale.names)
    return {
        "name": criterion.name,
        "direction": Direction.of(criterion.direction).value,
        "scale": type(scale).__name__.lower(),
        "low": scale.low,
        "high": scale.high,
        "levels": levels,
        "unit": criterion.unit,
    }


def _read_criterion(given: Mapping[str, Any]) -> Criterion:
    low, high, levels = given["low"], given["high"], given["levels"]
    scale = Ordinal(levels, low, high) if given["scale"] == "ordinal" else _SCALES[given["scale"]](low, high, levels)
    return Criterion(given["name"], given["direction"], scale, given["unit"])


def _blanks(values: Any) -> Any:
    """Write blanks as null."""
    return [_blanks(v) for v in values] if isinstance(values, list) else None if values != values else values


def _written(value: Any) -> Any:
    if isinstance(value, Plugin):
        return {"plugin": value.name, "bound": {k: _written(v) for k, v in value.bound.items()}}
    if hasattr(value, "tolist"):
        return {"array": _blanks(value.tolist())}
    return list(value) if isinstance(value, tuple) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict) and "plugin" in value:
        return get(value["plugin"]).with_(**{k: _read(v) for k, v in value["bound"].items()})
    if isinstance(value, dict) and "array" in value:
        return np.array(value["array"], dtype=np.float64)
    return value
