"""Word files -> typed blocks: headings, paragraphs, lists, tables, text boxes, footnotes and endnotes.

The parts of the file are read as they are; what Word counts itself (numbers of headings, items and notes) is counted
again. Deleted text, comments and the table of contents are left out; headers and footers are kept apart from the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.errors import DamagedFileError, Reason
from ingest.formats.markup import plain
from ingest.formats.properties import believed_title
from ingest.formats.typed_notes import tie_notes
from ingest.formats.typed_text import Properties, TypedText
from ingest.formats.word.body import BodyReader
from ingest.formats.word.headings import with_headings
from ingest.formats.word.package import Package
from ingest.formats.word.styles import Numbering, Styles, W
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.formats.markup import Element
    from ingest.formats.options import ReadOptions
    from ingest.formats.typed_text import TypedBlock
    from ingest.formats.word.body import BodyBlock

_BEGINNING = 6000  # characters in which a title's words are looked for


def read(path: Path, options: ReadOptions) -> TypedText:
    """The document. Raises DamagedFileError, PasswordError, TooLargeError."""
    with Package(path) as package:
        main = package.main_part("officeDocument") or "word/document.xml"
        root = package.part(main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise DamagedFileError(path, Reason.NO_WORD_DOCUMENT)

        def part(kind: str) -> Element | None:
            name = package.related(main, kind)
            return package.part(name) if name else None

        styles = Styles(part("styles"))
        reader = BodyReader(styles, Numbering(part("numbering")), package.relations(main))
        reader.add_notes(part("footnotes"), "footnote")
        reader.add_notes(part("endnotes"), "endnote")
        options.report(0.3)
        printed = with_headings(list(reader.read(body)))
        options.report(0.7)
        blocks = tuple(_block(each) for each in printed)
        notes = tuple(reader.notes())
        margins = tuple(_margins(package, main, styles))
        return tie_notes(TypedText(blocks, notes, _properties(package, blocks), margins=margins))


def _block(printed: BodyBlock) -> TypedBlock:
    prefix = f"{printed.label} " if printed.label else ""
    if printed.kind is BlockKind.LIST and not prefix:
        prefix = "• "
    text = printed.text if printed.kind in (BlockKind.TABLE, BlockKind.QUOTE) else printed.text.unbroken()
    block = text.block(printed.kind, printed.place, prefix=prefix, level=printed.level or 0)
    return replace(block, section=printed.section)


def _margins(package: Package, main: str, styles: Styles) -> Iterator[str]:
    """The lines of the headers and footers, those of the first page first: a template puts date and number there."""
    for kind in ("header", "footer"):
        for name in package.all_related(main, kind):
            root = package.part(name)
            if root is None:
                continue
            for printed in BodyReader(styles, Numbering(None), package.relations(name)).read(root):
                yield from filter(None, (line.strip() for line in printed.text.text.split("\n")))


def _properties(package: Package, blocks: tuple[TypedBlock, ...]) -> Properties:
    """What the file states about itself."""
    stated: dict[str, str] = {}
    for kind in ("core-properties", "extended-properties"):
        name = package.main_part(kind)
        root = package.part(name) if name else None
        for element in root.iter() if root is not None else ():
            if isinstance(element.tag, str) and len(element) == 0 and plain(element):
                stated[element.tag.rpartition("}")[2].lower()] = plain(element)
    beginning = "\n".join(block.text.text for block in blocks)[:_BEGINNING]
    top = min((block.level for block in blocks if block.kind is BlockKind.HEADING), default=0)
    titles = [block.text.text for block in blocks if block.kind is BlockKind.HEADING and block.level == top]
    author = stated.get("creator", "")
    return Properties(
        title=(titles[0] if len(titles) == 1 and top == 1 else None) or believed_title(stated.get("title"), beginning),
        authors=(author,) if author and not author.lower().startswith(("microsoft", "windows", "python-docx")) else (),
        issuer=stated.get("company"),
        saved=stated.get("modified") or stated.get("created"),
        language=stated.get("language"),
        kind=(stated.get("category") or "").lower() or None,
    )
