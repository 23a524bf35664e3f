"""How often each alternative takes each place, over all value functions that agree with some statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

import numpy as np

from ...certificates.frequency import ror_smaa_claims
from ...certificates.posed import certificate_text
from ...core.arguments import told
from ...core.frozen import FrozenMap, Labelled
from ...core.report import Report, amount
from ...core.table import Table
from ...engine.pace import Pace
from ...engine.progress import Progress
from ...errors import DomainError, PluginError
from ...exact.claims import Call, Repeated
from ...exact.rational import Matrix
from ...sampling.draws import WeightSample, sampler
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from .draws_needed import until
from .grid import Grid
from .odds import Odds, odds
from .tally import Tally, classes, doubly_stochastic, smoothed

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy.typing as npt

    from ...sampling.streams import Seed

__all__ = ["RorSmaa", "ValueErrors", "ror_smaa"]

Measure: TypeAlias = Literal["steps", "weights"]

BLOCK = 2**14
"""Value functions that are tried at once."""
TRIES = 2**21
"""Value functions that are tried before too few of them agree with the statements."""
MIXED = 1.05
"""R-hat above which chains are said not to have mixed."""


class ClimbedSteps(Protocol):
    """What each alternative has climbed of the steps, and which steps are those of each criterion."""

    @property
    def rows(self) -> Matrix: ...
    @property
    def parts(self) -> Sequence[range]: ...


class ValueFunctions(Protocol):
    """Value functions that are sums of steps, and what is known about the heights of these."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def known(self) -> WeightSet: ...
    @property
    def marginals(self) -> ClimbedSteps: ...
    def function(self, steps: Iterable[Any]) -> Any: ...


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ValueErrors:
    """Standard errors of what :class:`RorSmaa` holds under the same names; zero where a number is exact."""

    acceptability: Grid
    pairwise: Grid
    expected_ranks: Labelled


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RorSmaa(Repeated, Report):
    """What value functions say that were drawn at random among those that agree with some statements.

    Attributes
    ----------
    alternatives : tuple of str
    acceptability : Grid, shape (n, n)
        Probability that each alternative takes each place; alternatives that always tie share theirs. Rows and columns sum to
        one exactly. ``acceptability["Ant", 1]``.
    pairwise : Grid, shape (n, n)
        Probability that the row's alternative is better than the column's.
    expected_ranks : Labelled
    central : mapping of str to ValueFunction, or None
        The mean of the value functions that put an alternative first; None where none of those drawn did.
    standard_errors : ValueErrors
    measure : {"steps", "weights"}
    statements : int
        How many there are.
    draws : int
    effective_draws : float
        How many independent draws these are worth; fewer where Markov chains drew them.
    asked : int, optional
        How many draws were asked for, where an interruption left fewer; None where nothing was interrupted.
    r_hat : float
        For chains, how much wider they are spread together than each is alone; 1 for independent draws.
    how : str
        How the draws were made.
    odds : Odds, optional
        The closed form behind pairwise probabilities and expected ranks; None where they were sampled.
    """

    alternatives: tuple[str, ...]
    acceptability: Grid
    pairwise: Grid
    expected_ranks: Labelled
    central: Mapping[str, Any]
    standard_errors: ValueErrors
    measure: Measure
    statements: int
    draws: int
    effective_draws: float
    asked: int | None
    r_hat: float
    how: str
    odds: Odds | None
    call: Call
    tie: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        """The alternatives by expected rank."""
        return tuple(sorted(self.alternatives, key=lambda name: (float(self.expected_ranks[name]), self.alternatives.index(name))))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Places, then who beats whom (up to a dozen alternatives)."""
        n, order = len(self.alternatives), self.order
        places = tuple(range(1, n + 1)) if n <= 12 else (1,)
        rows = tuple(
            (name, round(float(self.expected_ranks[name]), 4), *(round(float(self.acceptability[name, r]), 4) for r in places))
            for name in order
        )
        heads = ("alternative", "expected rank", *(f"#{r}" for r in places))
        found = [Table(heads, rows, "How often each alternative takes each place over the value functions that agree")]
        if n <= 12:  # one alternative alone has no value functions
            cells = tuple((a, *(None if a == b else round(float(self.pairwise[a, b]), 4) for b in order)) for a in order)
            how = "exact" if self.odds is not None else "sampled"
            found.append(Table(("beats", *order), cells, f"Probability that the row is better than the column ({how})"))
        return tuple(found)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Who is first, what was drawn, and how precise that is."""
        first = max(self.alternatives, key=lambda name: float(self.acceptability[name, 1]))
        count = self.statements
        what = f"agree with {count} statement{'s' if count > 1 else ''}" if count else "are possible"
        spread = "evenly over these" if self.measure == "steps" else "so that the weights of criteria, and the shapes for each, are even"
        half = 1.96 * float(self.standard_errors.acceptability.max())
        said = [
            f"{first} is first for {amount(float(self.acceptability[first, 1]))} of the value functions that {what}.",
            f"They were drawn {spread}: {self.draws:,} draws, worth {self.effective_draws:,.0f} independent ones, "
            f"give the places to within {half:.2g} at 95 % each.",
        ]
        if self.asked is not None:
            said.append(f"The draws were interrupted: {self.draws:,} of {self.asked:,} were made, and the errors are those of so many.")
        if self.r_hat > MIXED:
            said.append(f"The chains have not mixed (R-hat {self.r_hat:.3f}), so errors are larger than that; use more draws.")
        return tuple(said)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        errors = self.standard_errors
        return {
            "schema": "mcda_orch.ror_smaa",
            "version": 1,
            "measure": self.measure,
            "statements": self.statements,
            "draws": self.draws,
            "effective_draws": self.effective_draws,
            "asked": self.asked,
            "r_hat": self.r_hat,
            "how": self.how,
            "acceptability": self.acceptability.document(),
            "pairwise": self.pairwise.document(),
            "expected_ranks": dict(self.expected_ranks.items()),
            "central": {k: None if v is None else v.document() for k, v in self.central.items()},
            "standard_errors": {
                "acceptability": errors.acceptability.document(),
                "pairwise": errors.pairwise.document(),
                "expected_ranks": dict(errors.expected_ranks.items()),
            },
            "remarks": list(self.remarks),
        }

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(ror_smaa_claims(self, self.call.arguments["values"]))

    def __repr__(self) -> str:
        return f"RorSmaa({len(self.alternatives)} alternatives, {self.statements} statements, {self.draws:,} draws)"


