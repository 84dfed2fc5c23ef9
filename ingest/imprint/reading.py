"""All that a paper states about itself -> its metadata, and the facts with where each was read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.formats.properties import iso_date
from ingest.imprint.kinds import PROGRAMMES, kind_of
from ingest.imprint.letterhead import letterhead_of
from ingest.imprint.masthead import masthead_of
from ingest.imprint.opening import opening_of
from ingest.imprint.organisations import (
    issuer_named,
    ministry_named,
    ministry_of_minister,
    organisation_named,
    own_party,
    parties_named,
    parties_of_name,
)
from ingest.imprint.questions import questions_of
from ingest.imprint.titles import title_of
from ingest.metadata import Metadata
from ingest.model import Fact, FactName, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ingest.formats.typed_text import TypedText
    from ingest.imprint.letterhead import Letterhead
    from ingest.imprint.masthead import Masthead
    from ingest.imprint.opening import Opening
    from ingest.imprint.questions import Questions

_UNSTATED = "document"  # the kind of what names none
# From or until when something holds: no date of a paper.
_TERM = re.compile(
    r"\b(?:per|tot|tot en met|t/m|vanaf|sinds|ingang van|uiterlijk|vóór|voor|na)\s+\d{1,2}\s+[a-z]+\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
_MOST_DATE_WORDS = 8  # in a line of a cover that gives the date
_DAY_OR_MONTH = len("2024-05")
_ELECTION = re.compile(
    r"(?:verkiezingen|(?:verkiezings|partij|beginsel|concept)\s?(?:programma|manifest))\b.{0,60}?\b(?P<year>(?:19|20)\d\d)\b"
    r"|(?<!\d)(?P<from>(?:19|20)\d\d)\s?[-–]\s?(?:19|20)\d\d(?!\d)",
    re.IGNORECASE | re.DOTALL,
)
_COALITION = "coalitieakkoord"


def metadata_of(path: Path, read: TypedText, entry: Metadata | None) -> Metadata:
    """Return the metadata of a document that was read: what the catalog states goes before what the paper does.

    ``entry``: of the catalog, None for none. What nobody states stays empty, but the title is then the file's name.
    """
    opening = opening_of(read)
    facts = {fact.name: fact for fact in _facts(path, read, opening) if fact.value}
    if entry is not None:
        return replace(entry, facts=_with_catalog(entry, facts))
    stated = read.properties
    facts.setdefault(FactName.TITLE, Fact(FactName.TITLE, path.stem, Origin.FILE))
    date = facts[FactName.DATE].value if FactName.DATE in facts else None
    return Metadata(
        id=path.stem,
        title=facts[FactName.TITLE].value,
        publisher=facts[FactName.PUBLISHER].value if FactName.PUBLISHER in facts else "",
        year=int(date[:4]) if date else None,
        kind=facts[FactName.KIND].value if FactName.KIND in facts else _UNSTATED,
        language=(stated.language or "nl").lower()[:2],
        date=date,
        authors=stated.authors,
        facts=_ordered(facts.values()),
    )


def _with_catalog(entry: Metadata, facts: dict[FactName, Fact]) -> tuple[Fact, ...]:
    """The facts, those that the catalog states in the place of those that the paper does."""
    stated = {
        FactName.TITLE: entry.title,
        FactName.PUBLISHER: entry.publisher,
        FactName.KIND: "" if entry.kind == _UNSTATED else entry.kind,
        FactName.DATE: entry.date or str(entry.year or ""),
    }
    others = {name: fact for name, fact in facts.items() if name not in stated}
    catalog = {name: Fact(name, value, Origin.CATALOG) for name, value in stated.items() if value}
    return _ordered((others | catalog).values())


def _ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    order = list(FactName)
    return tuple(sorted(facts, key=lambda fact: order.index(fact.name)))


def _facts(path: Path, read: TypedText, opening: Opening) -> list[Fact]:
    letter, masthead = letterhead_of(opening), masthead_of(opening, read.properties.number or "")
    questions = questions_of(opening.lines)
    title = title_of(read, opening, letter, masthead, questions)
    name = title.value if title is not None else ""
    kind = kind_of(read, opening, name, letter, masthead, questions)
    party = _party(path, read, (name, *opening.cover), kind.value if kind is not None else "")
    ministry = _ministry(opening, letter, masthead, questions)
    found = [title, kind, party, ministry, *_numbers(read, letter, masthead)]
    found += [_publisher(read, opening, (letter, masthead), party, ministry)]
    found += [_date(read, opening, (name, kind.value if kind is not None else ""), (letter, masthead, questions))]
    if questions is not None:
        found += [
            Fact(FactName.ASKERS, questions.askers, Origin.MASTHEAD),
            Fact(FactName.MINISTER, questions.minister, Origin.MASTHEAD),
        ]
    return [fact for fact in found if fact is not None]


def _numbers(read: TypedText, letter: Letterhead, masthead: Masthead) -> list[Fact]:
    """Its own number, and the number that its sender gave it."""
    origin = Origin.MARGIN if masthead.number_in_margin else Origin.MASTHEAD
    stated = read.properties.number
    return [
        Fact(FactName.NUMBER, stated, Origin.PROPERTIES) if stated else Fact(FactName.NUMBER, masthead.number, origin),
        Fact(
            FactName.REFERENCE,
            letter.reference,
            Origin.MARGIN if "reference" in letter.in_margin else Origin.LETTERHEAD,
        ),
    ]


def _ministry(opening: Opening, letter: Letterhead, masthead: Masthead, questions: Questions | None) -> Fact | None:
    """Whose letterhead or cover it is, else whose minister signed or answers."""
    places = [
        (ministry_named(opening.cover), Origin.LETTERHEAD if letter.is_letter else Origin.COVER),
        (ministry_named(opening.lines) if letter.is_letter else "", Origin.LETTERHEAD),
        (ministry_named(opening.margins), Origin.MARGIN),
        (ministry_of_minister([masthead.heading]) if masthead.heading else "", Origin.MASTHEAD),
        (questions.ministry if questions is not None else "", Origin.MASTHEAD),
        (
            ministry_of_minister(line for line in opening.lines if len(line.split()) < _MOST_DATE_WORDS * 2),
            Origin.SIGNATURE,
        ),
        (ministry_of_minister(opening.closing) if letter.is_letter else "", Origin.SIGNATURE),
    ]
    return next((Fact(FactName.MINISTRY, name, origin) for name, origin in places if name), None)


def _publisher(
    read: TypedText, opening: Opening, heads: tuple[Letterhead, Masthead], party: Fact | None, ministry: Fact | None
) -> Fact | None:
    stated, (letter, masthead) = read.properties, heads
    places = [
        (stated.publisher, Origin.PROPERTIES),
        (masthead.publisher, Origin.MASTHEAD),
        (party.value if party else "", party.origin if party else Origin.TEXT),
        (ministry.value if ministry else "", ministry.origin if ministry else Origin.TEXT),
        (organisation_named(opening.cover), Origin.COVER),
        (organisation_named(opening.margins), Origin.MARGIN),
        (organisation_named(_signed(opening.closing)) if letter.is_letter else "", Origin.SIGNATURE),
        (issuer_named(line for block in read.blocks for line in block.text.text.split("\n")), Origin.TEXT),
        (ministry_named(stated.authors) or organisation_named(stated.authors), Origin.PROPERTIES),
        (stated.issuer, Origin.PROPERTIES),
    ]
    return next((Fact(FactName.PUBLISHER, name, origin) for name, origin in places if name), None)


def _signed(closing: Sequence[str]) -> list[str]:
    """The lines under a letter that tell for whom it is signed: "namens de Onderwijsraad,"."""
    return [line for line in closing if re.match(r"(?:namens|voor) (?:het|de)\b", line, re.IGNORECASE)]


def _party(path: Path, read: TypedText, cover: Sequence[str], kind: str) -> Fact | None:
    """Whose programme it is; the parties of a coalition."""
    if kind == _COALITION:
        names = parties_named(cover)
        return Fact(FactName.PARTY, _listing(names), Origin.COVER) if len(names) > 1 else None
    if kind not in PROGRAMMES:
        return None
    named = parties_named(cover)
    if len(named) == 1:
        return Fact(FactName.PARTY, named[0], Origin.COVER)
    own = own_party(block.text.text for block in read.blocks)
    if own:
        return Fact(FactName.PARTY, own, Origin.TEXT)
    stem = parties_of_name(path.stem)
    return Fact(FactName.PARTY, stem, Origin.FILE) if stem else None


def _listing(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} en {names[-1]}"


def _date(
    read: TypedText,
    opening: Opening,
    named: tuple[str, str],
    heads: tuple[Letterhead, Masthead, Questions | None],
) -> Fact | None:
    """The date that the paper bears, else the one that its file was saved on. ``named``: its title and kind."""
    (title, kind), (letter, masthead, questions) = named, heads
    stated = read.properties
    letter_origin = Origin.MARGIN if "date" in letter.in_margin else Origin.LETTERHEAD
    places = [
        (iso_date(stated.date), Origin.PROPERTIES),
        (_election_year((title, *opening.cover)) if kind in PROGRAMMES else "", Origin.COVER),
        (questions.date if questions is not None else "", Origin.MASTHEAD),
        (letter.date, letter_origin),
        (masthead.date, Origin.MASTHEAD),
        (_printed_date(opening.cover), Origin.COVER),
        (iso_date(stated.saved), Origin.FILE),
    ]
    return next((Fact(FactName.DATE, date, origin) for date, origin in places if date), None)


def _election_year(lines: Iterable[str]) -> str:
    """The year of the elections that a programme is for: it is written, and saved, the year before."""
    for line in lines:
        if found := _ELECTION.search(line):
            return found["year"] or found["from"]
    return ""


def _printed_date(cover: Iterable[str]) -> str:
    """The first date on the cover that names at least a month."""
    lines = (line for line in cover if len(line.split()) <= _MOST_DATE_WORDS and not _TERM.search(line))
    dates = (iso_date(line) or "" for line in lines)
    return next((date for date in dates if len(date) >= _DAY_OR_MONTH), "")
