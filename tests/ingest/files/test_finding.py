"""Which files are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.errors import EmptyDocumentError, FileMissingError, Reason
from ingest.files.finding import Watcher, find

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people have them."""
    for name in (
        "b.txt", "a.md", "onder/c.PDF", "onder/d.docx", "foto.jpg", "oud.doc", "~$d.docx", ".git/e.txt", ".verborgen.txt",
        "__MACOSX/f.txt", "catalog.toml",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("tekst", "utf-8")
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    """The paths below the folder."""
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_gives_what_can_be_read_and_names_the_rest(folder: Path) -> None:
    """Also in folders below it; hidden files and traces of programs are not even reported."""
    found = find(folder)
    assert names(found.files, folder) == ["a.md", "b.txt", "onder/c.PDF", "onder/d.docx"]
    assert names(found.others, folder) == ["foto.jpg", "oud.doc"]


@pytest.mark.parametrize(
    ("pattern", "files", "others"),
    [
        ("*.txt", ["b.txt"], []),
        ("**/*.docx", ["onder/d.docx"], []),
        ("*", ["a.md", "b.txt", "onder/c.PDF", "onder/d.docx"], ["foto.jpg", "oud.doc"]),
        ("[ab].*", ["a.md", "b.txt"], []),
    ],
)
def test_a_pattern_gives_what_it_matches(pattern: str, files: list[str], others: list[str], folder: Path) -> None:
    """As a shell would; folders among the matches are looked through."""
    found = find(folder / pattern)
    assert (names(found.files, folder), names(found.others, folder)) == (files, others)


def test_a_file_is_given_whatever_its_kind(folder: Path) -> None:
    """A file that is named is meant; that it cannot be read is reported when it is tried. A name may look like a pattern."""
    assert find(folder / "foto.jpg").files == [folder / "foto.jpg"]
    odd = folder / "brief [1].txt"
    odd.write_text("tekst", "utf-8")
    assert find(odd).files == [odd]


def test_nothing_to_read_is_an_error(folder: Path) -> None:
    """For a folder, a pattern and a name, each with its own reason."""
    empty = folder / "leeg"
    empty.mkdir()
    with pytest.raises(FileMissingError):
        find(folder / "weg.txt")
    with pytest.raises(EmptyDocumentError) as of_pattern:
        find(folder / "*.epub")
    assert of_pattern.value.reason is Reason.EMPTY_PATTERN
    with pytest.raises(EmptyDocumentError) as of_folder:
        find(empty)
    assert of_folder.value.reason is Reason.EMPTY_FOLDER


def test_a_watcher_reports_new_and_changed_files_once_they_rest(folder: Path) -> None:
    """A file counts when it is the same at two looks; known files only when they change."""
    watcher = Watcher([folder], find(folder).files)
    assert watcher.changed() == []
    new = folder / "nieuw.txt"
    new.write_text("een", "utf-8")
    assert watcher.changed() == []
    new.write_text("een twee", "utf-8")  # it is still being written
    assert watcher.changed() == []
    assert watcher.changed() == [new]
    assert watcher.changed() == []
    (folder / "b.txt").write_text("een ander woord", "utf-8")
    new.unlink()
    assert [watcher.changed(), watcher.changed()] == [[], [folder / "b.txt"]]


def test_a_watched_folder_may_be_gone_for_a_while(tmp_path: Path) -> None:
    """A network drive that drops out is not a reason to stop."""
    place = tmp_path / "schijf"
    watcher = Watcher([place], [])
    assert watcher.changed() == []
    place.mkdir()
    (place / "a.txt").write_text("tekst", "utf-8")
    assert [watcher.changed(), watcher.changed()] == [[], [place / "a.txt"]]
