"""An order of importance in words, such as ``A, B >= C > D``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import LabelError, did_you_mean

__all__ = ["place", "read_order"]

_RELATION = r"\s*(>=|≥|=>|<=|≤|=<|==|=|~|>|<)\s*"
_SIGNS = {"≥": ">=", "=>": ">=", "≤": "<=", "=<": "<=", "==": "=", "~": "="}


def place(name: str, criteria: Sequence[str]) -> int:
    """Return the position of a criterion."""
    if name not in criteria:
        raise LabelError(f"there is no criterion {name!r}.", hint=did_you_mean(name, criteria))
    return criteria.index(name)


def read_order(text: str, criteria: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """Split a statement at its relations; names that contain signs or commas are recognised first."""
    names = "|".join(re.escape(n) for n in sorted(criteria, key=len, reverse=True))
    tier = rf"(?:{names})(?:\s*,\s*(?:{names}))*"
    if re.fullmatch(rf"\s*{tier}(?:{_RELATION}{tier})+\s*", text):
        tiers: list[list[str]] = []
        signs: list[str] = []
        rest = text.strip()
        while True:
            found = re.match(rf"{tier}(?={_RELATION}{tier}|\s*$)", rest)
            assert found is not None  # the whole text matches
            tiers.append(re.findall(names, found[0]))
            rest = rest[found.end() :]
            sign = re.match(_RELATION, rest)
            if sign is None:
                return tiers, signs
            signs.append(_SIGNS.get(sign[1], sign[1]))
            rest = rest[sign.end() :]
    parts = re.split(_RELATION, text.strip())
    for part in parts[::2] if len(parts) > 1 else ():
        for name in part.split(","):
            place(name.strip(), criteria)
    raise LabelError(f"{text!r} states no order.", hint="say 'A > B', 'A >= B > C' or 'A = B'.")
