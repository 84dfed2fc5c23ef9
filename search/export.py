"""Moties, citations and passages as files for Excel and scripts.

CSV is made for Dutch Excel: semicolons, UTF-8 with a byte order mark, and a leading apostrophe before every cell that
a spreadsheet would take for a formula. ``unguard`` takes it off again, so nothing is lost.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Literal

from ingest.identifiers import citation_label
from search.errors import ExportError
from search.model import citation_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.knowledge_base import KnowledgeBase
    from search.ledger import CitationEntry, MotieRow, Place

What = Literal["moties", "citations", "passages"]
WHATS: tuple[What, ...] = ("moties", "citations", "passages")
#: Formats that work; the other ones the command line knows raise ExportError.
FORMATS = ("csv", "json", "jsonl")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_APOSTROPHES = "'"

Row = dict[str, Any]


def guard(cell: str) -> str:
    """Return ``cell`` so that a spreadsheet takes it for text; one that starts with an apostrophe gets one more."""
    return "'" + cell if cell.startswith((*_FORMULA, _APOSTROPHES)) else cell


def unguard(cell: str) -> str:
    """Return the text that ``guard`` was given."""
    return cell[1:] if cell.startswith(_APOSTROPHES) else cell


def export(kb: KnowledgeBase, what: str = "moties", format: str = "csv") -> bytes:  # noqa: A002 - named as the option is
    """Return the moties, citations or passages of a knowledge base as the bytes of a file.

    ``what``: "moties" (one row per motie with every place that cites it), "citations" (one row per citation) or
    "passages". Raises ExportError for anything else and for a format that cannot be made.
    """
    if what not in WHATS:
        raise ExportError(what, format, WHATS)
    if format not in FORMATS:
        raise ExportError(what, format, FORMATS)
    rows = _ROWS[what](kb)
    if format == "csv":
        return _csv([_FLATTEN[what](row) for row in rows], _COLUMNS[what])
    if format == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard(_cell(row[name])) for name in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | tuple):
        return " | ".join(dict.fromkeys(_cell(item) for item in value))
    return str(value)


def _place(place: Place) -> Row:
    return {
        "document": place.document,
        "title": place.title,
        "page": place.page,
        "chapter": place.chapter,
        "section": place.section,
        "footnote": place.footnote,
        "sentence": place.sentence,
        "passage": place.passage,
        "sdgs": list(place.sdgs),
    }


def motie_to_json(row: MotieRow) -> Row:
    """Return a motie of the ledger as the export has it."""
    first = row.citations[0]
    return {
        "key": row.key,
        "id": row.id,
        "likely_id": row.likely_id,
        "label": citation_label(first),
        "titles": list(row.titles),
        "submitters": list(row.submitters),
        "cosigned": row.cosigned,
        "session_year": first.session_year,
        "verdict": str(row.verdict),
        "reason": row.reason,
        "url": row.url,
        "count": len(row.places),
        "places": [_place(place) for place in row.places],
    }


def citation_entry_to_json(entry: CitationEntry) -> Row:
    """Return a citation and its place as the export has it."""
    cite = entry.citation
    own = {
        **citation_to_json(cite),
        "dossier": cite.dossier,
        "suffix": cite.suffix,
        "number": cite.number,
        "chamber": cite.chamber,
        "session_year": cite.session_year,
        "reason": cite.reason,
        "text": cite.text,
    }
    return {**own, "place": _place(entry.place)}


def _moties(kb: KnowledgeBase) -> list[Row]:
    return [motie_to_json(row) for row in kb.ledger().moties]


def _citations(kb: KnowledgeBase) -> list[Row]:
    return [citation_entry_to_json(entry) for entry in kb.ledger().citations]


def _passages(kb: KnowledgeBase) -> list[Row]:
    titles = {document.id: document.title for document in kb.documents()}
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
            "citations": [citation_to_json(cite) for cite in passage.citations],
        }
        for passage in kb.passages()
    ]


def _flat_motie(row: Row) -> Row:
    places = row["places"]
    return {
        **row,
        "documents": [place["document"] for place in places],
        "pages": [place["page"] for place in places if place["page"] is not None],
        "chapters": [place["chapter"] for place in places],
        "sections": [place["section"] for place in places],
        "footnotes": [place["footnote"] for place in places if place["footnote"] is not None],
        "sentences": [place["sentence"] for place in places],
        "passages": [place["passage"] for place in places if place["passage"] is not None],
        "sdgs": sorted({sdg for place in places for sdg in place["sdgs"]}),
        "places": [_place_text(place) for place in places],
    }


def _place_text(place: Row) -> str:
    parts = [place["document"]]
    parts += [f"p. {place['page']}"] if place["page"] is not None else []
    parts += [name for name in (place["chapter"], place["section"]) if name]
    parts += [f"voetnoot {place['footnote']}"] if place["footnote"] is not None else []
    return ", ".join(dict.fromkeys(parts))


def _flat_citation(row: Row) -> Row:
    return {
        **row,
        **{name: value for name, value in row["place"].items() if name != "title"},
        "document_title": row["place"]["title"],
    }


def _flat_passage(row: Row) -> Row:
    return {
        **row,
        "footnotes": [f"{note['number']} {note['text']}" for note in row["footnotes"]],
        "citations": [cite["likely_id"] or cite["id"] or cite["label"] for cite in row["citations"]],
    }


_ROWS: dict[str, Callable[[KnowledgeBase], list[Row]]] = {
    "moties": _moties,
    "citations": _citations,
    "passages": _passages,
}
_FLATTEN: dict[str, Callable[[Row], Row]] = {
    "moties": _flat_motie,
    "citations": _flat_citation,
    "passages": _flat_passage,
}
_COLUMNS = {
    "moties": (
        "id", "likely_id", "label", "titles", "submitters", "cosigned", "session_year", "verdict", "reason",
        "url", "count", "places", "documents", "pages", "chapters", "sections", "footnotes", "sentences", "passages",
        "sdgs",
    ),
    "citations": (
        "id", "likely_id", "kind", "label", "title", "submitters", "cosigned", "session_year", "verdict", "reason",
        "url", "document", "document_title", "page", "chapter", "section", "footnote", "sentence", "passage", "sdgs",
        "text",
    ),
    "passages": (
        "id", "document", "title", "chapter", "section", "section_path", "page", "sdgs", "suggested_sdgs", "text",
        "footnotes", "citations",
    ),
}  # fmt: skip
