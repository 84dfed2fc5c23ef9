"""The addresses beside Gradio's own: the parts of the page, its files, and the downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote as encoded

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from search.errors import PassageMissingError, SearchError
from search.export.quoting import quote
from ui.access.site import Site
from ui.limits import words as limits
from ui.limits.turns import Turns
from ui.programs import downloads as exports
from ui.programs import found
from ui.texts import page
from ui.texts.failures import Failure, why
from ui.web.address import DOCUMENTS, MOTIES, OVERVIEW, READ, SEARCH, Address
from ui.web.documents import tab as documents
from ui.web.originals.routes import add_routes as add_original_routes
from ui.web.pages import overview, reading, search
from ui.web.pages.ledger import moties
from ui.web.pages.ledger.asked import ledger_filters
from ui.web.rendering import fragment
from ui.web.shell import STATIC
from ui.web.titles import title

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import FastAPI

    from search import KnowledgeBase
    from ui.access.audit import AuditLog

    InTurn = Callable[[Callable[[], Response]], Awaitable[Response]]

# Each tab's module: knowledge base and address -> the HTML of the tab.
VIEWS: dict[str, Callable[[KnowledgeBase, Address], str]] = {
    SEARCH: search.render,
    READ: reading.render,
    MOTIES: moties.render,
    OVERVIEW: overview.render,
    DOCUMENTS: documents.render,
}


def add_routes(app: FastAPI, base: KnowledgeBase, site: Site | None = None, turns: Turns | None = None) -> None:
    """Add what the page asks for. Plain functions have a thread each; the parts of the page take turns.

    All that one request reads is of one generation: a document that is listed is also found, whoever removes it.
    ``site``: None for one's own computer. ``turns``: shared with whatever else answers; None for its own.
    """
    in_turn = (turns or Turns()).run
    audit = (site or Site()).audit
    router = APIRouter(include_in_schema=False)

    @router.get("/deel/{tab}")
    async def part(tab: str, request: Request) -> Response:
        if tab not in VIEWS:
            return Response(status_code=404)
        return await in_turn(lambda: shown(tab, request))

    def shown(tab: str, request: Request) -> Response:
        address = Address.read(tab, request.query_params)
        try:
            limits.question(request.query_params.get("vraag", "").strip())  # the address cuts it off without a word
            html = base.in_one_generation(lambda: VIEWS[tab](base, address))
            name = base.in_one_generation(lambda: title(base, address))
            return HTMLResponse(
                html, headers={"cache-control": "no-store", "x-vindplaats-title": encoded(name, errors="replace")}
            )
        except Failure as error:
            return HTMLResponse(fragment("common.html", "notice", why(error), "nl"), status_code=400)
        except SearchError as error:
            return HTMLResponse(fragment("common.html", "notice", why(error), "nl"), status_code=500)

    @router.get("/citaat")
    def citation(passage: str, zin: Annotated[list[str] | None, Query()] = None, adres: str = "") -> Response:
        """What is copied: of a passage, or of sentences of it. ``adres``: where it is read, "" for nowhere."""
        link = adres if adres.startswith(("https://", "http://")) else ""
        try:
            quoted = base.in_one_generation(lambda: quote(base, passage, *(zin or ())))
            return JSONResponse({"text": quoted.to_text(link), "html": quoted.to_html(link)})
        except PassageMissingError as error:
            return PlainTextResponse(why(error), status_code=404)

    _add_downloads(router, base, audit, in_turn)

    @router.get(f"/{page.ENGLISH}")
    def english(request: Request) -> Response:
        query = request.url.query
        return RedirectResponse(f"{page.ENGLISH}/?{query}" if query else f"{page.ENGLISH}/")

    app.include_router(router)
    add_original_routes(app, base)
    app.mount("/vp", StaticFiles(directory=STATIC))


def _add_downloads(router: APIRouter, base: KnowledgeBase, audit: AuditLog | None, in_turn: InTurn) -> None:
    """Add the files that can be saved; what takes a search waits for its turn."""

    @router.get(f"/export/{found.NAME}")
    async def found_file(request: Request) -> Response:
        """What the tab Zoeken shows at the same address, as a file for Word."""
        address = Address.read(SEARCH, request.query_params)
        chosen = request.query_params.getlist("passage")
        asked = found.Wanted(address.get("vraag"), address.filters(), search.wanted(address), frozenset(chosen))
        return await in_turn(lambda: base.in_one_generation(lambda: found.download(base, asked, audit)))

    @router.get("/export/{name}")
    def download(name: str, request: Request) -> Response:
        asked = ledger_filters(Address.read(MOTIES, request.query_params))
        return base.in_one_generation(lambda: exports.download(base, name, asked, audit))
