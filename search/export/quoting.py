"""A passage or a sentence as it is quoted: its words, where they stand, and its footnotes in the style of the Leidraad.

What is quoted stays word for word; search.export.leidraad sets the notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import citation_label
from search.errors import PassageMissingError
from search.export.leidraad import LinkedWords, note_words, reference, source_note
from search.ledger.papers import LAW
from search.model import likely_url
from search.tables import table_headers, unit_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ingest.model import Footnote, Passage
    from search.backend.model import StoredDocument
    from search.export.source import ExportSource

BULLET = "• "  # of an item that the words begin with: it belongs to the list they are taken from


@dataclass(frozen=True, slots=True)
class QuotedNote:
    """A footnote of what is quoted, or a reference in its running text that can be one: that has no ``number``.

    ``words``: references in the style of the Leidraad, each with its link; with a full stop.
    """

    number: int | None
    words: tuple[LinkedWords, ...]

    @property
    def text(self) -> str:
        """Its words without links."""
        return "".join(each.text for each in self.words)

    def to_json(self) -> dict[str, Any]:
        """Return the note as programs get it."""
        return {"number": self.number, "text": self.text}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, ready to be pasted.

    ``text``: word for word, with "[42]" where the number of a note stood and "[…]" where words are left out.
    ``source``: where it stands, as a footnote of one's own would say it; ``title``: of the document, which stands in
    it. ``unit``: what the amounts of a table are counted in, "" where the words say so themselves. ``notes``: those of
    the words quoted, in their order. ``pieces``: the words, cut where a note stands or a reference ends, with these in
    between; notes whose place is not known are last.
    """

    passage: str
    text: str
    source: str
    notes: tuple[QuotedNote, ...] = ()
    title: str = ""
    unit: str = ""
    pieces: tuple[str | QuotedNote, ...] = ()

    def to_text(self, link: str = "") -> str:
        """Return all of it as plain text: the words between quotation marks, their source, their notes.

        ``link``: where the passage can be read, "" for nowhere.
        """
        notes = "".join(f"\n[{note.number}] {note.text}" for note in self.notes)
        unit, where = (self.unit and f" ({self.unit})", link and f"\n{link}")
        return f"“{self.text}”{unit}\n\n{self.source}{where}{notes and chr(10)}{notes}"

    def to_html(self, link: str = "") -> str:
        """Return the same with paragraphs, the title in italics and linked, as a word processor takes it."""
        before, _, after = self.source.partition(self.title)
        named = f"<i>{escape(self.title)}</i>"
        linked = f'<a href="{escape(link)}">{named}</a>' if link else named
        unit = self.unit and f" ({self.unit})"
        words = escape(f"“{self.text}”{unit}").replace("\n\n", "</p><p>").replace("\n", "<br>")
        notes = "".join(f"<p>[{note.number}] {escape(note.text)}</p>" for note in self.notes)
        return f"<p>{words}</p><p>{escape(before)}{linked}{escape(after)}</p>{notes}"

    def to_json(self) -> dict[str, Any]:
        """Return it as programs get it."""
        return {
            "passage": self.passage,
            "text": self.text,
            "source": self.source,
            "notes": [note.to_json() for note in self.notes],
        }


def quote(base: ExportSource, passage: str, *sentences: str) -> Quotation:
    """Return a passage of a knowledge base, or sentences of it, ready to be pasted.

    ``passage``: its id ("bhos-2022:0042"). ``sentences``: words that stand in it, such as those of an answer; then only
    the notes within them come along, and what is left out between them is marked. Raises PassageMissingError where
    there is no such passage or sentence.
    """
    document = passage.rpartition(":")[0]
    known = base.documents_named([document]).get(document)
    found = base.passages_named([passage]).get(passage)
    if known is None or found is None:
        raise PassageMissingError(passage)
    return quote_passage(found, known, *sentences)


