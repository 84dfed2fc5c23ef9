"""What the tab Documenten asks of the server: take a file, report the progress of all files, remove a document.

These change the knowledge base, so they answer the page itself only: a page of another host cannot send the header
that is asked for here without the browser first asking our leave, which is never given.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import JSONResponse, Response

from search.errors import DocumentMissingError
from ui.texts import documents as texts
from ui.texts.failures import why
from ui.web.uploads import file_name

if TYPE_CHECKING:
    from fastapi import FastAPI

    from search import KnowledgeBase
    from ui.web.uploads import Job, Uploads

HEADER = "x-vindplaats"
MOST = 200  # MB of one file


def from_the_page(request: Request) -> None:
    """Refuse a request without the page's header, or from another origin where the browser names one."""
    origin = request.headers.get("origin")
    same = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if HEADER not in request.headers or not same:
        raise HTTPException(403, texts.NOT_OURS)


OURS = [Depends(from_the_page)]


def add_routes(app: FastAPI, base: KnowledgeBase, uploads: Uploads) -> None:
    """Add the routes to the application."""
    router = APIRouter(prefix="/documenten", include_in_schema=False)

    @router.get("/bestanden")
    def files() -> Response:
        return JSONResponse([_job_record(job) for job in uploads.jobs()], headers={"cache-control": "no-store"})

    @router.post("/bestanden", dependencies=OURS)
    async def upload(request: Request, naam: str = "") -> Response:
        """Take the body of the request as a file."""
        name = file_name(naam)
        if not PurePath(name).suffix:
            return _refused(texts.NO_NAME, 400)
        with uploads.new_file() as file:
            async for chunk in request.stream():
                file.write(chunk)  # to a file of this computer: shorter than handing each piece to a thread
                if file.tell() > MOST * 1_000_000:
                    return _refused(texts.TOO_LARGE.format(most=MOST), 413)
            job = uploads.enqueue(name, file)
        return JSONResponse(_job_record(job), status_code=202)

    @router.post("/bestanden/{number}", dependencies=OURS)
    async def retry(request: Request, number: int) -> Response:
        """Take the body of the request as the password of a file."""
        body = await request.body()
        known = uploads.retry(number, body.decode("utf-8", "replace"))
        return Response(status_code=202 if known else 404)

    @router.delete("/{document}", dependencies=OURS)
    def remove(document: str) -> Response:
        return _remove(base, uploads, document)

    app.include_router(router)


def _remove(base: KnowledgeBase, uploads: Uploads, document: str) -> Response:
    source = next((known.source for known in base.documents() if known.id == document), "")
    try:
        base.remove(document)
    except DocumentMissingError as error:
        return _refused(why(error), 404)
    uploads.forget(source)
    return Response(status_code=204)


def _job_record(job: Job) -> dict[str, object]:
    return {**asdict(job), "over": job.over}


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"problem": sentence}, status_code=status)
