"""The decision matrix: alternatives in rows, criteria in columns, blanks kept as blanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError, LabelError, ShapeError, did_you_mean
from .criteria import Alternative, Criterion
from .frozen import frozen, unique_names

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["DecisionMatrix"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class DecisionMatrix:
    """Values of alternatives on criteria.

    Parameters
    ----------
    values : array_like, shape (..., n, m), or any dataframe
        A blank cell is NaN or None. Leading axes hold whole matrices (samples, scenarios). A dataframe
        is read by :meth:`from_frame`.
    alternatives : sequence of str or Alternative, length n, optional
        Names of the rows; ``A1, A2, ...`` unless given.
    criteria : sequence of str or Criterion, length m, optional
        Columns; text is read by :meth:`Criterion.parse`; ``C1, C2, ...`` unless given.

    Raises
    ------
    ShapeError
        If the table is empty or the names do not fit it.
    LabelError
        If a name is empty or repeated.
    DomainError
        If a cell is text, infinite, or outside the scale declared for its criterion.

    Examples
    --------
    >>> DecisionMatrix([[7, 300], [9, None]], ["Ant", "Bee"], ["quality", "price:min [EUR]"])
    DecisionMatrix(2 alternatives x 2 criteria, 1 blank)
    """

    values: npt.NDArray[np.float64]
    alternatives: tuple[Alternative, ...]
    criteria: tuple[Criterion, ...]
    frame: str | None

    def __init__(
        self,
        values: Any,
        alternatives: Iterable[str | Alternative] | None = None,
        criteria: Iterable[str | Criterion] | None = None,
    ) -> None:
        frame = None
        if hasattr(values, "columns"):
            read = type(self).from_frame(values)
            given, found = list(criteria or read.criteria), read.criteria
            if [_name(c) for c in given] != [c.name for c in found]:
                raise LabelError(
                    f"the frame has the columns {', '.join(c.name for c in found)}, not {', '.join(map(_name, given))}.",
                    hint="criteria= must name the frame's columns in their order; pick them from the frame first.",
                )
            criteria, values, frame = given, read.values, read.frame
            alternatives = read.alternatives if alternatives is None else alternatives
        rows = None if alternatives is None else [a if isinstance(a, Alternative) else Alternative(a) for a in alternatives]
        columns = None if criteria is None else [c if isinstance(c, Criterion) else Criterion.parse(str(c)) for c in criteria]
        array = _numbers(values, rows, columns)
        n, m = array.shape[-2:]
        rows = rows if rows is not None else [Alternative(f"A{i}") for i in range(1, n + 1)]
        columns = columns if columns is not None else [Criterion(f"C{j}") for j in range(1, m + 1)]
        if (len(rows), len(columns)) != (n, m):
            raise ShapeError(
                f"the matrix is {n} x {m}, but there are {len(rows)} alternatives and {len(columns)} criteria.",
                hint="alternatives are rows, criteria are columns.",
            )
        unique_names([a.name for a in rows], "alternative")
        unique_names([c.name for c in columns], "criterion")
        _check_cells(array, rows, columns)
        self._set(array, tuple(rows), tuple(columns), frame)

    def _set(
        self, values: npt.NDArray[Any], alternatives: tuple[Alternative, ...], criteria: tuple[Criterion, ...], frame: str | None
    ) -> None:
        values.setflags(write=False)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "alternatives", alternatives)
        object.__setattr__(self, "criteria", criteria)
        object.__setattr__(self, "frame", frame)

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        *,
        label: str | None = None,
        notes: Sequence[str] = (),
        criteria: Iterable[str | Criterion] | None = None,
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
        """
        import narwhals.stable.v2 as nw

        table = nw.from_native(frame, eager_only=True)
        names = [str(c) for c in table.columns]
        columns = dict(zip(names, (table[c] for c in table.columns), strict=True))
        for asked in (*([label] if label is not None else []), *notes):
            if asked not in columns:
                raise LabelError(f"the frame has no column {asked!r}.", hint=did_you_mean(asked, names))
        index = nw.maybe_get_index(table)
        if label is None and index is not None and not _counts(index):
            rows = [str(i) for i in index]
        else:
            if label is None and names and columns[names[0]].dtype in (nw.String, nw.Object, nw.Categorical, nw.Enum):
                label = names[0]
            rows = [f"A{i}" for i in range(1, len(table) + 1)] if label is None else [_text(v) for v in columns[label].to_list()]
        if criteria is None:
            heads = [n for n in names if n != label and n not in notes]
            chosen = [Criterion.parse(n) for n in heads]
        else:
            chosen = [c if isinstance(c, Criterion) else Criterion.parse(str(c)) for c in criteria]
            parsed = {Criterion.parse(n).name: n for n in names}
            heads = [c.name if c.name in columns else parsed.get(c.name, c.name) for c in chosen]
        for head in heads:
            if head not in columns:
                raise LabelError(f"the frame has no column {head!r}.", hint=did_you_mean(head, names))
        remarks = {n: [_text(v) for v in columns[n].to_list()] for n in notes}
        alternatives = [Alternative(r, {n: remarks[n][i] for n in notes}) for i, r in enumerate(rows)]
        cells = [columns[head].to_list() for head in heads]
        matrix = cls([list(row) for row in zip(*cells, strict=True)] if rows else [], alternatives, chosen)
        object.__setattr__(matrix, "frame", str(table.implementation))
        return matrix

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the values, (..., n, m)."""
        return self.values.shape

    @property
    def senses(self) -> npt.NDArray[np.float64]:
        """+1 for a criterion of which more is better, -1 for the others, shape (m,)."""
        return np.array([c.sign for c in self.criteria])

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Which cells are blank, shape (..., n, m)."""
        return np.isnan(self.values)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return tuple(a.name for a in self.alternatives)

    @property
    def criterion_names(self) -> tuple[str, ...]:
        """Names of the criteria."""
        return tuple(c.name for c in self.criteria)

    def bounds(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return declared low and high bounds, each of shape (m,), NaN where none is declared."""
        low = np.array([np.nan if c.scale.low is None else c.scale.low for c in self.criteria])
        high = np.array([np.nan if c.scale.high is None else c.scale.high for c in self.criteria])
        return low, high

    def with_values(self, values: npt.NDArray[Any]) -> DecisionMatrix:
        """Return a matrix with the same labels and other values, shape (..., n, m)."""
        array = np.array(values, dtype=np.float64)
        if array.shape[-2:] != self.shape[-2:]:
            raise ShapeError(f"values of shape {array.shape} do not fit {self.shape[-2]} alternatives x {self.shape[-1]} criteria.")
        _check_cells(array, self.alternatives, self.criteria)
        return self._like(array, self.alternatives, self.criteria)

    def select(self, alternatives: Sequence[str] | None = None, criteria: Sequence[str] | None = None) -> DecisionMatrix:
        """Return the part with these alternatives and criteria, in the order given."""
        rows = _positions(alternatives, self.names, "alternative")
        columns = _positions(criteria, self.criterion_names, "criterion")
        if not rows or not columns:
            raise ShapeError("the selection is empty.", hint="keep at least one alternative and one criterion.")
        values = self.values[..., rows, :][..., columns]
        return self._like(values, tuple(self.alternatives[i] for i in rows), tuple(self.criteria[j] for j in columns))

    def _like(self, values: npt.NDArray[Any], rows: tuple[Alternative, ...], columns: tuple[Criterion, ...]) -> DecisionMatrix:
        part = object.__new__(type(self))
        part._set(frozen(values), rows, columns, self.frame)
        return part

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
        return len(self.alternatives)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DecisionMatrix):
            return NotImplemented
        return (self.alternatives, self.criteria) == (other.alternatives, other.criteria) and np.array_equal(
            self.values, other.values, equal_nan=True
        )

    def __hash__(self) -> int:
        return hash((self.names, self.criteria, self.values.tobytes()))

    def __repr__(self) -> str:
        *batch, n, m = self.shape
        blanks = int(self.blank.sum())
        size = f"{n} alternatives x {m} criteria" + (f", batch {tuple(batch)}" if batch else "")
        return f"DecisionMatrix({size}" + (f", {blanks} blank{'s' if blanks > 1 else ''})" if blanks else ")")


def to_native(data: dict[str, Any], backend: str | None) -> Any:
    """Build a dataframe of kind `backend`, or of the first kind that is installed."""
    import narwhals.stable.v2 as nw

    for kind in [backend] if backend else ["pandas", "polars", "pyarrow"]:
        try:
            return nw.from_dict(data, backend=kind).to_native()  # type: ignore[arg-type]  # any name that narwhals knows
        except ModuleNotFoundError:
            continue
    raise LabelError(f"the dataframe library {backend or 'pandas'} is not installed.", hint="install pandas, polars or pyarrow.")


def _name(item: str | Criterion) -> str:
    return item.name if isinstance(item, Criterion) else Criterion.parse(str(item)).name


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _counts(index: Any) -> bool:
    """Tell whether a pandas index only counts the rows."""
    return type(index).__name__ == "RangeIndex"


def _positions(names: Sequence[str] | None, known: tuple[str, ...], what: str) -> list[int]:
    if names is None:
        return list(range(len(known)))
    for name in names:
        if name not in known:
            raise LabelError(f"there is no {what} {name!r}.", hint=did_you_mean(name, known))
    return [known.index(name) for name in unique_names(list(names), what)]


def _numbers(values: Any, rows: Sequence[Alternative] | None, columns: Sequence[Criterion] | None) -> npt.NDArray[np.float64]:
    """Turn cells into floats, blanks into NaN; refuse text by name."""
    if isinstance(values, np.ma.MaskedArray):
        values = np.where(np.ma.getmaskarray(values), np.nan, np.asarray(values.data, dtype=np.float64))
    try:
        array = np.asarray(values)
    except ValueError:
        raise ShapeError("the rows of the matrix differ in length.", hint="write None for a blank cell.") from None
    if array.dtype.kind in "US":
        array = np.asarray(values, dtype=object)  # as text, numbers beside a text cell would no longer be numbers
    if array.dtype.kind == "O" and array.ndim >= 2:
        for place in np.ndindex(array.shape):
            cell = array[place]
            if cell is not None and not _is_number(cell):
                row = rows[place[-2]].name if rows and place[-2] < len(rows) else f"A{place[-2] + 1}"
                column = columns[place[-1]].name if columns and place[-1] < len(columns) else f"C{place[-1] + 1}"
                raise DomainError(
                    f"{column!r} of {row!r} is {str(cell)!r}, which is no number.",
                    hint="declare levels, Ordinal({'poor': 0, 'good': 1}), and code the cell; or make the column a note.",
                )
        array = np.array([np.nan if c is None or _is_missing(c) else float(c) for c in array.ravel().tolist()], dtype=np.float64).reshape(
            array.shape
        )
    if array.ndim < 2 or array.shape[-1] == 0 or array.shape[-2] == 0:
        raise ShapeError(
            f"a decision matrix needs at least one alternative and one criterion; this has shape {array.shape}.",
            hint="pass rows of cells, one row for each alternative.",
        )
    if array.dtype.kind not in "fiub":
        raise DomainError(f"a decision matrix holds real numbers, not {array.dtype}.")
    return np.array(array, dtype=np.float64)


def _is_missing(cell: Any) -> bool:
    return type(cell).__name__ in {"NAType", "NaTType"}


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (bool, int, float, np.number, np.bool_)) or _is_missing(cell) or type(cell).__name__ in {"Decimal", "Fraction"}


def _check_cells(array: npt.NDArray[np.float64], rows: Sequence[Alternative], columns: Sequence[Criterion]) -> None:
    """Refuse infinite cells, and cells outside the scale of their criterion."""
    huge = np.abs(array) > 1e300
    if huge.any():
        *_, i, j = np.argwhere(huge)[0]
        raise DomainError(
            f"{columns[j].name!r} of {rows[i].name!r} is {array[huge].flat[0]:g}.",
            hint="cells must be finite, at most 1e300 in size; write None (NaN) for a blank cell.",
        )
    for j, criterion in enumerate(columns):
        scale, cells = criterion.scale, array[..., j]
        outside = np.zeros(cells.shape, dtype=bool)
        if scale.levels:
            outside |= ~np.isin(cells, np.array(tuple(scale.levels), dtype=np.float64))
        if scale.low is not None:
            outside |= cells < scale.low
        if scale.high is not None:
            outside |= cells > scale.high
        outside &= ~np.isnan(cells)
        if outside.any():
            i = int(np.argwhere(outside)[0][-1])
            value = float(cells[outside].flat[0])
            raise DomainError(
                f"{criterion.name!r} of {rows[i].name!r} is {value:g}, which {scale.refuses(value)}.",
                hint="correct the cell, or the scale of the criterion.",
            )
