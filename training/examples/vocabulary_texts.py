"""The texts whose pieces a vocabulary keeps when that of many languages is cut."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from training.examples.corpus import draw_pairs, read_documents, read_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.examples.windows import Window

VOCABULARY_PAIRS = 100_000  # sentence pairs whose pieces are kept
VOCABULARY_WORDS = 3_000_000  # words of documents whose pieces are kept


def vocabulary_texts(data: Path, parts: Sequence[Window], seed: int) -> Iterator[str]:
    """Yield the texts whose pieces are kept: pairs in both languages, documents, and all that was trained on."""
    for pair in draw_pairs(read_pairs(data), VOCABULARY_PAIRS, seed):
        yield from (pair.dutch, pair.english)
    words = 0
    for document in read_documents(data):
        if document.group == "software":
            continue
        for _, text in document.blocks:
            yield text
            words += len(text.split())
        if words > VOCABULARY_WORDS:
            break
    for part in parts:
        yield from (part.text, *(question.question for question in chain(part.answered, part.missed)))
