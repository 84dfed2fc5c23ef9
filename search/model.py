"""What a search takes and returns: filters, hits, answers. ``to_json`` of each is the outside contract."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import citation_label, citation_url, split_id

if TYPE_CHECKING:
    from ingest.model import Citation, Passage


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must satisfy; None filters nothing. All given ones must hold.

    ``document``: its id. ``chapter``: a part of the chapter's title, case and accents ignored. ``sdg``: 1-17, named in
    heading or text. ``motie``: an id ("kst-35925-36"), printed or likely, cited in the passage or its footnotes.
    ``submitter``: a name, case and accents ignored, of whoever is behind a paper cited there, even where only another
    place names them. ``year``: in which the document appeared. ``kind``: of the document, in any case
    ("Kamerbrief"). ``suggested_sdg``: 1-17, named in heading or text or suggested by meaning.
    """

    document: str | None = None
    chapter: str | None = None
    sdg: int | None = None
    motie: str | None = None
    submitter: str | None = None
    year: int | None = None
    kind: str | None = None
    suggested_sdg: int | None = None


def motie_id(text: str) -> str:
    """Return the id that a filter on a motie means: "35925 36" is kst-35925-36."""
    id_ = text.strip().replace(" ", "-")
    return id_ if id_[:1].isalpha() else f"kst-{id_}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found."""

    rank: int  # 1-based
    score: float  # higher is better; comparable within one search only
    passage: Passage
    title: str  # of the document
    best_sentence: tuple[int, int] | None = None  # half-open span in passage.text of the nearest that states something
    suggested_sdgs: tuple[int, ...] = ()  # by meaning, best first; only where the passage itself names none
    kind: str = ""  # of the document: "beleidsnota", "verkiezingsprogramma"; "" where nothing states it
    issuer: str = ""  # of the document: the minister who answers or writes, where that is stated, else its publisher
    date: str = ""  # of the document, ISO 8601, as exact as it is known: "2024-03-14", "2024"; "" for unknown

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.passage.document

    @property
    def text(self) -> str:
        """The text of the passage."""
        return self.passage.text

    @property
    def page(self) -> int | None:
        """The page of the passage, as printed."""
        return self.passage.page

    @property
    def section_path(self) -> tuple[str, ...]:
        """The titles that the passage stands under, the chapter's first."""
        return self.passage.section_path

    def to_json(self) -> dict[str, Any]:
        """Return the hit as the command line prints it (keys as in the README).

        ``doc`` repeats ``document``: the name scorers of search results expect.
        """
        passage = self.passage
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            "passage": passage.id,
            "document": passage.document,
            "doc": passage.document,
            "title": self.title,
            "page": passage.page,
            "chapter": passage.chapter,
            "section": passage.section,
            "section_path": list(passage.section_path),
            "sdgs": list(passage.sdgs),
            "suggested_sdgs": list(self.suggested_sdgs),
            "text": passage.text,
            "footnotes": [{"number": note.number, "text": note.text} for note in passage.footnotes],
            "citations": [reference_to_json(citation) for citation in passage.citations],
        }


def likely_url(citation: Citation) -> str | None:
    """Return the address of the paper that was probably meant; the printed one's where nothing else is likely."""
    return citation_url(citation.likely_id, citation.session_year) or citation.url


def meant(citation: Citation) -> Citation:
    """Return the citation as it would read if it named the paper that was probably meant."""
    likely = split_id(citation.likely_id) if citation.likely_id else None
    if likely is None:
        return citation
    return replace(citation, id=likely.id, dossier=likely.dossier, suffix=likely.suffix, number=likely.number)


def reference_to_json(citation: Citation) -> dict[str, Any]:
    """Return a citation as it is printed beside a passage: without its place, ``url`` leading to the likely paper."""
    return {
        "id": citation.id,
        "likely_id": citation.likely_id,
        "kind": str(citation.kind),
        "label": citation_label(citation),
        "title": citation.title,
        "submitters": list(citation.submitters),
        "cosigned": citation.cosigned,
        "url": likely_url(citation),
        "verdict": str(citation.verdict),
        "footnote": citation.footnote,
    }


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One verbatim sentence of the answer and where it stands.

    ``gap``: text of its passage is left out between the sentence given before it and this one. ``unit``: for a row of a
    table, what its amounts are counted in, where no sentence of the answer says so: "bedragen x € 1.000".
    """

    text: str
    document: str
    passage: str
    gap: bool = False
    unit: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the sentence as the command line prints it, "unit" only where there is one."""
        found = {"text": self.text, "document": self.document, "passage": self.passage}
        return {**found, "unit": self.unit} if self.unit else found


class AnswerOutcome(StrEnum):
    """What came of looking for an answer."""

    ANSWER = "answer"  # sentences that are likely right
    NEAR = "near"  # no sentence is, but the passages found may hold the answer
    NONE = "none"  # the documents do not seem to hold an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentences that answer; none unless the outcome is ANSWER."""

    outcome: AnswerOutcome
    confidence: float  # 0.0-1.0
    sentences: tuple[AnswerSentence, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is an answer to show."""
        return self.outcome is AnswerOutcome.ANSWER

    def to_json(self) -> dict[str, Any]:
        """Return the answer as the command line prints it."""
        return {
            "found": self.found,
            "outcome": str(self.outcome),
            "confidence": self.confidence,
            "sentences": [sentence.to_json() for sentence in self.sentences],
        }


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A word of a question as it was looked for.

    ``asked``: as printed in the question. ``meant``: the word of the documents that it was taken for, "" for itself.
    ``present``: whether any document holds it, in some form.
    """

    asked: str
    meant: str = ""
    present: bool = True


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for, and in how many documents: those with passages that pass the filters."""

    words: tuple[SoughtWord, ...]
    filters: Filters
    documents: int

    @property
    def absent(self) -> tuple[str, ...]:
        """The words, as printed in the question, that stand in no document and were taken for no other word."""
        return tuple(word.asked for word in self.words if not word.present and not word.meant)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Answer and hits for one query. ``sought``: what was looked for, where no answer was found."""

    query: str
    answer: Answer
    hits: tuple[Hit, ...] = field(default=())
    sought: Sought | None = None

    def to_json(self, id_: str | None = None) -> dict[str, Any]:
        """Return query, answer and results as the command line prints them; first ``id_``, of a query in a batch."""
        head = {} if id_ is None else {"id": id_}
        return {
            **head,
            "query": self.query,
            "answer": self.answer.to_json(),
            "results": [hit.to_json() for hit in self.hits],
        }
