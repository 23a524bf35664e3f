"""Checks documents against the JSON Schema that is published for them, so that reader and reference cannot differ.

A general validator says that something fits none of five branches; here an error says which key of what is not what, and
where a misplaced key belongs. It knows the keywords that our own schemas use and refuses to start with any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf, isfinite
from pathlib import Path
from typing import Any

from ...errors import ReadError, did_you_mean

__all__ = ["checked", "schema"]

_WORDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table of keys and values",
    "null": "null",
}
_CHECKS = {
    "type", "enum", "const", "properties", "required", "additionalProperties", "minProperties", "items", "minItems", "maxItems",
    "minimum", "maximum", "exclusiveMinimum", "minLength", "pattern", "anyOf", "$ref",
}  # fmt: skip
_TEXTS = {"$schema", "$id", "$defs", "title", "description", "examples", "default"}


@dataclass(frozen=True, slots=True)
class _Fault:
    path: tuple[str | int, ...]
    message: str
    hint: str | None = None


@cache
def schema(name: str) -> Mapping[str, Any]:
    """Return the schema that comes with the library: ``"problem"`` or ``"outcome"``."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.schema.json").read_text(encoding="utf-8"))
    for part in _parts(found):
        unknown = set(part) - _CHECKS - _TEXTS
        assert not unknown, f"{name}.schema.json uses {unknown}, which is not checked"
    return found


def checked(document: Any, name: str, source: str) -> Any:
    """Return the document, or raise the ReadError that says what in it does not fit the schema."""
    root = schema(name)
    fault = _fault(document, root, root, ())
    if fault is not None:
        raise ReadError(f"{source}: {_where(document, fault.path)}{fault.message}", hint=fault.hint)
    return document


