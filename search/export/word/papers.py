"""Moties and other papers in a file for Word: a table of them, with a footnote for every place that cites one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from search.export import dutch
from search.export.leidraad import place_note
from search.export.word.quotations import source_words
from search.export.word.writing import Mark, Run, WordFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from search.backend.model import StoredDocument
    from search.export.source import ExportSource
    from search.export.word.writing import Piece
    from search.ledger.filters import LedgerFilters
    from search.ledger.papers import CitingPlace, PaperRow

_TITLES = {"moties": "Moties", "papers": "Stukken"}
_COLUMNS = (("Indieners", 4.2), ("Onderwerp", 7.0), ("Vergaderjaar", 2.7), ("Nummer", 3.5), ("Verwijzing", 2.7),
            ("Genoemd in", 4.6))  # fmt: skip
_WITH_KIND = (("Soort", 2.5), ("Indieners", 3.4), ("Onderwerp", 5.9), ("Vergaderjaar", 2.7), ("Nummer", 3.3),
              ("Verwijzing", 2.6), ("Genoemd in", 4.3))  # fmt: skip


def papers_file(kb: ExportSource, what: str, asked: LedgerFilters, today: date) -> bytes:
    """Return the papers that were asked for as a file for Word.

    ``what``: "moties", or "papers" of every kind; ``today``: the date that the file bears.
    """
    ledger = kb.ledger()
    rows = [row for row in (ledger.moties if what == "moties" else ledger.papers) if asked.accepts(row)]
    documents = kb.documents_named({place.document for row in rows for place in row.places})
    file = WordFile(_TITLES[what], wide=True)
    facts = [("Datum", dutch.day(today)), *dutch.asked(asked, kb.titles()), ("Aantal", str(len(rows)))]
    for name, value in facts:
        file.add("Subtitle", f"{name}\t{value}")
    file.add("Normal")
    columns = _COLUMNS if what == "moties" else _WITH_KIND
    table = [[*([] if what == "moties" else [[dutch.kind_name(row.kind)]]), *_cells(row, documents)] for row in rows]
    head = [[name] for name, _ in columns]
    file.table([width for _, width in columns], [head, *table], head=1)
    return file.to_bytes()


def _cells(row: PaperRow, documents: Mapping[str, StoredDocument]) -> list[Sequence[Piece]]:
    return [
        [people(row)],
        [" / ".join(row.titles)],
        [row.session_year or ""],
        [Run(row.number, row.url or "")],
        [dutch.VERDICTS[row.verdict], *([Mark((Run(row.reason),))] if row.reason else [])],
        list(_cited_in(row, documents)),
    ]


def people(row: PaperRow) -> str:
    """Return whose a paper is: "Kuzu en Van der Lee c.s."."""
    *rest, last = row.submitters or ("",)
    names = f"{', '.join(rest)} en {last}" if rest else last
    return f"{names} c.s." if names and row.cosigned else names


def _cited_in(row: PaperRow, documents: Mapping[str, StoredDocument]) -> Iterator[Piece]:
    """The documents that cite a paper, a line each, with a footnote for every place."""
    places = groupby((place for place, _ in row.in_time), key=lambda place: (place.document, place.title))
    for count, ((_, title), group) in enumerate(places):
        yield "\n" if count else ""
        yield title.partition(": ")[0]
        yield from marks(group, documents)


def marks(
    places: Iterator[CitingPlace] | Sequence[CitingPlace], documents: Mapping[str, StoredDocument]
) -> Iterator[Mark]:
    """Yield a footnote for each place, in the style of the Leidraad."""
    for place in places:
        document = documents[place.document]
        yield Mark(source_words(place_note(place, document), document.title))
