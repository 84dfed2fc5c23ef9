"""Three hundred mixed files through `vindplaats ingest`: started, stopped half-way, gone on with, and its report.

    python benchmarks/ingest_many.py [--files 300] [--model vindplaats-nl-v1]

Makes the files in a temporary folder: text, Markdown, Word, web pages, official XML and PDF, with one in ten a copy,
broken, encrypted, a bomb or of a kind that is not read. Prints what each run reported and how long it took; machines
differ and are shared: compare the runs with each other. The static model is the default here, because this measures
reading.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from publication_factories import kamerstuk  # noqa: E402 - the tests' makers of small files
from small_pdf import text_pdf  # noqa: E402
from word_factories import make_docx, paragraph  # noqa: E402

SENTENCES = [
    line.strip()
    for line in (ROOT / "seeds" / "bho-2024.txt").read_text("utf-8").split(". ")
    if len(line) in range(40, 200) and "\n" not in line
]


def make_files(folder: Path, count: int) -> None:
    """Write ``count`` files, the same ones each time."""
    choice = random.Random(1)  # noqa: S311 - files for a benchmark
    for number in range(count):
        sentences = [f"{sentence}." for sentence in choice.sample(SENTENCES, 12)]
        name = folder / f"map{number % 7}" / f"stuk{number:03d}"
        name.parent.mkdir(exist_ok=True)
        text = " ".join(sentences)
        match number % 10:
            case 0 | 1:
                name.with_suffix(".txt").write_text(f"Inleiding\n\n{text}\n", "utf-8")
            case 2:
                name.with_suffix(".md").write_text(f"# Nota {number}\n\n{text}\n\n## Slot\n\n{sentences[0]}\n", "utf-8")
            case 3 | 4:
                make_docx(name.with_suffix(".docx"), paragraph("Inleiding", style="Kop1"), *map(paragraph, sentences))
            case 5 | 6:
                page = (
                    f"<html><body><main><h1>Nota {number}</h1><p>{'</p><p>'.join(sentences)}</p></main></body></html>"
                )
                name.with_suffix(".html").write_text(page, "utf-8")
            case 7:
                body = "".join(f"<al>{sentence.replace('&', '&amp;')}</al>" for sentence in sentences)
                name.with_suffix(".xml").write_text(kamerstuk(body), "utf-8")
            case 8:
                ascii_text = text.encode("ascii", "ignore").decode().replace("(", "").replace(")", "")
                text_pdf(name.with_suffix(".pdf"), ascii_text[:400])
            case _:
                make_trouble(name, number // 10)


def make_trouble(name: Path, kind: int) -> None:
    """Write a file that cannot be read, or need not be."""
    match kind % 6:
        case 0:
            name.with_suffix(".txt").write_bytes((name.parent.parent / "map0" / "stuk000.txt").read_bytes())
        case 1:
            name.with_suffix(".docx").write_bytes(b"PK kapot")
        case 2:
            text_pdf(name.with_suffix(".pdf"), "Geheim.", password="sleutel")  # noqa: S106 - made up
        case 3:
            with zipfile.ZipFile(name.with_suffix(".docx"), "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("word/document.xml", " " * 50_000_000)
        case 4:
            name.with_suffix(".doc").write_bytes(b"\xd0\xcf\x11\xe0")
        case _:
            name.with_suffix(".txt").write_text(" ", "utf-8")


def run(command: list[str], stop_at: int | None = None) -> tuple[str, str, float]:
    """Run on a terminal; (what it printed, last state of its bar, seconds). ``stop_at``: Ctrl-C after so many files."""
    terminal, theirs = pty.openpty()
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs)  # noqa: S603
    os.close(theirs)
    shown: list[str] = []

    def watch() -> None:
        stopped = False
        try:
            while piece := os.read(terminal, 65536):
                lines = [line for line in piece.decode("utf-8", "replace").split("\r") if "bestanden" in line]
                shown.extend(lines)
                if stop_at and not stopped and any(int(line.split("/")[0].split()[-1]) >= stop_at for line in lines):
                    stopped = True
                    process.send_signal(signal.SIGINT)
        except OSError:  # the other end is closed
            return

    watcher = threading.Thread(target=watch)
    watcher.start()
    out = process.communicate()[0].decode("utf-8")
    watcher.join()
    os.close(terminal)
    return out, next((line for line in reversed(shown) if "%" in line), ""), time.monotonic() - start


def main() -> None:
    """Make the files, run three times, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=300, help="how many files")
    parser.add_argument("--model", default="vindplaats-nl-v1", help="embedding model")
    asked = parser.parse_args()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell's background jobs ignore Ctrl-C, and so would ours
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "stukken")
        folder.mkdir()
        make_files(folder, asked.files)
        report = Path(place, "verslag.json")
        command = [
            *(sys.executable, "-m", "ui.cli", "ingest", str(folder)),
            *("--kb", str(Path(place, "kb")), "--model", asked.model, "--report", str(report)),
        ]
        for title, stop_at in (
            (f"started, Ctrl-C after {asked.files // 3} files", asked.files // 3),
            ("the same command again", None),
            ("once more, nothing changed", None),
        ):
            out, bar, seconds = run(command, stop_at)
            printed = json.loads(report.read_text("utf-8"))
            print(
                f"== {title}: {seconds:.1f} s, {len(printed['files']) / seconds:.1f} files/s",
                f"{bar.strip()}\n{out.rstrip()}",
                sep="\n",
            )
            print(f"report: {printed['counts']}\n")


if __name__ == "__main__":
    main()