def _parts(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a schema and every schema inside it."""
    yield part
    inside = [*part.get("properties", {}).values(), *part.get("$defs", {}).values(), *part.get("anyOf", ())]
    inside += [part[key] for key in ("items", "additionalProperties") if isinstance(part.get(key), dict)]
    for one in inside:
        yield from _parts(one)


def _fault(value: Any, part: Mapping[str, Any], root: Mapping[str, Any], path: tuple[str | int, ...]) -> _Fault | None:
    """Return the first thing that does not fit."""
    if "$ref" in part:
        return _fault(value, root["$defs"][part["$ref"].rpartition("/")[2]], root, path)
    if "anyOf" in part:
        faults = []
        for option in part["anyOf"]:
            fault = _fault(value, option, root, path)
            if fault is None:
                return None
            faults.append(fault)
        alike = [
            f for f, option in zip(faults, part["anyOf"], strict=True) if isinstance(value, (Mapping, list)) and _fits(value, option, root)
        ]
        near = [fault for fault in alike or faults if alike or len(fault.path) > len(path)]
        return near[0] if len(near) == 1 else _Fault(path, f"is {_shown(value)}, not {_wanted(part, root)}.", part.get("description"))
    kind = part.get("type")
    if kind is not None and not _is(value, kind):
        return _Fault(path, f"is {_shown(value)}, not {_wanted(part, root)}.", part.get("description"))
    if "const" in part and (value != part["const"] or isinstance(value, bool) is not isinstance(part["const"], bool)):
        return _Fault(path, f"is {_shown(value)}, not {part['const']!r}.")
    if "enum" in part and value not in part["enum"]:
        return _Fault(path, f"is {_shown(value)}.", did_you_mean(str(value), [str(v) for v in part["enum"]]))
    if isinstance(value, str):
        return _text_fault(value, part, root, path)
    if isinstance(value, Mapping):
        return _table_fault(value, part, root, path)
    if isinstance(value, list):
        return _list_fault(value, part, root, path)
    return None if isinstance(value, bool) or value is None else _number_fault(value, part, path)


def _text_fault(value: str, part: Mapping[str, Any], root: Mapping[str, Any], path: tuple[str | int, ...]) -> _Fault | None:
    if len(value) < part.get("minLength", 0) or ("pattern" in part and not re.search(part["pattern"], value)):
        return _Fault(path, f"is {_shown(value)}, not {_wanted(part, root)}.", part.get("description"))
    return None


def _number_fault(value: float, part: Mapping[str, Any], path: tuple[str | int, ...]) -> _Fault | None:
    if not isinstance(value, (int, float)):
        return None
    if value < part.get("minimum", value) or value > part.get("maximum", value) or value <= part.get("exclusiveMinimum", -inf):
        return _Fault(path, f"is {_shown(value)}" + (f", not {part['title']}." if "title" in part else "."), part.get("description"))
    return None


def _table_fault(value: Mapping[str, Any], part: Mapping[str, Any], root: Mapping[str, Any], path: tuple[str | int, ...]) -> _Fault | None:
    known, others = part.get("properties", {}), part.get("additionalProperties", True)
    for key in value:
        if key not in known and others is False:
            return _Fault(path, f"{key!r} means nothing here.", _home(key, root, known))
    for key in part.get("required", ()):
        if key not in value:
            return _Fault(path, f"{key!r} is missing.", known.get(key, {}).get("description"))
    if len(value) < part.get("minProperties", 0):
        return _Fault(path, f"is {_shown(value)}, which says nothing.", part.get("description"))
    for key, inside in value.items():
        wanted = known.get(key, others)
        if isinstance(wanted, Mapping) and (fault := _fault(inside, wanted, root, (*path, key))) is not None:
            return fault
    return None


def _list_fault(value: list[Any], part: Mapping[str, Any], root: Mapping[str, Any], path: tuple[str | int, ...]) -> _Fault | None:
    if not part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)):
        return _Fault(path, f"has {len(value)} entries.", part.get("description"))
    if "items" in part:
        for position, inside in enumerate(value):
            if (fault := _fault(inside, part["items"], root, (*path, position))) is not None:
                return fault
    return None


def _is(value: Any, kind: str | list[str]) -> bool:
    if isinstance(kind, list):
        return any(_is(value, one) for one in kind)
    if isinstance(value, bool):
        return kind == "boolean"
    if kind in ("number", "integer"):
        number = isinstance(value, int) or (isinstance(value, float) and isfinite(value))
        return number and (kind == "number" or value == int(value))
    types: dict[str, type] = {"string": str, "array": list, "object": Mapping, "null": type(None), "boolean": bool}
    return isinstance(value, types[kind])


def _fits(value: Any, part: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Tell whether a value is at least of the type that a part asks for."""
    if "$ref" in part:
        return _fits(value, root["$defs"][part["$ref"].rpartition("/")[2]], root)
    return "type" in part and _is(value, part["type"])


def _wanted(part: Mapping[str, Any], root: Mapping[str, Any]) -> str:
    """Say in words what would fit."""
    if "$ref" in part:
        return _wanted(root["$defs"][part["$ref"].rpartition("/")[2]], root)
    if "title" in part and part is not root:
        return str(part["title"])
    if "const" in part:
        return json.dumps(part["const"])
    if "enum" in part:
        return "one of " + ", ".join(map(repr, part["enum"]))
    if "anyOf" in part:
        return " or ".join(dict.fromkeys(_wanted(option, root) for option in part["anyOf"]))
    kinds = part.get("type", "object")
    return " or ".join(_WORDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _home(key: str, root: Mapping[str, Any], known: Mapping[str, Any]) -> str | None:
    """Say where a key belongs: near a known one, or somewhere else in the document."""
    elsewhere = [name for name, part in root.get("properties", {}).items() if any(key in one.get("properties", {}) for one in _parts(part))]
    followed = [n for n, part in root.get("properties", {}).items() if any(key in one for one in _referred(part, root))]
    places = list(dict.fromkeys([*elsewhere, *followed]))
    if key in root.get("properties", {}):
        return f"{key!r} belongs at the top of the file, outside every table."
    if places:
        return f"{key!r} belongs in {' or '.join(map(repr, places))}."
    return did_you_mean(key, known) if known else None


def _referred(part: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the properties of the definitions that a part refers to directly."""
    for one in _parts(part):
        if "$ref" in one:
            yield root["$defs"][one["$ref"].rpartition("/")[2]].get("properties", {})


def _where(document: Any, path: tuple[str | int, ...]) -> str:
    """Write a path as a person would: ``criteria 2 ('price'), low``."""
    words: list[str] = []
    for step in path:
        document = document[step]
        if isinstance(step, str):
            words.append(step if re.fullmatch(r"\w+", step) else repr(step))
        else:
            name = document.get("name") if isinstance(document, Mapping) else None
            words[-1] += f" {step + 1}" + (f" ({name!r})" if isinstance(name, str) else "")
    return ", ".join(words) + (": " if words and isinstance(document, Mapping) else " " if words else "")


def _shown(value: Any) -> str:
    if isinstance(value, (Mapping, list)):
        return "a table" if isinstance(value, Mapping) else "a list"
    text = repr(value) if isinstance(value, (str, bool, int, float)) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
