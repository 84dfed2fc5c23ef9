"""A knowledge base that another process writes in, and what each of its generations answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search_factories import NOTE, Part, WordEncoder, make_citation, make_document

from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from ingest.model import Document

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
# Runs in a process of its own. It writes once it is told to, and says what it did: who reads can keep in step.
_WRITER = """
import sys
sys.path[:0] = sys.argv[1:3]
from concurrency import writing
writing(sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
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
    """Write these changes."""
    with KnowledgeBase.open(folder, WordEncoder()) as kb:
        for number in range(first, last + 1):
            commit(kb, number)


def other_process(folder: Path, first: int, last: int) -> subprocess.Popen[bytes]:
    """Have another process write these changes."""
    words = [sys.executable, "-c", _WRITER, SUPPORT.parents[1], SUPPORT, folder, first, last]
    return subprocess.Popen(list(map(str, words)))


def answer(kb: KnowledgeBase, question: str) -> str:
    """Return all that a question finds, as text that can be compared."""
    found = kb.ask(question)
    shown: dict[str, Any] = {"found": found.to_json(), "facets": repr(found.facets), "terms": sorted(found.terms)}
    return json.dumps(shown, sort_keys=True)


def answers_by_generation(folder: Path, last: int) -> dict[str, set[str]]:
    """Return what each question finds in any of the generations up to ``last``, made anew in ``folder``."""
    found: dict[str, set[str]] = {question: set() for question in QUESTIONS}
    with KnowledgeBase.open(folder, WordEncoder()) as kb:
        for number in range(1, last + 1):
            commit(kb, number)
            for question in QUESTIONS:
                found[question].add(answer(kb, question))
    return found
