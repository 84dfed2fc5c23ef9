"""Rich text: its words, notes, and the heads of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.errors import DamagedFileError, Reason
from ingest.model import Fact, FactName, Origin
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Bruggen}}{\header Ons kenmerk BR/12\par}"
BODY = (
    r"\pard Betreft: bruggen in de regio\par Geachte voorzitter,\par "
    r"Het kabinet zet in op re\'eble bruggen{\footnote Kamerstuk 35 925, nr. 36.} voor iedereen in de regio.\par"
)


def test_words_notes_and_heads_are_read(tmp_path: Path) -> None:
    """The note is no part of the sentence; the head of the page holds the number of the letter."""
    path = tmp_path / "brief.rtf"
    path.write_text(f"{HEAD}{BODY}}}", "ascii")
    document = read_document(path)
    assert document.title == "bruggen in de regio"
    assert "Het kabinet zet in op reële bruggen voor iedereen in de regio." in document.text
    assert [(note.number, note.text) for note in document.footnotes] == [(1, "Kamerstuk 35 925, nr. 36.")]
    assert [citation.id for citation in document.citations] == ["kst-35925-36"]
    assert Fact(FactName.REFERENCE, "BR/12", Origin.MARGIN) in document.facts


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"Gewone tekst.", b""])
def test_another_file_of_that_name_is_refused(content: bytes, tmp_path: Path) -> None:
    """It is not rich text."""
    path = tmp_path / "brief.rtf"
    path.write_bytes(content)
    with pytest.raises(DamagedFileError):
        read_document(path)


def test_a_group_that_never_closes_ends_with_the_file(tmp_path: Path) -> None:
    """A file that was cut off is read as far as it goes."""
    path = tmp_path / "brief.rtf"
    path.write_text(rf"{HEAD}\pard Het kabinet zet in op bruggen voor iedereen.\par {{\footnote Een noot", "ascii")
    document = read_document(path)
    assert "Het kabinet zet in op bruggen voor iedereen." in document.text
    assert [note.text for note in document.footnotes] == ["Een noot"]


@pytest.mark.parametrize(("written", "read"), [(r"\u-10179?\u-8704?", "\U0001f600"), (r"\u-10179?", "\ufffd")])
def test_a_character_written_in_two_halves_is_one(tmp_path: Path, written: str, read: str) -> None:
    """As signs of feeling are; half of one is shown as a character that is not known."""
    path = tmp_path / "brief.rtf"
    path.write_text(rf"{HEAD}\pard Het kabinet zet in op bruggen {written} voor iedereen in de regio.\par}}", "ascii")
    assert f"bruggen {read} voor iedereen" in read_document(path).text


@pytest.mark.parametrize("word", [r"{\uc}", r"\uc "])
def test_a_word_of_command_without_its_number_says_nothing(tmp_path: Path, word: str) -> None:
    """A damaged file is read for what else it holds; a backslash of the text before such letters is kept."""
    path = tmp_path / "brief.rtf"
    path.write_text(rf"{HEAD}\pard Het kabinet zet in{word} op \\u en bruggen voor iedereen.\par}}", "ascii")
    assert "op \\u en bruggen voor iedereen." in read_document(path).text


@pytest.mark.parametrize("number", ["1114112", "9999999999", "-9999999999"])
def test_a_number_that_no_character_has_is_a_damaged_file(tmp_path: Path, number: str) -> None:
    """However large it is."""
    path = tmp_path / "brief.rtf"
    path.write_text(rf"{HEAD}\pard Het kabinet zet in op \u{number}? bruggen.\par}}", "ascii")
    with pytest.raises(DamagedFileError) as error:
        read_document(path)
    assert error.value.reason is Reason.UNKNOWN_ENCODING
