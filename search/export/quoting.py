"""A passage or a sentence as it is quoted: its words, where they stand, and its footnotes in the style of the Leidraad.

The style is that of the Leidraad voor juridische auteurs (10th ed. 2022, par. 3.4; for Kamerstukken and Handelingen the
same as Aanwijzing 3.43 for legislation): "Kamerstukken II 2015/16, 34442, nr. 3, p. 7 (MvT)" - first where a paper can
be found, then between brackets what it is; "Kamerstukken I 2014/15, 33802, C, p. 3"; "Handelingen II 2010/11, nr. 108,
item 5"; "Aanhangsel Handelingen II 2014/15, nr. 1241"; "Stb. 2011, 35". A policy paper is named as a report is: who
wrote it, title, year, page. Every note ends with a full stop, and no addresses are given.

What is quoted stays word for word. In notes only the references are set anew; where another paper is probably meant
than is printed, the printed one stays and the other follows between square brackets, the sign of an editor's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ingest.citations.grammar import patterns
from ingest.citations.registry.identifiers import citation_label, split_id
from ingest.model import CitationKind
from search.errors import PassageMissingError
from search.tables import table_headers, unit_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ingest.model import Citation, Footnote, Passage
    from search.backend.model import StoredDocument
    from search.export.source import ExportSource

# What a paper is, as it is named behind its number; a Kamerstuk says nothing by its kind.
_DESCRIBED = {
    CitationKind.MOTIE: "motie",
    CitationKind.AMENDEMENT: "amendement",
    CitationKind.KAMERBRIEF: "brief",
    CitationKind.TOEZEGGING: "toezegging",
}

BULLET = "• "  # of an item that the words begin with: it belongs to the list they are taken from
_ACCOUNT = re.compile(r"\S*\d\S*")  # under which somebody logged in, as files name it: "FORM002"


@dataclass(frozen=True, slots=True)
class QuotedNote:
    """A footnote of what is quoted. ``text``: its words, references in the style of the Leidraad, with a full stop."""

    number: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the note as programs get it."""
        return {"number": self.number, "text": self.text}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, ready to be pasted.

    ``text``: word for word, with "[42]" where the number of a note stood and "[…]" where words are left out.
    ``source``: where it stands, as a footnote of one's own would say it; ``title``: of the document, which stands in
    it. ``unit``: what the amounts of a table are counted in, "" where the words say so themselves. ``notes``: those of
    the words quoted, in their order.
    """

    passage: str
    text: str
    source: str
    notes: tuple[QuotedNote, ...] = ()
    title: str = ""
    unit: str = ""

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

    notes = [note for note in passage.footnotes if belongs(note)]
    return Quotation(
        passage=passage.id,
        text=" […] ".join(_marked(passage, notes, start, end) for start, end in spans),
        source=source_note(passage, document),
        notes=tuple(QuotedNote(note.number, note_text(note)) for note in notes),
        title=document.title,
        unit=_unit(passage, sentences),
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


def _marked(passage: Passage, notes: Sequence[Footnote], start: int, end: int) -> str:
    """The words from ``start`` to ``end`` with the numbers of the notes put back."""
    pieces, at = [], start
    for note in sorted(notes, key=lambda each: _place(each, passage)):
        place = _place(note, passage)
        if start <= place <= end:
            pieces.append(f"{passage.text[at:place]}[{note.number}]")
            at = place
    return "".join([*pieces, passage.text[at:end]]).strip().removeprefix(BULLET)


def source_note(passage: Passage, document: StoredDocument) -> str:
    """Return where a passage stands: who wrote it, title, year, page, and the chapter and section by name."""
    *others, last = [name for name in document.authors if not _ACCOUNT.fullmatch(name)] or (document.publisher,)
    author = f"{', '.join(others)} & {last}" if others else last
    parts = [author, document.title, "" if document.year is None else str(document.year)]
    parts.append("" if passage.page is None else f"p. {passage.page}")
    path = " › ".join(dict.fromkeys(name for name in passage.section_path if name))
    named = ", ".join(part for part in parts if part)
    return _stopped(f"{named} (onder ‘{path}’)" if path else named)


def note_text(note: Footnote) -> str:
    """Return the words of a note with its references in the style of the Leidraad."""
    pieces, at = [], note.start
    inside = sorted((each for each in note.citations), key=lambda each: (each.start, each.end))
    for (start, end), group in groupby(inside, key=lambda each: (each.start, each.end)):
        pieces += [note.text[at - note.start : start - note.start], reference(list(group))]
        at = end
    return _stopped(" ".join("".join([*pieces, note.text[at - note.start :]]).split()))


def reference(citations: Sequence[Citation]) -> str:
    """Return the citations of one span (several only for a range, "nrs. 3-5") as the Leidraad prints them.

    Words that only name a further number of a paper before them ("nr. 7") stay as they are.
    """
    first = citations[0]
    printed = " ".join(first.text.split())
    if first.id is None or (first.dossier and first.dossier not in re.sub(r"[\s.]", "", printed)):
        return printed
    label = citation_label(first)
    if len(citations) > 1:
        *numbers, last = [each.number or "" for each in citations]
        label = f"{label.rpartition(', ')[0]}, nrs. {', '.join(numbers)} en {last}"
    page = patterns.PAGE.search(printed)
    label += f", {page[0].lstrip(' ,')}" if page else ""
    described = description(first)
    return f"{label}{f' ({described})' if described else ''}{_instead(citations)}"


def description(citation: Citation) -> str:
    """Return what a paper is, as it stands between brackets behind its number: "motie-Van der Lee c.s. over water"."""
    kind = _DESCRIBED.get(citation.kind)
    if kind is None:
        return ""
    *rest, last = citation.submitters or ("",)
    names = f"{', '.join(rest)} en {last}" if rest else last
    parts = (f"{kind}-{names}" if names else kind, "c.s." if citation.cosigned else "", citation.title or "")
    described = " ".join(part for part in parts if part)
    return "" if described == "brief" else described


def _instead(citations: Iterable[Citation]) -> str:
    """The paper probably meant where another is printed, as an editor adds it."""
    meant = [parts for each in citations if each.likely_id != each.id and (parts := split_id(each.likely_id or ""))]
    if not meant:
        return ""
    first = meant[0]
    joint = "-" if (first.suffix or "").isdigit() else " "
    dossier = joint.join(part for part in (first.dossier, first.suffix) if part)
    numbers = " en ".join(part.number or "" for part in meant)
    nr = "nr. " if numbers[:1].isdigit() else ""
    return f" [waarschijnlijk bedoeld: {dossier}, {nr}{numbers}]"


def _stopped(text: str) -> str:
    """With the full stop that ends every note."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
