"""Reads the cells of one column: numbers with their unit, declared levels, declared blanks, and what is none of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ..raw import Exact
from .forms import alike
from .marks import FACTORS, LARGEST, Marks, decimals, fits, value, values
from .numbers import Dressed, begins_as_number, dressed, inexact
from .words import blank_word, folded, ladder, rated, spelling, well_known

__all__ = ["Fault", "Survey", "counted", "quoted", "survey"]


_SIGNS = {"EUR": "€", "Euro": "€", "Euros": "€", "USD": "$", "US$": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "Rs": "₹", "Rs.": "₹"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read: where it stands, what it says, and of which kind it is.

    The kinds are ``blank`` (a word that usually means one), ``word``, ``inexact`` (a range, a bound), ``factor``
    (``10k``), ``unit`` (another unit than the rest), ``size`` and ``level``.
    """

    row: int
    column: int
    text: str
    kind: str
    reason: str = "is no number"


@dataclass(slots=True)
class Survey:
    """The distinct texts of a column, sorted by what they can be.

    Parameters
    ----------
    column : int
    cells : sequence of str, or array of float
    header_unit : str
        Unit that the header states.
    alike : sequence of str
        For each cell the first that is the same number but for its digits, or the cell itself.
    numbers : dict of str to Dressed
        Numbers that differ by their digits alone are there once.
    """

    column: int
    cells: Sequence[str] | npt.NDArray[np.float64]
    header_unit: str = ""
    alike: Sequence[str] = ()
    numbers: dict[str, Dressed] = field(default_factory=dict)
    levels: dict[str, float] = field(default_factory=dict)
    blanks: set[str] = field(default_factory=set)
    undeclared: list[str] = field(default_factory=list)
    inexact: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def array(self) -> npt.NDArray[np.float64] | None:
        """The numbers of a column that holds nothing else."""
        return self.cells if isinstance(self.cells, np.ndarray) else None

    @property
    def numeric(self) -> bool:
        """Whether a careful person takes the column for numbers, faults aside."""
        if self.array is not None or self.inexact or self.levels:
            return True
        if self.words and set(self.numbers) <= {"0"} and ladder(self.marks):
            return False  # ++, 0 and - are rungs of one ladder
        if any(d.plain for d in self.numbers.values()):
            return True
        begins = sum(map(begins_as_number, self.words))
        if begins and 2 * begins >= len(self.words) + len(self._numbers()) + len(self.undeclared):
            return True
        return bool(self.numbers) and not self.words and not self.undeclared and len(self.units()) == 1

    @property
    def empty(self) -> bool:
        """Whether every cell is blank."""
        return not (self.array is not None or self.numbers or self.levels or self.undeclared or self.inexact or self.words)

    @property
    def rated(self) -> bool:
        """Whether its words look like marks on a criterion."""
        if isinstance(self.cells, np.ndarray):
            return False
        gone = self.blanks.union(self.unsaid)
        filled = [c for c in self.cells if c not in gone]
        ticked = len(filled) < len(self.cells) and len(set(filled)) == 1 and len(filled[0]) <= 2  # an x here and none there
        return ticked or rated(filled)

    @property
    def marks(self) -> list[str]:
        """Return its words and marks; a word that usually means a blank is one of them where it stands on their ladder."""
        gone = set(self.unsaid)
        return [word for word in [*self.words, *self.undeclared, *self._numbers(), *self.inexact] if word not in gone]

    @property
    def unsaid(self) -> list[str]:
        """Return the words that usually mean a blank, and that nobody declared to be one."""
        return [] if self.undeclared and ladder([*self.words, *self.undeclared, *self._numbers()]) else self.undeclared

    def _numbers(self) -> list[str]:
        """Return the distinct texts of its numbers."""
        return list(dict.fromkeys(cell for cell, text in zip(self.cells, self.alike, strict=True) if text in self.numbers))

    @property
    def known(self) -> bool:
        """Whether all of its cells hold well-known words."""
        return bool(self.words or self.levels) and all(map(well_known, [*self.words, *self.levels]))

    @property
    def unit(self) -> str:
        """The unit of its numbers, as it is written first."""
        first = next((number.unit for number in self.numbers.values() if number.unit), "")
        return next((unit for unit in self.units() if unit.startswith("★/")), first) if first == "★" else first

    def units(self) -> dict[str, str]:
        """Return one text for each unit that occurs; singular and plural are one unit."""
        one = _canonical(number.unit for number in self.numbers.values())
        found: dict[str, str] = {}
        for text, number in self.numbers.items():
            found.setdefault(one[number.unit], text)
        return found

    def evidence(self) -> list[str]:
        """Return the digits of all numbers, for what they say about marks."""
        if self.array is not None:
            return ["0.5"] if bool((np.abs(self.array - np.trunc(self.array)) > 0).any()) else []
        return [number.digits for text, number in self.numbers.items() if not isinstance(text, Exact)]

    @property
    def exact(self) -> str:
        """A number with decimals that its source holds as one; nothing where there is none."""
        return next((number.digits for text, number in self.numbers.items() if isinstance(text, Exact) and "." in number.digits), "")

    def read(self, marks: Marks, *, factors: bool) -> tuple[npt.NDArray[np.float64], Counter[str], list[Fault]]:
        """Return values, how many cells are blank by word, and the faults."""
        if isinstance(self.cells, np.ndarray):
            gone = int(np.isnan(self.cells).sum())
            return self.cells, Counter({"": gone} if gone else {}), []
        wrong: dict[str, tuple[str, str]] = {
            **dict.fromkeys(self.undeclared, ("blank", "is no number")),
            **dict.fromkeys(self.words, ("word", "is no number")),
            **dict.fromkeys(self.inexact, ("inexact", "is no number")),
        }
        wrong |= self._units_apart()
        for text, number in self.numbers.items():
            if text in wrong:
                continue
            if number.factor and not factors:
                wrong[text] = ("factor", f"has {number.factor!r}, which may stand for a number")
            elif not fits(number, marks):
                wrong[text] = ("word", "is no number")
        known: dict[str, float] = dict.fromkeys(self.blanks, np.nan) | self.levels
        read = np.array([known.get(text, np.nan) for text in self.alike])
        rows = [row for row, text in enumerate(self.alike) if text in self.numbers and text not in wrong]
        faults = (
            [Fault(row, self.column, self.cells[row], *wrong[text]) for row, text in enumerate(self.alike) if text in wrong]
            if wrong
            else []
        )
        if rows:
            faults += self._fill(read, rows, marks)
        faults.sort(key=lambda fault: fault.row)
        blank = Counter(text for text in self.cells if text in self.blanks) if self.blanks and not faults else Counter[str]()
        return read, blank, faults

    def _fill(self, read: npt.NDArray[np.float64], rows: list[int], marks: Marks) -> list[Fault]:
        """Put the numbers of rows in their places; return the faults of those that no float holds."""
        spans: dict[str, slice] = {}
        scales: dict[str, float] = {}
        for text, number in self.numbers.items():
            digits = number.digits + number.power if number.power else number.digits.removesuffix(".")
            at = text.find(digits)
            spans[text] = slice(at, at + len(digits)) if at >= 0 else slice(0)
            scales[text] = (-1.0 if number.sign else 1.0) * FACTORS.get(number.factor, 1.0)
        alike = [self.alike[row] for row in rows]
        found = values([self.cells[row][spans[text]] or "0" for row, text in zip(rows, alike, strict=True)], marks)
        if set(scales.values()) != {1.0}:
            found *= [scales[text] for text in alike]
        sizes = np.abs(found)
        faults = []
        exact: dict[str, float] = {}
        for at in np.flatnonzero(
            (sizes == 0) | ~(sizes < LARGEST)
        ).tolist():  # among them stars, which are counted, and digits of other scripts
            text = self.cells[rows[at]]
            try:
                if text not in exact:
                    exact[text] = _exact(text, marks)
            except OverflowError as error:
                faults.append(Fault(rows[at], self.column, text, "size", str(error)))
            found[at] = exact.get(text, np.nan)
        read[rows] = found
        return faults

    def _units_apart(self) -> dict[str, tuple[str, str]]:
        """Find the cells whose unit is not the one of the header, or of the first cell."""
        units = self.units()
        if self.header_unit:
            right, beside = {"", _SIGNS.get(self.header_unit, self.header_unit)}, f"while the header says {quoted(self.header_unit)}"
        elif len(units) > 1:
            first, text = next(iter(units.items()))
            right, beside = {first}, f"beside {text!r}"
        else:
            return {}
        one = _canonical(number.unit for number in self.numbers.values())
        return {
            text: ("unit", f"has {f'the unit {number.unit!r}' if number.unit else 'no unit'} {beside}")
            for text, number in self.numbers.items()
            if one[number.unit] not in right
        }

    def places(self, marks: Marks) -> list[int]:
        """Return how many decimals each cell has."""
        if self.array is not None:
            return [len(repr(v).partition(".")[2].removesuffix("0")) for v in self.array.tolist()]
        known = {text: decimals(number, marks) for text, number in self.numbers.items()}
        return [known.get(text, 0) for text in self.alike]

    @property
    def aside(self) -> bool:
        """Whether some cells have text beside their number."""
        return any(number.aside for number in self.numbers.values())


