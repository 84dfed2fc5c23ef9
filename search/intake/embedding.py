"""A document -> the vectors of its passages and sentences, and the SDGs that they suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.model import Embedding

if TYPE_CHECKING:
    from ingest.model import Document, Passage
    from search.intake.sdg_suggestions import Suggester


def embedded_text(document: Document, passage: Passage) -> str:
    """Return what is embedded of a passage: its text after the titles it stands under, which show what it is about."""
    return ". ".join((document.title, *passage.section_path, passage.text))


def embed(document: Document, suggester: Suggester) -> Embedding:
    """Encode a document with the encoder of ``suggester``. Takes as long as the encoder does; no lock is needed."""
    encoder = suggester.encoder
    passages = encoder.encode_passages([embedded_text(document, passage) for passage in document.passages])
    spans = [span for passage in document.passages for span in passage.sentences]
    flat = encoder.encode_passages([document.text[start:end] for start, end in spans])
    cuts = np.cumsum([len(passage.sentences) for passage in document.passages])[:-1]
    sentences = np.split(flat, cuts) if document.passages else []
    return Embedding(passages, sentences, suggester.suggest(document.title, document.passages, passages))
