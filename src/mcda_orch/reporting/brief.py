"""One problem on one screen: the ranking, what is certain, what hangs on blanks and weights, and how many opinions agree."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

from ..comparison.compare import compare
from ..comparison.comparison import Comparison
from ..core.arguments import told
from ..core.blanks import Blanks, BlanksLike
from ..core.display import prose_in_markdown
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.report import Report, amount, listed
from ..core.table import Table
from ..core.weights import Weights
from ..errors import McdaError, MeaningWarning
from ..inverse.audit.audit import Audit, audit
from ..inverse.audit.stated import Missed
from ..inverse.audit.wording import number
from ..plugin.subject import method_of, subject
from ..robust.cells.rank_intervals import RankIntervals, rank_intervals
from ..robust.weights.stability import Stability, stability

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..plugin.plugin import Method

__all__ = ["Brief", "brief"]

T = TypeVar("T")
FINDINGS = 2
"""Findings that a brief names: those that matter most."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Brief(Report):
    """What there is to know about one problem, in a few lines; every part is a result with tables of its own.

    Attributes
    ----------
    outcome : Outcome
        The ranking by one method.
    comparison : Comparison
        By all methods that take the problem.
    intervals : RankIntervals or None
        Over all fillings of the blanks; None where nothing is blank.
    stable : Stability or None
        How far weights can move.
    audited : Audit or None
        The weights behind published scores; None where nothing is published.
    open : mapping of str to str
        Questions that this problem or method has no answer to, and why.
    """

    outcome: Outcome
    comparison: Comparison
    intervals: RankIntervals | None
    stable: Stability | None
    audited: Audit | None
    open: Mapping[str, str]

    @property
    def problem(self) -> Problem:
        """The problem with the weights and the policy for blanks that were used."""
        return self.comparison.problem

    @property
    def table(self) -> Table:
        """The ranking with published scores, the ranks that other blanks would give, and by all opinions the median (and extreme) ranks."""
        ranks = self.outcome.ranking.ranks("min")
        order = [name for group in self.outcome.ranking.groups for name in group]
        published = self.problem.published
        columns: dict[str, list[Any]] = {"rank": [int(ranks[n]) for n in order], "alternative": list(order)}
        if published is not None:
            known = dict(published.items())
            columns["published"] = [_tidy(known.get(n)) for n in order]
        again = self.comparison.reproduced
        columns["score" if again is None or again.method != self.outcome.method else "reproduced"] = [
            _tidy(self.outcome.scores[n]) for n in order
        ]
        if self.intervals is not None:
            columns["any blanks"] = [_span(self.intervals.best[n], self.intervals.worst[n]) for n in order]
        if len(self.comparison.decided) > 1:
            every = [self.comparison.outcomes[name].ranking.ranks("min") for name in self.comparison.decided]
            columns["opinions"] = [_summary([int(r[n]) for r in every]) for n in order]
        matrix = self.problem.matrix
        size = f"{len(matrix.names)} x {len(matrix.criteria)}, {int(matrix.blank.sum()) or 'none'} blank"
        title = f"{self.problem.title or self.problem.name or 'Ranking'} by {self.outcome.method} ({size})"
        return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)), title)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is reproduced, certain and agreed, and the findings that matter most, a sentence each."""
        said = [self._about_published(), self._about_weights(), self._about_blanks(), self._about_opinions()]
        return tuple(line for line in [*said, *self.findings[:FINDINGS], *self.outcome.notes] if line)

    @property
    def findings(self) -> tuple[str, ...]:
        """What an owner of the problem should know, the most important first."""
        return tuple(line for line in (self._slip(), self._fragile_winner(), self._fragile_order(), self._blank(), self._unseen()) if line)

    def _about_published(self) -> str:
        found, again = self.comparison, self.comparison.reproduced
        if found.problem.published is None:
            return ""
        count = sum(v == v for v in map(float, found.problem.published.values))
        if again is None:
            return self._about_sum(count)
        missed = f"; {listed(found.mismatches[:3])} differ" if found.mismatches else ""
        return f"Published: {count - len(found.mismatches)} of {count} scores are reproduced by {again.method}{missed}."

    def _about_sum(self, count: int) -> str:
        """Say what a weighted sum makes of scores whose method nobody names."""
        found = self.audited
        if found is None or found.known is None:
            return f"Published scores are not reproduced: {self.open.get('published', 'no method is named')}."
        if found.agrees:
            return f"Published: {count} of {count} scores are those of a weighted sum with these weights."
        missed = self.missed
        if not missed:
            return "Published: a weighted sum with these weights gives other scores."
        parts = [f"{m.alternative} has {number(m.published)}, not {number(m.recomputed)}" for m in missed[:2]]
        more = f", and {len(missed) - 2} more" if len(missed) > 2 else ""
        return (
            f"Published: {count - len(missed)} of {count} scores are those of a weighted sum with these weights; {', '.join(parts)}{more}."
        )

    @property
    def missed(self) -> tuple[Missed, ...]:
        """The published scores that a weighted sum with the weights used does not give, where no method is named."""
        found = self.audited
        return () if found is None or self.comparison.reproduced is not None else found.missed

    def _about_weights(self) -> str:
        found = self.audited
        if found is None:
            return ""
        if not found.consistent:
            return f"Weights: none explain what was published ({found.policy})."
        if found.unique and found.weights is not None:
            return f"Weights: only {', '.join(map(number, found.weights.exact.values()))} explain these scores."
        return "Weights: many explain what was published."

    def _about_blanks(self) -> str:
        found = self.intervals
        if found is None:
            return "" if "blanks" not in self.open else f"Blanks: {self.open['blanks']}"
        if not found.necessary_winners:
            return f"Open: {listed(found.possible_winners)} can each be first, {found.depends}."
        others = len(found.certain)
        return f"Certain {found.whatever}: {listed(found.necessary_winners)} first, and {others} of {len(found.alternatives)} ranks."

    def _about_opinions(self) -> str:
        found = self.comparison
        count, firsts = len(found.decided), found.firsts
        if not count:
            return "Opinions: no method tells the alternatives apart."
        refused = f" ({len(found.refused)} methods refuse)" if found.refused else ""
        top, opinions = next(iter(firsts.items()))
        if len(opinions) == count:
            return f"Opinions: {top} is first under all {count} independent ones{refused}."
        rest = [f"{name} under {len(by)}" for name, by in list(firsts.items())[1:4]]
        return f"Opinions: {top} is first under {len(opinions)} of {count} independent ones, {', '.join(rest)}{refused}."

    def _slip(self) -> str:
        found = self.audited
        if found is None or found.consistent or 0 < len(self.missed) < len(found.known.names if found.known else ()):
            return ""
        one = found.slips[0] if found.slips else None
        return "The published scores contradict the cells" + ("." if one is None else f": correct {one}.")

    def _fragile_winner(self) -> str:
        found = self.stable
        if found is None or len(found.ranks[0]) > 1 or len(found.question.names) < 2:
            return ""
        moving = [room for room in found.winner.rooms if room.below or room.above]
        if not moving:
            return ""
        room = min(moving, key=lambda r: r.slack)
        end, low = min((abs(room.share - e), e is room.low) for e, who in ((room.low, room.below), (room.high, room.above)) if who)
        passer = room.below if low else room.above
        assert passer is not None  # the end was chosen among those where somebody passes
        return (
            f"Weights: {passer[0]} passes {passer[1]} once the share of {room.criterion} {'falls' if low else 'rises'} by {amount(end)} "
            f"from {amount(room.share)}."
        )

    def _fragile_order(self) -> str:
        found = self.stable
        moved = found.fragile[0].distance if found is not None and found.fragile else None
        if found is None or moved is None:
            return ""
        swap, sure = found.fragile[0], not any(room.below or room.above for room in found.winner.rooms)
        firm = f"; none alone unseats {found.ranks[0][0]}" if sure and len(found.ranks[0]) == 1 else ""
        return f"Weights: {float(100 * moved):.3g} % moved brings {swap.behind} level with {swap.ahead}{firm}."

    def _blank(self) -> str:
        found = self.intervals
        if found is None or not found.most:
            return ""
        alternative, criterion = found.most[0]
        others = len(found.most) - 1
        as_much = f" (or {others} other{'s' if others > 1 else ''})" if others else ""
        saved = max(cell.saved for cell in found.matters)
        return f"Blanks: to know {criterion} of {alternative}{as_much} closes {saved:.3g} of {found.open_places} open ranks."

    def _unseen(self) -> str:
        found = self.audited
        if found is None or found.ranking is not None or found.code is None:
            return ""
        blind = [name for name, seen in found.detectable.items() if not seen]
        return f"A slip in the total of {listed(blind[:3])} would not be noticed." if 0 < len(blind) <= 3 else ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The ranking, then every table of the parts."""
        parts: list[Report | None] = [self.comparison, self.intervals, self.stable, self.audited]
        return (self.table, *(t for part in parts if part is not None for t in part.tables))

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.brief",
            "version": 1,
            "ranking": self.table.records(),
            "remarks": list(self.remarks),
            "findings": list(self.findings),
            "open": dict(self.open),
            "comparison": self.comparison.document(),
            "rank_intervals": None if self.intervals is None else self.intervals.document(),
            "stability": None if self.stable is None else self.stable.document(),
            "audit": None if self.audited is None else self.audited.document(),
        }

    def __str__(self) -> str:
        return f"{self.table}\n\n" + "\n".join(self.remarks)

    def markdown(self) -> str:
        """Return the ranking and the remarks in Markdown."""
        return "\n\n".join([self.table.markdown(), *map(prose_in_markdown, self.remarks)])

    def html(self) -> str:
        """Return the ranking and the remarks in HTML."""
        import html

        return "\n".join([self.table.html(), *(f"<p>{html.escape(text)}</p>" for text in self.remarks)])

    def __repr__(self) -> str:
        return f"Brief({self.outcome.method}: {self.outcome.ranking})"


