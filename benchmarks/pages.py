"""What each part of the page costs in a base of many small documents: milliseconds of the processor, medians.

    python benchmarks/pages.py --documents 100000 [--kb DIR] [--runs 5]

Makes the base (support/many_passages.py): documents of two passages, each of which cites a motie. It is kept with --kb,
and a next run goes on where an earlier one stopped. Everything is asked of the routes that a browser asks. "After a
write" is the first request after a document came, which makes anew what follows from all documents. Machines differ and
are shared: compare runs on one machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from fastapi import FastAPI
from starlette.testclient import TestClient
from support.many_passages import Corpus, Vectors, passage_texts

from search.backend.model import Entry
from search.backend.sqlite.backend import FolderBackend
from search.knowledge_base import KnowledgeBase
from search.models.protocols import Models
from search.models.registry import DEFAULT_MODEL, load_calibration
from ui.monitoring.metrics import Metrics
from ui.web.monitoring import add_routes as add_monitoring_routes
from ui.web.routes import add_routes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "seeds").glob("*.txt"))
AT_ONCE = 200  # documents in one transaction
PASSAGES = 2  # in a document, as a letter or a motie has
PARTS = {
    "search, the start": "/deel/zoeken",
    "search, a question": "/deel/zoeken?vraag=klimaat+en+handel+in+afrika",
    "search, within a year": "/deel/zoeken?jaar=2001",
    "search, within a document": "/deel/zoeken?document={id}",
    "read, no document": "/deel/lezen",
    "read, a document": "/deel/lezen?document={id}",
    "moties": "/deel/moties",
    "moties, words": "/deel/moties?zoek=lid7",
    "moties, a document": "/deel/moties?document={id}",
    "moties, two compared": "/deel/moties?weergave=vergelijken&document={id}&met={other}",
    "overview": "/deel/overzicht",
    "documents": "/deel/documenten",
    "documents, words": "/deel/documenten?zoek=klimaat",
    "documents, last page by title": "/deel/documenten?sorteer=-titel&pagina=100",
    "file": "/bestand/{id}",
    "metrics": "/metrics",
    "health": "/healthz",
}


class Toy:
    """An encoder that knows no words: what is measured are the pages."""

    name, fingerprint, dimensions = "pages", "pages-1", 8

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same vector for every text."""
        return np.full((len(texts), self.dimensions), self.dimensions**-0.5, dtype=np.float32)

    encode_passages = encode_queries


def opened(folder: Path) -> KnowledgeBase:
    """Open a base that the toy encoder embedded."""
    backend, encoder = FolderBackend.open(folder), Toy()
    backend.adopt(encoder.name, encoder.fingerprint, encoder.dimensions)
    return KnowledgeBase(folder, backend, Models(encoder, load_calibration(DEFAULT_MODEL), None, None))


def build(kb: KnowledgeBase, corpus: Corpus, documents: int) -> None:
    """Write documents until there are so many."""
    vectors, start = Vectors(corpus, None), time.process_time()
    with kb.backend.snapshot() as snapshot:
        first = snapshot.documents.count()
    for low in range(first, documents, AT_ONCE):
        made = [corpus.document(number) for number in range(low, min(low + AT_ONCE, documents))]
        kb.backend.put_many([Entry(each, "1", vectors.embedding(each, low + at)) for at, each in enumerate(made)])
        print(f"\r{low:,} documents, {time.process_time() - start:.0f} s", end="", file=sys.stderr)


def cost(client: TestClient, address: str) -> float:
    """Milliseconds of the processor that a request takes, in all threads."""
    start = time.process_time()
    answer = client.get(address)
    spent = (time.process_time() - start) * 1000
    assert answer.status_code in {200, 404}, (address, answer.text)
    return spent


def main() -> None:
    """Print a table: what, after a write, median of the runs after it, bytes of the answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000, help="how many there are")
    parser.add_argument("--kb", type=Path, help="where the base is kept")
    parser.add_argument("--runs", type=int, default=5, help="how often each part is asked for")
    asked = parser.parse_args()
    corpus = Corpus(passage_texts(FILES, 10_000), PASSAGES, cited=1.0)
    with tempfile.TemporaryDirectory() as folder, opened(asked.kb or Path(folder)) as kb:
        build(kb, corpus, asked.documents)
        app = FastAPI()
        add_routes(app, kb)
        add_monitoring_routes(app, kb, Metrics())
        ids = {"id": corpus.document(asked.documents // 2).id, "other": corpus.document(0).id}
        print(f"\n{'(ms)':36s}{'after a write':>14s}{'median':>10s}{'kB':>10s}")
        with TestClient(app) as client:
            cost(client, PARTS["search, a question"])  # loads what is loaded once
            for number, (label, address) in enumerate(PARTS.items()):
                written = corpus.document(-1 - number)
                kb.backend.put(written, "1", Vectors(corpus, None).embedding(written, number))
                where = address.format(**ids)
                first = cost(client, where)
                later = median(cost(client, where) for _ in range(asked.runs))
                size = len(client.get(where).content)
                print(f"{label:36s}{first:14.0f}{later:10.1f}{size / 1000:10.0f}", flush=True)
                kb.remove(written.id)


if __name__ == "__main__":
    main()
