"""Rank reversal: whether others that come, go or get worse turn two alternatives around, with the case that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...certificates.newcomers import reversal_claims
from ...certificates.posed import certificate_text
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.criteria import Criterion
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError, LabelError, ShapeError, did_you_mean
from ...exact.claims import Call, Check, Repeated
from ...plugin.check import Task, task
from ...plugin.subject import subject, the_method
from ...sampling.streams import Streams
from .reversal import TESTS, Reversal
from .reversal_search import Levels, Search
from .worst_newcomer import Immunity, newcomers

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method
    from ...sampling.streams import Seed

__all__ = ["ReversalReport", "rank_reversal"]


@dataclass(frozen=True, eq=False, repr=False)
class ReversalReport(Repeated, Report):
    """What each test of rank reversal found.

    Attributes
    ----------
    method : str
    found : mapping of test to Reversal or None
        None where no case was found.
    guaranteed : tuple of str
        Tests that the laws of the method rule out for all data.
    settled : tuple of str
        Tests in which None means that there is no case for these data: all were tried, or a proof covers them.
    immune : mapping of (a, b) to Immunity
        Pairs, `a` ahead of `b`, that no newcomer reverses, with the proof. Empty where the method adds up no parts that depend
        on one criterion each, or where a newcomer may have any value in a range and the method does not say where its
        differences turn around.
    smallest : Reversal or None
        A newcomer that reverses a pair and differs from some alternative in as few cells as possible, if it is `proved`,
        else in as few as were found to do.
    steps : mapping of (a, b) to Reversal or None
        For neighbours in the ranking that some newcomer reverses, the smallest that does; None where none was found.
    free : tuple of str
        Criteria on which a newcomer may have any value between the smallest and the largest cell that occur or are declared.
    criteria : int
        How many criteria there are.
    bounds_help : bool or None
        Whether no test finds anything once the extreme cells are declared as bounds; None where nothing was found before.
    """

    method: str
    found: Mapping[str, Reversal | None]
    guaranteed: tuple[str, ...]
    settled: tuple[str, ...]
    immune: Mapping[tuple[str, str], Immunity]
    smallest: Reversal | None
    steps: Mapping[tuple[str, str], Reversal | None]
    free: tuple[str, ...]
    criteria: int
    bounds_help: bool | None
    call: Call
    tie: str = ""

    def checks(self) -> Iterator[Check]:
        """Yield every case, played again, every proof, and that the same question finds the same."""
        for case in (*self.found.values(), *self.steps.values(), self.smallest):
            if case is not None:
                yield Check(str(case), "witness", case.verify())
        for (a, b), proof in self.immune.items():
            yield Check(str(proof), "proof", (a, b) == (proof.a, proof.b) and proof.verify())
        yield from Repeated.checks(self)

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a test, and a row for each two neighbours in the ranking where newcomers can be judged exactly."""
        rows = tuple((t, self._words(t) if r is None else str(r)) for t, r in self.found.items())
        first = Table(("test", "reversal"), rows, f"Rank reversal of {self.method}")
        if not self.steps:
            return (first,)
        steps = tuple((a, b, self._verdict(a, b, r)) for (a, b), r in self.steps.items())
        return first, Table(("ahead", "behind", "any newcomer"), steps, "Neighbours in the ranking")

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(reversal_claims(self))

    def _words(self, test: str) -> str:
        return "impossible by its laws" if test in self.guaranteed else "none" if test in self.settled else "none found"

    def _verdict(self, a: str, b: str, case: Reversal | None) -> str:
        if case is not None:
            return case.words.removesuffix(" joins") + (" reverses them" if case.proved else " reverses them (not proved smallest)")
        proof = self.immune.get((a, b))
        if proof is None:
            return "no reversal found, nothing proved"
        return "can be level, cannot be reversed" if proof.ties else f"cannot be reversed: the lead stays at least {float(proof.gap):.3g}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What it means, and what helps."""
        hits = [t for t, r in self.found.items() if r is not None]
        said = [] if hits else [f"No test turned two alternatives around under {self.method}."]
        if len(self.guaranteed) == len(TESTS):
            said.append(f"The laws of {self.method} rule reversals out for all data: each alternative is scored by itself.")
        elif self.immune and "any newcomer" in self.settled and self.found["any newcomer"] is None:
            said.append("This ranking cannot be reversed by any newcomer: every pair is proved to keep its order.")
        elif self.immune:
            ties = sum(proof.ties for proof in self.immune.values())
            level = f", {ties} of them at worst level" if ties else ""
            said.append(f"{len(self.immune)} pairs of alternatives are proved to keep their order whoever joins{level}.")
        if self.smallest is not None:
            who = self.smallest.words.removesuffix(" joins")
            how = (
                "none that differs in fewer cells reverses any pair" if self.smallest.proved else "the smallest found, not proved smallest"
            )
            said.append(f"{who} swaps {self.smallest.a} and {self.smallest.b}: {how}.")
        if len(self.guaranteed) < len(TESTS):
            said.append(self._range())
        if self.bounds_help:
            said.append("Declared bounds remove it here: with scales that do not move, none of these tests finds a reversal.")
        return tuple(said)

    def _range(self) -> str:
        free = "every criterion" if len(self.free) == self.criteria else listed(self.free)
        between = f"any value between the smallest and the largest of them on {free}"
        known = "A newcomer is taken to have cells that occur, are declared, or are given as levels"
        return f"{known}{', and ' + between if self.free else ''}."

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""

        def case(r: Reversal | None) -> Any:
            if r is None:
                return None
            return {
                "a": r.a, "b": r.b, "words": r.words, "newcomer": dict(r.newcomer), "proved": r.proved,
                "before": str(r.before), "after": str(r.after),
            }  # fmt: skip

        proofs = [
            {"a": p.a, "b": p.b, "gap": p.gap, "ties": p.ties, "newcomer": dict(p.newcomer)} for p in self.immune.values()
        ]  # fmt: skip
        return plain(  # type: ignore[no-any-return]  # a mapping goes in
            {
                "schema": "mcda_orch.rank_reversal",
                "version": 1,
                "method": self.method,
                "found": {t: case(r) for t, r in self.found.items()},
                "guaranteed": list(self.guaranteed),
                "settled": list(self.settled),
                "immune": proofs,
                "smallest": case(self.smallest),
                "steps": [{"a": a, "b": b, "reversal": case(r)} for (a, b), r in self.steps.items()],
                "free": list(self.free),
                "bounds_help": self.bounds_help,
            }
        )

    def __repr__(self) -> str:
        hits = [t for t, r in self.found.items() if r is not None]
        return f"ReversalReport({self.method}, {listed(hits) or 'none found'})"


