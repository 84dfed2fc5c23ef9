"""Widths of the glyphs of a font, in thousandths of its size."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_CODES = 100_000  # a font has at most 65,536; more widths were made to swell
_LAST_CODE = 0xFFFF
_SIMPLE = 256  # codes of a simple font
_FIXED_PITCH = 1  # flag of a font descriptor
_UNKNOWN = 500.0


@cache
def _standard() -> dict[str, dict[str, float]]:
    """The 14 fonts that a file need not embed: name -> character -> width (data/pdf-widths.txt)."""
    found = {}
    for line in files("ingest").joinpath("data/pdf-widths.txt").read_text("ascii").splitlines():
        if line.startswith("#"):
            continue
        names, widths = line.split(";")
        pairs = (each.split("=") for each in widths.split())
        known = {chr(int(code, 16)): float(width) for code, width in pairs}
        # Codes that show the glyph of another: the no-break space and the soft hyphen.
        known |= {char: known[shown] for char, shown in (("\xa0", " "), ("\xad", "-")) if shown in known}
        found.update(dict.fromkeys(names.split(), known))
    return found


def glyph_widths(resource: Any, chars: list[str] | str, flags: int, space: int) -> tuple[dict[int, float], float]:  # noqa: ANN401
    """Code -> width, and the width of codes that are not in it.

    ``resource``: the font's dictionary; ``chars``: those of the codes 0-255 of a simple font; ``flags``: of its
    descriptor; ``space``: the code of the space.
    """
    default = 0.0
    if resource.get("/Subtype") in ("/Type1", "/MMType1", "/TrueType", "/Type3"):
        name = str(resource.get("/BaseFont", "")).removeprefix("/")
        if "/Widths" in resource:
            widths = _simple(resource)
        else:
            known = _standard().get(name, {})
            widths = {code: known[char] for code, char in enumerate(chars) if char in known}
            flags |= _FIXED_PITCH if known and name.startswith("Courier") else 0
        descriptor = resource.get("/FontDescriptor")
        if descriptor is not None:
            default = _number(descriptor.get_object().get("/MissingWidth"), 0.0)
    else:
        widths = {}
        for each in resource.get("/DescendantFonts", []).get_object():
            font = each.get_object()
            widths.update(_composite(font))
            default = _number(font.get("/DW"), default)
    return widths, default or _usual(widths, flags, space)


def _simple(resource: Any) -> dict[int, float]:  # noqa: ANN401
    widths = resource["/Widths"].get_object()
    first = resource.get("/FirstChar", 0)
    if not isinstance(widths, (list, tuple)) or not isinstance(first, (int, float)) or first < 0:
        return {}
    last = max(0, _SIMPLE - int(first))
    return {code: float(int(width.get_object())) for code, width in enumerate(widths[:last], start=int(first))}


def _composite(font: Any) -> Iterable[tuple[int, float]]:  # noqa: ANN401
    """The array /W: "first [width width ...]" and "first last width" in any order."""
    entries = font["/W"].get_object() if "/W" in font else []
    values = [entry.get_object() for entry in entries]
    found: list[tuple[int, float]] = []
    at = 0
    while at + 1 < len(values) and len(found) < _MOST_CODES:
        first, after = values[at], values[at + 1]
        if not isinstance(first, (int, float)):
            at += 1
        elif isinstance(after, (list, tuple)):
            found += [(int(first) + n, _number(width.get_object(), _UNKNOWN)) for n, width in enumerate(after)]
            at += 2
        elif at + 2 < len(values) and isinstance(after, (int, float)) and isinstance(values[at + 2], (int, float)):
            width = float(values[at + 2])
            found += [(code, width) for code in range(int(first), min(int(after), _LAST_CODE) + 1)]
            at += 3
        else:
            at += 1
    return found


def _usual(widths: dict[int, float], flags: int, space: int) -> float:
    """Twice the space, as wide as the space in a font of fixed pitch, else the mean of what is known."""
    if width := widths.get(space, 0.0):
        return width if flags & _FIXED_PITCH else float(int(2 * width))
    known = [each for each in widths.values() if each > 0]
    return float(sum(known) // len(known)) if known else _UNKNOWN


def _number(value: Any, otherwise: float) -> float:  # noqa: ANN401
    value = value.get_object() if hasattr(value, "get_object") else value
    return float(value) if isinstance(value, (int, float)) else otherwise
