"""Which question of a paper a passage answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from search_factories import Part, make_document

from ingest.model import BlockKind, Passage
from search.exchanges import answered_behind, asked_before, part_of, question_text


@pytest.mark.parametrize(
    ("section", "numbers"),
    [
        ("Vraag 1", "1"),
        ("Vragen 2 en 3", "2 3"),
        ("Vraag 4a", "4a"),
        ("Vraag", ""),
    ],
)
def test_what_is_asked_stands_under_the_number_of_the_question(section: str, numbers: str) -> None:
    """As ingestion heads it."""
    part = part_of(section)
    assert part is not None
    assert part.asks
    assert part.numbers == frozenset(numbers.split())


@pytest.mark.parametrize(
    ("section", "numbers"),
    [
        ("Antwoord 1", "1"),
        ("Antwoord op vragen 7, 8, en 9", "7 8 9"),
        ("Gezamenlijke beantwoording vragen 2 t/m 5", "2 3 4 5"),
        ("Antwoord", ""),
    ],
)
def test_an_answer_names_its_questions(section: str, numbers: str) -> None:
    """Several of them too."""
    part = part_of(section)
    assert part is not None
    assert not part.asks
    assert part.numbers == frozenset(numbers.split())


@pytest.mark.parametrize("section", ["Vraag en aanbod", "Vragen van het lid De Wit", "Antwoorden uit de regio", "2024"])
def test_other_headings_are_none_of_an_exchange(section: str) -> None:
    """Not by one word."""
    assert part_of(section) is None


def passages(*sections: str) -> tuple[Passage, ...]:
    """One passage under each heading, which says where it stands."""
    parts = (Part((f"Tekst {place} is er.",), (section,)) for place, section in enumerate(sections, 1))
    return make_document(*parts).passages


def ordinals(found: list[Passage]) -> list[int]:
    """The places of passages."""
    return [passage.ordinal for passage in found]


def test_an_answer_belongs_to_the_questions_that_it_names() -> None:
    """Wherever they stand before it."""
    text = passages(
        "Vraag 1", "Antwoord 1", "Vraag 2", "Vraag 3", "Antwoord op vragen 2 en 3", "Antwoord op vragen 2 en 3"
    )
    assert [ordinals(asked_before(passage, text)) for passage in text] == [[], [1], [], [], [3, 4], [3, 4]]
    assert [ordinals(answered_behind(passage, text)) for passage in text] == [[2], [], [5, 6], [5, 6], [], []]


def test_questions_may_stand_together_before_the_answers() -> None:
    """Then the number decides."""
    text = passages("Vraag 1", "Vraag 2", "Antwoord 1", "Antwoord 2")
    assert [ordinals(answered_behind(passage, text)) for passage in text[:2]] == [[3], [4]]


def test_a_number_that_comes_back_is_that_of_the_nearest_question() -> None:
    """As where the questions of one party follow on those of another."""
    text = passages("Vraag 1", "Antwoord 1", "Vraag 1", "Antwoord 1")
    assert ordinals(asked_before(text[3], text)) == [3]
    assert ordinals(answered_behind(text[0], text)) == [2]


def test_without_numbers_an_answer_belongs_to_what_was_asked_last() -> None:
    """As in an interview."""
    text = passages("Vraag", "Antwoord", "Vraag", "Antwoord")
    assert [ordinals(asked_before(passage, text)) for passage in text] == [[], [1], [], [3]]


def test_a_note_neither_asks_nor_answers() -> None:
    """Though it stands under the heading of its marker."""
    asking, answering, note = passages("Vraag 1", "Antwoord 1", "Antwoord 1")
    note = replace(note, kind=BlockKind.FOOTNOTE)
    assert asked_before(note, [asking, answering, note]) == []
    assert ordinals(answered_behind(asking, [asking, answering, note])) == [2]


def test_a_question_is_given_without_its_heading() -> None:
    """Its words count, not its number."""
    passage = replace(passages("Vraag 1")[0], text="Vraag 1\n\nHoe hoog\nis de dijk?")
    assert question_text([passage]) == "Hoe hoog is de dijk?"