@told
def rank_reversal(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    levels: Sequence[float] | Mapping[str, Sequence[float]] | None = None,
    rng: Seed = 0,
    **params: Any,
) -> ReversalReport:
    """Look for rank reversals, and prove where there are none.

    One or several alternatives leave or stand alone, a copy, a dominated newcomer or any newcomer joins, one that is not the best
    gets worse, and the ranking is put together again from pairs (Wang and Triantaphyllou 2008).

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores of a problem claim to come from, unless given.
    weights, blanks : optional
    levels : numbers, or mapping of criterion to numbers, optional
        What the cells of a newcomer may be, besides those that occur and those that are declared. On a criterion that has no
        levels, neither here nor on its scale, a newcomer may have any value between the smallest and the largest of these.
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.
    **params
        Parameters of the method, such as ``scale=mo.scalings.minmax``.

    Returns
    -------
    ReversalReport

    Notes
    -----
    Where scores are ordered like ``U w`` and column j of U depends on column j of the data alone, the lead of a over b when z
    joins is ``sum_j w_j (U_aj(z_j) - U_bj(z_j))``. Its minimum over all newcomers is the sum of the minima of its terms: not
    below zero, it proves that no newcomer reverses the pair, and below zero the fewest cells in which z has to differ from an
    alternative are those whose terms drop most.

    References
    ----------
    wang2008

    Examples
    --------
    >>> import mcda_orch as mo
    >>> str(rank_reversal(mo.load("orchestrators"), mo.wsm).remarks[0])
    'No test turned two alternatives around under wsm.'
    >>> table = mo.DecisionMatrix([[1, 3], [2, 2], [3, 1]], ["Ant", "Bee", "Cat"], ["speed", "size"])
    >>> found = rank_reversal(table, mo.wsm, [3, 1], levels=(0, 1, 2, 3, 4), scale=mo.scalings.minmax)
    >>> found.immune["Cat", "Ant"].gap
    Fraction(1, 4)
    """
    streams = Streams.of(rng)
    given = subject(problem, "rank_reversal", method)
    chosen = the_method(given, method)
    call = Call.of(rank_reversal, problem=given, method=chosen, weights=weights, blanks=blanks, levels=levels, rng=streams, **params)
    random = streams.generator()
    asked = task(chosen, given, weights, blanks, dict(params))
    if asked.x.ndim != 2 or asked.w.ndim != 1 or asked.redistributed:
        raise ShapeError("rank reversal is looked for in one matrix with filled blanks, under one weight vector.")
    if len(asked.x) < 2:
        raise DomainError("one alternative has no rank to lose.", hint="compare at least two.")
    cells, free = _levels(asked, levels)
    search = Search(asked, cells, newcomers(asked, cells, free), random)
    hits = dict(search.found())
    found = {test: hits[test] for test in TESTS}
    claims = chosen.claims(asked.params)
    kept = set() if claims is None else {law.name for law in claims[0]}
    joiners = {"clone", "dominated newcomer"}
    sure = tuple(t for t, laws in TESTS.items() if laws <= kept or ("independent" in kept and t in joiners))
    helps = None
    if any(found.values()):
        bounded = task(chosen, _bounded(asked, cells), asked.weights, None, dict(params))
        helps = not any(r for _, r in Search(bounded, cells, newcomers(bounded, cells, free), random).found())
    loose = tuple(c for c, f in zip(asked.matrix.criterion_names, free, strict=True) if f)
    return ReversalReport(
        chosen.name, FrozenMap(found), sure, tuple(search.settled), search.immune(), found["any newcomer"],
        search.steps(), loose, len(free), helps, call,
    )  # fmt: skip


