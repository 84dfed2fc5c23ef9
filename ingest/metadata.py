"""What is known of a document beside its text."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Fact  # noqa: TC001 - the codec reads the types of the fields


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalog or the document itself states; ``budget_chapter``: for citations that name none."""

    id: str
    title: str
    publisher: str = ""
    year: int | None = None
    kind: str = "document"
    language: str = "nl"
    budget_chapter: str | None = None
    date: str | None = None  # ISO 8601
    authors: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()  # each with where it was read