def quote_passage(passage: Passage, document: StoredDocument, *sentences: str) -> Quotation:
    """Return ``passage`` of ``document``, or ``sentences`` of it, ready to be pasted; see ``quote``."""
    spans = _spans(passage, sentences) if sentences else [(_first_word(passage), len(passage.text))]

    def belongs(note: Footnote) -> bool:
        return not sentences or any(start <= _place(note, passage) <= end for start, end in spans)

    notes = [
        (_place(note, passage), QuotedNote(note.number, note_words(note)))
        for note in filter(belongs, passage.footnotes)
    ]
    pieces = list(_pieces(passage, spans, [*notes, *_references(passage)]))
    return Quotation(
        passage=passage.id,
        text="".join(each if isinstance(each, str) else _number(each) for each in pieces),
        source=source_note(passage, document),
        notes=tuple(note for _, note in notes),
        title=document.title,
        unit=_unit(passage, sentences),
        pieces=(*pieces, *(note for at, note in notes if not any(start <= at <= end for start, end in spans))),
    )


def _spans(passage: Passage, sentences: Iterable[str]) -> list[tuple[int, int]]:
    """Where sentences stand in the text of a passage, in its order; those that follow each other are one span."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((passage.text.find(each), passage.text.find(each) + len(each)) for each in sentences):
        if start < 0:
            raise PassageMissingError(passage.id)
        if spans and not passage.text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _unit(passage: Passage, sentences: Collection[str]) -> str:
    """What the amounts of quoted rows of a table are counted in; "" where none is quoted, or the words say so."""
    lines = [passage.text[start - passage.start : end - passage.start] for start, end in passage.sentences]
    rows = zip(lines, table_headers(lines), strict=True)
    heads = [lines[at] for line, above in rows if line in sentences for at in above]
    unit = unit_in(*heads, passage.section, *lines[:1]) if heads else ""
    return "" if any(unit in each for each in sentences) else unit


def _first_word(passage: Passage) -> int:
    """Where the words begin, behind headings: those are printed with the source."""
    if not passage.sentences:
        return 0
    first = passage.sentences[0][0] - passage.start
    titles = {" ".join(title.split()) for title in passage.section_path}
    above = [" ".join(line.split()) for line in passage.text[:first].split("\n\n")]
    return first if all(line in titles for line in above if line) else 0


def _place(note: Footnote, passage: Passage) -> int:
    """Where in the passage the number of a note stood; -1 where that is not known."""
    return -1 if note.marker is None else note.marker - passage.start


def _pieces(
    passage: Passage, spans: Iterable[tuple[int, int]], notes: Iterable[tuple[int, QuotedNote]]
) -> Iterator[str | QuotedNote]:
    """Yield the words of the spans, cut at the places of the notes."""
    in_order = sorted(notes, key=lambda each: each[0])
    for count, (start, end) in enumerate(spans):
        inside = [(place, note) for place, note in in_order if start <= place <= end]
        bounds = [start, *(place for place, _ in inside), end]
        words = [passage.text[at:to] for at, to in pairwise(bounds)]
        words[0] = words[0].lstrip().removeprefix(BULLET)
        words[-1] = words[-1].rstrip()
        yield (" […] " if count else "") + words[0]
        for (_, note), after in zip(inside, words[1:], strict=True):
            yield note
            yield after


def _number(note: QuotedNote) -> str:
    return "" if note.number is None else f"[{note.number}]"


def _references(passage: Passage) -> Iterator[tuple[int, QuotedNote]]:
    """Yield where the references to papers in the running text end, and what a footnote would say there.

    Laws are known by the names that the text gives them.
    """
    inside = [each for each in passage.citations if each.footnote is None and each.kind not in LAW]
    for end, group in groupby(sorted(inside, key=lambda each: (each.end, each.start)), key=lambda each: each.end):
        cites = list(group)
        if url := likely_url(cites[0]):
            words = reference(cites)
            words = citation_label(cites[0]) if words == " ".join(cites[0].text.split()) else words
            yield end - passage.start, QuotedNote(None, (LinkedWords(words, url), LinkedWords(".")))