def _bounded(asked: Task, cells: Levels) -> DecisionMatrix:
    """Return the matrix with the extremes of what cells may be declared as bounds."""

    def declared(criterion: Criterion, column: npt.NDArray[np.float64]) -> Criterion:
        if criterion.scale.low is not None or criterion.scale.high is not None or np.ptp(column) == 0:
            return criterion
        return replace(criterion, scale=replace(criterion.scale, low=float(column.min()), high=float(column.max())))

    body = asked.matrix
    return DecisionMatrix(asked.x, body.alternatives, [declared(c, v) for c, v in zip(body.criteria, cells, strict=True)])


def _levels(asked: Task, given: Any) -> tuple[Levels, tuple[bool, ...]]:
    """Return what each cell of a newcomer may be, from the worst to the best, and whether it may be anything in between."""
    found, free, names = [], [], asked.matrix.criterion_names
    for name in given if isinstance(given, Mapping) else ():
        if name not in names:
            raise LabelError(f"levels are given for {name!r}, which is no criterion.", hint=did_you_mean(name, names))
    for criterion, column, sign in zip(asked.matrix.criteria, asked.x.T, asked.s, strict=True):
        stated = {float(v) for v in criterion.scale.levels if not isinstance(v, str)}
        more = given.get(criterion.name, ()) if isinstance(given, Mapping) else given
        stated |= {float(v) for v in (() if more is None else more)}
        known = stated | {float(v) for v in column} | {v for v in (criterion.scale.low, criterion.scale.high) if v is not None}
        found.append(np.array(sorted(known))[:: int(sign)])
        free.append(not stated)
    return found, tuple(free)
