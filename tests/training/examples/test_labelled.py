"""Public questions with the sentences that answer them."""

from __future__ import annotations

import json
import lzma
import random
from typing import TYPE_CHECKING, Any

import pytest

from training.examples.labelled import CITIZENS, OMOS, PARALLEL, SQUAD, Example, excerpt, read_labelled

if TYPE_CHECKING:
    from pathlib import Path

LONG = tuple(f"Zin {number} heeft precies zes woorden." for number in range(60))


def write(folder: Path, **rows: list[dict[str, Any]]) -> Path:
    """Write the four files, those not given without a row."""
    for name in (OMOS, PARALLEL, SQUAD, CITIZENS):
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows.get(name, []))
    return folder


def chance(seed: int = 1) -> random.Random:
    """Something to draw with, the same each time."""
    return random.Random(seed)  # noqa: S311 - no secrets here


def read(folder: Path) -> list[Example]:
    """Read them."""
    return read_labelled(folder, chance())


def test_questions_are_asked_of_pages_in_other_languages(tmp_path: Path) -> None:
    """And of parts of the page that do not answer."""
    versions = [
        {"id": 1, "lang": lang, "question": f"{lang}?", "sentences": [f"{lang} {n}" for n in range(3)],
         "answer_sentences": [1], "answerable": True}
        for lang in ("de", "fr")
    ]  # fmt: skip
    found = read(write(tmp_path, **{OMOS: versions}))
    assert {(each.question, each.sentences[0][:2]) for each in found} >= {("de?", "de"), ("fr?", "fr")}
    assert all(each.answers == {1} for each in found)


def test_articles_are_read_in_a_drawn_language(tmp_path: Path) -> None:
    """A question may also be asked of another part of the same article, which leaves it open."""
    rows = [
        {"id": number, "lang": lang, "question": f"{lang}{number}?", "sentences": [f"{lang}{number}"],
         "answer_sentences": [0], "title": "artikel", "context": f"{lang}{number}"}
        for number in range(8) for lang in ("de", "en")
    ]  # fmt: skip
    found = read(write(tmp_path, **{PARALLEL: rows}))
    answered = [each for each in found if each.answers]
    assert len(answered) == 8
    assert all(each.question[2:-1] == each.sentences[0][2:] for each in answered)
    assert any(each.question[:2] != each.sentences[0][:2] for each in answered)
    opened = [each for each in found if not each.answers]
    assert opened
    assert all(each.question[2:-1] != each.sentences[0][2:] for each in opened)


def test_places_in_a_text_become_sentences(tmp_path: Path) -> None:
    """Also in a text without capitals; rows that models are measured on and unfound answers are left out."""
    squad = {
        "question": "Where?",
        "context": "It rains. It rains in Paris.",
        "answers": [{"start": 22}],
        "answerable": True,
    }
    nowhere = {**squad, "answerable": False, "answers": []}
    lower = {"question": "hoe lang?", "context": "u vraagt een pas aan. dat duurt een week.", "answers": [{"start": 30}],
             "answerable": True}  # fmt: skip
    rows = {SQUAD: [squad, nowhere, {**squad, "answers": []}], CITIZENS: [lower, {**lower, "in_govbench": True}]}
    assert read(write(tmp_path, **rows)) == [
        Example("Where?", (), ("It rains.", "It rains in Paris."), frozenset({1})),
        Example("Where?", (), ("It rains.", "It rains in Paris."), frozenset()),
        Example("hoe lang?", (), ("u vraagt een pas aan.", "dat duurt een week."), frozenset({1})),
    ]


@pytest.mark.parametrize("answered", [True, False])
def test_a_part_of_a_long_text_holds_an_answer_or_none(answered: bool) -> None:  # noqa: FBT001
    """Of its answers, those inside, numbered from its start."""
    for seed in range(20):
        found = excerpt(LONG, frozenset({7, 40}), chance(seed), answered=answered)
        assert found is not None
        sentences, answers = found
        assert bool(answers) == answered
        assert sum(len(sentence.split()) for sentence in sentences) <= 170
        assert all(sentences[place] in {LONG[7], LONG[40]} for place in answers)


def test_a_short_text_is_taken_whole_or_not_at_all() -> None:
    """Nothing can be cut from it."""
    whole = (("een", "twee"), frozenset({1}))
    assert excerpt(*whole, chance(), answered=True) == whole
    assert excerpt(*whole, chance(), answered=False) is None
