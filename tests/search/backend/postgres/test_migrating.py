"""Tables are made where there are none and brought up to date, by whoever may."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from postgres_server import address_for, shared_server
from search_factories import make_document
from store_factories import ENCODER, nota, put, verslag

from search.backend.opening import exists
from search.backend.postgres.access.address import parse
from search.backend.postgres.backend import PostgresBackend
from search.backend.postgres.checksums import document_keys, seal_document
from search.errors import Obstacle, SchemaVersionError, StoreAccessError

if TYPE_CHECKING:
    from pathlib import Path

    from search.backend.postgres.access.connection import Transaction


def run(url: str, *statements: str) -> list[Any]:
    """Run statements in the schema of a knowledge base, behind its back; return the rows of the last one."""
    address = parse(url)
    with psycopg.connect(**address.writing, autocommit=True) as db:
        db.execute(f"SET search_path = {address.schema}, public".encode())
        found: list[Any] = []
        for statement in statements:
            cursor = db.execute(statement.encode())
            found = cursor.fetchall() if cursor.description else []
        return found


def rows(url: str, table: str) -> list[Any]:
    """All rows of a table."""
    return run(url, f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - our own names


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a knowledge base that is not there yet."""
    return address_for(tmp_path)


@pytest.fixture
def made(url: str) -> str:
    """The address of one with two documents."""
    backend = PostgresBackend.open(url)
    backend.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    put(backend, nota())
    put(backend, verslag())
    backend.close()
    return url


def test_looking_makes_nothing(url: str) -> None:
    """Whether one is there can be asked before it is made."""
    assert not exists(url)
    PostgresBackend.open(url).close()
    assert exists(url)


def test_several_may_open_a_new_one_at_once(url: str) -> None:
    """One of them makes the tables, the others wait for it."""
    with ThreadPoolExecutor(4) as pool:
        stores = set()
        for backend in pool.map(lambda _: PostgresBackend.open(url), range(4)):
            with backend.connection.reading() as held:
                stores.add(held.state.store)
            backend.close()
    assert len(stores) == 1


def test_a_later_version_is_refused(made: str) -> None:
    """An older program must not touch what it does not know."""
    run(made, "UPDATE state SET version = 99")
    with pytest.raises(SchemaVersionError) as raised:
        PostgresBackend.open(made)
    assert (raised.value.found, str(raised.value.path)) == ("99", parse(made).shown)


def test_another_analysis_indexes_the_words_again(made: str) -> None:
    """Terms, words and their counts; nothing has to be read or embedded again, and what was damaged stays known so."""
    expected = [rows(made, table) for table in ("lexical", "terms", "words")]
    before = PostgresBackend.open(made)

    def as_an_older_version_wrote_it(held: Transaction) -> None:
        held.db.execute("UPDATE lexical SET terms = ARRAY['oud'], weights = ARRAY[1], length = 1")
        held.db.execute("DELETE FROM terms")
        for key in document_keys(held.db):
            seal_document(held.db, key)
        held.db.execute("UPDATE documents SET title = 'Iets' WHERE id = 'verslag'")
        held.db.execute("UPDATE state SET words = '0.0'")

    before.connection.write(as_an_older_version_wrote_it)
    before.close()
    backend = PostgresBackend.open(made)
    assert [problem.where for problem in backend.problems()] == ["verslag"]
    with backend.snapshot() as snapshot:
        assert snapshot.generation == 3
    backend.close()
    run(made, "UPDATE documents SET title = 'Verslag' WHERE id = 'verslag'", "UPDATE state SET words = '0.0'")
    PostgresBackend.open(made).close()
    again = [rows(made, table) for table in ("lexical", "terms", "words")]
    assert again == expected


