"""What PostgreSQL's own programs copy is the same knowledge base elsewhere, as docs/server.md says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from postgres_server import address_for, shared_server
from store_factories import ENCODER, nota, put, verslag

from search.backend.postgres.backend import PostgresBackend

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_pg_dump_and_pg_restore(tmp_path: Path) -> None:
    """The checksums hold, and keys are not given out again."""
    server, address = shared_server(), address_for(tmp_path)
    backend = PostgresBackend.open(address)
    backend.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    put(backend, nota())
    with backend.snapshot() as snapshot:
        before = set(snapshot.passages.keys().tolist())
    schema = backend.connection.address.schema
    backend.close()
    dump, other = server.folder / f"{schema}.dump", f"elders_{schema[-8:]}"
    at = ("-h", server.folder, "-U", "postgres")
    server.run("pg_dump", *at, "--format=custom", f"--schema={schema}", f"--file={dump}", "postgres")
    with psycopg.connect(server.address().partition("?")[0], host=str(server.folder), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {other} TEMPLATE template0 ENCODING 'UTF8'".encode())
    moved = address.replace("/postgres?", f"/{other}?")
    with psycopg.connect(moved.partition("?")[0], host=str(server.folder), autocommit=True) as db:
        db.execute("CREATE EXTENSION vector")
    server.run("pg_restore", *at, "--exit-on-error", f"--dbname={other}", dump)
    restored = PostgresBackend.open(moved)
    assert restored.problems() == []
    put(restored, nota())
    put(restored, verslag())
    with restored.snapshot() as snapshot:
        assert snapshot.generation == 3
        assert not before & set(snapshot.passages.keys().tolist())
    restored.close()
