"""What searching takes and gives: filters, hits, answers. ``to_json`` of each is the outside contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.model import Citation, Footnote


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must satisfy; None filters nothing. All given ones must hold.

    ``document``: its id. ``chapter``: a part of the chapter's title, case and accents ignored. ``sdg``: 1-17, named in
    heading or text. ``motie``: an id ("kst-35925-36"), printed or likely, cited in the passage or its footnotes.
    """

    document: str | None = None
    chapter: str | None = None
    sdg: int | None = None
    motie: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with all that is needed to show and cite it."""

    rank: int  # 1-based
    score: float  # higher is better; comparable within one search only
    passage: str
    document: str
    title: str  # of the document
    page: int | None
    chapter: str
    section: str
    section_path: tuple[str, ...]
    sdgs: tuple[int, ...]
    text: str
    footnotes: tuple[Footnote, ...]
    citations: tuple[Citation, ...]
    best_sentence: tuple[int, int] | None = None  # half-open span in text of the sentence that fits the query best

    def to_json(self) -> dict[str, Any]:
        """The hit as the command line prints it (keys as in the README)."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One verbatim sentence of the answer and where it stands."""

    text: str
    document: str
    passage: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentences that answer, or found=False when the corpus does not seem to hold an answer."""

    found: bool
    confidence: float  # 0.0-1.0
    sentences: tuple[AnswerSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Answer and hits for one query."""

    query: str
    answer: Answer
    hits: tuple[Hit, ...] = field(default=())
