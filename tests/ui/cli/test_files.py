"""Files that the command line writes on a full disk, and names that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seed_gold import SEEDS

from ui.cli.intake_report import Report

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
Limit = Any  # the fixture `limited_files`: bytes -> what to enter
STATIC = ("--model", "vindplaats-nl-v1")  # the transformer takes long, and what it does is not tested here
WATER = "Het kabinet zet in op schoon water voor iedereen in de regio.\n"


def test_an_export_to_a_full_disk_leaves_the_older_file(vindplaats: Run, tmp_path: Path, limited_files: Limit) -> None:
    """What is exported anew is written beside it first."""
    place = tmp_path / "exports"
    place.mkdir()
    path = place / "passages.json"
    path.write_text("ouder", "utf-8")
    words = ("export", "passages", "--format", "json", "--output", path)
    assert vindplaats("ingest", SEEDS / "bho-2024.txt", *STATIC)[0] == 0
    with limited_files(50_000):
        code, _, err = vindplaats(*words)
    assert code == 1
    assert f"{path}: hier kan niet geschreven worden" in err
    assert [(file.name, file.read_text("utf-8")) for file in place.iterdir()] == [("passages.json", "ouder")]
    assert vindplaats(*words)[0] == 0
    assert len(path.read_bytes()) > 50_000


def test_a_report_to_a_full_disk_leaves_the_older_one(
    vindplaats: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limited_files: Limit
) -> None:
    """The documents are read all the same, and the next run writes the report."""
    (tmp_path / "nota.txt").write_text(WATER, "utf-8")
    report = tmp_path / "verslag.json"
    report.write_text("ouder", "utf-8")
    assert vindplaats("ingest", tmp_path / "nota.txt", *STATIC)[0] == 0
    write = Report.write

    def cramped(self: Report, path: Path) -> None:
        with limited_files(20):
            write(self, path)

    monkeypatch.setattr(Report, "write", cramped)
    code, out, err = vindplaats("ingest", tmp_path / "nota.txt", "--report", report, *STATIC)
    assert (code, "1 ongewijzigd" in out, "hier kan niet geschreven worden" in err) == (1, True, True)
    assert report.read_text("utf-8") == "ouder"


def test_a_name_that_no_file_can_have_keeps_nothing_else_out(vindplaats: Run, tmp_path: Path) -> None:
    """It is reported as a file that is not there, and the others are read."""
    (tmp_path / "nota.txt").write_text(WATER, "utf-8")
    code, out, err = vindplaats("ingest", *STATIC, f"{'n' * 300}.txt", tmp_path / "nota.txt")
    assert (code, out) == (1, "2 documenten: 1 toegevoegd, 1 mislukt (kennisbank kennisbank).\n")
    assert "nnn.txt: " in err


def test_a_backup_is_made_and_put_back(vindplaats: Run, tmp_path: Path) -> None:
    """With a line on what it holds; nothing is replaced that was not asked for."""
    (tmp_path / "nota.txt").write_text(WATER, "utf-8")
    assert vindplaats("backup", "kopie")[:2] == (1, "")
    assert vindplaats("ingest", tmp_path / "nota.txt", *STATIC)[0] == 0
    made = "Reservekopie gemaakt en gecontroleerd: 1 document en 0 eigen bestanden in kopie.\n"
    assert vindplaats("backup", "kopie") == (0, made, "")
    code, out, err = vindplaats("restore", "kopie")
    assert (code, out) == (1, "")
    assert err == (
        "Fout: kennisbank/kennisbank.sqlite: hier staat al een kennisbank. "
        "Geef met --kb een andere map, of vervang haar met --force.\n"
    )
    back = "Teruggezet en gecontroleerd: 1 document en 0 eigen bestanden (kennisbank {}).\n"
    assert vindplaats("restore", "kopie", "--force") == (0, back.format("kennisbank"), "")
    assert vindplaats("restore", "kopie", "--kb", "ander") == (0, back.format("ander"), "")
    assert vindplaats("verify", "--kb", "ander")[0] == 0
    assert vindplaats("restore", "niets", "--kb", "derde")[2].startswith(
        "Fout: niets/reservekopie.sqlite: hier staat geen"
    )
