"""Random weights from a set, and what is known about how good they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from ..core.frozen import Frozen, Labelled, held
from ..core.labelling import by_label
from ..core.weights import Weights
from ..errors import DomainError
from ..exact.linear import reduced
from ..exact.polytope import TooManyError
from .chains import hit_and_run, mixing_time, reduced_space, split_r_hat
from .convex_set import ConvexSet
from .sobol import SobolPoints
from .streams import Streams, generator

if TYPE_CHECKING:
    import numpy.typing as npt

    from .streams import Seed

__all__ = ["BLOCK", "How", "Sampler", "WeightSample", "drawn", "generator", "sampler"]

How: TypeAlias = Literal["auto", "simplices", "chains", "sobol"]

CORNERS, SIMPLICES = 400, 20_000
"""Up to so many corners and simplices a set is partitioned for independent draws."""
BLOCK = 2**13
"""Draws of one stream: block b of a seed is the same however many are drawn, in whatever order."""
PILOT, OFTEN = 2**12, 0.01
"""Of so many shares drawn at random, the part that must agree with all statements for the others to be rejected."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightSample(Frozen):
    """Weights drawn from a set.

    Attributes
    ----------
    values : array, shape (draws, m)
        Shares.
    criteria : tuple of str
    how : {"dirichlet", "simplices", "rejection", "chains", "sobol"}
    r_hat : array, shape (m,)
        For chains, how much wider they are spread together than each is alone; 1 for independent draws.
    effective_size : array, shape (m,)
        How many independent draws the mean of each share is worth.
    thinning : int
        Steps of a chain from one recorded draw to the next; 1 for independent draws.
    """

    values: npt.NDArray[np.float64]
    criteria: tuple[str, ...]
    how: str
    r_hat: npt.NDArray[np.float64]
    effective_size: npt.NDArray[np.float64]
    thinning: int

    def __post_init__(self) -> None:
        for name in ("values", "r_hat", "effective_size"):
            object.__setattr__(self, name, held(getattr(self, name)))

    @property
    def weights(self) -> Weights:
        """The draws as one batch of weights."""
        return Weights(self.values, self.criteria, source=f"sample ({self.how})")

    @property
    def centroid(self) -> Labelled:
        """The mean share of every criterion."""
        return Labelled(self.values.mean(axis=-2), self.criteria)

    @property
    def standard_errors(self) -> Labelled:
        """The standard errors of the mean shares; Sobol points do better than they say."""
        return Labelled(self.values.std(axis=-2) / np.sqrt(self.effective_size), self.criteria)

    def __len__(self) -> int:
        return len(self.values)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.values, dtype=dtype, copy=copy)

    def __repr__(self) -> str:
        return f"WeightSample({len(self.values)} draws of {len(self.criteria)} shares, {self.how})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sampler(Frozen):
    """A set of weights made ready for drawing; drawing twice prepares nothing twice.

    Attributes
    ----------
    known : WeightSet
    how : {"dirichlet", "simplices", "rejection", "chains", "sobol"}
    prior : array, shape (m,), or None
        Parameters of a Dirichlet distribution.
    corners : array, shape (simplices, k + 1, m)
        A partition of the set into simplices; empty for the other ways.
    parts : array, shape (simplices,)
        Which part of the set lies in the simplices up to each; the last is 1.
    """

    known: ConvexSet
    how: str
    prior: npt.NDArray[np.float64] | None
    corners: npt.NDArray[np.float64]
    parts: npt.NDArray[np.float64]

    @property
    def independent(self) -> bool:
        """Whether blocks can be drawn in any order; those of chains follow each other."""
        return self.how != "chains"

    def draw(self, draws: int, rng: Seed = 0) -> WeightSample:
        """Draw weights; more draws of the same seed begin with these."""
        if draws < 1:
            raise DomainError(f"{draws} draws are none.", hint="ask for at least one.")
        streams, m = Streams.of(rng), len(self.known.criteria)
        if not self.independent:
            chains = hit_and_run(reduced_space(self.known), streams)
            groups = chains.groups()
            series = np.concatenate([next(groups) for _ in range(-(-draws // chains.draws))])
            return self._walked(series, draws, chains.thinning)
        block = self._sobol(streams) if self.how == "sobol" else lambda index: self.block(streams.generator(index))
        values = np.empty((draws, m))
        for index, start in enumerate(range(0, draws, BLOCK)):
            values[start : start + BLOCK] = block(index)[: draws - start]
        return self._drawn(values)

    def samples(self, draws: int, rng: Seed = 0) -> Iterator[WeightSample]:
        """Yield the draws of ``draw`` some at a time, each with what they are worth, for sets of which the draws do not fit in memory."""
        return (made() for made in self.pieces(draws, rng))

    def pieces(self, draws: int, rng: Seed = 0) -> Iterator[Callable[[], WeightSample]]:
        """Yield what makes ``samples``, which may be called in any order, and by anybody; chains are walked here."""
        streams = Streams.of(rng)
        if self.independent:
            for index, start in enumerate(range(0, draws, BLOCK)):
                yield partial(self._piece, streams, index, min(BLOCK, draws - start))
            return
        chains, left = hit_and_run(reduced_space(self.known), streams), draws
        for series in chains.groups():
            found = self._walked(series, left, chains.thinning)
            yield partial(_itself, found)
            left -= len(found)
            if not left:
                return

    def _piece(self, streams: Streams, index: int, count: int) -> WeightSample:
        return self._drawn(self.block(streams.generator(index))[:count])

    def block(self, random: np.random.Generator, size: int = BLOCK) -> npt.NDArray[np.float64]:
        """Return so many independent draws from one stream, shape (size, m)."""
        if self.how == "rejection":
            return self._accepted(size, random)
        if self.prior is not None:
            shape = size, len(self.prior)
            values = random.standard_gamma(self.prior, shape) if (self.prior != 1).any() else random.standard_exponential(shape)
            total = values.sum(axis=-1, keepdims=True)
            if (total > 0).all():
                values /= total
                return np.asarray(values)
            return np.asarray(np.where(total > 0, values / np.where(total > 0, total, 1.0), 1.0 / len(self.prior)))
        parts, k = self.corners.shape[:2]
        mix = random.standard_exponential((size, k))
        mix /= mix.sum(axis=-1, keepdims=True)
        return self._mixed(mix, random.random(size) if parts > 1 else None)

    def _sobol(self, streams: Streams) -> Callable[[int], npt.NDArray[np.float64]]:
        """Return what makes blocks of Sobol points: shares of the corners, and where there are several simplices a coordinate for which."""
        parts, k = self.corners.shape[:2]
        places = k - 1 + (parts > 1)
        points = SobolPoints(places, BLOCK, streams.generator()) if places else None

        def block(index: int) -> npt.NDArray[np.float64]:
            unit = np.empty((BLOCK, 0)) if points is None else points.block(index)().T
            return self._mixed(spread(unit[:, : k - 1]), unit[:, -1] if parts > 1 else None)

        return block

    def _drawn(self, values: npt.NDArray[np.float64]) -> WeightSample:
        """Return independent draws, each of which is worth one."""
        m = len(self.known.criteria)
        return WeightSample(values, self.known.criteria, self.how, np.ones(m), np.full(m, float(len(values))), 1)

    def _walked(self, series: npt.NDArray[np.float64], most: int, thinning: int) -> WeightSample:
        """Return draws from a piece of the chains, shape (steps, chains, m)."""
        values = series.reshape(-1, series.shape[-1])[:most].copy()
        worth = len(values) / mixing_time(series)
        return WeightSample(values, self.known.criteria, self.how, split_r_hat(series), worth, thinning)

    def _accepted(self, draws: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
        """Draw shares, and keep those that agree with all statements."""
        found: list[npt.NDArray[np.float64]] = []
        count = 0
        while count < draws:
            found.append(_agreeing(self.known, PILOT, random))
            count += len(found[-1])
        return np.concatenate(found)[:draws]

    def _mixed(self, mix: npt.NDArray[np.float64], place: npt.NDArray[np.float64] | None) -> npt.NDArray[np.float64]:
        """Mix the corners of simplices that are picked by their volume."""
        if place is None or len(self.corners) == 1:
            return np.asarray(mix @ self.corners[0])
        chosen = self.corners[np.minimum(np.searchsorted(self.parts, place, side="right"), len(self.corners) - 1)]
        return np.asarray((mix[:, None, :] @ chosen)[:, 0, :])


def spread(unit: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Map points of the unit cube, shape (..., k - 1), evenly onto shares, shape (..., k).

    What is left is broken once more for each share, at the place that leaves all shares alike.

    Examples
    --------
    >>> spread(np.array([[0.75]]))
    array([[0.75, 0.25]])
    """
    k = unit.shape[-1] + 1
    left = (1.0 - unit) ** (1.0 / np.arange(k - 1, 0, -1))
    rest = np.cumprod(left, axis=-1)
    before = np.concatenate([np.ones((*unit.shape[:-1], 1)), rest], axis=-1)
    return np.concatenate([before[..., :-1] * (1.0 - left), before[..., -1:]], axis=-1)


def sampler(known: ConvexSet, prior: Mapping[str, float] | Iterable[float] | None = None, how: How = "auto") -> Sampler:
    """Prepare draws from a set of weights; for the parameters see ``WeightSet.sample``."""
    if how not in get_args(How):
        raise DomainError(f"{how!r} is no way of drawing.", hint="use " + ", ".join(get_args(How)) + ".")
    known.require()
    m = len(known.criteria)
    nothing = np.zeros((0, 0, m))
    if prior is not None:
        return Sampler(known, "dirichlet", _prior(known, prior, how), nothing, np.zeros(0))
    if not known.statements and how == "auto":
        return Sampler(known, "dirichlet", np.ones(m), nothing, np.zeros(0))
    if how != "chains":
        try:
            return Sampler(known, "sobol" if how == "sobol" else "simplices", None, *_partition(known, how))
        except TooManyError:
            if how != "auto":
                raise
    if known.dimension == 0:  # a point has no chains
        return Sampler(known, "simplices", None, np.array([[[float(v) for v in known.inner]]]), np.ones(1))
    often = how == "auto" and known.dimension == m - 1 and len(_agreeing(known, PILOT, np.random.default_rng(0))) >= OFTEN * PILOT
    return Sampler(known, "rejection" if often else "chains", None, nothing, np.zeros(0))


def _agreeing(known: ConvexSet, tries: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """Draw that many shares, and return those that agree with all statements."""
    A_ub, b_ub, *_ = known.rows()
    values = random.standard_exponential((tries, len(known.criteria)))
    values /= values.sum(axis=-1, keepdims=True)
    return values[(values @ np.array(A_ub, dtype=np.float64).T <= np.array(b_ub, dtype=np.float64)).all(axis=-1)]


def _itself(sample: WeightSample) -> WeightSample:
    return sample


def drawn(known: ConvexSet, draws: int, rng: Seed, prior: Any, how: How) -> WeightSample:
    """Prepare and draw."""
    return sampler(known, prior, how).draw(draws, rng)


def _partition(known: ConvexSet, how: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return simplices and the cumulated parts of the set that lie in them."""
    more = 1 if how == "auto" else 10
    found = known.polytope(CORNERS * more)
    simplices = np.array(found.simplices(SIMPLICES * more))
    points = np.array([[float(v) for v in point] for point in found.points])
    corners = points[simplices]
    columns = reduced(found.rays)[1]  # in these the corners of a simplex are as independent as in all
    volumes = np.abs(np.linalg.det(corners[..., columns]))
    parts = np.cumsum(volumes)
    return corners, parts / parts[-1]


def _prior(known: ConvexSet, prior: Mapping[str, float] | Iterable[float], how: str) -> npt.NDArray[np.float64]:
    if known.statements:
        raise DomainError(
            "a Dirichlet distribution spreads over all shares, but there are statements.",
            hint="leave prior= out, or the statements; their draws are uniform.",
        )
    if how not in ("auto", "simplices"):
        raise DomainError(f"draws from a prior are independent, not {how!r}.", hint="leave how= out.")
    values = by_label(prior, known.criteria, "parameter of the prior")
    if not ((values > 0) & np.isfinite(values)).all():
        raise DomainError("parameters of a Dirichlet distribution are above zero.")
    return np.array(values)
