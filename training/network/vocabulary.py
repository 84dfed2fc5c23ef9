"""Cuts a vocabulary of many languages to the pieces that the texts of some need; the rest is most of a small model.

The pieces of a unigram tokenizer have scores of their own, so what is left segments a text as before wherever all its
pieces are kept. Letters, digits and signs are kept whether they occur or not: without them a word would be unknown.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import TYPE_CHECKING

import torch

from training.network.e5 import END, PADDING, START, UNKNOWN, unigram
from training.network.student import Student

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST = 2  # times a piece must occur to be kept
LAST_LETTER = "\u024f"  # of the Latin alphabets, extensions A and B included
_SPACE = "\u2581"


def used(student: Student, texts: Iterable[str], least: int = LEAST) -> set[int]:
    """Return the pieces that occur at least so often in ``texts``, by their number."""
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(student.tokenizer.encode(text, add_special_tokens=False).ids)
    return {piece for piece, count in counts.items() if count >= least}


def cut(student: Student, kept: set[int]) -> Student:
    """Return a student that knows only the pieces in ``kept``, the marks and the letters, in the order they had."""
    model = json.loads(student.tokenizer.to_str())["model"]
    pieces: list[tuple[str, float]] = [(name, score) for name, score in model["vocab"]]
    chosen = [place for place, (name, _) in enumerate(pieces) if place in kept or _always(name)]
    words = student.model.embeddings.word_embeddings.weight.detach()
    small = copy.deepcopy(student.model)
    small.embeddings.word_embeddings = torch.nn.Embedding(len(chosen), words.shape[1], _weight=words[chosen])
    small.config.vocab_size = len(chosen)
    return Student(small, unigram([pieces[place] for place in chosen]))


def _always(name: str) -> bool:
    plain = name.removeprefix(_SPACE)
    return name in {START, PADDING, END, UNKNOWN} or (len(plain) <= 1 and plain <= LAST_LETTER)
