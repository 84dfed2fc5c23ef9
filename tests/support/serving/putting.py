"""What was put into one store, kept in files and put into another: encoding it again would take minutes."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

import numpy as np

from ingest.codec import decode, encode
from ingest.model import Document
from search.backend.model import Embedding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ingest.model import FactName
    from search.backend.protocol import Backend

PUT = "put"  # the folder, beside the knowledge base


def keep_what_is_put(backend: Backend, folder: Path) -> None:
    """Let a store keep, in this folder, every document that is put into it with its vectors."""
    put = backend.put
    folder.mkdir()

    @wraps(put)
    def keeping(
        document: Document, version: str, embedding: Embedding, corrections: Mapping[FactName, str] | None = None
    ) -> None:
        put(document, version, embedding, corrections)
        (folder / f"{document.id}.json").write_bytes(encode(document))
        lengths = [len(each) for each in embedding.sentences]
        suggested = [len(each) for each in embedding.suggested_sdgs]
        np.savez(
            folder / f"{document.id}.npz",
            version=np.array(version),
            passages=embedding.passages,
            sentences=np.concatenate(embedding.sentences),
            lengths=np.array(lengths),
            suggested=np.array([sdg for each in embedding.suggested_sdgs for sdg in each], dtype=np.int64),
            suggestions=np.array(suggested),
        )

    backend.put = keeping  # type: ignore[method-assign]


def put_again(folder: Path, backend: Backend) -> None:
    """Put what was kept in a folder into a store."""
    for file in sorted(folder.glob("*.json")):
        with np.load(file.with_suffix(".npz")) as kept:
            sentences = np.split(kept["sentences"], np.cumsum(kept["lengths"])[:-1])
            suggested = np.split(kept["suggested"], np.cumsum(kept["suggestions"])[:-1])
            embedding = Embedding(kept["passages"], sentences, [each.tolist() for each in suggested])
            backend.put(decode(file.read_bytes(), Document), str(kept["version"]), embedding)
