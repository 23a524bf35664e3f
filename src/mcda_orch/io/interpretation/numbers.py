"""Numbers as people write them: takes a cell apart into digits, sign, unit, and what stands beside them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ...core.headings import currency, known_unit
from ...core.pattern import pattern

__all__ = ["Dressed", "begins_as_number", "dressed", "inexact", "shape"]

_DIGITS = r"[0-9](?:[0-9.,'\u2019\u00a0\u202f\u2009 ]*[0-9])?\.?|[.,][0-9]+"
_BARE = pattern(r"(?P<sign>[+-]?)(?P<digits>[0-9]+(?:[.,][0-9]+)?)")
_NUMBER = pattern(
    rf"(?P<sign>[+-])?\s?(?:(?P<before>[^\s\d.,+\-()/]{{1,4}}\.?)\s?)?(?P<inner>[+-])?(?P<digits>{_DIGITS})(?P<power>[eE][+-]?[0-9]{{1,4}})?(?P<after>.*)",
    re.DOTALL,
)
_LONG = pattern(r"[+-]?(?=[0-9.,]{1,1000}$)[0-9]*[.,]?[0-9]*")  # a fraction that a program printed
_OF = pattern(r"(?:/|of|out of|von|sur|de|di|su|van|aus)\s*(?P<most>[0-9]+(?:[.,][0-9])?)", re.IGNORECASE)
_FACTOR = pattern(
    r"(?P<word>k|K|M|B|G|T|Mio\.?|mio\.?|mn|bn|Mrd\.?|Tsd\.?|thousand|million|billion|Millionen|millions|billions)(?![^\W\d_])\s*"
)
_WORDS = pattern(r"[^\s\d.,;:!?()\[\]<>=~|+\-–—'\"]{1,20}(?: [^\s\d.,;:!?()\[\]<>=~|+\-–—'\"]{1,20}){0,1}")
_ASIDE = pattern(r"(?P<rest>.*\S)\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\])", re.DOTALL)
_STARS = pattern(r"(?P<full>[★⭐●■◆⬤🌟]+)(?P<half>[½⯨⯪]?)(?P<empty>[☆○□◇◯✩]*)|(?P<none>[☆○□◇◯✩]+)")
_GROUPS = pattern(r"[0-9]{1,3}(?:(?P<mark>['\u2019\u00a0\u202f\u2009 ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?:(?P<decimal>[.,])[0-9]+)?")
_BOTH = pattern(r"(?P<head>[0-9]+(?P<mark>[.,])(?:[0-9]+(?P=mark))*[0-9]{3})(?P<decimal>[.,])[0-9]+")
_SAME = pattern(r"[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})+|[0-9]{1,2}(?P<indian>,)(?:[0-9]{2},)+[0-9]{3}")
_ONE = pattern(r"(?P<head>[0-9]*)(?P<mark>[.,])(?P<tail>[0-9]*)")
_INEXACT = pattern(
    r"[~≈<>≤≥±∼]|\(\s*[^()]*\d[^()]*\)$|(?:ca|circa|approx|approximately|about|around|over|under|up to|etwa|env|environ|aprox|max|min|at least|at most)\.?\s|-?inf(?:inity)?$|-?∞$",
    re.IGNORECASE,
)
_RANGE = pattern(r"(?P<low>.*\d\S{0,3}?)\s?(?:-|–|—|\.\.\.?|…|±|\+/-|\bto\b|\bbis\b)\s?(?P<high>[^\s\d]{0,3}\d.*)", re.IGNORECASE)
_NEAR = pattern(r"\s*\D{0,10}[0-9]")
"""The longest that can stand before a number is shorter."""
_OF_NUMBERS = pattern(r"[\d∞]|inf")
_CLOCK = pattern(r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?|(?:[0-9]+\s?(?:d|h|hr|hrs|m|min|s|sec)\.?\s?){2,4}", re.IGNORECASE)
_PER = pattern(r"/ ?(?:1 ?)?[A-Za-zµ]{1,12}(?:[ /][A-Za-z]{1,12}){0,2}")
_BEGIN = pattern(r"[+-]?(?P<before>[^\s\d.,+\-()/]{0,4})\s?[0-9]")
_CODE = pattern(
    r"[0-9]+(?:\.[0-9]+){2}|[0-9]*[a-zA-Z]+[0-9]+|0[0-9]|[0-9]{1,2}\.? ?[A-Za-zäéû]{3,9}\.?,? ?[0-9]{2,4}|[0-9+()\-\s/]{9,}$|[0-9]+[A-Za-z]?$"
)
_DATE = pattern(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}.*)?|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}")


@dataclass(frozen=True, slots=True)
class Dressed:
    """A number with what stands around it.

    Parameters
    ----------
    sign : str
        ``-`` or nothing.
    digits : str
        Digits and marks as they are written.
    power : str
        An exponent, ``e3``, or nothing.
    unit : str
        Currency, unit, or ``/5``.
    factor : str
        ``k``, ``M`` and their kin.
    aside : bool
        Whether there was more text, which says nothing about the number.
    """

    sign: str
    digits: str
    power: str = ""
    unit: str = ""
    factor: str = ""
    aside: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is a number without a unit, or with one that is well known."""
        return not self.unit or self.unit[0] in "/★●■◆" or all(map(known_unit, self.unit.split()))


