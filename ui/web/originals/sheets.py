"""A page as printed, with the place of a passage outlined on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from ui.texts.page import ENGLISH
from ui.web.originals.drawing import draw
from ui.web.originals.files import PDF, as_read, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.model import Passage
    from ingest.places import Box, PageInfo
    from search import KnowledgeBase
    from search.backend.model import StoredDocument

_AROUND = 3  # points between the words and the outline
# Drawn in the place of a page that cannot be: a failed request would look like a fault of the page.
_NONE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 3"><rect width="2" height="3" fill="#eee"/></svg>'


@dataclass(frozen=True, slots=True)
class Outline:
    """A rectangle on a page as SVG measures it: in points, from the upper left corner."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as shown. ``name``: its printed number; ``picture``: where it is; width and height in points."""

    name: str
    picture: str
    width: str
    height: str
    outlines: tuple[Outline, ...]


def sheets(base: KnowledgeBase, passage: Passage, known: StoredDocument, language: str) -> tuple[Sheet, ...]:
    """Return the pages that a passage stands on; none where they are unknown or the file does not exist any more.

    ``language``: of the page, which is served from another address in English.
    """
    path = path_of(known)
    boxes = base.boxes(known.id, passage.start, passage.end)
    if not boxes or path is None or path.suffix.lower() != PDF:
        return ()
    pages = base.pages(known.id)
    root = "../" if language == ENGLISH else ""
    return tuple(
        _sheet(f"{root}blad/{quote(known.id, safe='')}/{number}", number, pages[number - 1], group)
        for number, group in groupby(boxes, key=lambda box: box.page)
        if number <= len(pages)
    )


def _sheet(picture: str, number: int, page: PageInfo, boxes: Iterable[Box]) -> Sheet:
    outlines = (
        Outline(
            x=f"{box.x0 - _AROUND:.0f}",
            y=f"{page.height - box.y1 - _AROUND:.0f}",
            width=f"{box.x1 - box.x0 + 2 * _AROUND:.0f}",
            height=f"{box.y1 - box.y0 + 2 * _AROUND:.0f}",
        )
        for box in boxes
    )
    return Sheet(page.label or str(number), picture, f"{page.width:.0f}", f"{page.height:.0f}", tuple(outlines))


def sheet(base: KnowledgeBase, document: str, page: int) -> Response:
    """The picture of a page of a document that is in the knowledge base."""
    known = base.document(document)
    if known is None or not 1 <= page <= len(base.pages(document)):
        return Response(status_code=404)
    path = as_read(known)
    drawn = None if path is None else draw(path, page)
    if drawn is None:
        return Response(_NONE, media_type="image/svg+xml")
    return Response(drawn, media_type="image/webp", headers={"cache-control": "private, max-age=3600"})