@told
def ror_smaa(
    values: ValueFunctions,
    draws: int = 10_000,
    rng: Seed = 0,
    *,
    measure: Measure = "steps",
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress = None,
    stopped: int | None = None,
) -> RorSmaa:
    """Draw value functions that agree with some statements, and say how often each alternative takes each place.

    Where the necessary relation leaves a pair open, this says how open it is.

    Parameters
    ----------
    values : RobustValues
        What :func:`mcda_orch.uta_gms` returns: a matrix, and statements about some of its alternatives.
    draws : int, default 10000
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.
    measure : {"steps", "weights"}
        What is spread evenly. A value function, 0 for the worst level everywhere and 1 for the best, is given by how high the
        steps between neighbouring levels are. ``steps`` spreads these evenly over the polytope of all that agree: a criterion
        with more levels then tends to weigh more. ``weights`` spreads what the criteria weigh evenly, and within each the
        values of its levels, as often as these agree.
    workers, executor, progress, stopped
        As for :func:`mcda_orch.smaa`.

    Returns
    -------
    RorSmaa
        If the keyboard interrupts the draws, what those say that were made.

    Raises
    ------
    DomainError
        If ``measure="weights"`` finds too few value functions that agree.

    Notes
    -----
    The steps are shares, so this is stochastic acceptability analysis over a weight set (Kadzinski and Tervonen 2013).
    ``measure="weights"`` draws independently and rejects what does not agree. Pairwise probabilities and expected ranks are
    exact where the set of steps is a simplex or consists of few.

    References
    ----------
    kadzinski2013

    Examples
    --------
    >>> import mcda_orch as mo
    >>> table = mo.DecisionMatrix([[1, 1, 1], [2, 1, 1.1], [2, 0.5, 3]], ["Ant", "Bee", "Cat"])
    >>> found = ror_smaa(mo.uta_gms(table, "Cat > Bee"), rng=7)
    >>> found.order, float(found.acceptability["Cat", 1])
    (('Cat', 'Bee', 'Ant'), 1.0)
    """
    if not all(hasattr(values, name) for name in ("labels", "known", "marginals", "function")):
        raise PluginError(f"{type(values).__name__} holds no value functions.", hint="pass what mo.uta_gms(matrix, preferences) returns.")
    streams = Streams.of(rng)
    if draws < 1:
        raise DomainError(f"{draws!r} draws are none.", hint="ask for at least one.")
    pace, here = Pace.of(workers, executor=executor, progress=progress), until(draws, stopped)
    known, rows = values.known.require(), values.marginals.rows
    of = classes(rows, known)
    features = np.array(rows, dtype=np.float64)[np.unique(of, return_index=True)[1]]
    pieces = sampler(known).pieces(here, streams) if measure == "steps" else _weighed(known, values.marginals.parts, here, streams, pace)
    counted, interrupted = pace.reduced(
        (partial(_counted, features, np.bincount(of), made) for made in pieces), _Counted.plus, lambda part: part.tally.draws, draws
    )
    stopped = counted.tally.draws if interrupted else stopped
    call = Call.of(ror_smaa, values=values, draws=draws, rng=streams, measure=measure, stopped=stopped)
    closed = odds(rows, known, None) if measure == "steps" else None
    return _result(values, counted, of, closed, measure, None if stopped is None else draws, call)


