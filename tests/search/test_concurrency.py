"""Many ask at a time, others write: whatever is read is of one generation, and nobody who reads waits."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search_factories import InterruptedEncoder, WordEncoder, make_document, make_nota, passages_of
from store_factories import QUESTIONS, answers_by_generation, search_beside_commits

from search.backend.sqlite.writing import delete
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

AT_A_TIME = 4
LONG = 60  # seconds after which a thread is taken to wait for ever


@dataclass
class MeetingEncoder(WordEncoder):
    """Embeds a question only when as many others are being asked as ``meeting`` has parties."""

    meeting: threading.Barrier = field(default_factory=lambda: threading.Barrier(1))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Wait for the others; raise BrokenBarrierError when they do not come."""
        self.meeting.wait(LONG)
        return super().encode_queries(texts)


def test_searches_run_side_by_side(tmp_path: Path) -> None:
    """All of them are in the middle of their question at one moment."""
    encoder = MeetingEncoder()
    with KnowledgeBase.open(tmp_path, encoder) as kb:
        kb.add_document(make_nota())
        encoder.meeting = threading.Barrier(AT_A_TIME)
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            found = list(pool.map(kb.search, ["water"] * AT_A_TIME))
    assert [passages_of(each)[0] for each in found] == ["nota:0002"] * AT_A_TIME


def test_who_searches_does_not_wait_for_who_writes(kb: KnowledgeBase) -> None:
    """Within the same program too: what is being written is seen when it stands."""
    kb.add_document(make_nota())
    with ThreadPoolExecutor(1) as pool:
        with kb.backend.connection.writing() as held:
            assert delete(held, "nota")
            assert passages_of(pool.submit(kb.search, "water").result(LONG))[0] == "nota:0002"
        assert passages_of(kb.search("water")) == []


def test_a_search_is_of_one_generation_while_another_process_writes(tmp_path: Path) -> None:
    """Each of three hundred results is that of some one generation, of thirty that another process makes meanwhile."""
    found = search_beside_commits(tmp_path / "kb", searches=300, commits=30, threads=AT_A_TIME)
    known = answers_by_generation(tmp_path / "again", commits=30)
    assert len(found) == 300 + len(QUESTIONS)
    assert [(question, each) for question, each in found if each not in known[question]] == []


def test_a_search_is_of_the_generation_in_which_it_began(tmp_path: Path) -> None:
    """Whatever another program writes in the midst of it; the next search finds what was written."""
    encoder = InterruptedEncoder()
    with KnowledgeBase.open(tmp_path, encoder) as kb, KnowledgeBase.open(tmp_path, WordEncoder()) as other:
        other.add_document(make_nota())
        before = other.search("water")

        def replace() -> None:
            other.remove("nota")
            other.add_document(make_document("Water is nat.", id_="nieuw"))

        encoder.work = (replace,)
        assert kb.search("water") == before
        assert [known.id for known in other.documents()] == ["nieuw"]
        assert passages_of(kb.search("water")) == ["nieuw:0001"]


def test_what_is_read_together_is_of_one_generation(kb: KnowledgeBase, encoder: WordEncoder) -> None:
    """Several questions, each of its own, may not see each other's generation; asked together they do."""
    kb.add_document(make_nota())

    def work() -> list[str]:
        before = [known.id for known in kb.documents()]
        with KnowledgeBase.open(kb.folder, encoder) as other:
            other.add_document(make_document("Water.", id_=f"nieuw-{len(before)}"))
        return [*before, *{hit.passage.document for hit in kb.search("water").hits}]

    assert kb.in_one_generation(work) == ["nota", "nota"]
    assert [known.id for known in kb.documents()] == ["nieuw-1", "nota"]


def test_what_follows_from_a_generation_is_made_once(kb: KnowledgeBase) -> None:
    """And again for the next one; who still reads the one before keeps what follows from it."""
    kb.add_document(make_nota())
    with kb.backend.snapshot() as first:
        vectors, lexicon = first.vectors, first.words.lexicon()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(kb.add_document, make_document("Hulp.", id_="nieuw")).result()
            assert len(pool.submit(kb.search, "hulp").result().hits) == 4
        assert first.words.lexicon() is lexicon
        assert len(first.vectors.nearest(WordEncoder().encode_queries(["hulp"])[0], 9)) == 3
        assert first.vectors is vectors
        with kb.backend.snapshot() as inner:
            assert inner.words.lexicon() is lexicon
    with kb.backend.snapshot() as second, kb.backend.snapshot() as third:
        assert second.words.lexicon() is third.words.lexicon()
        assert second.words.lexicon() is not lexicon
