"""The file of a document: only that of a document, only as it was read, saved and never opened as a page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from ingest.files.fingerprint import examine
from ui.texts.page import ENGLISH
from ui.texts.reader.file import CHANGED, GONE
from ui.web.originals.files import address_of, path_of
from ui.web.originals.routes import add_routes

if TYPE_CHECKING:
    from pathlib import Path

WORDS = b"%PDF-1.7 een nota over havens"


@pytest.fixture
def nota(tmp_path: Path) -> Path:
    """The file of a document that was read."""
    file = tmp_path / "nota één.pdf"
    file.write_bytes(WORDS)
    return file


def client(*files: Path) -> TestClient:
    """Asks for the files of documents called after them, as they are now."""
    known = [SimpleNamespace(id=file.stem, source=str(file), sha256=examine(file).sha256) for file in files]
    documents = {each.id: each for each in known}
    app = FastAPI()
    add_routes(app, SimpleNamespace(in_one_generation=lambda work: work(), document=documents.get))  # type: ignore[arg-type]
    return TestClient(app)


def test_the_file_of_a_document_is_saved(nota: Path) -> None:
    """Under its own name, as what it is; a browser may keep it, others between may not."""
    answer = client(nota).get("/bestand/nota één?v=1")
    assert (answer.status_code, answer.content) == (200, WORDS)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''nota%20%C3%A9%C3%A9n.pdf"
    assert answer.headers["cache-control"] == "private, max-age=3600"


def test_a_piece_of_it_can_be_asked(nota: Path) -> None:
    """PDF.js reads the pages that are looked at, not the whole file."""
    asked = client(nota)
    answer = asked.get("/bestand/nota één", headers={"range": "bytes=5-7"})
    assert (answer.status_code, answer.content) == (206, WORDS[5:8])
    assert answer.headers["content-range"] == f"bytes 5-7/{len(WORDS)}"
    assert asked.get("/bestand/nota één").headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize("name", ["pagina.html", "brief.docx", "bericht.eml", "tekening.svg"])
def test_another_kind_is_never_taken_for_a_page(tmp_path: Path, name: str) -> None:
    """A web page that was read holds scripts of somebody else, which must not run as ours."""
    file = tmp_path / name
    file.write_text("<script>alert(1)</script>", "utf-8")
    answer = client(file).get(f"/bestand/{file.stem}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("name", ["weg", "..", "%2e%2e%2fnota", "nota één.pdf", "catalog.toml"])
def test_only_documents_have_files(nota: Path, name: str) -> None:
    """A name is looked up among the documents and is never a path."""
    (nota.parent / "weg").write_bytes(b"niet ingelezen")
    answer = client(nota).get(f"/bestand/{name}")
    assert answer.status_code == 404
    assert b"niet ingelezen" not in answer.content


def test_a_file_that_was_taken_away_is_reported(nota: Path) -> None:
    """In a sentence, which the pane shows in the place of the PDF."""
    asked = client(nota)
    nota.unlink()
    answer = asked.get("/bestand/nota één")
    assert (answer.status_code, answer.json()) == (404, {"problem": GONE})


def test_another_file_in_its_place_is_not_given_away(nota: Path) -> None:
    """What stands at the path now was never put into the knowledge base; also once the right one was served."""
    asked = client(nota)
    assert asked.get("/bestand/nota één").status_code == 200
    nota.write_bytes(b"%PDF-1.7 een geheim stuk")
    answer = asked.get("/bestand/nota één")
    assert (answer.status_code, answer.json()) == (409, {"problem": CHANGED})


def test_a_document_that_is_not_there_is_reported(nota: Path) -> None:
    """As everywhere else."""
    answer = client(nota).get("/bestand/elders")
    assert answer.json()["problem"].startswith("elders: dit document staat niet in de kennisbank.")


def test_the_address_changes_with_the_content(nota: Path) -> None:
    """So that no browser shows what it kept of another version; the English page stands one folder deeper."""
    known = SimpleNamespace(id="nota/1 één", source=str(nota), sha256="0123456789abcdef")
    assert address_of(known, "nl") == "bestand/nota%2F1%20%C3%A9%C3%A9n?v=0123456789ab"  # type: ignore[arg-type]
    assert address_of(known, ENGLISH).startswith("../bestand/")  # type: ignore[arg-type]


def test_a_name_that_no_file_can_have_is_no_file() -> None:
    """A document that came out of a program may have a source that is none."""
    for source in ("x\0y", "y" * 5000, ""):
        assert path_of(SimpleNamespace(source=source)) is None  # type: ignore[arg-type]
