"""What weights, what blanks and what slips explain published scores, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...certificates.figures import audit_claims
from ...certificates.posed import certificate_text
from ...core.arguments import told
from ...core.blanks import Blanks, BlanksLike
from ...core.frozen import Labelled
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.ranking import Ranking
from ...core.table import Table as Sheet
from ...errors import DomainError, MissingError, PluginError, ShapeError
from ...exact.claims import Call, Check, Repeated
from ...methods.scores.wsm import wsm
from ...plugin.columns import about_columns
from ...plugin.family import HIGHER
from ...plugin.plugin import Method
from ...plugin.subject import claimed_method, subject
from .document import document_of
from .findings import Findings
from .policies import region_under
from .ranked import are_ranks, given_ranking, ranked_region, ranked_rows
from .reading import Table, decimals, labelled_scores, reading
from .sentences import sentences
from .tables import blanks_table, fillings_table, missed_table, policies_table, slips_table, totals_table, weights_table

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["Audit", "audit"]

RANKED = 6
"""Figures that look like ranks are taken for scores where there are fewer: a few small numbers can be both."""


@dataclass(frozen=True, eq=False)
class Audit(Repeated, Findings):
    """What the cells of a table and its published scores, or its published ranking, say about how these came about.

    Whatever takes long is found when it is asked for, once.

    Parameters
    ----------
    problem : Problem
    method : str
        In words: the method whose scores are audited.
    policy : Blanks
        What a blank is taken to mean; without a policy it may be anything on its scale.
    region : Region
        All weights that explain what was published.
    criteria : tuple of str
    known : Table or None
        Cells and scores as exact numbers; None where only a ranking was published.
    ranking : Ranking or None
        The published ranking, where there are no scores.
    highest : int or None
        Largest whole-number weight to be considered.
    notes : tuple of str
    rows : tuple of rows of Fraction
        What the method sees in the alternatives, where there are no scores.
    chosen : Method or None
        The method itself; None for the plain sum of weights times values.
    call : Call
        The question, which can be asked again.
    """

    call: Call
    tie: str = ""

    def checks(self) -> Iterator[Check]:
        """Yield that everything is found again, then the weights by proofs, then every finding by its own."""
        yield from Repeated.checks(self)
        what = f"the published {'ranking' if self.ranking is not None else 'scores'} of {self.scope}"
        explained = "no weights explain" if self.fails else "the weights, with their limits, that explain"
        yield Check(f"{explained} {what}", "proof", self.region.verify())
        if self.refutation is not None:
            yield Check(f"the contradiction in {what}", "proof", self.refutation.verify())
        if self.weights is not None:
            fits = self.explained_by(tuple(self.weights.exact.values()))
            yield Check(f"the weights that are shown explain {what}", "witness", fits)
        for key, test in self.policies.items():
            yield Check(f"blanks counted as {key}: {test.status}. {test.why}", "proof", test.verify())
        if self.blanks is not None:
            yield Check("what blanks anywhere on their scales stood for", "recount", self.blanks.verify())
        if self.fillings is not None:
            yield Check(f"all {len(self.fillings)} ways to fill the blanks with levels", "recount", self.fillings.verify())
        if self.code is not None:
            yield Check("the parity checks of the totals, and how many slips they notice", "proof", self.code.verify())
        for slip in self.all_slips:
            yield Check(f"a correction is enough: {slip}", "recount", slip.verify())
        for cell in self.cells:
            yield Check(f"a correction is enough: {cell}", "witness", cell.verify())

    @property
    def scope(self) -> str:
        """What was audited, in words: the method, the meaning of blanks, and how the figures are taken."""
        blanks = f", {self.policy}" if self.problem.matrix.blank.any() else ""
        printed = "" if self.known is None else "" if self.known.rounding is None else f", rounded to {self.known.rounding} decimals"
        shares = "shares" if self.ranking is not None or (self.known is not None and self.known.shares) else "weights that are not negative"
        return f"{self.method} with {shares}{blanks}{printed}"

    @property
    def table(self) -> Sheet:
        """The weights that explain what was published, with their limits where there are many, and the stated ones."""
        return weights_table(self)

    @property
    def missed_table(self) -> Sheet:
        """The totals that the stated weights miss."""
        return missed_table(self)

    @property
    def policies_table(self) -> Sheet:
        """What a blank can have meant."""
        return policies_table(self)

    @property
    def blanks_table(self) -> Sheet:
        """What the blanks can have counted for, whatever the weights."""
        return blanks_table(self)

    @property
    def fillings_table(self) -> Sheet:
        """The fillings of the blanks that some weights explain."""
        return fillings_table(self)

    @property
    def totals_table(self) -> Sheet:
        """The published totals, what the weights make of them, and whether a slip would be noticed."""
        return totals_table(self)

    @property
    def slips_table(self) -> Sheet:
        """The smallest corrections, all alternatives."""
        return slips_table(self)

    @property
    def tables(self) -> tuple[Sheet, ...]:
        """Weights, corrections where they are needed, then what is known about blanks and about the totals."""
        return (
            self.table,
            *([self.missed_table] if self.missed else []),
            *([self.slips_table] if self.slips else []),
            *([self.policies_table] if self.policies else []),
            *([self.blanks_table] if self.blanks is not None and self.blanks.consistent else []),
            *([self.fillings_table] if self.fillings is not None and self.fillings.possible else []),
            *([self.totals_table] if self.known is not None else []),
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was found, a sentence each."""
        return sentences(self)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions as text, what is not known as None."""
        return document_of(self)

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(audit_claims(self))

    def __repr__(self) -> str:
        verdict = "inconsistent" if not self.consistent else "unique weights" if self.unique else "many weights"
        return f"Audit({self.problem.name!r}, {self.method}: {verdict})"


@told
def audit(
    problem: Problem | DecisionMatrix,
    scores: Labelled | Mapping[str, float] | npt.ArrayLike | None = None,
    *,
    ranking: Ranking | Mapping[str, float] | Iterable[str] | bool | None = None,
    method: Method[...] | str | None = None,
    blanks: BlanksLike = None,
    rounding: int | str | None = None,
    highest: int | None = None,
    **params: Any,
) -> Audit:
    """Find the weights that explain published scores, or a published ranking: all of them, exactly.

    Published scores are equations in the weights, and a published ranking is a list of inequalities. Both are solved in
    fractions. The result says whether the weights are unique, what the blanks meant, which totals check each other, and,
    where nothing fits, which smallest correction makes all agree.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
        Its weights are not used, only compared with what is found.
    scores : array_like of n numbers, or mapping of name to number, optional
        Instead of the problem's own published scores. Alternatives without one (or with NaN) are left out.
    ranking : Ranking, mapping of name to rank, list of names from the best to the worst, or True, optional
        Audit a ranking rather than scores; True takes the order of the published scores. A column that was read from a file
        as ranks is a ranking. Other published figures that no weights
        explain as scores are read as ranks, 1 for the best, where they are the ranks of six alternatives or more; with True,
        of any number of them.
    method : Method or str, optional
        The method whose scores they claim to be, linear in its weights. The one that the problem names, else the plain
        sum of weights times values, costs subtracted.
    blanks : optional
        What a blank is taken to mean, instead of the problem's own policy. Without any it may be anything on its scale.
    rounding : int or "exact", optional
        How many decimals the scores were rounded to: each then stands for an interval of half a unit to both sides.
        Unless given, whole numbers are exact where all cells are whole too, and so are scores that pass the table's own
        parity checks to the last digit; others were rounded to the decimals that they are printed with.
    highest : int, optional
        Largest whole-number weight to be considered.
    **params
        Parameters of the method.

    Returns
    -------
    Audit

    Raises
    ------
    MissingError
        If nothing was published.
    DomainError
        If the method is not linear in its weights.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = mo.audit(mo.load("orchestrators"))
    >>> found.unique, found.weights.exact["Deployment"], found.agrees
    (True, Fraction(3, 1), True)
    >>> [name for name, test in found.policies.items() if test.accepted]
    ['0']
    >>> found.detectable["Flyte"], found.distance
    (False, 1)
    """
    about = subject(problem, "audit", takes_method=False)
    problem = about if isinstance(about, Problem) else Problem(about)
    if problem.matrix.values.ndim != 2:
        raise ShapeError("a single matrix is audited at a time.", hint="pick one matrix of the batch.")
    if scores is not None:
        scores = labelled_scores(scores, problem.matrix.names)
    if highest is not None and highest < 0:
        raise DomainError(f"the largest weight is {highest}.", hint="give a number from 0 on, or leave it out.")
    policy = problem.blanks if blanks is None else Blanks.of(blanks)
    chosen = claimed_method(problem, method)
    if chosen is None and params:
        raise PluginError(f"there is no method to take {', '.join(params)}.", hint="pass method=.")
    label = "the plain sum of weights times values" if chosen is None else chosen.name
    higher = chosen is None or chosen.better is HIGHER
    if ranking is not None and not isinstance(ranking, bool):
        ranking = given_ranking(problem, ranking, higher)
    given = {"scores": scores, "ranking": ranking, "method": chosen, "blanks": policy, "rounding": rounding, "highest": highest}
    call = Call.of(audit, problem=problem, **given, **params)
    if scores is not None:
        problem = replace(problem, published=scores)
    form = problem.rank_form if scores is None and (ranking is None or ranking is True) else ""
    if form:
        note = f"The published column holds ranks, 1 for the best ({form} ranks where some tie)."
        return _of_ranks(problem, chosen, label, policy, params, highest, call, note)
    if ranking is not None and ranking is not False:
        order = given_ranking(problem, ranking, higher)
        ordered = _of_ranking(problem, order, chosen, label, policy, params, highest, (), call)
        if (
            ranking is True
            and not ordered.consistent
            and problem.published is not None
            and are_ranks(problem.published, problem.matrix.names)
        ):
            return _of_ranks(problem, chosen, label, policy, params, highest, call)
        return ordered
    if problem.published is None or not any(v == v for v in problem.published.values.tolist()):
        raise MissingError(
            "nothing was published that could be audited.",
            hint="pass scores= or ranking= with the names from the best on, or read the file with published='COLUMN'.",
        )
    if not np.isfinite(problem.published.values[~np.isnan(problem.published.values)]).all():
        raise DomainError("a published score is infinite.", hint="leave unknown scores out, or make them NaN.")

    alike = about_columns(chosen or wsm, problem, params)

    def of_scores(rounded_to: int | str | None) -> Audit:
        table = reading(problem, chosen, params, rounded_to)
        region = region_under(table, policy)
        return Audit(
            problem,
            label,
            policy,
            region,
            table.criteria,
            table,
            None,
            highest,
            (*_notes(table, policy, chosen, problem), *alike),
            (),
            chosen,
            call,
        )

    found = of_scores(rounding)
    if rounding is None and found.agrees is False and found.known is not None and found.known.rounding is None:
        printed = decimals([v for v in problem.published.values.tolist() if v == v])
        rounded = of_scores(printed) if printed else found
        if rounded.agrees:  # totals can pass their parity checks by chance, and the weights that are stated tell
            found = rounded
    enough = len(problem.matrix.names) >= RANKED
    if not found.consistent and ranking is None and rounding is None and enough and are_ranks(problem.published, problem.matrix.names):
        try:
            ranked = _of_ranks(problem, chosen, label, policy, params, highest, call)
        except (MissingError, DomainError):
            return found
        return ranked if ranked.consistent else found
    return found


def _notes(table: Table, policy: Blanks, method: Method[...] | None, problem: Problem) -> tuple[str, ...]:
    said = []
    if method is None:
        said.append("No method is named: the scores are taken for sums of weights times values, costs subtracted.")
    if table.rounding is not None:
        unit = "whole numbers" if table.rounding == 0 else f"{table.rounding} decimal{'s' if table.rounding > 1 else ''}"
        said.append(f"The scores are taken as rounded to {unit}.")
    if table.shares:
        said.append("The method turns weights into shares, so the weights sum to one.")
    left = [n for n in problem.matrix.names if n not in table.names]
    if left:
        said.append(f"Without a published score: {', '.join(left)}.")
    if table.blanks and policy.policy == "refuse":
        said.append("Nobody says what a blank means: it may be anything on its scale." if table.local else "Rows with blanks are left out.")
    return tuple(said)


def _of_ranks(
    problem: Problem,
    method: Method[...] | None,
    label: str,
    policy: Blanks,
    params: Mapping[str, Any],
    highest: int | None,
    call: Call,
    note: str = "The published figures are read as ranks, 1 for the best: as scores no weights explain them.",
) -> Audit:
    """Return the audit of published figures that are ranks, 1 for the best."""
    assert problem.published is not None  # the caller looked at them
    order = given_ranking(problem, dict(problem.published.items()), False)
    return _of_ranking(problem, order, method, label, policy, params, highest, (note,), call)


def _of_ranking(
    problem: Problem,
    ranking: Ranking,
    method: Method[...] | None,
    label: str,
    policy: Blanks,
    params: Mapping[str, Any],
    highest: int | None,
    notes: tuple[str, ...],
    call: Call,
) -> Audit:
    if method is None:
        notes = (*notes, "No method is named: the ranking is taken for that of sums of weights times values, costs subtracted.")
    rows = ranked_rows(problem, method, policy, params)
    region = ranked_region(ranking, problem.matrix.names, rows, set())
    notes = (*notes, *about_columns(method or wsm, problem, params))
    return Audit(problem, label, policy, region, problem.matrix.criterion_names, None, ranking, highest, notes, rows, method, call)
