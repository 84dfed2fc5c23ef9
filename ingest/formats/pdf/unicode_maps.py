"""The meaning of codes by the font's own account: its /ToUnicode map, else the encoding in its Type 1 program."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ingest.formats.pdf.charsets import glyph_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION = re.compile(rb"begin(?P<kind>bfchar|bfrange)(?P<body>.*?)(?:end(?P=kind)|\Z)", re.DOTALL)
_TOKEN = re.compile(rb"<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<sign>[\[\]])")
_DUP = re.compile(rb"^dup[ \t]+(?P<code>\d{1,3})[ \t]+/(?P<name>[^\s/]+)[ \t]*(?:put|$)", re.MULTILINE)
_MOST_CODES = 100_000  # a font has at most 65,536; a map of more was made to swell
_MOST_BYTES = 512  # that one code may stand for


def unicode_map(resource: Any) -> dict[int, str]:  # noqa: ANN401 - a dictionary of the file, of whatever it holds
    """Code -> text; empty where the font has no map. ``resource``: the font's dictionary."""
    if "/ToUnicode" in resource:
        stream = resource["/ToUnicode"]
        if hasattr(stream, "get_data"):
            return dict(_read(stream.get_data()))
        return {0: "\0", 1: "\1"}  # a name such as Identity-H: the file knows no more than we do
    descriptor = resource.get("/FontDescriptor") if resource.get("/Subtype") == "/Type1" else None
    program = descriptor.get_object().get("/FontFile") if descriptor is not None else None
    return _program_map(program.get_object().get_data()) if program is not None else {}


def _read(data: bytes) -> Iterator[tuple[int, str]]:
    count = 0
    for section in _SECTION.finditer(data):
        tokens = [
            match["sign"] or b"<" + re.sub(rb"\s", b"", match["hex"]) for match in _TOKEN.finditer(section["body"])
        ]
        pairs = _single(tokens) if section["kind"] == b"bfchar" else _ranges(tokens)
        for code, text in pairs:
            count += 1
            if count > _MOST_CODES:
                return
            yield code, text


def _single(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    for source, target in list(pairwise(tokens))[::2]:
        if len(source) > 1 and target[:1] == b"<":
            yield int(source[1:], 16), _text(target)


def _ranges(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    """Ranges of codes: "<first> <last> <text of the first>" or "<first> <last> [<text> <text> ...]"."""
    rest = iter(tokens)
    for low in rest:
        high, target = next(rest, b""), next(rest, b"")
        if len(low) < 2 or len(high) < 2 or not target:
            continue
        first, last = int(low[1:], 16), int(high[1:], 16)
        if target == b"[":
            code = first
            for text in rest:
                if text == b"]":
                    break
                yield code, _text(text)
                code += 1
        else:
            start, width = int(target[1:] or b"0", 16), max(4, len(target) - 1)
            for code in range(first, last + 1):
                yield code, _text(b"<%0*X" % (width, start + code - first))


def _text(token: bytes) -> str:
    """The text of a hexadecimal string: UTF-16, or a byte for a character below 256."""
    digits = token[1:]
    if not digits or len(digits) > 2 * _MOST_BYTES or len(digits) % 2:
        return ""
    raw = bytes.fromhex(digits.decode("ascii"))
    return raw.decode("latin-1") if len(raw) == 1 else raw.decode("utf-16-be", "replace")


def _program_map(data: bytes) -> dict[int, str]:
    """The encoding in the readable part of a Type 1 program: "dup 65 /A put"."""
    clear = data.split(b"eexec", 1)[0].replace(b"\r", b"\n")
    _, _, encoding = clear.partition(b"/Encoding")
    named = ((int(match["code"]), glyph_text(match["name"].decode("latin-1"))) for match in _DUP.finditer(encoding))
    return {code: text for code, text in named if text}
