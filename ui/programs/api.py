"""What programs can ask: the page's functions, as named endpoints (ui.web.app) and as an assistant's tools.

Arguments and answers are plain JSON, in the shapes of ui.programs.schemas. Whatever is quoted names its source.
"""

from __future__ import annotations

import base64
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_type_hints

from ingest.citations import find_citations
from ingest.model import CitationKind
from search.backend.model import Listing
from search.errors import PassageMissingError
from search.export.formats import export
from search.export.leidraad import source_note
from search.export.quoting import quote_passage
from search.export.rows import paper_to_json
from search.ledger.filters import LedgerFilters
from search.model import Filters, reference_to_json
from ui.limits import words as limits
from ui.programs.downloads import DOWNLOADS, file_name
from ui.programs.resolving import resolved
from ui.programs.schemas import File, Found, KnownDocument, Moties, Passage, Resolved  # noqa: TC001 - see _endpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from search import KnowledgeBase
    from search.model import SearchResult
    from ui.access.audit import AuditLog

_Method = TypeVar("_Method", bound="Callable[..., Any]")
MOST_RESULTS, MOST_DOCUMENTS = 50, 1000


def _endpoint(method: _Method) -> _Method:
    """Return a method that answers from one generation of the knowledge base, whatever others write meanwhile.

    Its annotations are resolved: what makes schemas of them looks at the objects, not at their names.
    """
    method.__annotations__ = get_type_hints(method)

    @wraps(method)
    def whole(api: Api, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the method takes and returns
        return api._base.in_one_generation(lambda: method(api, *args, **kwargs))  # noqa: SLF001 - of this module

    return cast("_Method", whole)


class Api:
    """The functions, over one knowledge base."""

    def __init__(self, base: KnowledgeBase, audit: AuditLog | None = None) -> None:
        """``audit``: where exports are noted; None notes nothing."""
        self._base = base
        self._audit = audit

    def functions(self) -> list[Callable[..., Any]]:
        """Return all functions; the name of each is that of its endpoint and tool."""
        return [self.search, self.get_passage, self.resolve_citation, self.moties, self.export, self.documents]

    @_endpoint
    def search(  # noqa: PLR0913, PLR0917 - a value per filter
        self,
        query: str,
        top: int = 5,
        document: str | None = None,
        chapter: str | None = None,
        sdg: int | None = None,
        motie: str | None = None,
        submitter: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        suggested_sdg: int | None = None,
    ) -> Found:
        """Answer a question, in Dutch, from Dutch government policy documents.

        Gives the sentences that answer, word for word, each with its source, and the passages that fit best with their
        footnotes and the moties and Kamerstukken these cite. answer.outcome is "answer", "near" (no sentence answers
        for certain, but the answer may stand in the results) or "none" (the documents do not seem to hold an answer).
        Quote sentences unchanged and name their source. Where the question asks for moties or other papers, by number
        ("kamerstuk 35925 nr 36"), member, dossier or subject, papers lists them with every place that cites them.

        Args:
            query: the question or keywords, for instance "wat is het klimaatdoel 2025"
            top: how many passages, 1 to 50
            document: only this document, by its id
            chapter: only chapters whose title holds these words
            sdg: only passages that name this Sustainable Development Goal, 1 to 17
            motie: only passages that cite this paper, for instance kst-35925-36
            submitter: only passages that cite a paper of this member, for instance Van der Lee
            year: only documents that appeared in this year
            kind: only documents of this kind as documents() names it, for instance Kamerbrief
            suggested_sdg: only passages that name this goal, or for which Vindplaats suggests it by meaning
        """
        limits.are_texts(document=document, chapter=chapter, motie=motie, submitter=submitter, kind=kind)
        limits.values(document=document, chapter=chapter, motie=motie, submitter=submitter, kind=kind)
        filters = Filters(document, chapter, sdg, motie, submitter, year, kind, suggested_sdg)
        asked = self._base.ask(limits.question(query), filters, top=min(max(top, 1), MOST_RESULTS), facet_depth=None)
        found = asked.to_json()
        if "papers" in found:
            found["papers"]["rows"] = found["papers"]["rows"][:MOST_RESULTS]
        sources = self._sources(asked.result)
        for each in (*found["results"], *found["answer"]["sentences"]):
            each.pop("doc", None)
            each["source"] = sources[each["passage"]]
        return cast("Found", found)

    @_endpoint
    def get_passage(self, passage: str) -> Passage:
        """Return one passage with its place, footnotes and citations, ready to be quoted, and its neighbours.

        Args:
            passage: its id as search gives it, for instance bhos-2022:0090
        """
        limits.are_texts(passage=passage)
        limits.values(passage=passage)
        found = self._base.passages_named([passage]).get(passage)
        if found is None:
            raise PassageMissingError(passage)
        document = self._base.documents_named([found.document])[found.document]
        quoted = quote_passage(found, document)
        beside = [f"{found.document}:{found.ordinal + step:04d}" for step in (-1, 1)]
        there = self._base.passages_named(beside)
        before, after = (id_ if id_ in there else None for id_ in beside)
        return {
            "passage": found.id,
            "document": found.document,
            "title": document.title,
            "publisher": document.publisher,
            "year": document.year,
            "page": found.page,
            "chapter": found.chapter,
            "section": found.section,
            "section_path": list(found.section_path),
            "sdgs": list(found.sdgs),
            "text": found.text,
            "footnotes": [{"number": note.number, "text": note.text} for note in found.footnotes],
            "citations": [reference_to_json(cite) for cite in found.citations],  # type: ignore[misc]  # in that shape
            "source": quoted.source,
            "quotation": quoted.to_text(),
            "previous": before,
            "next": after,
        }

    @_endpoint
    def resolve_citation(self, text: str) -> list[Resolved]:
        """Find the moties, Kamerstukken and other publications that a Dutch text cites, and where each can be read.

        For each: its id, address, verdict on how far the reference can be trusted, and where the documents cite it too.

        Args:
            text: any text, for instance "motie Van der Lee (Kamerstuk II 2021/22, 35925, nr. 36)"
        """
        limits.within("text", text, limits.TEXT)
        papers = self._base.ledger().papers
        return [resolved(cite, papers) for cite in find_citations(text)]

    @_endpoint
    def moties(  # noqa: PLR0913, PLR0917 - a value per filter
        self,
        words: str | None = None,
        submitter: str | None = None,
        dossier: str | None = None,
        chapter: str | None = None,
        sdg: int | None = None,
        document: str | None = None,
        year: int | None = None,
        session_year: str | None = None,
        top: int = 20,
    ) -> Moties:
        """List the moties that the documents cite, each with every place that cites it, word for word.

        Args:
            words: words of the title, a name or the number, for instance "klimaat"
            submitter: only of this member, for instance Van der Lee
            dossier: only of this dossier, for instance 35925 or 35925-XVII
            chapter: only cited in chapters whose title holds these words
            sdg: only cited in passages that name this goal, 1 to 17
            document: only cited in this document, by its id
            year: only cited in documents that appeared in this year
            session_year: only of this session year, for instance 2021/22
            top: how many, 1 to 50
        """
        limits.values(words=words, submitter=submitter, dossier=dossier, chapter=chapter, document=document)
        limits.values(session_year=session_year)
        asked = LedgerFilters(
            words=words,
            submitter=submitter,
            dossier=dossier,
            chapter=chapter,
            sdg=sdg,
            document=document,
            year=year,
            session_year=session_year,
            kind=CitationKind.MOTIE,
        )
        rows = self._base.ledger().select(asked)
        shown = [paper_to_json(row) for row in rows[: min(max(top, 1), MOST_RESULTS)]]
        return cast("Moties", {"total": len(rows), "moties": shown})

    @_endpoint
    def export(  # noqa: PLR0913, PLR0917 - a value per filter
        self,
        what: Literal["moties", "papers", "citations", "passages", "cells"] = "moties",
        format: Literal["csv", "csv-plain", "xlsx", "docx", "json", "jsonl", "ris", "bibtex", "csl-json"] = "csv",  # noqa: A002
        submitter: str | None = None,
        dossier: str | None = None,
        chapter: str | None = None,
        sdg: int | None = None,
        document: str | None = None,
        year: int | None = None,
    ) -> File:
        """Return a file with all moties, papers, citations, passages or cells, or those that satisfy the filters.

        Args:
            what: moties (a row per motie), papers (the same of every kind of paper), citations (a row per citation),
                passages or cells (a row per value in a table)
            format: csv and xlsx for Excel, docx for Word (moties and papers only), json and jsonl for programs, ris,
                bibtex and csl-json for reference managers
            submitter: only papers of this member
            dossier: only papers of this dossier; not for passages
            chapter: only chapters whose title holds these words
            sdg: only passages that name this goal, 1 to 17
            document: only this document, by its id
            year: only documents that appeared in this year
        """
        limits.values(submitter=submitter, dossier=dossier, chapter=chapter, document=document)
        asked = LedgerFilters(submitter, dossier, chapter, sdg, document, year)
        if self._audit is not None:
            self._audit.note("export", f"{what}.{format}")
        data = export(self._base, what, format, asked)
        extension, media = next((key, media) for key, (form, _, media) in DOWNLOADS.items() if form == format)
        text = format not in {"xlsx", "docx"}
        return {
            "name": file_name(what, extension, asked),
            "media_type": media,
            "encoding": "utf-8" if text else "base64",
            "content": data.decode("utf-8") if text else base64.b64encode(data).decode("ascii"),
        }

    @_endpoint
    def documents(self, words: str | None = None, top: int = MOST_DOCUMENTS, skip: int = 0) -> list[KnownDocument]:
        """List the documents that can be searched, with their ids, in the order of these.

        Args:
            words: only those with all these words in their title, publisher or id, for instance "energie 2024"
            top: how many, 1 to 1000
            skip: how many to leave out first, to go on where an earlier list ended
        """
        limits.values(words=words)
        asked = Listing(words or "", first=max(skip, 0), most=min(max(top, 1), MOST_DOCUMENTS))
        return [
            {
                "id": known.id,
                "title": known.title,
                "publisher": known.publisher,
                "year": known.year,
                "kind": known.kind,
                "passages": known.passages,
                "citations": known.citations,
            }
            for known in self._base.documents_listed(asked)
        ]

    def _sources(self, result: SearchResult) -> dict[str, str]:
        """Passage -> the line that names its place, of the hits and of what the answer quotes beyond them."""
        found = {hit.passage.id: hit.passage for hit in result.hits}
        quoted = {sentence.passage for sentence in result.answer.sentences}
        if beyond := quoted - found.keys():
            found |= self._base.passages_named(beyond)
        documents = self._base.documents_named({passage.document for passage in found.values()})
        return {id_: source_note(passage, documents[passage.document]) for id_, passage in found.items()}
