"""What every policy for blanks makes of one problem."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...agreement.kendall_tau_b import kendall_tau_b
from ...certificates.cells import blank_policy_claims
from ...certificates.posed import certificate_text
from ...core.arguments import told
from ...core.blanks import Blanks, BlanksLike
from ...core.frozen import FrozenMap, Labelled
from ...core.matrix import DecisionMatrix
from ...core.outcome import Outcome
from ...core.problem import Problem
from ...core.report import Report, listed
from ...core.table import Table
from ...core.weights import Weights
from ...errors import McdaError, MeaningWarning, ShapeError
from ...exact.claims import Call, Repeated
from ...plugin.columns import about_columns
from ...plugin.plugin import Method
from ...plugin.subject import subject, the_method

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...core.weights import Weights

__all__ = ["BlankPolicies", "blank_policies"]

POLICIES: tuple[BlanksLike, ...] = (0, "worst", "best", "mean", "redistribute")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BlankPolicies(Repeated, Report):
    """One problem under many policies for its blanks.

    Attributes
    ----------
    method : str
    alternatives : tuple of str
    blanks : tuple of (str, str)
        The blank cells, as alternative and criterion.
    outcomes : mapping of str to Outcome
        By policy, in words.
    refused : mapping of str to str
        Policies that do not fit, and why.
    reference : str, or None
        The policy that the others are compared with: the problem's own, or the first that fits. None where none does.
    notes : tuple of str
        What the method takes for more, or for more alike, than it is.
    """

    method: str
    alternatives: tuple[str, ...]
    blanks: tuple[tuple[str, str], ...]
    outcomes: Mapping[str, Outcome]
    refused: Mapping[str, str]
    reference: str | None
    notes: tuple[str, ...]
    call: Call
    tie: str = ""

    @property
    def winners(self) -> dict[str, tuple[str, ...]]:
        """Who is first under every policy."""
        return {label: outcome.ranking.best for label, outcome in self.outcomes.items()}

    @property
    def changes_winner(self) -> tuple[str, ...]:
        """Policies under which the first place is not as under the reference."""
        winners = self.winners
        return tuple(label for label, best in winners.items() if set(best) != set(winners[self.reference or label]))

    @property
    def changes_ranking(self) -> tuple[str, ...]:
        """Policies under which the ranking is not as under the reference."""
        return tuple(label for label, o in self.outcomes.items() if o.ranking != self.outcomes[self.reference or label].ranking)

    @property
    def tau(self) -> dict[str, float | None]:
        """Kendall's tau-b of every policy's ranking with that of the reference; None where all alternatives tie."""
        if self.reference is None:
            return {}
        base = self.outcomes[self.reference]
        return {label: kendall_tau_b(base, outcome) for label, outcome in self.outcomes.items()}

    @property
    def shifts(self) -> dict[str, Labelled]:
        """By how many places every alternative falls under each policy, against the reference; negative where it climbs."""
        if self.reference is None:
            return {}
        base = self.outcomes[self.reference].ranking.ranks("min").values
        return {label: Labelled(o.ranking.ranks("min").values - base, self.alternatives) for label, o in self.outcomes.items()}

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a policy; then the ranks under each, ``=`` marking ties; then refusals."""
        shifts, tau = self.shifts, self.tau
        rows = []
        for label, outcome in self.outcomes.items():
            by = shifts[label]
            largest = int(np.abs(by.values).max(initial=0))
            moved = [f"{name} {-v:+d}" for name, v in sorted(by.items(), key=lambda item: -abs(item[1])) if v]
            agrees = tau[label]
            more = f", {len(moved) - 4} more" if len(moved) > 4 else ""
            rows.append(
                (
                    label + (" (reference)" if label == self.reference else ""),
                    listed(outcome.ranking.best),
                    "yes" if label in self.changes_winner else "no",
                    None if agrees is None else round(agrees, 3),
                    largest,
                    ", ".join(moved[:4]) + more,
                )
            )
        heads = ("policy", "first", "other winner", "tau-b", "largest shift", "places gained")
        found = [Table(heads, tuple(rows), f"What a blank can mean, under {self.method}")]
        if self.outcomes:
            columns: dict[str, list[Any]] = {"alternative": [n for g in self.outcomes[self.reference or ""].ranking.groups for n in g]}
            for label, outcome in self.outcomes.items():
                ranks = outcome.ranking.ranks("min")
                shared = {n for group in outcome.ranking.groups if len(group) > 1 for n in group}
                columns[label] = [f"{ranks[n]}=" if n in shared else str(ranks[n]) for n in columns["alternative"]]
            found.append(Table(tuple(columns), tuple(zip(*columns.values(), strict=True)), "Ranks under every policy"))
        if self.refused:
            found.append(Table(("policy", "why it does not fit"), tuple(self.refused.items()), "Policies that do not fit"))
        return tuple(found)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Whether the policies agree, a sentence each."""
        count = len(self.blanks)
        if not count:
            return ("No cell is blank, so no policy is needed.", *self.notes)
        cells = [f"{criterion} of {alternative}" for alternative, criterion in self.blanks]
        more = f" and {count - 4} more" if count > 4 else ""
        said = [f"{count} cell{'s are' if count > 1 else ' is'} blank: {', '.join(cells[:4]) + more if more else listed(cells)}."]
        if not self.outcomes:
            return (*said, "No policy fits.")
        if self.changes_winner:
            said += [f"With {label}, {listed(self.winners[label])} would be first." for label in self.changes_winner]
        elif len(self.outcomes) > 1:
            said.append(f"Every policy puts {listed(self.winners[self.reference or ''])} first.")
        if self.changes_ranking:
            said.append(f"The ranking changes with {listed(list(self.changes_ranking))}.")
        elif len(self.outcomes) > 1:
            said.append("The ranking is the same under every policy that fits.")
        return (*said, *self.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        shifts, tau = self.shifts, self.tau
        return {
            "schema": "mcda_orch.blank_policies",
            "version": 1,
            "method": self.method,
            "blanks": [list(cell) for cell in self.blanks],
            "reference": self.reference,
            "policies": {
                label: {
                    "first": list(o.ranking.best),
                    "changes_winner": label in self.changes_winner,
                    "changes_ranking": label in self.changes_ranking,
                    "tau_b": tau[label],
                    "scores": dict(o.scores.items()),
                    "ranks": {name: int(r) for name, r in o.ranking.ranks("min").items()},
                    "shifts": {name: int(v) for name, v in shifts[label].items()},
                }
                for label, o in self.outcomes.items()
            },
            "refused": dict(self.refused),
            "remarks": list(self.remarks),
        }

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(blank_policy_claims(self))

    def __repr__(self) -> str:
        return f"BlankPolicies({self.method}: {', '.join(self.outcomes) or 'none fits'})"


@told
def blank_policies(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: Weights | Mapping[str, float] | npt.ArrayLike | None = None,
    policies: Iterable[BlanksLike] | None = None,
    **params: Any,
) -> BlankPolicies:
    """Rank a problem under every policy for its blanks, and say which of them change the winner and the ranking.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores claim to come from, unless given.
    weights : optional
        Those of the problem, unless given.
    policies : iterable of policies, optional
        The problem's own, then 0, worst, best, mean and redistribute, unless given. The first that fits is the reference.
    **params
        The method's own parameters.

    Returns
    -------
    BlankPolicies

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = blank_policies(mo.load("orchestrators"))
    >>> found.reference, found.changes_winner
    ('blank = 0', ())
    >>> found.changes_ranking
    ('worst', 'best', 'mean', 'redistribute')
    """
    given = subject(problem, "blank_policies", method)
    chosen = the_method(given, method)
    policies = None if policies is None else list(policies)
    call = Call.of(blank_policies, problem=given, method=chosen, weights=weights, policies=policies, **params)
    matrix = given.matrix if isinstance(given, Problem) else given
    own = given.blanks if isinstance(given, Problem) else Blanks()
    asked = (
        [Blanks.of(p) for p in policies]
        if policies is not None
        else [*([own] if own.policy != "refuse" else []), *map(Blanks.of, POLICIES)]
    )
    if matrix.values.ndim != 2:
        raise ShapeError("policies are compared on one matrix.", hint="pick one matrix of the batch.")
    if (
        weights is not None
        and (weights := Weights.of(weights, matrix, own, given.params if isinstance(given, Problem) else None)).values.ndim != 1
    ):
        raise ShapeError("policies are compared under one weight vector.", hint="pick one vector of the batch.")
    cells = tuple((matrix.names[c[-2]], matrix.criterion_names[c[-1]]) for c in np.argwhere(matrix.blank).tolist())
    outcomes: dict[str, Outcome] = {}
    refused: dict[str, McdaError] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)
        for policy in dict.fromkeys(asked if cells else asked[:1]):
            try:
                outcomes[_label(policy)] = chosen(given, weights, policy, **params)
            except McdaError as error:
                refused[_label(policy)] = error
    if not outcomes and len({str(error) for error in refused.values()}) == 1:
        raise next(iter(refused.values()))  # what no policy changes is wrong with the problem itself
    return BlankPolicies(
        chosen.name,
        matrix.names,
        tuple(dict.fromkeys(cells)),
        FrozenMap(outcomes),
        FrozenMap({k: str(v) for k, v in refused.items()}),
        next(iter(outcomes), None),
        about_columns(chosen, Problem.of(given, weights), params),
        call,
    )


def _label(policy: Blanks) -> str:
    return str(policy) if policy.value is not None else policy.policy
