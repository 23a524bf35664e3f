"""Regular expressions that are compiled when they are first used: most texts need few of them."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]


class _Later:
    """Stands for an expression; the first thing that is asked of it compiles it, and is then at hand."""

    def __init__(self, text: str, flags: int) -> None:
        self._stated = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._stated)
        for offered in ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern", "flags", "groupindex"):
            setattr(self, offered, getattr(compiled, offered))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression, as `re.compile` does, that is compiled when it is first used.

    Examples
    --------
    >>> digits = pattern(r"[0-9]+")
    >>> digits.findall("3 of 12")
    ['3', '12']
    """
    return cast("re.Pattern[str]", _Later(text, flags))
