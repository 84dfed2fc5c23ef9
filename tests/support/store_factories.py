"""The backends there are, and two documents to put into them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from search_factories import Part, WordEncoder, make_citation, make_document

from search.backend.model import Embedding
from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.checksums import seal_settings
from search.backend.sqlite.connection import STORE_NAME
from search.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from ingest.model import Document
    from search.backend.protocol import Backend, Snapshot

# A store opened in a folder that is its own; another backend is one line here.
BACKENDS: dict[str, Callable[[Path], Backend]] = {"folder": FolderBackend.open}
ENCODER = WordEncoder()
NOTE = "Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35207, nr. 53)"
UNNAMED = make_citation(text="35207, nr. 53", kind="kamerstuk", submitters=(), title=None)
ONLY_NOTA = Scope(frozenset({"nota"}))
ONLY_VERSLAG = Scope(frozenset({"verslag"}))
NOTHING = Scope(frozenset())


def put(backend: Backend, document: Document, ingest_version: str = "1") -> None:
    """Store a document with the vectors of the encoder that counts words; every passage suggests goal 9."""
    passages = ENCODER.encode_passages([passage.text for passage in document.passages])
    sentences = [
        ENCODER.encode_passages([document.text[start:end] for start, end in passage.sentences])
        for passage in document.passages
    ]
    backend.put(document, ingest_version, Embedding(passages, sentences, [(9,)] * len(sentences)))


def nota() -> Document:
    """Three passages and a footnote that cites a motie by its submitter and title."""
    return make_document(
        Part(("Het klimaat warmt op.", "Klimaat en water."), ("Klimaat",), (13,), 1),
        Part(("Water is schaars.",), ("Water",), (6, 13), 2, note=NOTE, cites=(make_citation(),)),
        Part(("De handel groeit.",), ("Water",)),
    )


def verslag() -> Document:
    """Two passages, of which one cites the same motie without its submitter."""
    document = make_document(
        Part(("Zie 35207, nr. 53.",), ("Slot",), cites=(UNNAMED,)), "Hulp en water.", id_="verslag", title="Verslag"
    )
    return replace(document, year=2024)


def ids(snapshot: Snapshot, keys: Iterable[int]) -> list[str]:
    """The ids of passages, in the order of the keys."""
    numbers = [int(key) for key in keys]
    found = snapshot.passages.read(numbers)
    return [found[number].id for number in numbers]


def vector(text: str) -> NDArray[np.float32]:
    """A question's vector."""
    return ENCODER.encode_queries([text])[0]


def altered(folder: Path, statement: str, *values: object) -> None:
    """Run a statement in the store in ``folder`` behind its back, as damage would; nothing else may have it open."""
    with closing(sqlite3.connect(folder / STORE_NAME, isolation_level=None)) as db:
        db.execute(statement, values)


def made_by_another_version(folder: Path, setting: str = "version", value: str = "0") -> None:
    """Give a store that is closed a setting as another version of this program writes it."""
    with closing(sqlite3.connect(folder / STORE_NAME, isolation_level=None)) as db:
        db.execute("UPDATE meta SET value = ? WHERE name = ?", (value, setting))
        seal_settings(db)
