"""The addresses of a document's file and of the pictures of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import Response  # noqa: TC002 - FastAPI reads the annotations

from ui.web.originals import files, sheets

if TYPE_CHECKING:
    from fastapi import FastAPI

    from search import KnowledgeBase


def add_routes(app: FastAPI, base: KnowledgeBase) -> None:
    """Add them. Whoever may read a document may have its file (ui.access.gate)."""
    router = APIRouter(include_in_schema=False)

    @router.get("/bestand/{document}")
    def original(document: str) -> Response:
        return base.in_one_generation(lambda: files.serve(base, document))

    @router.get("/blad/{document}/{page}")
    def printed(document: str, page: int) -> Response:
        return base.in_one_generation(lambda: sheets.sheet(base, document, page))

    app.include_router(router)
