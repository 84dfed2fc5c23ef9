"""The command as a process: what it loads, how it writes, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
Run = Any  # the fixture `vindplaats`, which returns (code, out, err)


def test_help_loads_nothing_heavy() -> None:
    """Help and usage errors must come at once: no numpy, no model, no page."""
    program = (
        "import sys; from ui.cli.command import run; run(['--help']); run(['search', '--help']); "
        "print(sorted({'numpy', 'torch', 'faiss', 'gradio', 'sqlite3', 'sentence_transformers'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("module", ["torch", "ingest.citations.grammar.patterns"])
def test_searching_loads_nothing_that_takes_long(module: str, seeds_kb: Path) -> None:
    """The model that ships runs without PyTorch, and a question that names no paper needs no patterns of citations."""
    words = ["search", "wat is het klimaatdoel 2025", "--kb", str(seeds_kb)]
    program = f"import sys; from ui.cli.command import run; run({words}); print({module!r} in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "False"


def test_output_is_utf8_whatever_the_locale() -> None:
    """A locale of plain ASCII changes nothing in what is printed."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "ui.cli", "cite", "-"]
    text = "Motie Kröger (36550-XVII, nr. 16)".encode()
    ran = subprocess.run(words, cwd=ROOT, env=environment, input=text, capture_output=True, check=True)
    assert json.loads(ran.stdout.decode("utf-8"))["submitters"] == ["Kröger"]


def test_a_reader_that_stops_is_no_error(seeds_kb: Path) -> None:
    """`vindplaats export passages | head -1` ends quietly."""
    words = f"{sys.executable} -m ui.cli export passages --format json --kb {seeds_kb} | head -c 10"
    ran = subprocess.run(["sh", "-c", words], cwd=ROOT, capture_output=True, check=True)
    assert (len(ran.stdout), ran.stderr) == (10, b"")


def test_a_reader_that_stops_early_in_many_lines_is_no_error(tmp_path: Path) -> None:
    """The exit code too, which `set -o pipefail` looks at."""
    text = tmp_path / "veel.txt"
    text.write_text("Motie Kuzu (35207, nr. 53). " * 5000, "utf-8")
    words = [sys.executable, "-m", "ui.cli", "cite", str(text)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_output_that_cannot_be_written_is_reported() -> None:
    """A full disk behind `>` is a sentence, not a surprise."""
    words = f"{sys.executable} -m ui.cli cite seeds/bho-2024.txt > /dev/full"
    ran = subprocess.run(["sh", "-c", words], cwd=ROOT, capture_output=True, check=False, text=True)
    assert ran.returncode == 1
    assert ran.stderr.startswith("Fout: Lezen of schrijven is mislukt (")
    assert len(ran.stderr.splitlines()) == 1


def test_an_installed_command_is_the_same_program() -> None:
    """The script that pip makes starts here and prints its version."""
    script = Path(sys.executable).with_name("vindplaats")
    ran = subprocess.run([script, "--version"], cwd="/", capture_output=True, text=True, check=True)
    assert ran.stdout == "vindplaats 0.1.0\n"


def test_half_a_character_comes_back_as_it_was_given(seeds_kb: Path) -> None:
    """JSON can hold one, and so can a command line that is not UTF-8; neither ends a batch."""
    words = [sys.executable, "-m", "ui.cli", "search", "--batch", "-", "--top", "1", "--kb", str(seeds_kb)]
    ran = subprocess.run(words, cwd=ROOT, input=b'{"query": "water \\ud83d"}', capture_output=True, check=True)
    assert json.loads(ran.stdout)["query"] == "water \ud83d"
