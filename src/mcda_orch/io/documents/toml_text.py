"""Writes a document of texts, numbers, truths, lists and tables as TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ...errors import PluginError

__all__ = ["toml_text"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(document: Mapping[str, Any]) -> str:
    """Return a document as TOML: plain values first, a head for every table and every entry of a list of tables.

    Examples
    --------
    >>> print(toml_text({"criteria": [{"name": "price", "low": 0.5}], "title": "Tools"}), end="")
    title = "Tools"
    <BLANKLINE>
    [[criteria]]
    name = "price"
    low = 0.5
    """
    plain = {key: value for key, value in document.items() if not _is_table(value) and not _is_tables(value)}
    blocks = [_lines(plain)] if plain else []
    for key, value in document.items():
        if _is_table(value):
            blocks.append([f"[{_key(key)}]", *_lines(value)])
        elif _is_tables(value):
            blocks += [[f"[[{_key(key)}]]", *_lines(entry)] for entry in value]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, Mapping) for entry in value)


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in table.items()]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if value is None:
        raise PluginError("TOML has no word for nothing, and a value is None.", hint="write .json, or leave the parameter out.")
    return f"{{{', '.join(_lines(value))}}}" if isinstance(value, Mapping) else f"[{', '.join(map(_value, value))}]"


def _text(text: str) -> str:
    """Quote a text; JSON escapes what TOML must have escaped, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
