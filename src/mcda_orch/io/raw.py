"""A table of text cells that remembers where each row stood."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.frozen import unique_names
from ..errors import LabelError, ReadError, did_you_mean

__all__ = ["RawTable"]


@dataclass(frozen=True, slots=True)
class RawTable:
    """Text cells under a header.

    Parameters
    ----------
    source : str
        What the file is called in errors.
    header : tuple of str
    rows : tuple of tuple of str
        As many cells as the header has.
    lines : tuple of int
        Line of each row in the file, counted from 1.
    """

    source: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def __post_init__(self) -> None:
        try:
            unique_names(self.header, "column")
        except LabelError as error:
            raise ReadError(f"{self.source}: {error.message}", hint=error.hint) from None
        if not self.rows:
            raise ReadError(f"{self.source}: the table has a header, but no rows.", hint="write one row for each alternative.")

    def column(self, name: str) -> int:
        """Return the position of a column."""
        if name not in self.header:
            raise ReadError(f"{self.source}: there is no column {name!r}.", hint=did_you_mean(name, self.header))
        return self.header.index(name)