@told
def brief(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: Weights | Mapping[str, float] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
) -> Brief:
    """Say on one screen what there is to know about a problem.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores claim to come from, unless given; else the weighted sum.
    weights, blanks : optional
        Instead of the problem's own.

    Returns
    -------
    Brief

    Raises
    ------
    McdaError
        If the method cannot rank the problem.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = mo.brief(mo.load("orchestrators"))
    >>> for line in found.remarks[:4]:
    ...     print(line)
    Published: 12 of 12 scores are reproduced by wsm.
    Weights: only 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1 explain these scores.
    Certain whatever the 4 blanks hold: Metaflow first, and 7 of 12 ranks.
    Opinions: Metaflow is first under all 26 independent ones (30 methods refuse).
    """
    about = subject(problem, "brief", method)
    given = about if isinstance(about, Problem) else Problem(about)
    chosen = method_of("wsm" if method is None and given.published_by is None else given.published_by if method is None else method)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)  # the outcome keeps what is said in its notes
        outcome = chosen(given, weights, blanks)
        compared = compare(given, None, weights, blanks)
        used = replace(given, weights=outcome.weights, blanks=given.blanks if blanks is None else Blanks.of(blanks))
        open_: dict[str, str] = {}
        return Brief(
            outcome,
            compared,
            _answer(open_, "blanks", lambda: rank_intervals(used, chosen)) if given.matrix.blank.any() else None,
            _answer(open_, "weights", lambda: stability(used, chosen)) if len(given.matrix.names) > 1 else None,
            _answer(open_, "published", lambda: audit(used)) if given.published is not None else None,
            open_,
        )


def _answer(open_: dict[str, str], what: str, ask: Callable[[], T]) -> T | None:
    """Return an answer, or note why there is none."""
    try:
        return ask()
    except McdaError as error:
        open_[what] = error.message
        return None


def _span(low: Any, high: Any) -> str:
    return f"{low}" if low == high else f"{low} to {high}"


def _summary(ranks: list[int]) -> str:
    """Return the median of ranks, with the extremes where they differ."""
    low, high = min(ranks), max(ranks)
    return f"{median(ranks):g}" + ("" if low == high else f" ({low} to {high})")


def _tidy(value: float | None) -> float | int | None:
    """Return whole numbers as such, and what is not known as None."""
    if value is None or value != value:
        return None
    number_ = float(value)
    return int(number_) if number_ == int(number_) and abs(number_) < 1e15 else number_
