"""The web application: Gradio's tabs, what the page asks for beside them, and the page in two languages."""

from __future__ import annotations

import logging
import os
from contextlib import asynccontextmanager
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

# Read when gradio is imported: no usage reports, no look-up of newer versions, no list of earlier runs.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from fastapi import FastAPI
from gradio.context import LocalContext
from starlette.middleware.cors import CORSMiddleware

from ui import texts
from ui.access.people import VISITOR, asking
from ui.access.site import Site
from ui.limits.turns import Turns
from ui.programs import assistant
from ui.programs.api import Api
from ui.texts.failures import foreseen, why
from ui.texts.page import DUTCH, ENGLISH, words
from ui.web.address import TABS
from ui.web.answering.parts import Parts
from ui.web.answering.workers import Workers
from ui.web.documents.routes import add_routes as add_document_routes
from ui.web.documents.routes import added
from ui.web.documents.uploads import Uploads
from ui.web.kept.routes import add_routes as add_kept_routes
from ui.web.login import add_routes as add_access_routes
from ui.web.monitoring import add_routes as add_monitoring_routes
from ui.web.routes import add_routes
from ui.web.theme import theme

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from search import KnowledgeBase

_LOG = logging.getLogger("vindplaats.api")


def page(base: KnowledgeBase, site: Site | None = None) -> FastAPI:
    """The web application for one knowledge base: the page in Dutch at /, in English at /en/, tools at /mcp.

    Who may ask it what is decided around it (ui.web.server). ``site``: None for one's own computer.
    """
    site = site or Site()
    uploads = Uploads(base, done=added(site.audit))
    turns = Turns()
    workers = Workers(base.place, site.workers) if site.workers else None

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        if workers is not None:
            workers.start()
        async with tools:
            yield
        uploads.close()
        if workers is not None:
            workers.close()

    app = FastAPI(title=texts.NAME, docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    # No page of another origin may read an answer. Gradio would allow any page of this computer, unless it finds this.
    app.add_middleware(CORSMiddleware, allow_origins=())
    add_routes(app, base, site, Parts(base, turns, workers))
    add_document_routes(app, base, uploads, site.audit)
    add_kept_routes(app, base, site.audit)
    add_access_routes(app, site)
    add_monitoring_routes(app, base, site.metrics)
    tools = assistant.mount(app, base, site.audit, turns)
    for path, language in ((f"/{ENGLISH}", ENGLISH), ("/", DUTCH)):
        gr.mount_gradio_app(
            app,
            build(language, Api(base, site.audit) if language == DUTCH else None, turns),
            path=path,
            theme=theme(),
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            show_error=False,
            max_file_size=1,  # nothing is uploaded to Gradio; its routes for that are shut (ui.limits.paths)
        )
    return app


def build(language: str, api: Api | None = None, turns: Turns | None = None) -> gr.Blocks:
    """Lay out the tabs. Each is an empty column that the page's script (static/page.js) fills from /deel/<tab>.

    ``api``: the named endpoints for programs; None leaves them out. ``turns``: in which they answer.

    gr.HTML is not used: it compiles templates in the browser, which our Content-Security-Policy forbids.
    """
    with gr.Blocks(title=texts.NAME, analytics_enabled=False) as blocks:
        with gr.Tabs(overflow_behavior="wrap"):
            for tab, label in zip(TABS, words(language).tabs, strict=True):
                with gr.Tab(label, id=tab, elem_id=f"tab-{tab}", render_children=True):
                    gr.Column(elem_id=f"deel-{tab}", elem_classes="vp-part")
        for function in api.functions() if api else ():
            gr.api(_reporting(function, turns or Turns()), api_name=function.__name__, concurrency_limit=None)
    return blocks


def _reporting(function: Callable[..., Any], turns: Turns) -> Callable[..., Any]:
    """Return the function, called in turn; what goes wrong in it is reported to the calling program, in a sentence."""

    @wraps(function)
    async def endpoint(*args: Any) -> Any:  # noqa: ANN401 - whatever the function takes and returns
        # Gradio answers in a task of its own, which does not know whose request it was; the request itself does.
        request = LocalContext.request.get(None)
        before = asking.set(getattr(getattr(request, "state", None), "person", None) or VISITOR)
        try:
            return await turns.run(partial(function, *args))
        except Exception as error:
            if not foreseen(error):
                _LOG.exception("%s", function.__name__)
            raise gr.Error(why(error), print_exception=False) from error
        finally:
            asking.reset(before)

    return endpoint
