"""Downloads: plain links, so that they work in any browser and can be copied; and the files behind them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import PlainTextResponse, Response

from search.errors import FilterError
from search.export.formats import export, formats_of
from ui import texts
from ui.texts.failures import why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search import KnowledgeBase
    from search.ledger.filters import LedgerFilters

# Extension of a download -> its format, what the button says and what the browser is told.
DOWNLOADS = {
    "csv": ("csv", "CSV", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "JSON", "application/json"),
    "jsonl": ("jsonl", "JSONL", "application/jsonl"),
    "ris": ("ris", "RIS", "application/x-research-info-systems"),
    "bib": ("bibtex", "BibTeX", "application/x-bibtex"),
    "csl.json": ("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
    "plain.csv": ("csv-plain", "CSV (komma’s)", "text/csv; charset=utf-8"),
}


def links(labels: Mapping[str, str], name: str, asked: Mapping[str, str], root: str = "") -> str:
    """Return a line of links per kind of export.

    ``labels``: kind ("moties") -> what it is called; ``name``: of the whole; ``asked``: the values of the address that
    the files are held to; ``root``: where the server's root is seen from the page.
    """
    query = f"?{urlencode(asked)}" if asked else ""
    items = "".join(
        f"<li>{escape(label)}{''.join(_button(what, label, each, query, root) for each in extensions(what))}</li>"
        for what, label in labels.items()
    )
    return f'<nav class="vp-export" aria-label="{escape(name)}"><ul>{items}</ul></nav>'


def extensions(what: str) -> list[str]:
    """Return the extensions in which this can be had."""
    return [extension for extension, (form, _, _) in DOWNLOADS.items() if form in formats_of(what)]


def _button(what: str, label: str, extension: str, query: str, root: str) -> str:
    shown = DOWNLOADS[extension][1]
    href = escape(f"{root}export/{what}.{extension}{query}")
    return f' <a class="vp-button" href="{href}" download aria-label="{escape(f"{label} {shown}")}">{shown}</a>'


def download(base: KnowledgeBase, name: str, filters: LedgerFilters | None = None) -> Response:
    """Return the file behind a link, such as moties.csv, held to the filters."""
    what, _, extension = name.partition(".")
    if what not in texts.EXPORT_WHAT or extension not in extensions(what):
        return PlainTextResponse(texts.NO_EXPORT, status_code=404)
    form, _, media = DOWNLOADS[extension]
    try:
        data = export(base, what, form, filters)
    except FilterError as error:
        return PlainTextResponse(why(error), status_code=400)
    headers = {"content-disposition": f'attachment; filename="vindplaats-{name}"'}
    return Response(data, media_type=media, headers=headers)
