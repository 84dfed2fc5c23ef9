"""Makes documents and an encoder for tests of search, each with defaults, so that a test names only what it is about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.model import (
    BlockKind,
    Citation,
    CitationKind,
    Document,
    Footnote,
    Passage,
    Section,
    SectionKind,
)
from search.dutch.terms import fold
from search.models.vectors import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.model import SearchResult

AXES = ("klimaat", "water", "handel", "hulp")
NOTE = "Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35207, nr. 53)"


@dataclass
class WordEncoder:
    """One dimension per word of ``axes``: how often the text holds it, divided by the length of the vector.

    "klimaat water water" is (1, 2, 0, 0) / sqrt(5): vectors can be worked out by hand. ``name``: of a folder with a
    calibration, chosen by hand as well, so that another one of the model that ships changes no test. ``seen``: all
    texts encoded.
    """

    axes: tuple[str, ...] = AXES
    name: str = str(Path(__file__).parent / "woorden")
    seen: list[str] = field(default_factory=list)

    @property
    def dimensions(self) -> int:
        """One per word."""
        return len(self.axes)

    @property
    def fingerprint(self) -> str:
        """Name and words."""
        return "-".join((self.name, *self.axes))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Count the words."""
        counts = [[fold(text).count(axis) for axis in self.axes] for text in texts]
        shape = (len(texts), self.dimensions)
        return normalised(np.array(counts, dtype=np.float32).reshape(shape), name=self.name, shape=shape)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Count the words and remember what was asked."""
        self.seen.extend(texts)
        return self.encode_queries(texts)


class InterruptedEncoder(WordEncoder):
    """Does something else in the midst of a question, as long as there is anything to do."""

    work: tuple[Callable[[], None], ...] = ()

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Do it, then count the words."""
        if self.work:
            first, *rest = self.work
            self.work = tuple(rest)
            first()
        return super().encode_queries(texts)


@dataclass(frozen=True)
class Part:
    """A passage to be: its sentences, where it stands, and the citations its sentences or its footnote hold."""

    sentences: tuple[str, ...]
    path: tuple[str, ...] = ("Hoofdstuk 1",)
    sdgs: tuple[int, ...] = ()
    page: int | None = None
    kind: BlockKind = BlockKind.PARAGRAPH
    note: str | None = None
    cites: tuple[Citation, ...] = ()


def make_citation(**changes: object) -> Citation:
    """Return a motie of which only what a test names is special; start and end follow from the text when placed."""
    values: dict[str, object] = {
        "start": 0,
        "end": 0,
        "text": "Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35207, nr. 53)",
        "kind": CitationKind.MOTIE,
        "id": "kst-35207-53",
        "url": "https://zoek.officielebekendmakingen.nl/kst-35207-53.html",
        "dossier": "35207",
        "number": "53",
        "chamber": "II",
        "session_year": "2021/22",
        "title": "over Oeigoeren",
        "submitters": ("Kuzu",),
    }
    return Citation(**{**values, **changes})  # type: ignore[arg-type]


def make_document(*parts: Part | str, id_: str = "nota", title: str = "Nota", sha256: str | None = None) -> Document:
    """Return a document with these passages in order; a string is a passage of one sentence.

    A part with a note gets a footnote with that text at the end of the document, tied to its last sentence, that holds
    the part's citations; without a note they stand at the end of its text.
    """
    given = [Part((part,)) if isinstance(part, str) else part for part in parts]
    text = ""
    passages: list[Passage] = []
    citations: list[Citation] = []
    footnotes: list[Footnote] = []
    tails = "\n\n".join(part.note for part in given if part.note)
    bodies = [("\n" if part.kind is BlockKind.TABLE else " ").join(part.sentences) for part in given]
    tail = sum(len(body) + 2 for body in bodies)
    for ordinal, (part, body) in enumerate(zip(given, bodies, strict=True), 1):
        start = len(text)
        spans = []
        at = start
        for sentence in part.sentences:
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 1
        text += body + "\n\n"
        number = len(footnotes) + 1 if part.note else None
        home, base = (part.note, tail) if part.note else (body, start)
        placed = []
        for cite in part.cites:
            place = base + home.index(cite.text)
            placed.append(_placed(cite, place, number))
        notes: tuple[Footnote, ...] = ()
        if part.note and number is not None:
            anchor = spans[-1]
            notes = (
                Footnote(
                    number,
                    part.note,
                    tail,
                    tail + len(part.note),
                    anchor[1],
                    *anchor,
                    ordinal - 1,
                    part.page,
                    tuple(placed),
                ),
            )
            tail += len(part.note) + 2
        footnotes += notes
        citations += placed
        passages.append(
            Passage(
                f"{id_}:{ordinal:04d}", id_, ordinal, part.kind, start, start + len(body), body, part.path[0],
                part.path[-1], part.path, part.sdgs, part.page, tuple(spans), notes, tuple(placed),
            )
        )  # fmt: skip
    text += tails
    sections = tuple(
        Section(index, len(part.path), SectionKind.SECTION, part.path[-1], part.path, part.sdgs, part.page, index + 1)
        for index, part in enumerate(given)
    )
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id_, title, "Ministerie", 2022, "beleidsnota", "nl", f"{id_}.txt", digest, text, sections, (),
        tuple(footnotes), tuple(citations), tuple(passages),
    )  # fmt: skip


def _placed(cite: Citation, start: int, footnote: int | None) -> Citation:
    return replace(cite, start=start, end=start + len(cite.text), footnote=footnote)


def make_nota(id_: str = "nota") -> Document:
    """Return three passages, on climate, water with a motie in a footnote, and trade."""
    return make_document(
        Part(("Het klimaat krijgt 5 miljoen euro.", "Dat is veel."), ("Hoofdstuk 1", "Klimaat"), (13,), 3),
        Part(
            ("Water is schaars.", "China moet meer doen."),
            ("Hoofdstuk 2", "Water"),
            (6,),
            4,
            note=NOTE,
            cites=(make_citation(),),
        ),
        Part(("De handel groeit.",), ("Hoofdstuk 2", "Handel")),
        id_=id_,
    )


def passages_of(result: SearchResult) -> list[str]:
    """Return the ids of the hits, best first."""
    return [hit.passage.id for hit in result.hits]
