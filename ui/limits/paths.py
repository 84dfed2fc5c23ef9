"""Which addresses there are, and how large the body of a request to each may be.

Gradio serves more than this page uses: uploads, files of this computer, other hosts through a proxy, histories. What is
not listed here does not exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

UPLOAD = 200_000_000  # bytes of one file
API = 262_144  # bytes: the longest text that may be asked, each of its characters written in JSON as six bytes
FORM = 4_096  # bytes: a name and a password
CORRECTION = 32_768  # bytes: what is known of a document, a thousand characters each


@dataclass(frozen=True, slots=True)
class Place:
    """Addresses of one kind. ``kind``: what measurements call them; ``body``: the most bytes that may be sent."""

    kind: str
    pattern: re.Pattern[str]
    body: int = 0


def _place(kind: str, pattern: str, body: int = 0) -> Place:
    return Place(kind, re.compile(pattern), body)


PLACES = (
    _place("page", r"/|/en|/en/"),
    _place("part", r"/deel/[^/]+"),
    _place("quotation", r"/citaat"),
    _place("sheet", r"/blad/[^/]+/[^/]+"),
    _place("original", r"/bestand/[^/]+"),
    _place("export", r"/export/[^/]+"),
    _place("upload", r"/documenten/bestanden", UPLOAD),
    _place("documents", r"/documenten/bestanden/\d{1,9}", FORM),
    _place("documents", r"/documenten/[^/]+", CORRECTION),
    _place("question", r"/vragen(/[0-9a-f]{16}(/bekeken|\.atom)?)?"),
    _place("mcp", r"/mcp", API),
    _place("api", r"/gradio_api/(info|openapi\.json)/?"),
    _place("api", r"/gradio_api/call/v2/\w+/?", API),
    _place("api", r"/gradio_api/call/v2/\w+/\w+"),
    _place("login", r"/inloggen|/uitloggen", FORM),
    _place("health", r"/healthz"),
    _place("metrics", r"/metrics"),
    _place("static", r"/vp/.+|/favicon\.ico|/robots\.txt"),
    _place("static", r"(/en)?/(theme\.css|(assets|static)/.+)"),
)
OTHER = Place("other", re.compile(""))


def find(path: str) -> Place | None:
    """Return the place of a path, None where there is none; one that climbs, or holds what no address of ours does."""
    if ".." in path.split("/") or re.search(r"[\\\x00-\x1f\x7f]", path):
        return None
    return next((place for place in PLACES if place.pattern.fullmatch(path)), None)
