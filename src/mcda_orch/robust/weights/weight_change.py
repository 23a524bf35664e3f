"""The smallest change of the weights that brings an alternative to the front, or the proof that none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.report import Report, amount, brief, plain
from ...core.table import Table
from ...errors import DomainError
from ...exact.rational import Vector, dot
from ...sampling.draws import generator, sampler
from ...sampling.weight_set import WeightSet
from ..evidence.lead import Lead, lead, proof_against
from ..evidence.question import Question, rivals_text
from .nearest import Nearest, Norm, nearest

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["WeightChange", "changed_weights", "likeliest", "nobody", "searched_weights"]

WORDS: dict[str, str] = {"l1": "sum of changes", "l2": "root of the squared changes", "linf": "largest change"}
DRAWS, FEW = 20_000, 1_000
"""Weights that a search starts from; few where a method solves a programme for each."""
ROUNDS, KEPT, TRIES, HALVINGS = 60, 16, 32, 30
"""Rounds of improving what a search found, how much of it is kept, and how often each is varied."""
RIVALS = 3
"""Rivals for which the smallest change is searched, where any of them may pass."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightChange(Report):
    """The smallest change of shares with which an alternative passes others.

    Attributes
    ----------
    winner : str
    over : tuple of str
        Those that it is to pass.
    norm : {"l1", "l2", "linf"}
    exact : bool
        Whether the answer is proved, which it is for methods that are linear in their weights.
    possible : bool
        Whether some weights put the winner ahead of all of them. For a method that is not linear, whether any were found.
    level : bool
        Whether some weights at least bring it level with the foremost of them.
    weights : mapping of str to Fraction, or None
        The nearest shares at which it is level; any further in the direction of `beyond` it is ahead, where that is
        possible. For a method that is not linear these are the nearest shares found at which it is ahead.
    lead : Lead or None
        The proof: weights with the largest lead, and the mixture of rivals that bounds it.
    """

    winner: str
    over: tuple[str, ...]
    norm: Norm
    exact: bool
    possible: bool
    level: bool
    weights: Mapping[str, Fraction] | None
    nearest: Nearest | None
    lead: Lead | None
    known: WeightSet
    question: Question

    @property
    def distance(self) -> Fraction | float | None:
        """The size of the change; exact for ``l1`` and ``linf``; None where there is no such change."""
        if self.nearest is not None:
            return self.nearest.distance
        return None if self.weights is None else _distance(self.change.values(), self.norm)

    @property
    def change(self) -> dict[str, Fraction]:
        """By how much every share changes."""
        if self.weights is None:
            return {}
        return {c: self.weights[c] - now for c, now in zip(self.question.criteria, self.question.shares, strict=True)}

    @property
    def numbers(self) -> dict[str, Fraction]:
        """The new weights as numbers with the same total as the given ones."""
        total = sum(self.question.numbers)
        return {c: total * v for c, v in (self.weights or {}).items()}

    @property
    def certificate(self) -> Mapping[str, Fraction] | None:
        """Where the winner cannot be ahead: the mixture of rivals that is at least as good with all weights."""
        return None if self.lead is None or self.possible else self.lead.mixture

    def beyond(self, part: Fraction | float = Fraction(1, 100)) -> dict[str, Fraction] | None:
        """Return shares at which the winner is ahead, reached by a change that is larger by at most this part of it.

        Where no change is needed at all, `part` is taken of the way to the weights with the largest lead. None where the
        winner cannot be ahead.
        """
        if not self.possible or self.weights is None:
            return None
        if self.lead is None:
            return dict(self.weights)
        there, aim = tuple(self.weights.values()), tuple(self.lead.weights.values())
        apart = _distance([p - q for p, q in zip(aim, there, strict=True)], self.norm)
        room = Fraction(part) * Fraction(self.distance or 0) / Fraction(apart) if apart and self.distance else Fraction(part)
        step = min(room, Fraction(1)) * Fraction(999_999, 1_000_000)  # the root of squares is rounded
        return {c: p + step * (q - p) for c, p, q in zip(self.question.criteria, there, aim, strict=True)}

    def verify(self) -> bool:
        """Check the change and the proof in fractions, and play the new weights through the method."""
        if self.lead is not None and not (self.lead.verify() and self.possible == (self.lead.margin > 0)):
            return False
        if self.nearest is not None and not self.nearest.verify():
            return False
        after = self.beyond()
        if after is None:
            return not self.possible
        dense = self.question.dense(np.array([[float(v) for v in after.values()]]))[0]
        ahead = all(dense[self.question.at(self.winner)] < dense[self.question.at(b)] for b in self.over)
        if self.question.rows is None:
            return bool(ahead)
        w = tuple(after.values())
        return all(dot(self.question.difference(self.question.at(self.winner), self.question.at(b)), w) > 0 for b in self.over)

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a criterion that changes: the weight and the share, now and then."""
        if self.weights is None or not self.distance:
            return ()
        numbers = self.numbers
        rows = tuple(
            (
                c,
                float(n),
                float(numbers[c]),
                f"{float(100 * now):.3g} %",
                f"{float(100 * self.weights[c]):.3g} %",
                brief(self.weights[c]) if self.exact else None,
            )
            for c, n, now in zip(self.question.criteria, self.question.numbers, self.question.shares, strict=True)
            if self.weights[c] != now
        )
        title = f"Weights with which {self.winner} {'passes' if self.possible else 'draws level with'} {_others(self)}"
        return (Table(("criterion", "weight now", "weight then", "share now", "share then", "exactly"), rows, title),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What it takes, and why it cannot be less."""
        method, said = self.question.method.name, []
        if self.weights is not None and not self.distance:
            if self.exact and self.possible and not self._ahead_now():
                said.append(f"{self.winner} is level with {_foremost(self)} already: any small change in its favour is enough.")
            elif self.possible:
                said.append(f"{self.winner} is ahead of {_others(self)} already.")
            else:
                said.append(f"{self.winner} is level with {_foremost(self)} already.")
        elif self.weights is not None:
            size = f"{WORDS[self.norm]} {amount(self.distance)}"
            verb = "is ahead of" if self.possible else "draws level with"
            if self.possible and self.exact:
                said.append(f"{self.winner} draws level with {_others(self)} at these weights, and passes any further ({size}).")
                said.append("No smaller change does it: that is proved in exact fractions.")
            elif self.exact:
                said.append(f"These are the nearest weights at which {self.winner} draws level with {_foremost(self)} ({size}).")
            else:
                said.append(f"With these weights {self.winner} {verb} {_others(self)} ({size}).")
        if self.lead is not None and not self.possible:
            said.append(str(self.lead))
        if not self.exact and self.distance != 0:
            said.append(
                f"{method} is not linear in its weights: this was searched for, and a smaller change is not ruled out."
                if self.possible
                else f"{method} is not linear in its weights: no such weights were found, which is no proof that there are none."
            )
        return (*said, *self.question.notes)

    def _ahead_now(self) -> bool:
        a = self.question.at(self.winner)
        if self.question.rows is None:
            return self.possible
        return all(dot(self.question.difference(a, self.question.at(b)), self.question.shares) > 0 for b in self.over)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        return {
            "schema": "mcda_orch.weight_change",
            "version": 1,
            "method": self.question.method.name,
            "winner": self.winner,
            "over": list(self.over),
            "norm": self.norm,
            "exact": self.exact,
            "possible": self.possible,
            "level": self.level,
            "distance": plain(self.distance),
            "weights": None if self.weights is None else plain(dict(self.weights)),
            "certificate": None if self.certificate is None else plain(dict(self.certificate)),
        }

    def __repr__(self) -> str:
        what = "impossible" if self.weights is None else f"{float(self.distance or 0):.4g}" + ("" if self.possible else ", level only")
        return f"WeightChange({self.winner!r} over {_others(self)}, {self.norm}: {what})"


