"""Passages that seem to answer a question and do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from training.examples.near import MOST_NEAR, ask
from training.examples.questions import Kind, Question
from training.examples.windows import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ANSWERED, MISSED = Question(Kind.QUESTION, "kat", (0,)), Question(Kind.NEAR_MISS, "hond", ())


class Letters:
    """An encoder by the letters of a text, which counts how often it is used."""

    fingerprint = "letters"
    name = "letters"
    dimensions = 26

    def __init__(self) -> None:
        self.used = 0

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return how often each letter stands in a text, at length 1."""
        self.used += 1
        counts = np.array([[text.count(chr(97 + letter)) for letter in range(26)] for text in texts], dtype=np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-6)

    encode_queries = encode_passages


def window(passage: int, group: str, text: str, *, questions: bool = False) -> Window:
    """A window of one sentence, with both questions if asked for."""
    return Window(passage, group, (), (text,), (ANSWERED,) if questions else (), (MISSED,) if questions else ())


def test_invented_passages_are_near_and_others_only_in_the_same_document(tmp_path: Path) -> None:
    """A question that its passage does not answer may be answered by the rest of a real document."""
    parts = [
        window(0, "made", "kat tak", questions=True),
        window(1, "made", "kat hond"),
        window(2, "real", "kat dakt", questions=True),
        window(2, "real", "hond kat kat"),
        window(3, "real", "kattak"),
        window(4, "other", "kat kat kat"),
    ]
    asked = ask(parts, 2, Letters(), tmp_path)
    assert [(each.question, each.window) for each in asked] == [
        (ANSWERED, 0), (MISSED, 0), (ANSWERED, 2), (MISSED, 2)
    ]  # fmt: skip
    assert [set(each.near) for each in asked] == [{1}, {1}, {0, 1, 3, 4}, {0, 1, 3}]


def test_the_nearest_come_first_and_are_few(tmp_path: Path) -> None:
    """By the encoder."""
    parts = [window(0, "made", "kat", questions=True)]
    parts += [window(place, "made", "kat" + "z" * place) for place in range(1, MOST_NEAR + 5)]
    assert ask(parts, 99, Letters(), tmp_path)[0].near == tuple(range(1, MOST_NEAR + 1))


def test_vectors_are_kept(tmp_path: Path) -> None:
    """Until a text or the encoder is another."""
    parts = [window(0, "made", "kat", questions=True), window(1, "made", "hond")]
    encoder = Letters()
    first = ask(parts, 2, encoder, tmp_path)
    assert ask(parts, 2, encoder, tmp_path) == first
    assert encoder.used == 2
    ask(parts[:1], 2, encoder, tmp_path)
    assert encoder.used == 4
