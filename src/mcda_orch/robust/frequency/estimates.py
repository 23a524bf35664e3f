"""What scenarios that were drawn say: acceptabilities, central weights, confidence factors and pairwise probabilities, with their errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import log, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import FrozenMap, Labelled
from ...core.weights import Weights
from ...engine.pace import Pace
from ...errors import McdaError
from ...sampling.streams import Streams
from .blocks import Block, blocks
from .grid import Grid
from .moments import Moments
from .odds import Odds, odds
from .scenarios import Scenarios
from .tally import Tally, doubly_stochastic, smoothed

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Errors", "Estimates", "bits", "estimates"]

FALSE_ALARM = 1e-9
"""Probability that a sampler that is right is called wrong."""
CONFIDENCE_DRAWS = 10_000
"""Draws for confidence factors, which take one more run for each alternative."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Errors:
    """Standard errors of what :class:`Smaa` holds under the same names; zero where a number is exact."""

    acceptability: Grid
    central_weights: Mapping[str, Labelled | None]
    confidence: Mapping[str, float | None]
    cross_confidence: Grid
    pairwise: Grid
    holistic: Labelled
    expected_ranks: Labelled
    entropy: float
    mean_scores: Labelled | None = None

    def document(self) -> dict[str, Any]:
        """Return them as plain mappings and lists, ready for JSON."""
        return {
            "acceptability": self.acceptability.document(),
            "pairwise": self.pairwise.document(),
            "expected_ranks": dict(self.expected_ranks.items()),
            "holistic": dict(self.holistic.items()),
            "entropy": self.entropy,
            "mean_scores": None if self.mean_scores is None else dict(self.mean_scores.items()),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """What draws, and the closed form beside them, say; for the fields see ``Smaa``."""

    acceptability: Grid
    central_weights: Mapping[str, Weights | None]
    confidence: Mapping[str, float | None]
    cross_confidence: Grid
    pairwise: Grid
    holistic: Labelled
    expected_ranks: Labelled
    entropy: float
    standard_errors: Errors
    odds: Odds | None
    sampled_pairwise: Grid
    mean_scores: Labelled | None
    score_deviations: Labelled | None


def counted(sizes: npt.NDArray[np.intp], m: int, made: Callable[[], Block]) -> Tally:
    """Count one block on its own, so that sums do not depend on who adds what to what; `sizes` and `m` as for the tally."""
    drawn, tally = made(), Tally(sizes, m)
    if drawn.ranks:
        tally.add_ranks(drawn.order, drawn.shares, drawn.effective)
    else:
        tally.add(drawn.order, drawn.shares, False, drawn.effective)
    if drawn.scores is not None:
        tally.scores = Moments.of(drawn.scores)
    return tally


def estimates(found: Scenarios, tally: Tally, alpha: npt.NDArray[np.float64], streams: Streams, pace: Pace, prior: Any) -> Estimates:
    """Return what the drawn scenarios say; the holistic acceptabilities count each place for `alpha`.

    What else is drawn comes from `streams`, at the same pace.
    """
    names, of = found.task.matrix.names, found.of
    n, certain, worth = len(names), found.certain, tally.effective
    ranks = tuple(range(1, n + 1))
    p = doubly_stochastic(tally.acceptabilities()[of])
    zero = np.zeros((n, n))

    def scalar(value: Callable[[int, int], float]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        mean, variance = tally.mean(value)
        return mean[of], np.sqrt(variance[of] / worth) if not certain else np.zeros(n)

    sums = np.concatenate([[0.0], np.cumsum(alpha)])
    expected, expected_error = scalar(lambda g, t: g + (t + 1) / 2)
    whole, whole_error = scalar(lambda g, t: float(sums[g + t] - sums[g]) / t)
    sampled = tally.wins[np.ix_(of, of)] / tally.draws
    pairwise, pairwise_error = sampled, zero if certain else smoothed(sampled, worth) * (1 - np.eye(n))
    closed = _odds(found, prior)
    if closed is not None:
        pairwise, tie = closed.numbers()
        _self_test(names, pairwise, sampled, worth)
        expected = 1 + pairwise.sum(axis=-2) + tie.sum(axis=-2) / 2 - 0.5
        pairwise_error, expected_error = zero, np.zeros(n)
    central, central_error = _central(found, tally, worth)
    confidence, cross, cross_error = _confidence(found, central, streams, pace, min(tally.draws, CONFIDENCE_DRAWS))
    first = p[:, 0]
    positive = first > 0
    entropy_error = 0.0
    if not certain:
        logs = np.log2(first[positive])
        entropy_error = float(sqrt(max((first[positive] * logs**2).sum() - (first[positive] * logs).sum() ** 2, 0.0) / worth))
    owners = cross.rows
    errors = Errors(
        Grid(zero if certain else smoothed(p, worth), names, ranks),
        FrozenMap(central_error),
        FrozenMap({name: float(cross_error[name, name]) if name in owners else None for name in names}),
        cross_error,
        Grid(pairwise_error, names, names),
        Labelled(whole_error, names),
        Labelled(expected_error, names),
        entropy_error,
        None if tally.scores is None else Labelled(tally.scores.deviation / sqrt(worth), names),
    )
    return Estimates(
        Grid(p, names, ranks), FrozenMap(central), FrozenMap(confidence), cross, Grid(pairwise, names, names), Labelled(whole, names),
        Labelled(expected, names), bits(first), errors, closed, Grid(sampled, names, names),
        *((None, None) if tally.scores is None else (Labelled(tally.scores.mean, names), Labelled(tally.scores.deviation, names))),
    )  # fmt: skip


def _odds(found: Scenarios, prior: Any) -> Odds | None:
    if found.rows is None or found.known is None:
        return None
    given = (
        None if prior is None else (found.sampler.prior.tolist() if found.sampler is not None and found.sampler.prior is not None else None)
    )
    return odds(found.rows, found.known, given)


def _self_test(names: tuple[str, ...], exact: npt.NDArray[np.float64], sampled: npt.NDArray[np.float64], draws: float) -> None:
    """Hold the sampled pairwise probabilities against the exact ones, with Hoeffding's bound for all pairs at once."""
    bound = sqrt(log(2 * max(exact.size, 1) / FALSE_ALARM) / (2 * draws))
    gap = np.abs(exact - sampled)
    if gap.max(initial=0.0) > bound:
        i, k = np.unravel_index(int(gap.argmax()), gap.shape)
        raise McdaError(
            f"{names[i]} beats {names[k]} in {sampled[i, k]:.4f} of the draws, but with probability {exact[i, k]:.4f}; chance explains a "
            f"difference of {bound:.4f}. The draws are not spread as they should be.",
            hint="this is a fault of the sampler; please report it.",
        )


def _central(found: Scenarios, tally: Tally, worth: float) -> tuple[dict[str, Weights | None], dict[str, Labelled | None]]:
    """Return the mean weights with which every alternative is first, and their standard errors."""
    names, criteria = found.task.matrix.names, found.task.matrix.criterion_names
    central: dict[str, Weights | None] = {}
    errors: dict[str, Labelled | None] = {}
    for i, name in enumerate(names):
        row = found.of[i]
        mass = tally.mass[row]
        if mass <= 0:
            central[name], errors[name] = None, None
            continue
        if found.sampler is None and found.task.w.ndim == 1:
            mean, error = found.task.w / found.task.w.sum(), np.zeros(len(criteria))
        else:
            mean = tally.weights[row] / mass
            mean = mean / mean.sum()
            variance = np.maximum(tally.squares[row] / mass - mean**2, 0.0)
            error = np.sqrt(variance / max(mass * worth / tally.draws, 1.0))
        central[name] = Weights(mean, criteria, source=f"central weights of {name}")
        errors[name] = Labelled(error, criteria)
    return central, errors


def _confidence(
    found: Scenarios, central: Mapping[str, Weights | None], streams: Streams, pace: Pace, most: int
) -> tuple[dict[str, float | None], Grid, Grid]:
    """Return how often each alternative is first under the central weights of each that is ever first."""
    names = found.task.matrix.names
    owners = tuple(name for name in names if central[name] is not None)
    values = np.zeros((len(owners), len(names)))
    errors = np.zeros_like(values)
    table_sample = found.task.x.ndim > 2
    draws = 1 if found.fixed_table else len(found.task.x) if table_sample else most
    done: dict[bytes, int] = {}
    for k, owner in enumerate(owners):
        w = central[owner]
        assert w is not None  # owners have some
        twin = done.setdefault(w.values.tobytes(), k)
        if twin != k:  # alternatives that always tie share their central weights
            values[k], errors[k] = values[twin], errors[twin]
            continue
        for part in pace.results(partial(_first, made) for made in blocks(found, draws, streams.under(k), w.values)):
            values[k] += part
        values[k] /= draws
        if draws > 1:
            errors[k] = smoothed(values[k], draws)
    confidence = {name: float(values[owners.index(name), i]) if name in owners else None for i, name in enumerate(names)}
    return confidence, Grid(values, owners, names), Grid(errors, owners, names)


def _first(made: Callable[[], Block]) -> npt.NDArray[np.float64]:
    """Count how often each alternative is first in one block, a shared first place as the part that is its own."""
    drawn = made()
    first = drawn.order == (1 if drawn.ranks else drawn.order.max(axis=-2))
    return np.asarray((first / first.sum(axis=-2)).sum(axis=-1))


def bits(p: npt.NDArray[np.float64]) -> float:
    """Return the entropy of a distribution in bits."""
    positive = p[p > 0]
    return float(-(positive * np.log2(positive)).sum()) + 0.0
