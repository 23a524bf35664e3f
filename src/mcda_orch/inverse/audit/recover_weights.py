"""Which weights did they use? For scores that are a ratio of two linear forms, such as those of TOPSIS."""

from __future__ import annotations

from dataclasses import dataclass
from math import ulp
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import Labelled
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, amount, listed
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError, MissingError, ShapeError
from ...exact.claims import Call, Repeated
from ...plugin.check import task
from ...plugin.subject import subject, the_method
from .reading import decimals, labelled_scores

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method

__all__ = ["RecoveredWeights", "recover_weights"]

GAP = 1e-6
"""Part of the largest singular value that the second smallest must exceed for the weights to be unique."""
PRINTED = 10
"""Scores with so many decimals were not rounded."""
CLOSE = 1e-9
"""Difference between scores that floating point may make."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RecoveredWeights(Repeated, Report):
    """The weights behind scores, and how well they explain them.

    Attributes
    ----------
    method : str
    weights : Weights
        Shares; where they are not unique one choice of many.
    unique : bool
        Whether no other weights give these scores; never so for rounded ones, which weights near to these give too.
    gap : float
        The second smallest singular value as a part of the largest: how clearly the scores tell the weights.
    residual : float
        The smallest one: 0 where weights, were they allowed to be negative, explain the scores to the last digit.
    rounding : int or None
        To how many decimals the scores are printed; None where they have all their digits.
    error : float
        The largest difference between a score and what the method gives with these weights.
    agrees : bool
        Whether all differences are within the rounding of the scores.
    free : tuple of str
        Criteria that tell no alternatives apart, so that no score says anything of their weights.
    scores, replayed : Labelled
        The scores, and those that the method gives with these weights.
    """

    method: str
    weights: Weights
    unique: bool
    gap: float
    residual: float
    rounding: int | None
    error: float
    agrees: bool
    free: tuple[str, ...]
    scores: Labelled
    replayed: Labelled
    call: Call
    tie: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The weights, and the scores beside those that the method gives with them."""
        shares = tuple((c, v) for c, v in self.weights.shares.items())
        compared = [(n, self.scores[n], self.replayed[n], self.replayed[n] - self.scores[n]) for n in self.scores.labels]
        known = tuple((n, *(None if v != v else float(v) for v in row)) for n, *row in compared)
        return (
            Table(("criterion", "weight"), shares, f"Weights behind the scores of {self.method}"),
            Table(("alternative", "score", "with these weights", "difference"), known, "Scores"),
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """Whether the weights explain the scores, and whether others would."""
        if not self.agrees:
            return (f"No weights explain the scores: with the nearest that were found they differ by up to {self.error:.2g}.",)
        said = [f"With these weights {self.method} gives the scores, to within {self.error:.2g}."]
        if self.free:
            several = len(self.free) > 1
            said.append(
                f"{listed(self.free)} {'tell' if several else 'tells'} no alternatives apart; "
                f"{'their weights' if several else 'its weight'} could be anything."
            )
        if self.unique:
            said.append("No other weights give them.")
        elif self.gap <= GAP:
            said.append("Other weights give the same scores: there are too few scores, or criteria that say the same.")
        elif self.rounding is not None:
            said.append(f"The scores are rounded to {self.rounding} decimals, so other weights near to these give them too.")
        return tuple(said)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.recovered_weights",
            "version": 1,
            "method": self.method,
            "weights": {c: float(v) for c, v in self.weights.shares.items()},
            "unique": self.unique,
            "gap": self.gap,
            "residual": self.residual,
            "rounding": self.rounding,
            "error": self.error,
            "agrees": self.agrees,
            "free": list(self.free),
        }

    def __repr__(self) -> str:
        found = ", ".join(f"{c} {amount(float(v))}" for c, v in self.weights.shares.items())
        return f"RecoveredWeights({found}{'' if self.unique else '; not unique'})"


