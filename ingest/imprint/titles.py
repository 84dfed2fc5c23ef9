"""What a document is called: by its subject line, its own head, its metadata, or the largest print on its cover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.properties import iso_date, titling
from ingest.imprint.letterhead import is_label
from ingest.imprint.masthead import is_masthead
from ingest.imprint.organisations import is_organisation
from ingest.language.document_kind import document_kind
from ingest.model import BlockKind, Fact, FactName, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.typed_text import Headline, TypedText
    from ingest.imprint.letterhead import Letterhead
    from ingest.imprint.masthead import Masthead
    from ingest.imprint.opening import Opening
    from ingest.imprint.questions import Questions

_MOST = 400  # characters
_ALIKE = 0.94  # of its size: print that belongs to one title
_LARGE = 1.35  # of the running text: a title that is printed over what is no title must not be as large
_LARGER = 1.09
_STRESSED = 2  # words of a title that are printed larger than its others
# Names of parts and of kinds of papers: what is printed so says nothing of this one.
_NO_TITLE = re.compile(
    r"(?:brief|nota|notitie|memo|rapport|advies|bijlagen?(?: \w{1,3})?|besluit|nader rapport|kamerbrief|"
    r"stand van zaken|"
    r"toelichting|algemeen|vragen|antwoorden?|vra(?:ag|gen) \d.*|antwoord(?:en)? (?:op )?(?:vra(?:ag|gen) )?\d.*|"
    r"artikel \d+\S*.*|"
    r"aan|van|cc|pagina .*|geachte .*|beste .*|aan de (?:voorzitter|minister|leden).*|> ?retouradres.*)",
    re.IGNORECASE,
)
_DATE_ALONE = re.compile(r"(?:\w+dag )?(?:\d{1,2}[ -])?(?:[a-z]+|\d{1,2})[ -]\d{4}|[\d\s./–-]+", re.IGNORECASE)


def can_be_title(text: str) -> bool:
    """Whether these words can be the title of a document: not a label, a name of a publisher, a masthead or a date.

    >>> can_be_title("Tweede Kamer der Staten-Generaal"), can_be_title("Werk in zicht")
    (False, True)
    """
    words = " ".join(text.split())
    bare = words.strip(" .:,;|")
    return (
        bool(re.search(r"[^\W\d_]{2}", words))
        and len(words) <= _MOST
        and not (_NO_TITLE.fullmatch(bare) or is_label(words) or is_masthead(bare) or is_organisation(bare))
        and not (_DATE_ALONE.fullmatch(bare) and iso_date(bare))
    )


def title_of(
    read: TypedText, opening: Opening, letter: Letterhead, masthead: Masthead, questions: Questions | None
) -> Fact | None:
    """Return the title and where it was read; None where nothing can be one."""
    stated = read.properties.title or ""
    printed = covered(read.properties.headlines)
    whole = " ".join(line.text for line in read.properties.headlines)
    believed = stated if can_be_title(stated) and not _is_print(stated, whole) else ""
    heading = _first_heading(read)
    if questions is not None and _same(believed, questions.title):
        questions = None  # as printed, its full stop included
    found = (
        (letter.subject.rstrip(".") if letter.is_letter else "", Origin.SUBJECT),
        (questions.title if questions is not None else "", Origin.MASTHEAD),
        (masthead.title if not believed or not _same(believed, masthead.title) else "", Origin.MASTHEAD),
        (believed, Origin.PROPERTIES),
        (printed, Origin.COVER),
        (letter.subject.rstrip("."), Origin.SUBJECT),
        (heading, Origin.HEADING),
        (_running_head(opening.margins), Origin.MARGIN),
        (_first_of_cover(opening.cover) if read.pages else "", Origin.COVER),
    )
    if read.properties.number is not None and believed:  # a publication's metadata name it exactly
        return Fact(FactName.TITLE, believed, Origin.PROPERTIES)
    return next((Fact(FactName.TITLE, title, origin) for title, origin in found if title), None)


def covered(headlines: Sequence[Headline]) -> str:
    """Return the largest print of the first page that can be a title, "" for none.

    What is larger but names the publisher or the journal is passed over; print of about one size is one title.
    """
    able = [line for line in headlines if can_be_title(line.text)]
    largest = max((line.size for line in able), default=0.0)
    passed = any(line.size >= _LARGE for line in headlines if line not in able)
    if largest < (_LARGER if passed else _LARGE):
        return ""
    title = [line for line in able if line.size > _ALIKE * largest]
    return " ".join(" ".join(line.text.split()) for line in _with_frame(able, title))[:_MOST]


def _with_frame(able: Sequence[Headline], title: Sequence[Headline]) -> Sequence[Headline]:
    """The title, with the lines above and below it where these are set alike: it stresses one word of a longer title.

    A line above or below alone is a heading over it or a subtitle.
    """
    first, last = able.index(title[0]), able.index(title[-1])
    if not 0 < first <= last < len(able) - 1:
        return title
    above, below = able[first - 1], able[last + 1]
    stressed = sum(len(line.text.split()) for line in title) <= _STRESSED
    alike = min(above.size, below.size) >= max(_LARGE, _ALIKE * max(above.size, below.size))
    return [above, *title, below] if stressed and alike and below.text[:1].islower() else title


def _is_print(stated: str, printed: str) -> bool:
    return bool(printed) and _letters(stated) in _letters(printed)


def _same(title: str, other: str) -> bool:
    return _letters(title) == _letters(other)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _running_head(margins: Sequence[str]) -> str:
    """The head or foot of the pages, where it names a kind of paper: covers are often drawn, and hold no text."""
    return next((line for line in margins if can_be_title(line) and document_kind(line, ())), "")


def _first_of_cover(cover: Sequence[str]) -> str:
    """The first line above the running text that can be a title, is no sentence and does not only name a first part."""
    able = (line for line in cover if can_be_title(line) and line[-1] not in ".,:;?!")
    return titling(next(able, "")) or ""


def _first_heading(read: TypedText) -> str:
    """The first heading that can be a title; a section below a chapter without one is a part of it."""
    headings = (
        block for block in read.blocks if block.kind is BlockKind.HEADING and (block.depth is None or block.depth == 1)
    )
    first = next((text for block in headings if can_be_title(text := block.text.text)), None)
    return titling(first) or ""
