"""A vocabulary asked of the tables says what one that is read whole says, of the same words."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, cast

import pytest
from search_factories import make_document
from store_factories import put

from search.backend.derived import Once
from search.backend.lexical.vocabulary import StoredVocabulary, read_lexicon
from search.dutch.terms import words

if TYPE_CHECKING:
    from search.backend.protocol import Backend
    from search.dutch.vocabulary import Vocabulary

PARTS = (
    "klimaat", "doel", "doelen", "water", "handel", "boeren", "organisatie", "financiering", "ontwikkeling", "beleid",
    "samenwerking", "recht", "rechten", "landbouw", "minister", "gemeente", "energie", "congo", "congolese", "kiev",
)  # fmt: skip
LETTERS = "abcdefghijklmnoprstuvwz"


def mistyped(word: str, random: Random) -> str:
    """The word with up to three letters changed, left out, added or swapped."""
    for _ in range(random.randrange(4)):
        at = random.randrange(len(word) - 1)
        word = random.choice(
            (
                word[:at] + random.choice(LETTERS) + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[:at] + random.choice(LETTERS) + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
    return word


def compound(random: Random) -> str:
    """One to three words as one."""
    return random.choice(("", "s", "en")).join(random.choices(PARTS, k=random.choice((1, 1, 2, 2, 3))))


def said(vocabulary: Vocabulary, word: str) -> list[object]:
    """All that is asked of a vocabulary about a word."""
    return [
        word in vocabulary, vocabulary.split(word), vocabulary.compounds(word), vocabulary.correct(word),
        vocabulary.names_like(word), vocabulary.stands_for(word), vocabulary.abbreviations_of([word, "beleid"]),
        vocabulary.longest_abbreviated, vocabulary.word_counts([word]),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_both_say_the_same(backend: Backend, seed: int) -> None:
    """After documents were added, replaced and removed."""
    random = Random(seed)  # noqa: S311 - a corpus, no secret
    for number in range(40):
        text = " ".join(compound(random) for _ in range(12))
        long = random.sample(PARTS, 3)
        short = "".join(word[0] for word in long).upper()
        put(backend, make_document(f"{text}. Over {' '.join(long)} ({short}).", id_=f"nota-{number % 25}"))
        if number % 7 == 0:
            backend.remove(f"nota-{random.randrange(25)}")
    with backend.snapshot() as snapshot:
        reading = cast("Any", snapshot.documents)._reading
        read = read_lexicon(reading)
        stored = StoredVocabulary(reading, Once())
        corrected = 0
        for word in (*PARTS, *(mistyped(compound(random), random) for _ in range(300)), *list(read.words)[:100]):
            for each in words(word):
                assert said(stored, each.form) == said(read, each.form)
                corrected += read.correct(each.form) not in {None, each.form}
        for short, long in read.abbreviations:
            assert stored.stands_for(short) == read.stands_for(short) != ()
            assert stored.abbreviations_of(long) == read.abbreviations_of(long) != []
        assert read.abbreviations
    assert corrected > 20
    assert backend.problems() == []


def test_a_large_base_asks_its_tables(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a number of words on; answers are the same."""
    put(backend, make_document("Water en klimaat.", id_="nota"))
    with backend.snapshot() as snapshot:
        assert not isinstance(snapshot.words.lexicon(), StoredVocabulary)
    monkeypatch.setattr("search.backend.lexical.vocabulary.STORED_FROM", 2)
    put(backend, make_document("Water en klimaat.", id_="verslag"))
    with backend.snapshot() as snapshot:
        assert isinstance(snapshot.words.lexicon(), StoredVocabulary)
        assert snapshot.words.lexicon().word_counts(["water"]) == {"water": 2}


def test_what_is_kept_of_words_goes_with_a_write(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that are there, and of those that are not; also when there are too many to keep."""
    monkeypatch.setattr("search.backend.lexical.vocabulary.STORED_FROM", 0)
    monkeypatch.setattr("search.dutch.remembering._MOST", 2)
    put(backend, make_document("Klimaat en fonds.", id_="nota"))
    for _ in range(2):
        with backend.snapshot() as snapshot:
            vocabulary = snapshot.words.lexicon()
            assert vocabulary.compounds("klimaat") == []
            assert vocabulary.word_counts(["fonds", "klimaat", "klimaatfonds"]) == {"fonds": 1, "klimaat": 1}
    put(backend, make_document("Het klimaatfonds is een fonds voor het klimaat.", id_="verslag"))
    for _ in range(2):
        with backend.snapshot() as snapshot:
            vocabulary = snapshot.words.lexicon()
            assert vocabulary.compounds("klimaat") == ["klimaatfond"]
            counts = vocabulary.word_counts(["fonds", "klimaat", "klimaatfonds"])
            assert counts == {"fonds": 2, "klimaat": 2, "klimaatfonds": 1}
