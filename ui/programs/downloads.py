"""Downloads: the formats there are, and the files behind the page's links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from ingest.model import CitationKind
from search.dutch.terms import fold
from search.errors import FilterError
from search.export.dutch import NAMES, VERDICTS
from search.export.formats import export, formats_of
from search.ledger.filters import NONE
from ui import texts
from ui.texts.failures import Failure, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search import KnowledgeBase
    from search.ledger.filters import LedgerFilters
    from ui.access.audit import AuditLog

# Extension of a download -> its format, the label of its button and its media type.
DOWNLOADS = {
    "xlsx": ("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": ("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "csv": ("csv", "CSV", "text/csv; charset=utf-8"),
    "plain.csv": ("csv-plain", texts.CSV_COMMAS, "text/csv; charset=utf-8"),
    "json": ("json", "JSON", "application/json"),
    "jsonl": ("jsonl", "JSONL", "application/jsonl"),
    "ris": ("ris", "RIS", "application/x-research-info-systems"),
    "bib": ("bibtex", "BibTeX", "application/x-bibtex"),
    "csl.json": ("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


def extensions(what: str) -> list[str]:
    """Return the extensions of the formats that this can be exported in."""
    return [extension for extension, (form, _, _) in DOWNLOADS.items() if form in formats_of(what)]


_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_PART, _LONGEST = 40, 120  # characters: names are read in a list of files


def file_name(what: str, extension: str, filters: LedgerFilters | None = None) -> str:
    """Return what a download is called, so that it is known again among others: "moties-klimaat-2022.xlsx".

    Its parts are what is exported and every filter, in plain letters and digits, so that any system takes the name.
    """
    return plain_name([NAMES[what], *(_named(filters) if filters else ())], extension)


def plain_name(parts: Iterable[str], extension: str) -> str:
    """Return these parts as the name of a file, in plain letters and digits, not too long."""
    plain = (_NOT_IN_NAME.sub("-", fold(part)).strip("-")[:_LONGEST_PART].strip("-") for part in parts)
    return f"{'-'.join(part for part in plain if part)[:_LONGEST].rstrip('-')}.{extension}"


def _named(filters: LedgerFilters) -> Iterator[str]:
    if filters.kind is not None:
        yield str(filters.kind) if filters.kind is not CitationKind.MOTIE else ""
    yield filters.words or ""
    yield filters.submitter or ""
    for name, value in (("dossier", filters.dossier), ("vergaderjaar", filters.session_year)):
        yield f"zonder-{name}" if value == NONE else value or ""
    yield filters.document or ""
    if filters.compared_with:
        yield f"vergeleken-met-{filters.compared_with}"
    if filters.not_in:
        yield f"niet-in-{filters.not_in}"
    if filters.also_in:
        yield f"ook-in-{filters.also_in}"
    yield filters.chapter or ""
    yield f"sdg-{filters.sdg}" if filters.sdg else ""
    yield VERDICTS[filters.verdict] if filters.verdict else ""
    yield str(filters.year or "")
    yield (filters.paper or "").removeprefix("kst-")


def download(
    base: KnowledgeBase, name: str, filters: LedgerFilters | None = None, audit: AuditLog | None = None
) -> Response:
    """Return the file behind a link, such as moties.csv, limited by the filters; ``audit``: where that is noted."""
    what, _, extension = name.partition(".")
    if what not in texts.EXPORT_WHAT or extension not in extensions(what):
        return PlainTextResponse(texts.NO_EXPORT, status_code=404)
    form, _, media = DOWNLOADS[extension]
    try:
        if audit is not None:
            audit.note("export", name)
        data = export(base, what, form, filters)
    except FilterError as error:
        return PlainTextResponse(why(error), status_code=400)
    except Failure as error:
        return PlainTextResponse(why(error), status_code=503)
    headers = {"content-disposition": f'attachment; filename="{file_name(what, extension, filters)}"'}
    return Response(data, media_type=media, headers=headers)
