"""`vindplaats ingest` after an update: killed, gone on with, and what of the old knowledge base is kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from store_factories import made_by_another_version

from search.backend.sqlite.schema import VERSION
from search.intake.files import _Intake

ROOT = Path(__file__).parents[3]
Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
MODEL = ("--model", "vindplaats-nl-v1")  # the transformer takes long, and what it does is not tested here
# `vindplaats` that is killed when it has kept one file.
KILLED = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from search.intake.files import _Intake
keep = _Intake.keep
def killed(*given):
    keep(*given)
    os.kill(os.getpid(), 9)
_Intake.keep = killed
from ui.cli.command import main
main()
"""


def notes(folder: Path, *names: str) -> list[Path]:
    """Files to read."""
    files = [folder / f"{name}.txt" for name in names]
    for file in files:
        file.write_text(f"{file.stem} gaat over water en voedsel voor iedereen in de regio.\n" * 3, "utf-8")
    return files


def stores(kb: Path) -> list[str]:
    """The names of the stores in a knowledge base, the old ones too."""
    return sorted(file.name for file in kb.glob("*.sqlite"))


def test_a_rebuild_that_is_killed_is_gone_on_with(
    vindplaats: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is complete no search gives the part for the whole, and what was read is not read again."""
    files, kb = notes(tmp_path, "een", "twee", "drie"), tmp_path / "kb"
    assert vindplaats("ingest", *files, "--kb", kb, *MODEL)[0] == 0
    made_by_another_version(kb)
    words = ["ingest", "--kb", str(kb), *MODEL]
    done = subprocess.run([sys.executable, "-c", KILLED, *words], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    code, out, err = vindplaats("search", "water", "--kb", kb)
    assert (code, out) == (1, "")
    assert "Voer vindplaats ingest uit" in err
    read = []
    look = _Intake.read
    monkeypatch.setattr(_Intake, "read", lambda *given: (read.append(given[1].id), look(*given))[1])
    code, out, err = vindplaats(*words)
    assert (code, out) == (0, f"3 documenten: 2 toegevoegd, 1 ongewijzigd (kennisbank {kb}).\n")
    assert err.endswith("De kennisbank is bijgewerkt; de oude is niet meer nodig en is verwijderd.\n")
    assert len(read) == 2
    assert stores(kb) == ["kennisbank.sqlite"]
    listed = vindplaats("documents", "--kb", kb)[1]
    assert {line.split()[0] for line in listed.splitlines()} == {"Id", "een", "twee", "drie"}
    assert vindplaats("verify", "--kb", kb)[0] == 0


@pytest.mark.parametrize(
    ("setting", "model", "kept"),
    [("version", MODEL, "kennisbank.versie-0.sqlite"), ("fingerprint", (), f"kennisbank.versie-{VERSION}-0.sqlite")],
)
def test_a_document_whose_file_is_gone_keeps_the_old_knowledge_base(
    vindplaats: Run, tmp_path: Path, setting: str, model: tuple[str, ...], kept: str
) -> None:
    """Of this program or of its model: all other documents are read, not just new ones; the one that is gone is named."""
    first, second, gone = notes(tmp_path, "een", "twee", "weg")
    kb = tmp_path / "kb"
    assert vindplaats("ingest", first, gone, "--kb", kb, *model)[0] == 0
    made_by_another_version(kb, setting)
    code, _, err = vindplaats("search", "water", "--kb", kb)
    assert (code, "andere versie" in err, "Voer vindplaats ingest uit" in err) == (1, True, True)
    gone.unlink()
    code, out, err = vindplaats("ingest", second, "--kb", kb, *model)
    assert code == 1
    assert str(kb / kept) in err
    assert f"{gone}: dit bestand bestaat niet meer" in err
    assert "2 toegevoegd, 1 mislukt" in out
    assert stores(kb) == sorted(["kennisbank.sqlite", kept])
    assert vindplaats("ingest", second, "--kb", kb)[:2] == (0, f"1 document: 1 ongewijzigd (kennisbank {kb}).\n")