@lru_cache(maxsize=4096)
def dressed(text: str) -> Dressed | None:
    """Take a cell apart, or return None where it is no number.

    Examples
    --------
    >>> dressed("$1,200 (list)")
    Dressed(sign='', digits='1,200', power='', unit='$', factor='', aside=True)
    """
    if len(text) > 60 and not _LONG.fullmatch(text):
        return None
    if match := _BARE.fullmatch(text):  # most are so, and tables may be large
        return None if shape(match["digits"]) == "none" else Dressed(match["sign"].strip("+"), match["digits"])
    if _far(text):
        return None
    if match := _STARS.fullmatch(text.replace("\ufe0f", "")):
        return _stars(match)
    bare = _folded(text)
    rest, aside = _without_symbols(bare)
    while (match := _ASIDE.fullmatch(rest)) is not None:
        inside = match["round"] if match["round"] is not None else match["square"]
        if match["round"] is not None and re.search(r"[\d]", inside):
            return None
        if known_unit(inside.strip()):
            rest = f"{match['rest']} {inside.strip()}"
            break
        rest, aside = match["rest"], True
    if rest[-1:] in set("*†‡§¶") and ((last := rest.rstrip("*†‡§¶")[-1:]).isalnum() or known_unit(last)):
        rest, aside = rest.rstrip("*†‡§¶"), True
    match = _NUMBER.fullmatch(rest.strip())
    if match is None or (match["sign"] and match["inner"]) or shape(match["digits"]) == "none":
        return None
    before, after = match["before"] or "", match["after"].strip()
    if before and not _before(before):
        return None
    most, times = _OF.fullmatch(after), None
    if most is not None:
        unit = f"/{most['most']}"
        if before or _about(match["digits"]) > _about(most["most"]):
            return None
    else:
        times = _FACTOR.match(after)
        if times is not None and known_unit(after) and not before:
            times = None if after not in ("k", "K", "M", "B", "G", "T") else times
        if times is not None:
            after = after[times.end() :].strip()
        per = _PER.fullmatch(after)
        if after and not known_unit(after) and per is None and (after[0] in "²³¹⁰⁴⁵⁶⁷⁸⁹½¼¾" or not _WORDS.fullmatch(after)):
            return None
        unit = " ".join(part for part in (before, after) if part)
    word = times["word"].rstrip(".") if times is not None else ""
    sign = "-" if "-" in (match["sign"], match["inner"]) else ""
    return Dressed(sign, match["digits"], match["power"] or "", unit, word, aside)


def _far(text: str) -> bool:
    """Tell at once whether a text begins like no number; remarks may be many, and long."""
    return text.isascii() and _NEAR.match(text) is None


def _before(sign: str) -> bool:
    """Tell whether a sign may stand before its number: that of a currency, or per cent; ``m1`` is a name."""
    return currency(sign) or sign == "%"


def begins_as_number(text: str) -> bool:
    """Tell whether a cell that is no number begins like one: ``$2.50/1M``, ``72/74 (97%)``; not a date, a version or a code."""
    if _far(text):
        return False
    bare, _ = _without_symbols(_folded(text[:80]))
    match = _BEGIN.match(bare)
    if match is None or _DATE.match(bare) or _CODE.match(bare):
        return False
    return not match["before"] or _before(match["before"])


