"""The smallest change of the weights that brings an alternative to the front, or the proof that none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from ...certificates.posed import certificate_text
from ...certificates.weights import weight_change_claims
from ...core.report import Report, amount, brief, plain
from ...core.table import Table
from ...errors import DomainError
from ...exact.claims import Check, Claimed, same
from ...exact.linear import echelon
from ...exact.rational import Matrix, Vector, dot
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from ..evidence.lead import Lead, lead, proof_against
from ..evidence.question import Question, belongs, rivals_text
from .nearest import Nearest, Norm, nearest
from .weight_search import searched_weights

if TYPE_CHECKING:
    pass

__all__ = ["WeightChange", "changed_weights", "nobody", "searched_change"]

WORDS: dict[str, str] = {"l1": "sum of changes", "l2": "root of the squared changes", "linf": "largest change"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightChange(Claimed, Report):
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
    streams : Streams or None
        Where the draws of a search started; None where the answer is proved.
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
    streams: Streams | None = None
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.question.tie(self.known, *self._asked))

    @property
    def _asked(self) -> tuple[Any, ...]:
        return self.winner, self.over, self.norm

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

    def checks(self) -> Iterator[Check]:
        """Yield that the change does it, that no smaller one does, and that none does where that is said."""
        question, known = self.question, self.known
        yield question.check(known, self.tie, *self._asked)
        a, rivals = question.at(self.winner), [question.at(b) for b in self.over]
        named = a not in rivals and len(set(rivals)) == len(rivals) > 0 and self.norm in WORDS
        yield Check("the winner is to pass others, each named once, and a change has a size", "recount", named)
        linear = question.rows is not None
        yield Check("it is proved where the method is linear in its weights", "recount", self.exact is linear)
        if linear:
            yield Check("nothing was drawn", "recount", self.streams is None)
            yield from self._proofs(a, rivals)
        else:
            found = self.weights is not None
            here = self.possible is self.level is found and self.lead is None and self.nearest is None
            yield Check("weights are shown where it was found to be possible", "recount", here)
            assert self.streams is not None  # else nothing was searched for
            again = searched_weights(question, a, rivals, self.norm, known, self.streams)
            shown = None if self.weights is None else dict(self.weights)
            yield Check("the same search finds the same", "replay", same(shown, None if again is None else dict(question.labelled(again))))
        after = self.beyond()
        if after is not None:
            yield Check(f"{self.winner} is ahead of {_others(self)} at the weights shown, or a hair beyond", "witness", self._ahead(after))

    def _proofs(self, a: int, rivals: list[int]) -> Iterator[Check]:
        question, known, proof = self.question, self.known, self.lead
        whole = lead(question, a, rivals, known)
        of = proof is not None and proof.alternative == self.winner and {*proof.rivals} <= {*self.over} and belongs(proof, question, known)
        all_of = proof is not None and (not self.possible or proof.rivals == self.over)
        yield Check(str(proof), "proof", of and all_of and proof is not None and proof.verify())
        assert proof is not None  # as was just checked
        yield Check(
            f"{self.winner} can{'' if self.possible else 'not'} be ahead of {_others(self)} {known.scope if not self.possible else ''}".strip(),
            "proof",
            self.possible is (proof.margin > 0) and (whole.margin > 0) is self.possible,
        )
        yield Check("it can draw level where weights are shown, and only there", "proof", self.level is (whole.margin >= 0))
        found = self.nearest
        if not self.level or found is None:
            yield Check(
                "no change is shown where none brings it level", "recount", not self.level and self.weights is None and found is None
            )
            return
        rows, right, equal, equal_right = _level(question, a, rivals, known)
        stated = found.norm == self.norm and found.start == question.shares and (found.rows, found.right) == (rows, right)
        same_set = _reduced(found.equal, found.equal_right) == _reduced(equal, equal_right)
        yield Check("the change starts from the given weights, and ends where it is level", "recount", stated and same_set)
        shown = self.weights is not None and same(dict(self.weights), question.labelled(found.weights))
        said = f"no change of shares smaller than {amount(found.distance)} ({WORDS[self.norm]}) brings it level {known.scope}"
        yield Check(said, "proof", shown and found.verify())

    def _ahead(self, after: Mapping[str, Fraction]) -> bool:
        question, w = self.question, self.known.shares(after)
        if w is None:
            return False
        a, rivals = question.at(self.winner), [question.at(b) for b in self.over]
        if question.rows is not None:
            return all(dot(question.difference(a, b), w) > 0 for b in rivals)
        dense = question.dense(np.array([[float(v) for v in w]]))[0]
        return bool(all(dense[a] < dense[b] for b in rivals))

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

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(weight_change_claims(self))

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
    whole = lead(question, a, rivals, known)
    proof = whole if whole.margin > 0 else proof_against(question, rivals, whole)
    over = tuple(names[b] for b in rivals)
    if whole.margin < 0:
        return WeightChange(names[a], over, norm, True, False, False, None, None, proof, known, question)
    found = nearest(question.shares, *_level(question, a, rivals, known), norm)
    assert found is not None  # the weights with the largest lead satisfy the rows
    return WeightChange(names[a], over, norm, True, proof.margin > 0, True, question.labelled(found.weights), found, proof, known, question)


def searched_change(question: Question, a: int, rivals: Sequence[int], norm: Norm, known: WeightSet, streams: Streams) -> WeightChange:
    """Return the smallest change found with which `a` passes rivals, for a method that is not linear in its weights."""
    w = searched_weights(question, a, rivals, norm, known, streams)
    over, found = tuple(question.names[b] for b in rivals), w is not None
    shown = None if w is None else question.labelled(w)
    return WeightChange(question.names[a], over, norm, False, found, found, shown, None, None, known, question, streams)


def _level(question: Question, a: int, rivals: Sequence[int], known: WeightSet) -> tuple[Matrix, Vector, Matrix, Vector]:
    """Return the rows of all weights of a set at which `a` is level with rivals or ahead of them."""
    A_ub, b_ub, A_eq, b_eq = known.rows()
    rows = (*(question.difference(b, a) for b in rivals), *A_ub)
    return rows, (*(Fraction(0),) * len(rivals), *b_ub), A_eq, b_eq


def _reduced(equal: Matrix, right: Vector) -> Matrix:
    """Return equalities in the one form that all that say the same share."""
    return echelon([(*row, b) for row, b in zip(equal, right, strict=True)])[0]


def _distance(change: Any, norm: str) -> Fraction | float:
    values = [Fraction(v) for v in change]
    if norm == "l2":
        return sqrt(sum(v * v for v in values))
    return max(map(abs, values)) if norm == "linf" else sum(map(abs, values), Fraction(0))


def nobody(question: Question) -> DomainError:
    """Return the error for a question about passing others where there are none."""
    return DomainError(f"{question.names[0]!r} has no rivals.", hint="the question needs two alternatives.")
