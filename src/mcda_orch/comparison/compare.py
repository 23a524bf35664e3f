"""One problem under many methods, scalings and weightings."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..core.arguments import argument_hint, told
from ..core.blanks import Blanks, BlanksLike
from ..core.frozen import FrozenMap
from ..core.labels import labels_of
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import McdaError, MeaningWarning, MissingError, PluginError, ShapeError
from ..plugin.agreement import Agreement
from ..plugin.consensus import Rule
from ..plugin.family import AGREEMENT
from ..plugin.plugin import Method, Plugin, Scaling, Weighting
from ..plugin.registry import get, names
from ..plugin.subject import method_of, no_weights, subject
from .asking import ask
from .axes import named_scalings, named_weights
from .comparison import Comparison
from .design import Design
from .opinions import echoes

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["compare"]


@told
def compare(
    problem: Problem | DecisionMatrix,
    methods: Iterable[str | Method[...]] | str | Method[...] | None = None,
    weights: Weights | Mapping[str, float] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
    *,
    scalings: Iterable[str | Scaling[...]] | Mapping[str, str | Scaling[...]] | str | Scaling[...] | None = None,
    weightings: Iterable[str | Weighting[...] | Weights] | Mapping[str, Any] | str | Weighting[...] | Weights | None = None,
    agreement: str | Agreement[...] = "kendall_tau_b",
    consensus: str | Rule[...] | None = None,
) -> Comparison:
    """Ask many methods about one problem, with every scaling and weighting that is to be tried.

    A method whose formula does not fit the data is listed with its reason, never dropped; what is wrong with the
    problem itself is raised.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
        A matrix needs `weights`, or `weightings`.
    methods : iterable of str or Method, optional
        All registered ones, unless given. ``topsis.with_(scale=minmax)`` takes part as ``topsis(scale=minmax)``. Published
        scores are compared with what ``published_by`` gives under the parameters that the problem states for it, ``params``.
    weights, blanks : optional
        Instead of the problem's own, and of the weights that it declares for a single method.
    scalings : iterable of str or Scaling, or mapping of names to these, optional
        Each is tried with every method that has a parameter ``scale`` which is not set; any other method stands once.
    weightings : iterable of str, Weighting or Weights, or mapping of names to these or to weights, optional
        Each is tried with every method and scaling, instead of the problem's own weights, which ``"own"`` stands for.
    agreement : str or Agreement, default "kendall_tau_b"
        Which coefficient of ``mo.agreements`` says how far two rankings agree.
    consensus : str or Rule, optional
        Which rule of ``mo.rules`` makes one order of them: Kemeny's, or the median rank where majorities go in a circle through more than 13
        alternatives, unless given.

    Raises
    ------
    MissingError
        If a cell is blank and no policy says what that means, or if there are no weights.
    LabelError, ShapeError, DomainError
        If the weights do not fit the criteria.
    PluginError
        If something among `methods`, `scalings` or `weightings` is none, or is there twice.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = compare(mo.load("orchestrators"), ["wsm", "spotis", "wpm"])
    >>> list(found.outcomes), list(found.refused), found.mismatches
    (['wsm', 'spotis'], ['wpm'], ())
    >>> found = compare(mo.load("orchestrators"), ["topsis", "wsm"], scalings=["minmax", "vector"], weightings=["own", "equal"])
    >>> found.causes.design, sum(found.causes.shares.values())
    ('2 methods x 2 scalings x 2 weightings', Fraction(1, 1))
    """
    about = subject(problem, "compare", methods)
    no_weights(methods)
    problem = about if isinstance(about, Problem) else Problem(about)
    policy = problem.blanks if blanks is None else Blanks.of(blanks)
    policy.fill(problem.matrix)
    given = None if weights is None else Weights.of(weights, problem.matrix, policy, problem.params)
    used = replace(problem, weights=problem.weights if given is None else given, blanks=policy)
    if used.weights is None and weightings is None:
        raise MissingError("the problem has no weights.", hint="pass weights=mo.Weights({name: weight}), or weights='equal'.")
    if used.matrix.values.ndim != 2 or (used.weights is not None and used.weights.values.ndim != 1):
        raise ShapeError("methods are compared on one matrix and one weight vector.", hint="take them from the batch one at a time.")
    chosen = [methods] if isinstance(methods, (str, Method)) else names("score") if methods is None else labels_of(methods)
    scaled = named_scalings(scalings)
    weighted, unfit = ({"": given}, {}) if weightings is None else named_weights(weightings, used)
    weighted = {name: given if one is None else one for name, one in weighted.items()}
    measure, rule = _coefficient(agreement), None if consensus is None else _rule(consensus)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)  # every outcome keeps what was said in its notes
        found = ask(used, map(method_of, chosen), scaled, weighted, unfit)
        reproduced = None
        if problem.published is not None and problem.published_by is not None:
            claimed = method_of(problem.published_by)
            try:
                reproduced = claimed(used, given)
            except McdaError as error:
                found.refused.setdefault(problem.published_by, str(error))
    opinions = {opinion: alike for opinion, alike in found.opinions.items() if len(alike) > 1}
    design = Design(
        methods=tuple(found.methods),
        scalings=tuple(scaled),
        weightings=() if weightings is None else tuple(weighted),
        runs=FrozenMap(found.runs),
        echoes=FrozenMap(echoes(found.outcomes, opinions, problem.published_by)),
    )
    return Comparison(used, FrozenMap(found.outcomes), FrozenMap(found.refused), reproduced, FrozenMap(opinions), design, measure, rule)


def _coefficient(given: Any) -> Agreement[...]:
    found = get(given) if isinstance(given, str) else given
    if not isinstance(found, Agreement) or found.family is not AGREEMENT:
        called = given if isinstance(given, str) else found.name if isinstance(found, Plugin) else repr(given)
        raise PluginError(f"{called} is no coefficient of rankings.", hint=argument_hint(str(called), names("agreement")))
    return found


def _rule(given: Any) -> Rule[...]:
    found = get(given) if isinstance(given, str) else given
    if not isinstance(found, Rule):
        called = given if isinstance(given, str) else found.name if isinstance(found, Plugin) else repr(given)
        raise PluginError(f"{called} is no rule of consensus.", hint=argument_hint(str(called), names("consensus")))
    return found
