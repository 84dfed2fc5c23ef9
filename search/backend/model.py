"""What a store gives and takes beside the dataclasses of ingest.model: plain data, whatever the store is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from ingest.model import FactName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ingest.model import Citation, Document, Fact
    from search.model import Filters

#: What passages can be counted by; each is a field of search.model.Filters.
Facet = Literal["document", "chapter", "sdg", "motie", "submitter", "year", "kind", "suggested_sdg"]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What the store knows of a document without its text. ``passages``, ``citations``: how many.

    ``facts``: what is known about it, each with where it was read or that a user corrected it.
    """

    id: str
    title: str
    publisher: str
    year: int | None
    kind: str
    language: str
    source: str
    sha256: str
    ingest_version: str
    date: str | None
    authors: tuple[str, ...]
    passages: int
    citations: int
    facts: tuple[Fact, ...] = ()

    @property
    def issuer(self) -> str:
        """Whose it is: the minister who answers or writes, where that is stated, else the publisher; "" for neither."""
        return next((fact.value for fact in self.facts if fact.name is FactName.MINISTER), self.publisher)

    @property
    def dated(self) -> str:
        """When it appeared, ISO 8601, as exact as it is known: "2024-03-14", "2024"; "" where nothing states it."""
        return self.date or ("" if self.year is None else str(self.year))


#: What documents can be ordered by: their id, or what is known of them, which for some is nothing.
DocumentOrder = Literal["id", "title", "kind", "publisher", "date", "passages", "citations"]


@dataclass(frozen=True, slots=True)
class Listing:
    """Which documents are listed. ``words``: each stands in title, publisher or id, case and accents ignored.

    ``order``: case and accents ignored too; what is not known is last either way, and equals are by id. ``first``:
    how many are left out before the first; ``most``: how many are listed.
    """

    words: str = ""
    order: DocumentOrder = "id"
    descending: bool = False
    first: int = 0
    most: int = 100


@dataclass(frozen=True, slots=True)
class DocumentState:
    """Which file a document was read from and in which state. ``ingest_version``: of the reader that read it."""

    id: str
    source: str
    sha256: str
    ingest_version: str


@dataclass(frozen=True, slots=True)
class Embedding:
    """The vectors of one document, float32, and the SDGs that they suggest.

    ``passages``: (number of passages, dimensions); ``sentences``: for each passage (number of its sentences,
    dimensions); ``suggested_sdgs``: for each passage, best first.
    """

    passages: NDArray[np.float32]
    sentences: Sequence[NDArray[np.float32]]
    suggested_sdgs: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be written. ``ingest_version``: of the reader that read it.

    ``corrections``: what users corrected of it, in the place of what stands; None leaves that.
    """

    document: Document
    ingest_version: str
    embedding: Embedding
    corrections: Mapping[FactName, str] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Passages in the order of the corpus: by the id of their document, then as its text goes; all of one length.

    ``documents``: the id of the document of each. ``notes``: whether it is a footnote.
    """

    keys: NDArray[np.int64]
    documents: tuple[str, ...]
    notes: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TermMatches:
    """The passages that hold a term. ``count``: how many in the whole knowledge base, whatever filters and scope.

    ``keys``: those that pass filters and scope, ascending. ``frequencies``: for each of them how often it holds the
    term, as BM25 saturates it, weighted by where it stands: 0 to k1 + 1.
    """

    count: int
    keys: NDArray[np.int64]
    frequencies: NDArray[np.float64]


class FacetCount(NamedTuple):
    """How many passages a value of a filter leaves. ``label``: what the documents call it."""

    value: str | int
    label: str
    passages: int


@dataclass(frozen=True, slots=True)
class StoredCitation:
    """A citation and where it stands.

    ``passage``: key of the passage that shows it, one of the running text rather than the footnote itself; None where
    there is none. ``anchor``: span in the document's text of the sentence that carries the marker of its footnote,
    None where it stands in the running text or no marker was found. ``page``: of its footnote.
    """

    document: str
    citation: Citation
    passage: int | None
    anchor: tuple[int, int] | None
    page: int | None


@dataclass(frozen=True, slots=True)
class PaperNames:
    """What the documents call a paper. ``title``: the first that is printed, "" for none; ``submitters``: all named."""

    title: str = ""
    submitters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalCount:
    """How many passages of a chapter name a goal. ``title``: of the document; ``sdg``: 1-17."""

    document: str
    title: str
    chapter: str
    sdg: int
    passages: int


class Moment(NamedTuple):
    """A moment in the life of a store. ``time``: by a clock, ISO 8601 in UTC, for people; "" where it is not known.

    ``generation``: how many writes the store had seen, which tells exactly what was there by then.
    """

    generation: int
    time: str


@dataclass(frozen=True, slots=True)
class Intake:
    """When a document came in, or came with another text; generation 0 where it was there before this was noted."""

    document: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question that a user keeps, with its filters. ``id``: follows from both.

    ``kept``: since when; ``looked``: until when what came was looked at; ``reported``: until when it was reported.
    """

    id: str
    question: str
    filters: Filters
    kept: Moment
    looked: Moment
    reported: Moment
