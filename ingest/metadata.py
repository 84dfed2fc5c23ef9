"""What is known of a document beside its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalog states about a document; ``budget_chapter``: for citations that name none."""

    id: str
    title: str
    publisher: str = ""
    year: int | None = None
    kind: str = "document"
    language: str = "nl"
    budget_chapter: str | None = None
    date: str | None = None  # ISO 8601
    authors: tuple[str, ...] = ()
