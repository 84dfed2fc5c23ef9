"""Fonts of a PDF: character codes -> text and widths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pypdf.generic._font import Font as PdfFont

from ingest.formats.pdf.page.model import FontStyle

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|-bd$|_bd$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,]it\b|-it$|kursiv", re.IGNORECASE)
_FORCE_BOLD = 1 << 18  # of a font descriptor's flags
_ITALIC_FLAG = 1 << 6
_HEAVY = 600  # weight from which letters look bold
# Glyphs without a meaning that a text layer could use: control characters and the replacement character.
_UNREADABLE = dict.fromkeys([*range(32), 0x7F, 0xFFFD, 0xFEFF, 0xFFFE, 0xFFFF])
_UNREADABLE.update({9: " ", 10: " ", 13: " ", 0xA0: " ", 0x2028: " ", 0x200B: ""})
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0x132: "IJ",
    0x133: "ij",
}
_UNREADABLE.update(_LIGATURES)


def clean(text: str) -> str:
    """The text as it is to be read: ligatures in letters, every kind of space a space, no control characters."""
    return text.translate(_UNREADABLE)


class _Glyphs(dict[int, tuple[str, float]]):
    """Code -> (text, width in thousandths of the size), worked out when a code is first met."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> tuple[str, float]:
        self[code] = found = self._font.work_out(code)
        return found


class Font:
    """One font of a page. ``wide``: codes take two bytes. ``glyphs``: code -> (text, width in thousandths)."""

    def __init__(self, source: PdfFont | None, *, type3_scale: float = 1.0) -> None:
        self._source = source
        self._scale = type3_scale
        self._codec = ""
        self.wide = False
        if source is None:
            self.style = FontStyle("")
        else:
            self.style = _style(source)
            if isinstance(source.encoding, str):
                self.wide = source.encoding.startswith("utf-16")
                self._codec = "" if self.wide else source.encoding
        self.glyphs = _Glyphs(self)

    def codes(self, raw: bytes) -> Iterable[int]:
        """The character codes of a shown string."""
        if self.wide:
            return [raw[i] << 8 | raw[i + 1] for i in range(0, len(raw) - 1, 2)]
        if self._codec:
            return [ord(char) for char in raw.decode(self._codec, "replace")]
        return raw

    def work_out(self, code: int) -> tuple[str, float]:
        """The text and the width of one code; no text where the font does not tell."""
        source = self._source
        if source is None:
            return (chr(code) if 32 <= code < 127 else "", 500.0)
        char = chr(code)
        key: Any = char
        if isinstance(source.encoding, dict):
            key = source.encoding.get(code, char)
        text = source.character_map.get(key)
        if text is None:
            # A glyph name that stands for no character ("/g123") is not text.
            text = "" if len(key) > 1 and key.startswith("/") else key
            if self.wide and source.character_map:
                text = ""
        if not source.interpretable:
            text = ""
        width: Any = source.character_widths.get(char, source.character_widths.get("default", 500))
        if not isinstance(width, (int, float)):
            width = 500.0
        return clean(str(text)), float(width) * self._scale


@dataclass(slots=True)
class Fonts:
    """The fonts met so far, by the object that holds them, so that no page works them out again."""

    known: dict[Any, Font] = field(default_factory=dict)

    def get(self, resources: Any, name: str) -> Font:  # noqa: ANN401
        """The font called ``name`` in these resources."""
        try:
            fonts = resources["/Font"]
            raw = fonts.raw_get(name) if hasattr(fonts, "raw_get") else fonts[name]
        except (KeyError, TypeError, AttributeError):
            return self.known.setdefault("", Font(None))
        key = (raw.idnum, raw.generation) if hasattr(raw, "idnum") else id(raw)
        font = self.known.get(key)
        if font is None:
            font = self.known[key] = make_font(raw.get_object())
        return font


def make_font(resource: Any) -> Font:  # noqa: ANN401 - a dictionary of the file, of whatever it holds
    """The font of a resource dictionary; one that cannot be understood shows ASCII as it is."""
    try:
        scale = 1.0
        if resource.get("/Subtype") == "/Type3" and "/FontMatrix" in resource:
            scale = float(resource["/FontMatrix"][0]) * 1000 or 1.0
        return Font(PdfFont.from_font_resource(resource), type3_scale=scale)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, AssertionError, ZeroDivisionError):
        return Font(None)


def _style(source: PdfFont) -> FontStyle:
    name = _SUBSET.sub("", str(source.name))
    descriptor: Any = source.font_descriptor  # holds whatever the file holds
    flags = descriptor.flags if isinstance(descriptor.flags, int) else 0
    try:
        heavy = float(descriptor.weight) >= _HEAVY
    except (TypeError, ValueError):
        heavy = False
    angle = descriptor.italic_angle if isinstance(descriptor.italic_angle, (int, float)) else 0
    bold = heavy or bool(flags & _FORCE_BOLD) or bool(_BOLD.search(name))
    italic = bool(flags & _ITALIC_FLAG) or angle != 0 or bool(_ITALIC.search(name))
    return FontStyle(name, bold, italic)
