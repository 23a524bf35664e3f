"""Writes outcomes to files."""

from __future__ import annotations

from pathlib import Path

from ..core.outcome import Outcome
from ..errors import PluginError, ReadError

__all__ = ["write"]


def write(value: Outcome, path: str | Path) -> None:
    """Write an outcome to a file, so that it can be read again with nothing lost.

    Parameters
    ----------
    value : Outcome
        Read again by `read_outcome`.
    path : str or Path
        Ends in ``.json``. A file that stands there is replaced.

    Raises
    ------
    ReadError
        If the ending is another, or the file cannot be written.
    """
    place = Path(path)
    if not isinstance(value, Outcome):
        raise PluginError(f"a {type(value).__name__} cannot be written to a file.", hint="write an outcome, such as mo.wsm(problem).")
    if place.suffix.lower() != ".json":
        raise ReadError(f"outcomes are written as .json, not {place.suffix or 'nothing'}.")
    from .document import outcome_to_json

    text = outcome_to_json(value)
    try:
        place.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ReadError(f"{path} cannot be written: {error.strerror}.") from None
