"""Who is never ahead by a law of the method: another is nowhere worse, and the method never scores such a one lower."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ...core.frozen import FrozenMap
from ...exact.claims import Check
from ...sampling.weight_set import WeightSet
from .question import Question, Tied

__all__ = ["Dominated", "dominated"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Dominated(Tied):
    """The proof that no weights put an alternative ahead: another is at least as good on every criterion.

    It rests on the law of dominance, which the method declares and the laws' tests attack.

    Attributes
    ----------
    alternative : str
    rivals : tuple of str
        The one that is nowhere worse.
    question : Question
    known : WeightSet
    """

    alternative: str
    rivals: tuple[str]
    question: Question
    known: WeightSet
    tie: str = ""

    margin: ClassVar[Fraction] = Fraction(0)
    ties: ClassVar[bool] = True
    weights: ClassVar[Mapping[str, Fraction]] = FrozenMap()

    @property
    def certificate(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The cells of the two as the method sees them, turned so that more is better."""
        seen = _turned(self.question)
        mine, rival = (tuple(seen[self.question.at(name)].tolist()) for name in (self.alternative, *self.rivals))
        return mine, rival

    def checks(self) -> Iterator[Check]:
        """Yield that the rival is nowhere worse, and that the method keeps the law."""
        yield self._belongs
        name = self.question.method.name
        yield Check(f"{name} keeps the law of dominance with its parameters, as it declares", "recount", _lawful(self.question))
        mine, other = self.certificate
        worse = self.alternative not in self.rivals and all(p <= q for p, q in zip(mine, other, strict=True))
        yield Check(f"{self.rivals[0]} is nowhere worse than {self.alternative}", "proof", worse)

    @property
    def why(self) -> str:
        """The proof in a few words."""
        return f"never ahead: {self.rivals[0]} is nowhere worse"

    def document(self) -> dict[str, Any]:
        """Return what it says as plain mappings and lists, ready for JSON."""
        return {"rivals": list(self.rivals), "margin": "0", "weights": {}, "law": "dominance"}

    def __str__(self) -> str:
        law = f"so {self.question.method.name} never puts it behind, {self.known.scope}"
        return f"{self.alternative} is never ahead: {self.rivals[0]} is nowhere worse, {law}."

    def __repr__(self) -> str:
        return f"Dominated({self.alternative!r}, {self.rivals[0]!r})"


def dominated(question: Question, known: WeightSet, a: int, rivals: Sequence[int] | None = None) -> Dominated | None:
    """Return the proof that `a` is never ahead of rivals, if one of them is nowhere worse; all that differ, unless given."""
    if not _lawful(question):
        return None
    seen = _turned(question)
    if rivals is None:
        rivals = [b for b in range(len(seen)) if (seen[b] != seen[a]).any()]
    rival = next((b for b in rivals if (seen[b] >= seen[a]).all()), None)
    if rival is None:
        return None
    return Dominated(question.names[a], (question.names[rival],), question, known)


def _lawful(question: Question) -> bool:
    """Tell whether the method keeps the law of dominance with the parameters in force."""
    claims = question.method.claims(question.task.params)
    return not question.task.redistributed and claims is not None and any(law.name == "dominance" for law in claims[0])


def _turned(question: Question) -> Any:
    return np.asarray(question.task.x * question.task.s)
