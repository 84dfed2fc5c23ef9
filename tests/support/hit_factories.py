"""Makes hits, answers and citations for tests of what people see, each with defaults."""

from __future__ import annotations

from dataclasses import fields, replace

from ingest.model import BlockKind, Citation, CitationKind, Footnote, Passage
from search.model import Answer, AnswerOutcome, AnswerSentence, Hit, SearchResult, Sought

_CITATION = Citation(
    start=0,
    end=34,
    text="Motie Kuzu (35207, nr. 53)",
    kind=CitationKind.MOTIE,
    id="kst-35207-53",
    url="https://zoek.officielebekendmakingen.nl/kst-35207-53.html",
    dossier="35207",
    number="53",
    chamber="II",
    session_year="2021/22",
    submitters=("Kuzu",),
)
_PASSAGE = Passage(
    id="nota:0001",
    document="nota",
    ordinal=1,
    kind=BlockKind.PARAGRAPH,
    start=0,
    end=24,
    text="Er is water. Het is nat.",
    chapter="Hoofdstuk 1",
    section="Hoofdstuk 1",
    section_path=("Hoofdstuk 1",),
    sdgs=(),
    page=None,
)
_HIT = Hit(rank=1, score=1.0, passage=_PASSAGE, title="De nota: over water")


def make_cite(**changes: object) -> Citation:
    """Return a motie with a complete reference, but for what is changed."""
    return replace(_CITATION, **changes)  # type: ignore[arg-type]  # any field may be given


def make_hit(**changes: object) -> Hit:
    """Return a hit of two sentences without notes, but for what is changed in it or in its passage."""
    inside = {field.name for field in fields(Passage)} & set(changes)
    passage = replace(_PASSAGE, **{name: changes.pop(name) for name in inside})  # type: ignore[arg-type]
    return replace(_HIT, passage=passage, **changes)  # type: ignore[arg-type]


def make_note(number: int = 1, text: str = "Een noot.", *cites: Citation) -> Footnote:
    """Return a footnote with these citations."""
    return Footnote(number, text, 0, len(text), None, None, None, 0, None, cites)


def make_result(
    *hits: Hit, quoted: tuple[str, ...] = (), outcome: AnswerOutcome | None = None, sought: Sought | None = None
) -> SearchResult:
    """Return a result whose answer quotes ``quoted`` from the first hit; an answer only if it quotes anything."""
    sentences = tuple(AnswerSentence(text, hits[0].passage.document, hits[0].passage.id) for text in quoted)
    reached = outcome or (AnswerOutcome.ANSWER if quoted else AnswerOutcome.NONE)
    return SearchResult("vraag", Answer(reached, 0.5, sentences), hits, sought)
