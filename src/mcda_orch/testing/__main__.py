"""Renews the stored witnesses: ``python -m mcda_orch.testing [FOLDER] [--only NAME ...]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from ..plugin.registry import get, plugins
from .hunting import hunt
from .witness import Witness
from .witnesses import broken_claims, read, text


def main(folder: Path, examples: int, only: list[str]) -> int:
    """Hunt a witness for every broken law of these plug-ins (of all, unless some are named); report what was not found.

    The smallest one stands first, and one of usual size behind it, whose numbers say more. The largest one also tells what the
    plug-in gives with other parameters.
    """
    missing = 0
    for name, plugin in {n: get(n) for n in only or plugins()}.items():
        path = folder / f"{name}.toml"
        stored = read(path) if path.exists() else []
        found = []
        for law, variant in broken_claims(plugin):
            where = variant.name if variant else ""
            witness = hunt(plugin, law, variant, examples=examples)
            if witness is None:  # some are rare, and were found by longer searches or in the literature
                witness = next((w for w in stored if (w.law, w.variant) == (law.name, where) and w.breaks(plugin)), None)
            if witness is None:
                missing += 1
                sys.stderr.write(f"{name} ({where or 'default'}) breaks {law.name}? No witness in {examples} examples.\n")
            else:
                found.append(witness.told(plugin))
                large = hunt(plugin, law, variant, examples=examples, usual=True)
                found += [] if large is None or large == witness else [large.told(plugin)]
        largest = max(found, key=_size, default=None)
        found = [w.told(plugin, others=True) if w is largest else w for w in found]
        if found:
            path.write_text(text(found), encoding="utf-8")
    return 1 if missing else 0


def _size(witness: Witness) -> tuple[bool, int]:
    """Return what makes a witness say more: first that it is one of the defaults, then the size of its table."""
    return not witness.variant, np.size(next(iter(witness.arrays.values())))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Renew the stored witnesses.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("data/witnesses"))
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.error(f"there is no folder {str(given.folder)!r}. Modules are checked by mcda_orch.testing.contract({str(given.folder)!r}).")
    raise SystemExit(main(given.folder, given.examples, given.only))
