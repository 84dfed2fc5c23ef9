"""What stands around Gradio's part of the page: head, name, language switch, footer; and what is kept out of it.

Gradio's page template comes from the server as HTML. It is completed here before it is sent: outside addresses go, our
style, script, header and footer come in, and every script gets the nonce without which the browser refuses to run it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ui import texts
from ui.texts import page, serving
from ui.web.address import TABS, Link
from ui.web.rendering import fragment

STATIC = Path(__file__).parent / "static"
# Elements of Gradio's page template that name another host: pictures for link previews, addresses of its makers.
_OUTSIDE = re.compile(
    rb"""<(?:meta|link)\b[^>]*(?:https?:)?//[^>]*>|<script\b[^>]*\bsrc=["'](?:https?:)?//[^>]*>\s*</script>"""
)
# What the template states about itself for link previews; this page is not shared on such places.
_PREVIEW = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>')
_SCRIPTS = ("page", "asking", "copying", "tables", "uploading", "documents", "reader", "tabs", "keeping")
_FONTS = ("ibm-plex-sans-latin-wght-normal", "ibm-plex-serif-latin-400-normal")


def language_of(path: str) -> str | None:
    """Return the language of the page at a path, None where there is no page."""
    return {"/": page.DUTCH, f"/{page.ENGLISH}/": page.ENGLISH}.get(path)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sees the page. ``token``: what its script sends with what it changes; all "" where nobody logs in."""

    name: str = ""
    token: str = ""
    can_log_out: bool = False


def complete(html: bytes, language: str, nonce: str, visitor: Visitor = Visitor()) -> bytes:
    """Return the page as it is sent, from Gradio's. ``nonce``: of this answer, named in its Content-Security-Policy."""
    words = page.words(language)
    head, end, rest = html.partition(b"</head>")
    head = _PREVIEW.sub(b"", _OUTSIDE.sub(b"", head))
    head = head.replace(b'<base href="./" />', b"")  # it would make "#..." lead away from what is shown
    head = head.replace(b'lang="en"', f'lang="{language}"'.encode(), 1)
    opening, body, rest = _split_body(rest)
    whole = b"".join(
        (head, _head(language).encode(), end, opening, body, _header(words, visitor).encode(), rest)
    ).replace(b"</body>", _footer(words).encode() + b"</body>")
    return re.sub(rb"<script\b", f'<script nonce="{nonce}"'.encode(), whole)


def _split_body(rest: bytes) -> tuple[bytes, bytes, bytes]:
    found = re.search(rb"<body\b[^>]*>", rest)
    return (rest, b"", b"") if found is None else (rest[: found.start()], found[0], rest[found.end() :])


def _head(language: str) -> str:
    return fragment("shell.html", "head", "" if language == page.DUTCH else "../", _FONTS, _SCRIPTS)


def _header(words: page.Words, visitor: Visitor) -> str:
    """The name of the page, the way past the header, the other language, and who is logged in."""
    english = words.language == page.ENGLISH
    other = Link(page.DUTCH, "../") if english else Link(page.ENGLISH, f"{page.ENGLISH}/")
    return fragment("shell.html", "header", words, texts.NAME, TABS, other, visitor, serving.words(words.language))


def _footer(words: page.Words) -> str:
    """What a reader may count on."""
    return fragment("shell.html", "footer", words)
