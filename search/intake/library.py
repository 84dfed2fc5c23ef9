"""What an intake needs of the place it fills, and what comes of adding a file to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ingest.files.fingerprint import SourceFile
    from ingest.model import Document
    from search.intake.identity import Identity


class Outcome(StrEnum):
    """What adding a document did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same content is kept already, under another id


@dataclass(frozen=True, slots=True)
class Addition:
    """What came of adding a file. ``document``: the id under which its content is kept, a duplicate's too.

    ``legible``: whether what was read looks like language; a file may be read without an error and yield none.
    """

    outcome: Outcome
    document: str
    passages: int = 0  # of what was read; 0 where nothing was
    legible: bool = True


class Library(Protocol):
    """A place that keeps documents. KnowledgeBase is one."""

    def identify(self, file: SourceFile, version: str, taken: Mapping[str, Path]) -> Identity:
        """Find out which document a file is or will be (``search.intake.identity``).

        ``version``: of the readers; ``taken``: the ids that files of this run will get.
        """
        ...

    def copy_of(self, document: Document) -> str | None:
        """Return the id of another document with the same text, None where there is none."""
        ...

    def add_document(self, document: Document, ingest_version: str) -> Outcome:
        """Embed and store a document; it replaces the one with its id unless its file is the same."""
        ...
