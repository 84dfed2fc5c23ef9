"""What is written of the words of passages, and taken out again."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

from search_factories import make_document
from store_factories import nota, put, verslag

from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.lexical.texts import SqliteTexts

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_taken_out_leaves_nothing(tmp_path: Path) -> None:
    """Neither words and stems nor their counts: those of the other document are as they were without it."""
    backend = FolderBackend.open(tmp_path)

    def counted() -> list[list[tuple[object, ...]]]:
        with backend.snapshot() as snapshot:
            tables = ("words", "stems", "lexical_terms")
            return [snapshot._reading.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables]  # noqa: S608 - our own names

    put(backend, nota())
    alone = counted()
    put(backend, verslag())
    assert counted() != alone
    backend.remove("verslag")
    assert counted() == alone
    backend.remove("nota")
    assert counted() == [[], [], []]
    backend.close()


def test_words_are_cut_as_the_index_cuts_them(tmp_path: Path) -> None:
    """At what is neither a letter, a digit, a hyphen nor a comma."""
    backend = FolderBackend.open(tmp_path)
    with backend.snapshot() as snapshot:
        texts = SqliteTexts(snapshot._reading, snapshot._filtering.extents)
        assert texts.cut(["water", "4.1", "é/a-b,c", "_"]) == [["water"], ["4", "1"], ["é", "a-b,c"], []]
    backend.close()


def test_counting_frequent_words_changes_few_pages(tmp_path: Path) -> None:
    """Those that came first stand together, however many others come between them in the alphabet."""
    random = Random(1)  # noqa: S311 - a corpus, no secret
    words = ["".join(letters) for letters in product("bdfklmnprt", "aeiou", "bdfklmnprt", "aeiou", "kpt")]
    frequent = random.sample(words, 300)
    backend = FolderBackend.open(tmp_path)
    put(backend, make_document(f"{' '.join(frequent)}.", id_="eerst"))
    put(backend, make_document(f"{' '.join(words)}.", id_="alles"))
    db = backend.connection.db
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    put(backend, make_document(f"{' '.join(frequent)}.", id_="weer"))
    log = (tmp_path / f"{STORE_NAME}-wal").read_bytes()
    size = int.from_bytes(log[8:12])
    changed = {int.from_bytes(log[at : at + 4]) for at in range(32, len(log), 24 + size)}  # sqlite.org/fileformat2.html
    pages = {page for (page,) in db.execute("SELECT pageno FROM dbstat WHERE name IN ('words', 'stems')")}
    assert 3 * len(changed & pages) < len(pages)
    backend.close()
