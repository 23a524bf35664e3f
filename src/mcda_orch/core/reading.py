"""What a table was read as: which column is what, how its cells were read, and what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .criteria import Criterion, Direction
from .frozen import FrozenMap
from .report import Report, listed
from .table import Table

__all__ = ["CriterionRead", "LeftOut", "Reading"]


@dataclass(frozen=True, slots=True)
class CriterionRead:
    """How one criterion was read.

    Parameters
    ----------
    name : str
    header : str
        What stands above its column.
    direction : str
        ``"max"`` or ``"min"``.
    stated : str
        Where the direction comes from: ``header``, ``row 'impacts'``, ``directions=``, or nothing where none is stated.
    unit, how : str
        Unit, and what its cells are: ``numbers``, ``levels low < high``, ``marks``.
    """

    name: str
    header: str
    direction: str
    stated: str = ""
    unit: str = ""
    how: str = "numbers"

    @classmethod
    def of(cls, criterion: Criterion, header: str, stated: str) -> CriterionRead:
        """Record a criterion that its source declares as a whole."""
        how = "levels " + " < ".join(criterion.scale.names) if criterion.scale.names else "numbers"
        return cls(criterion.name, header, Direction.of(criterion.direction).value, stated, criterion.unit, how)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column or row that is in the source and not in the problem.

    Parameters
    ----------
    what : str
        ``"column"`` or ``"row"``.
    name, reason : str
    """

    what: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.what} {self.name!r} ({self.reason})"


@dataclass(frozen=True, slots=True, eq=True)
class Reading(Report):
    """What was read as what.

    Parameters
    ----------
    source : str
        The file.
    criteria : tuple of CriterionRead
    alternatives : tuple of str
    label : str
        Column that names the alternatives; nothing where names were made.
    layout : str
        ``"alternatives-in-rows"`` or ``"criteria-in-rows"``.
    notes : tuple of str
        Columns of text that travel with the alternatives.
    dropped : tuple of LeftOut
        Columns and rows that are in the source and not in the problem.
    weights : str
        Where they come from; nothing where there are none.
    published : tuple of str, optional
        The column of published results, and what they are: ``"scores"`` or ``"ranks (competition)"``.
    blanks : mapping of str to int
        How many cells are blank, by the word that says so; ``""`` counts empty cells.
    said : tuple of str
        Everything else, a sentence each.
    assumed : tuple of str
        What was taken for granted and another reader might not: the first of several tables, a price of which more is better.

    Examples
    --------
    >>> print(Reading("t.csv", (CriterionRead("price", "price:min", "min", "header"),), ("Ant", "Bee"), label="tool"))
    t.csv
    read as      column     direction       unit  how
    alternative  tool                             2 names
    criterion    price:min  min (header)          numbers
    <BLANKLINE>
    There are no weights.
    """

    source: str
    criteria: tuple[CriterionRead, ...]
    alternatives: tuple[str, ...]
    label: str = ""
    layout: str = "alternatives-in-rows"
    notes: tuple[str, ...] = ()
    dropped: tuple[LeftOut, ...] = ()
    weights: str = ""
    published: tuple[str, str] | None = None
    blanks: Mapping[str, int] = field(default_factory=FrozenMap)
    said: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "blanks", FrozenMap(self.blanks))

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for every column of the source."""
        count = len(self.alternatives)
        rows: list[tuple[Any, ...]] = [("alternative", self.label, "", "", f"{count} name{'s' * (count != 1)}")]
        rows += [("criterion", c.header, f"{c.direction} ({c.stated or 'not stated'})", c.unit, c.how) for c in self.criteria]
        if self.published:
            rows.append(("published", self.published[0], "", "", self.published[1]))
        rows += [("note", name, "", "", "text") for name in self.notes]
        rows += [(f"left out ({out.what})", out.name, "", "", out.reason) for out in self.dropped]
        return (Table(("read as", "column", "direction", "unit", "how"), tuple(rows), title=self.source),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Layout, weights, blanks, and what else there is to say."""
        found = []
        if self.layout != "alternatives-in-rows":
            found.append("The criteria stand in rows and the alternatives in columns.")
        found.append(f"Weights: {self.weights}." if self.weights else "There are no weights.")
        if self.blanks:
            found.append(f"Blanks: {_counted(self.blanks)}.")
        return (*found, *self.said, *self.assumed)

    @property
    def omissions(self) -> str:
        """One sentence about what was left out; nothing where nothing was."""
        return f"Left out: {listed([str(out) for out in self.dropped])}." if self.dropped else ""

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "source": self.source,
            "layout": self.layout,
            "label": self.label,
            "alternatives": list(self.alternatives),
            "criteria": [{k: getattr(c, k) for k in ("name", "header", "direction", "stated", "unit", "how")} for c in self.criteria],
            "notes": list(self.notes),
            "dropped": [{"what": d.what, "name": d.name, "reason": d.reason} for d in self.dropped],
            "weights": self.weights,
            "published": list(self.published) if self.published else None,
            "blanks": dict(self.blanks),
            "remarks": list(self.remarks),
        }


def _counted(blanks: Mapping[str, int]) -> str:
    def one(word: str, count: int) -> str:
        if not word:
            return f"{count} empty cell{'s' * (count != 1)}"
        return f"{count} cell{'s' * (count != 1)} {word!r}"

    parts: Sequence[str] = [one(word, count) for word, count in blanks.items()]
    return listed(list(parts))
