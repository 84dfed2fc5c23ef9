"""A document -> the vectors of its passages and sentences, and the SDGs that they suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.model import Embedding
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
    found = encode_chunks(suggester.encoder, [chunk(document, passage) for passage in document.passages])
    cuts = np.cumsum([len(passage.sentences) for passage in document.passages])[:-1]
    sentences = np.split(found.sentences, cuts) if document.passages else []
    return Embedding(found.chunks, sentences, suggester.suggest(document.title, document.passages, found.chunks))
