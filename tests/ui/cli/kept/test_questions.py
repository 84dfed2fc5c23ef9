"""`vindplaats questions` and `vindplaats watch-report`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
LETTER = (
    "Ministerie van Financiën\n\nDatum 4 april 2022\n\nBetreft Bruggen in de regio\n\nGeachte voorzitter,\n\n"
    "De gemeenten bouwen in de komende jaren samen met de provincies bruggen over de rivier, en dat kost veel geld.\n"
)
QUESTION = "wie bouwen er bruggen over de rivier"


@pytest.fixture
def kb(tmp_path: Path, vindplaats: Run) -> Path:
    """A knowledge base with one letter and a question that is kept."""
    (tmp_path / "brief.txt").write_text(LETTER, "utf-8")
    assert vindplaats("ingest", tmp_path / "brief.txt", "--kb", tmp_path / "kb").code == 0
    kept = vindplaats("questions", "add", QUESTION, "--year", "2022", "--kb", tmp_path / "kb")
    assert (kept.code, kept.err) == (0, "")
    assert kept.out.startswith(f"Bewaard: {QUESTION} (")
    return tmp_path / "kb"


def add(vindplaats: Run, kb: Path, name: str, text: str) -> None:
    """Add a letter."""
    (kb.parent / name).write_text(text, "utf-8")
    assert vindplaats("ingest", kb.parent / name, "--kb", kb).code == 0


def test_questions_are_listed_and_forgotten(vindplaats: Run, kb: Path) -> None:
    """With their filters in words."""
    head, row = vindplaats("questions", "--kb", kb).out.splitlines()
    assert head.split()[0] == "Id"
    assert QUESTION in row
    assert "Jaar: 2022" in row
    id_ = row.split()[0]
    assert vindplaats("questions", "remove", id_, "--kb", kb).out == f"Niet langer bewaard: {id_}\n"
    again = vindplaats("questions", "remove", id_, "--kb", kb)
    assert (again.code, f"geen bewaarde vraag {id_}" in again.err) == (1, True)
    assert "Er zijn nog geen bewaarde vragen" in vindplaats("questions", "--kb", kb).out
    assert vindplaats("watch-report", "--kb", kb).code == 3


def test_a_report_tells_what_came_since_the_last_one(vindplaats: Run, kb: Path) -> None:
    """Nothing first; then what is new, until it is marked; a letter on another matter is no news."""
    quiet = vindplaats("watch-report", "--kb", kb)
    assert (quiet.code, quiet.out) == (3, "Niets nieuws bij de bewaarde vragen.\n")
    add(vindplaats, kb, "tweede.txt", LETTER.replace("provincies", "waterschappen"))
    for options in ((), ("--mark",)):
        told = vindplaats("watch-report", *options, "--kb", kb)
        assert told.code == 0
        lines = told.out.splitlines()
        assert lines[0] == f"{QUESTION} (binnen Jaar: 2022)"
        assert lines[1].startswith("1 passage uit 1 document, sinds ")
        assert "[tweede:" in told.out
        assert "samen met de waterschappen bruggen over de rivier" in " ".join(told.out.split())
    assert vindplaats("watch-report", "--kb", kb).code == 3
    # What was reported was not looked at on the page.
    assert vindplaats("questions", "--kb", kb).out.splitlines()[1].split()[-1] == "1"


def test_a_report_since_a_day_as_json(vindplaats: Run, kb: Path) -> None:
    """Whatever was reported; passages as search prints them."""
    found = vindplaats("watch-report", "--since", "1 januari 2020", "--format", "json", "--kb", kb)
    assert found.code == 0
    [row] = json.loads(found.out)
    assert (row["query"], row["filters"], row["documents"]) == (QUESTION, {"year": 2022}, 1)
    assert row["results"][0]["document"] == "brief"
    assert row["results"][0]["added"].endswith("+00:00")
    later = vindplaats("watch-report", "--since", "2049-12-31", "--format", "json", "--kb", kb)
    assert (later.code, json.loads(later.out)[0]["results"]) == (3, [])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("watch-report", "--since", "gisteren"), "Dit is geen datum: gisteren."),
        (("questions", "add", "bruggen", "--document", "weg"), "weg"),
        (("questions", "add", " "), "De vraag is leeg."),
    ],
)
def test_wrong_use(vindplaats: Run, kb: Path, arguments: tuple[str, ...], told: str) -> None:
    """Says in Dutch what is wrong."""
    found = vindplaats(*arguments, "--kb", kb)
    assert found.code in {1, 2}
    assert told in found.err
