"""Where the text of stored documents stands on the pages of their files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ingest.places import Box, PageInfo, boxes, unpack

if TYPE_CHECKING:
    from search.backend.sqlite.store import Store


def boxes_of(store: Store, document: str, start: int, end: int) -> tuple[Box, ...]:
    """Return the rectangles that the characters [start, end) of a document fill, one for each printed line."""
    rows = store.query("SELECT places FROM documents WHERE id = ?", (document,))
    return boxes(unpack(rows[0][0]), start, end) if rows else ()


def pages_of(store: Store, document: str) -> tuple[PageInfo, ...]:
    """Return label and size of each page of the document's file."""
    rows = store.query("SELECT pages FROM documents WHERE id = ?", (document,))
    return tuple(PageInfo(*page) for page in json.loads(rows[0][0])) if rows else ()
