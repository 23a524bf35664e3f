"""An open file as a place that holds a table: standard input, or a text in memory."""

from __future__ import annotations

from typing import Any

from ...errors import ReadError

__all__ = ["Stream"]


class Stream:
    """What an open file holds, read once.

    Parameters
    ----------
    file : file object
        Of bytes or text. Whether it is Markdown or separated values is told by its content.
    """

    name = "input.txt"

    def __init__(self, file: Any) -> None:
        named = getattr(file, "name", None)
        self.source = "standard input" if named in ("<stdin>", 0) else named if isinstance(named, str) else "the open file"
        try:
            found = file.read()
            self._bytes = found.encode() if isinstance(found, str) else bytes(found)
        except OSError as error:
            raise ReadError(f"{self.source} cannot be read: {error.strerror}.") from None
        except UnicodeError as error:
            raise ReadError(f"{self.source} is no text: {error}.", hint="open it in binary mode.") from None

    def is_file(self) -> bool:
        """Return True: there is content."""
        return True

    def read_bytes(self) -> bytes:
        """Return the content."""
        return self._bytes
