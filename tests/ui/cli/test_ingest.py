"""`vindplaats ingest` as it is typed: what it prints, what it writes, how it stops."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from model_factories import write_onnx
from small_pdf import text_pdf
from word_factories import make_docx, paragraph

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
PATIENCE = 120  # seconds that a stopped process may take before the test fails instead of waiting for ever
WATER = "Het kabinet zet in op schoon water voor iedereen in de regio.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of several kinds, some of which cannot be read."""
    place = tmp_path / "stukken"
    place.mkdir()
    (place / "nota.txt").write_text(WATER, "utf-8")
    (place / "kopie.txt").write_text(WATER, "utf-8")
    make_docx(place / "brief.docx", paragraph("Inleiding", style="Kop1"), paragraph("De handel groeit elk jaar."))
    (place / "kapot.docx").write_bytes(b"PK")
    (place / "leeg.txt").write_text(" ", "utf-8")
    text_pdf(place / "dicht.pdf", "Geheim beleid over water en handel.", password="sleutel")  # noqa: S106 - made up
    (place / "oud.doc").write_bytes(b"\xd0\xcf")
    (place / "foto.jpg").write_bytes(b"\xff\xd8")
    return place


def test_a_name_that_is_not_utf8_keeps_no_other_file_out(vindplaats: Run, tmp_path: Path) -> None:
    """Old archives hold such names: that file is reported, and the others are read."""
    place = tmp_path / "archief"
    place.mkdir()
    (place / "nota.txt").write_text(WATER, "utf-8")
    try:
        (place / os.fsdecode(b"be\xeb indiging.txt")).write_text("De handel groeit elk jaar.\n", "utf-8")
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    code, out, err = vindplaats("ingest", place, "--report", tmp_path / "r.json")
    assert code == 1
    assert out.startswith("2 documenten: 1 toegevoegd, 1 mislukt")
    assert "niet in UTF-8 geschreven. Geef het een andere naam" in err
    written = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [row["kind"] for row in written["files"] if row["outcome"] == "failed"] == ["unsupported"]
    assert vindplaats("ingest", place, "--report", tmp_path / "r.csv")[0] == 1
    assert "indiging" in (tmp_path / "r.csv").read_text("utf-8-sig")


def test_a_file_is_no_place_for_a_knowledge_base(vindplaats: Run, tmp_path: Path) -> None:
    """Told before anything is read; the file stays as it is."""
    (tmp_path / "nota.txt").write_text(WATER, "utf-8")
    code, out, err = vindplaats("ingest", "nota.txt", "--kb", "nota.txt")
    assert (code, out) == (1, "")
    assert err == "Fout: nota.txt: dit is geen map. Geef met --kb de map waarin de kennisbank komt.\n"
    assert (tmp_path / "nota.txt").read_text("utf-8") == WATER


def test_the_report_states_what_was_read_and_what_to_do(vindplaats: Run, folder: Path) -> None:
    """Counts, copies, what failed by kind, what was passed over; a line on standard error for each failure."""
    code, out, err = vindplaats("ingest", folder)
    assert code == 1
    first, copy, *rest = out.splitlines()
    assert first == "6 documenten: 2 toegevoegd, 1 dubbel, 3 mislukt (kennisbank kennisbank)."
    one, other = folder / "kopie.txt", folder / "nota.txt"
    assert copy in {f"Dubbel: {a} heeft dezelfde inhoud als {b.stem}." for a, b in ((one, other), (other, one))}
    assert rest[0] == "Niet ingelezen:"
    assert sorted(rest[1:4]) == [
        "  1 beschadigd", "  1 met een wachtwoord (geef --password)", "  1 zonder tekst (een scan? probeer --ocr)",
    ]  # fmt: skip
    assert rest[4:] == [
        "Overgeslagen, want deze soorten worden niet gelezen: .jpg (1), .doc (1).",
        "  .doc: Open het in Word of LibreOffice en sla het op als .docx.",
    ]
    assert sorted(line.partition(":")[2].split(":")[0].strip() for line in err.splitlines()) == [
        str(folder / name) for name in ("dicht.pdf", "kapot.docx", "leeg.txt")
    ]


