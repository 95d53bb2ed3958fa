"""Plain text files: bytes to text, newlines and all, with the encoding said."""

from __future__ import annotations

import codecs

from summarizer.errors import InputError

__all__ = ["decode_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS = (
    (b"%pdf-", "a PDF"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"{\\rtf", "a rich text file"),
    (b"pk\x03\x04", "an archive or office file"),
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x0b\x1b")
"""Control characters that no text has."""


def decode_text(raw: bytes) -> tuple[str, str]:
    """Decode a file; returns the text and the reader's name, version and encoding.

    A byte order mark decides; else UTF-8; else the encoding that the bytes look most like, marked as guessed.

    Raises:
        InputError: The bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode(raw[len(mark) :], encoding), f"text/1 {encoding}"
    kind = next((kind for start, kind in _OTHER_KINDS if raw[:512].lstrip().lower().startswith(start)), None)
    if kind:
        raise InputError(f"{kind}, no plain text", "save the article's text as .txt")
    if _is_binary(raw):
        raise InputError("a binary file, no text", "leave it out, or save the article as text")
    try:
        return raw.decode("utf-8"), "text/1 utf-8"
    except UnicodeDecodeError:
        return _guess(raw)


def _decode(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"not the {encoding} that it announces: {error.reason}", "save it as UTF-8") from error


def _is_binary(raw: bytes) -> bool:
    head = raw[:65_536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in head or controls * 20 > len(head)


def _guess(raw: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise InputError("neither UTF-8 nor any other encoding of text", "save it as UTF-8")
    return raw.decode(best.encoding), f"text/1 {best.encoding}, guessed"
