"""Keeping a question, forgetting it, and what is new to it: passages of documents that came since, which it finds.

A passage counts where it is among the best of those documents and would come near an answer at least
(``Asker.reaching``), fits at least half as well as the best of them, and is one of the best of its own document: a long
document on the subject is news, but not as often as it has passages.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.codec import encode
from search.ask.asking import Request
from search.backend.model import KeptQuestion, Moment
from search.contents import Contents
from search.latest import Latest
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from search.ask.asking import Asker
    from search.backend.kept import Mark
    from search.backend.protocol import Backend, Snapshot
    from search.model import Filters, Hit

MOST = 100  # passages that are told of at a time
DOCUMENTS = 1_000  # the latest so many are looked at
OF_ONE = 5  # passages that are told of one document
REMEMBERED = 64  # questions of which is known what they found, as long as nothing is written


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage that is new to a question. ``came``: when its document did."""

    hit: Hit
    came: Moment


@dataclass(frozen=True, slots=True)
class News:
    """What is new to a question. ``passages``: best first; ``documents``: how many came, of which they are.

    ``upto``: the generation that this tells of, to be noted once it was looked at.
    """

    passages: tuple[NewPassage, ...]
    documents: int
    upto: int

    @property
    def latest_first(self) -> tuple[NewPassage, ...]:
        """The passages whose documents came last first; of one document in the order of its text."""
        return tuple(
            sorted(
                self.passages,
                key=lambda each: (-each.came.generation, each.hit.document, each.hit.passage.ordinal),
            )
        )


class Found:
    """What the questions asked last found, in one generation; whoever asks for whatever, no more of them are kept."""

    def __init__(self) -> None:
        self._latest: Latest[tuple[str, frozenset[str]], tuple[Hit, ...]] = Latest()

    def get(self, key: tuple[str, frozenset[str]], make: Callable[[], tuple[Hit, ...]]) -> tuple[Hit, ...]:
        """Return what a question found in documents; ``make`` finds it. ``key``: the question's id, the documents."""
        return self._latest.get(key, make, REMEMBERED)


class Questions(Contents):
    """The questions that users of a knowledge base keep. Safe for use by several threads."""

    def __init__(self, backend: Backend, asker: Asker) -> None:
        super().__init__(backend)
        self._asker = asker

    def kept(self) -> list[KeptQuestion]:
        """Return all kept questions, the one kept first first."""
        return self._read(EVERYTHING, lambda snapshot: snapshot.questions.kept())

    def find(self, id_: str) -> KeptQuestion | None:
        """Return the kept question with this id, None where there is none."""
        return next((each for each in self.kept() if each.id == id_), None)

    def keep(self, question: str, filters: Filters) -> KeptQuestion:
        """Keep a question; all that is there by now is old to it. One that is kept already stays as it is."""
        now = self.now()
        made = KeptQuestion(identity(question, filters), question.strip(), filters, now, now, now)
        self.backend.keep(made)
        return self.find(made.id) or made

    def forget(self, id_: str) -> bool:
        """Keep a question no longer; False where none is kept with this id."""
        return self.backend.forget(id_)

    def mark(self, id_: str, mark: Mark, generation: int) -> bool:
        """Note that all was looked at, or reported, that had come up to a generation; False for no such question."""
        now = self.now()
        return self.backend.mark(id_, mark, Moment(min(generation, now.generation), now.time))

    def now(self) -> Moment:
        """Return the moment that it is."""
        time = datetime.now(UTC).isoformat(timespec="seconds")
        return Moment(self._read(EVERYTHING, lambda snapshot: snapshot.generation), time)

    def news(self, question: str, filters: Filters, after: int, since: str = "", scope: Scope = EVERYTHING) -> News:
        """Return what came after a generation that a question finds.

        ``since``: and not before this time, ISO 8601 in UTC.
        """

        def read(snapshot: Snapshot) -> News:
            came = _came(snapshot, after, since)
            if not came:
                return News((), 0, snapshot.generation)
            found = snapshot.derived("news", Found).get(
                (identity(question, filters), frozenset(came)), lambda: self._reaching(question, filters, came)
            )
            passages = tuple(NewPassage(hit, came[hit.document]) for hit in found)
            return News(passages, len(came), snapshot.generation)

        return self._read(scope, read)

    def came(self, after: int, scope: Scope = EVERYTHING) -> Scope:
        """Return the documents that came after a generation, as far as ``news`` looks, as what may be read."""
        return Scope(frozenset(self._read(scope, lambda snapshot: _came(snapshot, after, ""))))

    def _reaching(self, question: str, filters: Filters, documents: Collection[str]) -> tuple[Hit, ...]:
        """Ask the question of these documents."""
        with self.backend.snapshot(Scope(frozenset(documents))) as snapshot:
            return told_of(self._asker.reaching(Request(question, filters, MOST, None), snapshot))


def identity(question: str, filters: Filters) -> str:
    """Return the id of a question with its filters: 16 hexadecimal digits, the same wherever it is kept."""
    return hashlib.sha256(encode((question.strip(), *astuple(filters)))).hexdigest()[:16]


def told_of(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return those of the passages found, best first, that are told of: a few of each document."""
    told: Counter[str] = Counter()
    kept = []
    for hit in hits:
        if told[hit.document] < OF_ONE:
            told[hit.document] += 1
            kept.append(hit)
    return tuple(kept)


def _came(snapshot: Snapshot, after: int, since: str) -> dict[str, Moment]:
    """Return document -> when it came, of the latest that came after a generation and not before a time."""
    found = snapshot.questions.intakes(after, DOCUMENTS)
    return {each.document: each.moment for each in found if each.moment.time >= since}
