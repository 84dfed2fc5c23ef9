"""The systems that benchmarks/peers.py compares, each filled with the same passages and asked the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

EACH = 100  # passages of a document
YEARS = range(2000, 2025)
TOP = 10
QUERIES = 200
NOISE = 0.6  # length of what is added to a real vector of length 1
BATCH = 5000  # rows handed over at a time, where a system takes any number


@dataclass(frozen=True)
class Corpus:
    """Passages with their vectors, (passages, dimensions), and the queries, (QUERIES, dimensions), each of one year."""

    texts: Sequence[str]
    vectors: NDArray[np.float32]
    queries: NDArray[np.float32]

    @property
    def years(self) -> NDArray[np.int64]:
        """The year of each passage: that of its document."""
        return YEARS[0] + np.arange(len(self.texts)) // EACH % len(YEARS)

    def batches(self) -> Iterator[range]:
        """Ranges of passages that are handed over together."""
        for start in range(0, len(self.texts), BATCH):
            yield range(start, min(start + BATCH, len(self.texts)))

    def nearest(self, query: int) -> set[int]:
        """The passages that a query wants, by comparing all."""
        allowed = np.flatnonzero(self.years == year_of(query))
        return set(allowed[np.argsort(-(self.vectors[allowed] @ self.queries[query]))[:TOP]].tolist())


def year_of(query: int) -> int:
    """Return the year that a query is filtered by."""
    return YEARS[query % len(YEARS)]


class System(Protocol):
    """One of the systems compared."""

    def fill(self, folder: Path, corpus: Corpus) -> None:
        """Store all passages in a folder, ready for queries."""

    def ask(self, vector: NDArray[np.float32], year: int) -> list[int]:
        """Return the numbers of the passages found, whose texts are read too."""


class Vindplaats:
    """The store of this project, without the encoder and the ranking above it."""

    def fill(self, folder: Path, corpus: Corpus) -> None:
        """A document for each hundred passages; each passage is one sentence."""
        from search_factories import make_document

        from search.backend.model import Embedding
        from search.backend.sqlite.backend import FolderBackend

        self.backend = FolderBackend.open(folder)
        self.backend.adopt("peers", "peers", corpus.vectors.shape[1])
        for number, start in enumerate(range(0, len(corpus.texts), EACH)):
            rows = slice(start, start + EACH)
            document = make_document(*corpus.texts[rows], id_=f"d{number:06d}", sha256=str(number))
            document = replace(document, year=int(corpus.years[start]))
            vectors = corpus.vectors[rows]
            self.backend.put(document, "", Embedding(vectors, [row[None] for row in vectors], [()] * len(vectors)))

    def ask(self, vector: NDArray[np.float32], year: int) -> list[int]:
        """By meaning alone."""
        from search.model import Filters

        with self.backend.snapshot() as snapshot:
            keys = snapshot.vectors.nearest(vector, TOP, Filters(year=year)).tolist()
            found = snapshot.passages.read(keys)
        return [int(found[key].document[1:]) * EACH + found[key].ordinal - 1 for key in keys]


class LanceDb:
    """A table with an index of product quantisation; candidates are compared again with their whole vectors."""

    def fill(self, folder: Path, corpus: Corpus) -> None:
        """One table."""
        import lancedb

        db = lancedb.connect(str(folder))
        self.table = None
        for rows in corpus.batches():
            data = [
                {
                    "number": row,
                    "text": corpus.texts[row],
                    "year": int(corpus.years[row]),
                    "vector": corpus.vectors[row],
                }
                for row in rows
            ]
            if self.table is None:
                self.table = db.create_table("passages", data)
            else:
                self.table.add(data)
        self.table.create_index(metric="dot", vector_column_name="vector")
        self.table.create_scalar_index("year")

    def ask(self, vector: NDArray[np.float32], year: int) -> list[int]:
        """The filter first."""
        asked = self.table.search(vector).distance_type("dot").where(f"year = {year}", prefilter=True)
        found = asked.nprobes(100).refine_factor(30).limit(TOP).select(["number", "text"]).to_list()
        return [row["number"] for row in found]


class Chroma:
    """A collection in a folder; hnsw."""

    def fill(self, folder: Path, corpus: Corpus) -> None:
        """One collection."""
        import chromadb

        client = chromadb.PersistentClient(str(folder), chromadb.Settings(anonymized_telemetry=False))
        self.collection = client.create_collection("passages", metadata={"hnsw:space": "ip", "hnsw:search_ef": 200})
        for rows in corpus.batches():
            self.collection.add(
                ids=[str(row) for row in rows],
                embeddings=corpus.vectors[rows.start : rows.stop],
                documents=[corpus.texts[row] for row in rows],
                metadatas=[{"year": int(corpus.years[row])} for row in rows],
            )

    def ask(self, vector: NDArray[np.float32], year: int) -> list[int]:
        """With a filter on metadata."""
        found = self.collection.query(query_embeddings=[vector], n_results=TOP, where={"year": year})
        return [int(id_) for id_ in found["ids"][0]]


class LangchainFaiss:
    """The vector store of langchain over FAISS: in memory, saved with pickle; filters behind the search."""

    def fill(self, folder: Path, corpus: Corpus) -> None:
        """Saved when it is filled."""
        from langchain_community.vectorstores import FAISS
        from langchain_community.vectorstores.utils import DistanceStrategy
        from langchain_core.embeddings import DeterministicFakeEmbedding

        self.size = len(corpus.texts)
        embeddings = DeterministicFakeEmbedding(size=corpus.vectors.shape[1])
        self.store: Any = None
        for rows in corpus.batches():
            pairs = [(corpus.texts[row], corpus.vectors[row]) for row in rows]
            data = [{"year": int(corpus.years[row]), "number": row} for row in rows]
            if self.store is None:
                by = DistanceStrategy.MAX_INNER_PRODUCT
                self.store = FAISS.from_embeddings(pairs, embeddings, data, distance_strategy=by)
            else:
                self.store.add_embeddings(pairs, data)
        self.store.save_local(str(folder))

    def ask(self, vector: NDArray[np.float32], year: int) -> list[int]:
        """So many are fetched that the filter leaves enough."""
        found = self.store.similarity_search_by_vector(vector, k=TOP, filter={"year": year}, fetch_k=self.size // 4)
        return [document.metadata["number"] for document in found]


class Haystack:
    """The store that comes with Haystack: in memory, saved as JSON, exact."""

    def fill(self, folder: Path, corpus: Corpus) -> None:
        """Saved when it is filled."""
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self.store = InMemoryDocumentStore(embedding_similarity_function="dot_product", return_embedding=False)
        for rows in corpus.batches():
            self.store.write_documents(
                [
                    Document(
                        id=str(row),
                        content=corpus.texts[row],
                        embedding=corpus.vectors[row].tolist(),
                        meta={"year": int(corpus.years[row])},
                    )
                    for row in rows
                ]
            )
        self.store.save_to_disk(str(folder / "store.json"))

    def ask(self, vector: NDArray[np.float32], year: int) -> list[int]:
        """With a filter on metadata."""
        wanted = {"field": "meta.year", "operator": "==", "value": year}
        found = self.store.embedding_retrieval(vector.tolist(), filters=wanted, top_k=TOP)
        return [int(document.id) for document in found]


class Txtai:
    """An index of FAISS with a SQLite database beside; filters behind the search."""

    def fill(self, folder: Path, corpus: Corpus) -> None:
        """Saved when it is filled. Vectors come from outside, by the number of the passage."""
        from txtai import Embeddings

        self.corpus, self.asked = corpus, corpus.queries[0]

        def vectors(given: Sequence[Any]) -> NDArray[np.float32]:
            return np.stack([self.asked if item == "?" else corpus.vectors[int(item)] for item in given])

        self.index = Embeddings(
            method="external", transform=vectors, content=True, columns={"text": "number"}, backend="faiss"
        )
        rows = range(len(corpus.texts))
        self.index.index(
            (row, {"number": str(row), "passage": corpus.texts[row], "year": int(corpus.years[row])}, None)
            for row in rows
        )
        self.index.save(str(folder))

    def ask(self, vector: NDArray[np.float32], year: int) -> list[int]:
        """So many are fetched that the filter leaves enough."""
        self.asked = vector
        most = len(self.corpus.texts) // 4
        sql = f"SELECT id, passage FROM txtai WHERE similar('?', {most}) AND year = {year} LIMIT {TOP}"  # noqa: S608 - numbers
        return [int(row["id"]) for row in self.index.search(sql)]


SYSTEMS: dict[str, type[Any]] = {
    "vindplaats": Vindplaats,
    "lancedb": LanceDb,
    "chroma": Chroma,
    "langchain+faiss": LangchainFaiss,
    "haystack": Haystack,
    "txtai": Txtai,
}
