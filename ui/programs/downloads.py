"""Downloads: the formats there are, and the files behind the page's links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from search.errors import FilterError
from search.export.formats import export, formats_of
from ui import texts
from ui.texts.failures import Failure, why

if TYPE_CHECKING:
    from search import KnowledgeBase
    from search.ledger.filters import LedgerFilters
    from ui.access.audit import AuditLog

# Extension of a download -> its format, the label of its button and its media type.
DOWNLOADS = {
    "csv": ("csv", "CSV", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "JSON", "application/json"),
    "jsonl": ("jsonl", "JSONL", "application/jsonl"),
    "ris": ("ris", "RIS", "application/x-research-info-systems"),
    "bib": ("bibtex", "BibTeX", "application/x-bibtex"),
    "csl.json": ("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
    "plain.csv": ("csv-plain", texts.CSV_COMMAS, "text/csv; charset=utf-8"),
}


def extensions(what: str) -> list[str]:
    """Return the extensions of the formats that this can be exported in."""
    return [extension for extension, (form, _, _) in DOWNLOADS.items() if form in formats_of(what)]


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
    headers = {"content-disposition": f'attachment; filename="vindplaats-{name}"'}
    return Response(data, media_type=media, headers=headers)
