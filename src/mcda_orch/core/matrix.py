"""The decision matrix: alternatives in rows, criteria in columns, blanks kept as blanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import LabelError, ShapeError, did_you_mean
from .arguments import told
from .cells import as_array
from .costs import expects_less, remark
from .criteria import Alternative, Criterion
from .display import shown
from .foreign import foreign
from .frames import opened, to_native
from .frozen import Asked, Frozen, frozen, still, unique_names
from .labels import label as name_of
from .labels import labels_of
from .table import SHOWN, Shown, Table, shortened
from .tabular import Layout, criterion, directed, laid_out, named, names_alone, states, tabular
from .values import check_cells, numbers

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["DecisionMatrix"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class DecisionMatrix(Asked, Frozen, Shown):
    """Values of alternatives on criteria.

    Parameters
    ----------
    values : array_like, shape (..., n, m), or any table with labels
        scikit-criteria's ``DecisionMatrix`` keeps its names and objectives, and a `Problem` of it its weights too.
        A blank cell is NaN, None or masked. Leading axes hold whole matrices (samples, scenarios). A dataframe, a mapping of
        names to columns and a list of rows that name their cells keep their labels; see :meth:`from_frame` for which
        column names the alternatives.
    alternatives : sequence of str or Alternative, length n, optional
        Names of the rows; ``A1, A2, ...`` unless given. Where the table has names of its own, those rows in this order.
    criteria : sequence of str, tuple or Criterion, length m, optional
        Columns; text is read by :meth:`Criterion.parse`, so is ``("price", "min")``; ``C1, C2, ...`` unless given. Of a table
        with labels, those columns in this order. Text cells of a criterion whose scale has levels are levels.
    directions : sequence, text or mapping, optional
        Which way each criterion is better: ``["max", "min"]``, ``[1, -1]``, ``"+,-"``; of a mapping or a Series by name, and
        criteria that it leaves out keep their own.

    Raises
    ------
    ShapeError
        If the table is empty or the names do not fit it.
    LabelError
        If a name is empty, repeated or unknown, or a direction contradicts the head of its column.
    DomainError
        If a cell is no number and no level, infinite, or outside the scale declared for its criterion.

    Examples
    --------
    >>> DecisionMatrix([[7, 300], [9, None]], ["Ant", "Bee"], ["quality", "price:min [EUR]"])
    DecisionMatrix(2 alternatives x 2 criteria, 1 blank)
    >>> DecisionMatrix({"tool": ["Ant", "Bee"], "price": [300, 250]}, directions={"price": "min"}).criteria
    (Criterion('price', min, Ratio),)
    """

    values: npt.NDArray[np.float64]
    names: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    frame: str | None
    _alternatives: tuple[Alternative, ...] | None
    _assumed: tuple[str, ...]

    @told
    def __init__(
        self,
        values: Any,
        alternatives: Iterable[str | Alternative] | None = None,
        criteria: Iterable[str | tuple[str, ...] | Criterion] | None = None,
        directions: Any = None,
    ) -> None:
        frame = None
        alternatives, criteria = names_alone(alternatives, "alternatives"), names_alone(criteria, "criteria")
        if (other := foreign(values)) is not None:
            values = DecisionMatrix(other.values, other.alternatives, other.criteria)
        if isinstance(values, DecisionMatrix):
            heads = values.criteria if criteria is None else labels_of(criteria)
            values = values.select(None if alternatives is None else [name_of(a) for a in alternatives], [criterion(c).name for c in heads])
            frame = values.frame
            given = [c if isinstance(c, Criterion) else own for c, own in zip(heads, values.criteria, strict=True)]
            named_anew = criteria is not None  # a criterion that is given as a value says its direction
            silent = [
                False if c.name in values._assumed and not (named_anew and isinstance(h, Criterion)) else None
                for c, h in zip(given, heads, strict=True)
            ]
            found = Layout(values.names, values._alternatives, given, silent, values.values)
        elif (table := tabular(values)) is not None:
            found, frame = laid_out(table, criteria=criteria, alternatives=alternatives), table.kind
        else:
            found = _in_order(as_array(values), alternatives, criteria)
        self._read(found, directions, frame)

    def _read(self, found: Layout, directions: Any, frame: str | None) -> None:
        """Check a table that is laid out, and take its values."""
        columns, silent = directed(found.criteria, directions, found.stated)
        if not found.names or not columns:
            raise _empty((len(found.names), len(columns)))
        names = unique_names(found.names, "alternative")
        unique_names([c.name for c in columns], "criterion")
        array = numbers(found.columns, names, columns)
        check_cells(array, names, columns)
        rows = None if found.alternatives is None else tuple(found.alternatives)
        self._set(array, names, rows, tuple(columns), frame, _taken_for_gains(columns, silent, array))

    def _set(
        self,
        values: npt.NDArray[Any],
        names: tuple[str, ...],
        alternatives: tuple[Alternative, ...] | None,
        criteria: tuple[Criterion, ...],
        frame: str | None,
        assumed: tuple[str, ...] = (),
    ) -> None:
        object.__setattr__(self, "values", still(values))
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "_alternatives", alternatives)
        object.__setattr__(self, "criteria", criteria)
        object.__setattr__(self, "frame", frame)
        object.__setattr__(self, "_assumed", assumed)

    @classmethod
    @told
    def from_frame(
        cls,
        frame: Any,
        *,
        label: str | None = None,
        notes: Sequence[str] = (),
        criteria: Iterable[str | tuple[str, ...] | Criterion] | None = None,
        directions: Any = None,
    ) -> DecisionMatrix:
        """Read any dataframe that narwhals knows (pandas, Polars, PyArrow, ...).

        Parameters
        ----------
        frame : dataframe
        label : str, optional
            Column with the names of the alternatives. Unless given: the index of a pandas frame that has
            one of its own, else the first column when it holds text, else ``A1, A2, ...``.
        notes : sequence of str
            Columns of text that travel with the alternatives.
        criteria : sequence of str or Criterion, optional
            The columns that are criteria; all that are left, unless given.
        directions : optional
            As for the matrix itself.

        Raises
        ------
        LabelError
            If a column is asked for that is not there, or there twice.
        DomainError
            If a criterion holds text that is no declared level; the message names all such criteria.
        """
        table = opened(frame)
        matrix = object.__new__(cls)
        matrix._read(laid_out(table, name=label, notes=notes, criteria=criteria), directions, table.kind)
        return matrix

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the values, (..., n, m)."""
        return self.values.shape

    @property
    def answers(self) -> dict[Any, Any]:
        """What it was asked before, with the answers; they begin anew where its cells or criteria are others."""
        kept = getattr(self, "_answers", None)
        if kept is None or kept[0] is not self.values or kept[1] is not self.criteria:
            kept = (self.values, self.criteria, {})
            object.__setattr__(self, "_answers", kept)
        found: dict[Any, Any] = kept[2]
        return found

    @property
    def senses(self) -> npt.NDArray[np.float64]:
        """+1 for a criterion of which more is better, -1 for the others, shape (m,)."""
        known = self.answers
        if "senses" not in known:
            known["senses"] = still(np.array([c.sign for c in self.criteria]))
        return known["senses"]  # type: ignore[no-any-return]  # answers are of many kinds

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Which cells are blank, shape (..., n, m)."""
        return np.isnan(self.values)

    @property
    def complete(self) -> bool:
        """Whether no cell is blank."""
        known = self.answers
        if "complete" not in known:
            known["complete"] = not self.blank.any()
        return known["complete"]  # type: ignore[no-any-return]  # as for the senses

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The alternatives; where they have no notes, they are made when they are asked for, since a table may have many."""
        found = self._alternatives
        if found is None:
            found = tuple(map(Alternative, self.names))
            object.__setattr__(self, "_alternatives", found)
        return found

    @property
    def criterion_names(self) -> tuple[str, ...]:
        """Names of the criteria."""
        known = self.answers
        if "criterion_names" not in known:
            known["criterion_names"] = tuple([c.name for c in self.criteria])
        return known["criterion_names"]  # type: ignore[no-any-return]  # as for the senses

    def bounds(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return declared low and high bounds, each of shape (m,), NaN where none is declared."""
        known = self.answers
        if "bounds" not in known:
            low = np.array([np.nan if c.scale.low is None else c.scale.low for c in self.criteria])
            high = np.array([np.nan if c.scale.high is None else c.scale.high for c in self.criteria])
            known["bounds"] = still(low), still(high)
        return known["bounds"]  # type: ignore[no-any-return]  # as for the senses

    def with_values(self, values: Any) -> DecisionMatrix:
        """Return a matrix with the same labels and other values, shape (..., n, m); a table with labels is matched by them."""
        table = tabular(values)
        if table is not None:
            found = laid_out(table, criteria=self.criteria, alternatives=self.names)
            array = numbers(found.columns, self.names, self.criteria)
        else:
            cells = as_array(values)
            if cells.shape[-2:] != self.shape[-2:]:
                raise ShapeError(f"values of shape {cells.shape} do not fit {self.shape[-2]} alternatives x {self.shape[-1]} criteria.")
            array = numbers(cells, self.names, self.criteria)
        check_cells(array, self.names, self.criteria)
        return self._like(array)

    def scaled(self, values: npt.NDArray[Any]) -> DecisionMatrix:
        """Return a matrix with the same names and scaled values, shape (..., n, m), of which more is better on every criterion."""
        return self._like(values, tuple(Criterion(name) for name in self.criterion_names))

    @told
    def select(self, alternatives: Sequence[str] | None = None, criteria: Sequence[str] | None = None) -> DecisionMatrix:
        """Return the part with these alternatives and criteria, in the order given."""
        rows = _positions(alternatives, self.names, "alternative")
        columns = _positions(criteria, self.criterion_names, "criterion")
        if not rows or not columns:
            raise ShapeError("the selection is empty.", hint="keep at least one alternative and one criterion.")
        values = self.values[..., rows, :][..., columns]
        return self._like(values, tuple(self.criteria[j] for j in columns), rows)

    def _like(
        self, values: npt.NDArray[Any], columns: tuple[Criterion, ...] | None = None, rows: Sequence[int] | None = None
    ) -> DecisionMatrix:
        """Return a matrix of other values, with these criteria and the rows at these positions; all unless given."""
        names, alternatives = self.names, self._alternatives
        if rows is not None:
            names = tuple([names[i] for i in rows])
            alternatives = None if alternatives is None else tuple([alternatives[i] for i in rows])
        part = object.__new__(type(self))
        criteria = self.criteria if columns is None else columns
        assumed = tuple([c.name for c in criteria if c.name in self._assumed])
        part._set(frozen(values), names, alternatives, criteria, self.frame, assumed)
        return part

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is taken for granted: more is better for a price of which nothing says that less is."""
        return (remark(list(self._assumed)),) if self._assumed else ()

    @property
    def table(self) -> Table:
        """Alternatives and their cells; costs are marked in the headings, as :meth:`Criterion.parse` reads them."""
        if self.values.ndim != 2:
            raise ShapeError("a batch of matrices is no single table.", hint="take one matrix of the batch first.")
        return self._table(len(self))

    def _table(self, most: int) -> Table:
        rows = zip(self.names[:most], self.values[:most].tolist(), strict=True)
        shown = tuple((name, *(c.shown(v) for c, v in zip(self.criteria, cells, strict=True))) for name, cells in rows)
        return Table(("alternative", *(c.heading for c in self.criteria)), shown)

    def _brief(self) -> Table | None:
        return shortened(self._table(SHOWN), len(self)) if self.values.ndim == 2 else None

    @told
    def to_frame(self, backend: str | None = None) -> Any:
        """Return a dataframe of the kind that came in: a label column, then one column a criterion."""
        if self.values.ndim != 2:
            raise ShapeError("a batch of matrices is no single table.", hint="take one matrix of the batch first.")
        data: dict[str, Any] = {"alternative": list(self.names)}
        for j, name in enumerate(self.criterion_names):
            data[name] = self.values[:, j]
        return to_native(data, backend or self.frame)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.values, dtype=dtype, copy=copy)

    def __len__(self) -> int:
        return len(self.names)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DecisionMatrix):
            return NotImplemented
        named = self.names == other.names and (self._alternatives is other._alternatives or self.alternatives == other.alternatives)
        return named and self.criteria == other.criteria and np.array_equal(self.values, other.values, equal_nan=True)

    def __hash__(self) -> int:
        return hash((self.names, self.criteria, self.values.tobytes()))

    def __repr__(self) -> str:
        *batch, n, m = self.shape
        blanks = int(self.blank.sum())
        size = f"{n} alternatives x {m} criteria" + (f", batch {tuple(batch)}" if batch else "")
        return f"DecisionMatrix({size}" + (f", {blanks} blank{'s' if blanks > 1 else ''})" if blanks else ")")


