"""The Dutch vocabulary and where its vectors come from."""

from __future__ import annotations

import numpy as np
from training_factories import DUTCH, ENGLISH, make_student, make_tokenizer

from training.examples.corpus import Pair
from training.network.transplant import dutch_table, partners, transplant


def test_a_token_goes_with_what_it_stands_together_with_most() -> None:
    """Dice: 2 x 2 / (2 + 2) for the translation, 2 x 2 / (2 + 3) for the word that also stands elsewhere."""
    found = partners([[1, 9], [1, 8], [7]], [[10, 20], [10, 20], [20]])
    assert found[1] == [(10, 1.0), (20, 0.8)]


def test_what_stood_together_once_is_no_partner() -> None:
    """Once is chance."""
    assert partners([[1], [2]], [[10], [20]]) == {}


def test_vectors_are_weighted_means_own_ones_or_random() -> None:
    """Squared weights: 1 and 0.25 for Dice 1 and 0.5; signs and special tokens keep their own vector."""
    table = np.array([[9, 9], [1, 0], [0, 1], [5, 5]], dtype=np.float32)
    vocabulary = {"[CLS]": 0, "kat": 1, "1980": 2, "zzz": 3}
    english = {"[CLS]": 0, "cat": 1, "pet": 2, "1980": 3}
    made, counts = dutch_table(vocabulary, english, table, {1: [(1, 1.0), (2, 0.5)]}, seed=1)
    np.testing.assert_allclose(made[:3], [[9, 9], [0.8, 0.2], [5, 5]], atol=1e-6)
    assert counts == {"identical": 2, "aligned": 1, "random": 1}


def test_the_tokenizer_folds_case_and_accents_and_marks_both_ends() -> None:
    """The model does not distinguish what search folds together."""
    tokenizer = make_tokenizer()
    assert tokenizer.encode("De KÁT").tokens == ["[CLS]", "de", "kat", "[SEP]"]


def test_the_transplanted_model_keeps_the_layers_and_takes_the_vocabulary() -> None:
    """Only the table of token vectors is new."""
    teacher = make_student(make_tokenizer(ENGLISH))
    tokenizer = make_tokenizer()
    pairs = [Pair(english, dutch, "x") for english, dutch in zip(ENGLISH, DUTCH, strict=True)] * 2
    student, counts = transplant(teacher, tokenizer, pairs, seed=1)
    layer = "encoder.layer.0.attention.self.query.weight"
    assert np.array_equal(student.model.state_dict()[layer], teacher.model.state_dict()[layer])
    assert student.model.embeddings.word_embeddings.weight.shape == (tokenizer.get_vocab_size(), 16)
    assert sum(counts.values()) == tokenizer.get_vocab_size()
    assert student.encode(["de kat"]).shape == (1, 16)
