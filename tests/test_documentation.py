"""The documentation names everything that a person can type, its links lead somewhere, and its examples are true."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from search.export.formats import FORMATS, WHATS
from ui.cli.command import app
from ui.cli.ledger import EXPORT_FORMATS, EXPORTS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LARGEST_README = 6600  # bytes; more belongs in docs/
OPTIONS = sorted(
    {
        (name, option)
        for name, command in app.commands.items()
        for param in command.params
        if isinstance(param, click.Option)
        for option in param.opts
    }
)
SHARED = {"--help", "--kb"}  # documented once, for all commands
CONDITIONS = {name for command, name in OPTIONS if command == "moties"} - {"--format"}  # of export too


class Example(NamedTuple):
    """A command as it is typed in a page, and what the page shows of its output."""

    page: str
    command: str
    output: str


def page(name: str) -> str:
    """Return the text of a page of docs/."""
    return (ROOT / "docs" / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading of the second level, up to the next one."""
    return text.partition(f"\n## {heading}")[2].partition("\n## ")[0]


def blocks(language: str) -> list[tuple[str, str]]:
    """Return the code blocks of a language in all pages, each with the name of its page."""
    return [
        (file.name, block)
        for file in PAGES
        for block in re.findall(rf"^```{language}\n(.*?)^```$", file.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    ]


def examples() -> list[Example]:
    """Return the commands in console blocks whose output is the same on every machine."""
    found = [
        Example(name, *re.match(r"\$ (.*)\n((?:.|\n)*)", block).groups())  # type: ignore[union-attr]
        for name, block in blocks("console")
    ]
    return [
        each
        for each in found
        if not re.match(r"python benchmarks/|python -m training|vindplaats evaluate", each.command)
    ]


@pytest.mark.parametrize("name", app.commands)
def test_every_command_is_documented(name: str) -> None:
    """docs/cli.md shows each command as it is typed."""
    assert re.search(rf"\bvindplaats {name}\b", page("cli.md"))


@pytest.mark.parametrize(("command", "option"), [pair for pair in OPTIONS if pair[1] not in SHARED])
def test_every_option_is_documented(command: str, option: str) -> None:
    """docs/cli.md names each option under its command; export takes the conditions of moties."""
    heading = "vindplaats moties" if command == "export" and option in CONDITIONS else f"vindplaats {command}"
    assert re.search(rf"(?<![\w-]){option}\b", section(page("cli.md"), heading))


@pytest.mark.parametrize("option", ["--help", "--kb DIR"])
def test_shared_options_are_documented_at_the_top(option: str) -> None:
    """What every command takes stands before the commands."""
    assert option in page("cli.md").partition("\n## ")[0]


@pytest.mark.parametrize("name", [*EXPORTS, *EXPORT_FORMATS])
def test_every_export_is_documented(name: str) -> None:
    """The line on `vindplaats export` in docs/output.md names what can be exported and in which formats."""
    line = next(line for line in page("output.md").splitlines() if line.startswith("`vindplaats export"))
    assert re.search(rf"\b{name}\b", line)


def test_the_command_line_offers_what_search_can_export() -> None:
    """What --help lists is what works; the lists are repeated in the command line only so that it starts fast."""
    assert EXPORTS == WHATS
    assert EXPORT_FORMATS == FORMATS


def test_readme_begins_with_the_two_commands() -> None:
    """The first code block is the two commands that a newcomer needs."""
    first = README.partition("```")[2].partition("```")[0]
    assert re.search(r"^make demo\b", first, re.MULTILINE)
    assert re.search(r"^make test\b", first, re.MULTILINE)


def test_the_readme_can_be_read_in_one_go() -> None:
    """The README is the front door; details are in docs/."""
    assert len(README.encode("utf-8")) <= LARGEST_README


def test_the_readme_leads_to_every_page() -> None:
    """No page of docs/ can be found by accident only."""
    linked = set(re.findall(r"\(docs/([\w-]+\.md)\)", README))
    assert {file.name for file in PAGES} - {"README.md"} == linked


def anchors(text: str) -> set[str]:
    """Return the anchors that the headings of a page get when it is shown."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    """Each picture, page and heading that a page links to exists."""
    dead = []
    for link in re.findall(r"\]\((?!https?://)([^)\s]+)\)", file.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_file_named_exists(file: Path) -> None:
    """A path of ours between backquotes is one that the project has."""
    tops = "|".join(sorted({each.name for each in ROOT.iterdir() if each.is_dir() and not each.name.startswith(".")}))
    named = re.findall(rf"`((?:{tops})/[\w./-]*)`", file.read_text("utf-8"))
    known = ("kennisbank/", "build/", "dist/")
    own = [name for name in named if not name.startswith(known)]
    assert [name for name in own if not (ROOT / name).exists() and not (ROOT / f"{name}.py").exists()] == []


def printed_tables(questions: str) -> list[dict[str, list[str]]]:
    """Return the tables that docs/figures.md shows of an evaluation: the cells of each row by its name."""
    command = f"$ vindplaats evaluate tests/gold/{questions}\n"
    shown = page("figures.md").partition(command)[2].partition("```")[0]
    rows = [[line.split() for line in block.splitlines()[1:]] for block in shown.split("\n\n")]
    return [{name: cells for name, *cells in each} for each in rows]


PINNED = pytest.mark.parametrize(
    ("questions", "pinned"),
    [("queries.dev.jsonl", "expected.json"), ("queries-new.dev.jsonl", "expected-new.json")],
)


def read(cells: list[str]) -> list[float | None]:
    """Return the figures in printed cells; a range is two."""
    parts = [part for cell in cells for part in cell.split("–")]
    return [None if part == "-" else float(part.replace(",", ".")) for part in parts]


def pinned_figures(row: dict[str, float | None], names: str) -> Any:  # noqa: ANN401 - what pytest compares with
    """Return the figures of these names as they are printed: with three decimals of four."""
    return pytest.approx([row[name] for name in names.split()], abs=0.0006)


@PINNED
def test_the_figures_of_search_are_those_that_the_tests_pin(questions: str, pinned: str) -> None:
    """The first table of docs/figures.md holds the scores that every run of the tests checks."""
    scores = json.loads((ROOT / "tests/gold" / pinned).read_text("utf-8"))["scores"]
    printed = printed_tables(questions)[0]
    assert list(printed) == [*(name for name in scores if name != "all"), "alle", "Beantwoord:", "Kans"]
    for name, row in scores.items():
        cells = printed["alle" if name == "all" else name]
        names = "count hit1 hit3 hit10 mrr10 mrr10_low mrr10_high ndcg10 answer1 answer"
        assert read(cells) == pinned_figures(row, names), name


@PINNED
def test_the_figures_of_answers_are_those_that_the_tests_pin(questions: str, pinned: str) -> None:
    """So do the tables of what became of the answers, by type and by document, and of what their confidence is worth."""
    expected = json.loads((ROOT / "tests/gold" / pinned).read_text("utf-8"))
    answers, (_, types, documents, bins) = expected["answers"], printed_tables(questions)
    names = (
        "count right beside refused with_passage wrongly_answered precision coverage right_share auc calibration_error"
    )
    by_type = answers["types"] | {"gewone": answers["ordinary"], "alle": answers["all"]}
    for printed, rows in ((types, by_type), (documents, answers["documents"])):
        assert list(printed) == list(rows)
        for name, row in rows.items():
            assert read(printed[name]) == pinned_figures(row, names), name
    *shown, _ = bins.values()  # the error stands below them
    assert len(shown) == len(expected["reliability"])
    for cells, row in zip(shown, expected["reliability"], strict=True):
        assert read(cells) == pinned_figures(row, "count confidence right")


@pytest.fixture(scope="module")
def demo(seeds_kb: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder as `make demo` leaves it, and an environment in which `vindplaats` and `python` are ours."""
    folder = tmp_path_factory.mktemp("demo")
    programs = folder / "bin"
    programs.mkdir()
    for name, module in {"vindplaats": "-m ui.cli", "python": ""}.items():
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', "utf-8")
        (programs / name).chmod(0o755)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(seeds_kb, folder / "kennisbank")
    kept = {key: value for key, value in os.environ.items() if key not in {"VINDPLAATS_KB", "VINDPLAATS_DEBUG"}}
    paths = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return folder, {**kept, **paths, "COLUMNS": "100"}


def run(command: str, demo: tuple[Path, dict[str, str]]) -> str:
    """Return what a command line prints in the folder of the demo; fails with its errors."""
    done = subprocess.run(
        ["sh", "-c", command], cwd=demo[0], env=demo[1], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.removeprefix("\ufeff").replace("\xa0", " ")  # doctest escapes both


@pytest.mark.slow
@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.page}: {example.command[:40]}")
def test_examples_print_what_the_pages_show(example: Example, demo: tuple[Path, dict[str, str]]) -> None:
    """A command in a page prints the output below it; "..." stands for what the page leaves out."""
    printed = run(example.command, demo)
    assert OutputChecker().check_output(example.output, printed, ELLIPSIS | NORMALIZE_WHITESPACE), printed


@pytest.mark.slow
@pytest.mark.parametrize(("name", "source"), blocks("python"))
def test_python_examples_run(name: str, source: str, demo: tuple[Path, dict[str, str]]) -> None:
    """The Python in the pages runs in the folder of the demo and gives a result."""
    (demo[0] / "example.py").write_text(source, "utf-8")
    printed = run("python example.py", demo)
    assert bool(printed) == ("print(" in source), name


def test_the_changelog_has_an_entry_for_this_version() -> None:
    """Whoever installs this version can read what changed."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_project_refers_to_nothing_outside_itself() -> None:
    """No tracked file leads a reader to a folder above the project."""
    outside = "../" + "shared"  # in two parts, or this file would find itself
    command = ["git", "grep", "-lF", outside]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode not in {0, 1}:
        pytest.skip("not a git checkout")
    assert found.stdout == ""
