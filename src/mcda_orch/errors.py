"""What can go wrong, said once: who, where, and what would fix it, in the user's own labels."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = [
    "DomainError",
    "LabelError",
    "McdaError",
    "MeaningWarning",
    "MissingError",
    "PluginError",
    "ReadError",
    "ShapeError",
    "did_you_mean",
    "key",
]


NEAR = 0.65
"""How alike two names must be for one to be offered for the other, from 0 to 1."""

MOST = 30
"""Names that a hint lists at most."""


FEW = 3
"""Names that hold a word and are offered for it, at most; more are no answer."""

LONGEST = 4000
"""Characters of a message, and of a hint, at most."""

_LONG = r"""'[^'\n]{300,}'|"[^"\n]{300,}"|(?<![^\s'"])[^\s'"]{300,}"""
"""A name or a cell that fills a screen."""


def _readable(text: str) -> str:
    """Return a message in which no name of thousands of characters drowns the rest."""
    if len(text) <= 300:
        return text
    short = re.sub(_LONG, lambda found: f"{found[0][:57]}...{found[0][-1]}", text)
    return short if len(short) <= LONGEST else f"{short[:LONGEST]}..."


class McdaError(ValueError):
    """Root of every error that the library raises on purpose.

    Parameters
    ----------
    message : str
        Who and where, in the user's labels.
    hint : str, optional
        What would fix it.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        self.message = _readable(message)
        self.hint = None if hint is None else _readable(hint)
        super().__init__(self.message if hint is None else f"{self.message} Hint: {self.hint}")


class LabelError(McdaError):
    """A name is unknown, missing or used twice."""


class ShapeError(McdaError):
    """An array does not have the shape that its labels ask for."""


class DomainError(McdaError):
    """A value lies outside what a criterion, a weight or a method can take."""


class MissingError(McdaError):
    """A cell is blank and nothing says what a blank means."""


class PluginError(McdaError):
    """A plug-in is unknown, declared wrongly, or called with parameters that it does not have."""


class ReadError(McdaError):
    """A file cannot be read as what it claims to be; the message names file, line and column."""


class MeaningWarning(UserWarning):
    """The numbers can be computed, but the scale of a criterion does not give them the meaning the method needs."""


def key(name: str) -> str:
    """Return a name as names are compared: small letters and digits alone.

    Examples
    --------
    >>> key("Weighted-Sum Model"), key("PROMETHEE_II")
    ('weightedsummodel', 'prometheeii')
    """
    return re.sub(r"[\W_]", "", name).lower()


def _words(name: str) -> set[str]:
    """Return the words of a name that are long enough to tell it from others."""
    return {word for word in re.split(r"[\W_]+", name.casefold()) if len(word) > 2}


def did_you_mean(name: object, known: Iterable[str], alike: float = NEAR) -> str:
    """Return a hint that names the nearest known name, or the known ones when none is near; letters count, their case does not.

    Names that hold the whole word, or all words, are near too.

    Examples
    --------
    >>> did_you_mean("topsi", ["topsis", "vikor"])
    "did you mean 'topsis'?"
    >>> did_you_mean("price", ["Annual price", "Uptime", "List price (net)"])
    "did you mean 'Annual price' or 'List price (net)'?"
    """
    from difflib import get_close_matches

    names = list(known)
    by_key = {n.casefold(): n for n in reversed(names)}
    near = get_close_matches(str(name).casefold(), by_key, n=1, cutoff=alike)
    if near:
        return f"did you mean {by_key[near[0]]!r}?"
    words = _words(str(name))
    holding = [n for n in by_key.values() if words and words <= _words(n)]
    if 0 < len(holding) <= FEW:
        return f"did you mean {' or '.join(map(repr, reversed(holding)))}?"
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return f"known are {', '.join(map(repr, names[:MOST]))}{more}."