def test_a_base_without_stems_gets_them(made: str) -> None:
    """What the first version of the tables did not count is counted, and is part of what is checked."""
    backend = PostgresBackend.open(made)
    put(backend, make_document("De Nederlandse Spoorwegen (NS) rijden.", id_="trein"))
    backend.close()
    expected = [rows(made, table) for table in ("stems", "abbreviations")]
    assert expected[1] != []
    columns = ("ALTER TABLE abbreviations DROP COLUMN stems", "ALTER TABLE abbreviations DROP COLUMN words")
    run(
        made,
        "DROP TABLE stems",
        "DROP INDEX abbreviations_by_short",
        *columns,
        "DROP TABLE intakes, questions, extents, numbering",
    )
    run(made, "UPDATE state SET version = 1")
    backend = PostgresBackend.open(made)
    assert [rows(made, table) for table in ("stems", "abbreviations")] == expected
    assert backend.problems() == []
    run(made, "UPDATE abbreviations SET stems = 'x'")
    assert [problem.where for problem in backend.problems()] == ["trein"]
    run(made, "UPDATE stems SET passages = 9 WHERE stem = 'water'")
    assert [problem.where for problem in backend.problems()] == ["trein", "lexical index"]
    backend.close()


def test_a_base_without_numbers_gets_them(made: str) -> None:
    """Each passage one of its own, a document after the other; a document that comes later follows."""
    run(made, "DROP TABLE extents, numbering", "UPDATE state SET version = 3")
    backend = PostgresBackend.open(made)
    assert backend.problems() == []
    put(backend, make_document("Water.", "Hulp.", id_="later"))
    passages = [len(document.passages) for document in (nota(), verslag())]
    stretches = [(first, len(keys)) for _, first, keys, _ in rows(made, "(SELECT * FROM extents ORDER BY first) each")]
    assert stretches == [(1, passages[0]), (1 + passages[0], passages[1]), (1 + sum(passages), 2)]
    assert rows(made, "numbering") == [(True, sum(passages) + 2)]
    assert backend.problems() == []
    run(made, "UPDATE extents SET keys = keys[1:1] WHERE first = 1")
    assert [problem.where for problem in backend.problems()] == ["lexical index"]
    backend.close()


def test_other_suggestions_make_the_documents_be_read_again(made: str) -> None:
    """They are made of vectors when a document is read; to the next ingest each file counts as changed."""
    run(made, "UPDATE state SET suggestions = '0'")
    backend = PostgresBackend.open(made)
    with backend.snapshot() as snapshot:
        assert {document.ingest_version for document in snapshot.documents.stored()} == {""}
    assert backend.problems() == []
    backend.close()


def test_who_may_only_read_can_ask(made: str) -> None:
    """Rights to read the tables are enough; a write is refused with what is missing."""
    schema = parse(made).schema
    role = f"lezer_{schema[-8:]}"
    run(
        made,
        f"CREATE ROLE {role} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
    )
    backend = PostgresBackend.open(made.replace("postgres@", f"{role}@"))
    backend.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    with backend.snapshot() as snapshot:
        assert list(snapshot.documents.titles()) == ["nota", "verslag"]
    assert backend.problems() == []
    with pytest.raises(StoreAccessError) as raised:
        backend.remove("nota")
    assert raised.value.obstacle is Obstacle.DATABASE_RIGHTS
    backend.close()


@pytest.mark.parametrize(
    ("statement", "obstacle"),
    [
        ("CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'", Obstacle.ENCODING),
        ("SELECT 1", Obstacle.NO_DATABASE),
    ],
)
def test_what_is_wrong_with_the_database(statement: str, obstacle: Obstacle, tmp_path: Path) -> None:
    """It has to be there and take all characters."""
    name = f"db_{parse(address_for(tmp_path)).schema[-8:]}"
    run(address_for(tmp_path), statement.format(name=name))
    with pytest.raises(StoreAccessError) as raised:
        PostgresBackend.open(shared_server().address().replace("/postgres?", f"/{name}?"))
    assert raised.value.obstacle is obstacle


def test_what_stood_before_intakes_were_noted_is_old(made: str) -> None:
    """A database of the second version: its documents are no news, what comes next is; nothing of it is read again."""
    run(made, "DROP TABLE intakes, questions, extents, numbering", "UPDATE state SET version = 2")
    backend = PostgresBackend.open(made)
    backend.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    put(backend, nota(), "2")
    with backend.snapshot() as snapshot:
        assert snapshot.questions.intakes(0) == []
        before = snapshot.generation
    put(backend, make_document("Hulp en wind.", id_="nieuw"))
    with backend.snapshot() as snapshot:
        assert [each.document for each in snapshot.questions.intakes(before)] == ["nieuw"]
    assert backend.problems() == []
    backend.close()
