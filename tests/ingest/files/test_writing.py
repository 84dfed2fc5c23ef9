"""A file is replaced as a whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from ingest.files.writing import PREFIX, SUFFIX, write_whole

if TYPE_CHECKING:
    from pathlib import Path

Limit = Any  # the fixture `limited_files`: bytes -> what to enter


def test_a_disk_that_is_full_leaves_the_older_file(tmp_path: Path, limited_files: Limit) -> None:
    """And nothing of the new one."""
    path = tmp_path / "moties.csv"
    path.write_bytes(b"ouder")
    with limited_files(100), pytest.raises(OSError, match="large"):
        write_whole(path, b"nieuwer" * 100)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"moties.csv": b"ouder"}


def test_a_file_keeps_its_rights_and_its_links(tmp_path: Path) -> None:
    """A new one gets those that any new file gets."""
    path, link, plain = tmp_path / "een.csv", tmp_path / "link.csv", tmp_path / "gewoon.csv"
    path.write_bytes(b"ouder")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"nieuwer")
    assert (link.is_symlink(), path.read_bytes(), path.stat().st_mode & 0o777) == (True, b"nieuwer", 0o640)
    plain.touch()
    write_whole(tmp_path / "nieuw.csv", b"x")
    assert (tmp_path / "nieuw.csv").stat().st_mode == plain.stat().st_mode


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    """As a pipe, which a program at its other end reads."""
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"regel")
    assert os.read(reading, 100) == b"regel"
    os.close(reading)


def test_a_name_of_the_greatest_length_can_be_written(tmp_path: Path) -> None:
    """What stands beside it meanwhile has a short name."""
    path = tmp_path / f"{'n' * 251}.csv"
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"


def test_what_a_killed_program_left_long_ago_is_deleted(tmp_path: Path) -> None:
    """What is being written now by another one is not."""
    old, new = tmp_path / f"{PREFIX}1{SUFFIX}", tmp_path / f"{PREFIX}2{SUFFIX}"
    for file in (old, new):
        file.touch()
    os.utime(old, (0, 0))
    write_whole(tmp_path / "moties.csv", b"x")
    assert sorted(file.name for file in tmp_path.iterdir()) == [new.name, "moties.csv"]
