"""Character sets of simple fonts: codes and names of glyphs -> characters."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import Any

_PYTHON = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}  # that Python knows under another name
_CODES = 256


@cache
def glyph_names() -> dict[str, str]:
    """Name of a glyph -> its characters (data/glyph-names.txt.gz)."""
    raw = gzip.decompress(files("ingest").joinpath("data/glyph-names.txt.gz").read_bytes()).decode("ascii")
    pairs = (line.split(";") for line in raw.split("\n"))
    return {name: "".join(chr(int(code, 16)) for code in codes.split()) for name, codes in pairs}


def glyph_text(name: str) -> str:
    """The characters of a glyph by its name: "eacute", "uni00E9", "u1F600"; "" for a name without a meaning ("g12").

    >>> glyph_text("ffi"), glyph_text("uni00E9"), glyph_text("g12")
    ('ffi', 'é', '')
    """
    found = glyph_names().get(name)
    if found is not None:
        return found
    digits = name.removeprefix("uni") if name.startswith("uni") else name.removeprefix("u")
    try:
        return chr(int(digits, 16)) if digits != name else ""
    except (ValueError, OverflowError):
        return ""


@cache
def _defined() -> dict[str, tuple[str, ...]]:
    text = files("ingest").joinpath("data/pdf-charsets.txt").read_text("ascii")
    pairs = (line.split(";") for line in text.splitlines() if not line.startswith("#"))
    return {name: tuple(chr(int(code, 16)) for code in codes.split()) for name, codes in pairs}


@cache
def charset(name: str) -> tuple[str, ...] | None:
    """The characters of the codes 0-255 in a character set that PDF names ("WinAnsiEncoding"); None for others."""
    if name in _PYTHON:
        return tuple(_decoded(code, _PYTHON[name]) for code in range(_CODES))
    return _defined().get(name)


def _decoded(code: int, codec: str) -> str:
    try:
        return bytes((code,)).decode(codec)
    except UnicodeDecodeError:
        return chr(code)


def simple_charset(resource: Any) -> list[str] | str:  # noqa: ANN401 - a dictionary of the file, of whatever it holds
    """The characters of the codes 0-255 of a font, "" for a glyph without a meaning; or the codec of its strings.

    ``resource``: the font's dictionary. A name that PDF does not define is the standard set, two bytes a code in a
    composite font.
    """
    standard = charset("StandardEncoding") or ()
    if "/Encoding" not in resource:
        return list(charset(str(resource.get("/BaseFont", "")).removeprefix("/")) or standard)
    encoding = resource["/Encoding"].get_object()
    if isinstance(encoding, str):
        name = encoding.removeprefix("/")
        if (known := charset(name)) is not None:
            return list(known)
        if name in _CODECS or "-UCS2-" in name or resource.get("/Subtype") == "/Type0":
            return _CODECS.get(name, "utf-16-be")
        return list(standard)
    chars = list(charset(str(encoding.get("/BaseEncoding", "")).removeprefix("/")) or standard)
    differences = encoding["/Differences"].get_object() if "/Differences" in encoding else ()
    code = 0
    for entry in differences if isinstance(differences, (list, tuple)) else ():
        if isinstance(entry, int):
            code = int(entry)
            continue
        if 0 <= code < _CODES:
            name = str(entry).removeprefix("/")
            # A name of one character that is in no list stands for itself.
            chars[code] = glyph_text(name) or (str(entry) if len(str(entry)) == 1 else "")
        code += 1
    return chars


# The strings of a composite font are in one of these, or two bytes for each glyph.
_CODECS = {
    **dict.fromkeys(("GB-EUC-H", "GB-EUC-V", "GBK-EUC-H", "GBK-EUC-V"), "gbk"),
    **dict.fromkeys(("GBpc-EUC-H", "GBpc-EUC-V"), "gb2312"),
    **dict.fromkeys(("GBK2K-H", "GBK2K-V"), "gb18030"),
    **dict.fromkeys(("ETen-B5-H", "ETen-B5-V", "ETenms-B5-H", "ETenms-B5-V"), "cp950"),
    "90ms-RKSJ-H": "cp932",
}