class _Counted(NamedTuple):
    """What was counted, and of the chains behind it how well they have mixed, piece by piece."""

    tally: Tally
    r_hat: tuple[npt.NDArray[np.float64], ...]
    how: str

    def plus(self, other: _Counted) -> _Counted:
        return _Counted(self.tally.plus(other.tally), self.r_hat + other.r_hat, self.how)


def _counted(features: npt.NDArray[np.float64], sizes: npt.NDArray[np.intp], made: Callable[[], WeightSample]) -> _Counted:
    """Count the places that one piece of the draws gives."""
    sample, tally = made(), Tally(sizes, features.shape[1])
    steps = np.ascontiguousarray(sample.values.T)
    tally.add(features @ steps, steps, False, float(sample.effective_size.min()))
    return _Counted(tally, (sample.r_hat,), sample.how)


def _weighed(known: WeightSet, parts: Sequence[range], draws: int, streams: Streams, pace: Pace) -> Iterator[Callable[[], WeightSample]]:
    """Yield what makes heights of steps that are the product of even weights and even shapes, where they agree."""
    m = len(known.criteria)
    if known.dimension < m - 1:
        raise DomainError(
            "the statements make the value functions a flat set, which value functions drawn at random never hit.",
            hint="leave out statements that alternatives are level, or use measure='steps'.",
        )
    A_ub, b_ub, *_ = known.rows()
    a, b = np.array(A_ub, dtype=np.float64).reshape(-1, m), np.array(b_ub, dtype=np.float64)
    sizes = [len(part) for part in parts if len(part)]
    missing = draws
    with closing(pace.results(partial(_agreeing, a, b, sizes, streams, index) for index in range(TRIES // BLOCK))) as found:
        for agreeing in found:
            kept = agreeing[:missing]
            if len(kept):
                yield partial(WeightSample, kept, known.criteria, "rejection", np.ones(m), np.full(m, float(len(kept))), 1)
            missing -= len(kept)
            if not missing:
                return
    raise DomainError(
        f"only {draws - missing} of {TRIES:,} value functions drawn at random agree with all statements.",
        hint="ask for fewer draws, or use measure='steps'.",
    )


def _agreeing(
    a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], sizes: Sequence[int], streams: Streams, index: int
) -> npt.NDArray[np.float64]:
    """Draw a block of heights of steps, and return those with ``steps @ a.T <= b``."""
    rng = streams.generator(index)
    of = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weights = rng.standard_exponential((BLOCK, len(sizes)))
    weights /= weights.sum(axis=-1, keepdims=True)
    steps = rng.standard_exponential((BLOCK, len(of)))
    steps *= (weights / np.add.reduceat(steps, starts, axis=-1))[:, of]
    return np.asarray(steps[(steps @ a.T <= b).all(axis=-1)])


def _result(
    values: ValueFunctions,
    counted: _Counted,
    of: npt.NDArray[np.intp],
    closed: Odds | None,
    measure: Measure,
    asked: int | None,
    call: Call,
) -> RorSmaa:
    tally, r_hat = counted.tally, float(np.mean(counted.r_hat, axis=-2).max())
    names, worth, n = values.labels, tally.effective, len(values.labels)
    places = tuple(range(1, n + 1))
    p = doubly_stochastic(tally.acceptabilities()[of])
    mean, variance = tally.mean(lambda g, t: g + (t + 1) / 2)
    expected, expected_error = mean[of], np.sqrt(variance[of] / worth)
    pairwise = tally.wins[np.ix_(of, of)] / tally.draws
    apart = of[:, None] != of
    error = smoothed(pairwise, worth) * apart
    if closed is not None:
        pairwise, tie = closed.numbers()
        expected = 0.5 + pairwise.sum(axis=-2) + tie.sum(axis=-2) / 2
        error, expected_error = np.zeros((n, n)), np.zeros(n)
    central = {}
    for i, name in enumerate(names):
        mass = tally.mass[of[i]]
        steps = tally.weights[of[i]] / mass if mass > 0 else None
        central[name] = None if steps is None else values.function((steps / steps.sum()).tolist())
    errors = ValueErrors(Grid(smoothed(p, worth), names, places), Grid(error, names, names), Labelled(expected_error, names))
    return RorSmaa(
        names, Grid(p, names, places), Grid(pairwise, names, names), Labelled(expected, names), FrozenMap(central), errors,
        measure, len(values.known.statements), tally.draws, worth, asked, r_hat, counted.how, closed, call,
    )  # fmt: skip