@told
def recover_weights(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    scores: Any = None,
    blanks: BlanksLike = None,
    **params: Any,
) -> RecoveredWeights:
    """Return the weights behind scores of a method that is a ratio of two linear forms in a power of the weights.

    For sums of weights times values :func:`~mcda_orch.inverse.audit.audit.audit` does the same, exactly.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores of a problem claim to come from, unless given.
    scores : array_like of n numbers, or mapping of name to number, optional
        The published scores of the problem, unless given. Alternatives without one (or with NaN) are left out.
    blanks : as for the method
    **params
        Parameters of the method.

    Returns
    -------
    RecoveredWeights

    Raises
    ------
    DomainError
        If the scores of the method are no such ratio, if a score is out of its range, or if nothing tells alternatives apart.
    MissingError
        If there are no scores.

    Notes
    -----
    A score ``C_i = g / (g + l)`` with ``g**p = gain_i.u``, ``l**p = loss_i.u`` and ``u = w**p`` says that
    ``((1 - C_i)**p gain_i - C_i**p loss_i).u = 0``: the powers of the weights are a null vector of these rows. It is the last
    right singular vector, unique where the second smallest singular value is not nil. In TOPSIS p is 2. Columns are
    brought to the same size first. Where that vector is not unique, or has negative parts, the vector without
    negative parts that comes nearest to solving the rows is taken. A rounded score lies in an interval, and each end of it
    is a linear inequality in u: a linear programme then finds weights that respect all of them, or that there are none.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> x = mo.DecisionMatrix([[7, 3, 5], [9, 5, 4], [5, 8, 2], [6, 6, 6]], criteria=["quality", "price:min", "reach"])
    >>> scores = mo.topsis(x, [0.5, 0.3, 0.2]).scores
    >>> found = recover_weights(x, "topsis", scores)
    >>> found.unique, found.weights.values.round(9).tolist()
    (True, [0.5, 0.3, 0.2])
    """
    about = subject(problem, "recover_weights", method)
    labelled = about if isinstance(about, Problem) else Problem(about)
    chosen = the_method(labelled, method)
    if labelled.matrix.values.ndim != 2:
        raise ShapeError("weights are recovered from one matrix at a time.", hint="pick one matrix of the batch.")
    names, criteria = labelled.matrix.names, labelled.matrix.criterion_names
    if scores is None and labelled.published is None:
        raise MissingError("no scores are given.", hint="pass one score for each alternative, or a problem with published scores.")
    given = labelled_scores(labelled.published if scores is None else scores, names)
    known = ~np.isnan(given.values)
    if not known.any():
        raise MissingError("no alternative has a score.", hint="pass one score for each alternative.")
    call = Call.of(recover_weights, problem=labelled, method=chosen, scores=given, blanks=blanks, **params)
    asked = task(chosen, labelled, np.ones(len(criteria)), blanks, params)
    with np.errstate(all="ignore"):
        form = None if chosen.ratio_form is None or asked.redistributed else chosen.ratio_form(asked.x, asked.s, **asked.params)
    if form is None or form.least is None:
        raise DomainError(
            f"the scores of {chosen.name} are no ratio of two sums here, so they do not give the weights away.",
            hint="for methods that are linear in their weights use mo.audit." if form is None else "use another method.",
        )
    part = (given.values[known] - form.least) / (1.0 - form.least)
    if not ((part >= 0) & (part <= 1)).all():
        bad = int(np.flatnonzero(known)[np.flatnonzero(~((part >= 0) & (part <= 1)))[0]])
        raise DomainError(
            f"the score of {names[bad]!r} is {given.values[bad]:g}, but {chosen.name} gives scores from {form.least:g} to 1.",
            hint="is it the score of another method, or in per cent?",
        )
    gain, loss = (np.asarray(v, dtype=np.float64) for v in (form.gain, form.loss))
    largest = np.maximum(gain, loss).max(axis=-2)
    used = largest > 0
    if not used.any():
        raise DomainError("no criterion tells the alternatives apart, so scores say nothing of the weights.")
    p = float(form.power)
    gain, loss = (v[known][:, used] / largest[used] for v in (gain, loss))

    def rows(part: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.asarray(((1 - part) ** p)[:, None] * gain - (part**p)[:, None] * loss)

    u, values = _null(rows(part))
    places = decimals(given.values[known].tolist())
    rounding = places if places < PRINTED else None
    half = 0.0 if rounding is None else 0.5 * 10.0**-rounding
    if half:
        room = half / (1.0 - form.least)
        u = _between(rows(np.maximum(part - room, 0.0)), rows(np.minimum(part + room, 1.0)))
    power = np.zeros(len(criteria))
    power[used] = u / largest[used]
    every = [power ** (1 / p)]
    if not used.all():  # criteria that tell nobody apart may be all that counted
        every.append(np.where(used, 0.0, 1.0))
    shares = np.stack([w / w.sum() for w in every])
    with np.errstate(all="ignore"):
        scored = np.stack([np.asarray(asked.scores(w), dtype=np.float64) for w in shares])
    errors = np.abs(scored - given.values)[:, known].max(axis=-1)
    found, replayed = Weights(shares[errors.argmin()], criteria, source="recovered from scores"), scored[errors.argmin()]
    error = float(errors.min())
    agrees = error <= CLOSE + half
    top = max(float(values[0]), ulp(0.0))
    gap = float(values[-2]) / top if len(values) > 1 else 1.0
    free = tuple(c for c, v in zip(criteria, used.tolist(), strict=True) if not v)
    return RecoveredWeights(
        chosen.name, found, agrees and gap > GAP and not free and not half, gap, float(values[-1]) / top, rounding, error, agrees,
        free, given, Labelled(replayed, names), call,
    )  # fmt: skip


def _null(rows: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the vector without negative parts that rows of numbers send nearest to nil, and all singular values."""
    from scipy.optimize import nnls

    m = rows.shape[1]
    _, found, right = np.linalg.svd(np.vstack([rows, np.zeros((m, m))]))
    last = right[-1] if right[-1].sum() >= 0 else -right[-1]
    clear = m == 1 or found[-2] > GAP * found[0]
    if clear and last.min() >= -CLOSE * last.max():
        noise = m * np.finfo(np.float64).eps * (found[0] / found[-2] if m > 1 else 1.0)
        return np.where(last > noise * last.max(), last, 0.0), found
    scale = max(float(np.abs(rows).max()), ulp(1.0))
    nearest, _ = nnls(np.vstack([rows / scale, np.ones((1, m))]), np.array([*(0.0,) * len(rows), 1.0]))
    return np.where(nearest > m * np.finfo(np.float64).eps * nearest.max(), nearest, 0.0), found


def _between(low: npt.NDArray[np.float64], high: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the vector without negative parts for which all of ``low.u >= 0`` and ``high.u <= 0`` hold with most room."""
    from scipy.optimize import linprog

    m = low.shape[1]
    bounds = np.hstack([np.vstack([-low, high]), np.ones((2 * len(low), 1))])
    found = linprog(
        [*(0.0,) * m, -1.0], bounds, np.zeros(len(bounds)), [[*(1.0,) * m, 0.0]], [1.0], [(0.0, None)] * m + [(None, None)], method="highs"
    )
    return np.asarray(np.maximum(found.x[:-1], 0.0))
