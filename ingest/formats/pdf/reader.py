"""PDF files -> typed blocks: pypdf opens and decodes the file, ``page`` finds the structure of its pages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import FileNotDecryptedError, LimitReachedError

from ingest.errors import DamagedFileError, EmptyDocumentError, PasswordError, Reason, TooLargeError
from ingest.formats.pdf.content import PageReader, TooMuchError, page_streams
from ingest.formats.pdf.fonts import Fonts
from ingest.formats.pdf.page.assembly import assemble
from ingest.formats.pdf.page.model import PrintedFile, PrintedPage
from ingest.formats.pdf.structure import BROKEN, bookmarks, heading_tags, links, page_labels, properties

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PageObject

    from ingest.formats.options import ReadOptions
    from ingest.formats.pdf.state import Matrix
    from ingest.formats.typed_text import TypedText

# A page of print decodes to well under a megabyte, a map to some dozens. What asks for more is made to swell.
_MOST_DECODED = 48_000_000
_MOST_WORK = 120_000_000
_MOST_PAGES = 20_000


def read(path: Path, options: ReadOptions) -> TypedText:
    """The document with its structure, and the place on the page of each of its characters.

    Raises PasswordError for an encrypted file without its password, TooLargeError for one that swells beyond measure,
    DamagedFileError for a broken one and EmptyDocumentError where there is no text layer.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings name no file and mean nothing to the user
    limits: dict[str, Any] = {
        "zlib_maximum_output_length": _MOST_DECODED,
        "lzw_maximum_output_length": _MOST_DECODED,
        "run_length_maximum_output_length": _MOST_DECODED,
        "array_based_stream_maximum_output_length": _MOST_DECODED,
        "stream_decoding_work_maximum_length": _MOST_WORK,
        "disable_legacy_handling": True,
    }
    with apply_configuration(**limits):
        try:
            printed = _printed(path, options)
        except (LimitReachedError, TooMuchError, MemoryError) as error:
            raise TooLargeError(path, Reason.PDF_TOO_LARGE) from error
        except FileNotDecryptedError as error:
            raise _locked(path) from error
        except BROKEN as error:
            raise DamagedFileError(path, Reason.BROKEN_PDF, error=type(error).__name__) from error
    text = assemble(printed, options.report)
    if not text.blocks:
        raise EmptyDocumentError(path, Reason.SCANNED)
    return text


def _locked(path: Path) -> PasswordError:
    return PasswordError(path, Reason.LOCKED_PDF)


def _printed(path: Path, options: ReadOptions) -> PrintedFile:
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(options.password or ""):
        raise _locked(path)
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise TooMuchError
    labels = page_labels(reader)
    tags = heading_tags(reader)
    fonts = Fonts()
    pages: list[PrintedPage] = []
    broken: Exception | None = None
    for ordinal in range(count):
        try:
            source = reader.pages[ordinal]
            page = _page(source, ordinal, fonts)
            number = source.indirect_reference.idnum if source.indirect_reference else -1
            page.tags = tags.get(number, {})
        except LimitReachedError:
            raise
        except BROKEN as error:
            # A page that cannot be read costs that page only.
            broken = error
            page = PrintedPage(ordinal, 595, 842)
        page.label = labels[ordinal] if ordinal < len(labels) else ""
        pages.append(page)
        options.report(0.7 * (ordinal + 1) / count)
    if broken is not None and not any(run for page in pages for runs in page.runs.values() for run in runs):
        raise broken
    known = properties(reader)
    return PrintedFile(
        pages,
        bookmarks(reader),
        known.get("title", ""),
        tuple(filter(None, [known.get("author")])),
        known.get("date", ""),
        known.get("language", ""),
    )


def _page(source: PageObject, ordinal: int, fonts: Fonts) -> PrintedPage:
    """One page as it is shown: cropped, and turned as the file asks."""
    box = source.cropbox
    x0, y0, x1, y1 = (float(n) for n in (box.left, box.bottom, box.right, box.top))
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    width, height = x1 - x0, y1 - y0
    if width <= 0 or height <= 0:
        x0, y0, width, height = 0.0, 0.0, 595.0, 842.0
    turn = source.rotation % 360
    matrix: Matrix = {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x0 + width),
        180: (-1.0, 0.0, 0.0, -1.0, x0 + width, y0 + height),
        270: (0.0, 1.0, -1.0, 0.0, y0 + height, -x0),
    }.get(turn, (1.0, 0.0, 0.0, 1.0, -x0, -y0))
    page = PageReader(fonts)
    resources = source.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    for data in page_streams(source):
        page.read(data, resources, matrix)
    if turn in (90, 270):
        width, height = height, width
    shown = {
        quarter: [run for run in runs if quarter or _visible(run.xs[0], run.xs[-1], run.y, width, height)]
        for quarter, runs in page.runs.items()
    }
    areas = links(source, x0, y0) if not turn else []
    return PrintedPage(ordinal, width, height, shown, page.rules, areas)


def _visible(start: float, end: float, y: float, width: float, height: float) -> bool:
    return end > -1 and start < width + 1 and -1 < y < height + 1
