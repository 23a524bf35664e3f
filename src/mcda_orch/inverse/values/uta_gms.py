"""UTA-GMS: what holds for all additive value functions that agree with statements about alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from ...certificates.posed import certificate_text
from ...certificates.values import robust_value_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.preorder import Preorder, Relation
from ...core.problem import Problem
from ...core.ranking import Ranking
from ...core.report import Report, plain
from ...core.table import Table
from ...errors import LabelError, did_you_mean
from ...exact.claims import Call, Check, Repeated, kept, same
from ...exact.programme import maximise
from ...exact.rational import Vector, dot
from ...sampling.weight_set import WeightSet
from .statement_margins import contradiction_of, is_positive, largest_margin, margin_rows
from .value_function import Marginals, Statement, ValueFunction, filled, levels, segmented, statements
from .value_proofs import RankWitness, RelationProof, rank_end, scope

__all__ = ["RobustValues", "uta_gms"]


@dataclass(frozen=True, eq=False, repr=False)
class RobustValues(Repeated, Report):
    """What holds for all additive value functions that agree with some statements.

    Attributes
    ----------
    necessary : Preorder
        Who is at least as good as whom for all of them.
    possible : Relation
        Who is at least as good as whom for some of them, as zeros and ones.
    preferences : tuple of Statement
    marginals : Marginals
        The steps of the value functions, and which of them each alternative has climbed.
    """

    necessary: Preorder
    possible: Relation
    preferences: tuple[Statement, ...]
    marginals: Marginals
    call: Call
    tie: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return self.necessary.labels

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Pairs of which the first is necessarily as good, and the second is not."""
        holds = self.necessary.values
        return tuple((self.labels[i], self.labels[k]) for i, k in np.argwhere(holds & ~holds.T))

    def certificate(self, a: str, b: str, kind: str = "necessary") -> RelationProof:
        """Return the proof that `a` is necessarily, or possibly, at least as good as `b`, or that it is not."""
        for name in (a, b):
            if name not in self.labels:
                raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.labels))
        if a == b or kind not in ("necessary", "possible"):
            raise LabelError("a proof is of two alternatives, and of kind 'necessary' or 'possible'.")
        question = Statement(b, a, ">") if kind == "necessary" else Statement(a, b, ">=")
        verdict = largest_margin(self.marginals, (*self.preferences, question))
        found = is_positive(verdict)
        example = ValueFunction(self.marginals, verdict.x[:-1]) if found and verdict.x is not None else None
        return RelationProof(a, b, kind, found if kind == "possible" else not found, verdict, example, self.preferences, self.marginals)

    @cached_property
    def known(self) -> WeightSet:
        """The heights of the steps that agree with the statements, as a set of weights: shares, because they sum to one."""
        return self.marginals.known(self.preferences)

    def function(self, steps: Iterable[Any]) -> ValueFunction:
        """Return the value function whose steps are that high."""
        return ValueFunction(self.marginals, tuple(steps))

    def checks(self) -> Iterator[Check]:
        """Yield the proofs of all pairs, and the witnesses of all extreme ranks.

        Each proof is found again by a programme in fractions, two for every pair of alternatives, which takes minutes for
        some dozens of alternatives; :meth:`certificate` gives a single one.
        """
        yield self._belongs()
        m, said = _posed(**self.call.arguments)
        stated = same(self.marginals, m) and self.marginals.genuine() and same(self.preferences, said)
        yield Check("the steps are those of this table, and the statements those that were made", "recount", stated)
        yield Check("what is remembered is found again", "recount", kept(self) and self.representative.admissible(said))
        yield Check("every alternative has its best and its worst rank", "recount", tuple(self.extremes) == m.names)
        n = len(m.names)
        need, can = np.ones((n, n), dtype=bool), np.ones((n, n))
        sound = True
        for i, k in ((i, k) for i in range(n) for k in range(n) if i != k):
            for kind, holds in (("necessary", need), ("possible", can)):
                proof = self.certificate(m.names[i], m.names[k], kind)
                holds[i, k] = proof.holds
                sound = sound and proof.proved()
        for kind, shown, found in (
            ("necessarily", self.necessary, Preorder(need, m.names)),
            ("possibly", self.possible, Relation(can, m.names)),
        ):
            yield Check(f"who is {kind} at least as good as whom, {scope(said)}", "proof", sound and same(shown, found))
        for name, ends in self.extremes.items():
            asked = all(same(e.function.marginals, m) and same(e.preferences, said) and e.name == name for e in ends)
            both = [e.worst for e in ends] == [False, True] and all(e.verify() for e in ends)
            yield Check(f"{name} comes {ends[0].rank} at best and {ends[1].rank} at worst {scope(said)}", "witness", asked and both)

    @property
    def extreme_ranks(self) -> Mapping[str, tuple[int, int]]:
        """Best and worst rank of every alternative; tied alternatives share the better rank.

        `extremes` holds a value function for each of them.
        """
        return FrozenMap({name: (best.rank, worst.rank) for name, (best, worst) in self.extremes.items()})

    @cached_property
    def extremes(self) -> Mapping[str, tuple[RankWitness, RankWitness]]:
        """For every alternative a value function that gives it its best rank, and one that gives it its worst."""
        return FrozenMap(
            {
                name: (rank_end(self.marginals, name, False, self.preferences), rank_end(self.marginals, name, True, self.preferences))
                for name in self.labels
            }
        )

    @cached_property
    def representative(self) -> ValueFunction:
        """The value function that shows the necessary relation best.

        Among those that agree with the statements it puts the largest common distance between alternatives of which one is
        necessarily better, and then the smallest largest distance between those that are necessarily incomparable
        (Kadzinski, Greco and Slowinski 2012).
        """
        m, holds = self.marginals, self.necessary.values
        loose = [
            (self.labels[i], self.labels[k]) for i, k in combinations(range(len(self.labels)), 2) if not holds[i, k] and not holds[k, i]
        ]
        said = (*self.preferences, *(Statement(a, b, ">") for a, b in self.pairs))
        ub, b_ub, eq, b_eq = margin_rows(m, said)
        p = m.columns
        first = maximise([*(0,) * p, 1], ub, b_ub, eq, b_eq, 0, [*(None,) * p, 1])
        assert first.x is not None  # the statements were found to agree
        assert first.value is not None
        if not loose:
            return ValueFunction(m, first.x[:p])
        rows = [(*row[:-1], Fraction(0)) for row in ub]
        right = [b - row[-1] * first.value for row, b in zip(ub, b_ub, strict=True)]
        for a, b in loose:
            d = Statement(a, b, ">").lead(m.row)
            rows += [(*d, Fraction(-1)), (*(-v for v in d), Fraction(-1))]
            right += [Fraction(0), Fraction(0)]
        second = maximise([*(0,) * p, -1], rows, right, eq, b_eq)
        assert second.x is not None  # the first solution, with a large enough distance
        return ValueFunction(m, second.x[:p])

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row an alternative: N where it is necessarily at least as good, P where it can be."""
        need, can = self.necessary.values.tolist(), self.possible.values.tolist()
        rows = tuple(
            (name, *("N" if n else "P" if c else "" for n, c in zip(x, y, strict=True)))
            for name, x, y in zip(self.labels, need, can, strict=True)
        )
        return (Table(("at least as good as", *self.labels), rows, "Necessary (N) and possible (P) preference"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """How much is settled."""
        n = len(self.labels)
        count = len(self.preferences)
        what = f"the {count} statement{'s' if count > 1 else ''}" if count else "no statements"
        return (f"{len(self.pairs)} of {n * (n - 1) // 2} pairs are settled for all additive value functions that agree with {what}.",)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return plain(  # type: ignore[no-any-return]  # a mapping goes in
            {
                "schema": "mcda_orch.robust_values",
                "version": 1,
                "preferences": [str(s) for s in self.preferences],
                "alternatives": list(self.labels),
                "necessary": self.necessary.values.tolist(),
                "possible": (self.possible.values > 0).tolist(),
                "extreme_ranks": {k: list(v) for k, v in self.extreme_ranks.items()},
                "representative": self.representative.document(),
            }
        )

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(robust_value_claims(self))

    def __repr__(self) -> str:
        return f"RobustValues({len(self.preferences)} statements, {len(self.pairs)} strict pairs of {len(self.labels)} alternatives)"


@told
def uta_gms(
    matrix: DecisionMatrix | Problem,
    preferences: Mapping[str, float] | Ranking | Iterable[Any] | str | None = None,
    *,
    segments: int | Mapping[str, int] | None = None,
    breakpoints: Mapping[str, Iterable[float]] | None = None,
    blanks: BlanksLike = None,
) -> RobustValues:
    """Return what holds for all additive value functions that agree with some statements: UTA-GMS.

    Marginal values may be any that never fall as a criterion gets better: each level that occurs has a value of its own,
    unless `segments` or `breakpoints` make them piecewise linear.

    Parameters
    ----------
    matrix : DecisionMatrix or Problem
    preferences : as for :func:`utastar`, optional
        A ranking or single statements; none at all leaves dominance. Texts such as "A - B > C - D" compare differences.
    segments, breakpoints : as for :func:`utastar`, optional
        One segment makes all value functions linear.
    blanks : optional

    Returns
    -------
    RobustValues

    Raises
    ------
    DomainError
        If the statements contradict each other; the smallest clash is named.

    Notes
    -----
    `a` is necessarily at least as good as `b` if and only if adding ``U(b) >= U(a) + eps`` leaves no positive `eps`
    (Greco, Mousseau and Slowinski 2008). Only the sign of the largest `eps` is used, so no threshold enters. Differences are
    compared as in GRIP, by ``U(a) - U(b) >= U(c) - U(d) + eps`` (Figueira, Greco and Slowinski 2009).

    References
    ----------
    greco2008, figueira2009, kadzinski2012

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = uta_gms(mo.DecisionMatrix([[1, 1, 1], [2, 1, 1.1], [2, 0.5, 3]], ["Ant", "Bee", "Cat"]), "Cat > Bee")
    >>> found.necessary.values.astype(int).tolist(), found.extreme_ranks["Ant"]
    ([[1, 0, 0], [1, 1, 0], [1, 1, 1]], (2, 3))
    """
    given = matrix if isinstance(matrix, (DecisionMatrix, Problem)) else DecisionMatrix(matrix)
    points = None if breakpoints is None else {name: tuple(values) for name, values in breakpoints.items()}
    m, said = _posed(given, preferences, segments, points, blanks)
    call = Call.of(uta_gms, matrix=given, preferences=said, segments=segments, breakpoints=points, blanks=blanks)
    base = largest_margin(m, said)
    if not is_positive(base):
        raise contradiction_of(m.known(said))
    n = len(m.names)
    need, can = np.ones((n, n), dtype=bool), np.ones((n, n), dtype=bool)
    assert base.x is not None  # it is positive
    seen = [_scores(m, base.x)]
    for i in range(n):
        for k in range(n):
            if i == k or all(p >= q for p, q in zip(m.rows[i], m.rows[k], strict=True)):  # at least as good everywhere
                continue
            for holds, question, stays in (
                (need, Statement(m.names[k], m.names[i], ">"), False),
                (can, Statement(m.names[i], m.names[k], ">="), True),
            ):
                if any((s[k] > s[i]) if not stays else (s[i] >= s[k]) for s in seen):
                    holds[i, k] = stays
                    continue
                verdict = largest_margin(m, (*said, question))
                if is_positive(verdict):
                    assert verdict.x is not None
                    seen.append(_scores(m, verdict.x))
                    holds[i, k] = stays
                else:
                    holds[i, k] = not stays
    return RobustValues(Preorder(need, m.names), Relation(can.astype(np.float64), m.names), said, m, call)


def _scores(m: Marginals, x: Vector) -> list[Fraction]:
    return [dot(row, x[:-1]) for row in m.rows]


def _posed(
    matrix: DecisionMatrix | Problem, preferences: Any, segments: Any, breakpoints: Any, blanks: BlanksLike
) -> tuple[Marginals, tuple[Statement, ...]]:
    """Return the steps of the value functions of a table, and what is stated about its alternatives."""
    table = filled(matrix, blanks)
    m = levels(table) if segments is None and breakpoints is None else segmented(table, segments or 1, breakpoints)
    return m, statements(preferences, m.names)
