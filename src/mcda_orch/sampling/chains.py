"""Hit-and-run chains in the space that a set of weights really has, many at a time, with what they are worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from ..core.frozen import Frozen
from ..errors import McdaError
from .convex_set import ConvexSet
from .streams import Streams

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Chains", "ReducedSpace", "hit_and_run", "mixing_time", "reduced_space", "split_r_hat"]

CONVERGED = 1.01
"""Largest R-hat of chains that are taken to have forgotten where they started (Vehtari et al. 2021)."""
ROUNDS = 4
STEPS = 32
"""Recorded steps of every chain in one group of draws."""
LEAST, FLAT = 1e-300, 1e-18
"""Least room to a wall, and squared length of a direction, that count as any."""
PRODUCT = 2**18
"""Largest matrix product, in multiplications: BLAS spreads larger ones over threads, which many short steps cannot afford."""


@dataclass(frozen=True, slots=True)
class ReducedSpace(Frozen):
    """A set of weights without the directions in which it is flat: ``a.z <= b`` with rows of length one.

    Attributes
    ----------
    origin : array, shape (m,)
        Shares at z = 0.
    basis : array, shape (m, k)
        Orthonormal directions.
    a, b : arrays, shapes (r, k) and (r,)
    centre : array, shape (k,)
        Centre of the largest ball inside.
    radius : float
    """

    origin: npt.NDArray[np.float64]
    basis: npt.NDArray[np.float64]
    a: npt.NDArray[np.float64]
    b: npt.NDArray[np.float64]
    centre: npt.NDArray[np.float64]
    radius: float

    def shares(self, z: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the shares of points z of shape (..., k)."""
        w = np.maximum(self.origin + z @ self.basis.T, 0.0)
        return np.asarray(w / w.sum(axis=-1, keepdims=True))


@lru_cache(maxsize=64)
def reduced_space(known: ConvexSet) -> ReducedSpace:
    """Remove the equalities of a set, stated or implied, and find the largest ball inside."""
    from scipy.optimize import linprog

    origin = np.array([float(v) for v in known.inner])
    directions = np.array(known.directions, dtype=np.float64).reshape(-1, len(origin))
    k = len(directions)
    basis = np.linalg.qr(directions.T)[0] if k else np.zeros((len(origin), 0))
    A_ub, b_ub, *_ = known.rows()
    rows = np.vstack([np.array(A_ub, dtype=np.float64).reshape(-1, len(origin)), -np.eye(len(origin))])
    right = np.concatenate([np.array(b_ub, dtype=np.float64), np.zeros(len(origin))])
    size = np.linalg.norm(rows, axis=-1)
    a, length = rows @ basis, np.linalg.norm(rows @ basis, axis=-1)
    limits = length > 1e-9 * size  # the others are constant on the set
    a, b = a[limits] / length[limits, None], (right - rows @ origin)[limits] / length[limits]
    if not k:
        return ReducedSpace(origin, basis, a, b, np.zeros(0), 0.0)
    found = linprog([*(0.0,) * k, -1.0], np.column_stack([a, np.ones(len(a))]), b, bounds=[*((None, None),) * k, (0, None)])
    if found.status != 0:
        raise McdaError(f"the centre of {known!r} was not found: {found.message}")
    return ReducedSpace(origin, basis, a, b, found.x[:-1], float(found.x[-1]))


@dataclass(frozen=True, slots=True, eq=False)
class Chains(Frozen):
    """Hit-and-run chains that have forgotten where they started, and where they went first.

    Attributes
    ----------
    space : ReducedSpace
    shape : array, shape (k, k)
        What makes the set round.
    at : array, shape (chains, k)
        Where the chains are after the first group.
    first : array, shape (steps, chains, m)
        Their first group of draws.
    thinning : int
        Steps of a chain from one recorded draw to the next.
    streams : Streams
    """

    space: ReducedSpace
    shape: npt.NDArray[np.float64]
    at: npt.NDArray[np.float64]
    first: npt.NDArray[np.float64]
    thinning: int
    streams: Streams

    @property
    def draws(self) -> int:
        """How many draws there are in a group."""
        return int(self.first.shape[0] * self.first.shape[1])

    def groups(self) -> Iterator[npt.NDArray[np.float64]]:
        """Yield groups of draws for ever, each of shape (steps, chains, m); every call begins with the first."""
        yield self.first
        z = self.at
        for index in count(1):
            z, series = _recorded(self.space, z, self.shape, self.thinning, self.streams.generator(index))
            yield series


