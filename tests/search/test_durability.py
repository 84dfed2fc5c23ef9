"""What is stored survives: reopening, other processes, a kill half-way, damage, other versions and other encoders."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from search_factories import WordEncoder, make_document, make_nota
from store_factories import altered, made_by_another_version

from search.backend.sqlite.connection import STORE_NAME
from search.errors import EncoderMismatchError, SchemaVersionError, StoreDamagedError
from search.intake.library import Outcome
from search.knowledge_base import KnowledgeBase

ROOT = Path(__file__).parents[2]


def test_reopened_gives_equal_hits(kb: KnowledgeBase, encoder: WordEncoder) -> None:
    """What is saved and loaded again answers the same, from the index files."""
    kb.add_document(make_nota())
    before = kb.search("water en klimaat")
    kb.close()
    with KnowledgeBase.open(kb.folder, encoder) as reopened:
        assert before == reopened.search("water en klimaat")
        assert reopened.verify() == []


def test_other_process_is_noticed(kb: KnowledgeBase, encoder: WordEncoder) -> None:
    """A page that is open sees what another process adds."""
    kb.add_document(make_nota())
    kb.search("hulp")
    with KnowledgeBase.open(kb.folder, encoder) as other:
        other.add_document(make_document("Hulp is nodig.", id_="nieuw"))
    assert kb.search("hulp").hits[0].passage.id == "nieuw:0001"


def test_exception_in_a_write_leaves_the_old_document(kb: KnowledgeBase) -> None:
    """A write that fails half-way leaves nothing of itself and all that was there."""
    kb.add_document(make_nota())
    good = make_nota()
    twice = replace(good, sha256="0", passages=(*good.passages, good.passages[0]))  # a passage id comes twice
    with pytest.raises(sqlite3.IntegrityError):
        kb.add_document(twice)
    assert list(good.passages) == kb.passages()
    assert kb.verify() == []
    assert Outcome.UNCHANGED is kb.add_document(good)


def test_killed_half_way(tmp_path: Path) -> None:
    """A process killed inside the second document leaves the first; running again completes."""
    script = f"""
import os, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests/support")!r}]
from search_factories import WordEncoder, make_document
from search.knowledge_base import KnowledgeBase
import search.backend.sqlite.writing
kb = KnowledgeBase.open({str(tmp_path / "kb")!r}, WordEncoder())
kb.add_document(make_document("Over water.", id_="een"))
search.backend.sqlite.writing.index_passages = lambda *_: os.kill(os.getpid(), 9)
kb.add_document(make_document("Over hulp.", id_="twee"))
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    with KnowledgeBase.open(tmp_path / "kb", WordEncoder()) as kb:
        assert [document.id for document in kb.documents()] == ["een"]
        assert kb.verify() == []
        assert Outcome.UNCHANGED is kb.add_document(make_document("Over water.", id_="een"))
        assert Outcome.ADDED is kb.add_document(make_document("Over hulp.", id_="twee"))
        assert kb.search("hulp").hits[0].passage.id == "twee:0001"


def test_encoders_are_not_mixed(kb: KnowledgeBase) -> None:
    """Vectors of two encoders cannot be compared, so a second one is refused with both names."""
    kb.add_document(make_nota())
    with pytest.raises(EncoderMismatchError) as caught:
        KnowledgeBase.open(kb.folder, WordEncoder(("water",), "ander"))
    assert (caught.value.stored, caught.value.given) == (WordEncoder().name, "ander")


def test_store_without_documents_takes_another_encoder(kb: KnowledgeBase) -> None:
    """As long as nothing was embedded the choice is free."""
    kb.close()
    with KnowledgeBase.open(kb.folder, WordEncoder(("water",), "ander")) as other:
        other.add_document(make_nota())
        assert other.verify() == []


def test_not_a_store(tmp_path: Path) -> None:
    """A file that is not a database is named, not overwritten."""
    path = tmp_path / STORE_NAME
    path.write_text("geen database, maar wel lang genoeg om er een te lijken" * 30)
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError) as caught:
        KnowledgeBase.open(tmp_path, WordEncoder())
    assert path == caught.value.path
    assert before == path.read_bytes()


def test_store_of_another_version(kb: KnowledgeBase) -> None:
    """A store with another layout is refused with both versions."""
    kb.close()
    made_by_another_version(kb.folder, value="0.0")
    with pytest.raises(SchemaVersionError) as caught:
        KnowledgeBase.open(kb.folder, WordEncoder())
    assert caught.value.found == "0.0"


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("UPDATE passages SET text = 'x' WHERE ordinal = 1", "nota:0001: its text is not its span of the document"),
        ("DELETE FROM lexical WHERE rowid = 1", "lexical index: passages differ from the store (1)"),
        ("DELETE FROM words WHERE word = 'water'", "lexical index: its word counts differ from the passages"),
        (
            "UPDATE stems SET passages = 7 WHERE stem = 'water'",
            "lexical index: its word counts differ from the passages",
        ),
        ('UPDATE sentences SET "end" = 9999 WHERE key = 1', "nota:0001: a sentence lies outside it"),
    ],
)
def test_verify_finds_damage(kb: KnowledgeBase, damage: str, problem: str) -> None:
    """Every kind of disagreement between the parts is reported."""
    kb.add_document(make_nota())
    altered(kb.folder, damage)
    assert problem in [str(each) for each in kb.verify()]
