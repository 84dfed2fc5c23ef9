"""References, notes and sources as the Leidraad voor juridische auteurs prints them.

The style is that of the Leidraad voor juridische auteurs (10th ed. 2022, par. 3.4; for Kamerstukken and Handelingen the
same as Aanwijzing 3.43 for legislation): "Kamerstukken II 2015/16, 34442, nr. 3, p. 7 (MvT)" - first where a paper can
be found, then between brackets what it is; "Kamerstukken I 2014/15, 33802, C, p. 3"; "Handelingen II 2010/11, nr. 108,
item 5"; "Aanhangsel Handelingen II 2014/15, nr. 1241"; "Stb. 2011, 35". A policy paper is named as a report is: who
wrote it, title, year, page. Every note ends with a full stop, and no addresses are given.

In notes only the references are set anew; where another paper is probably meant than is printed, the printed one stays
and the other follows between square brackets, the sign of an editor's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.registry.identifiers import citation_label, split_id
from ingest.model import CitationKind
from search.model import likely_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Citation, Footnote, Passage
    from search.backend.model import StoredDocument
    from search.ledger.papers import CitingPlace

# What a paper is, as it is named behind its number; a Kamerstuk says nothing by its kind.
_DESCRIBED = {
    CitationKind.MOTIE: "motie",
    CitationKind.AMENDEMENT: "amendement",
    CitationKind.KAMERBRIEF: "brief",
    CitationKind.TOEZEGGING: "toezegging",
}
_SPACE = re.compile(r"\s+")
_ACCOUNT = re.compile(r"\S*\d\S*")  # under which somebody logged in, as files name it: "FORM002"


@dataclass(frozen=True, slots=True)
class LinkedWords:
    """Words of a note. ``url``: of the paper that they refer to, "" where they refer to none that can be linked."""

    text: str
    url: str = ""


def source_note(passage: Passage, document: StoredDocument) -> str:
    """Return where a passage stands: who wrote it, title, year, page, and the chapter and section by name."""
    return _source(document, passage.page, passage.section_path)


def place_note(place: CitingPlace, document: StoredDocument) -> str:
    """Return the same of a place that cites a paper, with the number of the footnote that does."""
    return _source(document, place.page, (place.chapter, place.section), place.footnote)


def _source(document: StoredDocument, page: int | None, path: Iterable[str], footnote: int | None = None) -> str:
    *others, last = [name for name in document.authors if not _ACCOUNT.fullmatch(name)] or (document.publisher,)
    author = f"{', '.join(others)} & {last}" if others else last
    parts = [author, document.title, "" if document.year is None else str(document.year)]
    parts += ["" if page is None else f"p. {page}", "" if footnote is None else f"voetnoot {footnote}"]
    under = " › ".join(dict.fromkeys(name for name in path if name))
    named = ", ".join(part for part in parts if part)
    return _stopped(f"{named} (onder ‘{under}’)" if under else named)


def note_text(note: Footnote) -> str:
    """Return the words of a note with its references in the style of the Leidraad."""
    return "".join(each.text for each in note_words(note))


def note_words(note: Footnote) -> tuple[LinkedWords, ...]:
    """Return the same with the link of each reference."""
    pieces, at = [], note.start
    inside = sorted((each for each in note.citations), key=lambda each: (each.start, each.end))
    for (start, end), group in groupby(inside, key=lambda each: (each.start, each.end)):
        cites = list(group)
        between = LinkedWords(_SPACE.sub(" ", note.text[at - note.start : start - note.start]))
        pieces += [between, LinkedWords(reference(cites), likely_url(cites[0]) or "")]
        at = end
    rest = _SPACE.sub(" ", note.text[at - note.start :]).rstrip()
    first, *others = [*pieces, LinkedWords(rest)]
    pieces = [replace(first, text=first.text.lstrip()), *others]
    if not _stops("".join(each.text for each in pieces)):
        pieces.append(LinkedWords("."))
    return tuple(each for each in pieces if each.text)


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
    return text if _stops(text) else f"{text}."


def _stops(text: str) -> bool:
    return text.endswith((".", "!", "?"))
