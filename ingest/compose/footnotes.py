"""Footnotes: their order and numbers behind the text, and the sentence each is tied to by its mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.language.sentences import split_sentences
from ingest.model import Footnote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.compose.text import ComposedText
    from ingest.formats.typed_text import TypedNote
    from ingest.model import Block, Citation


@dataclass(frozen=True, slots=True)
class NumberedNote:
    """A note in the text: its number, its block, and the offset where its mark stood; None if no mark was found."""

    number: int
    block: int
    marker: int | None


def add_notes(text: ComposedText, notes: Sequence[TypedNote], title: str) -> list[NumberedNote]:
    """Append the notes to the text: in the order of their numbers where these are known, else of their marks.

    Notes without a mark come last. ``title``: the document's, for notes without a text above them.
    """
    notes = [note for note in notes if note.text.text.strip()]
    if notes and not text.sections:
        # Each note stands in a section all the same.
        first = next((note.page for note in notes if note.text.places[:1] == (1,)), None)
        text.add_chapter(title, first)
    end = text.blocks[-1].end + 1 if text.blocks else 1

    def place(note: TypedNote) -> int:
        return text.marks.get(note.key, end) if note.number is None else note.number

    ordered = sorted(notes, key=place)
    numbers = _numbers(ordered)
    placed = []
    for note in ordered:
        text.add_note(note)
        placed.append(NumberedNote(numbers[note.key], len(text.blocks) - 1, text.marks.get(note.key)))
    return placed


def _numbers(notes: Sequence[TypedNote]) -> dict[str, int]:
    """Key of a note -> its number: as printed; notes with another sign ("*", "a") are counted on after those."""
    printed = {note.key: int(note.label) for note in notes if note.label.isascii() and note.label.isdecimal()}
    last = max(printed.values(), default=0)
    others = (note.key for note in notes if note.key not in printed)
    return printed | {key: last + count for count, key in enumerate(others, start=1)}


def tie_footnotes(
    text: ComposedText, notes: Sequence[NumberedNote], citations: Sequence[Citation]
) -> tuple[list[Footnote], list[Block]]:
    """The footnotes, each with the sentence that carries its mark and with its citations, and all blocks of the text.

    A note stands in the section of its mark, so the blocks of the notes are returned with that section.
    """
    whole = text.text
    footnotes = [_tied(text, whole, note, citations) for note in notes]
    blocks = list(text.blocks)
    for note, footnote in zip(notes, footnotes, strict=True):
        blocks[note.block] = replace(blocks[note.block], section=footnote.section)
    return footnotes, blocks


def _tied(text: ComposedText, whole: str, note: NumberedNote, citations: Sequence[Citation]) -> Footnote:
    block, marker = text.blocks[note.block], note.marker
    anchor: tuple[int, int] | None = None
    section = 0
    if marker is not None:
        # The marker stood behind the last character it belongs to: one at a block's end is that block's.
        index = next(i for i, b in enumerate(text.blocks) if b.start <= marker <= b.end)
        home = text.blocks[index]
        section = home.section
        span = (home.start, home.end)
        sentences = (span,) if index in text.sentences else split_sentences(whole, *span)
        anchor = next(((a, b) for a, b in sentences if a < marker <= b), span)
    return Footnote(
        number=note.number,
        text=whole[block.start : block.end],
        start=block.start,
        end=block.end,
        marker=marker,
        anchor_start=anchor[0] if anchor else None,
        anchor_end=anchor[1] if anchor else None,
        section=section,
        page=block.page,
        citations=tuple(c for c in citations if block.start <= c.start < block.end),
    )