def hit_and_run(space: ReducedSpace, streams: Streams) -> Chains:
    """Make chains ready that draw points which are spread evenly over a set (Smith 1984).

    From a point, a random direction is chosen and a point of the chord along it, evenly. All chains start from the
    centre; pilot runs find the shape of the set, so that directions can be drawn in coordinates in which it is round.
    Where there are many shares, such directions soon meet some wall or other, so moves from one share to another, which
    meet few, are mixed in. Pilot runs also find the number of steps after which a chain has forgotten where it was. That
    many are left out between recorded points, ten times as many before the first, and twice as many again for as long as
    R-hat of the first group exceeds 1.01 by more than chance explains. How many are drawn later changes nothing of all this.
    """
    k, rng = len(space.centre), streams.generator(0)
    chains = 2 ** (min(max(PRODUCT // space.a.size, 32), 256).bit_length() - 1)  # a power of two
    z = np.tile(space.centre, (chains, 1))
    shape = np.eye(k)
    for _ in range(3):
        z = _walk(space, z, shape, 20 + 5 * k, rng)
        spread = np.atleast_2d(np.cov(z.T))
        shape = np.linalg.cholesky(spread + 1e-9 * np.trace(spread) / k * np.eye(k))
    series = np.empty((64 + 8 * k, chains, len(space.origin)))
    for step in series:
        z = _walk(space, z, shape, 1, rng)
        step[:] = space.shares(z)
    thinning = int(np.ceil(mixing_time(series).max()))
    # of k steps of 2 c half-chains that mixed, the variances between and within agree up to 1 / (k sqrt(c))
    chance = 2.0 / (STEPS // 2 * np.sqrt(chains))
    for attempt in range(ROUNDS):
        z = _walk(space, z, shape, 10 * thinning, rng)
        z, first = _recorded(space, z, shape, thinning, rng)
        if split_r_hat(first).max() <= CONVERGED + chance or attempt == ROUNDS - 1:
            break
        thinning *= 2
    return Chains(space, shape, z, first, thinning, streams)


def _recorded(
    space: ReducedSpace, z: npt.NDArray[np.float64], shape: npt.NDArray[np.float64], thinning: int, rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return where every chain ends after one group, and the group."""
    series = np.empty((STEPS, len(z), len(space.origin)))
    for step in series:
        z = _walk(space, z, shape, thinning, rng)
        step[:] = space.shares(z)
    return z, series


def _walk(
    space: ReducedSpace, z: npt.NDArray[np.float64], shape: npt.NDArray[np.float64], steps: int, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Move every chain by that many steps: each goes once in any direction, and as often as there are shares from one share to another."""
    a, b, normals, at = space.a, space.b[:, None], space.a @ shape, z.T.copy()  # chains in columns: reductions run along memory
    slopes, m = space.a @ space.basis.T, len(space.origin)
    for _ in range(steps):
        room = np.maximum(b - a @ at, LEAST)
        direction = rng.standard_normal(at.shape)
        at += _reach(normals @ direction, room, rng.random((at.shape[1],))) * (shape @ direction)
        if m < 2:
            continue
        room = np.maximum(b - a @ at, LEAST)
        places = rng.random((m, at.shape[1]))
        for step, (i, j) in enumerate(rng.integers(m, size=(m, 2)).tolist()):
            swap = space.basis[i] - space.basis[j]
            if swap @ swap < FLAT:
                continue
            slope = (slopes[:, i] - slopes[:, j])[:, None]
            reach = _reach(slope, room, places[step])
            at += swap[:, None] * reach
            room = np.maximum(room - slope * reach, LEAST)
    return np.asarray(at.T)


def _reach(slope: npt.NDArray[np.float64], room: npt.NDArray[np.float64], u: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how far every chain goes, evenly between the walls behind and ahead: u, from 0 to 1, says where."""
    closing = slope / room
    ahead, behind = 1.0 / closing.max(axis=-2), 1.0 / closing.min(axis=-2)
    return np.asarray(behind + (ahead - behind) * u)


def mixing_time(series: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how many steps one independent draw costs: one plus twice the sum of autocorrelations.

    Autocorrelations are pooled over the chains and summed in pairs for as long as these are positive (Geyer 1992).

    Parameters
    ----------
    series : array, shape (steps, chains, m)

    Returns
    -------
    array, shape (m,)
    """
    steps = len(series)
    centred = series - series.mean(axis=(-3, -2))
    variance = (centred**2).mean(axis=(-3, -2))
    constant = variance <= 1e-24
    variance = np.where(constant, 1.0, variance)
    total = np.zeros(series.shape[-1])
    going = ~constant
    previous = np.ones(series.shape[-1])  # the autocorrelation at lag zero
    for lag in range(1, steps - 1, 2):
        following = (centred[lag:] * centred[: steps - lag]).mean(axis=(-3, -2)) / variance
        pair = previous + following
        going &= pair > 0
        if not going.any():
            break
        total += np.where(going, pair, 0.0)
        previous = (centred[lag + 1 :] * centred[: steps - lag - 1]).mean(axis=(-3, -2)) / variance
    return np.asarray(np.maximum(2 * total - 1, 1.0))


def split_r_hat(series: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how much wider all chains together are spread than each half of one alone; near one where they mixed.

    Parameters
    ----------
    series : array, shape (steps, chains, m)

    Returns
    -------
    array, shape (m,)
    """
    half = len(series) // 2
    parts = np.concatenate([series[:half], series[half : 2 * half]], axis=-2)
    within = parts.var(axis=-3, ddof=1).mean(axis=-2)
    between = parts.mean(axis=-3).var(axis=-2, ddof=1)
    constant = within <= 1e-24
    return np.asarray(np.where(constant, 1.0, np.sqrt((half - 1) / half + between / np.where(constant, 1.0, within))))
