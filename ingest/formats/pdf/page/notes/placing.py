"""The marks of notes put where their numbers stand in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.marks import mark, wants_space
from ingest.formats.pdf.page.notes.note import counted_on, labels_in

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine
    from ingest.formats.pdf.page.notes.note import Note

_GLUED = r"(?<=[^\W\d_.,;:!?”’»)\]%])([.,;:!?”’»)\]]{{0,2}}){label}(?=$|[\s.,;:!?)\]”’])"
_NEAR = 2  # pages from a marker to its note


def place_marks(notes: list[Note], bodies: list[list[PrintedLine]]) -> None:
    """Put the mark of each note where its number stands in the text (``bodies``: lines of each page, changed in place).

    A number leads to the note of its table or its page with that label, else to one near by, else to the only one there
    is.
    """
    by_label: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_label[note.label].append(note)
    for ordinal, lines in enumerate(bodies):
        for line in lines:
            for start, end in reversed(line.raised):
                for labels in (labels_in(line.text[start:end]), counted_on(line.text[start:end])):
                    found = [_target(by_label.get(label, []), ordinal, id(line)) for label in labels]
                    leads = [note for note in found if note is not None]
                    if leads and len(leads) == len(found):
                        _put(line, start, end, leads)
                        break
    for note in notes:
        if not note.marked:
            _find_flat(note, bodies)


def _target(candidates: list[Note], page: int, line: int) -> Note | None:
    """The note that a number on a page leads to; ``line``: id of the line it stands in."""
    same = [note for note in candidates if note.page == page]
    if same:
        # In a table its own note comes first, elsewhere the one at the foot of the page.
        return min(same, key=lambda note: 0 if note.table and line in note.table else 1 if note.table is None else 2)
    near = [note for note in candidates if abs(note.page - page) <= _NEAR]
    if near:
        return min(near, key=lambda note: (abs(note.page - page), note.page < page))
    return candidates[0] if len(candidates) == 1 else next((n for n in candidates if n.page > page), None)


def _put(line: PrintedLine, start: int, end: int, notes: list[Note]) -> None:
    """The label's characters replaced by marks, without the space before them; words on both sides stay apart."""
    text = "".join(mark(note.key) for note in notes)
    for note in notes:
        note.marked += 1
    first = start
    while first > 0 and line.text[first - 1] == " ":
        first -= 1
    if 0 < first < start and wants_space(line.text[end:]):
        text += " "
    elif line.text[end : end + 1] == " " and not wants_space(line.text[end + 1 :]):
        end += 1
    edge = line.xs[start]
    line.text = line.text[:first] + text + line.text[end:]
    line.xs = [*line.xs[:first], *[edge] * len(text), *line.xs[end:]]
    shift = len(text) - (end - first)
    line.raised = [(a, b) if b <= first else (a + shift, b + shift) for a, b in line.raised if a != start]


def _find_flat(note: Note, bodies: list[list[PrintedLine]]) -> None:
    """A marker that is not raised: the label glued to a word of the same page."""
    if not note.label.isdigit():
        return
    pattern = re.compile(_GLUED.format(label=re.escape(note.label)))
    for line in bodies[note.page]:
        match = pattern.search(line.text)
        if match:
            start = match.end() - len(note.label)
            _put(line, start, match.end(), [note])
            return
