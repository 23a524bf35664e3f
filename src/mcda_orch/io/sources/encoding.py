"""Bytes of a file become text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
from os import PathLike
from typing import Any

from ...errors import ReadError
from ..places import place_of

__all__ = ["content", "decoded", "encoded"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = {
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document",
    b"%PDF": "a PDF",
    b"PAR1": "a Parquet file",
    b"ARROW1": "a Feather file",
    b"\x89PNG": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def content(place: Any, source: str) -> bytes:
    """Return the bytes of a file."""
    if isinstance(place, PathLike):
        place_of(place)
    if not place.is_file():
        raise ReadError(f"{source} is no file." if place.is_dir() else f"there is no file {source!r}.")
    try:
        return bytes(place.read_bytes())
    except OSError as error:
        raise ReadError(f"{source} cannot be read: {error.strerror}.") from None


def decoded(data: bytes, source: str) -> tuple[str, str]:
    """Return the text of a file, and a remark where its encoding had to be taken as Windows-1252.

    Raises
    ------
    ReadError
        If the bytes are no text.
    """
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise ReadError(f"{source} is {kind}, no text.", hint="give the file the ending of its kind, or save it as CSV in UTF-8.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text, remark = data[len(mark) :].decode(encoding), ""
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"{source}: byte {len(mark) + error.start} is not {encoding.upper()}, which the file says it is.",
                    hint="save it as UTF-8.",
                ) from None
            break
    else:
        text, remark = _unmarked(data, source)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ReadError(
            f"{source}, line {line}: there is a NUL character, so this is no text file.", hint="save the table as CSV in UTF-8."
        )
    return text, remark


def encoded(text: str, source: str) -> bytes:
    """Return a text as it is written, in UTF-8.

    Raises
    ------
    ReadError
        If it holds half a character.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"{source} cannot be written: {error.object[error.start]!r} is half a character, which no file can hold.") from None


def _unmarked(data: bytes, source: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        at = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or len(data.translate(None, _CONTROLS)) != len(data):
        raise ReadError(f"{source}: byte {at} is not UTF-8.", hint="save the file as UTF-8.")
    line = data.count(b"\n", 0, at) + 1
    return text, f"the file is not UTF-8 (line {line} holds {text[at]!r} as one byte), and was read as Windows-1252"
