"""Makes hits, answers, citations and papers for tests of what people see, each with defaults."""

from __future__ import annotations

from dataclasses import fields, replace

from ingest.model import BlockKind, Citation, CitationKind, Footnote, Passage
from search.ask.papers.lookup import MissingPaper, PapersFound
from search.ask.papers.wording import PapersAsked
from search.ledger.papers import CitingPlace, PaperRow
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


def make_place(**changes: object) -> CitingPlace:
    """Return the place of a footnote on page 7, but for what is changed."""
    place = CitingPlace(
        "nota", "De nota: over water", 2022, 7, "Hoofdstuk 1", "Water", 3, "Er is water.", "nota:0001", ()
    )
    return replace(place, **changes)  # type: ignore[arg-type]  # any field may be given


def make_row(*places: CitingPlace, **changes: object) -> PaperRow:
    """Return the row of a motie that is cited at these places, by default at one, but for what is changed."""
    cite = make_cite(
        **{name: value for name, value in changes.items() if name in {"kind", "id", "likely_id", "verdict"}}
    )
    stand = places or (make_place(),)
    row = PaperRow(
        "kst-35207-53", cite.kind, cite.id, cite.likely_id, ("over Oeigoeren",), ("Kuzu",), cosigned=False,
        verdict=cite.verdict, reason="", url=cite.url, citations=(cite,) * len(stand), places=stand,
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]  # any field may be given


def make_found(*rows: PaperRow, missing: tuple[MissingPaper, ...] = (), **changes: object) -> PapersFound:
    """Return what the ledger holds of a question that asks for moties, but for what is changed in either."""
    inside = {field.name for field in fields(PapersAsked)} & set(changes)
    asked = replace(PapersAsked(kind=CitationKind.MOTIE, only=True), **{name: changes.pop(name) for name in inside})  # type: ignore[arg-type]
    return replace(PapersFound(asked, rows, missing, answers=True), **changes)  # type: ignore[arg-type]
