"""Whether the server lives and can search, and its measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from search.errors import SearchError
from ui.access.gate import HEALTH
from ui.monitoring.metrics import CONTENT_TYPE
from ui.texts.failures import why

if TYPE_CHECKING:
    from fastapi import FastAPI

    from search import KnowledgeBase
    from ui.monitoring.metrics import Metrics

NOT_KEPT = {"cache-control": "no-store"}


def add_routes(app: FastAPI, base: KnowledgeBase, metrics: Metrics) -> None:
    """Add the routes to the application."""
    router = APIRouter(include_in_schema=False)

    @router.api_route(HEALTH, methods=["GET", "HEAD"])
    def health() -> Response:
        """Anyone may ask, so it says no more than that something is wrong."""
        try:
            base.count_documents()
        except SearchError:
            return JSONResponse({"status": "error"}, status_code=503, headers=NOT_KEPT)
        return JSONResponse({"status": "ok"}, headers=NOT_KEPT)

    @router.get("/metrics")
    def measurements() -> Response:
        try:
            return Response(metrics.text(base), media_type=CONTENT_TYPE, headers=NOT_KEPT)
        except SearchError as error:
            return JSONResponse({"problem": why(error)}, status_code=503, headers=NOT_KEPT)

    app.include_router(router)
