"""A group of experts: the matrices, weights and judgements of all, as one batch with names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ..core.arguments import told
from ..core.blanks import Blanks
from ..core.frozen import Labelled
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.pooling import Mean, pooled
from ..core.problem import Problem
from ..core.profile import voters_weights
from ..core.report import Report, listed
from ..core.table import Table
from ..core.weights import Weights
from ..errors import DomainError, McdaError, MissingError, did_you_mean
from ..plugin.subject import method_of
from ..weighting.eigenvector import eigenvector
from ..weighting.judgements import Judgements
from .disputes import Disputes, disputes
from .experts import experts, policies, totals
from .joint_judgements import mean_judgements, stacked

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..plugin.plugin import Method
    from .group_ranking import GroupRanking

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Group"]

Join: TypeAlias = Literal["priorities", "judgements"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Group(Report):
    """What several experts say of the same alternatives and criteria.

    Parameters
    ----------
    problems : mapping of expert to Problem, list of them, or one for all
        Matrices and tables are taken too, and a batch of matrices, shape (k, n, m). Alternatives and criteria are matched by name.
    weights : optional
        Of the experts, by name or in order; 1 each unless given.
    criteria_weights : optional
        Of the criteria, instead of those of the problems: a mapping of expert to weights, a dataframe with a row an expert and a
        column a criterion, or one vector for all. Weights may be :class:`Judgements`. Each expert's are brought to the total of the first, so that all have as much to give.
    blanks : policy, or mapping of expert to policy, optional
        What a blank means; each expert's problem says it, unless given. Where it is filled, it is from the expert's own matrix.

    Attributes
    ----------
    experts : tuple of str
    matrix : DecisionMatrix
        Of shape (k, n, m), or (n, m) where it is one for all.
    criteria_weights : Weights, optional
        Of shape (k, m).
    weights : Labelled
        Of the experts.

    Raises
    ------
    LabelError
        If experts do not judge the same alternatives and criteria; the message names the expert and what is missing.

    Examples
    --------
    >>> matrix = DecisionMatrix([[7, 300], [9, 400]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> group = Group(matrix, criteria_weights={"Ida": {"quality": 3, "price": 1}, "Jon": {"quality": 1, "price": 3}})
    >>> found = group.rank("topsis")
    >>> dict(found.firsts), found.joint.best
    ({'Ida': ('Bee',), 'Jon': ('Ant',)}, ('Ant',))
    """

    experts: tuple[str, ...]
    matrix: DecisionMatrix
    criteria_weights: Weights | None
    weights: Labelled
    blanks: tuple[Blanks, ...]
    judgements: tuple[Judgements, ...] | None
    params: Mapping[str, Mapping[str, Any]]
    published_by: str | None

    @told
    def __init__(self, problems: Any, weights: Any = None, criteria_weights: Any = None, blanks: Any = None) -> None:
        found = experts(problems, criteria_weights, blanks)
        first = found.problems[0]
        set_ = object.__setattr__
        set_(self, "experts", found.names)
        set_(self, "weights", _of_experts(weights, found.names, first.matrix.criterion_names))
        set_(self, "matrix", first.matrix if found.shared else first.matrix._like(np.stack([p.matrix.values for p in found.problems])))
        if first.weights is None:
            set_(self, "criteria_weights", None)
        else:
            names = first.matrix.criterion_names
            rows = totals([p.weights.aligned(names) for p in found.problems if p.weights is not None])
            sources = {p.weights.source for p in found.problems if p.weights is not None}
            set_(self, "criteria_weights", Weights(rows, names, sources.pop() if len(sources) == 1 else "of the experts"))
        set_(self, "blanks", policies(found))
        set_(self, "judgements", found.judgements)
        set_(self, "params", first.params)
        claims = {p.published_by for p in found.problems}
        set_(self, "published_by", claims.pop() if len(claims) == 1 else None)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return self.matrix.names

    @property
    def criteria(self) -> tuple[str, ...]:
        """Names of the criteria."""
        return self.matrix.criterion_names

    def __len__(self) -> int:
        return len(self.experts)

    def problem(self, expert: str) -> Problem:
        """Return what one expert says, as a problem."""
        k = self._at(expert)
        values = self.matrix.values if self.matrix.values.ndim == 2 else self.matrix.values[k]
        weights = (
            None if self.criteria_weights is None else Weights(self.criteria_weights.values[k], self.criteria, self.criteria_weights.source)
        )
        return Problem(self.matrix._like(values), weights, self.blanks[k], params=self.params, published_by=self.published_by, name=expert)

    @told
    def joint(self, mean: Mean = "arithmetic", join: Join = "priorities") -> Problem:
        """Return one problem for all: every cell, and the weight of every criterion, the mean of those of the experts.

        Parameters
        ----------
        mean : {"arithmetic", "geometric", "median"}
            Weighted by the experts. A blank takes no part; what nobody knows stays blank. Weights are brought to their total again.
        join : {"priorities", "judgements"}
            Of weights that come from judgements: the mean of the priorities of each (AIP), or the priorities of the mean judgements,
            which is the geometric mean whatever `mean` is (AIJ).
        """
        matrix, weights, policy = self.pooled(self.weights.values[None], mean, join)
        one = None if weights is None else Weights(weights.values[0], self.criteria, weights.source)
        return Problem(
            matrix._like(matrix.values.reshape(matrix.shape[-2:])), one, policy, params=self.params, published_by=self.published_by
        )

    def pooled(
        self, voices: Numbers, mean: Mean = "arithmetic", join: Join = "priorities"
    ) -> tuple[DecisionMatrix, Weights | None, Blanks]:
        """Return matrices and weights that are means for each row of weights of the experts, shape (j, k), and what a blank still means."""
        known, policy = self.known()
        matrix = known
        if known.values.ndim == 3:
            if mean == "geometric" and (below := known.values < 0).any():
                k, i, j = np.argwhere(below)[0]
                raise DomainError(
                    f"the geometric mean takes values of at least 0, but {self.criteria[j]!r} of {self.alternatives[i]!r} is "
                    f"{known.values[k, i, j]:g} to {self.experts[k]}.",
                    hint='use mean="arithmetic" or mean="median", or rank each and take a consensus.',
                )
            cells = pooled(known.values, voices, mean)
            matrix = known._like(cells)
        return matrix, self._pooled_weights(voices, mean, join), policy

    def _pooled_weights(self, voices: Numbers, mean: Mean, join: Join) -> Weights | None:
        if join == "judgements":
            if self.judgements is None:
                raise MissingError(
                    "the weights of the criteria do not come from judgements, so there are none to join.",
                    hint='give criteria_weights={"Ida": mo.Judgements(table), ...}, or use join="priorities".',
                )
            items, tables = stacked(dict(zip(self.experts, self.judgements, strict=True)))
            means = mean_judgements(tables, voices)
            if np.isnan(means).any():
                means = np.array([Judgements(items, one).completed() for one in means])
            return Weights(
                np.asarray(eigenvector.kernel(means))[..., [items.index(name) for name in self.criteria]], self.criteria, "joint judgements"
            )
        own = self.criteria_weights
        if own is None:
            return None
        found = pooled(own.values, voices, mean)
        total = found.sum(axis=-1, keepdims=True)
        if (total == 0).any():
            raise DomainError(
                f"the {mean} mean of the weights of all criteria is 0: each criterion has the weight 0 to somebody.",
                hint='use mean="arithmetic".',
            )
        wanted = own.values[0].sum()
        return Weights(np.where(np.isclose(total, wanted, rtol=1e-12, atol=0), found, found * (wanted / total)), self.criteria, own.source)

    def known(self) -> tuple[DecisionMatrix, Blanks]:
        """Return the matrices with blanks filled as each expert says, and what those mean that are left: nothing, or weight to share out."""
        if self.matrix.complete:
            return self.matrix, Blanks()
        shared, first = self.matrix.values.ndim == 2, self.blanks[0]
        if shared and len(set(self.blanks)) == 1:
            kept = first.policy == "redistribute"
            return (self.matrix, first) if kept else (first.fill(self.matrix), Blanks())
        values = np.broadcast_to(self.matrix.values, (len(self), *self.matrix.shape[-2:]))
        found = []
        for name, cells, policy in zip(self.experts, values, self.blanks, strict=True):
            own = self.matrix._like(cells)
            try:
                found.append(own.values if policy.policy == "redistribute" else policy.fill(own).values)
            except McdaError as error:
                raise type(error)(f"{name}: {error.message}", hint=error.hint) from None
        matrix = self.matrix._like(np.stack(found))
        return matrix, Blanks() if matrix.complete else Blanks("redistribute")

    def asked(self, method: Method[...], matrix: DecisionMatrix, weights: Weights | None, blanks: Blanks) -> Outcome:
        """Ask a method about matrices and weights, a batch of either, in one call."""
        own = self.params.get(method.name, {}).get("weights")
        if own is not None:  # which the problem declares for this method alone
            one = Weights.of(own, self.matrix, None, self.params).aligned(self.criteria)
            weights = Weights(one if weights is None else np.broadcast_to(one, weights.values.shape), self.criteria, "of the method")
        return method(Problem(matrix, weights, blanks, params=self.params), weights)

    @told
    def rank(
        self,
        method: Method[...] | str | None = None,
        mean: Mean = "arithmetic",
        rule: str | Any = "borda",
        join: Join = "priorities",
    ) -> GroupRanking:
        """Rank as each expert does, as the mean of their inputs does, and as a consensus of their rankings does.

        Parameters
        ----------
        method : Method or str, optional
            The one that all problems name, unless given; parameters are set by ``with_``, as in ``mo.vikor.with_(v=0.7)``.
        mean, join : as for :meth:`joint`
        rule : rule of consensus or its name, default "borda"
            One of ``mo.rules``, with parameters by ``with_``.
        """
        from .group_ranking import ranked

        chosen = self.published_by if method is None else method
        if chosen is None:
            raise MissingError("no method is given.", hint='pass one, such as group.rank("wsm").')
        return ranked(self, method_of(chosen), mean, rule, join)

    @property
    def disputes(self) -> Disputes:
        """Which cells and which weights of criteria the experts dispute most."""
        return disputes(self)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The experts with their weights and those that they give the criteria."""
        heads: tuple[str, ...] = ("expert", "weight")
        rows: list[tuple[Any, ...]] = [(name, w) for name, w in self.weights.items()]
        if self.criteria_weights is not None:
            heads = (*heads, *self.criteria)
            rows = [(*row, *own) for row, own in zip(rows, self.criteria_weights.values.tolist(), strict=True)]
        return (Table(heads, tuple(rows), "Experts, and the weights that they give the criteria" if len(heads) > 2 else "Experts"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """How much is shared, and what a blank means to whom."""
        n, m = self.matrix.shape[-2:]
        tables = "one table" if self.matrix.values.ndim == 2 else "a table each"
        said = [f"{len(self)} expert{'s' if len(self) > 1 else ''}, {tables} of {n} alternatives and {m} criteria."]
        if not self.matrix.complete:
            meant: dict[str, list[str]] = {}
            for name, policy in zip(self.experts, self.blanks, strict=True):
                meant.setdefault(str(policy), []).append(name)
            said += [f"{text} ({listed(names)})." for text, names in meant.items()]
        return tuple(said)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; a blank is None."""
        values = np.broadcast_to(self.matrix.values, (len(self), *self.matrix.shape[-2:])).tolist()
        own = self.criteria_weights
        return {
            "schema": "mcda_orch.group",
            "version": 1,
            "alternatives": list(self.alternatives),
            "criteria": list(self.criteria),
            "experts": {
                name: {
                    "weight": float(self.weights.values[k]),
                    "criteria_weights": None if own is None else own.values[k].tolist(),
                    "blanks": str(self.blanks[k]),
                    "values": [[None if v != v else v for v in row] for row in values[k]],
                }
                for k, name in enumerate(self.experts)
            },
        }

    def _at(self, expert: str) -> int:
        from ..errors import LabelError

        if not isinstance(expert, str) or expert not in self.experts:
            raise LabelError(f"there is no expert {expert!r}.", hint=did_you_mean(str(expert), self.experts))
        return self.experts.index(expert)

    def __repr__(self) -> str:
        return f"Group({', '.join(self.experts[:6])}{', ...' if len(self) > 6 else ''}: {self.matrix!r})"


def _of_experts(given: Any, names: tuple[str, ...], criteria: tuple[str, ...]) -> Labelled:
    """Return the weights of the experts; those of criteria stand elsewhere."""
    try:
        return voters_weights(given, names, "expert")
    except McdaError as error:
        inside = given.values() if isinstance(given, Mapping) else ()
        of_criteria = isinstance(given, (Weights, str)) or any(not isinstance(v, Real) for v in inside)
        if of_criteria or (isinstance(given, Mapping) and set(given) & set(criteria)):
            raise type(error)(
                "weights are those of the experts, and these are of criteria.",
                hint='those of criteria go by criteria_weights=..., one vector for all or {"Ida": vector, ...}.',
            ) from None
        raise
