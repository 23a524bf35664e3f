"""A hierarchy of criteria, judged pair by pair at every node: the analytic hierarchy process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from ..core.arguments import told
from ..core.frozen import FrozenMap, Labelled, unique_names
from ..core.matrix import DecisionMatrix
from ..core.ranking import Ranking
from ..core.table import Shown, Table
from ..core.weights import Weights
from ..errors import DomainError, LabelError, MissingError, ShapeError, did_you_mean
from ..plugin.plugin import Pairwise
from .eigenvector import eigenvector
from .judgements import Consistency, Judgements, RandomIndex

__all__ = ["Hierarchy", "hierarchy_from"]

_HOW = 'write items = ["a", "b", "c"] and triangle = [3, 5, 2].'


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy(Shown):
    """A goal, what it is divided into, and judgements at every division.

    Parameters
    ----------
    goal : str
    judgements : Judgements, or a table with names that one is made of
        How the parts of the goal compare.
    parts : mapping of str to Hierarchy, optional
        Those items of the judgements that are divided further; the others are leaves, the criteria. A part goes by
        the name of its item.
    alternatives : mapping of str to Judgements or tables, optional
        Relative measurement: the alternatives compared under each leaf. Those that parts bring along are taken over.
    ratings : Judgements or table, or mapping of str to such, optional
        Ratings mode: the levels of a scale compared once, for all leaves or for each. The names of the items are
        the levels. They are stated at the top of the hierarchy.

    Raises
    ------
    LabelError
        If a part, a leaf or a set of alternatives has a name that is unknown or stands for two things.

    Examples
    --------
    >>> cost = Hierarchy("cost", Judgements(["price", "fuel"], [3]))
    >>> car = Hierarchy("car", Judgements(["cost", "safety"], [1]), {"cost": cost})
    >>> car.weights()
    Weights({'price': 0.375, 'fuel': 0.125, 'safety': 0.5}, source='AHP')
    """

    goal: str
    judgements: Judgements
    parts: Mapping[str, Hierarchy] = field(default_factory=FrozenMap)
    alternatives: Mapping[str, Judgements] = field(default_factory=FrozenMap)
    ratings: Judgements | Mapping[str, Judgements] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.goal, str):
            raise LabelError(
                "a hierarchy begins with the name of its goal.",
                hint='write mo.Hierarchy("goal", judgements, alternatives={criterion: judgements}).',
            )
        object.__setattr__(self, "judgements", _judgements(self.judgements))
        for what in ("parts", "alternatives"):
            if not isinstance(getattr(self, what), Mapping):
                raise LabelError(f"the {what} of {self.goal!r} go by name.", hint=f"write {what}={{name: ...}}.")
        for name, part in self.parts.items():
            if not isinstance(part, Hierarchy):
                raise LabelError(
                    f"the part {name!r} of {self.goal!r} is no hierarchy.",
                    hint=f"write mo.Hierarchy({name!r}, judgements) for it; judgements of alternatives are alternatives={{criterion: judgements}}.",
                )
        ratings = self.ratings
        if isinstance(ratings, Mapping):
            ratings = FrozenMap({name: _judgements(given) for name, given in ratings.items()})
        object.__setattr__(
            self, "ratings", None if ratings is None else ratings if isinstance(ratings, FrozenMap) else _judgements(ratings)
        )
        object.__setattr__(self, "alternatives", {name: _judgements(given) for name, given in self.alternatives.items()})
        for name in self.parts:
            if name not in self.judgements.items:
                raise LabelError(f"{name!r} is divided, but is no part of {self.goal!r}.", hint=did_you_mean(name, self.judgements.items))
        object.__setattr__(self, "parts", FrozenMap(self.parts))
        brought = {leaf: judged for part in self.parts.values() for leaf, judged in part.alternatives.items()}
        object.__setattr__(self, "alternatives", FrozenMap({**brought, **self.alternatives}))
        leaves = self.leaves
        if len(set(leaves)) < len(leaves):
            raise LabelError(f"the criteria below {self.goal!r} are not all different: {', '.join(leaves)}.")
        for name, part in self.parts.items():
            if part.ratings is not None:
                raise LabelError(f"levels are compared under {name!r}.", hint=f"state them at the top, for {self.goal!r}.")
        judged = [*self.alternatives, *(self.ratings if isinstance(self.ratings, Mapping) else ())]
        for name in judged:
            if name not in leaves:
                raise LabelError(f"{name!r} is judged, but is no criterion of {self.goal!r}.", hint=did_you_mean(name, leaves))
        unique_names([name for name, _ in self._judged()], "node")

    @property
    def leaves(self) -> tuple[str, ...]:
        """The criteria: what is not divided further."""
        found: list[str] = []
        for item in self.judgements.items:
            found += self.parts[item].leaves if item in self.parts else (item,)
        return tuple(found)

    @told
    def weights(self, priority: Pairwise[...] | str = eigenvector) -> Weights:
        """Return the global priorities of the criteria: the products of the local ones along the way."""
        return Weights({name: share for name, _, share, leaf, _ in self._walk(priority, 1.0) if leaf}, source="AHP")

    @told
    def consistency(self, priority: Pairwise[...] | str = eigenvector, table: RandomIndex = "saaty") -> dict[str, Consistency]:
        """Return the consistency of every set of judgements, by the name of its node.

        Alternatives go by the name of their criterion, levels by ``"levels"`` or ``"levels of <criterion>"``.
        """
        return {name: judged.consistency(priority, table) for name, judged in self._judged()}

    @told
    def scores(
        self, synthesis: Literal["distributive", "ideal"] = "distributive", priority: Pairwise[...] | str = eigenvector
    ) -> tuple[Labelled, Ranking]:
        """Return priorities and ranking of alternatives that were compared under every criterion.

        Parameters
        ----------
        synthesis : {"distributive", "ideal"}
            Whether local priorities sum to one (Saaty 1980), or the best alternative under each criterion has
            one (Saaty 1990); global ones sum to one in both modes.
        """
        weights = self.weights(priority)
        missing = [leaf for leaf in self.leaves if leaf not in self.alternatives]
        if missing:
            raise MissingError(
                f"the alternatives are not compared under {', '.join(map(repr, missing))}.",
                hint="pass alternatives={name: Judgements(...)}.",
            )
        names = self.alternatives[self.leaves[0]].items
        columns = []
        for leaf in self.leaves:
            judged = self.alternatives[leaf]
            if set(judged.items) != set(names):
                raise LabelError(f"under {leaf!r} other alternatives are compared than under {self.leaves[0]!r}.")
            local = judged.priorities(priority).aligned(names)
            columns.append(local / local.max() if synthesis == "ideal" else local)
        found = np.stack(columns, axis=-1) @ weights.values
        found = found / found.sum()
        return Labelled(found, names), Ranking.from_scores(found, names)

    def settings(self, matrix: DecisionMatrix, priority: Pairwise[...] | str = eigenvector) -> dict[str, Any]:
        """Return what `ahp` needs to rate a matrix: weights, levels, and the intensity of every level.

        The best level has intensity one. Levels are matched by the text of the matrix's scales.
        """
        ratio = max(found.ratio for found in self.consistency(priority).values())
        weights = Weights(dict(self.weights(priority).items()), source=f"AHP, consistency ratio at most {ratio:.3f}")
        weights.aligned(matrix.criterion_names)
        if self.ratings is None:
            return {"weights": weights}
        levels: tuple[float, ...] = ()
        rows = []
        for criterion in matrix.criteria:
            judged = self.ratings if isinstance(self.ratings, Judgements) else self.ratings.get(criterion.name)
            if judged is None:
                raise MissingError(f"the levels of {criterion.name!r} are not compared.")
            scale = dict(zip(criterion.scale.names, map(float, criterion.scale.levels), strict=True))
            unknown = [item for item in judged.items if item not in scale]
            if unknown or len(scale) != len(judged):
                raise LabelError(
                    f"{criterion.name!r} has the levels {', '.join(scale) or 'none'}, but judged are {', '.join(judged.items)}."
                )
            own = tuple(scale.values())
            if levels and own != levels:
                raise DomainError("criteria with different levels cannot be rated together.", hint="give all criteria the same levels.")
            levels = own
            intensity = judged.priorities(priority).aligned(criterion.scale.names)
            rows.append(intensity / intensity.max())
        return {"weights": weights, "levels": np.array(levels), "intensities": np.stack(rows)}

    @property
    def table(self) -> Table:
        """Every node with its local and global priority, and the consistency ratio of its judgements."""
        consistency = self.consistency()
        rows: list[tuple[Any, ...]] = [(self.goal, None, 1.0, consistency[self.goal].ratio)]
        for name, local, share, leaf, depth in self._walk(eigenvector, 1.0):
            rows.append(("  " * depth + name, local, share, None if leaf else consistency[name].ratio))
        nodes = {name for name, _ in self._nodes(self.goal)}
        rows += [(name, None, None, found.ratio) for name, found in consistency.items() if name not in nodes]
        return Table(("node", "local", "global", "consistency ratio"), tuple(rows))

    def _nodes(self, name: str) -> Iterator[tuple[str, Judgements]]:
        """Yield the name and the judgements of this node and of every division below."""
        yield name, self.judgements
        for item, part in self.parts.items():
            yield from part._nodes(item)

    def _judged(self) -> Iterator[tuple[str, Judgements]]:
        """Yield every set of judgements by its name."""
        yield from self._nodes(self.goal)
        yield from self.alternatives.items()
        if isinstance(self.ratings, Judgements):
            yield "levels", self.ratings
        elif self.ratings is not None:
            yield from ((f"levels of {name}", judged) for name, judged in self.ratings.items())

    def _walk(self, priority: Pairwise[...] | str, share: float, depth: int = 1) -> Iterator[tuple[str, float, float, bool, int]]:
        """Yield name, local and global priority, whether it is a leaf, and depth of everything below."""
        for item, local in self.judgements.priorities(priority).items():
            leaf = item not in self.parts
            yield item, float(local), share * float(local), leaf, depth
            if not leaf:
                yield from self.parts[item]._walk(priority, share * float(local), depth + 1)


def _judgements(given: Any) -> Judgements:
    return given if isinstance(given, Judgements) else Judgements(given)


def hierarchy_from(given: Mapping[str, Any]) -> Hierarchy:
    """Read a hierarchy from a mapping, as a problem file states it.

    Every node has ``items`` and ``triangle`` (the judgements above the diagonal, row by row, ``"?"`` for a blank), an
    optional ``goal``, and optional ``parts``, a table of nodes by the name of the item that they divide. The top
    node may have ``levels``, a node whose items are the levels of the rating scale.
    """
    known = ("goal", "items", "triangle", "parts", "levels")
    for key in _table(given, "judgements"):
        if key not in known:
            raise LabelError(f"{key!r} means nothing among judgements.", hint=did_you_mean(key, known))
    below = _table(given.get("parts", {}), "parts")
    parts = {name: hierarchy_from({"goal": name, **_table(node, name)}) for name, node in below.items()}
    levels = given.get("levels")
    return Hierarchy(str(given.get("goal", "goal")), _node(given), parts, ratings=_node(levels) if levels is not None else None)


def _table(given: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise LabelError(f"{where!r} is {given!r}, not a table of judgements.", hint=_HOW)
    return given


def _node(given: Any) -> Judgements:
    for key in ("items", "triangle"):
        if key not in _table(given, "levels"):
            raise MissingError(f"judgements need {key!r}.", hint=_HOW)
        if not isinstance(given[key], (list, tuple)):
            raise ShapeError(f"{key!r} of judgements is {given[key]!r}, not a list.", hint=_HOW)
    return Judgements([str(i) for i in given["items"]], [None if v == "?" else v for v in given["triangle"]])