def _foremost(found: WeightChange) -> str:
    return _others(found) if len(found.over) == 1 else f"the foremost of {_others(found)}"


def _others(found: WeightChange) -> str:
    return rivals_text(found.question.names, found.winner, found.over)


def changed_weights(question: Question, a: int, rivals: Sequence[int], norm: Norm, known: WeightSet) -> WeightChange:
    """Return the smallest change with which `a` passes rivals, exactly, for a method that is linear in its weights."""
    assert question.rows is not None  # the caller asked
    names = question.names
    proof = lead(question, a, rivals, known)
    if proof.margin <= 0:
        proof = proof_against(question, a, rivals, known) or proof
    over = tuple(names[b] for b in rivals)
    level = proof.margin >= 0 and lead(question, a, rivals, known).margin >= 0
    if not level:
        return WeightChange(names[a], over, norm, True, False, False, None, None, proof, known, question)
    A_ub, b_ub, A_eq, b_eq = known.rows()
    rows = [*(question.difference(b, a) for b in rivals), *A_ub]
    found = nearest(question.shares, rows, (*(Fraction(0),) * len(rivals), *b_ub), A_eq, b_eq, norm)
    assert found is not None  # the weights with the largest lead satisfy the rows
    return WeightChange(names[a], over, norm, True, proof.margin > 0, True, question.labelled(found.weights), found, proof, known, question)


