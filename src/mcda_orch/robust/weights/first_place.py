"""Who can win: the part of all weights with which each alternative is first, with a witness or a proof that it never is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, amount, brief, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import LabelError, did_you_mean
from ...exact.linear import determinant, rank, reduced
from ...exact.polytope import Polytope, TooManyError, polytope
from ...exact.rational import dot
from ...plugin.subject import subject
from ...sampling.draws import generator, sampler
from ...sampling.weight_set import WeightSet
from ..evidence.dominated import Dominated, dominated
from ..evidence.lead import Lead, lead, proof_against
from ..evidence.question import Question, allowed, asked, near
from ..evidence.ratio import NeverAhead, Ratios

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method

__all__ = ["FirstPlace", "doubles", "draws_for", "first_place"]

CORNERS = 300
"""Up to so many corners a region of weights is measured exactly; beyond that it takes minutes."""
SHOWN = 12
"""Alternatives that a sentence names, at most."""
DRAWS, FEW = 100_000, 2_000
"""Weights that are drawn where nothing is exact; few where a method solves a programme for each."""
ROUNDS, TRIES, KEPT = 30, 16, 16
"""Rounds of improving the weights at which an alternative that was never first comes nearest to it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FirstPlace(Report):
    """The part of the weights with which each alternative is first.

    Attributes
    ----------
    method : str
    exact : bool
        Whether the shares are exact; otherwise they are means of draws, with standard errors.
    proved : bool
        Whether every alternative has a witness or a certificate, as with every method that is linear in its weights.
    shares : mapping of str to Fraction or float
        Parts of the weight set; they sum to one. Where alternatives tie they share, which matters only for those that
        tie everywhere: other ties happen at weights that have no volume.
    standard_errors : mapping of str to float
    witnesses : mapping of str to mapping of str to Fraction
        Shares of the criteria with which an alternative is first alone (or with its doubles), for each that can be.
    certificates : mapping of str to Lead, NeverAhead or Dominated
        For each that never is ahead of all others, the proof: a mixture of rivals; for a method that is a ratio of linear
        forms a mixture for every level of the ratio; for others a rival that is nowhere worse.
    known : WeightSet
    draws : int
        How many weights were drawn; 0 where shares are exact.
    """

    method: str
    exact: bool
    shares: Mapping[str, Fraction | float]
    standard_errors: Mapping[str, float]
    witnesses: Mapping[str, Mapping[str, Fraction]]
    certificates: Mapping[str, Lead | NeverAhead | Dominated]
    known: WeightSet
    draws: int
    question: Question

    def __getitem__(self, name: str) -> Fraction | float:
        """Return the share of one alternative."""
        if name not in self.shares:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.shares))
        return self.shares[name]

    @property
    def proved(self) -> bool:
        """Whether every alternative has a witness or a certificate."""
        return not self.unsettled

    @property
    def winners(self) -> tuple[str, ...]:
        """Alternatives that some weights put first, the one with the largest share first."""
        return tuple(sorted(self.witnesses, key=lambda n: -self.shares[n]))

    @property
    def level(self) -> tuple[str, ...]:
        """Alternatives that are never ahead, and draw level with the first at most."""
        return tuple(n for n, c in self.certificates.items() if c.margin == 0)

    @property
    def never(self) -> tuple[str, ...]:
        """Alternatives that no weights put first, not even in a tie."""
        return tuple(n for n, c in self.certificates.items() if c.margin < 0)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Alternatives that were not found in the first place, without a proof that they never are there."""
        return tuple(n for n in self.shares if n not in self.witnesses and n not in self.certificates)

    def verify(self) -> bool:
        """Check witnesses and certificates in fractions, and play every witness through the method."""
        names = self.question.names
        for name, found in self.witnesses.items():
            w = tuple(found.values())
            if not self.known.contains(w, closed=True) or name not in [names[i] for i in self.question.levels(w)[0]]:
                return False
        return all(c.verify() for c in self.certificates.values())

    @property
    def table(self) -> Table:
        """A row an alternative, the one with the largest share first: the share, a witness or a proof."""
        order = [*self.winners, *self.level, *self.never, *self.unsettled]
        heads = ["alternative", "first with", "fraction" if self.exact else "+-", "why"]
        rows = []
        for name in order:
            share = self.shares[name]
            spread = brief(share) if isinstance(share, Fraction) else f"{100 * self.standard_errors[name]:.2g} %"
            rows.append((name, f"{float(100 * share):.3g} %", spread, self._why(name)))
        what = "all weights" if not self.known.statements else "the weights that agree with the statements"
        return Table(tuple(heads), tuple(rows), f"Part of {what} with which each is first by {self.method}")

    def _why(self, name: str) -> str:
        if name in self.witnesses:
            w = sorted(self.witnesses[name].items(), key=lambda item: -item[1])
            head = ", ".join(f"{c} {float(100 * v):.2g} %" for c, v in w[:3] if v)
            return f"for instance with {head}{', ...' if len([v for _, v in w if v]) > 3 else ''}"
        if name in self.certificates:
            return self.certificates[name].why
        return "not found in the first place"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The one table."""
        return (self.table,)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Who can win, who cannot, and how sure that is."""
        said = []
        winners = self.winners
        if len(winners) == 1 and not self.unsettled and len(self.shares) > 1:
            within = "with all weights that agree with the statements" if self.known.statements else "whatever the weights"
            rest = "the others can draw level at most" if self.level else "no other ever draws level"
            said.append(f"{winners[0]} is first {within}; {rest}.")
        elif winners:
            parts = [f"{n} with {amount(self.shares[n]) if self.shares[n] else 'too small a part to be drawn'}" for n in winners[:SHOWN]]
            how = ":" if len(winners) <= SHOWN else ", most often"
            said.append(f"{len(winners)} of {len(self.shares)} can be first{how} {listed(parts)} of the weights.")
        alike = [n for n in self.witnesses if any(self.question.names[k] in self.witnesses for k in doubles(self.question, self.known, n))]
        if alike:
            said.append(f"{listed(alike)} have doubles that tie with them at all weights, and share the first place with them.")
        if not self.exact:
            said.append(f"The shares are means of {self.draws} random weights, within two standard errors in 19 cases of 20.")
        if self.unsettled:
            were = "was" if len(self.unsettled) == 1 else "were"
            said.append(f"{listed(self.unsettled)} {were} not found in the first place; that is no proof that they cannot be.")
        return (*said, *self.question.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        return {
            "schema": "mcda_orch.first_place",
            "version": 1,
            "method": self.method,
            "exact": self.exact,
            "proved": self.proved,
            "statements": [g.label for g in self.known.statements],
            "shares": plain(dict(self.shares)),
            "standard_errors": dict(self.standard_errors),
            "witnesses": plain(dict(self.witnesses)),
            "certificates": {n: c.document() for n, c in self.certificates.items()},
            "unsettled": list(self.unsettled),
            "draws": self.draws,
        }

    def __repr__(self) -> str:
        return "FirstPlace(" + ", ".join(f"{n} {float(self.shares[n]):.3g}" for n in self.winners) + ")"


@told
def first_place(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    exact: bool | None = None,
    draws: int | None = None,
    rng: np.random.Generator | int | None = None,
) -> FirstPlace:
    """Say with which part of all weights each alternative is first, and why those that never are never are.

    For a method that is linear in its weights the regions are polytopes. Their volumes are exact where they have up to
    some hundred corners (as a rule up to eight or nine free weights, more where the data are simple), and means of draws
    beyond; every witness and every proof is exact in any case. For other methods the shares are means of draws. Of the
    alternatives that were not drawn in the first place, a method that is a ratio of two linear forms, such as TOPSIS,
    finds weights that put them there or proves that none do (:class:`~mcda_orch.robust.evidence.ratio.NeverAhead`). For the others
    a rival that is nowhere worse is proof enough where the method keeps the law of dominance; else a search goes on, and
    what it does not find stays unsettled.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores of a problem claim to come from, unless given.
    weights : WeightSet, optional
        All shares, unless given.
    blanks : as for the method
    exact : bool, optional
        True insists on exact shares, however long that takes; False draws.
    draws, rng : optional
        How many weights are drawn where shares are not exact; a random generator or its seed.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> problem = mo.load("orchestrators")
    >>> rest = problem.matrix.select([n for n in problem.matrix.names if n != "Metaflow"])
    >>> found = first_place(rest, mo.wsm, blanks=0)
    >>> found["Prefect"], found.winners[-1], found.certificates["Luigi"].verify()
    (Fraction(1683, 15680), 'ZenML', True)
    """
    question = asked(subject(problem, "first_place", method), method, None, blanks, needs_weights=False)
    known = allowed(question, weights)
    if question.rows is None:
        return _tried(question, known, draws, rng)
    if exact is not False:
        try:
            return _measured(question, known, None if exact else CORNERS)
        except TooManyError:
            pass
    return _drawn(question, known, draws, rng)


def doubles(question: Question, known: WeightSet, name: str) -> tuple[int, ...]:
    """Return the positions of other alternatives that tie with this one at all weights of the set."""
    if question.rows is None:
        return ()
    a, near = question.at(name), np.ones(len(question.names), dtype=bool)
    if known.statements:  # those that are apart at one point of the set are no doubles
        rows = np.array(question.rows, dtype=np.float64)
        scores = rows @ np.array(known.inner, dtype=np.float64)
        near = np.abs(scores - scores[a]) <= 1e-9 * np.abs(rows).max()
    return tuple(b for b in np.flatnonzero(near).tolist() if b != a and _alike(question, known, a, b))


def _alike(question: Question, known: WeightSet, a: int, b: int) -> bool:
    d = question.difference(a, b)
    if not any(d):
        return True
    if not known.statements or dot(d, known.inner) != 0:
        return False
    flat = known.equalities  # on the set, d varies unless it is a mixture of these
    return rank([*flat, d]) == rank(flat)


def draws_for(question: Question, draws: int | None) -> int:
    """Return how many weights are drawn, unless said."""
    return draws if draws is not None else FEW if question.method.lift else DRAWS


def _measured(question: Question, known: WeightSet, limit: int | None) -> FirstPlace:
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
    regions = {}
    for a in range(n):
        rivals = [b for b in range(n) if b != a and b not in alike[a]]
        regions[a] = rivals, polytope([*rows, *(question.difference(b, a) for b in rivals)], equal, criteria=m, limit=limit)
    for a, (rivals, region) in regions.items():
        dimension = m - 1 if whole is None else whole.dimension
        if region.dimension < dimension:
            shares[names[a]] = Fraction(0)
            certificates[names[a]] = _never(question, known, a, rivals, bool(region.rays))
            continue
        volume, centroid = region.measure
        part = (volume if full else _volume(region, columns)) / total
        shares[names[a]] = part / (1 + len(alike[a]))
        witnesses[names[a]] = FrozenMap(question.labelled(centroid))
    nothing = FrozenMap(dict.fromkeys(names, 0.0))
    return FirstPlace(
        question.method.name, True, FrozenMap(shares), nothing, FrozenMap(witnesses), FrozenMap(certificates), known, 0, question
    )


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


def _never(question: Question, known: WeightSet, a: int, rivals: list[int], level: bool) -> Lead:
    """Return the proof that `a` is never ahead; where it can draw `level`, a rival that dominates it is proof enough."""
    assert question.rows is not None  # the caller asked
    if not known.statements:
        for b in rivals:
            most = max(question.difference(a, b))
            if most < 0 or (most == 0 and level):
                return lead(question.names, question.rows, a, [b], known)
    found = proof_against(question.names, question.rows, a, rivals, known)
    assert found is not None  # the region has no volume
    return found


def _drawn(question: Question, known: WeightSet, draws: int | None, rng: Any) -> FirstPlace:
    """Draw weights for the shares; witnesses and proofs stay exact."""
    assert question.rows is not None  # the caller asked
    names = question.names
    shares, errors, count, _ = _counted(question, known, draws, rng)
    witnesses: dict[str, Mapping[str, Fraction]] = {}
    certificates: dict[str, Lead | NeverAhead | Dominated] = {}
    for a, name in enumerate(names):
        alike = doubles(question, known, name)
        rivals = [b for b in range(len(names)) if b != a and b not in alike]
        if not rivals:
            witnesses[name] = FrozenMap(question.labelled(known.inner))
            continue
        ahead = lead(names, question.rows, a, rivals, known)
        if ahead.margin > 0:
            witnesses[name] = ahead.weights
        else:
            certificates[name] = _never(question, known, a, rivals, ahead.margin == 0)
    return FirstPlace(question.method.name, False, shares, errors, FrozenMap(witnesses), FrozenMap(certificates), known, count, question)


def _counted(
    question: Question, known: WeightSet, draws: int | None, rng: Any
) -> tuple[FrozenMap[float], FrozenMap[float], int, npt.NDArray[np.float64]]:
    """Return shares of first places, ties shared, with standard errors, their number, and the weights that were drawn."""
    sample = sampler(known).draw(draws_for(question, draws), generator(rng))
    first = (question.dense(sample.values) == 1).astype(np.float64)
    first /= first.sum(axis=-1, keepdims=True)
    names = question.names
    means, errors = first.mean(axis=-2), first.std(axis=-2) / np.sqrt(sample.effective_size.min())
    return (
        FrozenMap(dict(zip(names, means.tolist(), strict=True))),
        FrozenMap(dict(zip(names, errors.tolist(), strict=True))),
        len(sample),
        sample.values,
    )


def _tried(question: Question, known: WeightSet, draws: int | None, rng: Any) -> FirstPlace:
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
    return FirstPlace(question.method.name, False, shares, errors, FrozenMap(witnesses), FrozenMap(certificates), known, count, question)


def _climbed(
    question: Question, a: int, pool: npt.NDArray[np.float64], ahead: npt.NDArray[np.float64], random: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Return weights at which `a` is ahead by as much as could be found: the best of the pool, mixed with others of it."""
    order = np.flatnonzero(ahead >= np.sort(ahead)[-min(KEPT, len(ahead))])[:KEPT]
    best, height = pool[order], ahead[order]
    reach = 0.5
    for _ in range(ROUNDS):
        part = reach * random.random((len(best) * TRIES, 1))
        tried = (1 - part) * np.repeat(best, TRIES, axis=0) + part * pool[random.integers(len(pool), size=len(best) * TRIES)]
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
