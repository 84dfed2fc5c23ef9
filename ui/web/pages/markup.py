"""Pieces of HTML that several tabs use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import texts
from ui.web.rendering import fragment

if TYPE_CHECKING:
    from ui.texts.doubts import Doubt


def notice(text: str, lang: str = "") -> str:
    """A quiet sentence where there is nothing to show (yet). ``lang``: its language, where it may not be the page's."""
    return str(fragment("common.html", "notice", text, lang))


def outside(url: str | None, label: str) -> str:
    """A link that leaves the page; plain text where there is no address that can be trusted."""
    return str(fragment("common.html", "outside", url, label))


def doubtful(doubt: Doubt | None, check: str = texts.CHECK) -> str:
    """What must be read before a link is followed; how that is known unfolds. ``check``: the word that warns."""
    return str(fragment("common.html", "doubtful", doubt, check))
