"""Which answer would say most about the ranking, given what is known of the weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError
from ...exact.claims import Call, Repeated
from ...plugin.subject import subject
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from ..evidence.question import allowed, asked

if TYPE_CHECKING:
    from ...plugin.plugin import Method
    from ...sampling.streams import Seed

__all__ = ["NextQuestion", "next_question"]


@dataclass(frozen=True, slots=True)
class NextQuestion(Repeated, Report):
    """The pair of alternatives to ask about next.

    Attributes
    ----------
    a, b : str
        Which of the two is preferred?
    odds : float
        Part of the weights, as far as they are known, with which `a` is ahead (estimated from draws).
    open_pairs : int
        How many pairs were found undecided, this one included.
    """

    a: str
    b: str
    odds: float
    open_pairs: int
    call: Call
    tie: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """None: the question is a sentence."""
        return ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """The question."""
        return (str(self),)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.next_question",
            "version": 1,
            **{name: getattr(self, name) for name in ("a", "b", "odds", "open_pairs")},
        }

    def __str__(self) -> str:
        return f"Is {self.a} preferred to {self.b}? ({self.odds:.0%} of the weights say so; {self.open_pairs} pairs are open.)"


@told
def next_question(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    draws: int = 2000,
    rng: Seed = 0,
) -> NextQuestion | None:
    """Return the pair whose answer halves what is open, or None where every pair is decided.

    A pair is open while some weights of the set put the one ahead and some the other. Of the open pairs the one is asked that
    divides the set most evenly, by draws; pairs that no draw divides are settled by linear programmes in fractions. The
    answer goes into the set with ``weights.prefers(a, b, method=..., matrix=...)``.

    Parameters
    ----------
    problem, method, blanks : as for ``first_place``
        A method that is linear in its weights.
    weights : WeightSet, optional
        What is known so far; nothing, unless given.
    draws : int, default 2000
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> problem = mo.load("orchestrators")
    >>> print(next_question(problem, mo.wsm))
    Is Flyte preferred to Kubeflow Pipelines? (51% of the weights say so; 46 pairs are open.)
    """
    streams = Streams.of(rng)
    call = Call.of(next_question, problem=problem, method=method, weights=weights, blanks=blanks, draws=draws, rng=streams)
    question = asked(subject(problem, "next_question", method), method, None, blanks, needs_weights=False)
    if question.rows is None:
        raise DomainError(
            f"{question.method.name} is not linear in its weights, so that answers about pairs say nothing exact about them.",
            hint="choose a method with a linear form, such as a weighted sum.",
        )
    known = allowed(question, weights)
    n = len(question.names)
    values = known.sample(draws, rng=streams.generator()).values
    scores = values @ np.array([[float(v) for v in row] for row in question.rows]).T
    found = []
    for i in range(n):
        for k in range(i + 1, n):
            ahead, behind = np.mean(scores[:, i] > scores[:, k]), np.mean(scores[:, i] < scores[:, k])
            if (ahead > 0 and behind > 0) or _open(known, question.difference(i, k)):
                found.append((abs(float(ahead) - 0.5), i, k, float(ahead)))
    if not found:
        return None
    _, i, k, odds = min(found)
    return NextQuestion(question.names[i], question.names[k], odds, len(found), call)


def _open(known: WeightSet, difference: tuple[object, ...]) -> bool:
    """Tell whether a linear form takes both signs on the set."""
    top, bottom = known.maximise(difference).value, known.minimise(difference).value
    return top is not None and bottom is not None and top > 0 > bottom
