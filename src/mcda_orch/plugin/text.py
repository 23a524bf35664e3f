"""Reads the value of a parameter from text, as the command line and other plain places write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import DomainError
from .family import SCORE
from .parameter import Param
from .registry import get, names

__all__ = ["from_text"]

FLAGS = {"true": True, "false": False, "yes": True, "no": False}


def from_text(who: str, param: Param, text: str) -> Any:
    """Return what a text says of a parameter; that it fits is checked where it is used.

    Parameters
    ----------
    who : str
        Name of the plug-in.
    param : Param
    text : str
        A number, a word, the name of a scaling, or several with commas in between: one for each criterion in their order, or
        each with the criterion's name before a colon (or an equals sign).

    Examples
    --------
    >>> from mcda_orch.methods.scores.promethee_ii import promethee_ii
    >>> from_text("promethee_ii", promethee_ii.params["q"], "price:5, speed:2")
    {'price': 5.0, 'speed': 2.0}
    >>> from_text("promethee_ii", promethee_ii.params["function"], "linear")
    'linear'
    """
    text = text.strip()
    word = next((w for w in param.words if str(w) == text), None)
    if word is not None:
        return word
    if not param.kinds:
        return _guided(param, text)
    parts = [part.strip() for part in text.split(",")]
    if param.kinds & {"criteria", "words", "scaling"}:
        pairs = [part.rpartition(":" if ":" in part else "=") for part in parts]
        if all(sign for _, sign, _ in pairs):
            return {name.strip(): _one(who, param, value.strip()) for name, _, value in pairs}
    if len(parts) > 1 and param.kinds & {"criteria", "words", "scaling", "array"}:
        return [_one(who, param, part) for part in parts]
    if "other" in param.kinds:
        return _other(parts)
    found = _one(who, param, text)
    return [found] if "array" in param.kinds and isinstance(found, float) else found


def _one(who: str, param: Param, text: str) -> Any:
    """Read one value."""
    word = next((w for w in param.words if str(w) == text), None)
    if word is not None:
        return word
    if "flag" in param.kinds and text.lower() in FLAGS:
        return FLAGS[text.lower()]
    readers: list[Callable[[str], Any]] = [int] if "count" in param.kinds else []
    readers += [float] if param.kinds & {"number", "criteria", "array"} else []
    for reader in readers:
        try:
            return reader(text)
        except ValueError:
            continue
    if not readers and param.kinds & {"word", "words", "scaling"}:
        return text  # what it may be is said where names are checked
    raise DomainError(f"{param.name} of {who} is {text!r}, but must be {param.may_be}.", hint=_example(param))


def _example(param: Param) -> str:
    """Show how a parameter is written."""
    if "flag" in param.kinds:
        return "write true or false."
    if "count" in param.kinds:
        return "write a whole number, such as 3."
    if "criteria" in param.kinds:
        return "write one number, one for each criterion (1,2,3), or by name (price:1,speed:2)."
    if "array" in param.kinds:
        return "write numbers with commas in between, such as 1,2,3."
    return "write a number, such as 0.5."


def _other(parts: list[str]) -> Any:
    """Read numbers where there are only numbers, else the method of that name, else a text that no such parameter takes."""
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return get(parts[0]) if len(parts) == 1 and parts[0] in names(SCORE.name) else ",".join(parts)
    return numbers[0] if len(numbers) == 1 else tuple(numbers)


def _guided(param: Param, text: str) -> Any:
    """Read a parameter that declares nothing as what its default is."""
    if isinstance(param.default, bool):
        return FLAGS.get(text.lower(), text)
    if isinstance(param.default, str):
        return text
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        return text
    return numbers if len(numbers) > 1 else int(text) if isinstance(param.default, int) and text.lstrip("+-").isdigit() else numbers[0]
