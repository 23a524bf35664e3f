"""Random weights from a set, and what is known about how good they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from ..core.frozen import Frozen, Labelled, held
from ..core.labelling import by_label
from ..core.weights import Weights
from ..errors import DomainError
from ..exact.linear import reduced
from ..exact.polytope import TooManyError
from .chains import hit_and_run, reduced_space

if TYPE_CHECKING:
    import numpy.typing as npt

    from .weight_set import WeightSet

__all__ = ["How", "Sampler", "WeightSample", "drawn", "generator", "sampler"]

How: TypeAlias = Literal["auto", "simplices", "chains", "sobol"]

CORNERS, SIMPLICES = 400, 20_000
"""Up to so many corners and simplices a set is partitioned for independent draws."""
BLOCK = 2**16
"""Draws made at once."""
PILOT, OFTEN = 2**12, 0.01
"""Of so many shares drawn at random, the part that must agree with all statements for the others to be rejected."""


def generator(rng: Any) -> np.random.Generator:
    """Return the random generator that is meant by a seed, by a generator itself, or by None (a new seed)."""
    try:
        return np.random.default_rng(rng)
    except (TypeError, ValueError):
        raise DomainError(
            f"{rng!r} is no seed of random numbers.", hint="use a whole number that is not negative, or np.random.default_rng(1)."
        ) from None


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
        return Labelled(self.values.mean(axis=0), self.criteria)

    @property
    def standard_errors(self) -> Labelled:
        """The standard errors of the mean shares; Sobol points do better than they say."""
        return Labelled(self.values.std(axis=0) / np.sqrt(self.effective_size), self.criteria)

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

    known: WeightSet
    how: str
    prior: npt.NDArray[np.float64] | None
    corners: npt.NDArray[np.float64]
    parts: npt.NDArray[np.float64]

    def draw(self, draws: int, rng: np.random.Generator | int | None = None) -> WeightSample:
        """Draw weights; independent streams come from generators that are spawned, ``rng.spawn(2)``."""
        if draws < 1:
            raise DomainError(f"{draws} draws are none.", hint="ask for at least one.")
        random = generator(rng)
        m = len(self.known.criteria)
        if self.how == "chains":
            found = hit_and_run(reduced_space(self.known), draws, random)
            values = found.values.reshape(-1, m)[:draws].copy()
            return WeightSample(values, self.known.criteria, self.how, found.r_hat, found.effective_size, found.thinning)
        if self.how == "rejection":
            values = self._accepted(draws, random)
        elif self.prior is not None:
            values = random.standard_gamma(self.prior, (draws, m)) if (self.prior != 1).any() else random.standard_exponential((draws, m))
            total = values.sum(axis=1, keepdims=True)
            values = np.where(total > 0, values / np.where(total > 0, total, 1.0), 1.0 / m)
        else:
            values = self._mixed(draws, random)
        return WeightSample(values, self.known.criteria, self.how, np.ones(m), np.full(m, float(draws)), 1)

    def _accepted(self, draws: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
        """Draw shares, and keep those that agree with all statements."""
        found: list[npt.NDArray[np.float64]] = []
        count = 0
        while count < draws:
            found.append(_agreeing(self.known, PILOT, random))
            count += len(found[-1])
        return np.concatenate(found)[:draws]

    def _mixed(self, draws: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
        """Pick simplices by their volume, and mix their corners by random shares."""
        count, k, m = self.corners.shape
        sobol = None
        if self.how == "sobol" and (k > 1 or count > 1):
            from scipy.stats import qmc

            sobol = qmc.Sobol(k - 1 + (count > 1), rng=random)
            unit = sobol.random_base2(max(int(np.ceil(np.log2(draws))), 0))[:draws]
        values = np.empty((draws, m))
        for start in range(0, draws, BLOCK):
            size = min(BLOCK, draws - start)
            if sobol is None:
                mix = random.standard_exponential((size, k))
                mix /= mix.sum(axis=1, keepdims=True)
                place = random.random(size) if count > 1 else None
            else:
                block = unit[start : start + size]
                mix, place = spread(block[:, : k - 1]), block[:, -1] if count > 1 else None
            if place is None:
                values[start : start + size] = mix @ self.corners[0]
            else:
                chosen = self.corners[np.minimum(np.searchsorted(self.parts, place, side="right"), count - 1)]
                values[start : start + size] = (mix[:, None, :] @ chosen)[:, 0, :]
        return values


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


def sampler(known: WeightSet, prior: Mapping[str, float] | Iterable[float] | None = None, how: How = "auto") -> Sampler:
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


def _agreeing(known: WeightSet, tries: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """Draw that many shares, and return those that agree with all statements."""
    A_ub, b_ub, *_ = known.rows()
    values = random.standard_exponential((tries, len(known.criteria)))
    values /= values.sum(axis=1, keepdims=True)
    return values[(values @ np.array(A_ub, dtype=np.float64).T <= np.array(b_ub, dtype=np.float64)).all(axis=1)]


def drawn(known: WeightSet, draws: int, rng: np.random.Generator | int | None, prior: Any, how: How) -> WeightSample:
    """Prepare and draw."""
    return sampler(known, prior, how).draw(draws, rng)


def _partition(known: WeightSet, how: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
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


def _prior(known: WeightSet, prior: Mapping[str, float] | Iterable[float], how: str) -> npt.NDArray[np.float64]:
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
