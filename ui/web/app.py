"""The web application: Gradio's tabs, what the page asks for beside them, and the page in two languages."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

# Read when gradio is imported: no usage reports, no look-up of newer versions, no list of earlier runs.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from fastapi import FastAPI

from ui import texts
from ui.programs import assistant
from ui.programs.api import Api
from ui.texts.failures import why
from ui.texts.page import DUTCH, ENGLISH, words
from ui.web.address import TABS
from ui.web.routes import add_routes
from ui.web.theme import theme
from ui.web.upload_routes import add_routes as add_document_routes
from ui.web.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from search import KnowledgeBase


def page(base: KnowledgeBase, host: str = "127.0.0.1") -> FastAPI:
    """The web application for one knowledge base: the page in Dutch at /, in English at /en/, tools at /mcp.

    ``host``: the address that is listened on.
    """
    uploads = Uploads(base)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        async with tools:
            yield
        uploads.close()

    app = FastAPI(title=texts.NAME, docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    add_routes(app, base)
    add_document_routes(app, base, uploads)
    tools = assistant.mount(app, base, host)
    for path, language in ((f"/{ENGLISH}", ENGLISH), ("/", DUTCH)):
        gr.mount_gradio_app(
            app,
            build(language, base if language == DUTCH else None),
            path=path,
            theme=theme(),
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            show_error=False,
        )
    return app


def build(language: str, base: KnowledgeBase | None = None) -> gr.Blocks:
    """Lay out the tabs. Each is an empty column that the page's script (static/page.js) fills from /deel/<tab>.

    ``base``: what the named endpoints for programs ask; None leaves them out.

    gr.HTML is not used: it compiles templates in the browser, which our Content-Security-Policy forbids.
    """
    with gr.Blocks(title=texts.NAME, analytics_enabled=False) as blocks:
        with gr.Tabs(overflow_behavior="wrap"):
            for tab, label in zip(TABS, words(language).tabs, strict=True):
                with gr.Tab(label, id=tab, elem_id=f"tab-{tab}", render_children=True):
                    gr.Column(elem_id=f"deel-{tab}", elem_classes="vp-part")
        for function in Api(base).functions() if base else ():
            gr.api(_reporting(function), api_name=function.__name__, concurrency_limit=None)
    return blocks


def _reporting(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function; what goes wrong in it is reported to the calling program, in a sentence."""

    @wraps(function)
    def endpoint(*args: Any) -> Any:  # noqa: ANN401 - whatever the function takes and returns
        try:
            return function(*args)
        except Exception as error:
            raise gr.Error(why(error), print_exception=False) from error

    return endpoint
