"""The README names everything that a person can type, and the project explains itself."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from search.export.formats import FORMATS, WHATS
from ui.cli.command import app
from ui.cli.ledger import EXPORT_FORMATS, EXPORTS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OPTIONS = sorted(
    {
        option
        for command in app.commands.values()
        for param in command.params
        if isinstance(param, click.Option)
        for option in param.opts
    }
    - {"--help"}
)


@pytest.mark.parametrize("name", app.commands)
def test_every_command_is_documented(name: str) -> None:
    """The README shows each command as it is typed."""
    assert re.search(rf"\bvindplaats {name}\b", README)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(option: str) -> None:
    """The README names each option."""
    assert re.search(rf"(?<![\w-]){option}\b", README)


@pytest.mark.parametrize("name", [*EXPORTS, *EXPORT_FORMATS])
def test_every_export_is_documented(name: str) -> None:
    """The line on `vindplaats export` names what can be exported and in which formats."""
    line = next(line for line in README.splitlines() if "vindplaats export" in line)
    assert re.search(rf"\b{name}\b", line)


def test_the_command_line_offers_what_search_can_export() -> None:
    """What --help lists is what works; the lists stand in the command line only so that it starts fast."""
    assert EXPORTS == WHATS
    assert EXPORT_FORMATS == FORMATS


def test_readme_begins_with_the_two_commands() -> None:
    """The first code block is the two commands that a newcomer needs."""
    first = README.partition("```")[2].partition("```")[0]
    assert re.search(r"^make demo\b", first, re.MULTILINE)
    assert re.search(r"^make test\b", first, re.MULTILINE)


def test_every_picture_and_file_that_the_readme_links_is_there() -> None:
    """No link in the README leads to a file that does not exist."""
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    """The version that is built has its entry."""
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
