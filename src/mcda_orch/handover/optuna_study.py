"""The trials of a study by Optuna, as a problem."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from ..core.arguments import told
from ..core.criteria import Direction
from ..core.labels import labels_of
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..errors import DomainError, PluginError
from .objectives import dropped, objectives

__all__ = ["from_optuna"]


@told
def from_optuna(
    study: Any, weights: Any = None, *, names: Iterable[str] | None = None, trials: Literal["front", "completed"] = "front"
) -> Problem:
    """Make a problem of the completed trials of an Optuna study.

    Trials that were pruned, failed or still run, and those that violate a constraint, are left out, and named in
    ``problem.provenance["dropped"]``.

    Parameters
    ----------
    study : optuna.Study
        Objectives keep their directions, and the names of ``study.metric_names`` if it has any. Alternatives are called ``trial 7`` by
        the number of the trial.
    weights : optional
        As for :class:`Problem`.
    names : iterable of str, optional
        Of the objectives, instead; ``objective 1, ...`` where there are none.
    trials : {"front", "completed"}, default "front"
        Those on the Pareto front, ``study.best_trials``, or all that were completed.

    Raises
    ------
    PluginError
        If it is no study of Optuna.
    DomainError
        If no trial is left.

    Examples
    --------
    >>> import optuna
    >>> optuna.logging.set_verbosity(optuna.logging.WARNING)
    >>> study = optuna.create_study(directions=["maximize", "minimize"])
    >>> for accuracy, latency in [(0.9, 30), (0.8, 10), (0.7, 20)]:
    ...     study.add_trial(optuna.trial.create_trial(values=[accuracy, latency]))
    >>> problem = from_optuna(study, [2, 1], names=["accuracy", "latency"])
    >>> problem.matrix.names, problem.matrix.criteria
    (('trial 0', 'trial 1'), (Criterion('accuracy', max, Ratio), Criterion('latency', min, Ratio)))
    """
    if not all(hasattr(study, name) for name in ("trials", "directions", "best_trials")):
        raise PluginError(f"{type(study).__name__} is no study of Optuna.", hint="pass what optuna.create_study returned.")
    ways = [Direction.MIN if way.name == "MINIMIZE" else Direction.MAX for way in study.directions]
    known = study.metric_names or [f"objective {j}" for j in range(1, len(ways) + 1)]
    criteria = objectives(None if names is None else list(labels_of(names)), known, ways)
    left: dict[str, list[str]] = {}
    completed = []
    for trial in study.trials:
        reason = _reason(trial)
        if reason:
            left.setdefault(reason, []).append(f"trial {trial.number}")
        else:
            completed.append(trial)
    if not completed:
        raise DomainError(
            f"no completed trial of the study meets its constraints{f': {dropped(left)}' if left else ''}.", hint="run more trials first."
        )
    if trials == "front":
        best = {trial.number for trial in study.best_trials}
        left["dominated"] = [f"trial {trial.number}" for trial in completed if trial.number not in best]
        completed = [trial for trial in completed if trial.number in best]
    told_of = dropped(left)
    return Problem(
        DecisionMatrix([trial.values for trial in completed], [f"trial {trial.number}" for trial in completed], criteria),
        weights,
        provenance={"source": f"Optuna study {study.study_name}", **({"dropped": told_of} if told_of else {})},
    )


def _reason(trial: Any) -> str:
    """Return why a trial cannot be picked, or ""."""
    state = trial.state.name
    if state != "COMPLETE":
        return {"FAIL": "failed"}.get(state, str(state).lower())
    return "infeasible" if any(value > 0 for value in _constraints(trial)) else ""


def _constraints(trial: Any) -> list[float]:
    """Return the values of the constraints of a trial, which are met up to 0; older versions keep them among its system attributes."""
    found = getattr(trial, "constraints", None)
    if found is None:
        found = trial.system_attrs.get("constraints") or ()
    return list(found.values() if hasattr(found, "values") else found)
