"""Nearest passages in PostgreSQL: compared one by one where there are few, found with an index where there are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from postgres_server import address_for
from search_factories import make_document

from search.backend.model import Embedding
from search.backend.postgres import optimising
from search.backend.postgres.backend import PostgresBackend
from search.backend.postgres.tables import vectors
from search.backend.problems import ProblemKind
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

DIMENSIONS = 16
PASSAGES = 400


def unit(numbers: NDArray[np.float64]) -> NDArray[np.float32]:
    """Rows of length 1."""
    return (numbers / np.linalg.norm(numbers, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def drawn() -> NDArray[np.float32]:
    """Vectors drawn at random, one for each passage and its only sentence."""
    return unit(np.random.default_rng(5).normal(size=(PASSAGES, DIMENSIONS)))


@pytest.fixture
def backend(tmp_path: Path, drawn: NDArray[np.float32]) -> Iterator[PostgresBackend]:
    """Two documents with half of the vectors each."""
    made = PostgresBackend.open(address_for(tmp_path))
    made.adopt("proef", "proef-1", DIMENSIONS)
    for place, id_ in enumerate(("een", "twee")):
        document = make_document(*(f"Zin {n}." for n in range(PASSAGES // 2)), id_=id_)
        half = drawn[place * PASSAGES // 2 : (place + 1) * PASSAGES // 2]
        made.put(document, "1", Embedding(half, [row.reshape(1, -1) for row in half], [()] * len(half)))
    yield made
    made.close()


def indexes(backend: PostgresBackend) -> list[str]:
    """The indexes of vectors that there are, and may be used."""
    with backend.connection.reading() as held:
        sql = """
            SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = %s AND i.indisvalid AND c.relname LIKE 'nearest%%' ORDER BY 1"""
        return [name for (name,) in held.db.execute(sql, (backend.connection.address.schema,))]


def test_few_are_compared_one_by_one(backend: PostgresBackend, drawn: NDArray[np.float32]) -> None:
    """The nearest are those of brute force, with their similarities to six decimals, of vectors in half precision."""
    backend.optimise()
    assert indexes(backend) == []
    for query in drawn[:5] * np.float32(0.9):
        with backend.snapshot() as snapshot:
            keys, expected = snapshot.passages.keys(), drawn.astype(np.float16).astype(np.float32) @ query
            best = np.argsort(-expected)[:10]
            assert sorted(snapshot.vectors.nearest(query, 10).tolist()) == sorted(keys[best].tolist())
            assert snapshot.vectors.nearest_by_sentence(query, 10).tolist() == sorted(keys[best].tolist())
            found = snapshot.vectors.similarities(query, keys[best])
            assert found.dtype == np.float32
            assert found == pytest.approx(drawn.astype(np.float16).astype(np.float32)[best] @ query, abs=1e-6)
            assert np.array_equal(found, np.round(found, 6))


def test_of_many_an_index_gives_the_candidates(
    backend: PostgresBackend, drawn: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nearly always the same ones, also under a filter that leaves half; what is added later is found too."""
    for module in (optimising, vectors):
        monkeypatch.setattr(module, "FEW", 100)
    backend.optimise()
    backend.optimise()  # again: there is nothing left to do
    [index] = indexes(backend)
    hits = 0
    for query in drawn[::20]:
        with backend.snapshot() as snapshot:
            keys = snapshot.passages.keys()
            best = set(keys[np.argsort(-(drawn @ query))[:10]].tolist())
            hits += len(best & set(snapshot.vectors.nearest(query, 10).tolist()))
            assert set(snapshot.vectors.nearest_by_sentence(query, 10).tolist()) <= set(keys.tolist())
            second = snapshot.vectors.nearest(query, 10, Filters(document="twee")).tolist()
            assert set(second) <= set(keys[PASSAGES // 2 :].tolist())
            assert len(second) == 10
    assert hits >= 0.98 * 10 * len(drawn[::20])
    late = unit(np.ones((1, DIMENSIONS)))
    backend.put(make_document("Later.", id_="drie"), "1", Embedding(late, [late], [()]))
    backend.optimise()
    assert indexes(backend) == [index]  # for one passage no other one is made
    with backend.snapshot() as snapshot:
        assert snapshot.passages.placed(snapshot.vectors.nearest(late[0], 1)).documents == ("drie",)
    monkeypatch.setattr(optimising, "FEW", 0)
    many = np.repeat(late, PASSAGES // 3 + 1, axis=0)
    document = make_document(*(f"Zin {n}." for n in range(len(many))), id_="vier")
    backend.put(document, "1", Embedding(many, [row.reshape(1, -1) for row in many], [()] * len(many)))
    backend.optimise()
    assert len({index, *indexes(backend)}) == 2  # another one, in the place of the first
    assert len(indexes(backend)) == 1


def test_of_many_a_sketch_beside_gives_the_candidates(
    tmp_path: Path, backend: PostgresBackend, drawn: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made beside, of the stored vectors: it finds the nearest ones, under a filter too, whatever came and went."""
    monkeypatch.setattr(vectors, "COMPARED", 100)
    other = PostgresBackend.open(address_for(tmp_path), tmp_path / "files")
    other.adopt("proef", "proef-1", DIMENSIONS)
    files = other._beside.vectors
    assert files is not None
    with other.snapshot() as snapshot:
        assert snapshot.vectors._sketched() is None
        assert files._renewing is not None
        files._renewing.join(60)
    assert other.problems() == []
    late = unit(np.ones((1, DIMENSIONS)))
    backend.put(make_document("Later.", id_="drie"), "1", Embedding(late, [late], [()]))
    with other.snapshot() as snapshot, backend.snapshot() as plain:
        assert snapshot.vectors._sketched() is not None
        assert plain.vectors._sketched() is None
        keys, within = snapshot.passages.keys(), Filters(document="twee")
        assert snapshot.passages.placed(snapshot.vectors.nearest(late[0], 1)).documents == ("drie",)
        for number, query in enumerate(drawn[::20]):
            if number % 2:
                snapshot.vectors.expect(query, 10, [Filters(), within])
            similar = plain.vectors.similarities(query, keys)
            best = keys[np.argsort(-similar, kind="stable")[:10]]
            assert set(snapshot.vectors.nearest(query, 10).tolist()) == set(best.tolist())
            assert snapshot.vectors.similarities(query, keys).tolist() == similar.tolist()
            second = keys[np.isin(keys, snapshot.passages.keys(within))]
            best = second[np.argsort(-plain.vectors.similarities(query, second), kind="stable")[:10]]
            assert set(snapshot.vectors.nearest(query, 10, within).tolist()) == set(best.tolist())
    backend.remove("een")
    with other.snapshot() as snapshot:
        assert snapshot.vectors._sketched() is not None
        keys = snapshot.passages.keys()
        assert set(snapshot.vectors.nearest(drawn[-1], len(keys) - 5).tolist()) < set(keys.tolist())
    data = files.path.read_bytes()
    files.path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert [problem.kind for problem in other.problems()] == [ProblemKind.VECTOR_FILE]
    other.close()
