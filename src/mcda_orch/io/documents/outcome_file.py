"""Outcomes as JSON: versioned, at full precision, and checked as a whole when read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import Blanks
from ...core.criteria import Alternative, Criterion, Direction, Interval, Ordinal, Ratio
from ...core.frozen import FrozenMap, Labelled
from ...core.matrix import DecisionMatrix
from ...core.outcome import Outcome
from ...core.ranking import Ranking
from ...core.weights import Weights
from ...errors import McdaError, PluginError, ReadError
from ...plugin.plugin import Method
from ...plugin.recompute import recomputed
from ...plugin.registry import plugins
from ..json_text import json_text
from ..sources.tables import text_of
from .parameters import parameter_from_json, parameter_to_json
from .schema import checked

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["SCHEMA", "VERSION", "outcome_from_json", "outcome_to_json", "read_outcome"]

SCHEMA, VERSION = "mcda_orch.outcome", 2
_SCALES = {"ratio": Ratio, "interval": Interval}


def outcome_to_json(outcome: Outcome) -> str:
    """Return an outcome as JSON text.

    Raises
    ------
    PluginError
        If a parameter is something that no file can hold, such as a function.
    """
    matrix = outcome.matrix
    document = {
        "schema": SCHEMA,
        "version": VERSION,
        "method": outcome.method,
        "params": {key: parameter_to_json(f"{key} of {outcome.method}", value) for key, value in outcome.params.items()},
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
    return json.dumps({**document, "document_hash": _hash(document)}, indent=2, ensure_ascii=False, allow_nan=False)


@told
def read_outcome(path: str | Path) -> Outcome:
    """Read an outcome that `write` (or ``mcda-orch rank --json``) has written.

    Its method is run once more on what the file says went into it. Where the method is not installed here the outcome says so
    in its notes, and cannot show steps.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    ReadError
        If the file is no such document, was altered, or states scores or ranks that the method does not give.
    """
    return outcome_from_json(text_of(Path(path), str(path)), str(path))


def outcome_from_json(text: str, source: str = "JSON") -> Outcome:
    """Return the outcome that :func:`outcome_to_json` wrote; see :func:`read_outcome`."""
    found = json_text(text, source)
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise ReadError(f"{source} is no {SCHEMA} document.")
    if found.get("version") != VERSION:
        hint = (
            "upgrade mcda-orch." if isinstance(found.get("version"), int) and found["version"] > VERSION else "compute the outcome again."
        )
        raise ReadError(f"{source} is of version {found.get('version')}; this library reads version {VERSION}.", hint=hint)
    checked(found, "outcome", source)
    stated = found.pop("document_hash")
    if stated != _hash(found):
        raise ReadError(f"{source} was altered: it does not match its hash.", hint="compute the outcome again.")
    method = plugins().get(found["method"])
    try:
        outcome = _outcome(found)
        if outcome.input_hash != found["input_hash"]:
            raise ReadError("its input does not match its hash.", hint="compute the outcome again.")
        if isinstance(method, Method):
            return recomputed(method, outcome)
    except Exception as error:  # noqa: BLE001 - a kernel given what nobody checked may fail in any way
        by = f"{source} (written by mcda-orch {found['versions'].get('mcda-orch', 'unknown')})"
        if isinstance(error, McdaError):
            raise ReadError(f"{by}: {error.message}", hint=error.hint) from None
        raise ReadError(f"{by} cannot be computed again: {found['method']} says {error}.") from None
    remark = f"not computed again: no method {found['method']!r} is installed here"
    return outcome if remark in outcome.notes else replace(outcome, notes=(*outcome.notes, remark))


def _outcome(found: Mapping[str, Any]) -> Outcome:
    """Build the outcome that a document states."""
    alternatives = [Alternative(a["name"], a["notes"]) for a in found["alternatives"]]
    matrix = DecisionMatrix(_numbers(found["values"], "values"), alternatives, [_read_criterion(c) for c in found["criteria"]])
    given = found["weights"]
    weights = Weights(_numbers(given["values"], "weights"), given["criteria"], given["source"])
    scores, ranks = _numbers(found["scores"], "scores"), _numbers(found["ranks"], "ranks")
    for name, array in (("scores", scores), ("ranks", ranks)):
        if array.shape != scores.shape or array.shape[-1:] != (len(matrix.names),) or np.isnan(array).any():
            raise ReadError(f"the {name} are not one number for each alternative.")
    try:
        params = {key: parameter_from_json(value) for key, value in found["params"].items()}
    except PluginError as error:
        raise ReadError(error.message, hint="install the package that brings the plug-in.") from None
    return Outcome(
        scores=Labelled(scores, matrix.names),
        ranking=Ranking(matrix.names, ranks.astype(np.intp)),
        method=found["method"],
        params=FrozenMap(params),
        matrix=matrix,
        weights=weights,
        blanks=Blanks(found["blanks"]["policy"], found["blanks"]["value"]),
        higher_is_better=found["higher_is_better"],
        notes=tuple(found["notes"]),
    )


def _hash(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


def _numbers(values: Any, what: str) -> npt.NDArray[np.float64]:
    """Return nested lists as an array, null as NaN."""
    try:
        return np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise ReadError(f"the rows of its {what} differ in length.") from None


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
