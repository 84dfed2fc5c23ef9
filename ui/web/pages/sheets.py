"""A page as printed, with the place of a passage outlined on it."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from ui.web.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Passage
    from ingest.places import Box, PageInfo
    from search import KnowledgeBase
    from search.backend.sqlite.store import StoredDocument
    from ui.texts.asking import Words

_AROUND = 3  # points between the words and the outline
# Drawn in the place of a page that cannot be: a failed request would look like a fault of the page.
_NONE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 3"><rect width="2" height="3" fill="#eee"/></svg>'


def sheets(base: KnowledgeBase, passage: Passage, known: StoredDocument, said: Words) -> str:
    """The pages that a passage stands on; empty where they are not known or the file is not there any more."""
    source = Path(known.source)
    boxes = base.boxes(known.id, passage.start, passage.end)
    if not boxes or source.suffix.lower() != ".pdf" or not source.is_file():
        return ""
    pages = base.pages(known.id)
    return "".join(
        _sheet(known, number, pages[number - 1], list(group), said)
        for number, group in groupby(boxes, key=lambda box: box.page)
        if number <= len(pages)
    )


def _sheet(known: StoredDocument, number: int, page: PageInfo, boxes: Sequence[Box], said: Words) -> str:
    name = page.label or str(number)
    outlines = "".join(
        f'<rect x="{box.x0 - _AROUND:.0f}" y="{page.height - box.y1 - _AROUND:.0f}"'
        f' width="{box.x1 - box.x0 + 2 * _AROUND:.0f}" height="{box.y1 - box.y0 + 2 * _AROUND:.0f}"/>'
        for box in boxes
    )
    return (
        f'<figure class="vp-sheet"><figcaption>{said.as_printed}, {said.page.format(page=escape(name))}</figcaption>'
        f'<button type="button" data-enlarge aria-label="{escape(said.enlarge.format(page=name))}">'
        f'<img src="{"../" if said.language == "en" else ""}blad/{quote(known.id, safe="")}/{number}"'
        f' width="{page.width:.0f}" height="{page.height:.0f}" alt="{escape(said.page_of.format(page=name))}">'
        f'<svg viewBox="0 0 {page.width:.0f} {page.height:.0f}" aria-hidden="true">{outlines}</svg></button></figure>'
    )


def sheet(base: KnowledgeBase, document: str, page: int) -> Response:
    """The picture of a page of a document that is in the knowledge base."""
    known = next((each for each in base.documents() if each.id == document), None)
    if known is None or not 1 <= page <= len(base.pages(document)):
        return Response(status_code=404)
    drawn = draw(Path(known.source), page)
    if drawn is None:
        return Response(_NONE, media_type="image/svg+xml")
    return Response(drawn, media_type="image/webp", headers={"cache-control": "private, max-age=3600"})
