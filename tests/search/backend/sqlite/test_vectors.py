"""Vectors as SQLite holds them: in half precision, those of a passage's sentences behind each other."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest
from store_factories import ENCODER, nota, put, verslag

from search.backend.comparing import POSITION_BITS
from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.reading import Reading
from search.backend.sqlite.vectors import SqliteVectors, as_blob
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[FolderBackend]:
    """A store with two documents: three passages of 2, 1 and 1 sentences, then two of one."""
    made = FolderBackend.open(tmp_path)
    made.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    put(made, nota())
    put(made, verslag())
    yield made
    made.close()


@contextmanager
def stored(backend: FolderBackend) -> Iterator[SqliteVectors]:
    """Read them."""
    with backend.connection.reading() as held:
        yield SqliteVectors(Reading(held.db, held.generation, EVERYTHING))


def test_half_precision() -> None:
    """Two bytes for a number, the last one first, on every machine."""
    assert as_blob(np.array([1.0, -2.0], dtype=np.float32)) == b"\x00\x3c\x00\xc0"


def test_passages_and_sentences(backend: FolderBackend) -> None:
    """By stretch and by key, ascending; a sentence's id tells its passage and its place there."""
    with stored(backend) as source:
        assert source.passages(2, 4)[0].tolist() == [2, 3, 4]
        keys, vectors = source.of_passages(np.array([5, 1, 99]))
        assert (keys.tolist(), vectors.dtype, vectors.shape) == ([1, 5], np.float16, (2, ENCODER.dimensions))
        ids, vectors = source.sentences(1, 2)
        assert [divmod(each, 1 << POSITION_BITS) for each in ids.tolist()] == [(1, 0), (1, 1), (2, 0)]
        assert vectors.tolist() == [[1, 0, 0, 0], [0.70703125, 0.70703125, 0, 0], [0, 1, 0, 0]]
        assert source.of_sentences(np.array([2]))[0].tolist() == [2 << POSITION_BITS]
        assert source.of_sentences(np.zeros(0, dtype=np.int64))[1].shape == (0, ENCODER.dimensions)


def test_documents(backend: FolderBackend) -> None:
    """Each with its passages, and a tag that tells what it holds."""
    with stored(backend) as source:
        everything = source.documents()
        assert source.document_keys().tolist() == everything.keys.tolist() == [1, 2]
        assert list(zip(everything.firsts.tolist(), everything.lasts.tolist(), strict=True)) == [(1, 3), (4, 5)]
        assert source.documents(np.array([2])).tags.tolist() == everything.tags[1:].tolist()
        assert len(set(everything.tags.tolist())) == 2
    backend.remove("nota")
    with stored(backend) as source:
        assert source.documents().keys.tolist() == [2]


def test_a_passage_takes_its_vectors_with_it(backend: FolderBackend) -> None:
    """Nothing is left of a document that is removed."""
    backend.remove("nota")
    for table in ("passage_vectors", "sentence_vectors"):
        assert backend.connection.db.execute(f"SELECT passage FROM {table}").fetchall() == [(4,), (5,)]  # noqa: S608
