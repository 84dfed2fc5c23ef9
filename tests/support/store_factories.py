"""The backends there are, two documents to put into them, and a knowledge base that another process writes in."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from postgres_server import address_for
from search_factories import Part, WordEncoder, make_citation, make_document

from search.backend.model import Embedding
from search.backend.postgres.backend import PostgresBackend
from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.checksums import seal_settings
from search.backend.sqlite.connection import STORE_NAME
from search.knowledge_base import KnowledgeBase
from search.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from ingest.model import Document
    from search.backend.protocol import Backend, Snapshot

# A store that belongs to a folder: in it, or elsewhere under a name made of it.
BACKENDS: dict[str, Callable[[Path], Backend]] = {
    "folder": FolderBackend.open,
    "large folder": lambda folder: FolderBackend.open(folder, exact_most=0),  # as if it held too much to compare all
    "postgres": lambda folder: PostgresBackend.open(address_for(folder)),
}
# Where a knowledge base is that belongs to a folder, by backend.
PLACES: dict[str, Callable[[Path], Path | str]] = {"folder": lambda folder: folder / "kb", "postgres": address_for}
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
    return replace(document, year=2024, kind="Kamerbrief")


def ids(snapshot: Snapshot, keys: Iterable[int]) -> list[str]:
    """The ids of passages, in the order of the keys."""
    numbers = [int(key) for key in keys]
    found = snapshot.passages.read(numbers)
    return [found[number].id for number in numbers]


def vector(text: str) -> NDArray[np.float32]:
    """A question's vector."""
    return ENCODER.encode_queries([text])[0]


SUPPORT = Path(__file__).parent
QUESTIONS = (
    "hoeveel geld krijgt water",
    "klimaat en handel",
    "welke moties zijn er van Kuzu",
    "hulp bij watertekort",
    "wat gebeurt er in 2023 met de handel",
)
KEPT = 6  # documents that are there at a time, once so many were added
_SUBJECTS = ("water", "klimaat", "handel", "hulp")
# Runs in a process of its own; it makes one change for each line of its input.
_WRITER = """
import sys
sys.path[:0] = sys.argv[1:4]
from store_factories import writing
writing(sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))
"""


def commit(kb: KnowledgeBase, number: int) -> None:
    """Write the ``number``-th change, from 1: every third time a document goes, where enough are there, else one comes.

    The same numbers in the same order always make the same knowledge base.
    """
    oldest = [document.id for document in kb.documents()][:1]
    if number % 3 == 0 and number > KEPT:
        kb.remove(oldest[0])
    else:
        kb.add_document(document_of(number))


def document_of(number: int) -> Document:
    """Return a document that has much in common with the others."""
    one, other = _SUBJECTS[number % 4], _SUBJECTS[(number // 4) % 4]
    return make_document(
        Part((f"Voor {one} is er {number} miljoen euro.", "Dat is veel geld."), (f"Hoofdstuk {number}", one), (13,)),
        Part((f"In 2023 groeit {other}.",), ("Slot", other), note=NOTE, cites=(make_citation(),)),
        Part((f"Wie {one} zegt, zegt ook {other}.", f"Zie stuk {number}."), ("Slot",)),
        id_=f"stuk-{number:04d}",
        title=f"Stuk over {one}",
    )


def writing(folder: str, first: int, last: int) -> None:
    """Write these changes, one for each line of standard input."""
    with KnowledgeBase.open(folder, WordEncoder()) as kb:
        for number in range(first, last + 1):
            sys.stdin.readline()
            commit(kb, number)


def search_beside_commits(folder: Path, searches: int, commits: int, threads: int) -> list[tuple[str, str]]:
    """Search in a new knowledge base while another process writes in it; returns (question, what it found), in no order.

    The commits are spread over the searches; each is made beside them. What is found is an exception where there was
    one. The first KEPT commits are made before, and the knowledge base is sound at the end.
    """
    found: list[tuple[str, str]] = []
    with KnowledgeBase.open(folder, WordEncoder()) as kb:
        for number in range(1, KEPT + 1):
            commit(kb, number)
        found_in = SUPPORT.parents[1], SUPPORT, SUPPORT / "serving"
        words = [sys.executable, "-c", _WRITER, *found_in, folder, KEPT + 1, KEPT + commits]
        with subprocess.Popen([*map(str, words)], stdin=subprocess.PIPE, text=True) as writer:
            assert writer.stdin is not None
            begun = iter(range(searches))
            lock = Lock()
            told = 0

            def ask() -> None:
                nonlocal told
                while True:
                    with lock:
                        number = next(begun, None)
                        if number is None:
                            return
                        while told * searches < (number + 1) * commits:
                            told += 1
                            print(file=writer.stdin, flush=True)
                    question = QUESTIONS[number % len(QUESTIONS)]
                    try:
                        found.append((question, answer(kb, question)))
                    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                        found.append((question, repr(error)))

            with ThreadPoolExecutor(threads) as pool:
                for done in [pool.submit(ask) for _ in range(threads)]:
                    done.result()
        assert writer.returncode == 0
        found += [(question, answer(kb, question)) for question in QUESTIONS]
        assert kb.verify() == []
    return found


def answer(kb: KnowledgeBase, question: str) -> str:
    """Return all that a question finds, as text that can be compared."""
    found = kb.ask(question)
    shown: dict[str, Any] = {"found": found.to_json(), "facets": repr(found.facets), "terms": sorted(found.terms)}
    return json.dumps(shown, sort_keys=True)


def answers_by_generation(folder: Path, commits: int) -> dict[str, set[str]]:
    """Return what each question finds in any of the generations of ``search_beside_commits``, made anew in a folder."""
    found: dict[str, set[str]] = {question: set() for question in QUESTIONS}
    with KnowledgeBase.open(folder, WordEncoder()) as kb:
        for number in range(1, KEPT + commits + 1):
            commit(kb, number)
            if number < KEPT:
                continue
            for question in QUESTIONS:
                found[question].add(answer(kb, question))
    return found


def altered(folder: Path, statement: str, *values: object) -> None:
    """Run a statement in the store in ``folder`` behind its back, as damage would; nothing else may have it open."""
    with closing(sqlite3.connect(folder / STORE_NAME, isolation_level=None)) as db:
        db.execute(statement, values)


def made_by_another_version(folder: Path, setting: str = "version", value: str = "0") -> None:
    """Give a store that is closed a setting as another version of this program writes it."""
    with closing(sqlite3.connect(folder / STORE_NAME, isolation_level=None)) as db:
        db.execute("UPDATE meta SET value = ? WHERE name = ?", (value, setting))
        seal_settings(db)
