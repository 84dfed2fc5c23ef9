"""Many small documents in a knowledge base, written without a model: what is looked at are lists of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from search_factories import make_document

from search.backend.model import Embedding, Entry

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

PUBLISHERS = ("Ministerie van Financiën", "Tweede Kamer")


def add_letters(kb: KnowledgeBase, count: int) -> None:
    """Add letters "brief-001", "Brief 1" and so on, of one passage each; of every second the publisher is the Kamer."""
    dimensions = kb.encoder.dimensions
    vector = np.full((1, dimensions), dimensions**-0.5, dtype=np.float32)
    entries = []
    for number in range(1, count + 1):
        document = make_document(f"Brief nummer {number}.", id_=f"brief-{number:03d}", title=f"Brief {number}")
        known = replace(document, kind="Kamerbrief", publisher=PUBLISHERS[number % 2], date=None, year=1900 + number)
        entries.append(Entry(known, "1", Embedding(vector, [vector], [()])))
    kb.backend.put_many(entries)
