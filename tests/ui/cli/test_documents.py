"""`vindplaats documents`: what is known about a document, and correcting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
LETTER = (
    "Ministerie van Financiën\n\nDatum 4 april 2022\n\nBetreft Bruggen in de regio\n\nGeachte voorzitter,\n\n"
    "De gemeenten bouwen in de komende jaren samen met de provincies bruggen over de rivier, en dat kost veel geld.\n"
)


@pytest.fixture
def kb(tmp_path: Path, vindplaats: Run) -> Path:
    """A knowledge base with one letter, whose file may be changed."""
    (tmp_path / "brief.txt").write_text(LETTER, "utf-8")
    assert vindplaats("ingest", tmp_path / "brief.txt", "--kb", tmp_path / "kb").code == 0
    return tmp_path / "kb"


def rows(out: str) -> list[list[str]]:
    """The cells of a printed table."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in out.splitlines()]


def test_what_is_known_is_shown_with_where_it_was_read(vindplaats: Run, kb: Path) -> None:
    """One line for each fact."""
    assert rows(vindplaats("documents", "show", "brief", "--kb", kb).out)[1:] == [
        ["title", "Bruggen in de regio", "onderwerpregel"],
        ["date", "2022-04-04", "briefhoofd"],
        ["publisher", "Ministerie van Financiën", "briefhoofd"],
        ["kind", "Kamerbrief", "briefhoofd"],
        ["ministry", "Ministerie van Financiën", "briefhoofd"],
    ]


def test_a_correction_outlives_reading_the_file_again(vindplaats: Run, kb: Path) -> None:
    """Search, list and filters follow it; taken back, what was read holds again."""
    changed = vindplaats("documents", "set", "brief", "title=De bruggenbrief", "date=3 mei 2019", "--kb", kb)
    assert (changed.code, changed.err) == (0, "")
    assert ["title", "De bruggenbrief", "door u verbeterd"] in rows(changed.out)
    (kb.parent / "brief.txt").write_text(LETTER.replace("geld", "tijd"), "utf-8")
    assert "1 vervangen" in vindplaats("ingest", kb.parent / "brief.txt", "--kb", kb).out
    assert rows(vindplaats("documents", "--kb", kb).out)[1][1:4] == [
        "De bruggenbrief",
        "Ministerie van Financiën",
        "2019",
    ]
    assert "De bruggenbrief" in vindplaats("search", "bruggen over de rivier", "--year", 2019, "--kb", kb).out
    assert vindplaats("verify", "--kb", kb).code == 0
    vindplaats("documents", "set", "brief", "title=", "date=", "--kb", kb)
    assert rows(vindplaats("documents", "--kb", kb).out)[1][1:4] == [
        "Bruggen in de regio",
        "Ministerie van Financiën",
        "2022",
    ]


@pytest.mark.parametrize("value", ["titel=De brief", "title", "date=morgen"])
def test_what_cannot_be_set_is_refused(vindplaats: Run, kb: Path, value: str) -> None:
    """With what could be."""
    before = vindplaats("documents", "show", "brief", "--kb", kb).out
    refused = vindplaats("documents", "set", "brief", value, "--kb", kb)
    assert (refused.code, refused.out) == (2, "")
    assert value.partition("=")[2] in refused.err
    assert vindplaats("documents", "show", "brief", "--kb", kb).out == before


def test_a_document_that_is_not_there_cannot_be_corrected(vindplaats: Run, kb: Path) -> None:
    """Nor shown."""
    for args in (("show", "nota"), ("set", "nota", "title=De nota")):
        assert vindplaats("documents", *args, "--kb", kb).code == 1
