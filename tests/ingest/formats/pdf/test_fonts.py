"""Fonts of a PDF: what a code means and how wide it is, from small dictionaries as files hold them."""

from __future__ import annotations

import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from ingest.formats.pdf.charsets import charset, glyph_text
from ingest.formats.pdf.fonts import Font, make_font
from ingest.formats.pdf.page.model import FontStyle


def held(value: object) -> PdfObject:
    """A Python value as an object of a file; a string is a name, bytes are a stream."""
    if isinstance(value, dict):
        return DictionaryObject({NameObject(f"/{key}"): held(each) for key, each in value.items()})
    if isinstance(value, list):
        return ArrayObject([held(each) for each in value])
    if isinstance(value, bytes):
        stream = DecodedStreamObject()
        stream.set_data(value)
        return stream
    if isinstance(value, str):
        return NameObject(f"/{value}")
    return NumberObject(value) if isinstance(value, int) else FloatObject(value)


def font(**known: object) -> Font:
    """The font of a dictionary with these entries."""
    return make_font(held(known))


def shown(made: Font, *codes: int) -> str:
    """The text of these codes."""
    return "".join(made.glyphs[code][0] for code in codes)


def widths(made: Font, *codes: int) -> list[float]:
    """The widths of these codes, in thousandths of the size."""
    return [made.glyphs[code][1] for code in codes]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("WinAnsiEncoding", "Aé’"),
        ("MacRomanEncoding", "AÈí"),
        ({"BaseEncoding": "WinAnsiEncoding", "Differences": [65, "ffi", "g12", 146, "uni20AC"]}, "ffié€"),
        ({"Differences": [233, "eacute"]}, "Aé"),
    ],
)
def test_an_encoding_gives_the_meaning_of_codes(encoding: object, text: str) -> None:
    """By name, or with differences from a named one; a glyph without a meaning is not text."""
    made = font(Subtype="Type1", Encoding=encoding, Widths=[500], FirstChar=32)
    assert shown(made, 65, 233, 146).replace("\x92", "") == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"1 beginbfchar <41> <0062> endbfchar", "b"),
        (b"2 beginbfchar\n<40> <0061>\n<41> <00660066>\nendbfchar", "ff"),
        (b"1 beginbfrange <40> <42> <0061> endbfrange", "b"),
        (b"1 beginbfrange\n<40> <42> [<0061>\n<0078> <0079>]\nendbfrange", "x"),
        (b"1 beginbfchar <41> <> endbfchar", ""),
        (b"1 beginbfchar <41> <D83DDE00> endbfchar", "\U0001f600"),
        (b"1 beginbfchar <41> <62> endbfchar", "b"),
        (b"1 beginbfchar <41>", "A"),
        (b"1 beginbfrange <41> endbfrange", "A"),
        (b"", "A"),
    ],
)
def test_the_map_of_a_font_goes_before_its_encoding(data: bytes, text: str) -> None:
    """Single codes and ranges, one or several characters each; what is broken is passed over."""
    assert shown(font(Subtype="TrueType", Encoding="WinAnsiEncoding", Widths=[500], ToUnicode=data), 0x41) == text


def test_the_encoding_in_a_type_1_program_is_read() -> None:
    """Programs such as TeX write no map: the readable part of the font names its glyphs."""
    program = b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 11 /ff put\nreadonly def\neexec\n\x80"
    assert shown(font(Subtype="Type1", FontDescriptor={"FontFile": program}, Widths=[500]), 11) == "ff"


