"""What the page asks of the server about kept questions: keep, forget, note that one was looked at, and the feeds.

Only who may change the documents keeps questions (ui.access.gate), and only the page itself may ask for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from search.errors import SearchError
from search.questions.keeping import identity
from ui.texts.failures import Failure, why
from ui.texts.kept import page as texts
from ui.web.address import SEARCH, Address
from ui.web.documents.routes import OURS
from ui.web.kept.feed import feed

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from search import KnowledgeBase
    from ui.access.audit import AuditLog


def add_routes(app: FastAPI, base: KnowledgeBase, audit: AuditLog) -> None:
    """Add the routes to the application. ``audit``: where is noted who keeps and forgets; not what was asked."""
    router = APIRouter(prefix="/vragen", include_in_schema=False)

    @router.post("", dependencies=OURS)
    def keep(request: Request) -> Response:
        """Keep the question of an address, with its filters."""
        return _answer(lambda: _keep(base, request, audit))

    @router.delete("/{id_}", dependencies=OURS)
    def forget(id_: str) -> Response:
        def forgotten() -> Response:
            audit.note("forget", f"question {id_}")
            return _done(base.questions.forget(id_))

        return _answer(forgotten)

    @router.post("/{id_}/bekeken", dependencies=OURS)
    def looked(id_: str, stand: Annotated[int, Query(ge=0, lt=2**63)]) -> Response:
        """Note that what came up to a generation was looked at."""
        return _answer(lambda: _done(base.questions.mark(id_, "looked", stand)))

    @router.get("/{id_}.atom")
    def atom(id_: str, request: Request) -> Response:
        """The feed of a kept question; one that is not kept has none."""
        return _answer(lambda: base.in_one_generation(lambda: _feed(base, id_, str(request.base_url))))

    app.include_router(router)


def _answer(work: Callable[[], Response]) -> Response:
    """Do what was asked, or say why that cannot be done."""
    try:
        return work()
    except (Failure, SearchError) as error:
        return _refused(why(error), 503)


def _keep(base: KnowledgeBase, request: Request, audit: AuditLog) -> Response:
    address = Address.read(SEARCH, request.query_params)
    question, filters = address.get("vraag"), address.filters()
    if not question:
        return _refused(texts.NO_QUESTION, 400)
    audit.note("keep", f"question {identity(question, filters)}")
    return JSONResponse({"id": base.questions.keep(question, filters).id}, status_code=201)


def _feed(base: KnowledgeBase, id_: str, root: str) -> Response:
    kept = base.questions.find(id_)
    if kept is None:
        return _refused(texts.GONE, 404)
    return Response(feed(base, kept, root), media_type="application/atom+xml", headers={"cache-control": "no-store"})


def _done(known: bool) -> Response:  # noqa: FBT001 - whether there is such a question
    return Response(status_code=204) if known else _refused(texts.GONE, 404)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"problem": sentence}, status_code=status)
