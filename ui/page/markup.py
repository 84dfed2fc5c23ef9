"""Pieces of HTML that several tabs use. Everything that comes from a document is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ui import texts

if TYPE_CHECKING:
    from ui.notes import Doubt


def notice(text: str) -> str:
    """A quiet sentence where there is nothing to show (yet)."""
    return f'<p class="vp-notice">{escape(text)}</p>'


def anchor(passage: str) -> str:
    """The id of a passage's element, escaped."""
    return escape(f"p-{passage.replace(':', '-')}")


def outside(url: str | None, label: str) -> str:
    """A link that leaves the page; plain text where there is no address that can be trusted."""
    if url is None or not url.startswith("https://"):
        return f'<span class="vp-nolink">{escape(label)}</span>'
    return f'<a class="vp-out" href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>'


def doubtful(doubt: Doubt | None, check: str = texts.CHECK) -> str:
    """What must be read before a link is followed; how that is known unfolds. ``check``: the word that warns."""
    if doubt is None:
        return ""
    what = f"<strong>{check}</strong> {escape(doubt.what)}"
    if not doubt.reason:
        return f'<p class="vp-doubt">{what}</p>'
    return f'<details class="vp-doubt"><summary>{what}</summary><p lang="nl">{escape(doubt.reason)}</p></details>'
