"""Help in Dutch, and every wrong use refused with a Dutch sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ([], 2, "Gebruik: vindplaats"),
        (["serach"], 2, "De opdracht serach bestaat niet. Bedoelde u search?"),
        (["search"], 2, "De vraag is leeg."),
        (["search", "x", "--batch", "-"], 2, "Geef een vraag óf --batch, niet beide."),
        (["search", "x", "--topp", "3"], 2, "De optie --topp bestaat niet. Bedoelde u --top?"),
        (
            ["search", "x", "--sdg", "18"],
            2,
            "'18' is geen geldige waarde voor --sdg: geef een geheel getal van 1 t/m 17.",
        ),
        (["search", "x", "--top", "veel"], 2, "'veel' is geen geldige waarde voor --top: geef een geheel getal"),
        (
            ["search", "x", "--format", "xml"],
            2,
            "'xml' is geen geldige waarde voor --format: kies uit text, json, leidraad.",
        ),
        (
            ["search", "x", "--batch", "", "--kb", "leeg"],
            2,
            "'' is geen geldige waarde voor --batch: geef een waarde die",
        ),
        (
            ["search", "x", "--motie", " "],
            2,
            "' ' is geen geldige waarde voor --motie: geef een waarde die niet leeg is.",
        ),
        (["search", "x", "--year", "99999999999999999999"], 2, "geef een geheel getal van 1 t/m 9999."),
        (["search", "--batch", "-", "--format", "text"], 2, "Met --batch is de uitvoer altijd JSON."),
        (["remove", ""], 2, "'' is geen geldige waarde voor ID: geef een waarde die niet leeg is."),
        (["search", "x", "--motie", "zz"], 1, "„zz” is geen herkenbare vindplaats."),
        (["export", "alles"], 2, "kies uit moties, papers, citations, passages, cells."),
        (["remove"], 2, "ID ontbreekt."),
        (["verify", "te", "veel"], 2, "Er staan te veel argumenten."),
        (
            ["search", "x", "--kb", "leeg"],
            1,
            "leeg: hier is geen kennisbank. Maak er een met: vindplaats ingest --kb leeg",
        ),
        (["search", "--batch", "weg.jsonl"], 1, "weg.jsonl: dit bestand bestaat niet."),
        (["cite", "weg.txt"], 1, "weg.txt: dit bestand bestaat niet."),
        (["cite", "."], 1, ".: dit bestand kan niet gelezen worden"),
        (["evaluate", "weg.jsonl"], 1, "weg.jsonl: dit bestand bestaat niet."),
    ],
)
def test_wrong_use_is_explained_in_dutch(vindplaats: Run, args: list[str], code: int, message: str) -> None:
    """Exit code 2 for wrong use, 1 for what cannot be done; a sentence, no traceback, nothing on standard output."""
    got, out, err = vindplaats(*args)
    assert (got, out) == (code, "")
    assert message in err
    assert "Traceback" not in err


def test_text_that_is_not_utf8_is_refused(vindplaats: Run, tmp_path: Path) -> None:
    """The message names the file and what to do."""
    (tmp_path / "oud.txt").write_bytes("reëel".encode("latin-1"))
    code, _, err = vindplaats("cite", "oud.txt")
    assert code == 1
    assert err == "Fout: oud.txt: dit is geen tekst in UTF-8. Sla het bestand op als UTF-8 en probeer het opnieuw.\n"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "1"}', '{"query": 3}', '{"id": [1], "query": "x"}'])
def test_a_bad_line_in_a_batch_is_named(vindplaats: Run, seeds_kb: Path, line: str) -> None:
    """The message gives file and line; nothing is answered before all lines are read."""
    lines = f'{{"query": "water"}}\n{line}\n'.encode()
    code, out, err = vindplaats("search", "--batch", "-", "--kb", seeds_kb, stdin=lines)
    assert (code, out) == (1, "")
    assert err == 'Fout: standaardinvoer, regel 2: dit is geen vraag. Verwacht: {"id": "...", "query": "..."}\n'


def test_an_unknown_document_is_reported(vindplaats: Run, seeds_kb: Path) -> None:
    """A filter on a document that is not there is an error, not an empty result."""
    code, out, err = vindplaats("search", "water", "--document", "nota", "--kb", seeds_kb)
    assert (code, out) == (1, "")
    assert "nota: dit document staat niet in de kennisbank." in err
    lines = b'{"query": "water"}'
    assert vindplaats("search", "--batch", "-", "--document", "nota", "--kb", seeds_kb, stdin=lines) == (1, "", err)


def test_an_error_nobody_foresaw_is_one_line(vindplaats: Run, tmp_path: Path) -> None:
    """A file that is not a store is reported as such; the traceback appears only when asked for."""
    (tmp_path / "stuk").mkdir()
    (tmp_path / "stuk" / "kennisbank.sqlite").write_bytes(b"geen database" * 100)
    code, _, err = vindplaats("documents", "--kb", "stuk")
    assert code == 1
    assert len(err.splitlines()) == 1
    assert "stuk/kennisbank.sqlite" in err


@pytest.mark.parametrize(
    "name", ["ingest", "search", "cite", "export", "documents", "remove", "verify", "evaluate", "serve"]
)
def test_help_is_dutch(vindplaats: Run, name: str) -> None:
    """No word of click's own English shows."""
    code, out, _ = vindplaats(name, "--help")
    assert code == 0
    assert out.startswith(f"Gebruik: vindplaats {name} [OPTIES]")
    assert [word for word in ("Usage", "Options", "Commands", "Show this", "default:", "range") if word in out] == []
