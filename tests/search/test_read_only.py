"""A knowledge base where nothing may be written: on a medium, or on a share that others write on."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from search_factories import InterruptedEncoder, WordEncoder, make_document, make_nota, passages_of

from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.connection import STORE_NAME, Connection
from search.backend.sqlite.readers.opening import Access
from search.errors import StoreMovedError
from search.knowledge_base import KnowledgeBase
from search.models.protocols import Models
from search.models.registry import load_calibration

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of files are set in another way")

ROOT = Path(__file__).parents[2]
_PR_CAPBSET_DROP = 24  # prctl(2)
_CAP_DAC_OVERRIDE = 1  # capabilities(7): to write what one may not
_BEFORE = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests/support')!r}]\n"


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write away from a folder and the files in it; it is given back at the end."""
    paths = [folder, *folder.iterdir()]
    modes = [path.stat().st_mode for path in paths]
    for path in reversed(paths):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            if path.exists():
                path.chmod(mode)


def _without_override() -> None:
    """Leave the program that is started without an administrator's right to write anywhere."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0)


def start_without_rights(script: str, *words: object) -> subprocess.Popen[str]:
    """Start Python code that heeds the rights of files whoever starts it; it may import what tests share."""
    command = [sys.executable, "-c", _BEFORE + script, *map(str, words)]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_without_override,  # noqa: PLW1509 - no other thread of the tests holds a lock that it needs
    )


def run_without_rights(script: str, *words: object) -> str:
    """Return what Python code prints that heeds the rights of files; raise AssertionError where it fails."""
    with start_without_rights(script, *words) as running:
        out, _ = running.communicate()
    assert running.returncode == 0, out
    return out


# Prints what a search finds, then for each line of its input once more.
SEARCHING = """
import sys
from search_factories import InterruptedEncoder, WordEncoder, make_document, passages_of
from search.errors import StoreAccessError
from search.knowledge_base import KnowledgeBase
with KnowledgeBase.open(sys.argv[1], WordEncoder()) as kb:
    print(*passages_of(kb.search("water")), flush=True)
    try:
        kb.add_document(make_document("Water.", id_="verboden"))
    except StoreAccessError as error:
        print(error.obstacle, flush=True)
    for line in sys.stdin:
        print(*passages_of(kb.search("water")), flush=True)
"""


def test_a_read_only_folder_is_searched(kb: KnowledgeBase) -> None:
    """Nothing in it changes, and what cannot be written stays in memory; adding says what is in the way."""
    kb.add_document(make_nota())
    kb.search("water")
    kb.close()
    before = {path.name: path.read_bytes() for path in kb.folder.iterdir()}
    with read_only(kb.folder):
        assert run_without_rights(SEARCHING, kb.folder).split() == ["nota:0002", "nota:0001", "nota:0003", "no-rights"]
    assert {path.name: path.read_bytes() for path in kb.folder.iterdir()} == before


def test_what_others_write_on_a_share_is_seen(kb: KnowledgeBase) -> None:
    """While they have it open and after that, without opening it again."""
    kb.add_document(make_document("Water.", id_="eerste"))
    with read_only(kb.folder), start_without_rights(SEARCHING, kb.folder) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def next_line() -> str:
            assert reader.stdout is not None
            return reader.stdout.readline().strip()

        def asked() -> str:
            assert reader.stdin is not None
            reader.stdin.write("\n")
            reader.stdin.flush()
            return next_line()

        assert (next_line(), next_line()) == ("eerste:0001", "no-rights")
        kb.remove("eerste")
        kb.add_document(make_document("Water.", id_="tweede"))
        assert asked() == "tweede:0001"
        kb.close()
        assert asked() == "tweede:0001"
        with KnowledgeBase.open(kb.folder, WordEncoder()) as again:
            again.remove("tweede")
            again.add_document(make_document("Water.", id_="derde"))
        assert asked() == "derde:0001"
        reader.stdin.close()
    assert reader.returncode == 0


def test_a_log_that_cannot_be_followed_is_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    """A copy of a folder in use, without the index of its log: what it holds is not whole without that log."""
    kb.add_document(make_nota())
    copy = tmp_path / "kopie"
    shutil.copytree(kb.folder, copy, ignore=shutil.ignore_patterns("*-shm"))
    script = """