def _in_order(array: npt.NDArray[Any], alternatives: Iterable[Any] | None, criteria: Iterable[Any] | None) -> Layout:
    """Return an array without labels as a table, its rows and columns named in their order."""
    if array.ndim == 0:
        raise ShapeError(
            f"{shown(array.item())} is no table.",
            hint="pass rows of cells, one row for each alternative; of a group of experts, group.joint() is one problem, and "
            "group.rank(...) asks each.",
        )
    if array.ndim < 2 or 0 in array.shape:
        raise _empty(array.shape)
    n, m = array.shape[-2:]
    heads = None if criteria is None else labels_of(criteria)
    names, rows = ([f"A{i}" for i in range(1, n + 1)], None) if alternatives is None else named(labels_of(alternatives))
    if (len(names), m if heads is None else len(heads)) != (n, m):
        raise ShapeError(
            f"the matrix is {n} x {m}, but there are {len(names)} alternatives and {m if heads is None else len(heads)} criteria.",
            hint="alternatives are rows, criteria are columns.",
        )
    if heads is None:
        return Layout(names, rows, [Criterion(f"C{j}") for j in range(1, m + 1)], [False] * m, array)
    return Layout(names, rows, [criterion(h) for h in heads], [states(h) for h in heads], array)


def _taken_for_gains(criteria: Sequence[Criterion], silent: Sequence[bool], values: npt.NDArray[Any]) -> tuple[str, ...]:
    """Return criteria of which nothing says the direction, and a reader expects less to be better; with cells below 0 they are scores."""
    return tuple(
        [
            c.name
            for j, c in enumerate(criteria)
            if silent[j] and not c.scale.levels and expects_less(c.name, c.unit) and not (values[..., j] < 0).any()
        ]
    )


def _empty(shape: tuple[int, ...]) -> ShapeError:
    return ShapeError(
        f"a decision matrix needs at least one alternative and one criterion; this has shape {shape}.",
        hint="pass rows of cells, one row for each alternative.",
    )


def _positions(names: Sequence[str] | None, known: tuple[str, ...], what: str) -> list[int]:
    if names is None:
        return list(range(len(known)))
    of = frozenset(known)
    for name in names:
        if name not in of:
            raise LabelError(f"there is no {what} {name!r}.", hint=did_you_mean(name, known))
    at = {name: i for i, name in enumerate(known)}
    return [at[name] for name in unique_names(list(names), what)]
