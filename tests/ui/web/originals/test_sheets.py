"""Pages as printed: where the passage stands on them, and what happens when a page cannot be drawn."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfWriter

from ingest.files.fingerprint import examine
from ingest.places import Box, PageInfo
from ui.texts.asking import EN, NL
from ui.web.originals import drawing
from ui.web.originals.sheets import sheet, sheets
from ui.web.rendering import fragment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF of one empty page of 200 by 300 points."""
    writer = PdfWriter()
    writer.add_blank_page(200, 300)
    path = tmp_path / "stuk.pdf"
    writer.write(path)
    return path


def base(source: Path, *boxes: Box) -> Any:  # noqa: ANN401
    """A knowledge base with one document, as far as pages are concerned."""
    sha256 = examine(source).sha256 if source.is_file() else ""
    known = SimpleNamespace(id="stuk", source=str(source), sha256=sha256)
    return SimpleNamespace(
        document={"stuk": known}.get,
        boxes=lambda *_: boxes,
        pages=lambda id_: (PageInfo("iv", 200.0, 300.0),) if id_ == "stuk" else (),
    )


def shown(made: Any, words: Any = NL) -> str:  # noqa: ANN401
    """The pages of a passage, as HTML."""
    pages = sheets(made, SimpleNamespace(start=0, end=9), made.document("stuk"), words.language)  # type: ignore[arg-type]
    return fragment("sheets.html", "sheets", pages, words, "?pdf=ja")


def test_the_place_is_outlined_on_the_page(pdf: Path) -> None:
    """PDF counts from below, a picture from above; the page is called by its printed number."""
    html = shown(base(pdf, Box(1, 20, 250, 120, 260)))
    assert re.findall(r'<svg viewBox="([^"]+)"', html) == ["0 0 200 300"]
    assert re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', html) == [("17", "37", "106", "16")]
    assert 'src="blad/stuk/1"' in html
    assert "Afgedrukte bladzijde iv" in html
    assert 'src="../blad/stuk/1"' in shown(base(pdf, Box(1, 0, 0, 1, 1)), EN)


def test_a_passage_over_two_pages_shows_both_that_there_are(pdf: Path) -> None:
    """Boxes on a page that the document does not have are left out."""
    assert shown(base(pdf, Box(1, 0, 0, 1, 1), Box(2, 0, 0, 1, 1))).count("<figure") == 1


def test_without_places_or_file_nothing_is_shown(pdf: Path) -> None:
    """A text has no pages; a file may have been taken away since."""
    assert shown(base(pdf)) == ""
    assert shown(base(pdf.with_name("weg.pdf"), Box(1, 0, 0, 1, 1))) == ""
    assert shown(base(pdf.with_suffix(".txt"), Box(1, 0, 0, 1, 1))) == ""


def test_a_page_is_drawn_as_a_picture(pdf: Path) -> None:
    """WebP, drawn in a process of its own."""
    answer = sheet(base(pdf), "stuk", 1)
    assert answer.media_type == "image/webp"
    assert (bytes(answer.body)[:4], bytes(answer.body)[8:12]) == (b"RIFF", b"WEBP")


def test_a_damaged_file_costs_its_picture_only(pdf: Path) -> None:
    """Nothing fails and nothing false is shown: an empty sheet takes the place of the page."""
    pdf.write_bytes(b"%PDF-1.7\nhalf")
    answer = sheet(base(pdf), "stuk", 1)
    assert (answer.status_code, answer.media_type) == (200, "image/svg+xml")


def test_another_file_in_its_place_is_not_drawn(pdf: Path) -> None:
    """As little as it is given away (files): nobody put it into the knowledge base."""
    made = base(pdf)
    assert sheet(made, "stuk", 1).media_type == "image/webp"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(pdf)
    assert sheet(made, "stuk", 1).media_type == "image/svg+xml"


def test_a_file_that_is_not_there_cannot_be_drawn(pdf: Path) -> None:
    """Nor does that fail."""
    assert drawing.draw(pdf.with_name("weg.pdf"), 1) is None


@pytest.mark.parametrize(("document", "page"), [("stuk", 0), ("stuk", 2), ("../stuk", 1)])
def test_only_pages_that_are_there_can_be_asked(pdf: Path, document: str, page: int) -> None:
    """The name is looked up among the documents, never used as a path."""
    assert sheet(base(pdf), document, page).status_code == 404
