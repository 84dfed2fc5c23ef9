"""What kind of document a text is, as its title or the lines under the title name it.

An answer shows the kind with its source, and what the government states stands before what a party wants. Only words
that name nothing else count: "nota" or "advies" in a title may as well be what the document is about.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OPENING_BLOCKS = 8  # of a document, in which a line may name its kind
LINE_WORDS = 14  # at most in such a line; a longer one is running text, which ends the opening
RUNNING_WORDS = 30

#: Kind -> what names it; the first kind that is named wins, since "antwoorden op Kamervragen over het jaarverslag" are
#: answers.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE))
    for kind, pattern in (
        ("antwoord op Kamervragen", r"(?:be)?antwoord(?:ing|en)?\b.{0,80}\b(?:kamervragen|schriftelijke vragen)"),
        (
            "verkiezingsprogramma",
            r"(?:concept-?)?verkiezings(?:programma|manifest)|programma\b.{0,60}\bvoor de .{0,40}verkiezingen",
        ),
        ("partijprogramma", r"partijprogramma|beginselprogramma"),
        ("coalitieakkoord", r"coalitie-?akkoord|regeerakkoord|hoofdlijnenakkoord|regeerprogramma"),
        ("troonrede", r"troonrede"),
        ("miljoenennota", r"miljoenennota"),
        ("voortgangsrapportage", r"voortgangs(?:rapportage|verslag|brief)"),
        ("jaarverslag", r"jaarverslag|jaarrapportage|jaarbericht"),
        ("beleidsnota", r"beleidsnota"),
        ("Kamerbrief", r"kamerbrief"),
        (
            "begroting",
            r"(?:ontwerp|rijks)begroting|begroting(?:swet|sstaten)?(?= (?:hoofdstuk )?(?:20\d\d|[IVXL]+\b))",
        ),
        ("handreiking", r"handreiking"),
        ("evaluatie", r"beleidsdoorlichting|evaluatierapport"),
    )
)
#: The same for what the first words of a title name: further on they are what the document is about.
_FIRST_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:{pattern})(?![\w-])", re.IGNORECASE))
    for kind, pattern in (
        (
            "Kamervragen",
            r"(?:schriftelijke )?vragen (?:van|gesteld door) (?:het lid|de leden|het kamerlid|de kamerleden)",
        ),
        ("memorie van toelichting", r"memorie van toelichting"),
        ("motie", r"(?:nader )?(?:gewijzigde )?motie van"),
        ("amendement", r"(?:nader )?(?:gewijzigd )?amendement van"),
        (
            "verslag",
            r"verslag van een (?:commissiedebat|algemeen overleg|schriftelijk overleg|nota-?overleg|wetgevingsoverleg)",
        ),
        ("begroting", r"(?:wijziging|vaststelling) van de begrotingssta(?:at|ten)|begroting"),
        ("advies", r"(?:advies(?:rapport|aanvraag)?|nader rapport)(?=$|[ :,.])(?! op maat)"),
        ("wet", r"(?:rijks)?wet (?:van|houdende|tot|op|inzake)"),
        ("besluit", r"(?:koninklijk )?besluit (?:van|houdende|tot)"),
        ("regeling", r"(?:ministeriële |wijzigings|uitvoerings)?regeling (?:van|houdende|tot)"),
        ("beleidsregel", r"beleidsregels?"),
        ("verordening", r"verordening"),
    )
)


def document_kind(title: str, opening: Iterable[str]) -> str | None:
    """Return the kind that the title names, else the one that a short line of the opening does, None for neither.

    ``opening``: the first blocks of the text, in order; what comes after running text began is not looked at.
    """
    found = _named(title) or _named_first(title)
    if found is not None:
        return found
    first = [" ".join(text.split()) for _, text in zip(range(OPENING_BLOCKS), opening, strict=False)]
    lines = takewhile(lambda line: len(line.split()) < RUNNING_WORDS, first)
    kinds = (_named(line) for line in lines if len(line.split()) <= LINE_WORDS)
    return next((kind for kind in kinds if kind is not None), None)


def _named(line: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(line)), None)


def _named_first(title: str) -> str | None:
    return next((kind for kind, pattern in _FIRST_WORDS if pattern.match(title.strip())), None)
