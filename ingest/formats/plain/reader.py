"""Plain text files -> typed blocks: text from an extractor, a web page saved as text, a file that somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.citations.page_edges import find_page_edges
from ingest.errors import DamagedFileError, EmptyDocumentError, Reason, TooLargeError
from ingest.formats.plain.blocks import BlockBuilder
from ingest.formats.plain.encoding import decoded
from ingest.formats.plain.layout import group_lines
from ingest.formats.plain.outline import OutlineBuilder
from ingest.formats.plain.pages import Line, split_pages
from ingest.formats.plain.sections import Outline, OutlineSection, Paragraph
from ingest.formats.plain.unwrapped import is_unwrapped, outline_unwrapped
from ingest.formats.properties import titling
from ingest.formats.typed_text import Properties, TypedText
from ingest.language.words import Vocabulary
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.options import ReadOptions

_MOST = 64 * 2**20  # bytes: a book of 30,000 pages


def read(path: Path, options: ReadOptions) -> TypedText:
    """The document; places in its text are line numbers.

    Raises EmptyDocumentError for a file without text, DamagedFileError for one that is not text, TooLargeError.
    """
    return typed_text(read_text(path), options)


def typed_text(found: str, options: ReadOptions) -> TypedText:
    """The structure of these characters; every line ends in a line feed."""
    text = found
    edges = find_page_edges(text).spans
    for start, end in reversed(edges):  # line ends and form feeds stay: lines are counted, pages divided
        text = text[:start] + "".join(sign for sign in text[start:end] if sign in "\n\f") + text[end:]
    options.report(0.1)
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    outline = outline_unwrapped(lines) if is_unwrapped(lines) else _outline_pages(lines)
    options.report(0.3)
    builder = BlockBuilder(outline, Vocabulary.of(line.text for line in lines), options.report)
    # A text file states nothing about itself: it is called after its first chapter, else as the file is.
    margins = tuple(line for start, end in edges for line in found[start:end].split("\n") if line.strip())
    properties = Properties(title=titling(_first_title(outline)))
    return TypedText(tuple(builder.blocks()), tuple(builder.notes()), properties, margins=margins)


def _outline_pages(lines: list[Line]) -> Outline:
    pages = split_pages(lines)
    groups = group_lines(pages)
    built = OutlineBuilder(groups)
    if all(group.kind is BlockKind.HEADING for group in groups):
        # Phrases without a full stop look like headings; where nothing stands under any of them they are the text.
        text = [Paragraph(BlockKind.PARAGRAPH, group.lines, group.page) for group in groups]
        built.chapters = [OutlineSection(SectionKind.CHAPTER, 1, None, text)]
    page_of_line = {line.number: page.ordinal for page in pages for block in page.blocks for line in block}
    # A file with form feeds has real pages; their count is a page number too where none is printed.
    physical = any(line.text.startswith("\f") for line in lines)
    labels = {page.ordinal: page.label or (page.ordinal + 1 if physical else None) for page in pages}
    return Outline(built.chapters, built.notes, page_of_line, labels)


def _first_title(outline: Outline) -> str | None:
    heading = outline.chapters[0].heading if outline.chapters else None
    return " ".join(line.bare for line in heading.lines) if heading else None


def read_text(path: Path) -> str:
    """The file's characters: UTF-8 (with or without byte order mark), UTF-16 with one, else those of an older system.

    Every line ends in a line feed; a form feed stands at the beginning of its page. Raises as ``read``.
    """
    if path.stat().st_size > _MOST:
        raise TooLargeError(path, Reason.TEXT_TOO_LARGE)
    raw = path.read_bytes()
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))  # what Windows calls "Unicode"
    if b"\0" in raw and not wide:
        raise DamagedFileError(path, Reason.NOT_TEXT)
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("utf-16") if wide else decoded(raw)
        except UnicodeDecodeError as error:
            raise DamagedFileError(path, Reason.UNKNOWN_ENCODING) from error
    if not text.strip():
        raise EmptyDocumentError(path, Reason.NO_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n\f", "\f").replace("\f", "\n\f")
