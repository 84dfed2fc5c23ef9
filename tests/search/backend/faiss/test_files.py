"""The vector indexes of a folder are right at any moment: whatever the file holds, lacks, or has lost."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from vector_factories import StoredVectors, clustered

from search.backend.faiss.files import NAME, VectorFiles
from search.backend.faiss.indexes import exact
from search.backend.faiss.making import load
from search.backend.faiss.vectors import vectors_of
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from search.backend.faiss.indexes import Indexes

ROOT = Path(__file__).parents[4]
QUERIES = clustered(20, seed=8).astype(np.float32)
STAMP: dict[str, object] = {"store": "a", "encoder": "1"}
MUCH = 10_000  # passages written: more than any lag that is put up with


def files_of(folder: Path, source: StoredVectors, exact_most: int = 0) -> VectorFiles:
    """Return the files of a folder; none so small that it is searched exactly, unless asked."""

    @contextmanager
    def reading() -> Iterator[StoredVectors]:
        yield source

    return VectorFiles(folder, reading, exact_most)


def filled(documents: int = 20) -> StoredVectors:
    """Return a store with documents of a hundred passages."""
    source = StoredVectors()
    for number in range(documents):
        source.add(clustered(100, seed=number))
    return source


def answers(indexes: Indexes, source: StoredVectors, allowed: NDArray[np.int64] | None = None) -> list[object]:
    """Return what everything that can be asked gives, for each query; half of them are expected."""
    found: list[object] = []
    for number, query in enumerate(QUERIES):
        vectors = vectors_of(indexes, source, lambda _: allowed)
        if number % 2:
            vectors.expect(query, 10, [Filters()])
        keys = np.sort(vectors.nearest(query, 10))
        found += [keys.tolist(), vectors.similarities(query, keys).tolist(), vectors.best_sentences(query, keys)]
    return found


def expected(source: StoredVectors, allowed: NDArray[np.int64] | None = None) -> list[object]:
    """Return what an exact search of all that is stored gives."""
    return answers(exact(source, source.documents()), source, allowed)


def test_small_and_large_give_the_same(tmp_path: Path) -> None:
    """Keys, similarities and sentences, under filters and without; there is a file only where it is needed."""
    source = filled()
    small = files_of(tmp_path, source, exact_most=2000).at(source)
    assert (small.sketch, list(tmp_path.iterdir())) == (None, [])
    assert answers(small, source) == expected(source)
    large = files_of(tmp_path, source, exact_most=1999).at(source)
    assert large.sketch is not None
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    for allowed in (None, np.arange(5, 500, 7), np.arange(3, 8), np.zeros(0, dtype=np.int64)):
        assert answers(large, source, allowed) == expected(source, allowed)


@pytest.mark.parametrize("exact_most", [0, 10**9])
def test_every_generation_is_right(tmp_path: Path, exact_most: int) -> None:
    """Made of the one before, while documents come and go; earlier ones stay as they were."""
    source, files = filled(), files_of(tmp_path, filled(), exact_most)
    indexes = files.at(source)
    first, before = indexes, answers(indexes, source)
    for step in range(12):
        if step % 3 == 2:
            source.remove(int(source.document_keys()[step]))
        else:
            source.add(clustered(5 + step, seed=100 + step))
        indexes = files.at(source, indexes)
        assert indexes.generation == source.generation
        assert answers(indexes, source) == expected(source)
    assert answers(first, filled()) == before


def test_a_write_costs_what_it_writes(tmp_path: Path) -> None:
    """Only what is new is read, and the sketch is the same one; without a change nothing is made."""
    source = filled()
    files = files_of(tmp_path, source)
    first = files.at(source)
    key = source.add(clustered(7, seed=50))
    read: list[tuple[int, int]] = []
    passages = source.passages
    source.passages = lambda first, last: (read.append((first, last)), passages(first, last))[1]  # type: ignore[method-assign]
    second = files.at(source, first)
    assert second.sketch is first.sketch
    assert read == [(2001, 2007)]
    assert len(second.passages) == 7
    source.generation += 1
    third = files.at(source, second)
    assert (third.passages is second.passages, third.generation) == (True, source.generation)
    source.remove(key)
    assert len(files.at(source, third).passages) == 0


def test_a_file_that_lags_is_right(tmp_path: Path) -> None:
    """What came since is compared beside it, what went is left out; it is neither made again nor reported."""
    source = filled()
    files_of(tmp_path, source).at(source)
    before = (tmp_path / NAME).read_bytes()
    source.remove(3)
    source.add(clustered(60, seed=60))
    files = files_of(tmp_path, source)
    assert files.problems(source) == []
    assert answers(files.at(source), source) == expected(source)
    files.close(60)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_file_that_lags_much_is_brought_up_to_date(tmp_path: Path) -> None:
    """When the store is closed, for the next program; or in the background while it is searched."""
    source = filled()
    files_of(tmp_path, source).at(source)
    for number in range(6):
        source.add(clustered(100, seed=70 + number))
    files_of(tmp_path, source).close(MUCH)
    loaded = load(tmp_path / NAME, STAMP, 64)
    assert loaded is not None
    assert len(loaded) == 2600
    for number in range(10):
        source.remove(number + 1)
    source.add(clustered(10, seed=90))
    files = files_of(tmp_path, source)
    assert answers(files.at(source), source) == expected(source)
    files.close(0)  # waits for what was begun
    loaded = load(tmp_path / NAME, STAMP, 64)
    assert loaded is not None
    assert len(loaded) == 1610
    assert answers(files.at(source), source) == expected(source)


def test_what_another_program_made_is_used(tmp_path: Path) -> None:
    """A file of this store with other documents of the same keys, as a copy that went its own way has, is no match."""
    source, copy = filled(), filled()
    files_of(tmp_path, source).at(source)
    source.add(clustered(50, seed=80))
    source.generation += 5
    copy.generation += 5  # so that the same key gets another tag
    copy.add(clustered(50, seed=81))
    copy._documents[21] = copy._documents.pop(26)
    files_of(tmp_path, copy).close(MUCH)
    assert answers(files_of(tmp_path, source).at(source), source) == expected(source)
    assert answers(files_of(tmp_path, copy).at(copy), copy) == expected(copy)


def flip(data: bytearray, place: int) -> bytearray:
    """Change one bit."""
    data[place] ^= 16
    return data


DAMAGES: dict[str, Callable[[bytearray], bytes | bytearray]] = {
    "in the codes": lambda data: flip(data, 5000),
    "in the keys": lambda data: flip(data, len(data) - 5000),
    "at the end": lambda data: flip(data, len(data) - 3),
    "truncated": lambda data: data[:1000],
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("damage", sorted(DAMAGES))
def test_damage_is_found_and_mended(tmp_path: Path, damage: str) -> None:
    """Verify reports it, a search finds the same as before, and afterwards the file is sound."""
    source = filled()
    files_of(tmp_path, source).at(source)
    path = tmp_path / NAME
    path.write_bytes(DAMAGES[damage](bytearray(path.read_bytes())))
    files = files_of(tmp_path, source)
    assert [str(problem) for problem in files.problems(source)] == [
        "passages.vectors: damaged; the next search builds it again"
    ]
    indexes = files.at(source)
    assert answers(indexes, source) == expected(source)
    source.add(clustered(3, seed=99))
    assert answers(files.at(source, indexes), source) == expected(source)
    files.close(0)
    assert files.problems(source) == []


def test_a_stored_vector_that_is_none_is_reported(tmp_path: Path) -> None:
    """Its length is not 1."""
    source = StoredVectors()
    source.add(clustered(3) * np.float16(2))
    assert [str(problem) for problem in files_of(tmp_path, source).problems(source)] == [
        "passages: a vector in the store is not of length 1", "sentences: a vector in the store is not of length 1",
    ]  # fmt: skip


def test_a_file_that_cannot_be_written_stops_no_search(tmp_path: Path) -> None:
    """What is made stays in memory, and nothing half written is left."""
    source = filled()
    (tmp_path / NAME).mkdir()
    files = files_of(tmp_path, source)
    indexes = files.at(source)
    source.add(clustered(900, seed=91))
    indexes = files.at(source, indexes)
    assert answers(indexes, source) == expected(source)
    files.close(MUCH)
    assert answers(files.at(source, indexes), source) == expected(source)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_files_of_earlier_versions_go(tmp_path: Path) -> None:
    """When something was written; who only reads leaves the folder as it is."""
    source = filled(1)
    (tmp_path / "sentences.faiss").write_bytes(b"x")
    files_of(tmp_path, source).close(0)
    assert len(list(tmp_path.iterdir())) == 1
    files_of(tmp_path, source, exact_most=10**9).close(3)
    assert list(tmp_path.iterdir()) == []


def test_killed_while_the_file_is_written(tmp_path: Path) -> None:
    """The older file stands, and with it all is found; so does nothing half written, where there was none."""
    script = f"""
import os, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests/support/stores")!r}, {str(Path(__file__).parent)!r}]
import search.backend.faiss.blocks as blocks
from pathlib import Path
from test_files import MUCH, clustered, files_of, filled
source, folder = filled(), Path({str(tmp_path)!r})
files_of(folder, source).close(MUCH)
for number in range(10):
    source.add(clustered(100, seed=200 + number))
blocks.hashlib.sha256 = lambda *_: os.kill(os.getpid(), 9)  # when all but the end of the file is written
files_of(folder, source).close(MUCH)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    source = filled()
    for number in range(10):
        source.add(clustered(100, seed=200 + number))
    loaded = load(tmp_path / NAME, STAMP, 64)
    assert loaded is not None
    assert len(loaded) == 2000
    files = files_of(tmp_path, source)
    assert files.problems(source) == []
    assert answers(files.at(source), source) == expected(source)
