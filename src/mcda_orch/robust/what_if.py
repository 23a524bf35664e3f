"""What would have to change for an alternative to win: weights, or cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from ..core.arguments import told
from ..core.blanks import BlanksLike
from ..core.display import shown
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import DomainError, LabelError, PluginError
from ..plugin.plugin import Plugin
from ..plugin.registry import names
from ..plugin.subject import subject
from ..sampling.streams import Streams
from .cells.cell_change import Whose, changed_cells
from .evidence.question import Question, allowed, asked
from .weights.nearest import the_norm
from .weights.weight_change import WeightChange, changed_weights, nobody, searched_change

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..plugin.plugin import Method
    from ..sampling.streams import Seed
    from ..sampling.weight_set import WeightSet

__all__ = ["Change", "weights_for", "what_changes", "what_if"]

Change: TypeAlias = Literal["weights", "cells"]


@told
def what_if(
    problem: Problem | DecisionMatrix,
    winner: str,
    over: str | Iterable[str] | None = None,
    change: str = "weights",
    norm: str = "l1",
    *,
    method: str | Method[...] | None = None,
    weights: Weights | Mapping[str, Any] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
    within: WeightSet | None = None,
    cells: Whose = "own",
    rng: Seed = 0,
) -> Any:
    """Return the smallest change of the weights, or of the cells, that makes an alternative win, or the proof that none does.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    winner : str
        The alternative that is to win.
    over : str or sequence of str, optional
        Whom it is to pass; everybody, unless given.
    change : {"weights", "cells"}
        What may change. Cells move on the levels of their scale, or within its declared bounds.
    norm : {"l1", "l2", "linf"}
        How a change of weights is measured: the sum of the changes of all shares, the root of the sum of their squares, or
        the largest of them. Changes of cells are counted; of those with the fewest cells the one that moves them least,
        measured in parts of their scales, is taken.
    method : Method or str, optional
        The method that the published scores claim to come from, unless given.
    weights, blanks : optional
        The problem's own, unless given.
    within : WeightSet, optional
        Where the new weights must lie.
    cells : {"own", "any"}
        Whether only the winner's cells may change, or also those of the alternatives that it is to pass.
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

    Returns
    -------
    WeightChange or CellChange

    Examples
    --------
    >>> import mcda_orch as mo
    >>> problem = mo.load("orchestrators")
    >>> found = what_if(problem, "Kedro", over="MLRun")
    >>> found.possible, found.distance, found.verify()
    (True, Fraction(2, 69), True)
    >>> found = what_if(problem, "Prefect", over=["Flyte", "Kubeflow Pipelines"], change="cells")
    >>> [(cell.criterion, cell.old, cell.new) for cell in found.changes]
    [('Pipeline Customization', 0.0, 1.0), ('Cost', 0.0, 1.0)]
    """
    streams = Streams.of(rng)
    body = subject(problem, "what_if", takes_method=False)
    _no_method(body, winner, *([over] if isinstance(over, (str, Plugin)) else over or ()))
    question = asked(body, method, weights, blanks)
    a = question.at(winner)
    rivals = _rivals(question, a, over)
    if what_changes(change) == "cells":
        return changed_cells(question, a, rivals, cells)
    return weights_for(question, a, rivals, norm, within, streams)


def what_changes(change: Any) -> str:
    """Return what may change, or refuse what cannot."""
    if isinstance(change, str) and change in get_args(Change):
        return change
    name = change.name if isinstance(change, Plugin) else change
    if isinstance(change, Plugin) or (isinstance(change, str) and change in names("score")):
        hint = f"methods go by name: method={name!r}, and so do weights: weights=..."
    elif isinstance(change, str):
        hint = "use 'weights' or 'cells'."
    else:
        hint = "use 'weights' or 'cells'; the weights themselves go by name: weights=..."
    raise DomainError(f"{shown(name)} is nothing that can change.", hint=hint)


def _no_method(body: Problem | DecisionMatrix, *given: Any) -> None:
    """Refuse a method that stands where an alternative should."""
    known = (body.matrix if isinstance(body, Problem) else body).names
    for one in given:
        name = one.name if isinstance(one, Plugin) else one
        if name not in known and (isinstance(one, Plugin) or one in names("score")):
            raise PluginError(
                f"mo.what_if asks about alternatives, and {name} is a method.",
                hint=f"methods go by name: mo.what_if(problem, {known[0]!r}, method={name!r}).",
            )


def _rivals(question: Question, a: int, over: str | Iterable[str] | None) -> Sequence[int]:
    if over is None:
        found = [b for b in range(len(question.names)) if b != a]
    else:
        found = list(dict.fromkeys(question.at(name) for name in ([over] if isinstance(over, str) else over)))
        if a in found:
            raise LabelError(f"{question.names[a]!r} is to pass itself.", hint="over= names its rivals.")
    if not found:
        raise nobody(question)
    return found


def weights_for(question: Question, a: int, rivals: Sequence[int], norm: str, within: WeightSet | None, streams: Streams) -> WeightChange:
    """Return the nearest weights with which `a` passes rivals: proved where the method is linear, else searched for."""
    known = allowed(question, within)
    if question.rows is None:
        return searched_change(question, a, rivals, the_norm(norm), known, streams)
    return changed_weights(question, a, rivals, the_norm(norm), known)
