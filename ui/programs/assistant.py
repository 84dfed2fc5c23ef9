"""The functions of ``api`` as tools of an assistant, by the Model Context Protocol. The only module that imports mcp.

Two ways in, with the same tools: standard input and output, for an assistant on the same computer that starts
`vindplaats mcp` itself; and HTTP, at /mcp beside the page. Gradio can do this too, but only with an older mcp.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from starlette.routing import Route

from ui import texts
from ui.limits.turns import Turns
from ui.programs.api import Api
from ui.texts.failures import why

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from fastapi import FastAPI

    from search import KnowledgeBase
    from ui.access.audit import AuditLog

PATH = "/mcp"
INSTRUCTIONS = (
    "Vindplaats searches Dutch government policy documents and gives their own words with their source. "
    "Ask in Dutch. Quote sentences unchanged, name the source of each, and give the address of a motie or Kamerstuk "
    "where there is one. Say so when the outcome is near or none, and pass on the verdict where a reference is not "
    "complete."
)


def server(base: KnowledgeBase, audit: AuditLog | None = None, turns: Turns | None = None) -> MCPServer[Any]:
    """Return the server with all tools; none of them changes the knowledge base.

    ``audit``: where exports are noted. ``turns``: shared with whatever else answers; None for its own.
    """
    turns = turns or Turns()
    made: MCPServer[Any] = MCPServer("vindplaats", title=texts.NAME, instructions=INSTRUCTIONS, log_level="WARNING")
    only_reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for function in Api(base, audit).functions():
        made.add_tool(_reporting_errors(function, turns), annotations=only_reads)
    return made


def _reporting_errors(function: Callable[..., Any], turns: Turns) -> Callable[..., Any]:
    """Return the function as a tool, called in turn, that reports what goes wrong to the assistant, in a sentence."""

    @wraps(function)
    async def tool(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes and returns
        try:
            return await turns.run(partial(function, *args, **kwargs))
        except Exception as error:
            raise ToolError(why(error)) from error

    return tool


def run(base: KnowledgeBase) -> None:
    """Serve the tools on standard input and output until these are closed."""
    server(base).run("stdio")


def mount(
    app: FastAPI, base: KnowledgeBase, audit: AuditLog | None = None, turns: Turns | None = None
) -> AbstractAsyncContextManager[Any]:
    """Serve the tools at /mcp of an application; return what must be entered while the application runs.

    Under which names, for whom and from which pages is decided before (ui.access), for these as for all addresses.
    """
    made = server(base, audit, turns)
    inner = made.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    app.router.routes += [route for route in inner.routes if isinstance(route, Route)]
    return made.session_manager.run()
