"""Which column a name means, among many headers."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import LabelError
from .headings import heading

__all__ = ["Called"]


class Called:
    """Headers by what they may be called: the whole of them, the name alone, or name and unit.

    Parameters
    ----------
    headers : sequence of str

    Examples
    --------
    >>> called = Called(["Weight (kg) (40%)", "price"])
    >>> called.at("Weight"), called.at("Weight (kg)"), called.at("Weight (g)"), called.at("price")
    ([0], [0], [], [1])
    """

    __slots__ = ("_headers", "_parts", "_whole")

    def __init__(self, headers: Sequence[str]) -> None:
        self._headers = headers
        self._whole = {header: at for at, header in reversed(list(enumerate(headers)))}
        self._parts: dict[str | tuple[str, str], list[int]] | None = None

    def whole(self, name: str) -> int | None:
        """Return the position of the header that is this name, the first of several."""
        return self._whole.get(name)

    def at(self, name: str) -> list[int]:
        """Return the positions that a name may mean; the whole header is meant before a part of another."""
        if name in self._whole:
            return [self._whole[name]]
        if self._parts is None:  # taking headers apart is slow, so it is done once
            self._parts = _parted(self._headers)
        if name in self._parts:
            return self._parts[name]
        try:
            said = heading(name)
        except LabelError:
            return []
        return self._parts.get((said.name, said.unit), []) if said.unit else []


def _parted(headers: Sequence[str]) -> dict[str | tuple[str, str], list[int]]:
    """Return positions by the name of a header, and by its name and unit."""
    found: dict[str | tuple[str, str], list[int]] = {}
    for at, header in enumerate(headers):
        try:
            parts = heading(header)
        except LabelError:
            continue  # it goes by the whole of it
        found.setdefault(parts.name, []).append(at)
        if parts.unit:
            found.setdefault((parts.name, parts.unit), []).append(at)
    return found
