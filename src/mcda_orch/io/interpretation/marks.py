"""The marks that part decimals and thousands: one pair for a whole table, and what a number is under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from ...errors import ReadError
from .numbers import Dressed, shape

__all__ = ["FACTORS", "LARGEST", "Evidence", "Marks", "decimals", "fits", "value", "values"]

FACTORS = {
    **dict.fromkeys(("k", "K", "Tsd", "thousand"), 1e3),
    **dict.fromkeys(("M", "Mio", "mio", "mn", "million", "millions", "Millionen"), 1e6),
    **dict.fromkeys(("B", "G", "bn", "Mrd", "billion", "billions"), 1e9),
    "T": 1e12,
}
LARGEST = 2**53
_SPACES = re.compile("['\u2019\u00a0\u202f\u2009 ]")


@dataclass(frozen=True, slots=True)
class Marks:
    """The decimal mark of a table, the marks that part its thousands, and a sentence on what was taken for granted."""

    decimal: str = "."
    thousands: str = ""
    assumed: str = ""


class Evidence:
    """What the numbers of a table say about its marks.

    Parameters
    ----------
    separator : str
        What parts the cells of the file.
    decimal, thousands : str, optional
        What the user says.
    """

    def __init__(self, separator: str = "", decimal: str | None = None, thousands: str | None = None) -> None:
        thousands = {"\u202f": " ", "\u00a0": " ", "\u2009": " ", "\u2019": "'"}.get(thousands or "", thousands)
        if decimal not in (None, ".", ","):
            raise ReadError(f"{decimal!r} is no decimal mark.", hint="say decimal='.' or decimal=','.")
        if thousands not in (None, "", ".", ",", "'", " "):
            raise ReadError(f"{thousands!r} is no mark between thousands.", hint="say thousands=',' or '.', ' ', \"'\", or '' for none.")
        if decimal is not None and decimal == thousands:
            raise ReadError(f"{decimal!r} cannot part both decimals and thousands.", hint="say one of decimal= and thousands=.")
        self.separator, self.said, self.parts = separator, decimal, thousands
        self.decimal: dict[str, str] = {}
        self.thousands: dict[str, str] = {}
        self.unclear: dict[str, str] = {}
        self.fixed = True
        self.assumed = ""

    def add(self, place: str, digits: Iterable[str], exact: str = "") -> None:
        """Take in the numbers of a column; `place` names it in questions. Where its source holds numbers, not texts, `exact` is one with a point."""
        if exact:
            self.decimal.setdefault(".", f"{place}: {exact!r}")
        shapes: dict[str, str] = {}
        long: dict[str, str] = {}
        for text in digits:
            found = shape(text)
            shapes.setdefault(found, text)
            if len(text) > len(long.get(found, "")):
                long[found] = text
        bare = any(found.startswith(("plain", "decimal")) and len(re.split("[.,]", text)[0]) > 3 for found, text in long.items())
        for found, text in shapes.items():
            kind, mark = re.fullmatch(r"(plain|none|decimal|thousands|both|unclear)(.*)", found, re.DOTALL).groups()  # type: ignore[union-attr]  # every shape fits
            seen = f"{place}: {text!r}"
            if kind == "decimal":
                self.decimal.setdefault(mark, seen)
            elif kind == "both":
                self.decimal.setdefault(mark, seen)
                self.thousands.setdefault("," if mark == "." else ".", seen)
            elif kind == "thousands":
                self.thousands.setdefault(mark[0], seen)
                if len(mark) > 1:
                    self.decimal.setdefault(mark[1], seen)
            elif kind == "unclear" and bare:  # thousands are not parted in this column
                self.decimal.setdefault(mark, seen)
            elif kind == "unclear":
                self.unclear.setdefault(mark, seen)
                self.fixed &= mark == "." and set(shapes) == {"unclear."}

    def marks(self) -> Marks:
        """Return the marks of the table, or ask.

        Raises
        ------
        ReadError
            If two readings fit, or none does.
        """
        decimal, parts = self.said, self.parts
        if decimal is None and parts in (",", "."):
            decimal = "." if parts == "," else ","
        if decimal is None:
            decimal = self._found()
        for mark, seen in self.decimal.items():
            if mark != decimal:
                raise ReadError(
                    f"{seen} does not have {decimal!r} as its decimal mark.", hint=f"say decimal={mark!r}, or write all numbers alike."
                )
        kinds = dict(self.thousands)
        for mark, seen in self.unclear.items():
            if mark != decimal:
                kinds.setdefault(mark, seen)
        if parts is not None:
            for mark, seen in kinds.items():
                if mark != parts:
                    raise ReadError(
                        f"{seen} does not have {parts!r} between its thousands.",
                        hint=f"say thousands={mark!r}, or write all numbers alike.",
                    )
        if decimal in kinds:
            raise ReadError(
                f"{kinds[decimal]} has {decimal!r} between thousands, which is the decimal mark.", hint="write all numbers alike."
            )
        if len(kinds) > 1:
            (_, one), (_, other) = list(kinds.items())[:2]
            raise ReadError(f"{one} and {other} part their thousands in two ways.", hint="write all numbers alike.")
        return Marks(decimal, next(iter(kinds), ""), self.assumed)

    def _found(self) -> str:
        if len(self.decimal) > 1:
            raise ReadError(
                f"{self.decimal['.']} and {self.decimal[',']} have two decimal marks.",
                hint="write all numbers with one mark; or make one of the columns a note.",
            )
        if self.decimal:
            return next(iter(self.decimal))
        for mark in (",", "."):
            if mark in self.thousands:
                return "." if mark == "," else ","
        if not self.unclear:
            return "."
        if len(self.unclear) > 1:
            raise ReadError(
                f"{self.unclear['.']} and {self.unclear[',']} have two marks, and either may part the thousands.",
                hint="say decimal='.' or decimal=','.",
            )
        mark, seen = next(iter(self.unclear.items()))
        if self.thousands:  # apostrophes or spaces part the thousands, so this mark does not
            return mark
        other = "," if mark == "." else "."
        text = seen.rsplit(": ", 1)[1].strip("'")
        whole, point = text.replace(mark, ""), text.replace(mark, ".")
        if mark == "." and self.fixed and self.separator != ";":
            if self.separator != ",":
                self.assumed = f"{seen} is read as {point}, as all numbers of its column have three decimals; say decimal=',' for {whole}."
            return "."
        raise ReadError(f"{seen} may be {whole} or {point}.", hint=f"say decimal={other!r} for {whole}, or decimal={mark!r} for {point}.")


def value(found: Dressed, marks: Marks) -> float | None:
    """Return the number under a pair of marks; None where its digits do not fit them.

    Raises
    ------
    OverflowError
        If no floating-point number is as large, or holds all digits of a whole number.
    """
    text = _plain(found.digits, marks)
    if text is None:
        return None
    number = float(f"{found.sign}{text}{found.power}") * FACTORS.get(found.factor, 1.0)
    if not isfinite(number):
        raise OverflowError("is too large for a number")
    if abs(number) >= LARGEST and text.isdigit() and not found.power and not found.factor and int(number) != int(f"{found.sign}{text}"):
        raise OverflowError("has more digits than a number can hold")
    if number == 0 and any(c in "123456789" for c in text):
        raise OverflowError("is too small for a number")
    return number


def fits(found: Dressed, marks: Marks) -> bool:
    """Tell whether digits can be read under a pair of marks."""
    return _plain(found.digits, marks) is not None


def values(digits: Sequence[str], marks: Marks) -> npt.NDArray[np.float64]:
    """Return the numbers that many digits which fit the marks are; those of `value` where they are neither 0 nor above `LARGEST`."""
    joined = "\n".join(digits)
    if marks.thousands in ("'", " "):
        joined = _SPACES.sub("", joined)
    elif marks.thousands:
        joined = joined.replace(marks.thousands, "")
    return np.array([*map(float, joined.replace(marks.decimal, ".").split("\n"))])


def decimals(found: Dressed, marks: Marks) -> int:
    """Return how many decimals are printed."""
    _, _, tail = found.digits.partition(marks.decimal)
    return len(tail) - int(found.power[1:] or 0) if found.power else len(tail)


def _plain(digits: str, marks: Marks) -> str | None:
    """Return digits as Python writes them."""
    head, mark, tail = digits.removesuffix(".").partition(marks.decimal)
    if not all(c.isdigit() for c in tail):
        return None
    if not head.isdigit() and head:
        joined = _SPACES.sub("", head) if marks.thousands in ("'", " ") else head.replace(marks.thousands or "\0", "")
        if not joined.isdigit():
            return None
        head = joined
    return f"{head or '0'}.{tail}" if mark and tail else head or None
