"""The addresses beside Gradio's own: the parts of the page, its files, and the downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote as encoded

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from search.errors import PassageMissingError
from search.export.quoting import quote
from ui.access.site import Site
from ui.limits.turns import Turns
from ui.programs import downloads as exports
from ui.programs import found
from ui.texts import page
from ui.texts.failures import why
from ui.web.address import MOTIES, SEARCH, Address
from ui.web.answering.parts import VIEWS, Parts
from ui.web.originals.routes import add_routes as add_original_routes
from ui.web.pages import search
from ui.web.pages.ledger.asked import ledger_filters
from ui.web.shell import STATIC

if TYPE_CHECKING:
    from fastapi import FastAPI

    from search import KnowledgeBase
    from ui.access.audit import AuditLog


def add_routes(app: FastAPI, base: KnowledgeBase, site: Site | None = None, parts: Parts | None = None) -> None:
    """Add what the page asks for. Plain functions have a thread each; what reads much takes turns.

    All that one request reads is of one generation: a document that is listed is also found, whoever removes it.
    ``site``: None for one's own computer. ``parts``: makes those of the page; None for threads of its own.
    """
    parts = parts or Parts(base, Turns())
    audit = (site or Site()).audit
    router = APIRouter(include_in_schema=False)

    @router.get("/deel/{tab}")
    async def part(tab: str, request: Request) -> Response:
        if tab not in VIEWS:
            return Response(status_code=404)
        made = await parts.make(Address.read(tab, request.query_params), request.query_params.get("vraag", ""))
        headers = {"cache-control": "no-store"}
        if made.title:
            headers["x-vindplaats-title"] = encoded(made.title, errors="replace")
        return HTMLResponse(made.html, made.status, headers)

    @router.get("/citaat")
    def citation(passage: str, zin: Annotated[list[str] | None, Query()] = None, adres: str = "") -> Response:
        """What is copied: of a passage, or of sentences of it. ``adres``: where it is read, "" for nowhere."""
        link = adres if adres.startswith(("https://", "http://")) else ""
        try:
            quoted = base.in_one_generation(lambda: quote(base, passage, *(zin or ())))
            return JSONResponse({"text": quoted.to_text(link), "html": quoted.to_html(link)})
        except PassageMissingError as error:
            return PlainTextResponse(why(error), status_code=404)

    _add_downloads(router, base, audit, parts.turns)

    @router.get(f"/{page.ENGLISH}")
    def english(request: Request) -> Response:
        query = request.url.query
        return RedirectResponse(f"{page.ENGLISH}/?{query}" if query else f"{page.ENGLISH}/")

    app.include_router(router)
    add_original_routes(app, base)
    app.mount("/vp", StaticFiles(directory=STATIC))


def _add_downloads(router: APIRouter, base: KnowledgeBase, audit: AuditLog | None, turns: Turns) -> None:
    """Add the files that can be saved; what takes a search waits for its turn."""

    @router.get(f"/export/{found.NAME}")
    async def found_file(request: Request) -> Response:
        """What the tab Zoeken shows at the same address, as a file for Word."""
        address = Address.read(SEARCH, request.query_params)
        chosen = request.query_params.getlist("passage")
        asked = found.Wanted(address.get("vraag"), address.filters(), search.wanted(address), frozenset(chosen))
        return await turns.run(lambda: base.in_one_generation(lambda: found.download(base, asked, audit)))

    @router.get("/export/{name}")
    def download(name: str, request: Request) -> Response:
        asked = ledger_filters(Address.read(MOTIES, request.query_params))
        return base.in_one_generation(lambda: exports.download(base, name, asked, audit))
