"""`vindplaats cite --diff`: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
OLD = "Zie motie-Kamminga (36550-XVII, nr. 16) en Stcrt. 2024, 2900."
NEW = "Er is meer. Zie Kamerstuk 36550 XVII, nr. 16 en Kamerstuk 33625, nr. 4."


@pytest.fixture
def files(vindplaats: Run) -> tuple[str, str]:
    """Two texts in the folder in which commands run."""
    del vindplaats  # makes that folder
    Path("oud.txt").write_text(OLD, "utf-8")
    Path("nieuw.txt").write_text(NEW, "utf-8")
    return "oud.txt", "nieuw.txt"


def test_differences_as_text(vindplaats: Run, files: tuple[str, str]) -> None:
    """A sign and a line per difference, what a changed one was, and how many."""
    code, out, err = vindplaats("cite", "--diff", *files)
    lines = out.splitlines()
    assert (code, err) == (1, "")
    assert [line.split()[0] for line in lines] == ["-", "~", "was:", "+", "1"]
    assert "Stcrt. 2024, 2900" in lines[0]
    assert "motie-Kamminga" in lines[2]
    assert lines[-1] == "1 vervallen, 1 veranderd, 1 erbij."


def test_differences_as_json(vindplaats: Run, files: tuple[str, str]) -> None:
    """An object per difference with both sides."""
    _, out, _ = vindplaats("cite", "--diff", *files, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    shown = [(row["change"], *(row[side] and row[side]["id"] for side in ("before", "after"))) for row in rows]
    assert shown == [
        ("lost", "stcrt-2024-2900", None),
        ("changed", "kst-36550-XVII-16", "kst-36550-XVII-16"),
        ("gained", None, "kst-33625-4"),
    ]


def test_an_output_may_stand_for_its_text(vindplaats: Run, files: tuple[str, str]) -> None:
    """What cite printed earlier is compared with the text of today; one of the two may come from standard input."""
    _, printed, _ = vindplaats("cite", files[1])
    code, out, _ = vindplaats("cite", "--diff", "-", files[1], stdin=printed.encode())
    assert (code, out) == (0, "Geen verschil: in beide dezelfde 2 verwijzingen.\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--diff", "oud.txt", "weg.txt"], "weg.txt: dit bestand bestaat niet."),
        (["--diff", "oud.txt", "stuk.jsonl"], "stuk.jsonl, regel 2: dit is geen verwijzing"),
        (["--diff", "-", "-"], "maar één van de twee"),
        (["x.txt", "--diff", "oud.txt", "nieuw.txt"], "Geef een bestand óf --diff"),
    ],
)
def test_failing_is_not_being_different(vindplaats: Run, files: tuple[str, str], args: list[str], message: str) -> None:
    """Exit code 2, so that a script does not take a missing file for a difference."""
    _, printed, _ = vindplaats("cite", files[0])
    Path("stuk.jsonl").write_text(printed.splitlines()[0] + "\n{}\n", "utf-8")
    code, out, err = vindplaats("cite", *args)
    assert (code, out) == (2, "")
    assert message in err
