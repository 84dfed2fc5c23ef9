"""A document as short lists, to be compared in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import BlockKind, Document


def titles(document: Document) -> list[str]:
    """The titles of its sections, two spaces further in for each level."""
    return [f"{'  ' * (len(section.path) - 1)}{section.title}" for section in document.sections]


def blocks(document: Document) -> list[tuple[str, str]]:
    """(kind, text) of its blocks, notes included."""
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document, kind: BlockKind) -> list[str]:
    """The texts of its blocks of one kind."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind is kind]


def notes(document: Document) -> list[tuple[int, str, str | None]]:
    """(number, text, the sentence that carries its mark) of its notes."""
    return [
        (
            note.number,
            note.text,
            None if note.marker is None else document.text[note.anchor_start : note.anchor_end],
        )
        for note in document.footnotes
    ]
