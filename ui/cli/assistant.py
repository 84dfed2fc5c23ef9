"""The command `vindplaats mcp`: the knowledge base as the tools of an assistant on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cli.options import Place, kb_option, opened
from ui.texts import serving as texts

if TYPE_CHECKING:
    from ui.cli.usage import DutchGroup


def register(app: DutchGroup) -> None:
    """Add the command."""

    @app.dutch_command("mcp", texts.HELP_MCP)
    @kb_option
    def mcp(kb: Place) -> None:
        """Serve the tools on standard input and output."""
        from ui.programs import assistant

        with opened(kb) as base:
            assistant.run(base)
