"""The PDF beside the text: its file, the size of its pages, and where a passage and its sentences stand on them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from ui.texts.page import ENGLISH
from ui.web.originals.files import PDF, address_of, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Passage
    from ingest.places import Box, PageInfo
    from search import KnowledgeBase
    from search.backend.model import StoredDocument

_PASSAGE, _SENTENCE = "passage", "sentence"
_AROUND = 1.0  # points between the words and the edge of a mark


@dataclass(frozen=True, slots=True)
class Pane:
    """A PDF as shown beside the text.

    ``file``: its address; ``name``: what it is called when it is saved; ``pictures``: where a page is drawn, without
    its number; ``pages``: JSON, of each page its width and height in points and its printed number; ``marks``: JSON,
    rectangles on them, see ``_mark``; ``start``: the page to be shown first, 1-based; ``count``: of pages.
    """

    title: str
    file: str
    name: str
    pictures: str
    pages: str
    marks: str
    start: int
    count: int


def can_open(base: KnowledgeBase, known: StoredDocument) -> bool:
    """Whether a document's file is a PDF that is still there, of which the pages are known."""
    path = path_of(known)
    return path is not None and path.suffix.lower() == PDF and bool(base.pages(known.id))


def pane(
    base: KnowledgeBase,
    known: StoredDocument,
    passage: Passage,
    sentences: Sequence[tuple[int, int]],
    language: str,
) -> Pane:
    """Return the PDF of a document that ``can_open``, open at a passage.

    ``sentences``: half-open spans in the passage's text, to be marked; ``language``: of the page, which is served from
    another address in English.
    """
    pages = base.pages(known.id)
    whole = _on(pages, base.boxes(known.id, passage.start, passage.end))
    exact = [
        box
        for start, end in sentences
        for box in _on(pages, base.boxes(known.id, passage.start + start, passage.start + end))
    ]
    first = next(iter([*exact, *whole]), None)
    root = "../" if language == ENGLISH else ""
    return Pane(
        title=known.title,
        file=address_of(known, language),
        name=PurePath(known.source).name,
        pictures=f"{root}blad/{quote(known.id, safe='')}/",
        pages=json.dumps([[round(each.width, 2), round(each.height, 2), each.label] for each in pages]),
        marks=json.dumps(
            [
                *(_mark(box, pages[box.page - 1], _PASSAGE) for box in whole),
                *(_mark(box, pages[box.page - 1], _SENTENCE) for box in exact),
            ]
        ),
        start=1 if first is None else first.page,
        count=len(pages),
    )


def _on(pages: Sequence[PageInfo], boxes: Iterable[Box]) -> list[Box]:
    """The rectangles on pages that the document has."""
    return [box for box in boxes if box.page <= len(pages)]


def _mark(box: Box, page: PageInfo, kind: str) -> dict[str, object]:
    """A rectangle as the script draws it: in percents of the page, from above and the left; PDF counts from below."""
    return {
        "page": box.page,
        "kind": kind,
        "left": _percent(box.x0 - _AROUND, page.width),
        "top": _percent(page.height - box.y1 - _AROUND, page.height),
        "width": _percent(box.x1 - box.x0 + 2 * _AROUND, page.width),
        "height": _percent(box.y1 - box.y0 + 2 * _AROUND, page.height),
    }


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 3) if whole else 0.0
