"""Weights that agree with preferences as clearly as any can, or why none agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ...certificates.posed import certificate_text
from ...certificates.values import max_margin_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.ranking import Ranking
from ...core.report import Report, brief, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError, LabelError, MissingError
from ...exact.claims import Call, Check, Repeated
from ...exact.conflict import Conflict
from ...exact.group import Group
from ...exact.rational import Vector, dot
from ...exact.verdict import Verdict
from ...plugin.family import HIGHER
from ...plugin.plugin import Method
from ...plugin.registry import get
from ...plugin.subject import subject, the_method
from ...sampling.linear_rows import LinearRows, linear_rows
from ...sampling.weight_set import WeightSet
from .margin_programme import Rows, evenest, firm_rows, leads_of, smallest_of, soft_rows, softest
from .value_function import Statement, statements

__all__ = ["MaxMargin", "max_margin"]

FEW = 16
"""Statements up to which all contradictions and repairs are shown."""


@dataclass(frozen=True, eq=False, repr=False)
class MaxMargin(Repeated, Report):
    """Weights under which the closest of all stated preferences is as clear as it can be.

    Attributes
    ----------
    method : str
    exact : mapping of str to Fraction, or None
        The weights, as shares. None where no weights agree with the statements.
    margin : Fraction or None
        The smallest lead among the strict preferences under the best weights: positive where all can hold. None where even
        the statements without a margin leave no weights.
    unique : bool
        Whether these are the only weights with that margin. Where they are not, the second smallest lead was made as large
        as it can be, then the third, and so on, and then the smallest share, the second smallest, and so on, which leaves
        one answer whatever the order of the input.
    leads : mapping of str to Fraction
        By how much each statement holds; a negative lead is a violation.
    violations : mapping of str to Fraction
        By how much statements are violated, where some have to be and ``soft=True`` was asked for.
    conflict : Conflict or None
        Statements that contradict each other, of which none can be spared; the fewest such, if fewer than a dozen are made.
    known : WeightSet
        All weights that agree with the statements.
    """

    method: str
    exact: Mapping[str, Fraction] | None
    margin: Fraction | None
    unique: bool
    leads: Mapping[str, Fraction]
    violations: Mapping[str, Fraction]
    conflict: Conflict | None
    known: WeightSet
    preferences: tuple[Statement, ...]
    rows: LinearRows
    verdicts: tuple[Verdict, ...]
    call: Call
    tie: str = ""

    @property
    def weights(self) -> Weights | None:
        """The weights, as shares in floating point."""
        return None if self.exact is None else Weights({c: float(v) for c, v in self.exact.items()}, source="largest margin")

    @property
    def certificate(self) -> tuple[Vector, ...]:
        """The weights and the multipliers which prove that no others have a larger margin (or a smaller violation)."""
        return self.verdicts[0].certificate

    @property
    def _shown(self) -> tuple[tuple[Conflict, ...], tuple[tuple[str, ...], ...]]:
        """All contradictions and repairs, or the one contradiction where finding all could take long."""
        if self.conflict is None:
            return (), ()
        return self.conflicts_and_repairs() if len(self.known.statements) <= FEW else ((self.conflict,), ())

    def conflicts_and_repairs(self) -> tuple[tuple[Conflict, ...], tuple[tuple[str, ...], ...]]:
        """Return all minimal contradictions, and all minimal sets of statements whose withdrawal leaves none.

        Their number, and the time it takes, can grow exponentially with that of the statements.
        """
        return self.known.conflicts_and_repairs()

    def checks(self) -> Iterator[Check]:
        """Yield the weights, the margin and the contradiction by multiplying and comparing fractions alone, then that all is found again."""
        what = "no weights agree with all statements" if self.conflict is not None else "no weights have a larger margin"
        yield Check(f"{what} by {self.method}, {self._before.scope}", "proof", self._proved())
        yield from Repeated.checks(self)

    @property
    def _before(self) -> WeightSet:
        """What was known of the weights without the preferences."""
        return WeightSet(self.known.criteria, self.known.statements[: -len(self.preferences)])

    def _proved(self) -> bool:
        if not all(v.verify() for v in self.verdicts) or (self.conflict is not None and not self.conflict.verify()):
            return False
        first = self.verdicts[0]
        p, base = first.programme, Rows(*self._before.rows())
        softened = self.conflict is not None and self.exact is not None
        asked = (
            soft_rows(base, self.preferences, self.rows)[0]
            if softened
            else firm_rows(base, self.preferences, self.rows).raised(leads_of(self.preferences, self.rows))
        )
        if Rows(p.A_ub, p.b_ub, p.A_eq, p.b_eq) != asked:
            return False
        if self.exact is None:
            return self.conflict is not None and first.value == self.margin
        w = tuple(self.exact.values())
        leads = {str(s): dot(s.lead(self.rows.__getitem__), w) for s in self.preferences}
        strict = [leads[str(s)] for s in self.preferences if s.kind == ">"]
        if sum(w) != 1 or min(w) < 0 or leads != dict(self.leads) or min(strict) != self.margin:
            return False
        if self.conflict is None:
            return first.value == self.margin and self.known.contains(w, closed=True)
        total = sum(self.violations.values(), Fraction(0))
        return total == first.value and dict(self.violations) == _violations(self.preferences, leads)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The weights, then by how much every statement holds."""
        if self.exact is None:
            conflicts, repairs = self._shown
            found = Table(("contradiction",), tuple((str(c),) for c in conflicts), "Statements that contradict each other")
            ways = Table(("repair",), tuple((listed(r),) for r in repairs), "What could be withdrawn; each line is enough")
            return (found, ways) if repairs else (found,)
        body = tuple((c, f"{float(100 * v):.4g} %", brief(v)) for c, v in self.exact.items())
        leads = tuple((s, float(v), brief(v)) for s, v in self.leads.items())
        title = f"Weights with the {'largest margin' if self.conflict is None else 'smallest violation'} under {self.method}"
        return (
            Table(("criterion", "share", "exactly"), body, title),
            Table(("statement", "lead", "exactly"), leads, "By how much each statement holds"),
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """How clear the preferences are, and whether the answer is the only one; or why there is none."""
        within = self._before.extent.removeprefix("all weights")
        if self.conflict is None:
            assert self.margin is not None  # nothing contradicts
            closest = [str(s) for s in self.preferences if s.kind == ">" and self.leads[str(s)] == self.margin]
            which = (
                f"{len(closest)} preferences are that close"
                if len(closest) > 3
                else f"{listed(closest)} {'is' if len(closest) == 1 else 'are'} that close"
            )
            said = f"All preferences hold with a lead of {_figure(self.margin)} at least, and no weights{within} do better"
            only = (
                f"No other weights{within} have this margin."
                if self.unique
                else "Other weights have the same margin; of these, the ones shown make the other leads, and then the shares, as even as can be."
            )
            return (f"{said}; {which}.", only)
        _, repairs = self._shown
        said = f"No weights agree with all statements: {self.conflict} contradict each other."
        if len(self.conflict.labels) == 1:
            said = f"No weights agree with {self.conflict}."
        if not repairs:
            more = "With so many statements, all contradictions and repairs are found only when conflicts_and_repairs() is asked for them."
        elif len(repairs) == 1:
            more = f"The only minimal repair is to withdraw {listed(repairs[0])}."
        else:
            more = f"There are {len(repairs)} minimal repairs; the smallest is to withdraw {listed(repairs[0])}."
        if self.exact is None:
            return (said, more)
        if not self.violations:
            return (said, more, "With the weights shown, no preference is reversed, but some hold as ties only.")
        total = sum(self.violations.values(), Fraction(0))
        return (
            said,
            more,
            f"The weights shown violate {listed(list(self.violations))}, by {_figure(total)} together; no weights{within} violate less.",
        )

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        conflicts, repairs = self._shown
        return {
            "schema": "mcda_orch.max_margin",
            "version": 1,
            "method": self.method,
            "preferences": [str(s) for s in self.preferences],
            "weights": plain(self.exact),
            "margin": plain(self.margin),
            "unique": self.unique,
            "leads": plain(self.leads),
            "violations": plain(self.violations),
            "conflicts": [list(c.labels) for c in conflicts],
            "repairs": [list(r) for r in repairs],
        }

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(max_margin_claims(self))

    def __repr__(self) -> str:
        if self.exact is None:
            return f"MaxMargin(no weights: {self.conflict} clash)"
        shares = ", ".join(f"{c} {brief(v) or f'{float(v):.4g}'}" for c, v in self.exact.items())
        return f"MaxMargin({self.method}, margin {'none' if self.margin is None else _figure(self.margin)}, {shares})"


@told
def max_margin(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    preferences: Mapping[str, float] | Ranking | Iterable[Any] | str | None = None,
    weights: WeightSet | None = None,
    *,
    soft: bool = False,
    blanks: BlanksLike = None,
    **params: Any,
) -> MaxMargin:
    """Find the weights under which the closest of all stated preferences is as clear as it can be.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        A method that is linear in its weights; the one that the published scores of a problem claim to come from, unless given.
    preferences : mapping of name to rank, Ranking, names from the best to the worst, texts such as "A > B ~ C", optional
        The published ranking of a problem unless given.
    weights : WeightSet, optional
        What else is known about the weights; its strict statements count as limits here, whatever room they leave.
    soft : bool, default False
        Where the statements contradict each other, find the weights that violate them least, by the sum of what is missing
        to a tie. Statements about weights are never violated.
    blanks : optional
    **params
        The method's own parameters.

    Returns
    -------
    MaxMargin

    Raises
    ------
    DomainError
        If the method is not linear in its weights, no preference is strict, or statements about weights alone clash.

    Notes
    -----
    The linear programme is ``max t`` subject to ``(u_a - u_b).w >= t`` for every ``a > b``, ``(u_a - u_b).w >= 0`` for
    ``a >= b`` and ``= 0`` for ``a ~ b``, over shares w that agree with the weight set (Srinivasan and Shocker 1973 minimise
    violations under the same rows). A statement whose multiplier is positive has the lead t in every solution; it is held
    there while the others go on, until no freedom is left.

    References
    ----------
    srinivasan1973

    Examples
    --------
    >>> import mcda_orch as mo
    >>> table = mo.DecisionMatrix([[1, 0, 0.5], [0, 1, 0.5], [0.2, 0.2, 0.9]], ["Ant", "Bee", "Cat"], ["x", "y", "z"])
    >>> found = max_margin(table, mo.wsm, "Ant > Bee > Cat")
    >>> dict(found.exact), found.margin, found.unique, found.verify()
    ({'x': Fraction(3, 5), 'y': Fraction(2, 5), 'z': Fraction(0, 1)}, Fraction(1, 5), True, True)
    """
    given = subject(problem, "max_margin", method)
    chosen = the_method(given, method)
    rows = linear_rows(chosen, given, blanks, **params)
    said = statements(_published(given) if preferences is None else preferences, rows.names)
    call = Call.of(max_margin, problem=given, method=chosen, preferences=said, weights=weights, soft=soft, blanks=blanks, **params)
    if not any(s.kind == ">" for s in said):
        raise DomainError(
            "no strict preference is stated, so there is no lead to make large.", hint="say which is better, such as 'A > B'."
        )
    before = WeightSet(rows.criteria) if weights is None else weights.require()
    if before.criteria != rows.criteria:
        raise LabelError(
            f"the weight set is for {listed(before.criteria)}, but the criteria are {listed(rows.criteria)}.",
            hint="make it with mo.WeightSet(matrix).",
        )
    stated = [s.group(rows.__getitem__) for s in said]
    if {*rows.names} & {*rows.criteria}:  # an order of alternatives is none of criteria of the same names
        stated = [replace(g, label=f"{g.label} by {rows.method}") for g in stated]
    known = WeightSet(before.criteria, (*before.statements, *stated))
    clash = known.conflict(smallest=len(said) < 12)
    base, ahead = Rows(*before.rows()), leads_of(said, rows)
    if clash is not None and not soft:
        found = smallest_of(firm_rows(base, said, rows), ahead)
        return MaxMargin(rows.method, None, found.value, False, FrozenMap(), FrozenMap(), clash, known, said, rows, (found,), call)
    exact, verdicts = evenest(firm_rows(base, said, rows), ahead) if clash is None else softest(base, said, rows)
    leads = {str(s): dot(s.lead(rows.__getitem__), exact) for s in said}
    margin = min(leads[str(s)] for s in said if s.kind == ">")
    violations = _violations(said, leads) if clash is not None else {}
    unique = clash is None and _alone(known, ahead, margin)
    shares = FrozenMap(dict(zip(rows.criteria, exact, strict=True)))
    return MaxMargin(rows.method, shares, margin, unique, FrozenMap(leads), FrozenMap(violations), clash, known, said, rows, verdicts, call)


def _alone(known: WeightSet, ahead: list[Vector], margin: Fraction) -> bool:
    """Tell whether only one vector of shares has the margin."""
    clear = Group("margin", rows=tuple(tuple(-v for v in d) for d in ahead), right=(-margin,) * len(ahead))
    return WeightSet(known.criteria, (*known.statements, clear)).dimension == 0


def _violations(said: tuple[Statement, ...], leads: Mapping[str, Fraction]) -> dict[str, Fraction]:
    lacking = {str(s): abs(leads[str(s)]) if s.kind == "~" else -leads[str(s)] for s in said}
    return {s: v for s, v in lacking.items() if v > 0}


def _published(matrix: DecisionMatrix | Problem) -> Ranking:
    if not isinstance(matrix, Problem) or matrix.published is None:
        raise MissingError("no preferences are given, and no ranking was published.", hint="say for instance 'A > B > C'.")
    higher = matrix.published_by is None or get(matrix.published_by).better is HIGHER
    kept = {n: float(v) for n, v in matrix.published.items() if v == v}
    return Ranking.from_scores(list(kept.values()), tuple(kept), higher)


def _figure(value: Fraction) -> str:
    """Return a number as people read it, with the fraction where that is short and says more."""
    text, exact = f"{float(value):.4g}", brief(value)
    return text if exact in (None, text) else f"{text} ({exact})"
