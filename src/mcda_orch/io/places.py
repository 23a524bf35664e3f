"""Names of files: what no system can open is refused by name, before anything looks for it."""

from __future__ import annotations

import os
from errno import ENOENT, ENOTDIR
from pathlib import Path

from ..core.display import shown
from ..errors import ReadError

__all__ = ["place_of"]


def place_of(given: str | os.PathLike[str]) -> Path:
    """Return the place that a name means, whether or not there is a file.

    Raises
    ------
    ReadError
        If the name holds a character that no name can, is too long, or leads in a circle or where one may not look.

    Examples
    --------
    >>> place_of("tools.csv").name
    'tools.csv'
    """
    if not str(given):
        raise ReadError("an empty text names no file.", hint='write mo.read("file.csv").')
    try:
        os.stat(given)
    except ValueError:
        raise ReadError(f"{shown(str(given))} holds a character that no name of a file can.") from None
    except OSError as error:
        if error.errno not in (ENOENT, ENOTDIR):
            raise ReadError(f"{shown(str(given))} cannot be opened: {error.strerror}.") from None
    return Path(given)
