"""Servers that stop, that fall behind and that take another's place."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import psycopg
import pytest
from postgres_server import PATIENCE, address_for, new_server
from search_factories import WordEncoder
from store_factories import ENCODER, QUESTIONS, answer, commit, nota, put, verslag

from search.backend.postgres.access import pool
from search.backend.postgres.backend import PostgresBackend
from search.errors import Obstacle, StoreAccessError, StoreBusyError, StoreMovedError
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[PostgresBackend]:
    """A store with one document."""
    made = PostgresBackend.open(address_for(tmp_path))
    made.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    put(made, nota())
    yield made
    made.close()


def end_connections(backend: PostgresBackend) -> None:
    """Let the server end all connections of this store, as when it is started again."""
    pids = [db.info.backend_pid for db in backend.connection.writers._idle]
    with psycopg.connect(**backend.connection.address.writing, autocommit=True) as db:
        for pid in pids:
            db.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_connections_that_were_kept_are_opened_again(backend: PostgresBackend) -> None:
    """Whoever asks after a restart of the server does not notice."""
    with backend.snapshot() as snapshot:
        assert list(snapshot.documents.titles()) == ["nota"]
    end_connections(backend)
    with backend.snapshot() as snapshot:
        assert list(snapshot.documents.titles()) == ["nota"]
    end_connections(backend)
    put(backend, verslag())


def test_a_snapshot_whose_server_stopped_is_to_be_read_again(backend: PostgresBackend) -> None:
    """What was read and what follows could be of two generations."""

    def read() -> None:
        with backend.snapshot() as snapshot:
            with psycopg.connect(**backend.connection.address.writing, autocommit=True) as db:
                own = snapshot.documents._reading.db.info.backend_pid
                db.execute("SELECT pg_terminate_backend(%s, 10000)", (own,))
            snapshot.documents.titles()

    with pytest.raises(StoreMovedError):
        read()


def test_too_many_at_once(backend: PostgresBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever finds all connections in use waits a while, and then is told so."""
    monkeypatch.setattr(pool, "_WAIT", 0.01)
    taken = [backend.connection.writers._places.acquire(timeout=1) for _ in range(pool.MOST)]
    assert all(taken)
    with pytest.raises(StoreBusyError), backend.snapshot():
        pass
    backend.connection.writers._places.release(pool.MOST)


def test_a_closed_store_is_closed(backend: PostgresBackend) -> None:
    """That is a mistake of the program, and no fault of the store."""
    backend.close()
    with pytest.raises(psycopg.ProgrammingError, match="closed"), backend.snapshot():
        pass


@pytest.mark.slow
def test_a_replica_answers_and_takes_over() -> None:
    """Searches are asked of the replica, not while it lacks what was written here; and go on when it is promoted."""
    primary = new_server()
    # The first one there is, for which pgvector has to be switched on; what is read has a connection of its own.
    twice = f"postgresql://postgres@/postgres?host={primary.folder},{primary.folder}"
    with KnowledgeBase.open(twice, WordEncoder()) as base:
        for number in range(1, 4):
            commit(base, number)
        expected = {question: answer(base, question) for question in QUESTIONS}
    replica = new_server(primary)
    only_replica = primary.address(read=str(replica.folder))
    both = f"postgresql://postgres@/postgres?host={primary.folder},{replica.folder}"
    with KnowledgeBase.open(only_replica, WordEncoder()) as reader, KnowledgeBase.open(both, WordEncoder()) as base:
        assert isinstance(reader.backend, PostgresBackend)
        [place] = [db.info.host for db in reader.backend.connection.readers._idle]
        assert place == str(replica.folder)
        replica.ask("SELECT pg_wal_replay_pause()")
        commit(reader, 4)
        assert len(reader.documents()) == 4  # from the primary: the replica does not know the fourth
        base.remove("stuk-0004")
        replica.ask("SELECT pg_wal_replay_resume()")
        until(lambda: replica.ask("SELECT generation FROM vindplaats.state") == [(5,)])
        assert {question: answer(reader, question) for question in QUESTIONS} == expected
        primary.kill()
        for each in (reader, base):
            assert {question: answer(each, question) for question in QUESTIONS} == expected
        with KnowledgeBase.open(both, WordEncoder()) as late:  # the replica alone is enough to open it
            assert len(late.documents()) == 3
        with pytest.raises(StoreAccessError) as raised:
            commit(base, 5)
        assert raised.value.obstacle is Obstacle.UNREACHABLE
        replica.promote()
        commit(base, 5)
        assert len(base.documents()) == 4
        assert base.verify() == []
    replica.stop()
