"""The command line with a knowledge base in a database: the same commands, and what only a folder has."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from postgres_server import address_for
from search_factories import WordEncoder, make_nota

from search.knowledge_base import KnowledgeBase
from ui.cli import options
from ui.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path

GONE = "postgresql://jan:geheim@127.0.0.1:1/kennis"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a knowledge base with one document, which the command opens with the encoder of the tests."""
    address = address_for(tmp_path)
    with KnowledgeBase.open(address, WordEncoder()) as base:
        base.add_document(make_nota(), "1")

    def opened(kb: options.Place, _: object = None, **given: str) -> KnowledgeBase:
        return KnowledgeBase.open(kb, WordEncoder(), **given)

    monkeypatch.setattr(options, "open_or_make", opened)
    monkeypatch.setattr("ui.cli.ingest.open_or_make", opened)
    return address


def test_commands_take_an_address(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As --kb, or as VINDPLAATS_KB."""
    (tmp_path / "brief.txt").write_text("Schoon water is er voor iedereen in de hele regio.", "utf-8")
    assert run(["ingest", str(tmp_path / "brief.txt"), "--kb", url]) == 0
    monkeypatch.setenv("VINDPLAATS_KB", url)
    capsys.readouterr()
    assert run(["documents"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["Id", "brief", "nota"]
    assert run(["search", "schoon water"]) == 0
    assert run(["remove", "brief"]) == 0
    assert run(["verify"]) == 0


def test_what_another_ingest_has_done(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is no failure, and is said."""
    folder = tmp_path / "bestanden"
    folder.mkdir()
    for name in ("een", "twee"):
        (folder / f"{name}.txt").write_text(f"Schoon water is er voor iedereen in {name} regio.", "utf-8")
    with KnowledgeBase.open(url, WordEncoder()) as base:
        other = base.backend.work([folder / "twee.txt"])
        assert other.claim() == folder / "twee.txt"
        threading.Timer(2, lambda: other.done(folder / "twee.txt")).start()
        assert run(["ingest", str(folder), "--kb", url]) == 0
        other.close()
    assert "Door een andere ingest op dezelfde database gedaan: 1 bestand." in capsys.readouterr().out


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_what_only_a_folder_has(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence names what to use in its place."""
    assert run([command, str(tmp_path / "kopie"), "--kb", GONE]) == 1
    assert "pg_dump" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["documents"], ["ingest", "."], ["search", "water"]])
def test_a_database_that_does_not_answer(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What to look at, and never the password."""
    assert run([*words, "--kb", GONE]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Fout: postgresql://jan@127.0.0.1:1/kennis: ")
    assert "databaseserver" in said
    assert "geheim" not in said


def test_none_there_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking makes none."""
    assert run(["documents", "--kb", address_for(tmp_path)]) == 1
    assert "vindplaats ingest --kb" in capsys.readouterr().err
