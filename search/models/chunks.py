"""Passages with their sentences -> vectors, whatever the encoder can do.

An encoder of transformers may take the vector of a sentence from the pass in which it reads the whole passage ("late
chunking": Günther et al. 2024, arXiv 2409.04701), which costs one pass where a pass for each sentence costs two, and
lets "Dit bedrag" know what it refers to. Others embed each sentence by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.models.protocols import ChunkEncoder, ChunkVectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.models.protocols import Chunk, Encoder


def encode_chunks(encoder: Encoder, chunks: Sequence[Chunk]) -> ChunkVectors:
    """Return the vectors of ``chunks`` and of their sentences, from one pass where the encoder can."""
    if isinstance(encoder, ChunkEncoder):
        return encoder.encode_chunks(chunks)
    sentences = [chunk.text[start:end] for chunk in chunks for start, end in chunk.sentences]
    return ChunkVectors(encoder.encode_passages([chunk.text for chunk in chunks]), encoder.encode_passages(sentences))