import sys
from search_factories import WordEncoder
from search.errors import StoreAccessError
from search.knowledge_base import KnowledgeBase
try:
    KnowledgeBase.open(sys.argv[1], WordEncoder())
except StoreAccessError as error:
    print(error.obstacle)
"""
    with read_only(copy):
        assert run_without_rights(script, copy) == "no-rights\n"
    with KnowledgeBase.open(copy, WordEncoder()) as opened:
        assert passages_of(opened.search("water"))[0] == "nota:0002"


def immutable(folder: Path, encoder: WordEncoder) -> KnowledgeBase:
    """Open a knowledge base as it is where nothing can be written and nobody has it open."""
    backend = FolderBackend(Connection(folder / STORE_NAME, Access.IMMUTABLE))
    return KnowledgeBase(folder, backend, Models(encoder, load_calibration(encoder.name)))


def test_a_question_is_asked_again_when_the_file_moved_meanwhile(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite keeps nobody apart there: the answer is of the new generation, whole, and not of both."""
    monkeypatch.setattr("search.contents.PAUSE", 0)
    monkeypatch.setattr("search.models.question_vectors.KEPT", 0)  # each question is embedded, which is interrupted
    kb.add_document(make_nota())
    kb.close()

    def replace() -> None:
        with KnowledgeBase.open(kb.folder, WordEncoder()) as other:
            other.remove("nota")
            other.add_document(make_document("Water is nat.", id_="nieuw"))

    encoder = InterruptedEncoder()
    with immutable(kb.folder, encoder) as opened:
        assert passages_of(opened.search("water"))[0] == "nota:0002"
        encoder.work = (replace,)
        assert passages_of(opened.search("water")) == ["nieuw:0001"]
        assert [document.id for document in opened.documents()] == ["nieuw"]


def test_a_file_that_never_rests_is_reported_as_in_use(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few tries; and when it rests again, it is read."""
    monkeypatch.setattr("search.contents.PAUSE", 0)
    monkeypatch.setattr("search.models.question_vectors.KEPT", 0)
    monkeypatch.setattr("search.backend.sqlite.readers.pool.access_without_writing", lambda *_: Access.IMMUTABLE)
    kb.add_document(make_nota())
    kb.close()

    def touch() -> None:
        with KnowledgeBase.open(kb.folder, WordEncoder()) as other:
            other.add_document(make_nota(), str(other.documents()[0].ingest_version) + "+")

    encoder = InterruptedEncoder()
    with immutable(kb.folder, encoder) as opened:
        encoder.work = (touch,) * 5
        with pytest.raises(StoreMovedError):
            opened.search("water")
        assert passages_of(opened.search("water"))[0] == "nota:0002"


def test_an_older_copy_put_in_its_place_is_seen(kb: KnowledgeBase, tmp_path: Path) -> None:
    """It has a generation that was seen before, with other documents."""
    kb.add_document(make_document("Water.", id_="eerste"))
    kb.close()
    shutil.copytree(kb.folder, tmp_path / "kopie")
    with KnowledgeBase.open(tmp_path / "kopie", WordEncoder()) as other:
        other.add_document(make_document("Water is nat.", id_="anders"))
    with KnowledgeBase.open(kb.folder, WordEncoder()) as other:
        other.add_document(make_document("Water is blauw.", id_="tweede"))
    with immutable(kb.folder, WordEncoder()) as opened:
        assert sorted(passages_of(opened.search("water"))) == ["eerste:0001", "tweede:0001"]
        (tmp_path / "kopie" / STORE_NAME).replace(kb.folder / STORE_NAME)
        assert sorted(passages_of(opened.search("water"))) == ["anders:0001", "eerste:0001"]