def inexact(text: str) -> bool:
    """Tell whether a cell speaks of numbers without being one: a range, a bound, a time of day."""
    if len(text) > 60 or not _OF_NUMBERS.search(text) or (_far(text) and not _INEXACT.match(text)) or _DATE.fullmatch(text):
        return False
    bare, _ = _without_symbols(_folded(text))
    if _CLOCK.fullmatch(bare):
        return True
    if match := _INEXACT.match(bare):
        rest = bare[match.end() :].strip() if match[0][0] not in "(" else bare.strip("() ")
        return not rest or dressed(rest) is not None
    if bare[-1:] == "+" and dressed(bare[:-1]) is not None:
        return True
    if match := _ASIDE.fullmatch(bare):
        return dressed(match["rest"]) is not None and bool(re.fullmatch(r"[^a-zA-Z]*\d[^a-zA-Z]*%?", match["round"] or ""))
    if match := _RANGE.fullmatch(bare):
        return dressed(match["low"].strip()) is not None and dressed(match["high"].strip()) is not None
    return False


@lru_cache(maxsize=4096)
def shape(digits: str) -> str:
    """Say what the marks among digits can be.

    Returns
    -------
    str
        ``plain`` (no marks), ``none`` (no number), or ``decimal``, ``thousands``, ``unclear`` with the mark after it;
        ``both`` with the decimal mark where both marks occur.

    Examples
    --------
    >>> shape("12.5"), shape("1,234,567"), shape("1.234,5"), shape("1,200"), shape("1.2.3")
    ('decimal.', 'thousands,', 'both,', 'unclear,', 'none')
    """
    bare = digits.removesuffix(".")
    if bare.isdigit():
        return "none" if len(bare) > 1 and bare[0] == "0" else "plain"
    if match := _ONE.fullmatch(digits):
        head, tail = match["head"], match["tail"]
        if len(head) > 1 and head[0] == "0":
            return "none"
        if len(tail) == 3 and 1 <= len(head) <= 3 and head != "0":
            return f"unclear{match['mark']}"
        return f"decimal{match['mark']}"
    if match := _GROUPS.fullmatch(digits):
        mark = "'" if match["mark"] in "'\u2019" else " "
        return f"thousands{mark}" + (match["decimal"] or "") if digits[0] != "0" else "none"
    if match := _SAME.fullmatch(digits):
        return f"thousands{match['mark'] or match['indian']}" if digits[0] != "0" else "none"
    if match := _BOTH.fullmatch(digits):
        if match["mark"] == match["decimal"] or not _grouped(match["head"], match["mark"]):
            return "none"
        return f"both{match['decimal']}"
    return "none"


def _about(digits: str) -> float:
    """Return the number that digits are where the last point or comma is a decimal mark."""
    *whole, last = re.split("[.,]", re.sub("[^0-9.,]", "", digits))
    return float(f"{''.join(whole)}.{last}" if whole else last)


def _grouped(head: str, mark: str) -> bool:
    first, *groups = head.split(mark)
    if first[0] == "0" or len(first) > 3:
        return False
    return all(len(g) == 3 for g in groups) or (
        mark == "," and len(first) <= 2 and all(len(g) == 2 for g in groups[:-1]) and len(groups[-1]) == 3
    )


def _stars(match: re.Match[str]) -> Dressed:
    sign = (match["full"] or match["none"])[0]
    if match["none"]:
        return Dressed("", "0", unit=f"★/{len(match['none'])}")
    full, half, empty = len(match["full"]), bool(match["half"]), len(match["empty"])
    digits = f"{full}.5" if half else str(full)
    return Dressed("", digits, unit=f"★/{full + half + empty}" if empty else "★" if sign in "★⭐🌟" else sign)


def _folded(text: str) -> str:
    """Write full-width signs, digits of all scripts, and the minus of typesetters as ASCII does."""
    if text.isascii():
        return text
    out = []
    for sign in text:
        if "\uff01" <= sign <= "\uff5e":
            out.append(chr(ord(sign) - 0xFEE0))
        elif sign.isdecimal():
            out.append(str(unicodedata.decimal(sign)))
        else:
            out.append("-" if sign in "\u2212\ufe63" else sign)
    return "".join(out)


def _without_symbols(text: str) -> tuple[str, bool]:
    """Take pictures and marks off both ends: ``67.9 ✅``."""
    rest = text
    while rest and _pictured(rest[-1]):
        rest = rest[:-1].rstrip()
    while rest and _pictured(rest[0]):
        rest = rest[1:].lstrip()
    return (rest, True) if rest and rest != text else (text, False)


def _pictured(sign: str) -> bool:
    return sign in "\ufe0f\u200d↑↓→" or (unicodedata.category(sign) == "So" and sign not in "°℃℉№★☆●○■□")
