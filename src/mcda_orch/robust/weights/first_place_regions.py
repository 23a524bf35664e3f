"""The regions of weights in which each alternative is first: measured exactly, drawn, or searched for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import FrozenMap
from ...exact.linear import determinant, reduced
from ...exact.polytope import Polytope, TooManyError, polytope
from ...sampling.draws import generator, sampler
from ...sampling.weight_set import WeightSet
from ..evidence.always import always_ahead
from ..evidence.dominated import Dominated, dominated
from ..evidence.doubles import doubles
from ..evidence.lead import Lead, leads
from ..evidence.question import Question, draws_for, near
from ..evidence.ratio import NeverAhead
from ..evidence.ratio_search import Ratios

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Regions", "regions"]

CORNERS, BITS = 300, 20
"""Up to so many corners a region of weights is measured exactly, of numbers of so many bits; of longer ones, up to as many fewer. Beyond that it takes minutes."""
ROUNDS, TRIES, KEPT = 30, 16, 16
"""Rounds of improving the weights at which an alternative that was never first comes nearest to it."""


@dataclass(frozen=True, slots=True)
class Regions:
    """What is found of the regions of weights in which each alternative is first; for the fields see ``FirstPlace``."""

    exact: bool
    shares: Mapping[str, Fraction | float]
    standard_errors: Mapping[str, float]
    witnesses: Mapping[str, Mapping[str, Fraction]]
    certificates: Mapping[str, Lead | NeverAhead | Dominated]
    draws: int


def regions(question: Question, known: WeightSet, exact: bool | None, draws: int | None, rng: Any) -> Regions:
    """Return the region of each alternative: measured, where the method is linear and the measuring takes no minutes."""
    if question.rows is None:
        return _tried(question, known, draws, rng)
    if exact is not False:
        try:
            return _measured(question, known, None if exact else CORNERS * BITS // max(BITS, _bits(question)))
        except TooManyError:
            pass
    return _drawn(question, known, draws, rng)


def _bits(question: Question) -> int:
    """Return how long the whole numbers are that leads are made of."""
    return max((int(v).bit_length() for row in question.parts[0] for v in row), default=0)


def _measured(question: Question, known: WeightSet, limit: int | None) -> Regions:
    """Measure every region exactly."""
    names, m = question.names, len(question.criteria)
    rows, equal = known.cone()
    whole = known.polytope(limit) if known.statements else None
    full = whole is None or whole.dimension == m - 1
    columns = range(m) if whole is None else reduced(whole.rays)[1]
    total = Fraction(1) if whole is None else whole.measure[0] if full else _volume(whole, columns)
    n = len(names)
    shares: dict[str, Fraction] = {}
    witnesses: dict[str, Mapping[str, Fraction]] = {}
    certificates: dict[str, Lead | NeverAhead | Dominated] = {}
    alike = [doubles(question, known, name) for name in names]
    cut = {}
    for a in range(n):
        rivals = [b for b in range(n) if b != a and b not in alike[a]]
        cut[a] = rivals, polytope([*rows, *(question.difference(b, a) for b in rivals)], equal, criteria=m, limit=limit)
    dimension = m - 1 if whole is None else whole.dimension
    flat = {a: (rivals, bool(region.rays)) for a, (rivals, region) in cut.items() if region.dimension < dimension}
    proofs = _never(question, known, flat, {})
    for a, (_, region) in cut.items():
        if a in flat:
            shares[names[a]] = Fraction(0)
            certificates[names[a]] = proofs[a]
            continue
        volume, centroid = region.measure
        part = (volume if full else _volume(region, columns)) / total
        shares[names[a]] = part / (1 + len(alike[a]))
        witnesses[names[a]] = FrozenMap(question.labelled(centroid))
    nothing = FrozenMap(dict.fromkeys(names, 0.0))
    return Regions(True, FrozenMap(shares), nothing, FrozenMap(witnesses), FrozenMap(certificates), 0)


def _volume(found: Polytope, columns: Any) -> Fraction:
    """Return the volume in units of its own dimension, as seen in these columns."""
    chosen = tuple(columns)
    return sum(
        (
            abs(determinant([[found.rays[v][j] for j in chosen] for v in simplex])) / Fraction(prod(sum(found.rays[v]) for v in simplex))
            for simplex in found.simplices()
        ),
        Fraction(0),
    )


def _never(
    question: Question, known: WeightSet, cases: Mapping[int, tuple[Sequence[int], bool]], leads_of: Mapping[int, Lead]
) -> dict[int, Lead]:
    """Return the proof that each is never ahead of its rivals, told whether it can draw level: a single one, or else a mixture of them.

    Their largest leads over all rivals are taken from `leads_of`, or worked out where they are needed.
    """
    sure = {level: always_ahead(question, known, not level) for level in {level for _, level in cases.values()}}
    single = {a: next((b for b in rivals if sure[level][b, a]), None) for a, (rivals, level) in cases.items()}
    asked = [a for a in cases if a not in leads_of and (known.statements or single[a] is None)]
    mixed = {**leads_of, **dict(zip(asked, leads(question, [(a, cases[a][0]) for a in asked], known), strict=True))}
    alone = [(a, [b]) for a, b in single.items() if b is not None and not (known.statements and len(mixed[a].mixture) == 1)]
    return {**{a: mixed[a] for a in cases if a in mixed}, **dict(zip([a for a, _ in alone], leads(question, alone, known), strict=True))}


def _drawn(question: Question, known: WeightSet, draws: int | None, rng: Any) -> Regions:
    """Draw weights for the shares; witnesses and proofs stay exact."""
    assert question.rows is not None  # the caller asked
    names = question.names
    shares, errors, count, _ = _counted(question, known, draws, rng)
    witnesses: dict[str, Mapping[str, Fraction]] = {}
    certificates: dict[str, Lead | NeverAhead | Dominated] = {}
    alike = [doubles(question, known, name) for name in names]
    rivals = {a: [b for b in range(len(names)) if b != a and b not in alike[a]] for a in range(len(names))}
    asked = [(a, others) for a, others in rivals.items() if others]
    ahead = {a: found for (a, _), found in zip(asked, leads(question, asked, known), strict=True)}
    behind = {a: (rivals[a], found.margin == 0) for a, found in ahead.items() if found.margin <= 0}
    proofs = _never(question, known, behind, ahead)
    for a, name in enumerate(names):
        if a in proofs:
            certificates[name] = proofs[a]
        else:
            witnesses[name] = ahead[a].weights if a in ahead else FrozenMap(question.labelled(known.inner))
    return Regions(False, shares, errors, FrozenMap(witnesses), FrozenMap(certificates), count)


def _counted(
    question: Question, known: WeightSet, draws: int | None, rng: Any
) -> tuple[FrozenMap[float], FrozenMap[float], int, npt.NDArray[np.float64]]:
    """Return shares of first places, ties shared, with standard errors, their number, and the weights that were drawn."""
    sample = sampler(known).draw(draws_for(question, draws), generator(rng))
    first = question.first(sample.values)
    part = 1 / first.sum(axis=-1)  # those that tie share the place
    names = question.names
    means = part @ first / len(sample)
    errors = np.sqrt(np.maximum(part**2 @ first / len(sample) - means**2, 0.0) / sample.effective_size.min())
    return (
        FrozenMap(dict(zip(names, means.tolist(), strict=True))),
        FrozenMap(dict(zip(names, errors.tolist(), strict=True))),
        len(sample),
        sample.values,
    )


def _tried(question: Question, known: WeightSet, draws: int | None, rng: Any) -> Regions:
    """Draw weights; find those at which the others come first, or prove that there are none."""
    random = generator(rng)
    names = question.names
    shares, errors, count, values = _counted(question, known, draws, random)
    scores = question.scores(values)
    witnesses: dict[str, Mapping[str, Fraction]] = {}
    certificates: dict[str, Lead | NeverAhead | Dominated] = {}
    form = question.ratio()
    ratios = None if form is None else Ratios(question, known, form)
    for a, name in enumerate(names):
        if shares[name] == 0:
            settled = (None if ratios is None else ratios.settle(a)) or dominated(question, known, a)
            if isinstance(settled, tuple):
                witnesses[name] = FrozenMap(question.labelled(settled))
                continue
            if settled is not None:
                certificates[name] = settled
                continue
        others = np.delete(scores, a, axis=-1)
        ahead = scores[:, a] - (others.max(axis=-1) if others.shape[-1] else 0.0)
        best = values[int(ahead.argmax())] if shares[name] > 0 else _climbed(question, a, values, ahead, random)
        for found in near(known, best.tolist()):
            if question.dense(np.array([[float(v) for v in found]]))[0, a] == 1:
                witnesses[name] = FrozenMap(question.labelled(found))
                break
    return Regions(False, shares, errors, FrozenMap(witnesses), FrozenMap(certificates), count)


def _climbed(
    question: Question, a: int, pool: npt.NDArray[np.float64], ahead: npt.NDArray[np.float64], random: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Return weights at which `a` is ahead by as much as could be found: the best of the pool, mixed with others of it."""
    order = np.flatnonzero(ahead >= np.sort(ahead)[-min(KEPT, len(ahead))])[:KEPT]
    best, height = pool[order], ahead[order]
    reach = 0.5
    for _ in range(ROUNDS):
        part = reach * random.random((len(best) * TRIES, 1))
        tried = (1 - part) * np.repeat(best, TRIES, axis=-2) + part * pool[random.integers(len(pool), size=len(best) * TRIES)]
        scores = question.scores(tried)
        others = np.delete(scores, a, axis=-1).max(axis=-1) if scores.shape[-1] > 1 else np.zeros(len(tried))
        found = (scores[:, a] - others).reshape(len(best), TRIES)
        which = found.argmax(axis=-1)
        top = np.take_along_axis(found, which[:, None], axis=-1)[:, 0]
        better = top > height
        best = np.where(better[:, None], tried.reshape(len(best), TRIES, -1)[np.arange(len(best)), which], best)
        height = np.where(better, top, height)
        if height.max() > 0:
            break
        reach = reach if better.any() else reach / 2
    return np.asarray(best[int(height.argmax())])
