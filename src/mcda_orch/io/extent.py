"""Whether a source states the cells of its table: a short text must not ask for more memory than there is."""

from __future__ import annotations

from ..errors import ReadError

__all__ = ["check_extent"]

_FEW, _SHARE = 1_000_000, 9
"""Cells that may be missing in any table, and how many may be for each that is there."""


def check_extent(source: str, stated: int, missing: int, way: str) -> None:
    """Refuse a table of which hardly any cell is there.

    Parameters
    ----------
    source : str
    stated, missing : int
        Cells that stand in the source, and those that its rows and columns would have beside them.
    way : str
        What leads on.

    Examples
    --------
    >>> check_extent("t.csv", 200_000, 9_800_000, "write ',' for each cell that is empty.")
    Traceback (most recent call last):
    mcda_orch.errors.ReadError: t.csv: rows and columns leave room for 10,000,000 cells, and only 200,000 of them are there. Hint: write ',' for each cell that is empty.
    """
    if missing > max(_FEW, _SHARE * stated):
        raise ReadError(
            f"{source}: rows and columns leave room for {stated + missing:,} cells, and only {stated:,} of them are there.", hint=way
        )
