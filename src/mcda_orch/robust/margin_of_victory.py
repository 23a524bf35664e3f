"""The smallest change with which the winner falls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..core.arguments import told
from ..core.blanks import BlanksLike
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.weights import Weights
from ..plugin.subject import subject
from ..sampling.streams import Streams
from .cells.cell_change import nearest_fall
from .evidence.question import allowed, asked
from .weights.nearest import the_norm
from .weights.weight_change import WeightChange, nobody
from .weights.weight_search import likeliest
from .what_if import weights_for, what_changes

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..plugin.plugin import Method
    from ..sampling.streams import Seed
    from ..sampling.weight_set import WeightSet

__all__ = ["margin_of_victory"]


@told
def margin_of_victory(
    problem: Problem | DecisionMatrix,
    change: Any = "weights",
    norm: Any = "l1",
    *,
    method: str | Method[...] | None = None,
    weights: Weights | Mapping[str, Any] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
    within: WeightSet | None = None,
    rng: Seed = 0,
) -> Any:
    """Return the smallest change of the weights, or of cells of the winner and a rival, with which the winner falls.

    With anything smaller it stays first. Where it cannot fall, the change that comes nearest is returned: one that brings
    somebody level, or the proof for the rival that is least far behind. Where a method does not add up what it sees in single
    cells, it is asked again and again, for the rivals that are least far behind first; among many, the last are left out.

    Parameters
    ----------
    problem, change, norm, method, weights, blanks, within : as for :func:`what_if`
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

    Returns
    -------
    WeightChange or CellChange
        Its `winner` is the rival that passes, and `over` the winner that falls.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> problem = mo.load("orchestrators")
    >>> rest = problem.matrix.select([n for n in problem.matrix.names if n != "Metaflow"])
    >>> found = margin_of_victory(rest, method="wsm", weights=problem.weights, blanks=0)
    >>> found.winner, found.over, found.distance
    ('Kubeflow Pipelines', ('Flyte',), Fraction(1, 23))
    """
    streams = Streams.of(rng)
    body = subject(problem, "margin_of_victory", takes_method=False)
    which = what_changes(change)
    question = asked(body, method, weights, blanks)
    if len(question.names) < 2:
        raise nobody(question)
    falls = question.levels(question.shares)[0][0]
    rivals = [b for b in range(len(question.names)) if b != falls]
    if which == "cells":
        return nearest_fall(question, falls, rivals)
    if question.rows is None:
        rivals = likeliest(question, falls, rivals, the_norm(norm), allowed(question, within), streams)
    return min((weights_for(question, b, [falls], norm, within, streams) for b in rivals), key=_closeness)


def _closeness(found: WeightChange) -> tuple[Any, ...]:
    margin = 0 if found.lead is None else -found.lead.margin
    return (not found.possible, not found.level, 0 if found.distance is None else found.distance, margin)
