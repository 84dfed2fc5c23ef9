"""Moties, citations, passages and cells of tables as rows.

Whole for programs (JSON), and flat for sheets, where a cell holds one value.

``ROWS`` reads the rows of a knowledge base, ``FLATTEN`` makes one flat, ``COLUMNS`` names the cells of a flat row.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import citation_label
from ingest.model import BlockKind
from search.ledger.conflicts import ConflictKind
from search.ledger.papers import paper_key
from search.model import meant, reference_to_json
from search.tables import BAR, head_and_rows, read_cells, unit_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from search.export.source import ExportSource
    from search.ledger.filters import LedgerFilters
    from search.ledger.papers import CitationEntry, CitingPlace, PaperRow

Row = dict[str, Any]


def place_to_json(place: CitingPlace) -> Row:
    """Return a place as the export has it."""
    return {
        "document": place.document,
        "title": place.title,
        "year": place.year,
        "date": place.date,
        "page": place.page,
        "chapter": place.chapter,
        "section": place.section,
        "footnote": place.footnote,
        "sentence": place.sentence,
        "passage": place.passage,
        "sdgs": list(place.sdgs),
    }


def paper_to_json(row: PaperRow) -> Row:
    """Return a motie or other paper of the ledger as the export has it."""
    first = row.citations[0]
    return {
        "key": row.key,
        "kind": str(row.kind),
        "id": row.id,
        "likely_id": row.likely_id,
        "label": citation_label(first),
        "likely_label": row.label,
        "titles": list(row.titles),
        "submitters": list(row.submitters),
        "cosigned": row.cosigned,
        "session_year": row.session_year,
        "verdict": str(row.verdict),
        "reason": row.reason,
        "url": row.url,
        "conflicts": [{"kind": str(each.kind), "values": list(each.values)} for each in row.conflicts],
        "count": len(row.places),
        "places": [place_to_json(place) for place in row.places],
    }


def papers_to_json(rows: Iterable[PaperRow], asked: LedgerFilters) -> list[Row]:
    """Return the rows asked for; where two documents are compared, each says which of them cites it."""
    return [
        {**({"cited_by": _cited_by(row, asked)} if asked.compared_with else {}), **paper_to_json(row)}
        for row in rows
        if asked.accepts(row)
    ]


def _cited_by(row: PaperRow, asked: LedgerFilters) -> list[str]:
    """Which of the two documents that are compared cite a paper, by id."""
    return list(dict.fromkeys(place.document for place in row.places if asked.stands(place)))


def citation_entry_to_json(entry: CitationEntry) -> Row:
    """Return a citation and its place as the export has it."""
    cite = entry.citation
    own = {
        **reference_to_json(cite),
        "likely_label": citation_label(meant(cite)),
        "dossier": cite.dossier,
        "suffix": cite.suffix,
        "number": cite.number,
        "chamber": cite.chamber,
        "session_year": cite.session_year,
        "reason": cite.reason,
        "text": cite.text,
        "replaces": cite.replaces,
    }
    return {**own, "place": place_to_json(entry.place)}


def _moties(kb: ExportSource, asked: LedgerFilters) -> list[Row]:
    return papers_to_json(kb.ledger().moties, asked)


def _papers(kb: ExportSource, asked: LedgerFilters) -> list[Row]:
    return papers_to_json(kb.ledger().papers, asked)


def _citations(kb: ExportSource, asked: LedgerFilters) -> list[Row]:
    """The citations of the papers asked for, at the places asked for."""
    ledger = kb.ledger()
    papers = {row.key for row in ledger.select(asked)}
    return [
        citation_entry_to_json(entry)
        for entry in ledger.citations
        if paper_key(entry.citation) in papers and asked.stands(entry.place)
    ]


def _passages(kb: ExportSource, asked: LedgerFilters) -> list[Row]:
    titles = kb.titles()
    suggested = kb.suggested_sdgs()
    return [
        {
            "id": passage.id,
            "document": passage.document,
            "title": titles[passage.document],
            "chapter": passage.chapter,
            "section": passage.section,
            "section_path": list(passage.section_path),
            "page": passage.page,
            "kind": str(passage.kind),
            "sdgs": list(passage.sdgs),
            "suggested_sdgs": list(suggested.get(passage.id, ())),
            "text": passage.text,
            "footnotes": [{"number": note.number, "text": note.text} for note in passage.footnotes],
            "citations": [reference_to_json(cite) for cite in passage.citations],
        }
        for passage in kb.passages(asked.of_passages())
    ]


def _cells(kb: ExportSource, asked: LedgerFilters) -> list[Row]:
    """The values in tables; the rows of a table that fills several passages are counted through."""
    titles = kb.titles()
    found: list[Row] = []
    before, first_row = None, 1
    for passage in kb.passages(asked.of_passages()):
        lines = passage.text.split("\n")
        head, rows = head_and_rows(lines)
        if passage.kind is not BlockKind.TABLE or not rows:
            continue
        own = passage.document, passage.section_path, head
        first_row = first_row if head and own == before else 1
        caption = next((line for line in lines if line and BAR not in line), passage.section)
        place = {
            "document": passage.document,
            "title": titles[passage.document],
            "page": passage.page,
            "chapter": passage.chapter,
            "section": passage.section,
            "passage": passage.id,
            "table": caption,
            "unit": unit_in(caption, passage.section, *(cell for line in head for cell in line)),
        }
        found += [{**place, **asdict(cell)} for cell in read_cells(head, rows, first_row)]
        before, first_row = own, first_row + len(rows)
    return found


def _flat_paper(row: Row) -> Row:
    places = row["places"]
    return {
        **row,
        "documents": [place["document"] for place in places],
        "dates": [place["date"] or place["year"] for place in places],
        "pages": [place["page"] for place in places if place["page"] is not None],
        "chapters": [place["chapter"] for place in places],
        "sections": [place["section"] for place in places],
        "footnotes": [place["footnote"] for place in places if place["footnote"] is not None],
        "sentences": [place["sentence"] for place in places],
        "passages": [place["passage"] for place in places if place["passage"] is not None],
        "sdgs": sorted({sdg for place in places for sdg in place["sdgs"]}),
        "places": [place_text(place) for place in places],
        "conflicts": [conflict_text(each) for each in row["conflicts"]],
    }


def conflict_text(conflict: Row, printed: Callable[[str], str] = str) -> str:
    """A contradiction in a line. ``printed``: how each number is written, by default as its id."""
    if conflict["kind"] == ConflictKind.TITLES:
        return f"titels: {' / '.join(conflict['values'])}"
    return f"nummers: {' / '.join(map(printed, conflict['values']))}"


def place_text(place: Row, *, by: str = "document") -> str:
    """A place in a line: the document, by its id or its title (``by``), page, chapter, section and footnote."""
    parts = [place[by]]
    parts += [f"p. {place['page']}"] if place["page"] is not None else []
    parts += [name for name in (place["chapter"], place["section"]) if name]
    parts += [f"voetnoot {place['footnote']}"] if place["footnote"] is not None else []
    return ", ".join(dict.fromkeys(parts))


def _flat_citation(row: Row) -> Row:
    return {
        **row,
        **{name: value for name, value in row["place"].items() if name not in {"title", "year"}},
        "document_title": row["place"]["title"],
    }


def _flat_passage(row: Row) -> Row:
    return {
        **row,
        "footnotes": [f"{note['number']} {note['text']}" for note in row["footnotes"]],
        "citations": [cite["likely_id"] or cite["id"] or cite["label"] for cite in row["citations"]],
    }


ROWS: dict[str, Callable[[ExportSource, LedgerFilters], list[Row]]] = {
    "moties": _moties,
    "papers": _papers,
    "citations": _citations,
    "passages": _passages,
    "cells": _cells,
}
FLATTEN: dict[str, Callable[[Row], Row]] = {
    "moties": _flat_paper,
    "papers": _flat_paper,
    "citations": _flat_citation,
    "passages": _flat_passage,
    "cells": dict,
}
_PAPER_COLUMNS = (
    "id", "likely_id", "label", "titles", "submitters", "cosigned", "session_year", "verdict", "reason", "url", "count",
    "places", "documents", "dates", "pages", "chapters", "sections", "footnotes", "sentences", "passages", "sdgs",
    "conflicts",
)  # fmt: skip
COLUMNS = {
    "moties": _PAPER_COLUMNS,
    "papers": ("kind", *_PAPER_COLUMNS),
    "citations": (
        "id", "likely_id", "kind", "label", "title", "submitters", "cosigned", "session_year", "verdict", "reason",
        "url", "document", "document_title", "date", "page", "chapter", "section", "footnote", "sentence", "passage",
        "sdgs", "text", "replaces",
    ),
    "passages": (
        "id", "document", "title", "chapter", "section", "section_path", "page", "sdgs", "suggested_sdgs", "text",
        "footnotes", "citations",
    ),
    "cells": (
        "document", "title", "page", "chapter", "section", "table", "row", "column", "row_name", "column_name", "value",
        "unit", "passage",
    ),
}  # fmt: skip