def test_text_that_is_no_language_is_read_with_a_warning(vindplaats: Run, tmp_path: Path) -> None:
    """As where UTF-8 was taken for Windows and saved again: the report per file states it too."""
    garbled = ("De geïnformeerde coördinator financiële ideeën. " * 20).encode().decode("cp1252")
    (tmp_path / "nota.txt").write_text(garbled, "utf-8")
    (tmp_path / "dos.txt").write_bytes(("Het coördineert ideeën over één reünie. " * 20).encode("cp850"))
    code, out, err = vindplaats("ingest", "nota.txt", "dos.txt", "--report", "r.json")
    assert (code, out.splitlines()[0]) == (0, "2 documenten: 2 toegevoegd (kennisbank kennisbank).")
    [warning] = [line for line in err.splitlines() if line.startswith("Let op")]
    assert warning.startswith("Let op: nota.txt is ingelezen, maar de tekst lijkt geen taal.")
    rows = {row["path"]: row for row in json.loads((tmp_path / "r.json").read_text("utf-8"))["files"]}
    assert rows["nota.txt"]["reason"] == "De tekst lijkt geen taal."
    assert rows["dos.txt"]["reason"] == ""


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_the_report_per_file_can_be_read_by_a_program(
    suffix: str, vindplaats: Run, folder: Path, tmp_path: Path
) -> None:
    """A row for each file, those passed over too, with document, reason and advice."""
    report = tmp_path / f"verslag.{suffix}"
    code, out, _ = vindplaats("ingest", folder, "--report", report)
    assert code == 1
    assert out.endswith(f"Verslag per bestand: {report}\n")
    if suffix == "json":
        written = json.loads(report.read_text("utf-8"))
        assert written["counts"] == {"added": 2, "duplicate": 1, "failed": 3, "skipped": 2}
        assert written["interrupted"] is False
        rows = written["files"]
    else:
        assert report.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(report.read_text("utf-8-sig")), delimiter=";"))
    kinds = {Path(row["path"]).name: (row["outcome"], row["kind"]) for row in rows}
    twins = {kinds.pop("nota.txt"), kinds.pop("kopie.txt")}
    assert twins == {("added", ""), ("duplicate", "")}
    assert kinds == {
        "brief.docx": ("added", ""), "kapot.docx": ("failed", "damaged"), "leeg.txt": ("failed", "empty"),
        "dicht.pdf": ("failed", "password"), "oud.doc": ("skipped", "unsupported"), "foto.jpg": ("skipped", "unsupported"),
    }  # fmt: skip
    assert all(row["reason"] and row["advice"] for row in rows if row["outcome"] == "failed")


def test_a_report_needs_a_known_form_and_a_place(vindplaats: Run, folder: Path, tmp_path: Path) -> None:
    """Another suffix is a usage error, reported before anything is read; an unwritable path is reported afterwards."""
    code, _, err = vindplaats("ingest", folder, "--report", "verslag.txt")
    assert (code, ".json of .csv" in err) == (2, True)
    assert not (tmp_path / "kennisbank").exists()
    code, _, err = vindplaats("ingest", folder / "nota.txt", "--report", tmp_path / "weg" / "verslag.csv")
    assert (code, "hier kan niet geschreven worden" in err) == (1, True)


