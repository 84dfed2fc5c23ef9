"""The vector side of one generation of a store, made of that of another, else of the store.

A small knowledge base is searched exactly: all its vectors are in memory, in layers, to which a write adds. A large one
has a sketch of its passages in a file beside the store; what was written since is a layer in memory, and the
vectors of its sentences are read from the store. Which of both it is depends on the number of passages only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.backend.comparing import POSITION_BITS
from search.backend.faiss.layers import Layers

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from search.backend.faiss.sketch import Sketch
    from search.backend.faiss.source import Documents, Source

EXACT_MOST = 15_000  # passages: comparing them and their sentences takes as long as reading candidates (docs/scale.md)
LAG_SHARE = 40  # one in so many passages may have come or gone since the sketch was made
LAG_LEAST = 500  # passages for which it is not worth making again


@dataclass(frozen=True, slots=True)
class Indexes:
    """The vector side of one generation; nothing in it changes.

    ``stamp``: of which vectors it is; a key means the same in two with the same stamp. ``passages``: those that are not
    in ``sketch``. ``sentences``: none in a large knowledge base. ``sketch``: None in a small one; ``alive``: which
    of its places still count, None for all.
    """

    generation: int
    stamp: dict[str, object]
    documents: Documents
    passages: Layers
    sentences: Layers
    sketch: Sketch | None = None
    alive: NDArray[np.bool_] | None = None


def stamp_of(source: Source) -> dict[str, object]:
    """Return what tells the vectors of one store, by one encoder, from all others."""
    return {"store": source.store, "encoder": source.fingerprint}


def lag(held: Sketch, documents: Documents) -> int:
    """Return how many passages have come or gone since a sketch was made."""
    gone = held.documents.those(~held.documents.in_common(documents))
    return documents.those(~documents.in_common(held.documents)).passages + gone.passages


def tolerated(held: Sketch) -> int:
    """Return the lag from which a sketch is worth making again."""
    return max(LAG_LEAST, len(held) // LAG_SHARE)


def documents_after(before: Documents, source: Source) -> Documents:
    """Return the documents of a generation, of which only the difference with those of another is read."""
    now = source.document_keys()
    fresh = np.setdiff1d(now, before.keys, assume_unique=True)
    kept = before.those(np.isin(before.keys, now, assume_unique=True))
    return kept.joined(source.documents(fresh)) if len(fresh) else kept


def exact(source: Source, documents: Documents, before: Indexes | None = None) -> Indexes:
    """Return the vector side of a small knowledge base. ``before``: one of the same store, small too."""
    gone, fresh = _difference(before.documents if before else None, documents)
    empty = Layers(source.dimensions)
    passages, sentences = (before.passages, before.sentences) if before else (empty, empty)
    if gone is not None and len(gone):
        passages = passages.without(gone.hold)
        sentences = sentences.without(lambda ids: gone.hold(ids >> POSITION_BITS))
    passages, sentences = _added(passages, source.passages, fresh), _added(sentences, source.sentences, fresh)
    return Indexes(source.generation, stamp_of(source), documents, passages, sentences)


def sketched(source: Source, documents: Documents, held: Sketch, before: Indexes | None = None) -> Indexes:
    """Return the vector side of a large knowledge base. ``before``: one of the same store."""
    alive_documents = held.documents.in_common(documents)
    beside = documents.those(~documents.in_common(held.documents))
    if before is None or before.sketch is not held:
        passages = _added(Layers(source.dimensions), source.passages, beside)
    else:
        earlier = before.documents.those(~before.documents.in_common(held.documents))
        gone, fresh = _difference(earlier, beside)
        passages = before.passages if gone is None or not len(gone) else before.passages.without(gone.hold)
        passages = _added(passages, source.passages, fresh)
    alive = None
    if not alive_documents.all():
        alive = np.ones(len(held), dtype=np.bool_)
        alive[held.places(held.documents.those(~alive_documents).passage_keys())] = False
    return Indexes(source.generation, stamp_of(source), documents, passages, Layers(source.dimensions), held, alive)


def _difference(before: Documents | None, after: Documents) -> tuple[Documents | None, Documents]:
    """Return (the documents that are gone, None where there were none; those that have come)."""
    if before is None:
        return None, after
    return before.those(~before.in_common(after)), after.those(~after.in_common(before))


def _added(
    layers: Layers,
    read: Callable[[int, int], tuple[NDArray[np.int64], NDArray[np.float16]]],
    documents: Documents,
) -> Layers:
    """Return an index with the vectors of more documents."""
    parts = [read(first, last) for first, last in documents.stretches()]
    if not parts:
        return layers
    vectors = np.concatenate([vectors for _, vectors in parts]).astype(np.float32)
    return layers.added(np.concatenate([ids for ids, _ in parts]), vectors)
