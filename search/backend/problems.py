"""What can be wrong with a stored knowledge base, whatever it is stored in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """What is wrong. The value is the sentence for a log; the page has its own, in Dutch."""

    DATABASE = "the database is damaged"
    REFERENCE = "a row of the database refers to one that is missing"
    DOCUMENT = "what is stored of it is not what was written"
    PASSAGE_TEXT = "its text is not its span of the document"
    SENTENCE = "a sentence lies outside it"
    LEXICAL_INDEX = "damaged"
    LEXICAL_PASSAGES = "passages differ from the store"
    LEXICAL_WORDS = "its word counts differ from the passages"
    WORDS_FILE = "damaged; it is built again by itself"
    VECTOR_LENGTH = "a vector in the store is not of length 1"
    VECTOR_FILE = "damaged; the next search builds it again"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``where``: the id of a document or passage, a file or a part; ``detail``: how many, or why.
    """

    kind: ProblemKind
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.kind.value}" + (f" ({self.detail})" if self.detail else "")
