"""Sheets for people: which columns they have, under which Dutch heading, and what a value is called in Dutch.

Programs get the English names of ``rows``: as JSON, or as CSV with commas.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import printed_id
from ingest.model import CitationKind, Verdict
from search.export.rows import conflict_text, place_text
from search.export.sheet import cell_text
from search.ledger.filters import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search.export.rows import Row
    from search.ledger.filters import LedgerFilters

VERDICTS = {
    Verdict.COMPLETE: "volledig",
    Verdict.INCOMPLETE: "onvolledig",
    Verdict.AMBIGUOUS: "twijfelachtig",
    Verdict.IMPLAUSIBLE: "onmogelijk",
}
_KINDS = {
    CitationKind.ECLI: "uitspraak",
    CitationKind.BWB: "regeling",
    CitationKind.EU: "Europees recht",
    CitationKind.KAMERSTUK: "Kamerstuk",
    CitationKind.KAMERBRIEF: "Kamerbrief",
    CitationKind.KAMERVRAAG: "Kamervraag",
    CitationKind.HANDELINGEN: "Handelingen",
    CitationKind.STAATSCOURANT: "Staatscourant",
    CitationKind.STAATSBLAD: "Staatsblad",
    CitationKind.TRACTATENBLAD: "Tractatenblad",
}
#: What is exported -> the name of its sheet and of its file.
NAMES = {
    "moties": "moties",
    "papers": "stukken",
    "citations": "verwijzingen",
    "passages": "passages",
    "cells": "tabelcellen",
}
_PAPER = {
    "label": "Vindplaats",
    "titles": "Onderwerp",
    "submitters": "Indieners",
    "cosigned": "c.s.",
    "session_year": "Vergaderjaar",
    "verdict": "Verwijzing",
    "reason": "Toelichting bij de verwijzing",
    "url": "Link",
}
_PLACE = {
    "title": "Document",
    "date": "Datum van het document",
    "page": "Bladzijde",
    "chapter": "Hoofdstuk",
    "section": "Paragraaf",
}
_IDS = {"id": "Id zoals gedrukt", "likely_id": "Id waarschijnlijk bedoeld"}
_PAPERS = {
    **_PAPER,
    "count": "Aantal keer genoemd",
    "documents": "Genoemd in",
    "dates": "Datum van het document",
    "places": "Plaatsen",
    "sentences": "Zinnen",
    "sdgs": "SDG’s",
    "conflicts": "Tegenspraak",
    "printed": "Gedrukt als",
    **_IDS,
}
#: What is exported -> name of a value in a row -> heading of its column, in the order of the columns.
HEADINGS: Mapping[str, Mapping[str, str]] = {
    "moties": _PAPERS,
    "papers": {"kind": "Soort", **_PAPERS},
    "citations": {
        "kind": "Soort",
        **{name: heading for name, heading in _PAPER.items() if name != "titles"},
        "subject": "Onderwerp",
        **_PLACE,
        "footnote": "Voetnoot",
        "sentence": "Zin",
        "sdgs": "SDG’s",
        "text": "Gedrukt als",
        "replaces": "In plaats van",
        **_IDS,
        "passage": "Passage",
    },
    "passages": {
        "title": "Document",
        "page": "Bladzijde",
        "chapter": "Hoofdstuk",
        "section": "Paragraaf",
        "section_path": "Plaats in het document",
        "text": "Tekst",
        "sdgs": "SDG’s",
        "suggested_sdgs": "SDG’s (suggestie)",
        "footnotes": "Voetnoten",
        "citations": "Verwijzingen",
        "id": "Passage",
    },
    "cells": {
        "title": "Document",
        "page": "Bladzijde",
        "chapter": "Hoofdstuk",
        "section": "Paragraaf",
        "table": "Tabel",
        "row": "Rij",
        "column": "Kolom",
        "row_name": "Naam van de rij",
        "column_name": "Naam van de kolom",
        "value": "Waarde",
        "unit": "Eenheid",
        "passage": "Passage",
    },
}
#: What is exported -> what a column of search.export.rows is called here, where that is something else.
RENAMED: Mapping[str, Mapping[str, str]] = {"citations": {"title": "subject", "document_title": "title"}}
#: What papers were asked for by: field of LedgerFilters -> what it is called.
ASKED = {
    "kind": "Soort",
    "words": "Woorden",
    "submitter": "Indiener",
    "dossier": "Dossier",
    "session_year": "Vergaderjaar",
    "document": "Genoemd in",
    "compared_with": "Vergeleken met",
    "also_in": "Ook genoemd in",
    "not_in": "Niet genoemd in",
    "chapter": "Hoofdstuk",
    "sdg": "SDG",
    "verdict": "Verwijzing",
    "year": "Jaar van het document",
    "paper": "Stuk",
}
_DOCUMENTS = {"document", "compared_with", "also_in", "not_in"}
MONTHS = tuple("januari februari maart april mei juni juli augustus september oktober november december".split())
#: The column in front where two documents are compared.
COMPARED = {"cited_by": "Genoemd door"}


def kind_name(kind: str) -> str:
    """Return what a kind of paper is called; one that is called the same in data as in Dutch is not listed."""
    return _KINDS.get(CitationKind(kind), kind)


def day(moment: date) -> str:
    """Return a date in words: "28 november 2026"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def asked(filters: LedgerFilters, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what papers were asked for by, in words: a name and a value each. ``titles``: of documents, by id."""
    given = [(field, getattr(filters, field)) for field in ASKED]
    return [(ASKED[field], _asked(field, value, titles)) for field, value in given if value is not None]


def _asked(field: str, value: object, titles: Mapping[str, str]) -> str:
    text = str(value)
    if field == "kind":
        return kind_name(text)
    if field == "verdict":
        return VERDICTS[Verdict(text)]
    if field == "paper":
        return printed_id(text)
    if field in _DOCUMENTS:
        return titles.get(text, text)
    return "geen" if value == NONE else text


def _paper(row: Row) -> Row:
    places = row["places"]
    return {
        **row,
        **_reference(row),
        "label": row["likely_label"],
        "printed": row["label"] if row["likely_id"] not in {None, row["id"]} and row["id"] else None,
        "documents": [place["title"] for place in places],
        "dates": [when(place) for place in places],
        "places": [place_text(place, by="title") for place in places],
        "sentences": [place["sentence"] for place in places],
        "sdgs": sorted({sdg for place in places for sdg in place["sdgs"]}),
        "conflicts": [conflict_text(each, printed_id) for each in row["conflicts"]],
        "cited_by": _cited_by(row),
    }


def _reference(row: Row) -> Row:
    return {
        "kind": kind_name(row["kind"]),
        "verdict": VERDICTS[Verdict(row["verdict"])],
        "cosigned": cell_text(row["cosigned"]),  # a Dutch Excel would show a typed one as WAAR
    }


def _cited_by(row: Row) -> str:
    """Which of two documents that are compared cite a paper; "" where none are compared."""
    titles = {place["document"]: place["title"] for place in row["places"]}
    cited_by = row.get("cited_by", ())
    return f"alleen {titles[cited_by[0]]}" if len(cited_by) == 1 else "beide documenten" if cited_by else ""


def when(place: Row) -> date | str | int | None:
    """Return when the document of a place appeared: a date where it is known to the day, else what is known."""
    stated = place["date"]
    return date.fromisoformat(stated) if stated and len(stated) == len("2024-05-16") else stated or place["year"]


def _citation(row: Row) -> Row:
    return {
        **row,
        **row["place"],
        **_reference(row),
        "date": when(row["place"]),
        "label": row["likely_label"],
        "subject": row["title"],
    }


def _passage(row: Row) -> Row:
    return {
        **row,
        "footnotes": [f"{note['number']} {note['text']}" for note in row["footnotes"]],
        "citations": [cite["label"] for cite in row["citations"]],
    }


#: What is exported -> a whole row as a flat one in Dutch.
FLATTEN: dict[str, Callable[[Row], Row]] = {
    "moties": _paper,
    "papers": _paper,
    "citations": _citation,
    "passages": _passage,
    "cells": dict,
}
