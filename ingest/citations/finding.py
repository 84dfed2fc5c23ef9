"""Find references to moties, Kamerstukken and other official publications in Dutch text.

``find_citations`` works on any text, without an index or a network, in time linear in the text. The steps: make the
text even (``folding``); find the places where a reference may begin and read the papers there (``publications``,
``papers``); tie moties, amendments, letters and promises to their papers (``references``, ``enumerations``); form a
verdict on each (``verdicts``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ingest.citations.grammar.enumerations import read_further
from ingest.citations.grammar.even_text import make_even
from ingest.citations.grammar.heads import VOTED, stands_in_sentence
from ingest.citations.grammar.publications import read_publications
from ingest.citations.grammar.references import read_reference
from ingest.citations.law.reading import read_law
from ingest.citations.page_edges import find_page_edges
from ingest.citations.registry.dossiers import chapter_of_text, tables
from ingest.citations.registry.identifiers import (
    citation_url,
    dossier_url,
    kamerstuk_id,
    split_address,
    split_id,
    was_online,
)
from ingest.citations.verdicts import form_verdict
from ingest.model import Citation

if TYPE_CHECKING:
    import re

    from ingest.citations.grammar.draft import CitationDraft
    from ingest.citations.grammar.even_text import EvenText

_MOST_HEADS_IN_TITLE = 4


def find_citations(text: str, *, budget_chapter: str | None = None, year: int | None = None) -> list[Citation]:
    """Return every citation in ``text``, in order of where it begins. Never raises on any text.

    Spans are half-open code point offsets into ``text`` as given, and ``citation.text`` is exactly that slice. A span
    covers the whole reference: "Motie Kuzu over ... (Kamerstuk ..., nr. 53)" with the closing bracket, or only
    "Kamerstuk ..., nr. 84" where the paper stands alone. Page references and sentence punctuation stay outside. In a
    chain ("nr. 6 en nr. 7") each further citation spans its own words; the numbers of a range ("nrs. 3-5") become one
    citation each with the same span.

    ``budget_chapter``: the chapter of the national budget the document belongs to ("XVII"), for budget references that
    leave it out. None infers it from the ministries and chapters the text itself names, and gives no likely id if
    these do not decide. ``year``: in which the document appeared; lets a dossier from after that be flagged.

    The running heads and feet of official papers are no citations, and neither is the paper that they name.
    """
    edges = find_page_edges(text)
    evened = make_even(text, edges.spans)
    drafts = _drafts(evened)
    drafts += read_law(evened.even, [(draft.start, draft.end) for draft in drafts])
    chapter = budget_chapter or _chapter(evened.even, drafts)
    citations = [_finish(evened, draft, chapter, year) for draft in drafts]
    if len(edges.own) == 1:  # several: papers one behind the other, which may cite each other
        citations = [citation for citation in citations if citation.id not in edges.own]
    return sorted(citations, key=lambda found: (found.start, found.end))


def budget_chapter_of(text: str) -> str | None:
    """The chapter of the national budget that ``find_citations`` would infer from ``text``, or None.

    For callers that look for citations in parts of a document: ask once for the whole, and pass the answer on.
    """
    evened = make_even(text, find_page_edges(text).spans)
    return _chapter(evened.even, _drafts(evened))


def _drafts(evened: EvenText) -> list[CitationDraft]:
    """Papers as read, with those that belong to a motie or letter before them taken over by it."""
    text = evened.even
    found = list(read_publications(text))
    drafts: list[CitationDraft] = []
    taken = 0  # where the reference ends that was read last: what begins before that was read with it
    listed = False  # the last one is part of an enumeration ("de moties ...")
    for at, (anchor, papers) in enumerate(found):
        if anchor.start() < taken:
            continue
        further = read_further(evened, drafts[-1], papers) if listed and papers else []
        read = further or papers
        listed = bool(further)
        if not papers:
            limit = found[at + 1][0].start() if at + 1 < len(found) else len(text)
            read = read_reference(evened, anchor, _papers_ahead(text, found, at), limit)
            listed = bool(read) and anchor["plural"] is not None and read[-1].kind in VOTED
        drafts += read
        taken = max((draft.end for draft in read), default=taken)
    return drafts


def _papers_ahead(text: str, found: list[tuple[re.Match[str], list[CitationDraft]]], at: int) -> list[CitationDraft]:
    """The papers that follow the head ``found[at]``, past words like "de motie" that may stand in its title."""
    for anchor, papers in found[at + 1 : at + 1 + _MOST_HEADS_IN_TITLE]:
        if papers and papers[0].replaced:
            continue
        if papers:
            return papers
        if not stands_in_sentence(text, anchor.start()):
            return []
    return []


def _chapter(text: str, drafts: list[CitationDraft]) -> str | None:
    budgets = tables().budgets
    if not any(draft.dossier in budgets and draft.suffix is None for draft in drafts):
        return None  # nobody asks
    printed = Counter(draft.suffix for draft in drafts if draft.dossier in budgets and draft.suffix)
    return chapter_of_text(text, printed)


def _finish(evened: EvenText, draft: CitationDraft, chapter: str | None, year: int | None) -> Citation:
    start, end = evened.span(draft.start, draft.end)
    identifier = draft.id
    if identifier is None and draft.dossier and draft.number:
        identifier = kamerstuk_id(draft.dossier, draft.suffix, draft.number)
    judgement = form_verdict(draft, identified=identifier is not None, chapter=chapter, year=year)
    url = citation_url(identifier, draft.session_year)
    if identifier is None and draft.dossier and draft.number is None and was_online(draft.session_year):
        url = dossier_url(draft.dossier, draft.suffix)
    return Citation(
        start=start,
        end=end,
        text=evened.source[start:end],
        kind=draft.kind,
        id=identifier,
        url=url if judgement.possible else None,
        dossier=draft.dossier,
        suffix=draft.suffix,
        number=draft.number,
        chamber=draft.chamber,
        session_year=draft.session_year,
        title=draft.title,
        submitters=draft.submitters,
        cosigned=draft.cosigned,
        verdict=judgement.verdict,
        likely_id=judgement.likely_id,
        reason=judgement.reason,
        replaces=draft.replaces,
    )


def normalise_id(text: str) -> str:
    """The id that ``text`` names: an id in any case, an address, or a reference such as "35925, nr. 36".

    Raises ValueError where it names none, or more than one.
    """
    stripped = text.strip()
    parts = split_address(stripped) if "://" in stripped else split_id(stripped)
    if parts is None and (parts := split_id(f"kst-{stripped}")) is None:
        found = find_citations(stripped) or find_citations(f"Kamerstuk {stripped}")
        ids = {citation.id for citation in found if citation.id}
        if len(ids) == 1:
            return ids.pop()
    if parts is not None and parts.id is not None:
        return parts.id
    raise ValueError(f"{stripped!r} names no publication, or more than one")
