"""What a group makes of a method: the ranking of each expert, that of their joint inputs, and the consensus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..agreement.kendall_tau_b import kendall_tau_b
from ..core.arguments import told
from ..core.consensus import Consensus
from ..core.criteria import Criterion
from ..core.frames import to_native
from ..core.frozen import FrozenMap
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.pairs import Pairs
from ..core.ranking import Ranking
from ..core.report import Report, listed
from ..core.table import Table
from ..errors import PluginError, did_you_mean
from ..plugin.agreement import Agreement
from ..plugin.consensus import Rule
from ..plugin.family import AGREEMENT
from ..plugin.registry import get, names
from ..robust.weights.first_place import FirstPlace, first_place
from ..robust.weights.preference import Preference, necessary, possible
from .concordance import Concordance

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..plugin.plugin import Method
    from .group import Group

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["GroupRanking", "ranked"]

MANY = 12
"""Experts beyond which a table of all of them is summed up."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GroupRanking(Report):
    """Rankings of a group by one method.

    Attributes
    ----------
    group : Group
    outcome : Outcome
        Of all experts as one batch, shape (k, n).
    joint : Outcome
        Of the joint problem: the mean of the experts' cells and weights.
    consensus : Consensus
        Of the rankings of the experts.
    mean, join : str
        How inputs were joined.
    method : Method
    """

    group: Group
    outcome: Outcome
    joint: Outcome
    consensus: Consensus
    mean: str
    join: str
    method: Method[...]

    @property
    def rankings(self) -> Mapping[str, Ranking]:
        """The ranking of each expert."""
        return FrozenMap({name: self.outcome.ranking[k] for k, name in enumerate(self.group.experts)})

    @property
    def firsts(self) -> Mapping[str, tuple[str, ...]]:
        """Whom each expert puts first."""
        return FrozenMap({name: ranking.best for name, ranking in self.rankings.items()})

    @property
    def concordance(self) -> Concordance:
        """How far the experts agree; those of weight 0 have no part in it."""
        counts = self.group.weights.values > 0
        return Concordance.of(self.outcome.ranking.ranks("average").values[counts], self.outcome.scores.values[counts])

    @told
    def pairs(self, coefficient: str | Agreement[...] = "kendall_tau_b") -> Pairs:
        """Return who is far from whom: a coefficient of ``mo.agreements`` for the rankings of every two experts."""
        found = get(coefficient) if isinstance(coefficient, str) and coefficient in names("agreement") else coefficient
        if not isinstance(found, Agreement) or found.family is not AGREEMENT:
            raise PluginError(f"{coefficient!r} is no coefficient of rankings.", hint=did_you_mean(str(coefficient), names("agreement")))
        return found.pairs(self.rankings)

    @property
    def without(self) -> Mapping[str, Ranking]:
        """The ranking of the joint inputs without each of the experts; of a single one nothing is left. All are asked in one call."""
        voices = self.group.weights.values * (1.0 - np.eye(len(self.group)))
        some = np.asarray(voices.any(axis=-1))
        if not some.any():
            return FrozenMap({})
        matrix, weights, blanks = self.group.pooled(voices[some], self.mean, self.join)  # type: ignore[arg-type]  # checked when asked
        found = self.group.asked(self.method, matrix, weights, blanks)
        left = [name for name, kept in zip(self.group.experts, some, strict=True) if kept]
        dense = np.broadcast_to(found.ranking.dense, (len(left), len(self.group.alternatives)))
        return FrozenMap({name: Ranking.from_dense(np.array(row), self.group.alternatives) for name, row in zip(left, dense, strict=True)})

    @property
    def pivotal(self) -> tuple[str, ...]:
        """Experts without whom others would be first by the joint inputs; of the consensus, ``.consensus.pivotal``."""
        return tuple(name for name, ranking in self.without.items() if set(ranking.best) != set(self.joint.best))

    @property
    def by_expert(self) -> DecisionMatrix:
        """The scores as a table of alternatives by experts, for which the weights of experts are weights of criteria.

        A weighted sum of it is the group's score: what stands in it answers to ``mo.first_place``, ``mo.stability``, ``mo.smaa`` and
        all other questions about weights, exactly. For one matrix and a method whose score is linear in the weights it
        is the score at the mean of the experts' weights too.
        """
        way = "max" if self.outcome.higher_is_better else "min"
        heads = [Criterion(name, way) for name in self.group.experts]
        return DecisionMatrix(self.outcome.scores.values.T, self.group.alternatives, heads)

    @told
    def first_place(self, weights: Any = None, **asked: Any) -> FirstPlace:
        """Say with which part of the experts' weights each alternative has the best mean score; all weights, or a `WeightSet` of experts."""
        return first_place(self.by_expert, "wsm", weights, **asked)

    @told
    def necessary(self, weights: Any = None) -> Preference:
        """Return who has at least as good a mean score as whom whatever the experts' weights."""
        return necessary(self.by_expert, "wsm", weights)

    @told
    def possible(self, weights: Any = None) -> Preference:
        """Return who has at least as good a mean score as whom with some weights of the experts."""
        return possible(self.by_expert, "wsm", weights)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Ranks, how far the experts agree, and what each of them moves."""
        return (self._ranks(), *self.concordance.tables, self._influence())

    def _ranks(self) -> Table:
        """Return the ranks by each, in the order of the joint inputs; of more than a dozen experts the best, median and worst."""
        order = [name for group in self.joint.ranking.groups for name in group]
        place = [self.group.alternatives.index(name) for name in order]
        ranks = self.outcome.ranking.ranks("min").values[:, place]
        columns: dict[str, list[Any]] = {"alternative": order, f"{self.mean} mean": self._marked(self.joint.ranking, order)}
        columns[self.consensus.rule] = self._marked(self.consensus.ranking, order)
        heads = list(columns)
        cells = list(columns.values())
        if len(self.group) > MANY:
            heads += ["best", "median", "worst"]
            cells += [f(ranks, axis=-2).tolist() for f in (np.min, np.median, np.max)]
        else:
            heads += self.group.experts
            cells += [self._marked(ranking, order) for ranking in self.rankings.values()]
        return Table(tuple(heads), tuple(zip(*cells, strict=True)), f"{self.outcome.method}: ranks of {len(self.group)} experts")

    @staticmethod
    def _marked(ranking: Ranking, order: list[str]) -> list[str]:
        ranks, tied = ranking.ranks("min"), {n for group in ranking.groups if len(group) > 1 for n in group}
        return [f"{ranks[name]}=" if name in tied else str(ranks[name]) for name in order]

    def _influence(self) -> Table:
        """Return what each expert weighs, how near the results are to what each says, and who is first without each."""
        away, joint, consensus = self.consensus.distances, self.without, self.consensus.without
        rows = []
        for name, ranking in self.rankings.items():
            near = kendall_tau_b(ranking, self.joint.ranking)
            firsts = (" ~ ".join(found[name].best) if name in found else None for found in (joint, consensus))
            rows.append((name, float(self.group.weights[name]), None if near is None else round(near, 2), float(away[name]), *firsts))
        rule = self.consensus.rule
        heads = ("expert", "weight", "tau-b with the mean", f"distance to {rule}", "first without: mean", f"first without: {rule}")
        return Table(heads, tuple(rows), "What each expert moves")

    @property
    def remarks(self) -> tuple[str, ...]:
        """Who is first by whom, who is pivotal, who is far from whom, and what is not defined."""
        joint, rule = self.joint.best, self.consensus
        mean, votes_say = f"by the {self.mean} mean of the inputs", f"by {rule.rule} of the rankings"
        if joint == rule.best:
            said = [f"{_first(joint)} first both {mean} and {votes_say}."]
        else:
            said = [f"{_first(joint)} first {mean}, but {_first(rule.best)} {votes_say}."]
        votes: dict[tuple[str, ...], int] = {}
        for best in self.firsts.values():
            votes[best] = votes.get(best, 0) + 1
        counted = [
            f"{listed(list(best))}{' together' if len(best) > 1 else ''} {n}"
            for best, n in sorted(votes.items(), key=lambda item: -item[1])
        ]
        if len(self.group) > 1:
            said.append(f"Put first by how many of the {len(self.group)} experts: {'; '.join(counted[:MANY])}.")
        for what, who in ((f"the {self.mean} mean", self.pivotal), (rule.rule, rule.pivotal)):
            if who:
                said.append(f"By {what} others would be first without {' or '.join(who)}.")
        said += self._farthest()
        return (*said, *self.concordance.remarks, *rule.remarks, *self.joint.notes)

    def _farthest(self) -> list[str]:
        tau = np.where(np.eye(len(self.group), dtype=bool), np.nan, self.pairs().values)
        if np.isnan(tau).all():
            return []
        a, b = divmod(int(np.nanargmin(tau)), len(self.group))
        if tau[a, b] >= 1:
            return []
        return [f"{self.group.experts[a]} and {self.group.experts[b]} are farthest apart (Kendall's tau-b {tau[a, b]:.2f})."]

    @told
    def to_frame(self, backend: str | None = None) -> Any:
        """Return a dataframe of the kind that came in: competition ranks of the mean, of the consensus, and of each expert."""
        data: dict[str, Any] = {"alternative": list(self.group.alternatives)}
        data[f"{self.mean} mean"] = self.joint.ranks.values
        data[self.consensus.rule] = self.consensus.ranks.values
        data |= {name: ranking.ranks("min").values for name, ranking in self.rankings.items()}
        return to_native(data, backend or self.group.matrix.frame)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; what is not defined is None."""
        every = self.pairs()
        return {
            "schema": "mcda_orch.group_ranking",
            "version": 1,
            "method": self.outcome.method,
            "mean": self.mean,
            "join": self.join,
            "rule": self.consensus.rule,
            "alternatives": list(self.group.alternatives),
            "experts": {
                name: {
                    "weight": float(self.group.weights[name]),
                    "scores": self.outcome.scores.values[k].tolist(),
                    "ranks": ranking.ranks("min").values.tolist(),
                }
                for k, (name, ranking) in enumerate(self.rankings.items())
            },
            "joint": {"scores": dict(self.joint.scores.items()), "ranks": {n: int(r) for n, r in self.joint.ranks.items()}},
            "consensus": {n: int(r) for n, r in self.consensus.ranks.items()},
            "concordance": dict(self.concordance.values),
            "kendall_tau_b": [[None if v != v else v for v in row] for row in every.values.tolist()],
            "pivotal": {"joint": list(self.pivotal), "consensus": list(self.consensus.pivotal)},
        }

    def __repr__(self) -> str:
        return f"GroupRanking({self.outcome.method}, {len(self.group)} experts: {self.joint.ranking.one_line})"


def ranked(group: Group, method: Method[...], mean: Any, rule: Any, join: Any) -> GroupRanking:
    """Ask a method about what each expert says, in one call, and about what they say together."""
    chosen = get(rule) if isinstance(rule, str) and rule in names("consensus") else rule
    if not isinstance(chosen, Rule):
        raise PluginError(f"{rule!r} is no rule of consensus.", hint=did_you_mean(str(rule), names("consensus")))
    matrix, blanks = group.known()
    found = group.asked(method, matrix, group.criteria_weights, blanks)
    problem = group.joint(mean, join)
    joint = group.asked(method, problem.matrix, problem.weights, problem.blanks)
    each = {name: found.ranking[k] for k, name in enumerate(group.experts)}
    return GroupRanking(group, found, joint, chosen(each, group.weights), mean, join, method)


def _first(best: tuple[str, ...]) -> str:
    return f"{listed(list(best))} {'is' if len(best) == 1 else 'are'}"
