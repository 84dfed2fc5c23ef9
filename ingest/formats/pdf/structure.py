"""What a PDF states about itself beside its pages: bookmarks, page labels, tags, links and properties."""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, Any

from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import Destination, IndirectObject

from ingest.formats.pdf.page.model import Bookmark, LinkArea

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# Broken files fail in all these ways, deep inside pypdf; what was sought is then left out.
BROKEN = (
    PyPdfError, DependencyError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
    NotImplementedError, RecursionError, ArithmeticError, LookupError, EOFError, DeprecationError, struct.error,
    zlib.error,
)  # fmt: skip
_MOST_BOOKMARKS = 5_000
_MOST_TAGS = 200_000
_TAG_DEPTH = 60
_MOST_PACKED = 5_000  # objects in one stream; programs that write PDFs put some hundreds into one
_HEADING = re.compile(r"^H[1-6]?$")
_URL = re.compile(r"^(?:https?|mailto|ftp):", re.IGNORECASE)


def bookmarks(reader: PdfReader) -> list[Bookmark]:
    """The entries of the file's outline, with their level and the page they lead to; none if it cannot be read."""
    try:
        pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages) if page.indirect_reference}
        found: list[Bookmark] = []
        _bookmarks(reader.outline, 1, pages, found)
    except BROKEN:
        return []
    return found


def _bookmarks(entries: Any, level: int, pages: dict[int, int], found: list[Bookmark]) -> None:  # noqa: ANN401
    for entry in entries:
        if len(found) >= _MOST_BOOKMARKS:
            return
        if isinstance(entry, list):
            _bookmarks(entry, level + 1, pages, found)
        elif isinstance(entry, Destination) and entry.title:
            page = entry.page
            number = pages.get(page.idnum, -1) if isinstance(page, IndirectObject) else -1
            found.append(Bookmark(" ".join(str(entry.title).split()), level, number))


def page_labels(reader: PdfReader) -> list[str]:
    """The label of each page as the file gives it; empty if it gives none."""
    try:
        if "/PageLabels" not in reader.root_object:
            return []
        return [str(label) for label in reader.page_labels]
    except BROKEN:
        return []


def properties(reader: PdfReader) -> dict[str, str]:
    """Title, author, date and language, as far as the file gives them."""
    found: dict[str, str] = {}
    try:
        information = reader.metadata
        for key, name in (("/Title", "title"), ("/Author", "author"), ("/CreationDate", "date")):
            value = information.get(key) if information is not None else None
            if value is not None and str(value).strip():
                found[name] = " ".join(str(value).split())
    except BROKEN:
        pass
    try:
        language = reader.root_object.get("/Lang")
        if language:
            found["language"] = str(language)
    except BROKEN:
        pass
    return found


def links(page: PageObject, x: float, y: float) -> list[LinkArea]:
    """The areas of a page that lead to an address. ``x``, ``y``: the corner of the page as shown."""
    found: list[LinkArea] = []
    try:
        annotations = page.get("/Annots")
        annotations = annotations.get_object() if annotations is not None else []
        for annotation in annotations:
            area = _link(annotation.get_object(), x, y)
            if area is not None:
                found.append(area)
    except BROKEN:
        return found
    return found


def _link(annotation: Any, x: float, y: float) -> LinkArea | None:  # noqa: ANN401
    if annotation.get("/Subtype") != "/Link" or "/A" not in annotation:
        return None
    address = annotation["/A"].get_object().get("/URI")
    if isinstance(address, bytes):
        address = address.decode("utf-8", "replace")
    if not isinstance(address, str) or not _URL.match(address):
        return None
    a, b, c, d = (float(n) for n in annotation["/Rect"])
    return LinkArea(min(a, c) - x, min(b, d) - y, max(a, c) - x, max(b, d) - y, str(address))


def heading_tags(reader: PdfReader) -> dict[int, dict[int, str]]:
    """Number of a page's object -> piece of marked content -> role, of headings only; empty for an untagged file."""
    found: dict[int, dict[int, str]] = {}
    try:
        catalog = reader.root_object
        if "/StructTreeRoot" not in catalog or _heavy(reader, catalog.raw_get("/StructTreeRoot")):
            return {}
        root: Any = catalog["/StructTreeRoot"]
        roles = {str(k): str(v) for k, v in root.get("/RoleMap", {}).get_object().items()} if "/RoleMap" in root else {}
        _walk(root.get("/K"), None, "", roles, found)
    except BROKEN:
        return found
    return found


def _heavy(reader: PdfReader, reference: Any) -> bool:  # noqa: ANN401
    """Whether the tree lies in a stream of so many objects that unpacking it takes longer than reading the pages."""
    stream, _ = reader.xref_objStm.get(getattr(reference, "idnum", -1), (None, 0))
    if stream is None:
        return False
    return int(reader.get_object(stream)["/N"]) > _MOST_PACKED  # type: ignore[index]


def _walk(  # noqa: C901 - a child is a number, a dictionary or an array
    start: Any,  # noqa: ANN401
    page: int | None,
    role: str,
    roles: dict[str, str],
    found: dict[int, dict[int, str]],
) -> None:
    stack: list[tuple[Any, int | None, str, int]] = [(start, page, role, 0)]
    count = 0
    while stack:
        node, page, role, depth = stack.pop()
        count += 1
        if count > _MOST_TAGS or depth > _TAG_DEPTH:
            return
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, int):
            if role and page is not None:
                found.setdefault(page, {})[int(node)] = role
            continue
        if isinstance(node, list):
            stack.extend((child, page, role, depth + 1) for child in reversed(node))
            continue
        if not isinstance(node, dict):
            continue
        at = node.raw_get("/Pg") if "/Pg" in node else None  # type: ignore[attr-defined]
        if isinstance(at, IndirectObject):
            page = at.idnum
        if "/MCID" in node and isinstance(node["/MCID"], int):
            if role and page is not None:
                found.setdefault(page, {})[int(node["/MCID"])] = role
            continue
        kind = str(node.get("/S", "")).removeprefix("/")
        kind = roles.get(f"/{kind}", f"/{kind}").removeprefix("/")
        if kind:
            role = kind if _HEADING.match(kind) else role if role and kind in {"Span", "Link", "Reference"} else ""
        if "/K" in node:
            stack.append((node.raw_get("/K"), page, role, depth + 1))  # type: ignore[attr-defined]
