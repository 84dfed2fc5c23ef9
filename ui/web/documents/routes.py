"""What the tab Documenten asks of the server: take a file, report the progress of all, correct or remove a document.

These change the knowledge base, so they answer the page itself only: a page of another host cannot send the header
that is asked for here without the browser first asking our leave, which is never given.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from ingest.codec import decode
from search.errors import DocumentMissingError
from ui.access.gate import same_origin
from ui.access.people import asking
from ui.access.sessions import HEADER
from ui.limits import words as limits
from ui.limits.paths import UPLOAD
from ui.texts import documents as texts
from ui.texts.facts import NO_DATE
from ui.texts.failures import Failure, why
from ui.texts.serving import NOT_OURS
from ui.web.documents.correcting import changes
from ui.web.documents.uploads import State, file_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from search import KnowledgeBase
    from ui.access.audit import AuditLog
    from ui.web.documents.uploads import Job, Uploads

MOST = UPLOAD // 1_000_000  # MB of one file


def from_the_page(request: Request) -> None:
    """Refuse a request without the page's header where nobody logs in, or from another origin.

    Of who logged in the header was checked already (ui.access.gate): it holds a token then.
    """
    if (HEADER not in request.headers and not asking.get().name) or not same_origin(request):
        raise HTTPException(403, NOT_OURS)


OURS = [Depends(from_the_page)]


def add_routes(app: FastAPI, base: KnowledgeBase, uploads: Uploads, audit: AuditLog) -> None:
    """Add the routes to the application. ``audit``: where is noted who adds and removes what."""
    router = APIRouter(prefix="/documenten", include_in_schema=False)

    @router.get("/bestanden")
    def files() -> Response:
        jobs = [_job_record(job, uploads) for job in uploads.jobs()]
        return JSONResponse(jobs, headers={"cache-control": "no-store"})

    @router.post("/bestanden", dependencies=OURS)
    async def upload(request: Request, naam: str = "") -> Response:
        """Take the body of the request as a file."""
        name = file_name(naam)
        if not PurePath(name).suffix:
            return _refused(texts.NO_NAME, 400)
        try:
            return await _take(request, uploads, audit, name)
        except ClientDisconnect:  # nobody waits for an answer
            return Response(status_code=400)
        except Failure as error:
            return _refused(why(error), 503)
        except OSError as error:  # a full disk, for one
            return _refused(why(error), 507)

    @router.post("/bestanden/{number}", dependencies=OURS)
    async def retry(request: Request, number: int) -> Response:
        """Take the body of the request as the password of a file."""
        body = await request.body()
        known = uploads.retry(number, body.decode("utf-8", "replace"))
        return Response(status_code=202 if known else 404)

    @router.delete("/{document}", dependencies=OURS)
    def remove(document: str) -> Response:
        return _remove(base, uploads, document, audit)

    @router.patch("/{document}", dependencies=OURS)
    async def correct(request: Request, document: str) -> Response:
        """Take the body of the request, JSON, as corrections of a document: name -> value, "" to take one back."""
        body = await request.body()
        return await run_in_threadpool(_correct, base, uploads, document, body, audit)

    app.include_router(router)


async def _take(request: Request, uploads: Uploads, audit: AuditLog, name: str) -> Response:
    """Put the body of a request in the queue; raises ClientDisconnect, Failure or OSError."""
    with uploads.new_file() as file:
        async for chunk in request.stream():
            file.write(chunk)  # to a file of this computer: shorter than handing each piece to a thread
            if file.tell() > UPLOAD:
                return _refused(texts.TOO_LARGE.format(most=MOST), 413)
        audit.note("upload", name)
        job = uploads.enqueue(name, file, asking.get().name)
    return JSONResponse(_job_record(job, uploads), status_code=202)


def _correct(base: KnowledgeBase, uploads: Uploads, document: str, body: bytes, audit: AuditLog) -> Response:
    known = base.document(document)
    if known is None:
        return _refused(why(DocumentMissingError(document)), 404)
    try:
        given = decode(body.decode(), dict[str, str])
    except ValueError:
        return _refused(texts.NO_CORRECTION, 400)
    try:
        limits.values(**given)
        corrected = changes(given)
        audit.note("correct", f"{document}: {', '.join(corrected)}")
    except Failure as error:
        return _refused(why(error), 400)
    except KeyError:
        return _refused(texts.NO_CORRECTION, 400)
    except ValueError as error:
        return _refused(NO_DATE.format(value=error), 400)
    job = uploads.correct(document, known.title, corrected, asking.get().name)
    return JSONResponse(_job_record(job, uploads), status_code=202)


def _remove(base: KnowledgeBase, uploads: Uploads, document: str, audit: AuditLog) -> Response:
    known = base.document(document)
    if known is None:
        return _refused(why(DocumentMissingError(document)), 404)
    try:
        audit.note("remove", document)
        base.remove(document)
    except DocumentMissingError as error:
        return _refused(why(error), 404)
    except Failure as error:
        return _refused(why(error), 503)
    uploads.forget(known.source)
    return Response(status_code=204)


def _job_record(job: Job, uploads: Uploads) -> dict[str, object]:
    """A job as the page's script gets it. ``key``: tells it from those of the server before it was started again."""
    told = {name: value for name, value in asdict(job).items() if name != "user"}
    return {**told, "key": f"{uploads.run}-{job.number}", "over": job.over}


def added(audit: AuditLog) -> Callable[[Job], None]:
    """Return what notes a document that an uploaded file became."""

    def note(job: Job) -> None:
        if job.state in {State.ADDED, State.REPLACED}:  # that a correction was sent has been noted
            audit.note(str(job.state), f"{job.document} ({job.name})", job.user)

    return note


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"problem": sentence}, status_code=status)
