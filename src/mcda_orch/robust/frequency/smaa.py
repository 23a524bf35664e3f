"""Stochastic multicriteria acceptability analysis: how often each alternative takes each place when the input is random."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ...certificates.frequency import smaa_claims
from ...certificates.posed import certificate_text
from ...core.arguments import told
from ...core.frozen import FrozenMap, Labelled
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, amount, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...engine.pace import Pace
from ...engine.progress import Progress
from ...errors import MeaningWarning
from ...exact.claims import Call, Repeated
from ...plugin.advice import advice
from ...plugin.plugin import Method
from ...plugin.subject import subject, the_method
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from .blocks import block_size, blocks
from .draws_needed import draws_needed, half_width, total_draws, until
from .estimates import Errors, bits, counted, estimates
from .grid import Grid
from .meta_weights import MetaWeights, meta_weights
from .odds import Odds
from .scenarios import scenarios, scenarios_of, what_is_random
from .tables import tables_of
from .tally import Tally

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy.typing as npt

    from ...sampling.streams import Seed

__all__ = ["Smaa", "smaa"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Smaa(Repeated, Report):
    """What a method says when its input is random.

    Attributes
    ----------
    method : str
    alternatives, criteria : tuple of str
    acceptability : Grid, shape (n, n)
        Probability that each alternative takes each place; tied alternatives share their places. Rows and columns sum to one
        exactly. ``acceptability["Ant", 1]``.
    central_weights : mapping of str to Weights, or None
        The mean of the weights that put an alternative first: the preferences of whoever should choose it. None where it
        is never first.
    confidence : mapping of str to float, or None
        Probability that an alternative is first under its own central weights.
    cross_confidence : Grid
        Probability that the alternative of a column is first under the central weights of the row's.
    pairwise : Grid, shape (n, n)
        Probability that the row's alternative beats the column's.
    holistic : Labelled
        Acceptability of all places together, the better ones counting for more.
    expected_ranks : Labelled
    entropy : float
        How open the choice is, in bits: 0 where one alternative is always first, log2(n) where all are equally often.
    mean_scores, score_deviations : Labelled, or None
        Mean and standard deviation of the scores over the draws, where ``scores=True`` asks for them.
    standard_errors : Errors
    draws : int
    effective_draws : float
        How many independent draws these are worth; fewer where Markov chains drew the weights.
    asked : int, optional
        How many draws were asked for, where an interruption left fewer; None where nothing was interrupted.
    odds : Odds, optional
        The closed form behind `exact`.
    sampled_pairwise : Grid
        What the draws say of the pairwise probabilities.
    about : str
        What was random.
    notes : tuple of str
    """

    method: str
    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    acceptability: Grid
    central_weights: Mapping[str, Weights | None]
    confidence: Mapping[str, float | None]
    cross_confidence: Grid
    pairwise: Grid
    holistic: Labelled
    expected_ranks: Labelled
    entropy: float
    standard_errors: Errors
    draws: int
    effective_draws: float
    asked: int | None
    odds: Odds | None
    sampled_pairwise: Grid
    about: str
    notes: tuple[str, ...]
    mean_scores: Labelled | None
    score_deviations: Labelled | None
    call: Call
    tie: str = ""

    @property
    def exact(self) -> Mapping[str, Any]:
        """What is known without sampling, as fractions: ``exact["expected_ranks"]["Ant"]``, ``exact["pairwise"]["Ant", "Bee"]``.

        Empty unless the method is linear in its weights, all cells are known, and only the weights are random.
        """
        names = self.alternatives
        if self.odds is not None:
            win, ranks = self.odds.pairwise(), self.odds.expected_ranks()
        elif self.certain:
            win = tuple(tuple(map(Fraction, row)) for row in self.pairwise.values.tolist())
            ranks = tuple(map(Fraction, self.expected_ranks.values.tolist()))
        else:
            return FrozenMap()
        pairs = {(a, b): win[i][k] for i, a in enumerate(names) for k, b in enumerate(names) if i != k}
        return FrozenMap({"pairwise": pairs, "expected_ranks": dict(zip(names, ranks, strict=True))})

    @property
    def rank_entropy(self) -> Labelled:
        """How open the place of each alternative is, in bits."""
        return Labelled(np.array([bits(row) for row in self.acceptability.values]), self.alternatives)

    def draws_needed(self, precision: float = 0.01, confidence: float = 0.95, simultaneous: bool = False) -> int:
        """Return how many draws bring the acceptabilities found here to within ``precision``.

        Parameters
        ----------
        precision, confidence : float
        simultaneous : bool
            Whether all n * n of them are to be that precise at once.
        """
        p = self.acceptability.values
        spread = 2 * sqrt(float((p * (1 - p)).max(initial=0.0)))
        worst = draws_needed(precision, confidence, p.size if simultaneous else 1)
        return max(ceil(spread**2 * worst - 1e-9), 1)

    @property
    def order(self) -> tuple[str, ...]:
        """The alternatives by expected rank."""
        return tuple(sorted(self.alternatives, key=lambda name: (float(self.expected_ranks[name]), self.alternatives.index(name))))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Places, then central weights, then who beats whom (up to a dozen alternatives)."""
        return tables_of(self)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Who is first, how precise that is, and what was assumed, a sentence each."""
        first = sorted(self.alternatives, key=lambda name: -self.acceptability[name, 1])
        said = [f"{first[0]} is first in {amount(float(self.acceptability[first[0], 1]))} of the cases."]
        others = [f"{name} ({amount(float(p))})" for name in first[1:] if (p := self.acceptability[name, 1]) > 0]
        if others:
            more = f" and {len(others) - 5} more" if len(others) > 5 else ""
            said.append(f"Also first at times: {listed(others[:5]) if not more else ', '.join(others[:5])}{more}.")
        never = sum(1 for name in first if self.acceptability[name, 1] == 0)
        if never and not self.certain:
            said.append(f"{never} of {len(first)} alternatives {'was' if never == 1 else 'were'} never first in the draws.")
        if self.certain:
            said.append("Nothing is random here, so every number is 0 or 1, or a share of a tie.")
            return (*said, *self.notes)
        half = 1.96 * float(self.standard_errors.acceptability.max())
        said.append(
            f"Places are estimated from {self.draws:,} draws, to within {half:.2g} at 95 % each; "
            f"within 0.01 takes {self.draws_needed():,} draws, all of them at once {self.draws_needed(simultaneous=True):,}."
        )
        if self.asked is not None:
            said.append(f"The draws were interrupted: {self.draws:,} of {self.asked:,} were made, and the errors are those of so many.")
        if self.odds is not None:
            gap = float(np.abs(self.pairwise.values - self.sampled_pairwise.values).max(initial=0.0))
            said.append(f"Expected ranks and pairwise probabilities are exact; the draws agree with them to within {gap:.2g}.")
        return (*said, *self.notes)

    @property
    def certain(self) -> bool:
        """Whether nothing was random."""
        return self.about == "nothing is random"

    @property
    def _drawn(self) -> bool:
        return not self.certain

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        exact = self.exact
        return {
            "schema": "mcda_orch.smaa",
            "version": 1,
            "method": self.method,
            "about": self.about,
            "draws": self.draws,
            "effective_draws": self.effective_draws,
            "asked": self.asked,
            "acceptability": self.acceptability.document(),
            "central_weights": {k: None if w is None else dict(w.items()) for k, w in self.central_weights.items()},
            "confidence": dict(self.confidence),
            "cross_confidence": self.cross_confidence.document(),
            "pairwise": self.pairwise.document(),
            "holistic": dict(self.holistic.items()),
            "expected_ranks": dict(self.expected_ranks.items()),
            "entropy": self.entropy,
            "mean_scores": None if self.mean_scores is None else dict(self.mean_scores.items()),
            "score_deviations": None if self.score_deviations is None else dict(self.score_deviations.items()),
            "standard_errors": self.standard_errors.document(),
            "exact": {
                "expected_ranks": plain(exact.get("expected_ranks", {})),
                "pairwise": [[a, b, str(p)] for (a, b), p in exact.get("pairwise", {}).items()],
            },
            "remarks": list(self.remarks),
        }

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(smaa_claims(self, scenarios_of(self.call)))

    def __repr__(self) -> str:
        return f"Smaa({self.method}, {len(self.alternatives)} alternatives, {self.draws:,} draws)"


@told
def smaa(
    problem: DecisionMatrix | Problem | npt.ArrayLike,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | npt.ArrayLike | None = None,
    draws: int | None = None,
    rng: Seed = 0,
    *,
    blanks: Any = None,
    cells: Mapping[tuple[str, str], Any] | None = None,
    ordinal: Iterable[str] | str | bool = (),
    params: Mapping[str, Any] | None = None,
    prior: Mapping[str, float] | Iterable[float] | None = None,
    precision: float | None = None,
    holistic: MetaWeights | Iterable[float] = "centroid",
    how: Literal["sobol", "random"] = "sobol",
    scores: bool = False,
    workers: int = 1,
    executor: Executor | None = None,
    block: int | None = None,
    progress: Progress = None,
    stopped: int | None = None,
) -> Smaa:
    """Rank alternatives under random weights, cells and parameters, and say how often each takes each place.

    Where a method is linear in its weights and only these are random, expected ranks and pairwise probabilities are
    computed exactly instead, and the draws are checked against them. What is kept in memory does not grow with the draws.

    Parameters
    ----------
    problem : Problem, DecisionMatrix or array
        A batch of matrices, shape (draws, n, m), is itself the sample.
    method : Method or str, optional
        The method that the published scores of a problem claim to come from, unless given.
    weights : WeightSet, Weights, mapping or array, optional
        The weights are spread evenly over the set; over all shares unless given, also where a problem brings weights of its
        own. One vector is taken as known; a batch, shape (draws, m), is itself the sample.
    draws : int, optional
        10,000 unless given; with `precision`, as many as it takes.
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.
    blanks : policy, or "unknown" or "levels"
        As for the method; ``unknown`` lets every blank be any number on its scale, ``levels`` any of the scale's levels.
    cells : mapping of (alternative, criterion) to what the cell can be
        ``(low, high)`` is an interval, evenly spread; a list or array holds samples; anything with ``rvs`` is a frozen SciPy
        distribution.
    ordinal : names of criteria, or True
        Criteria of which only the order of the cells counts (SMAA-O): their levels get random numbers that increase. True for
        all whose levels have no stated numbers.
    params : mapping, optional
        Parameters of the method; random ones are given as cells are, or as a mapping of criterion to such.
    prior : m numbers above zero, optional
        Parameters of a Dirichlet distribution of the weights instead of the uniform one.
    precision : float, optional
        Draw until all acceptabilities are known to within this at once, with 95 % confidence.
    holistic : {"centroid", "linear", "inverse"} or n numbers
        What a place counts for in the holistic acceptability: rank-order centroids divided by the first, (n - r) / (n - 1),
        1 / r, or numbers that do not increase.
    how : {"sobol", "random"}
        Where the weight set is a simplex, as that of all weights is, scrambled Sobol points fill it more evenly than random ones,
        so that errors are smaller than the standard errors say, by a quarter to a half; ``random`` draws independently.
    scores : bool, default False
        Whether the mean and the deviation of the scores are found too, which takes one more call of the method for each block.
    workers : int, default 1
        Threads that draw and rank. The answer is the same to the last bit, however many there are.
    executor : concurrent.futures.Executor, optional
        What draws and ranks instead, on processes or other machines; Dask's distributed ``Client`` is one too. The same bits again.
    block : int, optional
        Draws that a worker takes at a time, which go into some thousands at least; it changes nothing but the pace.
    progress : optional
        Who is told how far it is: True for a line on the standard error, a function of (done, total), ``tqdm.tqdm``, a bar of it, or
        a ``rich.progress.Progress``.
    stopped : int, optional
        After how many draws a call that was interrupted stopped, to repeat its answer.

    Returns
    -------
    Smaa
        If the keyboard interrupts the draws, what those say that were made, which are then fewer than were asked for; the
        standard errors are theirs.

    Raises
    ------
    DomainError
        If the weight set is empty, or drawn cells do not fit the method.
    McdaError
        If the draws contradict the exact probabilities, which would mean that the sampler is wrong.

    Notes
    -----
    Rank acceptabilities ``b_i^r``, central weights ``w_i^c``, confidence factors ``p_i^c``, cross confidence factors and
    holistic acceptabilities ``sum_r alpha_r b_i^r`` are those of SMAA-2 (Lahdelma and Salminen 2001); ordinal criteria those
    of SMAA-O (Lahdelma, Miettinen and Salminen 2003). The exact part is ``P(a beats b) = 1 - F(x_a - x_b)`` with F the
    half-space probability of :func:`mcda_orch.exact.volume.below`, and ``E[rank_a] = 1 + sum_b P(b beats a)``. Standard
    errors of frequencies count one success and one failure more than were drawn, so that never is not taken for impossible.

    References
    ----------
    lahdelma2001, lahdelma2003

    Examples
    --------
    >>> import mcda_orch as mo
    >>> table = mo.DecisionMatrix([[1, 0, 0], [0, 1, 0], [0.5, 0.3, 0]], ["Ant", "Bee", "Cat"])
    >>> found = smaa(table, mo.wsm, draws=20_000, rng=7)
    >>> found.exact["expected_ranks"]
    {'Ant': Fraction(15, 8), 'Bee': Fraction(23, 12), 'Cat': Fraction(53, 24)}
    >>> found.acceptability["Ant"].round(1)
    array([0.5, 0.1, 0.4])
    """
    streams = Streams.of(rng)
    given = subject(problem, "smaa", method)
    chosen = the_method(given, method)
    found = scenarios(given, chosen, weights, blanks, cells, ordinal, params, prior, how)
    pace = Pace.of(workers, block, block_size(found), executor, progress)
    total = total_draws(found, draws, precision)
    n, m = found.task.matrix.shape[-2:]
    alpha = meta_weights(holistic, n)
    here = until(total, stopped)
    tally, interrupted = pace.reduced(
        (partial(counted, found.sizes, m, made) for made in blocks(found, here, streams.under(0), scored=scores)),
        Tally.plus,
        lambda tally: tally.draws,
        total,
        lambda tally: precision is not None and stopped is None and half_width(tally) <= precision,
    )
    stopped = tally.draws if interrupted else stopped
    call = Call.of(
        smaa, problem=given, method=chosen, weights=weights, draws=draws, rng=streams, blanks=blanks, cells=cells, ordinal=ordinal,
        params=params, prior=prior, precision=precision, holistic=holistic, how=how, scores=scores, stopped=stopped,
    )  # fmt: skip
    seen = estimates(found, tally, alpha, streams.under(1), pace, prior)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)
        notes = (*found.cells.notes, *advice(found.task.plugin, found.task))
    return Smaa(
        chosen.name, found.task.matrix.names, found.task.matrix.criterion_names, seen.acceptability, seen.central_weights,
        seen.confidence, seen.cross_confidence, seen.pairwise, seen.holistic, seen.expected_ranks, seen.entropy, seen.standard_errors,
        tally.draws, tally.effective, None if stopped is None else total, seen.odds, seen.sampled_pairwise, what_is_random(found, prior),
        notes, seen.mean_scores, seen.score_deviations, call,
    )  # fmt: skip
