"""Which system wrote a text file, from its accents."""

from __future__ import annotations

import pytest

from ingest.formats.plain.encoding import decoded

LETTER = "Eén geïnformeerde coördinator dient financiële ideeën in over de crèche, tenzij het café één reünie heeft."


@pytest.mark.parametrize("system", ["cp1252", "cp850", "cp437", "mac_roman"])
def test_accents_inside_words_show_the_system(system: str) -> None:
    """Windows, DOS and the Macintosh gave each accent another number."""
    assert decoded(LETTER.encode(system)) == LETTER


@pytest.mark.parametrize(
    "text",
    [
        "Het kost \u20ac 1.000 \u2013 zei zij: \u201cDat is \u2018veel\u2019\u2026\u201d De foto\u2019s \u2022 zijn er.",
        "\u2018s-Gravenhage, \u201cEen brief\u201d van \u00c5ngstr\u00f6m; 5 \u2030 \u00a7 3.",
        "Alleen \u00e9\u00e9n woord.",
        "Gewone tekst zonder accent.",
    ],
)
def test_signs_of_windows_stay_what_they_are(text: str) -> None:
    """Quotes, dashes and the euro have numbers that are accents elsewhere."""
    assert decoded(text.encode("cp1252")) == text


def test_bytes_that_no_system_wrote_are_refused() -> None:
    """Windows has no such characters, and as DOS they are no Dutch either."""
    with pytest.raises(UnicodeDecodeError):
        decoded(b"\x81\x8d\x8f\x90 \x9d\x81")
