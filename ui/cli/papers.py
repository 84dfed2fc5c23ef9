"""The papers that a question asks for, as lines of text: each with its link and every place that cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import likely_url
from ui import texts
from ui.cli.ledger_table import contradiction, place
from ui.texts import doubts, ledger
from ui.texts import papers as papers_texts
from ui.texts.papers import NL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.ask.papers.lookup import PapersFound
    from search.ledger.papers import PaperRow


def paper_lines(found: PapersFound) -> Iterator[tuple[int, str]]:
    """Yield how far each line is indented, and the line: how many papers, what is not cited, and the papers."""
    if found.rows or found.in_vain:
        yield 0, (NL.heading if found.answers else NL.beside).upper()
        yield 1, papers_texts.lead(found, NL)
    else:
        yield 0, texts.NOT_FOUND.upper()
    for note in papers_texts.notes(found, NL):
        yield 1, note
    for each in found.missing:
        if url := likely_url(each.citation):
            yield 2, url
    for number, row in enumerate(found.rows, 1):
        yield from _paper(number, row)


def _paper(number: int, row: PaperRow) -> Iterator[tuple[int, str]]:
    name = doubts.name(row.kind, row.submitters, cosigned=row.cosigned)
    yield 0, f"{number:>2}. {' / '.join(f'{name} {title}' for title in row.titles) or name}"
    yield 1, " ".join(part for part in (row.number or ledger.NO_NUMBER, row.url) if part)
    doubt = doubts.doubt(row.id, row.likely_id, row.verdict, row.reason)
    if doubt is not None:
        yield 1, ledger.CONFLICT.format(what=doubt.what)
    for conflict in row.conflicts:
        yield 1, ledger.CONFLICT.format(what=contradiction(row, conflict))
    for where in row.places:
        yield 1, f"— {place(where)}"
        yield 2, f"“{where.sentence}”"
