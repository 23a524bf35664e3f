"""Blocks of random draws, and the orders that a method gives them.

A block holds a number of draws that the problem alone decides, and has streams of random numbers of its own. It therefore comes
out the same, to the last bit, in whatever order blocks are worked on, on however many threads, and wherever the draws end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ..._xp import product
from ...core.frozen import Frozen
from ...plugin.family import HIGHER
from ...plugin.returned import finite
from ...sampling.draws import BLOCK, Sampler
from ...sampling.sobol import DIMENSIONS, SobolPoints
from ...sampling.streams import Streams
from .ranker import Drawn, Ranker
from .scenarios import Scenarios

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]
    Shares: TypeAlias = tuple[Callable[[], Numbers], int, float]

__all__ = ["Block", "block_size", "blocks", "features"]

WEIGHTS = 0
"""Name of a stream."""
ORDER = 2**19
"""Numbers in one block of scores, and in one of drawn tables: these then stay in cache."""
TABLES = 2**18


@dataclass(frozen=True, slots=True, eq=False)
class Block(Frozen):
    """One block of draws.

    Attributes
    ----------
    order : array, shape (k, draws)
        Scores of which more is better, one row for each class of alternatives that always tie; or dense ranks, 1 for the best,
        one row for each alternative.
    shares : array, shape (m, draws), or None
        Weights up to a factor for each draw; None where they never change.
    ranks : bool
        Whether the order is one of ranks, which may tie; scores are taken to differ.
    effective : float
        How many independent draws these are worth.
    scores : array, shape (n, draws), or None
        The scores of all alternatives, where they are asked for.
    """

    order: npt.NDArray[np.generic]
    shares: npt.NDArray[np.float64] | None
    ranks: bool
    effective: float
    scores: Numbers | None = None


def block_size(found: Scenarios) -> int:
    """Return how many draws make a block: a power of two that depends on the size of the table and on what is random in it."""
    n, m = map(int, found.task.x.shape[-2:])
    most: int = max(ORDER // n if found.fixed_table else TABLES // (n * m), 1)
    return 1 << min(BLOCK, most).bit_length() - 1


def blocks(
    found: Scenarios, total: int, streams: Streams, weights: Numbers | None = None, scored: bool = False
) -> Iterator[Callable[[], Block]]:
    """Yield what makes the blocks of `total` draws, one after the other; `weights`, shape (m,), replace the random ones.

    Blocks hold scores too where these are asked for: `scored`.

    What is yielded may be called in any order, on any thread or machine: kernels are pure, what it holds is small and can be
    pickled, and laws of cells and parameters, of which nobody knows, draw their numbers here already.
    """
    fast = found.rows is not None and found.sampler is not None and weights is None
    every = Ranker.of(found, streams, block_size(found)) if scored or not fast else None
    scorer = every if scored else None
    if fast and found.simple:
        yield from _even(found, total, streams, scorer)
        return
    scores, ranker = (features(found), None) if fast else (None, every)
    start = 0
    for index, (shares, count, worth) in enumerate(_shares(found, total, streams, weights)):
        if ranker is None:
            assert scores is not None  # one of the two is made
            yield partial(_linear, scores, shares, worth, scorer)
        else:
            x = None if found.task.x.ndim == 2 else found.task.x[start : start + count]
            yield partial(_ranked, ranker, shares, x, ranker.drawn(index), index, count, worth, scored)
        start += count


def features(found: Scenarios) -> Numbers:
    """Return the linear form of one alternative of each class, turned so that more is better."""
    method = found.task.plugin
    assert method.linear_form is not None  # rows are not None
    with np.errstate(all="ignore"):
        form = np.asarray(method.linear_form(found.task.x, found.task.s, **found.task.params), dtype=np.float64)
    finite(method, form.T, found.task.matrix)
    return np.ascontiguousarray((form if method.better is HIGHER else -form)[found.first_of])


def _even(found: Scenarios, total: int, streams: Streams, scorer: Ranker | None) -> Iterator[Callable[[], Block]]:
    """Yield the orders of a linear method under exponential weights of the corners, which mix them evenly once divided by their sum.

    The corners of all shares are the criteria themselves; a weight set that is a simplex has corners of its own. The
    exponential numbers are independent ones, or scrambled Sobol points bent to be such.
    """
    scores, corners = features(found), _corners(found)
    at_corners = scores if corners is None else np.ascontiguousarray(scores @ corners.T)
    for mix, count in _mixtures(found, total, streams):
        yield partial(_mixed, at_corners, corners, mix, count, scorer)


def _corners(found: Scenarios) -> Numbers | None:
    """Return the corners of a set that is one simplex, shape (k, m); None for all shares, whose corners are the criteria."""
    assert found.sampler is not None  # the caller asked
    return found.sampler.corners[0] if len(found.sampler.corners) else None


def _mixtures(found: Scenarios, total: int, streams: Streams) -> Iterator[tuple[Callable[[], Numbers], int]]:
    """Yield what makes exponential weights of the corners of a simplex, shape (k, draws), and how many draws that are."""
    corners, size = _corners(found), block_size(found)
    k = found.task.x.shape[-1] if corners is None else len(corners)
    points = SobolPoints(k, size, streams.generator(WEIGHTS)) if found.how == "sobol" and k <= DIMENSIONS else None
    for index, start in enumerate(range(0, total, size)):
        unit = partial(_unit, streams, index, (k, size)) if points is None else points.block(index)
        count = min(size, total - start)
        yield partial(_exponential, unit, count), count


def _unit(streams: Streams, index: int, shape: tuple[int, int]) -> Numbers:
    return streams.generator(WEIGHTS, index).random(shape)


def _exponential(unit: Callable[[], Numbers], count: int) -> Numbers:
    e = np.ascontiguousarray(unit()[:, :count])
    np.subtract(1.0, e, out=e)  # above zero
    np.log(e, out=e)
    return np.negative(e, out=e)


def _mixed(at_corners: Numbers, corners: Numbers | None, mix: Callable[[], Numbers], count: int, scorer: Ranker | None) -> Block:
    e = mix()
    across = e if corners is None else product(corners.T, e)
    scores = None if scorer is None else scorer.scores((across / np.add.reduce(across, axis=-2)).T, None, None, 0, count)
    return Block(product(at_corners, e), across, False, float(count), scores)


def _even_shares(corners: Numbers | None, mix: Callable[[], Numbers]) -> Numbers:
    """Return evenly spread shares, shape (draws, m), which lie in memory criterion by criterion."""
    e = mix()
    e /= np.add.reduce(e, axis=-2)
    return (e if corners is None else product(corners.T, e)).T


def _linear(scores: Numbers, shares: Callable[[], Numbers], worth: float, scorer: Ranker | None) -> Block:
    w = shares()
    across = np.ascontiguousarray(w.T)
    return Block(product(scores, across), across, False, worth, None if scorer is None else scorer.scores(w, None, None, 0, len(w)))


def _shares(found: Scenarios, total: int, streams: Streams, weights: Numbers | None) -> Iterator[Shares]:
    """Yield what makes the weights of a block, or one vector where they never change, how many they are, and what they are worth."""
    size = block_size(found)
    own = streams.under(WEIGHTS)
    if weights is None and found.simple:
        for mix, count in _mixtures(found, total, streams):
            yield partial(_even_shares, _corners(found), mix), count, float(count)
        return
    if weights is None and found.sampler is not None and not found.sampler.independent:
        for sample in found.sampler.samples(total, own):
            worth = min(float(sample.effective_size.min()) / len(sample), 1.0)
            for at in range(0, len(sample), size):
                part = sample.values[at : at + size]
                yield partial(np.asarray, part), len(part), worth * len(part)
        return
    for index, start in enumerate(range(0, total, size)):
        count = min(size, total - start)
        if weights is not None:
            shares = partial(np.asarray, weights)
        elif found.sampler is not None:
            shares = partial(_independent, found.sampler, own, index, size, count)
        else:
            shares = partial(np.asarray, found.task.w if found.task.w.ndim == 1 else found.task.w[start : start + count])
        yield shares, count, float(count)


def _independent(sampler: Sampler, streams: Streams, index: int, size: int, count: int) -> Numbers:
    return sampler.block(streams.generator(index), size)[:count]


def _ranked(
    ranker: Ranker,
    shares: Callable[[], Numbers],
    x: Numbers | None,
    drawn: Drawn | None,
    index: int,
    count: int,
    worth: float,
    scored: bool,
) -> Block:
    w = shares()
    across = None if w.ndim == 1 else np.ascontiguousarray(w.T)  # even shares lie so
    scores = ranker.scores(w, x, drawn, index, count) if scored else None
    return Block(ranker.ranks(w, x, drawn, index, count), across, True, worth, scores)