def searched_weights(question: Question, a: int, rivals: Sequence[int], norm: Norm, known: WeightSet, rng: Any) -> WeightChange:
    """Search for a small change with which `a` passes rivals: random weights, the way back from them, and variations."""
    random = generator(rng)
    start = np.array([float(v) for v in question.shares])
    others = list(rivals)

    def ahead(w: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        dense = question.dense(w)
        return np.asarray((dense[:, a, None] < dense[:, others]).all(axis=-1))

    def gap(w: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        scores = question.scores(w)
        return np.asarray(scores[:, a] - scores[:, others].max(axis=-1))

    def size(w: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return _sizes(w - start, norm)

    over = tuple(question.names[b] for b in others)
    if ahead(start[None, :])[0] and known.contains(question.shares, closed=True):
        here = question.labelled(question.shares)
        return WeightChange(question.names[a], over, norm, False, True, True, here, None, None, known, question)
    pool = sampler(known).draw(FEW if question.method.lift else DRAWS, random).values
    wins = pool[ahead(pool)]
    if not len(wins):
        wins = _raised(pool, gap, random)
        wins = wins[ahead(wins)]
    if not len(wins):
        return WeightChange(question.names[a], over, norm, False, False, False, None, None, None, known, question)
    home = start if known.contains(question.shares, closed=True) else _closest(pool, size)
    best = wins[_order(size(wins))[:KEPT]]
    best = _back(home, best, ahead)
    reach = 0.5
    for _ in range(ROUNDS):
        part = reach * random.random((len(best) * TRIES, 1))
        toward = np.where(random.random((len(best) * TRIES, 1)) < 0.5, home, pool[random.integers(len(pool), size=len(best) * TRIES)])
        tried = (1 - part) * np.repeat(best, TRIES, axis=0) + part * toward
        fine = tried[ahead(tried)]
        every = np.concatenate([best, _back(home, fine[_order(size(fine))[:KEPT]], ahead)]) if len(fine) else best
        new = every[_order(size(every))[:KEPT]]
        if size(new).min() > 0.999 * size(best).min():
            reach /= 2
        best = new
    aim = wins[int(gap(wins).argmax())]
    for step in (0.0, *10.0 ** np.arange(-12.0, 1.0)):  # a hair further, where rounding would bring back the tie
        found = _rational((1 - step) * best[0] + step * aim)
        if ahead(np.array([[float(v) for v in found]]))[0]:
            break
    labelled = question.labelled(found)
    return WeightChange(question.names[a], over, norm, False, True, True, labelled, None, None, known, question)


def likeliest(question: Question, falls: int, rivals: Sequence[int], norm: Norm, known: WeightSet, rng: Any) -> list[int]:
    """Return the few rivals that pass `falls` at the nearest of some random weights; a search for all would take long."""
    start = np.array([float(v) for v in question.shares])
    pool = sampler(known).draw(FEW if question.method.lift else DRAWS, generator(rng)).values
    pool = np.concatenate([pool, (pool + 9 * start) / 10]) if known.contains(question.shares, closed=True) else pool
    dense, sizes = question.dense(pool), _sizes(pool - start, norm)
    near = {b: float(np.where(dense[:, b] < dense[:, falls], sizes, np.inf).min()) for b in rivals}
    return sorted(rivals, key=near.__getitem__)[:RIVALS]


def _sizes(change: npt.NDArray[np.float64], norm: Norm) -> npt.NDArray[np.float64]:
    d = np.abs(change)
    return np.asarray(d.sum(axis=-1) if norm == "l1" else d.max(axis=-1) if norm == "linf" else np.sqrt((d**2).sum(axis=-1)))


def _rational(w: npt.NDArray[np.float64]) -> Vector:
    exact = [Fraction(v) for v in w.tolist()]
    total = sum(exact, Fraction(0))
    return tuple(v / total for v in exact)


def _order(sizes: npt.NDArray[np.float64]) -> list[int]:
    return sorted(range(len(sizes)), key=sizes.__getitem__)


def _closest(pool: npt.NDArray[np.float64], size: Any) -> npt.NDArray[np.float64]:
    return np.asarray(pool[_order(size(pool))[0]])


def _back(home: npt.NDArray[np.float64], wins: npt.NDArray[np.float64], ahead: Any) -> npt.NDArray[np.float64]:
    """Walk from every winning point towards home, as long as it wins."""
    near, far = np.zeros((len(wins), 1)), np.ones((len(wins), 1))
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        fine = ahead(home + middle * (wins - home))[:, None]
        near, far = np.where(fine, near, middle), np.where(fine, middle, far)
    return np.asarray(home + far * (wins - home))


def _raised(pool: npt.NDArray[np.float64], gap: Any, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """Return weights with the largest lead that mixing the pool found."""
    best = pool[_order(-gap(pool))[:KEPT]]
    reach = 0.5
    for _ in range(ROUNDS):
        part = reach * random.random((len(best) * TRIES, 1))
        tried = (1 - part) * np.repeat(best, TRIES, axis=0) + part * pool[random.integers(len(pool), size=len(best) * TRIES)]
        every = np.concatenate([best, tried])
        heights = gap(every)
        new = every[_order(-heights)[:KEPT]]
        if heights.max() > 0:
            return np.asarray(new)
        if (new[0] == best[0]).all():
            reach /= 2
        best = new
    return np.asarray(best)


def _distance(change: Any, norm: str) -> Fraction | float:
    values = [Fraction(v) for v in change]
    if norm == "l2":
        return sqrt(sum(v * v for v in values))
    return max(map(abs, values)) if norm == "linf" else sum(map(abs, values), Fraction(0))


def nobody(question: Question) -> DomainError:
    """Return the error for a question about passing others where there are none."""
    return DomainError(f"{question.names[0]!r} has no rivals.", hint="the question needs two alternatives.")
