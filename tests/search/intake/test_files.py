"""Many files into one knowledge base: which document each is, what became of it, and stopping half-way."""

from __future__ import annotations

import stat
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from small_pdf import text_pdf, write_pdf
from store_factories import PLACES

from ingest.errors import (
    CatalogError,
    EmptyDocumentError,
    FileMissingError,
    PasswordError,
    Reason,
    UnsupportedFormatError,
)
from ingest.process.pool import Readers
from search.intake.files import IntakeOptions
from search.intake.library import Addition, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search_factories import WordEncoder

    from ingest.model import Document
    from search.knowledge_base import KnowledgeBase

WATER = "Het kabinet zet in op schoon water voor iedereen in de regio.\n"
TRADE = "De handel met landen buiten Europa groeit elk jaar een beetje.\n"


@pytest.fixture(params=sorted(PLACES))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A knowledge base of each kind."""
    return PLACES[request.param](tmp_path)


def written(path: Path, text: str) -> Path:
    """A text file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def add(kb: KnowledgeBase, path: Path) -> tuple[Outcome, str]:
    """What adding a file did, and the id under which its content is kept."""
    addition = kb.add(path)
    return addition.outcome, addition.document


def test_two_files_of_one_name_are_two_documents(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The second gets its suffix behind its name, the third its folder, the fourth a number; none is lost."""
    first = written(tmp_path / "brief.txt", WATER)
    second = written(tmp_path / "brief.md", TRADE)
    third = written(tmp_path / "map" / "brief.txt", WATER + TRADE)
    fourth = written(tmp_path / "map" / "brief.md", TRADE + WATER)
    assert [add(kb, path) for path in (first, second, third, fourth)] == [
        (Outcome.ADDED, "brief"),
        (Outcome.ADDED, "brief-md"),
        (Outcome.ADDED, "brief-txt"),
        (Outcome.ADDED, "brief-map"),
    ]
    fifth = written(tmp_path / "ander" / "map" / "brief.md", TRADE * 2)
    assert add(kb, fifth) == (Outcome.ADDED, "brief-2")
    assert {known.id: known.source for known in kb.documents()} == {
        "brief": str(first), "brief-md": str(second), "brief-txt": str(third), "brief-map": str(fourth),
        "brief-2": str(fifth),
    }  # fmt: skip
    assert add(kb, third) == (Outcome.UNCHANGED, "brief-txt")
    written(third, TRADE * 3)
    assert add(kb, third) == (Outcome.REPLACED, "brief-txt")
    assert len(kb.documents()) == 5


def test_a_copy_is_recognised_by_its_bytes_and_by_its_text(kb: KnowledgeBase, tmp_path: Path) -> None:
    """It is stored once and reported as a copy of the first."""
    original = written(tmp_path / "nota.txt", WATER)
    copy = written(tmp_path / "kopie.txt", WATER)
    spaced = written(tmp_path / "ander.txt", f"\n\n{WATER}\n")
    assert [add(kb, path) for path in (original, copy, spaced)] == [
        (Outcome.ADDED, "nota"), (Outcome.DUPLICATE, "nota"), (Outcome.DUPLICATE, "nota"),
    ]  # fmt: skip
    assert [known.id for known in kb.documents()] == ["nota"]


def test_a_catalog_may_name_a_copy(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Who gives a file an id of its own wants it kept."""
    written(tmp_path / "nota.txt", WATER)
    written(tmp_path / "tweede" / "nota.txt", WATER)
    written(tmp_path / "tweede" / "catalog.toml", '[[document]]\nfile = "nota.txt"\nid = "n-2"\ntitle = "De tweede"\n')
    assert add(kb, tmp_path / "nota.txt") == (Outcome.ADDED, "nota")
    assert add(kb, tmp_path / "tweede" / "nota.txt") == (Outcome.ADDED, "n-2")


def test_a_folder_that_was_moved_is_known(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Unchanged files are not read again, changed ones replace what was read from the old place."""
    for name in ("een", "twee"):
        add(kb, written(tmp_path / "stukken" / f"{name}.txt", f"{WATER}Nummer {name} is er ook.\n"))
    (tmp_path / "elders").mkdir()
    moved = (tmp_path / "stukken").rename(tmp_path / "elders" / "stukken")
    written(moved / "twee.txt", TRADE)
    assert add(kb, moved / "een.txt") == (Outcome.UNCHANGED, "een")
    assert add(kb, moved / "twee.txt") == (Outcome.REPLACED, "twee")
    assert len(kb.documents()) == 2


def test_each_file_gets_its_result(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Those that fail have their error, the others are added; copies within one run are recognised too."""
    paths = [
        written(tmp_path / "a.txt", WATER),
        written(tmp_path / "b.txt", WATER),
        written(tmp_path / "c.jpg", "x"),
        written(tmp_path / "d.txt", " "),
        written(tmp_path / "e.txt", " "),
        tmp_path / "weg.txt",
        written(tmp_path / "f.txt", TRADE),
        written(tmp_path / "map" / "a.txt", TRADE + WATER),
    ]
    results = {result.path: result for result in kb.add_files(paths, IntakeOptions(at_a_time=1))}
    assert {path: result.addition for path, result in results.items() if result.addition} == {
        paths[0]: Addition(Outcome.ADDED, "a", 1),
        paths[1]: Addition(Outcome.DUPLICATE, "a"),
        paths[6]: Addition(Outcome.ADDED, "f", 1),
        paths[7]: Addition(Outcome.ADDED, "a-txt", 1),
    }
    assert {path: type(result.error) for path, result in results.items() if result.error} == {
        paths[2]: UnsupportedFormatError, paths[3]: EmptyDocumentError, paths[4]: EmptyDocumentError,
        paths[5]: FileMissingError,
    }  # fmt: skip
    assert kb.verify() == []


def test_a_copy_waits_for_what_becomes_of_the_first(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long that takes: it is kept out by what kept out the first, or is the double of what is really kept."""
    add(kb, written(tmp_path / "nota.txt", WATER))
    pairs = [
        (written(tmp_path / f"{name}-1.txt", text), written(tmp_path / f"{name}-2.txt", text))
        for name, text in (("leeg", " "), ("nieuw", TRADE), ("ruim", f"\n{WATER}"))
    ]
    looked_at = Event()
    read = Readers.read

    def late(readers: Readers, path: Path, id_: str, **options: Any) -> Document:  # noqa: ANN401 - passed on
        looked_at.wait()
        return read(readers, path, id_, **options)

    def paths() -> Iterator[Path]:
        yield from (path for pair in pairs for path in pair)
        looked_at.set()

    monkeypatch.setattr(Readers, "read", late)
    results = {result.path: result for result in kb.add_files(paths(), IntakeOptions(at_a_time=3))}
    (empty, empty_too), (first, double), (spaced, spaced_too) = pairs
    assert [(type(results[path].error), results[path].error.path) for path in (empty, empty_too)] == [  # type: ignore[union-attr]
        (EmptyDocumentError, empty), (EmptyDocumentError, empty_too),
    ]  # fmt: skip
    assert results[first].addition == Addition(Outcome.ADDED, "nieuw-1", 1)
    assert results[double].addition == Addition(Outcome.DUPLICATE, "nieuw-1")
    assert {results[path].addition for path in (spaced, spaced_too)} == {Addition(Outcome.DUPLICATE, "nota")}


def test_ids_follow_the_order_of_the_files(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Not which of them a thread came to first."""
    paths = [written(tmp_path / f"map-{n}" / "brief.txt", f"{WATER} Nummer {n}.") for n in range(8)]
    results = {result.path: result.addition for result in kb.add_files(paths, IntakeOptions(at_a_time=4))}
    ids = ["brief", "brief-txt", *(f"brief-map-{n}" for n in range(2, 8))]
    assert [results[path] for path in paths] == [Addition(Outcome.ADDED, id_, 1) for id_ in ids]


def test_a_run_can_be_stopped_and_gone_on_with(kb: KnowledgeBase, encoder: WordEncoder, tmp_path: Path) -> None:
    """What was stored stays; the next run reads the rest only."""
    paths = [written(tmp_path / f"{n}.txt", f"{WATER} Nummer {n}.") for n in range(6)]
    with closing(kb.add_files(paths, IntakeOptions(at_a_time=2))) as results:
        done = [next(results).path for _ in range(2)]
    assert {known.id for known in kb.documents()} == {path.stem for path in done}
    encoder.seen.clear()
    again = {result.path: result.addition for result in kb.add_files(paths)}
    assert {path for path, addition in again.items() if addition and addition.outcome is Outcome.UNCHANGED} == set(done)
    assert {path for path, addition in again.items() if addition and addition.outcome is Outcome.ADDED} == set(
        paths
    ) - set(done)
    assert encoder.seen
    assert not any(f"Nummer {path.stem}." in text for path in done for text in encoder.seen)
    assert kb.verify() == []


def test_a_broken_catalog_costs_its_folder_only(kb: KnowledgeBase, tmp_path: Path) -> None:
    """It is reported for each file beside it."""
    bad = written(tmp_path / "map" / "a.txt", WATER)
    written(tmp_path / "map" / "catalog.toml", "[[document")
    good = written(tmp_path / "b.txt", TRADE)
    results = {result.path: type(result.error) for result in kb.add_files([bad, good])}
    assert results == {bad: CatalogError, good: type(None)}


def test_progress_of_one_file_runs_from_start_to_end(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The page shows it; reading is the first half."""
    parts: list[float] = []
    assert kb.add(written(tmp_path / "nota.txt", WATER), parts.append) == Addition(Outcome.ADDED, "nota", 1)
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0.0, 1.0)
    assert 0.5 in parts


def test_a_title_date_and_author_are_kept(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The properties of a file become those of its document."""
    add(kb, written(tmp_path / "n.md", f"---\ntitle: Water\ndate: 2024-05-01\nauthor: Jansen\n---\n# Kop\n\n{WATER}"))
    [known] = kb.documents()
    assert (known.title, known.date, known.year, known.authors) == ("Water", "2024-05-01", 2024, ("Jansen",))


def test_a_password_reaches_the_reader(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Without it the file is refused by name."""
    pdf = text_pdf(tmp_path / "dicht.pdf", WATER.strip(), password="sleutel")  # noqa: S106 - made up
    with pytest.raises(PasswordError):
        kb.add(pdf)
    with pytest.raises(PasswordError):
        kb.add(pdf, password="fout")  # noqa: S106 - a wrong one
    assert kb.add(pdf, password="sleutel").outcome is Outcome.ADDED  # noqa: S106 - made up
    assert "schoon water" in kb.passages()[0].text


def test_ocr_runs_the_users_own_program(kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF without text goes to ocrmypdf, and what comes back is read as that PDF; without the program it is refused."""
    scan = write_pdf(tmp_path / "scan.pdf", b"")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(EmptyDocumentError):
        kb.add(scan)
    [result] = kb.add_files([scan], IntakeOptions(ocr=True))
    assert isinstance(result.error, EmptyDocumentError)
    assert result.error.reason is Reason.OCR_NOT_INSTALLED
    made = text_pdf(tmp_path / "made.pdf", WATER.strip())
    program = written(tmp_path / "bin" / "ocrmypdf", f'#!/bin/sh\nfor last; do :; done\n/bin/cp "{made}" "$last"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    [result] = kb.add_files([scan], IntakeOptions(ocr=True))
    assert result.addition == Addition(Outcome.ADDED, "scan", 1)
    [known] = kb.documents()
    assert known.source == str(scan)
    assert [each.addition for each in kb.add_files([scan])] == [Addition(Outcome.UNCHANGED, "scan")]
