"""The sentences of the first hits, each with what a reader of the passage sees around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from search.dutch.terms import terms, words
from search.exchanges import question_text
from search.tables import BAR, heads, table_headers, unit_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ingest.model import Passage
    from search.ask.ranking import Ranked
    from search.backend.model import StoredDocument
    from search.backend.protocol import Snapshot
    from search.model import Hit

CACHED = 8192  # sentences and headings whose terms are kept


@lru_cache(maxsize=CACHED)
def term_set(text: str) -> frozenset[str]:
    """Return the terms of a sentence or heading; the same ones come by for many questions."""
    return frozenset(terms(text))


@lru_cache(maxsize=CACHED)
def form_set(text: str) -> frozenset[str]:
    """Return the folded words of a sentence or heading as they are written."""
    return frozenset(word.form for word in words(text))


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer.

    ``similarity``: to the question. ``coverage``: the part of the question that its passage holds. ``year``: of its
    document. ``header``: for a row of a table, the lines above the rows, which say what the numbers are; ``unit``: what
    they are counted in, as the table says. ``heads``: whether it is such a line itself. ``asked``: the question in the
    text that its passage answers.
    """

    text: str
    similarity: float
    hit: Hit
    coverage: float = 0.0
    year: int | None = None
    header: tuple[str, ...] = ()
    unit: str = ""
    heads: bool = False
    asked: str = ""

    @cached_property
    def with_header(self) -> str:
        """The sentence after the header of its table."""
        return " ".join((*self.header, self.text))

    @cached_property
    def with_unit(self) -> str:
        """The sentence between the header of its table and the unit, which says that its numbers are amounts."""
        return f"{self.with_header} {self.unit}" if self.unit else self.with_header

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of the sentence and the header of its table."""
        return term_set(self.with_header)

    @cached_property
    def headings(self) -> str:
        """What stands above it: the document's title, issuer and year, the titles of its sections, what it answers."""
        above = (self.hit.title, self.hit.issuer, str(self.year or ""))
        return ". ".join((*above, *self.hit.passage.section_path, self.asked))


def source_of(candidate: Candidate) -> str:
    """Return what says whose document a sentence stands in: its title and publisher."""
    return f"{candidate.hit.title}. {candidate.hit.issuer}"


def inside(passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span of the document as one of the passage's text."""
    return span[0] - passage.start, span[1] - passage.start


def marked_sentence(item: Ranked, vector: NDArray[np.float32], passage: Passage, snapshot: Snapshot) -> int | None:
    """Return the sentence of a hit that is nearest to the question, of those that state something.

    What heads a table says what its numbers are, and is near to a question on them.
    """
    if item.sentence is None:
        return None
    heading = heads([passage.text[slice(*inside(passage, span))] for span in passage.sentences])
    if item.sentence not in heading:
        return item.sentence
    near = enumerate(snapshot.vectors.sentences(vector, [item.key]).get(item.key, ()))
    return max((pair for pair in near if pair[0] not in heading), key=lambda pair: pair[1], default=(None, 0.0))[0]


def candidates_of(
    read: Sequence[tuple[Hit, Ranked]],
    vector: NDArray[np.float32],
    asked: Mapping[str, Mapping[int, Passage]],
    snapshot: Snapshot,
    documents: Mapping[str, StoredDocument],
) -> list[Candidate]:
    """Return all sentences of these hits, in order.

    ``vector``: of the question. ``asked``: passage id -> the passages with the question in the text that it answers.
    """
    keys = {item.key for _, item in read}.union(*asked.values())
    similarities = snapshot.vectors.sentences(vector, keys)
    candidates: list[Candidate] = []
    for hit, item in read:
        passage = hit.passage
        texts = [passage.text[slice(*inside(passage, span))] for span in passage.sentences]
        above, heading = table_headers(texts), heads(texts)
        asking = asked[passage.id]
        question = question_text(asking.values())
        question_near = max((near for key in asking for near in similarities.get(key, ())), default=-1.0)
        year = documents[passage.document].year
        for place, (text, near) in enumerate(zip(texts, similarities.get(item.key, ()), strict=True)):
            header = tuple(texts[each] for each in above[place])
            row = header or (BAR in text and place not in heading)
            unit = unit_in(*header, passage.section, *texts[:1]) if row else ""
            both = max(near, (near + question_near) / 2)
            candidates.append(
                Candidate(text, both, hit, item.coverage, year, header, unit, heads=place in heading, asked=question)
            )
    return candidates