def test_a_password_opens_encrypted_files(vindplaats: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the command line or in the environment, where others do not see it."""
    assert vindplaats("ingest", folder / "dicht.pdf", "--password", "sleutel", "--kb", "a")[0] == 0
    monkeypatch.setenv("VINDPLAATS_PASSWORD", "sleutel")
    assert vindplaats("ingest", folder / "dicht.pdf", "--kb", "b")[0] == 0


def test_ocr_without_the_program_is_refused_at_once(
    vindplaats: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the program and how to get it."""
    monkeypatch.setenv("PATH", "")
    code, _, err = vindplaats("ingest", folder, "--ocr")
    assert (code, "apt install ocrmypdf" in err) == (1, True)


def test_a_pattern_in_quotes_works(vindplaats: Run, folder: Path) -> None:
    """Also where no shell fills it in; a file named twice is read once."""
    code, out, _ = vindplaats("ingest", folder / "*.docx", folder / "brief.docx")
    assert (code, out.splitlines()[0]) == (1, "2 documenten: 1 toegevoegd, 1 mislukt (kennisbank kennisbank).")


# `vindplaats` that keeps this many files and then waits: Ctrl-C finds it half-way, however fast or slow the machine is.
KEPT = 3
HALTING = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from search.intake.files import _Intake
kept, keep = [], _Intake.keep
def halting(*given):
    if len(kept) == {KEPT}:
        print("half-way", flush=True)
        time.sleep(3600)
    kept.append(keep(*given))
    return kept[-1]
_Intake.keep = halting
from ui.cli.command import main
main()
"""


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes that are started feel Ctrl-C: those of a background job of a shell ignore it, and so would ours."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def stored(kb: Path) -> int:
    """How many documents a knowledge base holds."""
    with KnowledgeBase.open(kb) as base:
        return len(base.documents())


def test_a_model_in_a_folder_takes_the_place_of_the_shipped_one(vindplaats: Run, tmp_path: Path) -> None:
    """An ONNX file with its tokenizer; the knowledge base finds it again from any folder."""
    note, model, kb = tmp_path / "nota.txt", write_onnx(tmp_path / "klein"), tmp_path / "kb"
    note.write_text("Dit gaat over het klimaat. En dit hier gaat over de handel.\n", "utf-8")
    assert vindplaats("ingest", note, "--model", model, "--kb", kb)[0] == 0
    with KnowledgeBase.open(kb) as base:
        assert base.encoder.name == str(model)
        hit = base.search("handel").hits[0]
    assert hit.best_sentence is not None
    assert hit.text[slice(*hit.best_sentence)] == "En dit hier gaat over de handel."


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        ("./geen", "Het model ./geen kan niet geladen worden (in ./geen staat geen model)."),
        ("{tmp}/stuk", "De kalibratie van het model in {tmp}/stuk/calibration.json klopt niet (het hele bestand:"),
    ],
)
def test_a_model_that_cannot_be_used_is_reported(model: str, sentence: str, vindplaats: Run, tmp_path: Path) -> None:
    """In Dutch, with what is wrong; nothing is read."""
    (write_onnx(tmp_path / "stuk") / "calibration.json").write_text("{", "utf-8")
    note = tmp_path / "nota.txt"
    note.write_text("Dit gaat over het klimaat.\n", "utf-8")
    code, out, err = vindplaats("ingest", note, "--model", model.format(tmp=tmp_path), "--kb", tmp_path / "kb")
    assert (code, out) == (1, "")
    assert sentence.format(tmp=tmp_path) in err


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_keeps_what_was_read_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """A terminal shows a progress bar; after Ctrl-C the report explains how to continue, and doing so works."""
    many = tmp_path / "veel"
    many.mkdir()
    for number in range(40):
        (many / f"n{number:02d}.txt").write_text(f"{WATER}Dit is nota {number} over water en handel.\n" * 20, "utf-8")
    kb = tmp_path / "kb"
    # The static model: what is tested is stopping, and the transformer would take half a minute over these texts.
    words = ["ingest", str(many), "--kb", str(kb), "--report", str(tmp_path / "r.json"), "--model", "vindplaats-nl-v1"]
    terminal, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", HALTING, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    assert process.stdout is not None
    assert process.stdout.readline() == b"half-way\n"
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=PATIENCE)
    shown = b""
    try:
        while piece := os.read(terminal, 65536):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    assert re.search(rb"Inlezen +\d+% .*\d+/40 bestanden, .*bestanden/s, nog ", shown)
    assert process.returncode == 130
    assert stored(kb) == KEPT
    assert f"Onderbroken na {KEPT} van 40 bestanden." in out.decode()
    written = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (written["interrupted"], written["counts"]) == (True, {"added": KEPT})
    again = subprocess.run(
        [sys.executable, "-m", "ui.cli", *words], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert (
        again.stdout.splitlines()[0] == f"40 documenten: {40 - KEPT} toegevoegd, {KEPT} ongewijzigd (kennisbank {kb})."
    )


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
def test_a_watched_folder_is_read_as_it_fills(tmp_path: Path) -> None:
    """New files come in by themselves; Ctrl-C ends it, and that is not a failure."""
    place, kb = tmp_path / "map", tmp_path / "kb"
    place.mkdir()
    (place / "een.txt").write_text(WATER, "utf-8")
    command = [sys.executable, "-m", "ui.cli", "ingest", str(place), "--kb", str(kb), "--watch"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    written = [process.stdout.readline(), process.stdout.readline()]
    assert written[0].startswith("1 document")
    assert str(place) in written[1]  # it watches now
    (place / "twee.txt").write_text("De handel met landen buiten Europa groeit elk jaar.\n", "utf-8")
    assert process.stdout.readline() == f"{place / 'twee.txt'}: toegevoegd.\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert out == "Gestopt met kijken.\n"
    assert stored(kb) == 2
