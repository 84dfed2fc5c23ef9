"""The bar above what is read: what it tells, where it leads, and what stays as one goes on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ui.web.address import Address
from ui.web.pages.reading_bar import bar, going_on, origin, pdf_at

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = Address.read("lezen", {"vraag": "water", "document": "nota", "passage": "nota:0002", "binnen": "nota"})


@pytest.fixture
def known(tmp_path: Path) -> Any:  # noqa: ANN401
    """A document whose file is a PDF."""
    file = tmp_path / "nota.pdf"
    file.write_bytes(b"%PDF")
    return SimpleNamespace(
        id="nota", title="Nota", kind="Kamerbrief", publisher="BZ", year=2024, source=str(file), sha256="abc"
    )


def hit(passage: str, page: int | None = None) -> Any:  # noqa: ANN401
    """A hit in the document that its id begins with."""
    document = passage.partition(":")[0]
    title = f"{document.title()}: ondertitel"
    return SimpleNamespace(passage=SimpleNamespace(id=passage, document=document, page=page), title=title)


def made(known: Any, address: Address = ADDRESS, hits: tuple[Any, ...] = (), pages: int = 1) -> Any:  # noqa: ANN401
    """The bar above a document."""
    base: Any = SimpleNamespace(pages=lambda _: (None,) * pages)
    return bar(base, known, address, hits, "nota:0001")


@pytest.mark.parametrize(
    ("kind", "publisher", "year", "shown"),
    [
        ("Kamerbrief", "BZ", 2024, "Kamerbrief · BZ, 2024"),
        ("document", "BZ", None, "BZ"),
        ("verkiezingsprogramma", "", 2021, "verkiezingsprogramma · 2021"),
        ("document", "", None, ""),
    ],
)
def test_what_is_known_of_a_document_is_told(kind: str, publisher: str, year: int | None, shown: str) -> None:
    """Nothing is made up for what is not known."""
    assert origin(SimpleNamespace(kind=kind, publisher=publisher, year=year)) == shown  # type: ignore[arg-type]


def test_the_way_along_the_hits(known: Any) -> None:  # noqa: ANN401
    """Back to the card one came from; the neighbours by document and page, the one that is read by a word."""
    walk = made(known, hits=(hit("stuk:0007"), hit("nota:0002", 3), hit("nota:0009", 12))).walk
    assert (walk.rank, walk.count) == (2, 3)
    assert walk.back == "?vraag=water&document=nota#p-nota-0002"
    assert (walk.before.title, walk.after.title) == ("Stuk", "dit document, p.\u00a012")
    assert "passage=nota%3A0009" in walk.after.href


def test_a_passage_that_is_no_hit_has_no_neighbours(known: Any) -> None:  # noqa: ANN401
    """Only the way back, to the top of the results."""
    walk = made(known, hits=(hit("stuk:0007"),)).walk
    assert (walk.rank, walk.before, walk.after, walk.back) == (None, None, None, "?vraag=water&document=nota")
    assert made(known).walk is None


def test_the_pdf_stays_open_at_the_place_one_goes_to(known: Any) -> None:  # noqa: ANN401
    """Not at the one that one leaves; where it was not open it is not opened."""
    address = Address.read("lezen", {**dict(ADDRESS.values), "pdf": "nota:0001"})
    walk = made(known, address, (hit("nota:0002"), hit("nota:0009"))).walk
    assert walk.after.href.endswith("&pdf=ja")
    assert "pdf" not in walk.back
    assert going_on(ADDRESS) == ADDRESS
    assert pdf_at(address, "nota:0005").endswith("&pdf=nota%3A0005")


def test_only_what_is_there_can_be_opened_or_kept(known: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """A PDF of which the pages are not known can be kept; a file that was taken away neither."""
    shown = made(known)
    assert shown.pdf.endswith("&pdf=ja")
    assert (shown.file, shown.name) == ("bestand/nota?v=abc", "nota.pdf")
    assert "pdf" not in shown.text
    assert (made(known, pages=0).pdf, made(known, pages=0).name) == ("", "nota.pdf")
    (tmp_path / "nota.pdf").unlink()
    assert (made(known).pdf, made(known).file, made(known).name) == ("", "", "")
