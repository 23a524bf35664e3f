"""The solutions that an optimisation by pymoo ended with, as a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from ..core.arguments import told
from ..core.criteria import Direction
from ..core.labels import labels_of
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..errors import DomainError, LabelError, PluginError, did_you_mean
from .objectives import dropped, objectives

__all__ = ["from_pymoo"]


@told
def from_pymoo(result: Any, weights: Any = None, *, names: Iterable[str] | None = None, negated: Iterable[str] = ()) -> Problem:
    """Make a problem of the solutions that ``pymoo.optimize.minimize`` returned.

    Objectives are minimised there. A solution that violates a constraint is left out, and named in ``problem.provenance["dropped"]``.

    Parameters
    ----------
    result : pymoo Result
        ``X1`` is the first row of its ``F`` and ``X``, ``X2`` the second, and so on.
    weights : optional
        As for :class:`Problem`.
    names : iterable of str, optional
        Of the objectives; unless given those that the pymoo problem carries as ``obj_names``, or ``F1, F2, ...``. A name may say its direction, ``"cost:min"``, if it is the true one.
    negated : iterable of str, optional
        Objectives that were negated because pymoo minimises: their sign is turned back, and more of them is better.

    Raises
    ------
    PluginError
        If it is no result of pymoo.
    LabelError
        If the names do not fit the objectives.
    DomainError
        If there is no solution that meets the constraints.

    Examples
    --------
    >>> from pymoo.algorithms.moo.nsga2 import NSGA2
    >>> from pymoo.optimize import minimize
    >>> from pymoo.problems import get_problem
    >>> found = minimize(get_problem("zdt1"), NSGA2(pop_size=12), ("n_gen", 3), seed=1)
    >>> problem = from_pymoo(found, "equal", names=["cost", "time"])
    >>> problem.matrix.criteria
    (Criterion('cost', min, Ratio), Criterion('time', min, Ratio))
    """
    if not all(hasattr(result, name) for name in ("F", "X", "problem", "algorithm")):
        raise PluginError(f"{type(result).__name__} is no result of pymoo.", hint="pass what pymoo.optimize.minimize returned.")
    if result.F is None:
        raise DomainError(
            "the result of pymoo holds no solution: none meets the constraints.",
            hint="run it longer, or loosen the constraints.",
        )
    values = np.array(result.F, dtype=float)
    values = values[None, :] if values.ndim == 1 else values  # a single solution comes as a vector
    count = values.shape[-1]
    known = getattr(result.problem, "obj_names", None) or [f"F{j}" for j in range(1, count + 1)]
    criteria = objectives(None if names is None else list(labels_of(names)), known, [Direction.MIN] * count)
    turned = set(map(str, labels_of(negated)))
    unknown = sorted(turned - {c.name for c in criteria})
    if unknown:
        raise LabelError(f"there is no objective {unknown[0]!r} to turn back.", hint=did_you_mean(unknown[0], [c.name for c in criteria]))
    signs = np.array([-1.0 if c.name in turned else 1.0 for c in criteria])
    criteria = tuple(replace(c, direction=Direction.MAX) if c.name in turned else c for c in criteria)
    labels = [f"X{i}" for i in range(1, len(values) + 1)]
    feasible = _feasible(result, len(values))
    if not feasible.any():
        raise DomainError(
            "no solution of pymoo meets the constraints.",
            hint="run it longer, loosen them, or decide among them with a criterion of its own.",
        )
    left = dropped({"infeasible": [name for name, fits in zip(labels, feasible, strict=True) if not fits]})
    kept = [name for name, fits in zip(labels, feasible, strict=True) if fits]
    return Problem(
        DecisionMatrix((values * signs + 0.0)[feasible], kept, criteria),
        weights,
        provenance={"source": "pymoo", **({"dropped": left} if left else {})},
    )


def _feasible(result: Any, count: int) -> Any:
    """Return which solutions violate no constraint."""
    if getattr(result, "opt", None) is not None and len(result.opt) == count:
        return np.asarray(result.opt.get("feas"), dtype=bool).reshape(count)
    violated = getattr(result, "CV", None)
    return np.ones(count, dtype=bool) if violated is None else (np.asarray(violated, dtype=float).reshape(count, -1) <= 0).all(axis=-1)
