"""What can go wrong, said once: who, where, and what would fix it, in the user's own labels."""

from __future__ import annotations

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
]


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
        self.message = message
        self.hint = hint
        super().__init__(message if hint is None else f"{message} Hint: {hint}")


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


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known name, or all of them when none is near.

    Examples
    --------
    >>> did_you_mean("topsi", ["topsis", "vikor"])
    "did you mean 'topsis'?"
    """
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(map(repr, names))}."
