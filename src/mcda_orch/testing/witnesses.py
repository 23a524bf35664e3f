"""Stored witnesses: one TOML file a plug-in, one table a broken law."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..core.frozen import FrozenMap
from ..plugin.law import Law, Variant
from ..plugin.plugin import Plugin
from .moved import CHANGES
from .witness import Told, Witness

__all__ = ["broken_claims", "read", "text"]


def broken_claims(plugin: Plugin[Any]) -> list[tuple[Law, Variant | None]]:
    """Return every law that the plug-in says it breaks, by default and under its variants."""
    own: list[tuple[Law, Variant | None]] = [(law, None) for law in plugin.breaks]
    return own + [(law, variant) for variant in plugin.variants for law in plugin.claims_of(variant)[1]]


def read(path: Path) -> list[Witness]:
    """Read the witnesses of one plug-in."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))["witness"]
    return [
        Witness(
            path.stem,
            w["law"],
            w.get("variant", ""),
            arrays=FrozenMap(w["arrays"]),
            params=FrozenMap(w.get("params", {})),
            choices=FrozenMap(w.get("choices", {})),
            results=tuple(w.get("results", ())),
            steps=FrozenMap(w.get("steps", {})),
            others=tuple(map(_told, w.get("others", ()))),
        )
        for w in found
    ]


def text(found: Iterable[Witness]) -> str:
    """Write witnesses as TOML."""
    lines = []
    for w in found:
        lines += ["[[witness]]", f'law = "{w.law}"', *([f'variant = "{w.variant}"'] if w.variant else [])]
        for part in ("arrays", "params", "choices"):
            items = getattr(w, part)
            if items:
                lines.append(f"{part} = {{ " + ", ".join(f"{k} = {v!r}" for k, v in items.items()) + " }")
        lines += [f"results = {list(w.results)!r}"] if w.results else []
        lines += _tables("steps", w.steps)
        for other in w.others:
            params = ", ".join(f"{k} = {_value(v)}" for k, v in other.params.items())
            lines += ["", "[[witness.others]]", *([f"params = {{ {params} }}"] if params else [f'change = "{other.change}"'])]
            lines += [f"result = {other.result!r}", *_tables("steps", other.steps), *_tables("forms", other.forms)]
        lines.append("")
    return "\n".join(lines)


def _told(told: Mapping[str, Any]) -> Told:
    steps, forms, params = (FrozenMap(told.get(part, {})) for part in ("steps", "forms", "params"))
    return Told(told["result"], steps, forms, params, told.get("change", CHANGES[0]))


def _tables(name: str, tables: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {{ " + ", ".join(f'"{symbol}" = {v!r}' for symbol, v in tables.items()) + " }"] if tables else []


def _value(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)
