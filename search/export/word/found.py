"""What a question found as a file for Word: the answer and the passages as quotations, papers as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.export.word.papers import marks, people
from search.export.word.quotations import add_quotation
from search.export.word.writing import Run, WordFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.backend.model import StoredDocument
    from search.export.quoting import Quotation
    from search.export.source import ExportSource
    from search.ledger.papers import PaperRow


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with what stands above it: the title of its section, and of which document it is; "" for nothing."""

    quotation: Quotation
    heading: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file under a heading. ``lead``: what is said before what was found."""

    heading: str
    lead: tuple[str, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    papers: tuple[PaperRow, ...] = ()


def found_file(kb: ExportSource, title: str, facts: Iterable[tuple[str, str]], parts: Sequence[Part]) -> bytes:
    """Return what was found as a file for Word.

    ``title``: what was asked; ``facts``: what must be known of it (the date, the filters), a name and a value each.
    """
    file = WordFile(title)
    for name, value in facts:
        file.add("Subtitle", f"{name}\t{value}")
    cited = {place.document for part in parts for row in part.papers for place in row.places}
    documents = kb.documents_named(cited)
    for part in parts:
        file.add("Heading1", part.heading)
        for line in part.lead:
            file.add("Normal", line)
        for row in part.papers:
            _add_paper(file, row, documents)
        for each in part.quoted:
            if each.heading:
                file.add("Heading2", each.heading)
            if each.origin:
                file.add("Caption", each.origin)
            add_quotation(file, each.quotation)
    return file.to_bytes()


def _add_paper(file: WordFile, row: PaperRow, documents: Mapping[str, StoredDocument]) -> None:
    """A paper on a line: whose, on what, its number with its link, and a footnote for every place that cites it."""
    said = " ".join(part for part in (people(row), *row.titles[:1]) if part)
    number = Run(row.label, row.url or "")
    named = (f"{said} (", number, ")") if said else (number,)
    file.add("ListBullet", "•\t", *named, *marks([place for place, _ in row.in_time], documents))
