"""Plain numbers, which can be read in one way only: digits with at most a sign, a point and an exponent.

In a large text that is regular they are read many at a time. Eight letters are one word of 64 bits, in which all digits are
checked and put together at once. A number of up to 16 letters is a whole number below 2**53 over a power of ten, both of
which a float holds, so that it is rounded once, as `float` rounds; whatever is longer, or has an exponent, goes to `float`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ...core.frozen import frozen, still
from ..raw import Column

__all__ = ["certain_numbers", "is_pointed", "plain_numbers", "regular_columns"]

_NOT_PLAIN = bytes(set(range(128)) - set(b"0123456789.+-eE\n"))
_PADDED = re.compile(r"(?:^|\n)[+-]?0\d")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+")
_NOUGHT = re.compile(r"[+-]?[0.]+(?:[eE].*)?")
_LARGEST = 2**53

_Floats = npt.NDArray[np.float64]
_Places = npt.NDArray[np.intp]
_Words = npt.NDArray[np.uint64]

_PAD, _PADS = 16, 64
"""Letters before the first that are looked at, and spaces around a number that are taken off."""
_EACH = 0x0101010101010101
_NOUGHTS, _POINTS, _TOPS, _OVER = (np.uint64(n * _EACH) for n in (ord("0"), ord("0") ^ ord("."), 0x80, 0x80 - 10))
_ONE, _EIGHT, _EACH_ONE = np.uint64(1), np.uint64(8), np.uint64(_EACH)
_LAST = np.array([0, *((2**64 - 1) ^ (2 ** (64 - 8 * n) - 1) for n in range(1, 9))], dtype=np.uint64)
"""The last n letters of a word."""
_TENS = np.array([*(10.0**n for n in range(_PAD)), 1.0])
"""Powers of ten by the digits after the point; -1 means that there is no point."""


def plain_numbers(cells: Sequence[str]) -> _Floats | None:
    """Return cells as numbers where they are digits, points and exponents alone, and floats hold them; an empty cell is NaN."""
    joined = "\n".join(cells)
    if not joined.isascii() or len(joined.encode().translate(None, _NOT_PLAIN)) != len(joined) or _PADDED.search(joined):
        return None
    try:
        numbers = np.array([float(cell) for cell in cells] if all(cells) else [float(cell) if cell else np.nan for cell in cells])
    except ValueError:
        return None
    if (np.abs(numbers) >= _LARGEST).any():  # among them infinity; whole numbers may have lost digits
        return None
    lost = "e" in joined.lower() and any(not _NOUGHT.fullmatch(cells[at]) for at in np.flatnonzero(numbers == 0).tolist())
    return None if lost else numbers


def certain_numbers(cells: Sequence[str]) -> Column:
    """Return a whole column as numbers where it can be read in no other way, else its cells."""
    numbers = plain_numbers(cells)
    if numbers is None or np.isnan(numbers).all() or (any("." in cell for cell in cells) and not is_pointed(cells)):
        return cells
    return frozen(numbers)


def is_pointed(cells: Sequence[str]) -> bool:
    """Tell whether a point in some cell can part no thousands."""
    return any("." in cell and not _GROUPED.fullmatch(cell) for cell in cells)


def regular_columns(blocks: Iterable[str], rows: int, mark: str, numeric: Sequence[bool], pointed: Collection[int]) -> list[Column] | None:
    r"""Return the columns of a text, or None where a row or a number is not as expected, or may be read in two ways.

    Parameters
    ----------
    blocks : iterable of str
        Whole rows, each with ``\n`` behind it.
    rows : int
        How many rows there are at most.
    mark : str
        What parts the cells.
    numeric : sequence of bool
        Which columns hold numbers; the others are text.
    pointed : collection of int
        Columns in which some number is known to have a point that can part no thousands.
    """
    which = np.flatnonzero(numeric)
    others = [j for j, held in enumerate(numeric) if not held]
    certain = np.isin(which, list(pointed))
    dotted = np.zeros(len(which), dtype=bool)
    values = np.empty((len(which), rows))
    texts: dict[int, list[str]] = {j: [] for j in others}
    done = 0
    for block in blocks:
        data = b"\0" * _PAD + block.encode()
        letters = np.frombuffer(data, np.uint8)
        behind = letters == ord("\n")
        count = int(np.count_nonzero(behind))
        ends = np.flatnonzero(behind | (letters == ord(mark)))
        if b"\r" in data or len(ends) != count * len(numeric):
            return None
        cells = ends.reshape(count, len(numeric)).T
        if (letters[cells[-1]] != ord("\n")).any():
            return None
        starts = np.concatenate([[_PAD], ends[:-1] + 1]).reshape(count, len(numeric)).T
        read = _numbers(letters, starts[which].ravel(), cells[which].ravel())
        if read is None:
            return None
        found, points = (part.reshape(len(which), count) for part in read)
        for k in np.flatnonzero(~certain & points.any(axis=-1)).tolist():
            certain[k] = is_pointed(_texts(letters, starts[which[k]], cells[which[k]]))
            dotted[k] = True
        values[:, done : done + count] = found
        done += count
        for j in others:
            texts[j] += _texts(letters, starts[j], cells[j])
    if (dotted & ~certain).any():
        return None
    columns: list[Column] = [texts.get(j, ()) for j in range(len(numeric))]
    for j, cells in zip(which.tolist(), still(values)[:, :done], strict=True):
        columns[j] = [""] * done if np.isnan(cells).all() else cells
    return columns


def _texts(letters: npt.NDArray[np.uint8], starts: _Places, ends: _Places) -> list[str]:
    """Return cells as texts: their letters, each with the letter behind it for a line end, are one text of many lines."""
    sizes = ends - starts + 1
    behind = np.cumsum(sizes)
    taken = letters[np.repeat(ends + 1 - behind, sizes) + np.arange(behind[-1])]
    taken[behind - 1] = ord("\n")
    found = taken.tobytes().decode().split("\n")[:-1]
    edges = letters[np.concatenate([starts, ends - 1])]
    bare = bool(((edges > ord(" ")) & (edges < 128)).all())
    return found if bare else list(map(str.strip, found))


def _trimmed(letters: npt.NDArray[np.uint8], starts: _Places, ends: _Places) -> tuple[_Places, _Places] | None:
    """Return where cells begin and end without the spaces around them; None where there are too many."""
    for at_start in (True, False):
        for _ in range(_PADS):
            spaces = letters.take(starts if at_start else ends - 1) == ord(" ")
            spaces &= starts < ends
            if not spaces.any():
                break
            starts, ends = (starts + spaces, ends) if at_start else (starts, ends - spaces)
        else:
            return None
    return starts, ends


def _numbers(
    letters: npt.NDArray[np.uint8], starts: _Places, ends: _Places, *, trimmed: bool = False
) -> tuple[_Floats, npt.NDArray[np.bool_]] | None:
    """Return the numbers of cells, and which have a point; None where a cell is no plain number."""
    if not trimmed and (letters[starts[:99]] == ord(" ")).any():
        bare = _trimmed(letters, starts, ends)
        return None if bare is None else _numbers(letters, *bare, trimmed=True)
    whole = starts
    lead = letters[starts]
    minus = lead == ord("-")
    signed = minus | (lead == ord("+"))
    any_signed = bool(signed.any())
    if any_signed:
        starts = starts + signed
        lead = letters[starts]
    size = ends - starts
    window = np.ndarray(len(letters) - 7, dtype="<u8", buffer=letters.data, strides=(1,))
    word, places = _unpointed((window[ends - 8] ^ _NOUGHTS) & _LAST.take(size, mode="clip"))
    odd = _not_digits(word)
    mantissa = _put_together(word)
    wide = np.flatnonzero(size > 8)
    if len(wide):
        mantissa[wide], places[wide], odd[wide] = _wide(window, ends[wide], size[wide])
    values = mantissa.astype(np.float64)
    values /= _TENS.take(places, mode="wrap")
    if any_signed:
        np.negative(values, out=values, where=minus)
    points = places >= 0
    odd |= size <= points
    noughts = np.flatnonzero(lead == ord("0"))
    odd[noughts] |= (size[noughts] > 1) & (letters[starts[noughts] + 1] != ord("."))
    empty = whole == ends
    if empty.any():
        values[empty] = np.nan
        odd &= ~empty
    if odd.any():
        if not trimmed:  # spaces may be all that is odd
            bare = _trimmed(letters, whole, ends)
            return None if bare is None else _numbers(letters, *bare, trimmed=True)
        at = np.flatnonzero(odd)
        bounds = zip(whole[at].tolist(), ends[at].tolist(), strict=True)
        cells = [letters[start:end].tobytes().decode().strip() for start, end in bounds]
        read = plain_numbers(cells)
        if read is None:
            return None
        values[at] = read
        points[at] = ["." in cell for cell in cells]
    return values, points


def _wide(window: _Words, ends: _Places, size: _Places) -> tuple[_Words, npt.NDArray[np.int8], npt.NDArray[np.bool_]]:
    """Return the digits of cells of more than eight letters as whole numbers, the places after the point, and what is none."""
    last = window[ends - 8] ^ _NOUGHTS
    first = (window[ends - 16] ^ _NOUGHTS) & _LAST.take(size - 8, mode="clip")
    low, places = _unpointed(last)
    high, before = _unpointed(first)
    inside = places >= 0
    low = np.where(inside, low | (first >> np.uint64(56)), low)
    high = np.where(inside, first << _EIGHT, high)
    places = np.where(inside | (before < 0), places, before + np.int8(8))
    mantissa = _put_together(high) * np.uint64(10**8) + _put_together(low)
    return mantissa, places, _not_digits(high) | _not_digits(low) | (size > 16) | (mantissa > _LARGEST)


def _unpointed(word: _Words) -> tuple[_Words, npt.NDArray[np.int8]]:
    """Return words without their first point, and how many letters stand behind it; -1 where there is none."""
    scratch = word ^ _POINTS
    point = scratch - _EACH_ONE
    point &= np.invert(scratch, out=scratch)
    point &= _TOPS
    point &= np.negative(point, out=scratch)  # the first of several
    places: npt.NDArray[np.int8] = np.bitwise_count(np.subtract(point, _ONE, out=scratch)).view(np.int8)
    np.subtract(np.int8(63), places, out=places)
    places >>= np.int8(3)
    before = np.right_shift(point, np.uint64(7), out=scratch)
    before -= _ONE
    before &= word
    before <<= (point != 0) * _EIGHT
    point <<= _ONE
    point -= _ONE
    behind = np.invert(point, out=point)
    behind &= word
    behind |= before
    return behind, places


def _not_digits(word: _Words) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = ((word + _OVER) | word) & _TOPS != 0
    return found


def _put_together(word: _Words) -> _Words:
    """Return the numbers that eight digits in each word are: pairs, then fours, then all."""
    pairs = word * np.uint64(10) + (word >> _EIGHT)
    outer = (pairs & np.uint64(0x000000FF000000FF)) * np.uint64(100 + (10**6 << 32))
    inner = ((pairs >> np.uint64(16)) & np.uint64(0x000000FF000000FF)) * np.uint64(1 + (10**4 << 32))
    return (outer + inner) >> np.uint64(32)
