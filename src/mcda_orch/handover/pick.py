"""The pick from a Pareto front, with how far the weights can move before it is another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.arguments import told
from ..core.blanks import BlanksLike
from ..core.frozen import Labelled
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.report import Report, listed
from ..core.table import Table
from ..core.weights import Weights
from ..plugin.plugin import Method
from ..plugin.subject import method_of, subject
from ..robust.weights.stability import Stability, stability

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Pick", "pick"]


@dataclass(frozen=True, slots=True, eq=False)
class Pick(Report):
    """What a method picks, and what it hangs on.

    Attributes
    ----------
    outcome : Outcome
        Scores and ranking of all alternatives.
    stability : Stability
        How far weights can move before another one is picked.
    """

    outcome: Outcome
    stability: Stability

    @property
    def best(self) -> tuple[str, ...]:
        """The alternatives that are picked: one, or several that tie."""
        return self.outcome.ranking.best

    @property
    def positions(self) -> tuple[int, ...]:
        """Their rows in the problem's matrix, counted from 0."""
        names = self.outcome.matrix.names
        return tuple(names.index(name) for name in self.best)

    @property
    def values(self) -> dict[str, Labelled]:
        """What they reach on every criterion, by name."""
        matrix = self.outcome.matrix
        return {name: Labelled(matrix.values[i], matrix.criterion_names) for name, i in zip(self.best, self.positions, strict=True)}

    @property
    def opening(self) -> tuple[str, ...]:
        """Who is picked."""
        number = len(self.outcome.matrix)
        tie = " tie for the first place" if len(self.best) > 1 else " is picked"
        return (f"{listed(self.best)}{tie} among {number} by {self.outcome.method}, with weights {self.outcome.weights.source}.",)

    @property
    def tables(self) -> tuple[Table, ...]:
        """What is picked, and the tables of its stability."""
        matrix = self.outcome.matrix
        rows = tuple((name, *self.values[name].values.tolist()) for name in self.best)
        return (Table(("picked", *(c.heading for c in matrix.criteria)), rows), *self.stability.tables)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said of the stability, and of what the method finds in the data."""
        return (*self.stability.remarks, *self.outcome.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.pick",
            "version": 1,
            "best": list(self.best),
            "method": self.outcome.method,
            "scores": dict(self.outcome.scores.items()),
            "stability": self.stability.document(),
        }


@told
def pick(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: Weights | Mapping[str, Any] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
) -> Pick:
    """Pick the best alternative, and say how far the weights can move before it is another one.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
        Such as what ``mo.from_pymoo`` and ``mo.from_optuna`` return.
    method : Method or str, optional
        The method that the published scores of a problem claim to come from, unless given.
    weights, blanks : as for the method

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = pick(mo.load("orchestrators"), mo.wsm)
    >>> found.best, found.positions, found.stability.winner.shares["Cost"]
    (('Metaflow',), (0,), (Fraction(0, 1), Fraction(1, 1)))
    """
    about = subject(problem, "pick", method)
    found = stability(about, method, weights, blanks)
    return Pick(method_of(found.question.method)(about, weights, blanks), found)
