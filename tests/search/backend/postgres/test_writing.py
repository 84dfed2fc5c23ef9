"""Writing into PostgreSQL: several at once, damage, and what a database cannot hold."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from postgres_server import address_for
from search_factories import make_document
from store_factories import ENCODER, document_of, nota, put, verslag

from search.backend.postgres.backend import PostgresBackend
from search.backend.problems import Problem, ProblemKind
from search.errors import EncoderMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[PostgresBackend]:
    """An empty store that is bound to the encoder."""
    made = PostgresBackend.open(address_for(tmp_path))
    made.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    yield made
    made.close()


def test_many_write_at_once(backend: PostgresBackend, tmp_path: Path) -> None:
    """Other documents and the same one, over two connections of programs: each write counts, and counts are right."""
    other = PostgresBackend.open(address_for(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(put, (backend, other)[n % 2], document_of(n % 5), str(n)) for n in range(20)]
        for write in writes:
            write.result()
    with backend.snapshot() as snapshot:
        assert snapshot.generation == 20
        assert len(snapshot.documents.titles()) == 5
    assert backend.problems() == []
    other.close()


def alter(backend: PostgresBackend, *statements: str) -> None:
    """Change rows behind the store's back."""
    backend.connection.write(lambda held: [held.db.execute(statement.encode()) for statement in statements])


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        ("UPDATE passages SET chapter = 'Iets' WHERE ordinal = 1", {ProblemKind.DOCUMENT}),
        ("UPDATE passages SET text = 'Iets' WHERE ordinal = 1", {ProblemKind.DOCUMENT, ProblemKind.PASSAGE_TEXT}),
        ('UPDATE sentences SET start = 9999, "end" = 9999', {ProblemKind.DOCUMENT, ProblemKind.SENTENCE}),
        ("UPDATE documents SET facts = '{'", {ProblemKind.DOCUMENT}),
        ("DELETE FROM lexical", {ProblemKind.DOCUMENT, ProblemKind.LEXICAL_PASSAGES, ProblemKind.LEXICAL_INDEX}),
        ("UPDATE words SET passages = 9", {ProblemKind.LEXICAL_WORDS}),
        ("UPDATE terms SET passages = 9", {ProblemKind.LEXICAL_INDEX}),
        ("UPDATE state SET tokens = 0", {ProblemKind.LEXICAL_INDEX}),
        ("UPDATE passage_vectors SET vector = '[1,2]'", {ProblemKind.DOCUMENT, ProblemKind.VECTOR_LENGTH}),
        ("DELETE FROM sentence_vectors", {ProblemKind.DOCUMENT, ProblemKind.REFERENCE}),
        ("INSERT INTO corrections VALUES ('nota', 'title', 'Iets')", {ProblemKind.DOCUMENT}),
    ],
)
def test_what_was_changed_is_found(backend: PostgresBackend, statement: str, kinds: set[ProblemKind]) -> None:
    """In whatever table; and a document that is written again is sound, with all counts."""
    put(backend, nota())
    assert backend.problems() == []
    alter(backend, statement)
    assert {problem.kind for problem in backend.problems()} >= kinds
    alter(backend, "UPDATE checksums SET sha256 = ''", "DELETE FROM corrections")
    put(backend, nota(), "2")
    assert backend.problems() == []


def test_a_damaged_document_does_not_spoil_the_counts(backend: PostgresBackend) -> None:
    """Its words are not the ones that were counted; so all are counted anew when it goes."""
    put(backend, nota())
    put(backend, verslag())
    alter(
        backend,
        "UPDATE documents SET words = ARRAY['onzin'], counts = ARRAY[7] WHERE id = 'nota'",
        "UPDATE lexical SET terms = ARRAY['onzin'], length = 3",
    )
    assert Problem(ProblemKind.DOCUMENT, "nota") in backend.problems()
    backend.remove("nota")
    put(backend, verslag(), "2")
    assert backend.problems() == []


def test_a_character_that_no_database_holds(backend: PostgresBackend) -> None:
    """NUL becomes another character, so that every span stays where it was; asked for, it is simply not found."""
    document = make_document("Water\0 is nat.", id_="nul")
    put(backend, replace(document, publisher="\0"))
    with backend.snapshot() as snapshot:
        assert snapshot.documents.text("nul") == document.text.replace("\0", "\ufffd")
        assert snapshot.documents.state("\0") is None
        assert snapshot.words.find(["\0"]) == {}


def test_an_encoder_that_was_changed_meanwhile(backend: PostgresBackend, tmp_path: Path) -> None:
    """What was embedded by the one before is not written among the vectors of the other."""
    other = PostgresBackend.open(address_for(tmp_path))
    other.adopt("ander", "ander-1", ENCODER.dimensions)
    with pytest.raises(EncoderMismatchError):
        put(backend, nota())
    other.close()
