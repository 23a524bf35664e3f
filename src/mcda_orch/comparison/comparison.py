"""What many methods, scalings and weightings say about one problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ..core.arguments import told
from ..core.consensus import Consensus
from ..core.frames import to_native
from ..core.frozen import Asked, Labelled
from ..core.outcome import Outcome
from ..core.pairs import Pairs
from ..core.problem import Problem
from ..core.ranking import Ranking
from ..core.report import Report, listed
from ..core.table import Table
from .causes import Causes, causes
from .design import Design
from .missed import explained, half_a_digit
from .opinions import consensus, independent, said_once
from .ranks_shown import agreement_table, by_consensus, rank_table, refusals_table
from .settled import Contested, Settled, Views, contested, settled
from .verdict import verdict

if TYPE_CHECKING:
    from ..plugin.agreement import Agreement
    from ..plugin.consensus import Rule

__all__ = ["Comparison"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(Asked, Report):
    """What many methods, scalings and weightings say about one problem.

    Parameters
    ----------
    problem : Problem
        With the weights and the blanks policy that were used.
    outcomes : mapping of str to Outcome
        By the method's name, with the parameters that were set, and the weights where several were asked for.
    refused : mapping of str to str
        What has no answer, since the formula does not fit the data, and why.
    reproduced : Outcome, optional
        The outcome of the method that the published scores claim to come from; None where there is no such claim, or
        where that method refused.
    opinions : mapping of str to tuple of str
        Methods that order all alternatives alike whatever the data, by the name of what they share.
    design : Design
        What was asked: methods, scalings, weightings, and every combination of them.
    measure : Agreement
        The coefficient behind :attr:`agreement`.
    rule : Rule, optional
        The rule behind :attr:`consensus`; None where it depends on the rankings.
    """

    problem: Problem
    outcomes: Mapping[str, Outcome]
    refused: Mapping[str, str]
    reproduced: Outcome | None
    opinions: Mapping[str, tuple[str, ...]]
    design: Design
    measure: Agreement[...]
    rule: Rule[...] | None

    @property
    def notes(self) -> dict[str, tuple[str, ...]]:
        """What the methods' advice says about the data, by method."""
        return {name: outcome.notes for name, outcome in self.outcomes.items() if outcome.notes}

    @property
    def mismatches(self) -> tuple[str, ...]:
        """Alternatives whose published score the reproduction misses, beyond the rounding of the printed digits."""
        again = self.reproduced
        if again is None:
            return ()
        published, figures = self.published_scores, self.figures(again)
        half = half_a_digit(published.values())
        return tuple(n for n, score in published.items() if abs(figures[n] - score) > half)

    @property
    def fails(self) -> bool:
        """Whether no method applies, or the published scores are not what the method they claim to come from gives."""
        claimed = bool(self.published_scores) and self.problem.published_by is not None
        return not self.outcomes or bool(self.mismatches) or (claimed and self.reproduced is None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the tables leave unsaid, a sentence each: what was reproduced, other weights, ties, and the notes."""
        published, again, own = self.published_scores, self.reproduced, self.problem.weights
        said = []
        if again is not None:
            same, figures = len(published) - len(self.mismatches), self.figures(again)
            said.append(
                f"{same} of {len(published)} published {'ranks' if self.problem.rank_form else 'scores'} are reproduced by {again.method} with weights {again.weights.source}."
            )
            said += [f"{n}: published {published[n]:.10g}, reproduced {figures[n]:.10g}" for n in self.mismatches]
            said += explained(published, again) if self.mismatches and not self.problem.rank_form else []
        elif published and self.problem.published_by is not None:
            said.append(f"The published scores cannot be reproduced: {self.problem.published_by} refused.")
        if not self.outcomes:
            said.append("No method applies.")
        for opinion, alike in self.opinions.items():
            said.append(f"{listed(alike)} order alike by construction ({opinion}): one opinion, not {len(alike)}.")
        found = self.consensus
        if found is not None and by_consensus(self):
            ties = [listed(group) for group in found.ranking.groups if len(group) > 1]
            said.append(
                f"Ordered by the consensus ({found.rule}) of {len(self.decided)} independent opinions"
                + (f"; {' as well as '.join(ties)} share a rank." if ties else ".")
            )
        if self.design.factorial:
            said += [*self.design.remarks, *self.causes.remarks]
        about: list[tuple[str, str, str]] = []
        for name, outcome in self.outcomes.items():
            if own is not None and not self.design.runs[name].weighting and outcome.weights.source != own.source:
                about.append((name, outcome.method, f"weights {outcome.weights.source}"))
            if name not in self.decided and len(self.outcomes) > 1 and len(outcome.ranking) > 1 and len(outcome.ranking.groups) == 1:
                about.append((name, outcome.method, "all alternatives tie, so that it agrees or disagrees with nobody."))
        about += [(name, self.outcomes[name].method, note) for name, notes in self.notes.items() for note in notes]
        return (*said, *said_once(about, self.outcomes))

    @property
    def independent(self) -> dict[str, tuple[str, ...]]:
        """The methods that speak for an opinion of their own, each with all that order like it by construction."""
        return independent(self.outcomes, self.opinions, self.problem.published_by)

    @property
    def decided(self) -> tuple[str, ...]:
        """Of these, the ones that tell any two alternatives apart."""
        return tuple(name for name in self.independent if len(self.outcomes[name].ranking.groups) > 1)

    @property
    def _rankings(self) -> dict[str, Ranking]:
        """Their rankings."""
        return {name: self.outcomes[name].ranking for name in self.decided}

    @property
    def consensus(self) -> Consensus | None:
        """One order of all independent opinions, with the orders that are as good; None where every method ties all alternatives."""
        return self._once("consensus", lambda: consensus(self._rankings, self.rule) if self.decided else None)

    @property
    def agreement(self) -> Pairs:
        """How far every two rankings agree, by the coefficient that was asked for; None where it is not defined, with the reason."""
        ranks = [outcome.ranking for outcome in self.outcomes.values()]
        return self._once("agreement", lambda: self.measure.pairs(dict(zip(self.outcomes, ranks, strict=True))))

    @property
    def settled(self) -> Settled:
        """Pairs of alternatives on which all independent opinions agree, and ranks that do not move."""
        return self._once("settled", lambda: settled(self._views))

    @property
    def contested(self) -> Contested:
        """Pairs of alternatives on which independent opinions differ, and who says which."""
        return self._once("contested", lambda: contested(self._views))

    @property
    def causes(self) -> Causes:
        """How much of the disagreement comes from the method, the scaling and the weights, and which of them moves the winner."""
        return self._once("causes", self._causes)

    @property
    def verdict(self) -> str:
        """Three sentences: who wins and how widely, what is settled and what is contested, and what the disagreement comes from."""
        return " ".join(self.opening)

    @property
    def opening(self) -> tuple[str, ...]:
        """The sentences of the verdict."""
        found = self._once(
            "verdict", lambda: verdict(self.problem.matrix.names, self._views, self.consensus, self.causes, len(self.independent))
        )
        return found if self.outcomes else ("No method takes this problem, so nobody wins.", *found[1:])

    @property
    def _views(self) -> Views:
        return self._once("views", lambda: Views.of(self._rankings, self.problem.matrix.names))

    def _causes(self) -> Causes:
        telling = {name: o.ranking for name, o in self.outcomes.items() if o.ranking.dense.max() > 1}
        return causes(self.design, telling, self.problem.matrix.names)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Return what is worked out when it is first asked for."""
        kept: dict[str, Any] | None = getattr(self, "_answers", None)
        if kept is None:
            kept = {}
            object.__setattr__(self, "_answers", kept)
        if name not in kept:
            kept[name] = make()
        return kept[name]  # type: ignore[no-any-return]  # answers are of many kinds

    @property
    def firsts(self) -> dict[str, tuple[str, ...]]:
        """Alternatives that are first, alone or with others, by the opinions that say so; the most often first stands first."""
        found: dict[str, tuple[str, ...]] = {}
        for opinion in self.decided:
            for name in self.outcomes[opinion].ranking.best:
                found[name] = (*found.get(name, ()), opinion)
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))

    @property
    def published_scores(self) -> dict[str, float]:
        """The published scores that are known, in the order of the matrix."""
        given = {} if self.problem.published is None else dict(self.problem.published.items())
        return {n: given[n] for n in self.problem.matrix.names if not np.isnan(given.get(n, np.nan))}

    def figures(self, outcome: Outcome) -> Labelled:
        """Return what compares with the published figures: scores, or ranks that count ties as those do."""
        form = self.problem.rank_form
        return (
            outcome.scores
            if not form
            else outcome.ranking.ranks("min" if form == "competition" else "dense" if form == "dense" else "average")
        )

    @property
    def table(self) -> Table:
        """All alternatives: published score, reproduced score, and the rank by every method; ``=`` marks a tie.

        Methods that are one opinion share a column, headed by one of them and the number of the others. Of more than a dozen
        opinions, and where rows follow their consensus, the best, median and worst rank stand first; where scalings or weightings make
        them more than a dozen, these stand alone.
        """
        return rank_table(self)

    @property
    def agreement_table(self) -> Table:
        """How far every two opinions agree; of more than a dozen, the mean, the nearest and the farthest of each."""
        return agreement_table(self)

    @property
    def refusals_table(self) -> Table:
        """Methods that do not fit the data, and why; those with the same reason share a row."""
        return refusals_table(self)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Ranks, agreement where there is more than one method, causes where scalings or weightings were tried, refusals where there are any."""
        return (
            self.table,
            *([self.agreement_table] if len(self.independent) > 1 else []),
            *([self.causes.table] if self.design.factorial and self.causes.shares else []),
            *([self.refusals_table] if self.refused else []),
        )

    @told
    def to_frame(self, backend: str | None = None) -> Any:
        """Return a dataframe of the kind that came in: competition ranks by every method, in the input's order."""
        data: dict[str, Any] = {"alternative": list(self.problem.matrix.names)}
        data |= {name: o.ranking.ranks("min").values for name, o in self.outcomes.items()}
        return to_native(data, backend or self.problem.matrix.frame)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; what is not known is None."""
        published, found = self.published_scores, self.consensus
        return {
            "schema": "mcda_orch.comparison",
            "version": 2,
            "problem": self.problem.name,
            "blanks": str(self.problem.blanks),
            "alternatives": list(self.problem.matrix.names),
            "published": None if self.problem.published is None else {n: published.get(n) for n in self.problem.matrix.names},
            "reproduced": None if self.reproduced is None else dict(self.figures(self.reproduced).items()),
            "mismatches": list(self.mismatches),
            "methods": {
                name: {"scores": dict(o.scores.items()), "ranks": dict(o.ranking.ranks("min").items()), "notes": list(o.notes)}
                for name, o in self.outcomes.items()
            },
            "refused": dict(self.refused),
            "opinions": {opinion: list(alike) for opinion, alike in self.opinions.items()},
            "verdict": list(self.opening),
            "design": {
                "scalings": list(self.design.scalings),
                "weightings": list(self.design.weightings),
                "runs": {
                    label: {"method": r.method, "scaling": r.scaling, "weighting": r.weighting} for label, r in self.design.runs.items()
                },
            },
            "consensus": None
            if found is None
            else {
                "rule": found.rule,
                "ranks": dict(found.ranking.ranks("min").items()),
                "optima": found.count,
            },
            "settled": {"pairs": [list(pair) for pair in self.settled.pairs], "ranks": dict(self.settled.ranks)},
            "contested": [
                {"pair": [p.a, p.b], "first": len(p.first), "second": len(p.second), "tied": len(p.tied)} for p in self.contested.pairs
            ],
            "causes": self.causes.document(),
            "agreement": {
                "coefficient": self.measure.name,
                "labels": list(self.agreement.labels),
                "values": [[None if v != v else v for v in row] for row in self.agreement.values.tolist()],
            },
        }
