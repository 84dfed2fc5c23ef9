"""Where a passage and the sentences that answer stand on the pages of a PDF."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ingest.places import Box, PageInfo
from ui.texts.page import ENGLISH
from ui.web.originals.pane import can_open, pane

if TYPE_CHECKING:
    from pathlib import Path

PASSAGE: Any = SimpleNamespace(start=100, end=200)
PAGES = (PageInfo("iv", 200.0, 400.0), PageInfo("", 100.0, 100.0))


@pytest.fixture
def known(tmp_path: Path) -> Any:  # noqa: ANN401
    """A document whose file is a PDF."""
    file = tmp_path / "nota.pdf"
    file.write_bytes(b"%PDF")
    return SimpleNamespace(id="een nota", title="Nota", source=str(file), sha256="abc")


def base(pages: tuple[PageInfo, ...], **boxes: tuple[Box, ...]) -> Any:  # noqa: ANN401
    """A knowledge base that knows the rectangles of spans, named "s" with both offsets."""
    return SimpleNamespace(pages=lambda _: pages, boxes=lambda _, start, end: boxes.get(f"s{start}_{end}", ()))


def test_the_sentence_is_marked_within_its_passage(known: Any) -> None:  # noqa: ANN401
    """In percents from above, a point wider than its words; sentences count from the start of their passage."""
    made = pane(
        base(PAGES, s100_200=(Box(1, 21, 101, 179, 299),), s110_130=(Box(1, 21, 201, 99, 219), Box(2, 11, 1, 49, 9))),
        known,
        PASSAGE,
        [(10, 30)],
        "nl",
    )
    assert json.loads(made.marks) == [
        {"page": 1, "kind": "passage", "left": 10.0, "top": 25.0, "width": 80.0, "height": 50.0},
        {"page": 1, "kind": "sentence", "left": 10.0, "top": 45.0, "width": 40.0, "height": 5.0},
        {"page": 2, "kind": "sentence", "left": 10.0, "top": 90.0, "width": 40.0, "height": 10.0},
    ]
    assert json.loads(made.pages) == [[200.0, 400.0, "iv"], [100.0, 100.0, ""]]
    assert (made.start, made.count, made.name, made.pictures) == (1, 2, "nota.pdf", "blad/een%20nota/")


def test_it_opens_where_the_sentence_stands(known: Any) -> None:  # noqa: ANN401
    """Not where the passage begins, which may be a page before."""
    made = pane(
        base(PAGES, s100_200=(Box(1, 0, 0, 1, 1),), s110_130=(Box(2, 0, 0, 1, 1),)), known, PASSAGE, [(10, 30)], ENGLISH
    )
    assert made.start == 2
    assert made.pictures == "../blad/een%20nota/"


def test_a_place_that_is_not_known_is_the_first_page(known: Any) -> None:  # noqa: ANN401
    """Nothing is marked then; rectangles on pages that the file does not have are left out."""
    made = pane(base(PAGES, s100_200=(Box(3, 0, 0, 1, 1),)), known, PASSAGE, [], "nl")
    assert (made.start, json.loads(made.marks)) == (1, [])


def test_what_is_no_pdf_cannot_be_opened(known: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """Nor one of which the pages are not known, or that was taken away."""
    assert can_open(base(PAGES), known)
    assert not can_open(base(()), known)
    word = tmp_path / "nota.docx"
    word.write_bytes(b"PK")
    assert not can_open(base(PAGES), SimpleNamespace(id="nota", source=str(word)))  # type: ignore[arg-type]
    (tmp_path / "nota.pdf").unlink()
    assert not can_open(base(PAGES), known)
