"""The log of who added, removed and exported what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ui.access.audit import AuditLog
from ui.access.people import Person, Role, asking
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from pathlib import Path


def test_a_line_says_who_did_what_and_when(tmp_path: Path) -> None:
    """The person whose request is being answered, or the one named; a name that holds a line break stays on its line."""
    log = AuditLog(tmp_path / "logboek.jsonl")
    before = asking.set(Person("redacteur", Role.EDITOR))
    try:
        log.note("remove", "nota\n\u2028x")
    finally:
        asking.reset(before)
    log.note("added", "nota", "ander")
    written = (tmp_path / "logboek.jsonl").read_bytes().decode("ascii")
    rows = [json.loads(line) for line in written.splitlines()]
    assert [(row["user"], row["action"], row["what"]) for row in rows] == [
        ("redacteur", "remove", "nota\n\u2028x"), ("ander", "added", "nota"),
    ]  # fmt: skip
    assert all(row["time"].endswith("+00:00") for row in rows)
    assert (tmp_path / "logboek.jsonl").stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    """Nothing is done that cannot be noted."""
    with pytest.raises(Failure, match="in het logboek kan niet geschreven worden"):
        AuditLog(tmp_path / "nergens" / "logboek.jsonl").check()


def test_without_a_log_nothing_is_noted() -> None:
    """On one's own computer."""
    AuditLog().note("remove", "nota")
