"""How far an alternative can be ahead of its rivals over a set of weights, and the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from operator import sub
from typing import Any

from ...core.frozen import FrozenMap
from ...core.report import amount, listed, plain
from ...exact.claims import Check
from ...exact.programme import optima
from ...exact.proposal import Optimum, WholeProgramme, floats, whole_rows
from ...exact.rational import Matrix, Vector, all_fractions, dot
from ...sampling.weight_set import WeightSet
from .question import Question, Tied

__all__ = ["Lead", "lead", "leads", "proof_against"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lead(Tied):
    """The largest lead that an alternative can have over all its rivals at once.

    Attributes
    ----------
    alternative : str
    rivals : tuple of str
    margin : Fraction
        The lead over the nearest rival, in units of the method's score per share; negative where it is always behind.
    weights : mapping of str to Fraction
        Shares at which it is that far ahead.
    mixture : mapping of str to Fraction
        Parts of rivals; mixed in these parts they are behind by no less than the margin says, whatever the weights: the
        proof that no weights do better.
    ub, eq : tuple of Fraction
        Multipliers of what is known of the weights, which the proof needs where that is more than that they are shares.
    question : Question
    known : WeightSet
    """

    alternative: str
    rivals: tuple[str, ...]
    margin: Fraction
    weights: Mapping[str, Fraction]
    mixture: Mapping[str, Fraction]
    ub: Vector
    eq: Vector
    question: Question
    known: WeightSet
    tie: str = ""

    @property
    def row(self) -> Vector:
        """The method's numbers of the alternative."""
        return self.question.row(self.alternative)

    @property
    def rows(self) -> Matrix:
        """The method's numbers of its rivals."""
        return tuple(self.question.row(name) for name in self.rivals)

    @property
    def certificate(self) -> Mapping[str, Fraction]:
        """The mixture of rivals that bounds the lead."""
        return self.mixture

    def checks(self) -> Iterator[Check]:
        """Yield that the lead is reached, and that it cannot be larger: by multiplying and comparing fractions alone."""
        yield self._belongs
        names = len(set(self.rivals)) == len(self.rivals) > 0 and self.alternative not in self.rivals
        yield Check(f"{self.alternative} has rivals, none of them itself", "recount", names)
        who = f"{self.alternative} over {listed(self.rivals)}"
        w = self.known.shares(self.weights)
        reached = w is not None and min(dot(self.row, w) - dot(other, w) for other in self.rows) == self.margin
        yield Check(f"the lead of {who} is {self.margin} at the weights shown", "witness", reached)
        yield Check(f"the lead of {who} is {self.margin} at most {self.known.scope}", "proof", self._bounded())

    def _bounded(self) -> bool:
        parts = tuple(self.mixture.get(r, Fraction(0)) for r in self.rivals)
        if (
            not all_fractions(self.mixture)
            or not set(self.mixture) <= set(self.rivals)
            or min(parts) < 0
            or sum(parts) != 1
            or not all(self.mixture.values())
        ):
            return False
        mixed = [dot(parts, column) for column in zip(*self.rows, strict=True)]
        ahead = tuple(a - b for a, b in zip(self.row, mixed, strict=True))
        return self.known.bounded_by(ahead, self.margin, self.ub, self.eq)

    @property
    def _mixed(self) -> str:
        return " + ".join(name if part == 1 else f"{part} {name}" for name, part in self.mixture.items())

    @property
    def why(self) -> str:
        """The proof that it is never ahead in a few words."""
        return f"never ahead: {self._mixed} is at least as good" if self.margin == 0 else f"never first: {self._mixed} is better"

    def document(self) -> dict[str, Any]:
        """Return what it says as plain mappings and lists, ready for JSON."""
        return {"mixture": plain(dict(self.mixture)), "margin": str(self.margin), "weights": plain(dict(self.weights))}

    def __str__(self) -> str:
        mixed = self._mixed
        within = self.known.scope
        if self.margin > 0:
            w = ", ".join(f"{name} {amount(v)}" for name, v in self.weights.items() if v)
            return f"{self.alternative} is ahead of {' and '.join(self.rivals)} with the weights {w}."
        if self.margin == 0:
            return f"{self.alternative} can draw level, but is never ahead: {mixed} is at least as good {within}."
        return f"{self.alternative} is never first: {mixed} is better {within}."

    def __repr__(self) -> str:
        return f"Lead({self.alternative!r}, {self.margin})"


def lead(question: Question, a: int, rivals: Sequence[int], known: WeightSet) -> Lead:
    """Return the largest lead of alternative `a` over rivals, of which there is at least one, with its proof."""
    return leads(question, [(a, rivals)], known)[0]


def leads(question: Question, each: Sequence[tuple[int, Sequence[int]]], known: WeightSet) -> list[Lead]:
    """Return the largest lead of each of some alternatives over rivals of its own, all asked of the solver together."""
    m = len(known.criteria)
    lines, unit = question.parts
    A_ub, b_ub, A_eq, b_eq = known.rows()
    said, level = ([(*row, Fraction(0), b) for row, b in zip(*part, strict=True)] for part in ((A_ub, b_ub), (A_eq, b_eq)))
    (rows, sizes), (equal, equal_sizes) = (whole_rows(part) for part in (said, level))
    c, low, high = (*(0,) * m, 1), (*(Fraction(0),) * m, None), (None,) * (m + 1)
    family = []
    for a, rivals in each:
        behind = [(*map(sub, lines[b], lines[a]), 1, 0) for b in rivals]  # the lead is counted in parts of 1 / unit
        near = ((*(v / unit for v in row[:m]), 1, 0) for row in behind)  # to the solver the lead is what it is
        family.append((WholeProgramme(c, [*behind, *rows], equal, low, high), floats(c, chain(near, said), level)))
    every = zip(each, optima(family), strict=True)
    return [_lead(question, known, a, rivals, found, (*sizes, *equal_sizes)) for (a, rivals), found in every]


def _lead(question: Question, known: WeightSet, a: int, rivals: Sequence[int], found: Optimum, sizes: Sequence[int]) -> Lead:
    names, m, k, unit = question.names, len(known.criteria), len(rivals), question.parts[1]
    x = [Fraction(v, found.size) for v in found.x]
    told = tuple(Fraction(v * size, found.part * unit) for v, size in zip((*found.ub[k:], *found.eq), sizes, strict=True))
    said = len(found.ub) - k
    return Lead(
        names[a],
        tuple(names[b] for b in rivals),
        x[m] / unit,
        FrozenMap(dict(zip(known.criteria, x, strict=False))),
        FrozenMap({names[b]: Fraction(y, found.part) for b, y in zip(rivals, found.ub, strict=False) if y}),
        told[:said],
        told[said:],
        question,
        known,
    )


def proof_against(question: Question, rivals: Sequence[int], every: Lead) -> Lead:
    """Return the simplest proof that an alternative is never ahead of all rivals, given its lead over them, which is not positive.

    A single rival where one does, else the mixture.
    """
    known, a = every.known, question.at(every.alternative)
    if len(every.mixture) == 1:
        return every
    ahead = [tuple(every.weights.values()), known.inner]  # weights at which some rivals are behind, and so no proof by themselves
    for b in rivals:
        d = question.difference(a, b)
        if (not known.statements and max(d) > 0) or any(dot(d, w) > 0 for w in ahead):
            continue
        single = lead(question, a, [b], known)
        if single.margin < 0 or every.margin == single.margin:
            return single
        ahead.append(tuple(single.weights.values()))
    return every
