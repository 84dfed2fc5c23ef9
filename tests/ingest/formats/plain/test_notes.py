"""Markers in the running text and the notes they point to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outlines import notes

from ingest.formats.plain.notes import Marker, NoteCounter, take_markers
from ingest.language.traced import TracedText
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path


def taken(*paragraphs: str, notes: dict[int, int] | None = None) -> tuple[list[str], list[Marker]]:
    """The paragraphs, one a line, without their markers; every note on page 0 unless stated otherwise."""
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
        ("is versterkt.[1] Voorbeelden", "is versterkt. Voorbeelden", 13),
        ("de evaluatie [1] bekijken", "de evaluatie bekijken", 12),
    ],
)
def test_a_glued_marker_is_taken_out(printed: str, clean: str, offset: int) -> None:
    """Behind a word or its punctuation; the offset is where it stood."""
    assert ([clean], [Marker(1, 0, offset)]) == taken(printed)


@pytest.mark.parametrize(
    "printed",
    ["artikel 5.1 geldt", "bedrag 2,1 miljoen", "stap 1 volgt", "in 2021 ging", "A1-papier", "[1] telt", "noot [2]"],
)
def test_other_numbers_stay(printed: str) -> None:
    """Decimals, articles and counts are not markers."""
    assert ([printed], []) == taken(printed)


def test_two_markers_together_belong_to_the_same_place() -> None:
    """As in ".11 12" and "70,71"."""
    texts, markers = taken("is onwenselijk.11 12 Europa", "ihkv BHOSnota13,14", notes={11: 0, 12: 0, 13: 0, 14: 0})
    assert texts == ["is onwenselijk. Europa", "ihkv BHOSnota"]
    assert taken("een bron [1][2].", notes={1: 0, 2: 0}) == (["een bron."], [Marker(1, 0, 8), Marker(2, 0, 8)])
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


_BODY = (
    "Het kabinet wil minder uitstoot.{0} Daarvoor trekt het geld uit{1} voor alle gemeenten in het\nland.\n\n{2}\n{3}"
)


@pytest.mark.parametrize(
    "text",
    [
        _BODY.format("1", "2", "1 Kamerstuk 32813, nr. 193.", "2 De tweede noot."),
        _BODY.format("1", "2", "1 Kamerstuk 32813, nr. 193.\n", "2 De tweede noot."),
        _BODY.format(" [1]", "[2]", "[1] Kamerstuk 32813, nr. 193.", "[2] De tweede\nnoot."),
        (_BODY.format("1", "2", "1 Kamerstuk 32813, nr. 193.", "2 De tweede noot.")).replace("in het\n", f"{'heel ' * 60}het "),
    ],
)  # fmt: skip
def test_notes_at_the_end_of_a_text_file_are_tied(text: str, tmp_path: Path) -> None:
    """Right below each other or apart, in brackets or bare, broken over lines, in a text of one paragraph a line."""
    path = tmp_path / "brief.txt"
    path.write_text(text, "utf-8")
    document = read_document(path)
    first, second = notes(document)
    assert first == (1, "Kamerstuk 32813, nr. 193.", "Het kabinet wil minder uitstoot.")
    assert second[:2] == (2, "De tweede noot.")
    assert str(second[2]).startswith("Daarvoor trekt het geld uit voor alle gemeenten")


def test_numbered_lines_that_text_follows_are_no_notes(tmp_path: Path) -> None:
    """In a text with one paragraph a line notes stand at the end; elsewhere "1 Klimaat" is the text's own."""
    path = tmp_path / "pagina.txt"
    path.write_text(
        f"Ons beleid voor SDG1 {'en heel veel meer ' * 20}.\n1 Klimaat en energie.\nMeer {'tekst ' * 40}.\n", "utf-8"
    )
    assert not read_document(path).footnotes


@pytest.mark.parametrize("text", ["1 Zie de nota1 hierover.\n", f"1 Zie de nota1 {'en meer ' * 40}.\n"])
def test_a_file_that_is_all_notes_is_read(text: str, tmp_path: Path) -> None:
    """Nothing breaks for want of a text above them."""
    path = tmp_path / "noten.txt"
    path.write_text(text, "utf-8")
    assert read_document(path).passages[0].section == "noten"
