"""Dataframes of any library that narwhals knows: their heads, columns and row names, and how a table goes out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import LabelError, ReadError
from .cells import is_blank

__all__ = ["Frame", "is_frame", "is_library", "opened", "to_native"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A dataframe, column by column.

    Parameters
    ----------
    heads : tuple of str or tuple
        Column names as they stand there; a tuple for a head of several levels.
    columns : tuple of sequence
        Cells as Python values, or as an array where all of them are numbers.
    rows : tuple of str, optional
        Names of the rows, where the frame has an index of its own.
    counted : bool
        Whether the index holds numbers and has no name, as one that counts rows does.
    levels : tuple of tuple
        The categories of a column that declares their order, from the lowest; () for other columns.
    kind : str, optional
        What :func:`to_native` calls the library.
    """

    heads: tuple[str | tuple[str, ...], ...]
    columns: tuple[Any, ...]
    rows: tuple[str, ...] | None
    counted: bool
    levels: tuple[tuple[Any, ...], ...]
    kind: str | None

    def texts(self, column: int) -> bool:
        """Tell whether a column holds text, apart from blanks."""
        known = [cell for cell in self.columns[column] if not is_blank(cell)]
        return bool(known) and all(isinstance(cell, str) for cell in known)


def is_frame(value: Any) -> bool:
    """Tell whether a value is a dataframe."""
    return hasattr(value, "columns") if hasattr(value, "shape") else hasattr(value, "collect_schema")


def opened(frame: Any) -> Frame:
    """Read a dataframe.

    Raises
    ------
    LabelError
        If two columns have one name.
    ReadError
        If narwhals does not know the library, or the frame is not computed yet.
    """
    import narwhals.stable.v2 as nw

    if hasattr(frame, "collect") and not hasattr(frame, "shape"):
        raise ReadError(f"this {type(frame).__name__} is not computed yet.", hint="call its .collect() first.")
    if not is_frame(frame):
        raise ReadError(f"{type(frame).__name__} is no dataframe.", hint="rows of cells and mappings of columns go into mo.DecisionMatrix.")
    heads = [_head(c) for c in getattr(frame, "column_names", frame.columns)]
    texts = [" ".join(h) if isinstance(h, tuple) else h for h in heads]
    for text in texts:
        if texts.count(text) > 1:
            raise LabelError(f"the frame has {texts.count(text)} columns named {text!r}.", hint="rename all but one of them.")
    if hasattr(frame, "set_axis"):  # heads that are no text are taken for positions
        frame = frame.set_axis(texts, axis="columns")
    try:
        table = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        raise ReadError(
            f"this {type(frame).__name__} is no table that can be read: {error}", hint="pass a pandas, polars or pyarrow table."
        ) from None
    series = [table[text] for text in texts]
    index = nw.maybe_get_index(table)
    names = None if index is None or type(index).__name__ == "RangeIndex" else tuple(_row(i) for i in index)
    counted = index is not None and names is not None and index.name is None and getattr(index.dtype, "kind", "O") in "iu"
    levels = tuple(tuple(s.dtype.categories) if isinstance(s.dtype, nw.Enum) else () for s in series)
    return Frame(tuple(heads), tuple(map(_cells, series)), names, counted, levels, str(table.implementation))


def is_library(name: Any) -> bool:
    """Tell whether a name is one that narwhals gives a dataframe library."""
    if type(name) is not str:
        return False
    import narwhals.stable.v2 as nw

    return name in {str(each) for each in nw.Implementation}


def to_native(data: dict[str, Any], backend: str | None) -> Any:
    """Build a dataframe of kind `backend`, or of the first kind that is installed."""
    import narwhals.stable.v2 as nw

    for kind in [backend] if backend else ["pandas", "polars", "pyarrow"]:
        try:
            return nw.from_dict(data, backend=kind).to_native()  # type: ignore[arg-type]  # any name that narwhals knows
        except ModuleNotFoundError:
            continue
    raise LabelError(f"the dataframe library {backend or 'pandas'} is not installed.", hint="install pandas, polars or pyarrow.")


def _cells(series: Any) -> Any:
    plain = series.dtype.is_float() or (series.dtype.is_integer() and not series.is_null().any())
    return series.to_numpy() if plain else series.to_list()


def _head(head: Any) -> str | tuple[str, ...]:
    return tuple(str(part) for part in head if str(part)) if isinstance(head, tuple) else str(head)


def _row(name: Any) -> str:
    if isinstance(name, tuple):
        return " / ".join(map(str, name))
    return "" if name is None or name != name else str(name)