def test_a_composite_font_takes_two_bytes_a_code() -> None:
    """Widths stand in lists and ranges; a code without a meaning is not text."""
    made = font(
        Subtype="Type0",
        Encoding="Identity-H",
        ToUnicode=b"1 beginbfrange <0003> <0005> <0041> endbfrange",
        DescendantFonts=[{"W": [3, [300, 400.5], 8, 9, 700], "DW": 1000}],
    )
    assert made.wide
    assert list(made.codes(b"\0\3\0\4")) == [3, 4]
    assert shown(made, 3, 4, 5, 6) == "ABC"
    assert widths(made, 3, 4, 5, 8, 9, 10) == [300, 400.5, 1000, 700, 700, 1000]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"Widths": [250, 600.9], "FirstChar": 32}, [250, 600, 500]),  # the default: twice the space
        ({"Widths": [250, 600], "FirstChar": 32, "FontDescriptor": {"Flags": 1}}, [250, 600, 250]),
        ({"Widths": [250, 600], "FirstChar": 32, "FontDescriptor": {"MissingWidth": 333}}, [250, 600, 333]),
        ({"Widths": [600, 300], "FirstChar": 33}, [450, 600, 300]),  # without a space: the mean
        ({"BaseFont": "Helvetica"}, [278, 278, 355]),
        ({"BaseFont": "Courier"}, [600, 600, 600]),
        ({}, [500, 500, 500]),
    ],
)
def test_widths_of_a_simple_font(known: dict[str, object], expected: list[float]) -> None:
    """Those that the file gives, else those of the 14 fonts that none need embed; of space, exclamation mark, quote."""
    assert widths(font(Subtype="Type1", Encoding="WinAnsiEncoding", **known), 32, 33, 34) == expected


def test_codes_that_show_the_glyph_of_another() -> None:
    """The soft hyphen is as wide as the hyphen, the no-break space as the space."""
    made = font(Subtype="Type1", BaseFont="Helvetica", Encoding="WinAnsiEncoding")
    assert widths(made, 0x2D, 0xAD, 0x20, 0xA0) == [333.0, 333.0, 278.0, 278.0]


def test_drawings_are_text_only_where_all_have_names_that_mean_something() -> None:
    """A Type 3 font is made of drawings; its matrix scales their widths."""
    known = {"Subtype": "Type3", "Encoding": {"Differences": [65, "A"]}, "Widths": [10], "FirstChar": 65}
    assert shown(font(**known, CharProcs={"A": b"", "g1": b""}), 65) == ""
    made = font(**known, CharProcs={"A": b""}, FontMatrix=[0.05, 0, 0, 0.05, 0, 0])
    assert made.glyphs[65] == ("A", 500.0)


@pytest.mark.parametrize(
    ("known", "style"),
    [
        ({"BaseFont": "ABCDEF+Verdana-BoldItalic"}, FontStyle("Verdana-BoldItalic", bold=True, italic=True)),
        ({"BaseFont": "Verdana", "FontDescriptor": {"FontWeight": 700}}, FontStyle("Verdana", bold=True)),
        ({"BaseFont": "Verdana", "FontDescriptor": {"Flags": 1 << 6}}, FontStyle("Verdana", italic=True)),
        ({"BaseFont": "Verdana", "FontDescriptor": {"ItalicAngle": -12}}, FontStyle("Verdana", italic=True)),
        ({"BaseFont": "Verdana", "FontDescriptor": {"Flags": "x", "FontWeight": "Bold"}}, FontStyle("Verdana")),
    ],
)
def test_how_a_font_looks(known: dict[str, object], style: FontStyle) -> None:
    """By its name, or by what its descriptor states."""
    assert font(Subtype="TrueType", **known).style == style


def test_a_font_that_cannot_be_understood_shows_ascii() -> None:
    """Broken dictionaries cost no text that is likely right."""
    made = font(Subtype="Type0", DescendantFonts=7)
    assert (shown(made, 65, 200), widths(made, 65)) == ("A", [500.0])


def test_a_map_that_swells_is_cut_off() -> None:
    """A range of four thousand million codes ends where no font has codes any more."""
    data = b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"
    assert shown(font(Subtype="Type0", Encoding="Identity-H", ToUnicode=data, DescendantFonts=[]), 65) == "A"


def test_character_sets_have_a_character_for_each_code() -> None:
    """As PDF defines them; a set that it does not define is unknown."""
    for name in ("WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding", "PDFDocEncoding", "Symbol", "ZapfDingbats"):
        assert len(charset(name) or ()) == 256
    assert charset("Identity-H") is None
    assert (glyph_text("u1F600"), glyph_text("uniXYZ"), glyph_text("g12")) == ("\U0001f600", "", "")
