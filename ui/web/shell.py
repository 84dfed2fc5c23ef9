"""What stands around Gradio's part of the page: head, name, language switch, footer; and what is kept out of it.

Gradio's page template comes from the server as HTML. It is dressed here before it leaves: outside addresses go, our
style, script, header and footer come in, and every script gets the nonce without which the browser refuses to run it.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from ui import texts
from ui.texts import page
from ui.web.address import SEARCH, TABS

STATIC = Path(__file__).parent / "static"
# Elements of Gradio's page template that name another host: pictures for link previews, addresses of its makers.
_OUTSIDE = re.compile(
    rb"""<(?:meta|link)\b[^>]*(?:https?:)?//[^>]*>|<script\b[^>]*\bsrc=["'](?:https?:)?//[^>]*>\s*</script>"""
)
# What the template says of itself for link previews; this page is not shared on such places.
_PREVIEW = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>')
_SCRIPTS = ("page", "asking", "tables", "documents")
_FONTS = ("ibm-plex-sans-latin-wght-normal", "ibm-plex-serif-latin-400-normal")


def language_of(path: str) -> str | None:
    """Return the language of the page at a path, None where there is no page."""
    return {"/": page.DUTCH, f"/{page.ENGLISH}/": page.ENGLISH}.get(path)


def dress(html: bytes, language: str, nonce: str) -> bytes:
    """Return the page as it is sent. ``nonce``: of this answer, named in its Content-Security-Policy."""
    words = page.words(language)
    root = "" if language == page.DUTCH else "../"
    head, end, rest = html.partition(b"</head>")
    head = _PREVIEW.sub(b"", _OUTSIDE.sub(b"", head))
    head = head.replace(b'<base href="./" />', b"")  # it would make "#..." lead away from what is shown
    head = head.replace(b'lang="en"', f'lang="{language}"'.encode(), 1)
    opening, body, rest = _split_body(rest)
    whole = b"".join((head, _head(root).encode(), end, opening, body, header(words).encode(), rest)).replace(
        b"</body>", footer(words).encode() + b"</body>"
    )
    return re.sub(rb"<script\b", f'<script nonce="{nonce}"'.encode(), whole)


def _split_body(rest: bytes) -> tuple[bytes, bytes, bytes]:
    found = re.search(rb"<body\b[^>]*>", rest)
    return (rest, b"", b"") if found is None else (rest[: found.start()], found[0], rest[found.end() :])


def _head(root: str) -> str:
    fonts = "".join(
        f'<link rel="preload" href="{root}vp/fonts/{name}.woff2" as="font" type="font/woff2" crossorigin>'
        for name in _FONTS
    )
    scripts = "".join(f'<script type="module" src="{root}vp/{name}.js"></script>' for name in _SCRIPTS)
    return (
        f'{fonts}<link rel="icon" href="{root}vp/icon.svg" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{root}vp/page.css"><link rel="stylesheet" href="{root}vp/tables.css">{scripts}'
    )


def header(words: page.Words) -> str:
    """The name of the page, the way past the header, and the other language."""
    other = "../" if words.language == page.ENGLISH else f"{page.ENGLISH}/"
    code = page.DUTCH if words.language == page.ENGLISH else page.ENGLISH
    told = (
        f'data-language="{words.language}" data-tabs="{" ".join(TABS)}"'
        f' data-loading="{escape(words.loading)}" data-failed="{escape(words.failed)}"'
    )
    return (
        f'<header class="vp-top" {told}>'
        f'<a class="vp-skip" href="#deel-{SEARCH}">{words.skip}</a>'
        f'<h1 class="vp-name"><a href="./">{texts.NAME}</a></h1>'
        f'<p class="vp-subtitle">{words.subtitle}</p>'
        f'<a class="vp-language" href="{other}" lang="{code}" hreflang="{code}"'
        f' title="{escape(words.other_language_label)}">{words.other_language}</a></header>'
        f'<noscript><p class="vp-noscript">{escape(words.no_script)}</p></noscript>'
    )


def footer(words: page.Words) -> str:
    """What a reader may count on."""
    keys = "".join(f"<span><kbd>{key}</kbd> {does}</span>" for key, does in words.keys)
    off, on = words.keys_switch
    switch = f'<button type="button" class="vp-quiet-button" data-keys data-off="{on}" data-on="{off}">{off}</button>'
    return (
        f'<footer class="vp-foot"><div><p>{words.footer}</p><p class="vp-keys">{keys}{switch}</p></div></footer>'
        '<p id="vp-status" class="vp-unseen" role="status"></p>'
    )
