"""Files that several programs read into one database: each by one of them, and by another where that one stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from postgres_server import address_for, new_server
from search_factories import WordEncoder, make_nota
from shared_intakes import Intake, acknowledged, check, write_files

from ingest.files.fingerprint import examine
from search.backend.postgres.backend import PostgresBackend
from search.backend.postgres.queue import PostgresWork
from search.backend.work import WorkLostError
from search.errors import StoreMovedError
from search.intake.files import IntakeOptions
from search.intake.library import Outcome
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE = IntakeOptions(at_a_time=1)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of an empty knowledge base."""
    return address_for(tmp_path)


@pytest.fixture
def backend(url: str) -> Iterator[PostgresBackend]:
    """The knowledge base, opened."""
    opened = PostgresBackend.open(url)
    yield opened
    opened.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three files."""
    write_files(tmp_path / "files", 3)
    return sorted((tmp_path / "files").rglob("*.txt"))


def test_each_file_is_claimed_once(backend: PostgresBackend, files: list[Path]) -> None:
    """In the order in which they were offered; what is done is not offered to whoever comes later."""
    first, second = backend.work(files), backend.work(files)
    assert [first.claim(), second.claim(), first.claim(), second.claim()] == [*files, None]
    for path in (files[0], files[2]):
        first.done(path)
    assert second.wait()  # its own one is left
    second.done(files[1])
    assert not first.wait()
    assert not second.wait()
    first.close()
    second.close()


def test_whoever_stops_gives_its_files_back(backend: PostgresBackend, files: list[Path]) -> None:
    """When it is closed, and also when its connection only ends."""
    first, second, third = (backend.work(files) for _ in range(3))
    assert [first.claim(), second.claim()] == files[:2]
    first.close()
    assert second._db is not None
    second._db.close()  # as the server sees a program that was killed
    assert [third.claim() for _ in range(4)] == [*files, None]
    third.close()


def test_what_was_taken_over_is_not_written(url: str, files: list[Path]) -> None:
    """Neither the document nor the end of the work: that is for the one who has the file now."""
    with KnowledgeBase.open(url, WordEncoder()) as base:
        first, second = base.backend.work(files[:1]), base.backend.work(files[:1])
        assert isinstance(first, PostgresWork)
        assert first.claim() == files[0]
        assert first._db is not None
        first._db.close()
        # The server lets go of what it held when it notices.
        claims = (second.claim() for _ in range(100) if second.wait())
        assert next(filter(None, claims), None) == files[0]
        with first.settling(files[0], "tekst"), pytest.raises(WorkLostError):
            base.add_document(make_nota())
        assert base.documents() == []
        assert second.wait()
        for work in (first, second):
            work.close()


def test_a_document_and_the_end_of_its_file_are_one(url: str, files: list[Path]) -> None:
    """Where the document cannot be written, its file stays on the list; and the other way round."""
    with KnowledgeBase.open(url, WordEncoder()) as base:
        work = base.backend.work(files[:1])
        assert isinstance(work, PostgresWork)
        assert work.claim() == files[0]
        with pytest.raises(psycopg.DataError), work.settling(files[0], "tekst"):
            work._connection.write(lambda held: held.db.execute("SELECT 1/0"))
        assert work.wait()
        with work.settling(files[0], "tekst"):
            work._connection.write(lambda _: None)
        assert not work.wait()
        work.close()


def test_ids_that_others_reserved_are_taken(url: str, tmp_path: Path) -> None:
    """Two files with one name become two documents, also when two programs read them at the same time."""
    write_files(tmp_path / "files", 2)
    one, two = sorted((tmp_path / "files").rglob("*.txt"))
    with KnowledgeBase.open(url, WordEncoder()) as base:
        other = base.backend.work([one])
        assert other.claim() == one
        with other.looking() as others:
            assert (others.ids, others.contents) == ({}, frozenset())
            other.reserve(one, one.stem, "hash")
        [result] = base.add_files([two], ONE)
        assert result.addition is not None
        assert result.addition.document == f"{two.stem}-txt"
        other.close()


def test_a_copy_waits_for_the_program_that_reads_its_like(url: str, tmp_path: Path) -> None:
    """It is then a duplicate of what that one made; here the other one stops, so it is read after all."""
    write_files(tmp_path, 1)
    [path] = tmp_path.rglob("*.txt")
    copy = tmp_path / "kopie.txt"
    copy.write_bytes(path.read_bytes())
    with KnowledgeBase.open(url, WordEncoder()) as base:
        other = base.backend.work([path])
        assert other.claim() == path
        with other.looking():
            other.reserve(path, path.stem, examine(path).sha256)
        work = base.backend.work([copy])
        assert work.claim() == copy
        with work.looking() as others:
            assert others.contents == {examine(copy).sha256}
        work.put_back(copy, examine(copy).sha256)
        assert work.claim() is None
        assert work.wait()
        other.close()
        assert work.claim() == copy
        work.close()
        results = [each.addition.outcome for each in base.add_files([path, copy], ONE) if each.addition is not None]
        assert results == [Outcome.ADDED, Outcome.DUPLICATE]


def test_a_file_is_tried_again_while_the_server_is_away(backend: PostgresBackend, files: list[Path]) -> None:
    """A few times; then it is a failure, and off the list. Other errors are never a reason."""
    work = backend.work(files[:1])
    away = StoreMovedError("postgresql://db/kennis")
    tried = 0
    while work.claim() is not None:
        tried += 1
        if not work.again(files[0], away):
            work.done(files[0])
    assert tried == 20
    assert not work.again(files[0], ValueError())
    assert not work.wait()
    work.close()


@pytest.mark.slow
def test_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    """One of two ingests is killed, then their database; benchmarks/postgres_kills.py does it many times."""
    server = new_server()
    ids, url = write_files(tmp_path / "files", 24), server.address()
    with KnowledgeBase.open(url, WordEncoder()):
        pass
    first, second = Intake(tmp_path / "files", url), Intake(tmp_path / "files", url)
    assert first.begun()
    assert second.begun()
    added = acknowledged(first.kill())
    server.kill()
    server.start()
    lines = second.finish()
    assert [line for line in lines if line.startswith("failed")] == []
    check(url, ids, [*added, *acknowledged(lines)])
    server.stop()
