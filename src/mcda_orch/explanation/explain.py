"""What each criterion adds to the difference of two alternatives, and on which criteria the lead rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.explanation import Explanation
from ..core.frozen import Labelled
from ..core.outcome import Outcome
from ..core.positions import TIE
from ..errors import DomainError, LabelError, PluginError, ShapeError, did_you_mean
from ..plugin.check import Task
from ..plugin.family import HIGHER
from ..plugin.replay import MethodReplay
from ..sampling.streams import generator
from .coalitions import Duel, everything, meaning_of
from .reasons import MOST, additive_sets, searched_sets, smallest_sets
from .shapley import sampled_values, shapley_values

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..sampling.streams import Seed

__all__ = ["explained"]

EVERY = 15
"""Criteria up to which every coalition is scored: 2**15 tables are one batch."""
ROUNDING = 1e-9
"""Part of the largest score within which differences count as the same."""


def explained(outcome: Outcome, a: str, b: str, without: Any = None, draws: int = 1_000, rng: Seed = 0) -> Explanation:
    """Return why `a` stands where it does beside `b`; see :meth:`mcda_orch.core.outcome.Outcome.explain`."""
    names = outcome.matrix.names
    for name in (a, b):
        if name not in names:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, names))
    if a == b:
        raise LabelError(f"{a!r} is compared with itself.", hint="name two alternatives: explain(a, b).")
    if not isinstance(outcome.replay, MethodReplay):
        raise PluginError("an outcome that was read from a file cannot be explained.", hint="call the method on its problem again.")
    task = outcome.replay.task
    if task.x.ndim != 2 or task.w.ndim != 1:
        raise ShapeError("a batch has no single difference to explain.", hint="call the method on one matrix and one weight vector.")
    i, k = names.index(a), names.index(b)
    word = meaning_of(without, task)
    parts = _parts(task, outcome.scores.values, i, k) if without is None else None
    duel = Duel(task, i, k, word)
    if parts is not None:
        return _additive(outcome, duel, parts)
    return _by_table(outcome, duel) if task.w.shape[-1] <= EVERY else _by_drawing(outcome, duel, draws, rng)


def _parts(task: Task, scores: npt.NDArray[np.float64], a: int, b: int) -> npt.NDArray[np.float64] | None:
    """Return what criteria add where the scores are a sum over them, else None.

    They are where the linear form of the method is the score, or becomes it by a number that is the same for all alternatives.
    """
    if task.plugin.linear_form is None or task.redistributed:
        return None
    with np.errstate(all="ignore"):
        features = np.asarray(task.plugin.linear_form(task.x, task.s, **task.params))
        rate = _rate(features @ task.w, scores)
    if rate is None:
        return None
    parts: npt.NDArray[np.float64] = (features[a] - features[b]) * task.w * rate
    return parts if task.plugin.better is HIGHER else -parts


def _rate(form: Any, scores: Any) -> float | None:
    """Return the number by which differences of the linear form become those of the scores, or None where there is no such number."""
    size = max(float(np.abs(scores).max()), float(np.abs(form).max()))
    if np.allclose(scores - scores[0], form - form[0], rtol=0, atol=ROUNDING * size):
        return 1.0
    high, low = int(np.argmax(form)), int(np.argmin(form))
    if form[high] == form[low] or len(np.unique(form)) < 3:  # any two points lie on a line
        return None
    rate = float((scores[high] - scores[low]) / (form[high] - form[low]))
    fits = np.allclose(scores - scores[low], rate * (form - form[low]), rtol=0, atol=ROUNDING * float(np.abs(scores).max()))
    return rate if fits else None


def _sign(outcome: Outcome, a: int, b: int) -> int:
    """Return 1 where `a` is ranked before `b`, -1 where it comes after, 0 where they tie."""
    dense = outcome.ranking.dense
    return int(np.sign(int(dense[b]) - int(dense[a])))


def _additive(outcome: Outcome, duel: Duel, parts: npt.NDArray[np.float64]) -> Explanation:
    sign, gap = _sign(outcome, duel.a, duel.b), float(parts.sum())
    tie = TIE * max(float(np.abs(parts).sum()), float(np.abs(outcome.scores.values).max()))
    sets = additive_sets((sign * parts).tolist(), sign * gap - tie) if sign else []
    return _told(outcome, duel, parts, gap - parts, np.full(len(parts), tie), sets, "additive", len(sets) < MOST)


def _by_table(outcome: Outcome, duel: Duel) -> Explanation:
    m = duel.task.w.shape[-1]
    gaps, ties = duel.gaps(everything(m))
    sign = _sign(outcome, duel.a, duel.b)
    one_less = 2**m - 1 - 2 ** np.arange(m)
    sets = smallest_sets(sign * gaps > ties) if sign else []
    parts = shapley_values(gaps)
    parts[np.abs(parts) <= TIE * np.abs(gaps).max()] = 0.0  # what rounding leaves of a criterion that adds nothing
    return _told(outcome, duel, parts, gaps[one_less], ties[one_less], sets, "Shapley")


def _by_drawing(outcome: Outcome, duel: Duel, draws: int, rng: Seed) -> Explanation:
    m = duel.task.w.shape[-1]
    if draws < 4 or draws % 2:
        raise DomainError(f"draws is {draws!r}, but orders are drawn in pairs, at least two.", hint="give an even number, such as 1000.")
    parts, errors = sampled_values(lambda members: duel.gaps(members)[0], m, draws, generator(rng))
    gaps, ties = duel.gaps(~np.eye(m, dtype=bool))
    sign = _sign(outcome, duel.a, duel.b)

    def leads(members: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        found, within = duel.gaps(members)
        return np.asarray(sign * found > within)

    sets, tried = searched_sets(leads, m) if sign else ([], 0)
    labelled = Labelled(errors, duel.task.matrix.criterion_names)
    return _told(outcome, duel, parts, gaps, ties, sets, "sampled", bool(sets) or not sign, labelled, draws, tried)


def _told(
    outcome: Outcome,
    duel: Duel,
    parts: npt.NDArray[np.float64],
    left_out: npt.NDArray[np.float64],
    ties: npt.NDArray[np.float64],
    sets: list[tuple[int, ...]],
    how: Any,
    complete: bool = True,
    errors: Labelled | None = None,
    draws: int = 0,
    tried: int = 0,
) -> Explanation:
    names, criteria = outcome.matrix.names, outcome.matrix.criterion_names
    sign = _sign(outcome, duel.a, duel.b)
    pivotal = [c for c, gap, tie in zip(criteria, left_out, ties, strict=True) if sign and sign * gap <= tie]
    return Explanation(
        outcome=outcome,
        a=names[duel.a],
        b=names[duel.b],
        ahead=None if sign == 0 else names[duel.a if sign > 0 else duel.b],
        contributions=Labelled(parts, criteria),
        left_out=Labelled(left_out, criteria),
        pivotal=tuple(pivotal),
        reasons=tuple(tuple(criteria[j] for j in found) for found in sets),
        complete=complete,
        how=how,
        without=duel.without,
        errors=errors,
        draws=draws,
        tried=tried,
    )
