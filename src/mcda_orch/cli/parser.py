"""Reads the words of a command; whatever does not fit is an error with a way out, like every other."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from ..errors import McdaError
from .elsewhere import instead_of_option, instead_of_word

__all__ = ["INTERRUPTED", "Parser", "UsageError"]

INTERRUPTED = 130
"""Exit code of a command that the keyboard interrupts, as shells have it."""

_LACKS = "the following arguments are required: "
"""How argparse begins to say what is missing."""
_NUMBER, _KINDS = re.compile(r"invalid (int|float) value: (.*)"), {"int": "whole number", "float": "number"}
"""How argparse says that a word is no number, and what to call it."""


class UsageError(McdaError):
    """A command is not written as its help says."""


class Parser(argparse.ArgumentParser):
    """A parser that raises, suggests near names, and takes values that begin with a minus sign."""

    def __init__(self, verb: str, summary: str, more: str = "") -> None:
        super().__init__(
            f"mcda-orch {verb}",
            description=summary,
            epilog=more or None,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def understood(self, words: Sequence[str]) -> argparse.Namespace:
        """Return what the words ask for."""
        found, left = self.parse_known_args(self._joined(words))
        if left:
            word = left[0]
            if word.startswith("-") and len(word) > 1:
                name = word.partition("=")[0]
                raise UsageError(f"{self.prog} has no option {name}.", hint=instead_of_option(name, self.prog, self._options()))
            raise UsageError(f"{word!r} is one word too many for {self.prog}.", hint=instead_of_word(word, self.prog, self._options()))
        return found

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and leaving."""
        if message.startswith(_LACKS):
            words = " ".join(str(action.metavar or action.dest) for action in self._get_positional_actions())
            raise UsageError(
                f"{self.prog} lacks {message.removeprefix(_LACKS)}.", hint=f"write {self.prog} {words}; --help shows its options."
            )
        said = _NUMBER.sub(lambda found: f"{found[2]} is no {_KINDS[found[1]]}", message.removeprefix("argument "))
        raise UsageError(f"{said}.", hint=f"{self.prog} --help shows what it takes.")

    def _options(self) -> list[str]:
        return [name for name in self._option_string_actions if name.startswith("--")]

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Join an option with its value, so that ``--direction -,+`` and ``--weights -1,2`` are not taken for options."""
        known, rest = self._option_string_actions, list(words)
        found: list[str] = []
        while rest:
            word = rest.pop(0)
            if word == "--":
                return [*found, word, *rest]
            takes = word.startswith("--") and word in known and known[word].nargs != 0
            found.append(f"{word}={rest.pop(0)}" if takes and rest and rest[0].partition("=")[0] not in known else word)
        return found
