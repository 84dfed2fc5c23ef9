"""One store in the place of another."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from search_factories import WordEncoder, make_document

from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.upkeep.replacing import kept_beside, take_place
from search.knowledge_base import KnowledgeBase

ROOT = Path(__file__).parents[5]
# A program that dies with its last write in SQLite's side file only.
KILLED = f"""
import os, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests/support")!r}]
from search_factories import WordEncoder, make_document
from search.knowledge_base import KnowledgeBase
kb = KnowledgeBase.open(sys.argv[1], WordEncoder())
kb.add_document(make_document("Hulp en water.", id_=sys.argv[2]))
os.kill(os.getpid(), 9)
"""


def killed(folder: Path, document: str) -> Path:
    """A store with one document, of a program that was killed."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), document], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    assert (folder / f"{STORE_NAME}-wal").exists()
    return folder / STORE_NAME


def test_what_killed_programs_left_is_folded_in(tmp_path: Path) -> None:
    """Their side files neither get lost nor are taken for those of the store that comes in its place."""
    old, new = killed(tmp_path / "oud", "oud"), killed(tmp_path / "nieuw", "nieuw")
    take_place(new, old)
    with KnowledgeBase.open(old.parent, WordEncoder()) as base:
        assert [known.id for known in base.documents()] == ["nieuw"]
        assert base.verify() == []


def test_what_stands_beside_a_store_that_was_deleted_is_no_part_of_the_next(tmp_path: Path) -> None:
    """SQLite would take the side file that was forgotten for one of the new store."""
    old, new = killed(tmp_path / "oud", "oud"), killed(tmp_path / "nieuw", "nieuw")
    old.unlink()
    take_place(new, old)
    with KnowledgeBase.open(old.parent, WordEncoder()) as base:
        assert [known.id for known in base.documents()] == ["nieuw"]
        assert base.verify() == []


@pytest.mark.parametrize("links", [True, False])
def test_a_store_keeps_a_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    """By a link where the file system has them, else as a copy."""
    for name in ("oud", "nieuw"):
        with KnowledgeBase.open(tmp_path / name, WordEncoder()) as base:
            base.add_document(make_document("Hulp en water.", id_=name))
    if not links:

        def no_link(*_: object) -> None:
            raise OSError("no links here")

        monkeypatch.setattr(os, "link", no_link)
    path = tmp_path / "oud" / STORE_NAME
    kept_beside(path, tmp_path / "bewaard" if links else tmp_path / "kopie")
    take_place(tmp_path / "nieuw" / STORE_NAME, path)
    (tmp_path / ("bewaard" if links else "kopie")).rename(path)
    with KnowledgeBase.open(path.parent, WordEncoder()) as base:
        assert [known.id for known in base.documents()] == ["oud"]
