"""What the user says about a table: columns, directions, levels, words for blanks, marks in numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...core.blanks import Blanks
from ...core.called import Called
from ...core.criteria import Criterion, Direction, Ordinal, Scale
from ...core.headings import way
from ...core.labels import labels_of
from ...errors import LabelError, ReadError, did_you_mean

__all__ = ["Columns", "directions", "levels", "words"]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the user says about a table; what is left None is read off the table.

    Parameters
    ----------
    label : str or False, optional
        Column with the names of the alternatives; False where there is none.
    criteria : sequence of str, tuple or Criterion, optional
    notes : sequence of str, optional
        Columns of text.
    published : str, optional
        Column with published scores or ranks.
    weights : weights, or what they are made of, optional
    blanks : Blanks
    directions : mapping, sequence or str, optional
    layout : str, optional
    levels : mapping, optional
        Numbers for words in the whole table, or the levels of single criteria.
    na : sequence of str
        Words that mean a blank.
    marks : {"auto"}, optional
        Read well-known words, and k, M and B after numbers.
    decimal, thousands : str, optional
    """

    label: str | bool | None = None
    criteria: Sequence[Any] | None = None
    notes: Sequence[str] | None = None
    published: str | None = None
    weights: Any = None
    blanks: Blanks = field(default_factory=Blanks)
    directions: Any = None
    layout: str | None = None
    levels: Mapping[str, Any] | None = None
    na: Sequence[str] = ()
    marks: str | None = None
    decimal: str | None = None
    thousands: str | None = None

    def names(self) -> frozenset[str]:
        """Return everything that is named as a criterion or a result."""
        found = set() if self.published is None else {self.published}
        for given in (self.weights, self.directions):
            if isinstance(given, Mapping):
                found |= {str(name) for name in given}
        found |= {
            c.name if isinstance(c, Criterion) else str(c[0]) if isinstance(c, (tuple, list)) and c else str(c) for c in self.criteria or ()
        }
        if isinstance(self.levels, Mapping):
            found |= {str(name) for name, what in self.levels.items() if isinstance(what, (Mapping, list, tuple))}
        return frozenset(found)


def words(given: Any, what: str) -> list[str]:
    """Return words that may come as one text."""
    said = [given] if isinstance(given, str) else list(given)
    for word in said:
        if not isinstance(word, str):
            raise ReadError(f"{what}= takes texts, not {word!r}.", hint=f"say {what}=['...'].")
    return said


def levels(given: Mapping[str, Any] | None) -> tuple[dict[str, float], dict[str, Scale]]:
    """Part levels into numbers for words of the whole table, and levels of single criteria."""
    if given is None:
        return {}, {}
    table: dict[str, float] = {}
    own: dict[str, Scale] = {}
    for name, what in given.items():
        if isinstance(what, (Mapping, list, tuple)):
            own[str(name)] = Ordinal(what)
        else:
            try:
                table[str(name)] = float(what)
            except (TypeError, ValueError):
                raise ReadError(f"the level {name!r} has {what!r}, which is no number.", hint="say levels={'yes': 1, 'no': 0}.") from None
    return table, own


def directions(given: Any, criteria: Sequence[Criterion], headers: Sequence[str]) -> dict[int, Direction]:
    """Return the directions that the user states, by position of the criterion."""
    if given is None:
        return {}
    if hasattr(given, "to_dict") and not isinstance(given, Mapping):
        given = given.to_dict()
    names = [c.name for c in criteria]
    if isinstance(given, Mapping):
        out: dict[int, Direction] = {}
        of_names, of_headers = Called(names), Called(headers)
        for name, word in given.items():
            whole = of_names.whole(name)
            at = of_headers.at(str(name)) if whole is None else [whole]
            if not at:
                raise LabelError(f"directions= names {name!r}, which is no criterion.", hint=did_you_mean(str(name), names))
            if len(at) > 1 or at[0] in out:
                raise LabelError(
                    f"directions= names {name!r}, which is no one criterion, or one named before.", hint="write whole headers."
                )
            out[at[0]] = Direction.of(word)
        return out
    if isinstance(given, str) and given.strip("+- ") and way(given) is not None:
        return dict.fromkeys(range(len(names)), Direction.of(given))
    words = (
        (re.split(r"\s*[,;]\s*", given.strip()) if re.search("[,;]", given) else list(given) if set(given) <= set("+-") else given.split())
        if isinstance(given, str)
        else labels_of(given)
    )
    if len(words) != len(names):
        count = f"is 1 direction, {words[0]!r}," if len(words) == 1 else f"are {len(words)} directions"
        raise LabelError(
            f"there {count} for {len(names)} criteria, {', '.join(names)}.",
            hint=f"give one direction for each criterion in their order, or some by name: directions={{{names[0]!r}: 'min'}}.",
        )
    return {at: Direction.of(word) for at, word in enumerate(words)}
