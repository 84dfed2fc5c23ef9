"""Passages with their sentences, by any encoder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from search_factories import WordEncoder

from search.models.chunks import encode_chunks
from search.models.protocols import Chunk, ChunkVectors

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = ("klimaat", "water", "handel")
CHUNKS = [Chunk("klimaat water. handel", ((0, 14), (15, 21))), Chunk("water", ())]


def test_an_encoder_of_texts_reads_each_sentence_by_itself() -> None:
    """In the order of the passages."""
    encoder = WordEncoder(WORDS)
    found = encode_chunks(encoder, CHUNKS)
    np.testing.assert_array_equal(found.chunks, encoder.encode_passages([chunk.text for chunk in CHUNKS]))
    np.testing.assert_array_equal(found.sentences, encoder.encode_passages(["klimaat water.", "handel"]))


@dataclass
class InContext(WordEncoder):
    """Gives every sentence the vector of its passage."""

    def encode_chunks(self, chunks: Sequence[Chunk]) -> ChunkVectors:
        """Return them."""
        whole = self.encode_passages([chunk.text for chunk in chunks])
        return ChunkVectors(whole, np.repeat(whole, [len(chunk.sentences) for chunk in chunks], axis=0))


def test_an_encoder_that_can_reads_sentences_where_they_stand() -> None:
    """It is asked for both at once."""
    found = encode_chunks(InContext(WORDS), CHUNKS)
    np.testing.assert_array_equal(found.sentences, found.chunks[[0, 0]])
