"""A decision problem: the matrix, the weights, what blanks mean, and what was published about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..errors import DomainError, ShapeError
from .arguments import told
from .blanks import Blanks, BlanksLike
from .display import shown
from .foreign import foreign
from .frozen import Frozen, FrozenMap, Labelled
from .labelling import by_label
from .matrix import DecisionMatrix
from .outcome import Outcome
from .ranking import Ranking
from .table import SHOWN, Shown, Table, shortened
from .weights import Weights

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Places(Labelled):
    """Ranks that were published, 1 for the best; those who tie share the better one."""


def _published(given: Any, names: tuple[str, ...]) -> Labelled:
    if isinstance(given, Outcome):
        raise DomainError(
            f"what was published is to be scores, and this is an outcome of {given.method}.",
            hint="take its scores: published=outcome.scores.",
        )
    kind = Places if isinstance(given, (Ranking, Places)) else Labelled
    figures = given.ranks("min") if isinstance(given, Ranking) else given
    return kind(by_label(figures, names, "rank" if kind is Places else "score", "alternative", partial=kind is Labelled), names)


def _check_reading(given: Any) -> None:
    from .reading import Reading  # which a problem from memory has none of

    if not isinstance(given, Reading):
        raise DomainError(f"Problem: reading={shown(given)} must be a Reading.")


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Problem(Frozen, Shown):
    """Everything that a method needs, in one value.

    Parameters
    ----------
    matrix : DecisionMatrix, or what one is made of
        Such as a dataframe or rows of cells.
    weights : Weights, or what they are made of, optional
        What has names (a mapping, a Series, a dataframe) finds its criteria by name, a list goes by position. A
        weighting, or its name, such as ``"entropy"``, weighs the criteria of the matrix.
    blanks : Blanks, str or number, default refuse
    published : scores by alternative, or Ranking, optional
        The score that was published for every alternative, by name where it has names; NaN, or left out, where it is not
        known. Where ranks were published, ``mo.Ranking(names, ranks)``.
    published_by : str, optional
        Name of the method that the published scores claim to come from.
    params : mapping of method name to mapping of parameters, optional
        What a method needs to know about this problem beyond matrix and weights (thresholds, judgements). The
        entry ``weights`` replaces the problem's weights for that method.
    name, title : str
    provenance : mapping of str to str
        Where the data come from.
    reading : Reading, optional
        What was read as what, where the problem comes from a file.

    Examples
    --------
    >>> matrix = DecisionMatrix([[7, 300], [9, 400]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> Problem(matrix, {"price": 1, "quality": 3}, published={"Bee": 8, "Ant": 6}).weights
    Weights({'quality': 3, 'price': 1}, source='given')
    """

    matrix: DecisionMatrix
    weights: Weights | None
    blanks: Blanks
    published: Labelled | None
    published_by: str | None
    params: Mapping[str, Mapping[str, Any]]
    name: str
    title: str
    provenance: Mapping[str, str]
    reading: Reading | None

    @told
    def __init__(
        self,
        matrix: Any,
        weights: Any = None,
        blanks: BlanksLike = None,
        published: Any = None,
        published_by: str | None = None,
        params: Mapping[str, Mapping[str, Any]] | None = None,
        name: str = "",
        title: str = "",
        provenance: Mapping[str, str] | None = None,
        reading: Reading | None = None,
    ) -> None:
        if reading is not None:
            _check_reading(reading)
        body = matrix if isinstance(matrix, DecisionMatrix) else DecisionMatrix(matrix)
        policy = Blanks.of(blanks)
        if weights is None and (other := foreign(matrix)) is not None:
            weights = Weights(other.weights, source=other.source)
        scores = None if published is None else _published(published, body.names)
        set_ = object.__setattr__
        set_(self, "matrix", body)
        set_(self, "weights", None if weights is None else Weights.of(weights, body, policy, params))
        set_(self, "blanks", policy)
        set_(self, "published", scores)
        set_(self, "published_by", published_by)
        set_(self, "params", FrozenMap({k: FrozenMap(v) for k, v in (params or {}).items()}))
        set_(self, "name", str(name or ""))
        set_(self, "title", str(title or ""))
        set_(self, "provenance", FrozenMap(provenance))
        set_(self, "reading", reading)

    @classmethod
    def of(cls, given: Any, weights: Any = None, blanks: BlanksLike = None) -> Problem:
        """Return a problem as it is, or make one of a matrix; weights and a policy for blanks that are given replace its own.

        Examples
        --------
        >>> Problem.of([[1, 2], [3, 4]], [2, 1]).matrix
        DecisionMatrix(2 alternatives x 2 criteria)
        """
        if not isinstance(given, Problem):
            return cls(given, weights, blanks)
        found = given if blanks is None else replace(given, blanks=Blanks.of(blanks))
        return found if weights is None else replace(found, weights=Weights.of(weights, found.matrix, found.blanks, found.params))

    @property
    def rank_form(self) -> str:
        """How ties are counted in what was published: ``"competition"``, ``"dense"`` or ``"average"`` ranks; "" for scores."""
        if isinstance(self.published, Places):
            return "competition"
        told = "" if self.reading is None or self.reading.published is None else self.reading.published[1]
        return told[len("ranks (") : -1] if self.published is not None and told.startswith("ranks (") else ""

    @property
    def table(self) -> Table:
        """The matrix, a row of weights where there are any, and what was published."""
        if self.matrix.values.ndim != 2:
            raise ShapeError("a batch of matrices is no single table.", hint="take one matrix of the batch first.")
        return self._table(len(self.matrix))

    def _table(self, most: int) -> Table:
        body = self.matrix._table(most)
        told = None if self.published is None else dict(self.published.items())
        rows = [row if told is None else (*row, told.get(row[0])) for row in body.rows]
        if self.weights is not None and self.weights.values.ndim == 1:
            weights = self.weights.aligned(self.matrix.criterion_names).tolist()
            rows.insert(0, ("(weight)", *weights, *(() if told is None else (None,))))
        return Table((*body.columns, *(() if told is None else ("published",))), tuple(rows), self.title or self.name)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What blanks mean, where there are any, and what is taken for granted."""
        blank = int(self.matrix.blank.sum())
        said = (f"{blank} cell{'s are' if blank > 1 else ' is'} blank ({self.blanks}).",) if blank else ()
        return (*said, *self.matrix.remarks)

    def _brief(self) -> Table | None:
        return shortened(self._table(SHOWN), len(self.matrix)) if self.matrix.values.ndim == 2 else None

    def __repr__(self) -> str:
        weights = "no weights" if self.weights is None else f"weights {self.weights.source}"
        return f"Problem({self.name!r}, {self.matrix!r}, {weights}, {self.blanks})"
