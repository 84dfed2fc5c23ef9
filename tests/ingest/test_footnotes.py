"""Markers in the running text and the notes they point to."""

from __future__ import annotations

import pytest

from ingest.footnotes import Marker, NoteCounter, take_markers
from ingest.traced import TracedText


def taken(*paragraphs: str, notes: dict[int, int] | None = None) -> tuple[list[str], list[Marker]]:
    """The paragraphs, one a line, without their markers; every note on page 0 unless said otherwise."""
    texts = [TracedText.of(text, line) for line, text in enumerate(paragraphs, 1)]
    cleaned, markers = take_markers(texts, notes or {1: 0}, dict.fromkeys(range(1, len(paragraphs) + 1), 0))
    return [text.text for text in cleaned], markers


@pytest.mark.parametrize(
    ("printed", "clean", "offset"),
    [
        ("een Afrikastrategie1, en", "een Afrikastrategie, en", 19),
        ("is versterkt1. Voorbeelden", "is versterkt. Voorbeelden", 12),
        ("de norm van 0,7%.1", "de norm van 0,7%.", 17),
        ("meerdere SDG’s.1 Ook", "meerdere SDG’s. Ook", 15),
        ("het ‘verdeelartikel’1. Mutaties", "het ‘verdeelartikel’. Mutaties", 20),
        ("van Soedan1", "van Soedan", 10),
        ("de evaluatie1 bekijken", "de evaluatie bekijken", 12),
    ],
)
def test_a_glued_marker_is_taken_out(printed: str, clean: str, offset: int) -> None:
    """Behind a word or its punctuation; the offset is where it stood."""
    assert ([clean], [Marker(1, 0, offset)]) == taken(printed)


@pytest.mark.parametrize(
    "printed", ["artikel 5.1 geldt", "bedrag 2,1 miljoen", "stap 1 volgt", "in 2021 ging", "A1-papier"]
)
def test_other_numbers_stay(printed: str) -> None:
    """Decimals, articles and counts are no markers."""
    assert ([printed], []) == taken(printed)


def test_two_markers_together_belong_to_the_same_place() -> None:
    """As in ".11 12" and "70,71"."""
    texts, markers = taken("is onwenselijk.11 12 Europa", "ihkv BHOSnota13,14", notes={11: 0, 12: 0, 13: 0, 14: 0})
    assert texts == ["is onwenselijk. Europa", "ihkv BHOSnota"]
    assert [(m.number, m.paragraph, m.offset) for m in markers] == [(11, 0, 15), (12, 0, 15), (13, 1, 13), (14, 1, 13)]


def test_an_abbreviation_with_a_number_gives_way_to_a_real_marker() -> None:
    """A name such as "SDG13" is left alone as long as another 13 can be the marker."""
    texts, markers = taken("Klimaat (SDG13) en COP13.", "te stimuleren.13 Voorbeelden", notes={13: 0})
    assert texts == ["Klimaat (SDG13) en COP13.", "te stimuleren. Voorbeelden"]
    assert markers == [Marker(13, 1, 14)]


def test_a_marker_far_from_its_note_is_not_taken() -> None:
    """A note stands on its marker's page or near it."""
    assert taken("verhaal1", notes={1: 9}) == (["verhaal1"], [])


def test_a_numbered_line_without_a_marker_is_no_note() -> None:
    """A list that counts from 1 is not taken for notes, and what follows it on the page is not lost to them."""
    lines = [(1, "Doel van dit document"), (2, "1 Doel"), (3, "De inzet1 groeit"), (4, "1 Zie de bijlage.")]
    far = NoteCounter([(1, "inzet1"), (500, "1 Doel")])
    assert not far.starts(500, "1 Doel")
    near = NoteCounter(lines)
    assert [near.starts(number, text) for number, text in lines] == [False, True, False, False]
    assert NoteCounter([(1, "is nodig.1 2 Ook")]).starts(9, "1 Zie")
    assert not NoteCounter([(1, "inzet1")]).starts(9, "1  Kop met een nummer")
