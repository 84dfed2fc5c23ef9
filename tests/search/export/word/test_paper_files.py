"""The moties of a filter as a file for Word: a row each, a footnote for every place that cites one."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from hit_factories import make_place, make_row
from word_reading import read_word

from ingest.model import CitationKind, Verdict
from search.export.word.papers import papers_file
from search.ledger.filters import LedgerFilters
from search.ledger.ledger import Ledger

TODAY = date(2026, 11, 28)
DOCUMENT = SimpleNamespace(authors=(), publisher="Ministerie", title="De nota: over water", year=2022)


def base(*rows: Any) -> Any:  # noqa: ANN401
    """A knowledge base whose ledger holds these rows."""
    moties = tuple(row for row in rows if row.kind is CitationKind.MOTIE)
    return SimpleNamespace(
        ledger=lambda: Ledger(moties, rows, ()),
        titles=lambda: {"nota": "De nota: over water"},
        documents_named=lambda ids: dict.fromkeys(ids, DOCUMENT),
    )


def test_a_motie_with_its_places() -> None:
    """Whose, on what, of when, under which number, how sure that is, and where it is cited."""
    row = make_row(
        make_place(), make_place(page=9, footnote=None), make_place(document="b", title="Brief", footnote=12),
        cosigned=True, verdict=Verdict.AMBIGUOUS, reason="Het hoofdstuk staat er niet bij.",
    )  # fmt: skip
    asked = LedgerFilters(submitter="kuzu", document="nota", verdict=Verdict.AMBIGUOUS)
    found = read_word(papers_file(base(row), "moties", asked, TODAY))
    assert found.title == "Moties"
    assert found.styled("Subtitle") == [
        "Datum\t28 november 2026", "Indiener\tkuzu", "Genoemd in\tDe nota: over water", "Verwijzing\ttwijfelachtig",
        "Aantal\t1",
    ]  # fmt: skip
    assert found.styled("TableText") == [
        "Indieners", "Onderwerp", "Vergaderjaar", "Nummer", "Verwijzing", "Genoemd in",
        "Kuzu c.s.", "over Oeigoeren", "2021/22", "35207, nr. 53", "twijfelachtig[1]", "De nota[2], [3]\nBrief[4]",
    ]  # fmt: skip
    assert found.links == {"35207, nr. 53": "https://zoek.officielebekendmakingen.nl/kst-35207-53.html"}
    assert found.notes == {
        1: "Het hoofdstuk staat er niet bij.",
        2: "Ministerie, De nota: over water, 2022, p. 7, voetnoot 3 (onder ‘Hoofdstuk 1 › Water’).",
        3: "Ministerie, De nota: over water, 2022, p. 9 (onder ‘Hoofdstuk 1 › Water’).",
        4: "Ministerie, De nota: over water, 2022, p. 7, voetnoot 12 (onder ‘Hoofdstuk 1 › Water’).",
    }


def test_papers_of_every_kind_say_which() -> None:
    """A column more; the filters choose."""
    rows = make_row(kind=CitationKind.KAMERBRIEF), make_row(submitters=("Anders",))
    found = read_word(papers_file(base(*rows), "papers", LedgerFilters(submitter="Kuzu"), TODAY))
    assert found.title == "Stukken"
    assert found.styled("TableText")[:7][0] == "Soort"
    assert found.styled("TableText")[7:9] == ["Kamerbrief", "Kuzu"]
    assert len(found.styled("TableText")) == 14


def test_every_filter_is_told() -> None:
    """In Dutch, however it is named in an address."""
    asked = LedgerFilters(dossier="-", session_year="-", kind=CitationKind.MOTIE, paper="kst-35925-XVII-36", sdg=13,
                          not_in="weg")  # fmt: skip
    told = read_word(papers_file(base(), "moties", asked, TODAY)).styled("Subtitle")
    assert told == ["Datum\t28 november 2026", "Soort\tmotie", "Dossier\tgeen", "Vergaderjaar\tgeen",
                    "Niet genoemd in\tweg", "SDG\t13", "Stuk\t35925 XVII, nr. 36", "Aantal\t0"]  # fmt: skip
