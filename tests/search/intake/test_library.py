"""An intake fills whatever satisfies ``Library``: what it asks of it, in which order, and how often a file is opened."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from ingest.files.catalog import catalog_entry
from ingest.files.fingerprint import INGEST_VERSION
from ingest.process.pool import Readers
from search.backend.work import OwnWork
from search.intake.files import IntakeOptions, add_file, add_files
from search.intake.identity import Identity, Status
from search.intake.library import Addition, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ingest.files.fingerprint import SourceFile
    from ingest.model import Document

# A process that would fail if it hashed a file or opened a catalog.
INCURIOUS = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from ingest.files import fingerprint
fingerprint.examine = None
from ingest.process.worker import main
main()
"""
WATER = "Het kabinet zet in op schoon water voor iedereen in de regio.\n"


@dataclass
class Shelf:
    """A library in memory. ``status``: what it takes each new file for."""

    status: Status = Status.NEW
    copy: str | None = None
    calls: list[tuple[str, str]] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    def identify(self, file: SourceFile, version: str, taken: Mapping[str, Path]) -> Identity:
        """The stem is the id."""
        self.calls.append(("identify", f"{file.path.stem} {version} {sorted(taken)}"))
        return Identity(file.path.stem, self.status)

    def copy_of(self, document: Document) -> str | None:
        """What the test says."""
        self.calls.append(("copy_of", document.id))
        return self.copy

    def add_document(self, document: Document, ingest_version: str) -> Outcome:
        """Keep it."""
        self.calls.append(("add_document", f"{document.id} {ingest_version}"))
        self.documents.append(document)
        return Outcome.ADDED


def written(path: Path, text: str = WATER) -> Path:
    """A text file."""
    path.write_text(text, "utf-8")
    return path


def test_a_new_file_is_identified_read_and_added(tmp_path: Path) -> None:
    """In that order; the copies of its text are asked for in between."""
    shelf = Shelf()
    path = written(tmp_path / "nota.txt")
    assert add_file(shelf, path, lambda _: None) == Addition(Outcome.ADDED, "nota", 1)
    assert shelf.calls == [
        ("identify", f"nota {INGEST_VERSION} []"),
        ("copy_of", "nota"),
        ("add_document", f"nota {INGEST_VERSION}"),
    ]
    assert (shelf.documents[0].text, shelf.documents[0].source) == (WATER.strip(), str(path))


@pytest.mark.parametrize(
    ("shelf", "addition", "asked"),
    [
        (Shelf(Status.UNCHANGED), Addition(Outcome.UNCHANGED, "nota"), ["identify"]),
        (Shelf(Status.COPY), Addition(Outcome.DUPLICATE, "nota"), ["identify"]),
        (Shelf(copy="ander"), Addition(Outcome.DUPLICATE, "ander"), ["identify", "copy_of"]),
    ],
)
def test_what_is_kept_already_is_not_added(shelf: Shelf, addition: Addition, asked: list[str], tmp_path: Path) -> None:
    """Nor read, where its file is known."""
    assert add_file(shelf, written(tmp_path / "nota.txt"), lambda _: None) == addition
    assert [name for name, _ in shelf.calls] == asked
    assert shelf.documents == []


def test_ids_of_a_run_are_passed_along(tmp_path: Path) -> None:
    """So that a second file does not get the id of one that is still being read."""
    shelf = Shelf()
    paths = [written(tmp_path / f"{name}.txt", WATER + name) for name in ("een", "twee")]
    results = list(add_files(shelf, OwnWork(paths), IntakeOptions(at_a_time=1)))
    assert [result.addition.document for result in results if result.addition] == ["een", "twee"]
    assert shelf.calls[:2] == [("identify", f"een {INGEST_VERSION} []"), ("identify", f"twee {INGEST_VERSION} ['een']")]


def test_a_file_is_hashed_and_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads it is given the hash and the catalog's entry, and does neither again."""
    opened: list[str] = []
    digest, loads = hashlib.file_digest, tomllib.loads
    monkeypatch.setattr(hashlib, "file_digest", lambda *given: opened.append("hash") or digest(*given))
    monkeypatch.setattr(tomllib, "loads", lambda text: opened.append("catalog") or loads(text))
    catalog = '[[document]]\nfile = "nota.txt"\nid = "n-1"\ntitle = "De nota"\nyear = 2024\nbudget_chapter = "XVII"\n'
    path = written(tmp_path / "nota.txt")
    written(tmp_path / "catalog.toml", catalog)
    shelf = Shelf()
    readers = Readers(program=INCURIOUS)
    monkeypatch.setattr("search.intake.files.shared_readers", lambda: readers)
    add_file(shelf, path, lambda _: None)
    readers.close()
    assert sorted(opened) == ["catalog", "hash"]
    [document] = shelf.documents
    assert (document.id, document.title, document.year) == ("nota", "De nota", 2024)
    assert document.sha256 == hashlib.sha256(WATER.encode() + repr(catalog_entry(path)).encode()).hexdigest()
