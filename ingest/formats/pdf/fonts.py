"""Fonts of a PDF: character codes -> text and widths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.formats.pdf.charsets import glyph_names, simple_charset
from ingest.formats.pdf.page.model import FontStyle
from ingest.formats.pdf.unicode_maps import unicode_map
from ingest.formats.pdf.widths import glyph_widths
from ingest.language.direction import is_right_to_left, plain_letters

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
_UNREADABLE.update({0x2010: "-", 0x2011: "-"})  # hyphens of a code of their own
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
    """The text as it is to be read: ligatures in letters, one kind of space and of hyphen, no control characters."""
    text = text.translate(_UNREADABLE)
    return plain_letters(text) if is_right_to_left(text) else text


class _Glyphs(dict[int, tuple[str, float]]):
    """Code -> (text, width in thousandths of the size), worked out when a code is first met."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> tuple[str, float]:
        self[code] = found = self._font.work_out(code)
        return found


class Font:
    """One font of a page. ``wide``: codes take two bytes. ``glyphs``: code -> (text, width in thousandths).

    ``resource``: its dictionary in the file; None for a font that cannot be understood, which shows ASCII as it is.
    """

    def __init__(self, resource: Any = None) -> None:  # noqa: ANN401 - a dictionary of the file, of whatever it holds
        self.wide = False
        self.style = FontStyle("")
        self._known = resource is not None
        self._codec = ""
        self._chars: list[str] = []
        self._map: dict[int, str] = {}
        self._widths: dict[int, float] = {}
        self._default = 500.0
        self._scale = 1.0
        self._readable = True
        if resource is not None:
            self._read(resource)
        self.glyphs = _Glyphs(self)

    def _read(self, resource: Any) -> None:  # noqa: ANN401
        type3 = resource.get("/Subtype") == "/Type3"
        if type3 and "/FontMatrix" in resource:
            self._scale = float(resource["/FontMatrix"][0]) * 1000 or 1.0
        chars = simple_charset(resource)
        self._map = unicode_map(resource)
        if isinstance(chars, str):
            self.wide = chars.startswith("utf-16")
            self._codec = "" if self.wide else chars
        else:
            self._chars = chars
        descriptor = _descriptor(resource)
        flags = descriptor.get("/Flags")
        flags = flags if isinstance(flags, int) else 0
        self.style = _style(resource, descriptor, flags)
        if type3 and "/ToUnicode" not in resource:
            # The glyphs are drawings; what they mean is known only where all have names that mean something.
            self._readable = all(name.removeprefix("/") in glyph_names() for name in resource.get("/CharProcs") or ())
        if self._readable:
            self._widths, self._default = glyph_widths(resource, chars, flags, self._space())

    def _space(self) -> int:
        """The code of the space."""
        known = (code for code, text in self._map.items() if text == " ")
        others = (code for code, char in enumerate(self._chars) if char == " ")
        return next(known, next(others, 32))

    def codes(self, raw: bytes) -> Iterable[int]:
        """The character codes of a shown string."""
        if self.wide:
            return [raw[i] << 8 | raw[i + 1] for i in range(0, len(raw) - 1, 2)]
        if self._codec:
            return [ord(char) for char in raw.decode(self._codec, "replace")]
        return raw

    def work_out(self, code: int) -> tuple[str, float]:
        """The text and the width of one code; no text where the font does not give any."""
        if not self._known:
            return (chr(code) if 32 <= code < 127 else "", 500.0)
        text = self._map.get(code)
        if text is None:
            own = self._chars[code] if code < len(self._chars) else chr(code)
            text = "" if self.wide and self._map else own
        width = self._widths.get(code, self._default) * self._scale
        return clean(text) if self._readable else "", width


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
            return self.known.setdefault("", Font())
        key = (raw.idnum, raw.generation) if hasattr(raw, "idnum") else id(raw)
        font = self.known.get(key)
        if font is None:
            font = self.known[key] = make_font(raw.get_object())
        return font


def make_font(resource: Any) -> Font:  # noqa: ANN401 - a dictionary of the file, of whatever it holds
    """The font of a resource dictionary; one that cannot be understood shows ASCII as it is."""
    try:
        return Font(resource)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, AssertionError, ArithmeticError):
        return Font()


def _descriptor(resource: Any) -> Any:  # noqa: ANN401
    """The font descriptor, of a composite font that of its last descendant; an empty one where there is none."""
    held = (
        [resource, *(each.get_object() for each in resource["/DescendantFonts"].get_object())]
        if ("/DescendantFonts" in resource)
        else [resource]
    )
    found = held[-1].get("/FontDescriptor")
    return found.get_object() if found is not None else {}


def _style(resource: Any, descriptor: Any, flags: int) -> FontStyle:  # noqa: ANN401
    name = _SUBSET.sub("", str(resource.get("/BaseFont", "Unknown")).removeprefix("/"))
    try:
        heavy = float(descriptor.get("/FontWeight", 0)) >= _HEAVY
    except (TypeError, ValueError):
        heavy = False
    angle = descriptor.get("/ItalicAngle", 0)
    sloped = isinstance(angle, (int, float)) and angle != 0
    bold = heavy or bool(flags & _FORCE_BOLD) or bool(_BOLD.search(name))
    return FontStyle(name, bold, bool(flags & _ITALIC_FLAG) or sloped or bool(_ITALIC.search(name)))