def survey(
    column: int,
    cells: Sequence[str] | npt.NDArray[np.float64],
    *,
    levels: Mapping[str, float],
    blanks: frozenset[str],
) -> Survey:
    """Sort the distinct texts of a column by what they can be; `blanks` are folded words."""
    found = Survey(column, cells)
    if isinstance(cells, np.ndarray):
        return found
    found.alike = alike(cells, [*levels, *blanks])
    for text in dict.fromkeys(found.alike):
        bare = text.strip(" \u00a0\u200b\u202f")
        if not bare or (blanks and (text in blanks or folded(text) in blanks)):
            found.blanks.add(text)
        elif (level := spelling(levels, text)) is not None:
            found.levels[text] = level
        elif (number := dressed(text)) is not None:
            found.numbers[text] = number
        elif blank_word(text):
            found.undeclared.append(text)
        elif inexact(text):
            found.inexact.append(text)
        else:
            found.words.append(text)
    return found


def _exact(text: str, marks: Marks) -> float:
    number = dressed(text)
    read = None if number is None else value(number, marks)
    return np.nan if read is None else read


def _canonical(units: Iterable[str]) -> dict[str, str]:
    """Return for each unit the one that it counts as: the singular of a plural, stars out of five for five full ones."""
    found: dict[str, str] = {}
    kept: set[str] = set()
    for unit in sorted(set(units), key=len):
        stems = (unit.removesuffix(end) for end in ("es", "en", "s", "e", "n") if unit.endswith(end))
        found[unit] = next((stem for stem in stems if len(stem) >= 3 and stem.isalpha() and stem in kept), _SIGNS.get(unit, unit))
        kept.add(found[unit])
    totals = [unit for unit in found if unit.startswith("★/")]
    if len(totals) == 1 and "★" in found:
        found["★"] = totals[0]
    return found


def quoted(text: str) -> str:
    """Return a cell as it stands in an error: in quotes, and not longer than a line.

    Examples
    --------
    >>> quoted("n/a"), quoted("x" * 100)[-5:]
    ("'n/a'", "x...'")
    """
    return repr(text if len(text) <= 60 else text[:57] + "...")


def counted(items: Iterable[Any], most: int = 6, mark: str = "; ") -> str:
    """Return items as a list that says how many more there are."""
    listed = [str(item) for item in items]
    shown = mark.join(listed[:most])
    return f"{shown}{mark}and {len(listed) - most} more" if len(listed) > most else shown
