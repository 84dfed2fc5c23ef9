"""Pieces of HTML that several tabs use. Everything that comes from a document is escaped."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ui import texts

if TYPE_CHECKING:
    from ui.texts.doubts import Doubt


def notice(text: str, lang: str = "") -> str:
    """A quiet sentence where there is nothing to show (yet). ``lang``: its language, where it may not be the page's."""
    spoken = f' lang="{lang}"' if lang else ""
    return f'<p class="vp-notice"{spoken}>{escape(text)}</p>'


def anchor(passage: str, prefix: str = "p") -> str:
    """The id of a passage's element. ``prefix``: of the tab, since the tabs stand in one page and may show the same.

    A document's id is the name of its file, which may hold spaces and signs that an id or the end of an address may
    not: these are written as their number.
    """
    plain = re.sub(r"[^A-Za-z0-9_-]", lambda found: f".{ord(found[0]):x}", passage.replace(":", "-"))
    return f"{prefix}-{plain}"


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
