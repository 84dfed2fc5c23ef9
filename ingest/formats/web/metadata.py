"""What a web page states about itself: its metadata, and where these are silent its own head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.markup import plain
from ingest.formats.typed_text import Properties

if TYPE_CHECKING:
    from ingest.formats.markup import Element

# "Title | Part of the site | Site": what stands behind the first bar is the site's.
_SITE = re.compile(r"\s+[|»·–-]\s+.*$")


def page_properties(root: Element, title: Element | None) -> Properties:
    """Title, author, publisher, date and language. ``title``: the heading that is the page's own title."""
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name and (meta.get("content") or "").strip():
            stated.setdefault(name, " ".join(meta.get("content").split()))

    def first(*names: str) -> str | None:
        return next((stated[name] for name in names if name in stated), None)

    printed = root.find(".//title")
    named = first("og:title", "dcterms.title", "dc.title") or (plain(printed) if printed is not None else "")
    when = next((each.get("datetime") for each in root.iter("time") if each.get("datetime")), None)
    author = first("author", "dc.creator")
    return Properties(
        title=(plain(title) if title is not None else "") or _SITE.sub("", named) or None,
        authors=(author,) if author else (),
        publisher=first("dcterms.publisher", "dcterms.creator", "dc.publisher", "og:site_name"),
        date=first("dcterms.issued", "dcterms.available", "article:published_time", "dc.date", "date") or when,
        language=root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or first("dcterms.language"),
        kind=first("dcterms.type"),
    )
