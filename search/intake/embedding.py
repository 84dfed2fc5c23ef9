"""A document -> the vectors of its passages and sentences, and the SDGs that they suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.model import Embedding
from search.intake.sdg_suggestions import leaves_open, neutral_texts
from search.models.chunks import encode_chunks
from search.models.protocols import Chunk

if TYPE_CHECKING:
    from ingest.model import Document, Passage
    from search.intake.sdg_suggestions import Suggester


def chunk(document: Document, passage: Passage) -> Chunk:
    """Return what is embedded of a passage: its text after the titles it stands under, which show what it is about."""
    before = ". ".join((document.title, *passage.section_path, ""))
    shift = len(before) - passage.start
    return Chunk(before + passage.text, tuple((start + shift, end + shift) for start, end in passage.sentences))


def embed(document: Document, suggester: Suggester) -> Embedding:
    """Encode a document with the encoder of ``suggester``. Takes as long as the encoder does; no lock is needed."""
    passages = document.passages
    # In one pass with the passages they take half the time that they take alone.
    beside = neutral_texts(document.title) if leaves_open(passages) else []
    chunks = [chunk(document, passage) for passage in passages] + [Chunk(text, ()) for text in beside]
    found = encode_chunks(suggester.encoder, chunks)
    cuts = np.cumsum([len(passage.sentences) for passage in passages])[:-1]
    sentences = np.split(found.sentences, cuts) if passages else []
    vectors, neutral = np.split(found.chunks, [len(passages)])
    return Embedding(vectors, sentences, suggester.suggest(passages, vectors, neutral))
