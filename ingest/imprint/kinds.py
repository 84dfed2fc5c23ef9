"""What kind of paper a document is: as its heading, its metadata, its title or its cover names it, else by its form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.language.document_kind import document_kind
from ingest.model import Fact, FactName, Origin

if TYPE_CHECKING:
    from ingest.formats.typed_text import TypedText
    from ingest.imprint.letterhead import Letterhead
    from ingest.imprint.masthead import Masthead
    from ingest.imprint.opening import Opening
    from ingest.imprint.questions import Questions

PROGRAMMES = frozenset({"verkiezingsprogramma", "partijprogramma"})
_LETTER = "Kamerbrief"
_GENERIC = frozenset(
    {"brief", "document", "letter", "rapport", "publicatie", "webpagina", "pagina", "text", "pdf", "overig"}
)
_TO_THE_HOUSE = re.compile(
    r"(?:Aan de )?Voorzitter van de (?:Tweede|Eerste) Kamer\b.*|Geachte (?:heer|mevrouw )?\s?voorzitter\b.*",
    re.IGNORECASE,
)
_MEMO = re.compile(r"(?P<kind>notitie|memo)(?:randum)?", re.IGNORECASE)
_BY_A_MINISTER = re.compile(r"brief van de (?:minister|staatssecretaris|minister-president)", re.IGNORECASE)


def kind_of(  # noqa: PLR0913, PLR0917 - what it may be read from
    read: TypedText,
    opening: Opening,
    title: str,
    letter: Letterhead,
    masthead: Masthead,
    questions: Questions | None,
) -> Fact | None:
    """Return the kind of a document and where it was read; None where nothing tells."""
    stated = (read.properties.kind or "").strip()
    to_house = letter.is_letter and any(_TO_THE_HOUSE.fullmatch(line) for line in opening.lines)
    heading = _LETTER if _BY_A_MINISTER.match(masthead.heading) else document_kind(masthead.heading, ())
    found = (
        (heading, Origin.MASTHEAD),
        (stated if stated.lower() not in _GENERIC else None, Origin.PROPERTIES),
        (document_kind(title, ()), Origin.HEADING),
        ("Kamervragen" if questions is not None else None, Origin.MASTHEAD),
        (_LETTER if to_house else None, Origin.LETTERHEAD),
        (stated or None, Origin.PROPERTIES),
        (document_kind("", (block.text.text for block in read.blocks)), Origin.COVER),
        (_of_letter(opening) if letter.is_letter else None, Origin.LETTERHEAD),
    )
    return next((Fact(FactName.KIND, kind, origin) for kind, origin in found if kind), None)


def _of_letter(opening: Opening) -> str:
    """A letter, or the memo that its first lines call it."""
    named = (_MEMO.fullmatch(line) for line in opening.cover)
    return next((match["kind"].lower() for match in named if match), "brief")
