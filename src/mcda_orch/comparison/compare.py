"""One problem under many methods."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..agreement.kendall_tau_b import kendall_tau_b
from ..core.arguments import told
from ..core.blanks import Blanks, BlanksLike
from ..core.frames import to_native
from ..core.frozen import FrozenMap, Labelled
from ..core.labels import labels_of
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.ranking import Ranking
from ..core.report import Report, listed
from ..core.table import Table
from ..core.weights import Weights
from ..errors import McdaError, MeaningWarning, MissingError, PluginError, ShapeError
from ..plugin.plugin import Method, Plugin
from ..plugin.registry import names
from ..plugin.subject import method_of, no_weights, subject
from .missed import explained, half_a_digit
from .opinions import consensus, independent, said_once

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Comparison", "compare"]

MANY = 12
"""Methods beyond which a table of every two of them is summed up."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(Report):
    """What many methods say about one problem.

    Parameters
    ----------
    problem : Problem
        With the weights and the blanks policy that were used.
    outcomes : mapping of str to Outcome
        By the method's name, with the parameters that were set.
    refused : mapping of str to str
        Methods whose formula does not fit the data, and why.
    reproduced : Outcome, optional
        The outcome of the method that the published scores claim to come from; None where there is no such claim, or
        where that method refused.
    opinions : mapping of str to tuple of str
        Methods that order all alternatives alike whatever the data, by the name of what they share.
    """

    problem: Problem
    outcomes: Mapping[str, Outcome]
    refused: Mapping[str, str]
    reproduced: Outcome | None
    opinions: Mapping[str, tuple[str, ...]] = field(default_factory=FrozenMap)

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
        published, figures = self._published, self._figures(again)
        half = half_a_digit(published.values())
        return tuple(n for n, score in published.items() if abs(figures[n] - score) > half)

    @property
    def fails(self) -> bool:
        """Whether no method applies, or the published scores are not what the method they claim to come from gives."""
        claimed = bool(self._published) and self.problem.published_by is not None
        return not self.outcomes or bool(self.mismatches) or (claimed and self.reproduced is None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the tables leave unsaid, a sentence each: what was reproduced, other weights, ties, and the notes."""
        published, again, own = self._published, self.reproduced, self.problem.weights
        said = []
        if again is not None:
            same, figures = len(published) - len(self.mismatches), self._figures(again)
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
        if self._by_consensus and self.consensus is not None:
            ties = [listed(group) for group in self.consensus.groups if len(group) > 1]
            said.append(
                f"Ordered by the median rank over {len(self.decided)} independent opinions"
                + (f"; {' as well as '.join(ties)} share one." if ties else ".")
            )
        about: list[tuple[str, str, str]] = []
        for name, outcome in self.outcomes.items():
            if own is not None and outcome.weights.source != own.source:
                about.append((name, outcome.method, f"weights {outcome.weights.source}"))
            if name not in self.decided and len(self.outcomes) > 1 and len(outcome.ranking) > 1 and len(outcome.ranking.groups) == 1:
                about.append((name, outcome.method, "all alternatives tie, so there is no tau."))
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
    def consensus(self) -> Ranking | None:
        """The order by the median rank over independent opinions; None where every method ties all alternatives."""
        return consensus((self.outcomes[name] for name in self.decided), self.problem.matrix.names)

    @property
    def firsts(self) -> dict[str, tuple[str, ...]]:
        """Alternatives that are first, alone or with others, by the opinions that say so; the most often first stands first."""
        found: dict[str, tuple[str, ...]] = {}
        for opinion in self.decided:
            for name in self.outcomes[opinion].ranking.best:
                found[name] = (*found.get(name, ()), opinion)
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))

    @property
    def _published(self) -> dict[str, float]:
        """The published scores that are known, in the order of the matrix."""
        given = {} if self.problem.published is None else dict(self.problem.published.items())
        return {n: given[n] for n in self.problem.matrix.names if not np.isnan(given.get(n, np.nan))}

    def _figures(self, outcome: Outcome) -> Labelled:
        """Return what compares with the published figures: scores, or ranks that count ties as those do."""
        form = self.problem.rank_form
        return (
            outcome.scores
            if not form
            else outcome.ranking.ranks("min" if form == "competition" else "dense" if form == "dense" else "average")
        )

    @property
    def agreement(self) -> npt.NDArray[np.float64]:
        """Kendall's tau-b between the rankings of every two methods, shape (k, k); NaN where all alternatives tie.

        1 for the same order, ties included, -1 for the reverse.
        """
        ranks = [o.ranking.dense for o in self.outcomes.values()]  # tau-b asks of ranks their order alone
        return kendall_tau_b.every_pair(np.array(ranks).reshape(len(ranks), len(self.problem.matrix)))

    @property
    def table(self) -> Table:
        """All alternatives: published score, reproduced score, and the rank by every method; ``=`` marks a tie.

        Methods that are one opinion share a column, headed by one of them and the number of the others. Of more than a dozen
        opinions, and where rows follow their consensus, the best, median and worst rank stand first.
        """
        columns: dict[str, list[Any]] = {"alternative": self._order()}
        if self.problem.published is not None:
            columns["published"] = [_tidy(self._published.get(n)) for n in columns["alternative"]]
        if self.reproduced is not None:
            columns["reproduced"] = [_tidy(self._figures(self.reproduced)[n]) for n in columns["alternative"]]
        opinions, place = self.independent, [self.problem.matrix.names.index(n) for n in columns["alternative"]]
        if len(opinions) > MANY or (self._by_consensus and self.decided):
            every = np.stack([self.outcomes[name].ranking.ranks("min").values for name in self.decided or opinions], axis=-1)
            for name, summary in (("best", np.min), ("median", np.median), ("worst", np.max)):
                columns[name] = [_tidy(v) for v in summary(every, axis=-1)[place]]
        for name, alike in opinions.items():
            ranking = self.outcomes[name].ranking
            ranks = ranking.ranks("min")
            shared = {n for group in ranking.groups if len(group) > 1 for n in group}
            columns[_head(name, alike)] = [f"{ranks[n]}=" if n in shared else str(ranks[n]) for n in columns["alternative"]]
        title = self.problem.title or self.problem.name
        said = f"{title} ({self.problem.blanks})".strip() if self.problem.matrix.blank.any() else title
        return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)), said)

    @property
    def agreement_table(self) -> Table:
        """Kendall's tau-b between every two methods; of more than a dozen, the mean, the nearest and the farthest of each."""
        opinions, every = self.independent, list(self.outcomes)
        places = [every.index(name) for name in opinions]
        tau, methods = self.agreement[np.ix_(places, places)], tuple(_head(name, alike) for name, alike in opinions.items())
        if len(methods) > MANY:
            return self._agreement_summary(tau, methods)
        rows = tuple((name, *(None if np.isnan(t) else round(float(t), 2) for t in row)) for name, row in zip(methods, tau, strict=True))
        return Table(("Kendall's tau-b", *methods), rows, "How far the methods agree")

    def _agreement_summary(self, tau: npt.NDArray[np.float64], methods: tuple[str, ...]) -> Table:
        rows: list[tuple[Any, ...]] = []
        for i, name in enumerate(methods):
            others = {m: t for j, (m, t) in enumerate(zip(methods, tau[i], strict=True)) if j != i and not np.isnan(t)}
            if not others:
                rows.append((name, *(None,) * 5))
                continue
            near, far = max(others, key=others.__getitem__), min(others, key=others.__getitem__)
            mean = round(float(np.mean(list(others.values()))), 2)
            rows.append((name, mean, near, round(float(others[near]), 2), far, round(float(others[far]), 2)))
        rows.sort(key=lambda row: -np.inf if row[1] is None else row[1], reverse=True)
        heads = ("method", "mean", "nearest", "nearest tau-b", "farthest", "farthest tau-b")
        return Table(heads, tuple(rows), "How far each method agrees with the others (Kendall's tau-b)")

    @property
    def refusals_table(self) -> Table:
        """Methods that do not fit the data, and why; those with the same reason share a row."""
        reasons: dict[str, list[str]] = {}
        for name, reason in self.refused.items():
            reasons.setdefault(reason.removeprefix(f"{name} "), []).append(name)
        rows = tuple((", ".join(names), reason) for reason, names in reasons.items())
        return Table(("method", "why it does not apply"), rows, "Methods that refused")

    @property
    def _by_consensus(self) -> bool:
        """Whether rows follow the consensus: there are opinions to choose from, and neither scores nor a method of the problem's own."""
        return not self._published and self.problem.published_by not in self.outcomes and len(self.independent) > 1

    def _order(self) -> list[str]:
        """Return the alternatives by published score, else as the problem's own method ranks them, else by consensus."""
        scores, names_ = self._published, self.problem.matrix.names
        if scores:
            lower = bool(self.problem.rank_form) or (self.reproduced is not None and not self.reproduced.higher_is_better)
            sign = 1.0 if lower else -1.0
            return sorted(names_, key=lambda n: sign * scores[n] if n in scores else np.inf)
        own = self.outcomes.get(self.problem.published_by or "")
        order = own.ranking if own is not None else self.consensus
        return list(names_) if order is None else [n for group in order.groups for n in group]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Ranks, then agreement where there is more than one method, then refusals where there are any."""
        return (
            self.table,
            *([self.agreement_table] if len(self.independent) > 1 else []),
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
        published = self._published
        return {
            "schema": "mcda_orch.comparison",
            "version": 1,
            "problem": self.problem.name,
            "blanks": str(self.problem.blanks),
            "alternatives": list(self.problem.matrix.names),
            "published": None if self.problem.published is None else {n: published.get(n) for n in self.problem.matrix.names},
            "reproduced": None if self.reproduced is None else dict(self._figures(self.reproduced).items()),
            "mismatches": list(self.mismatches),
            "methods": {
                name: {"scores": dict(o.scores.items()), "ranks": dict(o.ranking.ranks("min").items()), "notes": list(o.notes)}
                for name, o in self.outcomes.items()
            },
            "refused": dict(self.refused),
            "opinions": {opinion: list(alike) for opinion, alike in self.opinions.items()},
            "consensus": None if self.consensus is None else {n: int(r) for n, r in self.consensus.ranks("min").items()},
            "kendall_tau_b": [[None if np.isnan(t) else float(t) for t in row] for row in self.agreement],
        }


@told
def compare(
    problem: Problem | DecisionMatrix,
    methods: Iterable[str | Method[...]] | str | Method[...] | None = None,
    weights: Weights | Mapping[str, float] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
) -> Comparison:
    """Ask many methods about one problem.

    A method whose formula does not fit the data is listed with its reason, never dropped; what is wrong with the
    problem itself is raised.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
        A matrix needs `weights`.
    methods : iterable of str or Method, optional
        All registered ones, unless given. ``topsis.with_(scale=minmax)`` takes part as ``topsis(scale=minmax)``. Published
        scores are compared with what ``published_by`` gives under the parameters that the problem states for it, ``params``.
    weights, blanks : optional
        Instead of the problem's own, and of the weights that it declares for a single method.

    Raises
    ------
    MissingError
        If a cell is blank and no policy says what that means, or if there are no weights.
    LabelError, ShapeError, DomainError
        If the weights do not fit the criteria.
    PluginError
        If something among `methods` is no method, or is there twice.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = compare(mo.load("orchestrators"), ["wsm", "spotis", "wpm"])
    >>> list(found.outcomes), list(found.refused), found.mismatches
    (['wsm', 'spotis'], ['wpm'], ())
    """
    about = subject(problem, "compare", methods)
    no_weights(methods)
    problem = about if isinstance(about, Problem) else Problem(about)
    policy = problem.blanks if blanks is None else Blanks.of(blanks)
    policy.fill(problem.matrix)
    given = None if weights is None else Weights.of(weights, problem.matrix, policy, problem.params)
    used = replace(problem, weights=problem.weights if given is None else given, blanks=policy)
    if used.weights is None:
        raise MissingError("the problem has no weights.", hint="pass weights=mo.Weights({name: weight}), or weights='equal'.")
    if used.matrix.values.ndim != 2 or used.weights.values.ndim != 1:
        raise ShapeError("methods are compared on one matrix and one weight vector.", hint="take them from the batch one at a time.")
    chosen = [methods] if isinstance(methods, (str, Method)) else names("score") if methods is None else labels_of(methods)
    outcomes: dict[str, Outcome] = {}
    refused: dict[str, str] = {}
    opinions: dict[str, tuple[str, ...]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)  # every outcome keeps what was said in its notes
        for method in map(method_of, chosen):
            name = _label(method, {*outcomes, *refused})
            try:
                outcomes[name] = method(used, given)
            except McdaError as error:
                refused[name] = str(error)
                continue
            opinion = method.opinion_with(outcomes[name].params)
            if opinion:
                opinions[opinion] = (*opinions.get(opinion, ()), name)
        reproduced = None
        if problem.published is not None and problem.published_by is not None:
            claimed = method_of(problem.published_by)
            try:
                reproduced = claimed(used, given)
            except McdaError as error:
                refused.setdefault(problem.published_by, str(error))
    shared = FrozenMap({opinion: alike for opinion, alike in opinions.items() if len(alike) > 1})
    return Comparison(used, FrozenMap(outcomes), FrozenMap(refused), reproduced, shared)


def _label(method: Method[...], taken: set[str]) -> str:
    """Return a name for the method that tells it from those before it; arrays and mappings of parameters are not spelled out."""
    name = _brief(method)
    if name not in taken:
        return name
    if "[...]" not in name and "{...}" not in name:
        raise PluginError(f"{name} is compared with itself.", hint="name every method once.")
    return next(text for k in range(2, len(taken) + 3) if (text := f"{name} #{k}") not in taken)


def _brief(value: Any) -> str:
    if not isinstance(value, Plugin):
        return "{...}" if isinstance(value, Mapping) else "[...]" if np.ndim(value) else repr(value)
    bound = ", ".join(f"{key}={_brief(v)}" for key, v in value.bound.items())
    return f"{value.name}({bound})" if bound else value.name


def _head(name: str, alike: tuple[str, ...]) -> str:
    """Return what a column of ranks is called: one method, and how many share its opinion."""
    return name if len(alike) == 1 else f"{name} (+{len(alike) - 1})"


def _tidy(value: float | None) -> float | int | None:
    """Return whole numbers as such, so that 23.0 is shown and written as 23."""
    if value is None:
        return None
    number = float(value)
    return int(number) if number == int(number) and abs(number) < 1e15 else number
