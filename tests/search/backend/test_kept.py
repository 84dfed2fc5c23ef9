"""Kept questions and when documents came in, which every store must keep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search_factories import make_document
from store_factories import NOTHING, ONLY_NOTA, nota, put, verslag

from search.backend.model import KeptQuestion, Moment
from search.model import Filters

if TYPE_CHECKING:
    from search.backend.protocol import Backend

FIRST = Moment(2, "2026-11-12T10:00:00+00:00")
LATER = Moment(5, "2026-11-13T10:00:00+00:00")
QUESTION = KeptQuestion("00ff", "Wat is er <b>met</b> water?", Filters(sdg=6, chapter="Water"), FIRST, FIRST, FIRST)


def kept(backend: Backend) -> list[KeptQuestion]:
    """What a store keeps."""
    with backend.snapshot() as snapshot:
        return snapshot.questions.kept()


def came(backend: Backend, after: int = 0) -> list[str]:
    """The documents that came after a generation."""
    with backend.snapshot() as snapshot:
        return [each.document for each in snapshot.questions.intakes(after)]


def generation(backend: Backend) -> int:
    """The generation that a store is at."""
    with backend.snapshot() as snapshot:
        return snapshot.generation


def test_a_question_is_kept_as_it_was_given_and_once(filled: Backend) -> None:
    """Keeping it again changes nothing of it; no document is touched."""
    before = generation(filled)
    assert filled.keep(QUESTION)
    assert not filled.keep(replace(QUESTION, kept=LATER, looked=LATER))
    assert kept(filled) == [QUESTION]
    assert generation(filled) == before
    assert filled.problems() == []


def test_marks_only_move_forward(filled: Backend) -> None:
    """A page that was opened earlier and looked at later does not bring back what was seen."""
    filled.keep(QUESTION)
    assert filled.mark("00ff", "looked", LATER)
    assert filled.mark("00ff", "looked", FIRST)
    assert kept(filled) == [replace(QUESTION, looked=LATER)]
    assert filled.mark("00ff", "reported", LATER)
    assert kept(filled) == [replace(QUESTION, looked=LATER, reported=LATER)]
    assert not filled.mark("eeee", "looked", LATER)


def test_a_question_is_forgotten(filled: Backend) -> None:
    """And only that one."""
    other = replace(QUESTION, id="01", question="Hulp?")
    filled.keep(QUESTION)
    filled.keep(other)
    assert filled.forget("00ff")
    assert not filled.forget("00ff")
    assert kept(filled) == [other]


def test_documents_that_came_after_a_generation(filled: Backend) -> None:
    """Latest first, within what may be read."""
    assert came(filled) == ["nota", "verslag"]
    assert came(filled, generation(filled) - 1) == ["nota"]
    assert came(filled, generation(filled)) == []
    with filled.snapshot(ONLY_NOTA) as snapshot:
        assert [each.document for each in snapshot.questions.intakes(0)] == ["nota"]
        assert snapshot.questions.intakes(0)[0].moment.time[:2] == "20"
    with filled.snapshot(NOTHING) as snapshot:
        assert snapshot.questions.intakes(0) == []
    with filled.snapshot() as snapshot:
        assert [each.document for each in snapshot.questions.intakes(0, 1)] == ["nota"]


def test_a_document_that_is_read_again_is_not_new(filled: Backend) -> None:
    """Neither where a reader reads its file otherwise, nor where its file was saved again with the same words."""
    before = generation(filled)
    put(filled, replace(verslag(), title="Anders"), "2")
    put(filled, replace(verslag(), sha256="b" * 64))
    assert came(filled, before) == []


def test_a_document_with_another_text_is_new(filled: Backend) -> None:
    """So is one that was removed and comes again."""
    before = generation(filled)
    put(filled, replace(make_document("Hulp en wind.", id_="verslag"), sha256="c" * 64))
    assert came(filled, before) == ["verslag"]
    before = generation(filled)
    filled.remove("nota")
    assert came(filled, before) == []
    put(filled, nota())
    assert came(filled, before) == ["nota"]
