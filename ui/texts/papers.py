"""Texts on the papers that a question asks for, in Dutch and in English: how many, whose, and what is not cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import citation_label
from ingest.model import CitationKind
from ui import texts
from ui.texts import naming, page
from ui.texts.naming import Naming  # noqa: TC001 - of a field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.ask.papers.lookup import MissingPaper, PapersFound


@dataclass(frozen=True, slots=True)
class Words:
    """The texts in one language. ``kinds``: one and several of a kind; None: papers of any kind."""

    naming: Naming
    kinds: Mapping[CitationKind | None, tuple[str, str]]
    heading: str
    not_found: str
    beside: str
    one: str
    none: str
    by: str
    about: str
    dossier: str
    session_year: str
    cited: str
    places: tuple[str, str]
    unmatched: str
    missing: str
    missing_here: str
    paper: str
    more: str


NL = Words(
    naming=naming.NL,
    kinds={
        None: ("stuk", "stukken"),
        CitationKind.MOTIE: ("motie", "moties"),
        CitationKind.AMENDEMENT: ("amendement", "amendementen"),
        CitationKind.KAMERBRIEF: ("Kamerbrief", "Kamerbrieven"),
        CitationKind.TOEZEGGING: ("toezegging", "toezeggingen"),
        CitationKind.KAMERVRAAG: ("Kamervraag", "Kamervragen"),
    },
    heading="Stukken",
    not_found=texts.NOT_FOUND,
    beside="Stukken in de vraag",
    one="Een {kind}",
    none="Geen {kind} gevonden",
    by="van {names}",
    about="over „{words}”",
    dossier="in dossier {dossier}",
    session_year="uit {session_year}",
    cited="op {places} genoemd",
    places=("plaats", "plaatsen"),
    unmatched="Geen van de titels bevat alle gevraagde woorden: {words}.",
    missing="{what} wordt in geen van de documenten genoemd.",
    missing_here="{what} wordt met deze filters nergens genoemd.",
    paper="Kamerstuk {dossier}, nr. {number}",
    more="nog {count}",
)
EN = Words(
    naming=naming.EN,
    kinds={
        None: ("paper", "papers"),
        CitationKind.MOTIE: ("motion", "motions"),
        CitationKind.AMENDEMENT: ("amendment", "amendments"),
        CitationKind.KAMERBRIEF: ("letter to parliament", "letters to parliament"),
        CitationKind.TOEZEGGING: ("undertaking", "undertakings"),
        CitationKind.KAMERVRAAG: ("parliamentary question", "parliamentary questions"),
    },
    heading="Papers",
    not_found="Not found",
    beside="Papers in the question",
    one="No {kind}",
    none="No {kind} found",
    by="by {names}",
    about="on “{words}”",
    dossier="in dossier {dossier}",
    session_year="of {session_year}",
    cited="cited at {places}",
    places=("place", "places"),
    unmatched="No title holds all the words asked for: {words}.",
    missing="{what}: cited in none of the documents.",
    missing_here="{what}: cited nowhere with these filters.",
    paper="Parliamentary paper {dossier}, no. {number}",
    more="{count} more",
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL


def summary(found: PapersFound, words: Words) -> str:
    """How many papers there are, and which: "4 moties van Van der Lee"."""
    return f"{texts.count(found.count, *words.kinds[found.asked.kind])}{_which(found, words)}"


def none_found(found: PapersFound, words: Words) -> str:
    """That the ledger cannot tell any of the papers asked for: "Geen motie over „landbouw” gevonden"."""
    return words.none.format(kind=words.kinds[found.asked.kind][0] + _which(found, words))


def cited(found: PapersFound, words: Words) -> str:
    """At how many places they are cited."""
    return words.cited.format(places=texts.count(found.places, *words.places))


def lead(found: PapersFound, words: Words) -> str:
    """What stands above the papers: how many there are and at how many places, or that there are none."""
    if found.rows:
        return f"{summary(found, words)}, {cited(found, words)}."
    return f"{none_found(found, words)}." if found.in_vain else words.not_found


def notes(found: PapersFound, words: Words) -> list[str]:
    """What must be known beside the papers: which are not cited, and which words were not found."""
    said = [
        (words.missing_here if each.elsewhere else words.missing).format(what=called(each, words))
        for each in found.missing
    ]
    if not (found.rows or found.missing or found.in_vain):
        what = words.one.format(kind=words.kinds[found.asked.kind][0]) + _which(found, words)
        said.append((words.missing_here if found.elsewhere else words.missing).format(what=what))
    if found.asked.about and not found.matched:
        said.append(words.unmatched.format(words=" ".join(found.asked.about)))
    return said


def called(missing: MissingPaper, words: Words) -> str:
    """What a paper is called that no document cites: "Kamerstuk 35925, nr. 99"."""
    cite = missing.citation
    if cite.dossier is None or cite.number is None:
        return citation_label(cite)
    join = "-" if (cite.suffix or "").isdigit() else " "
    dossier = join.join(part for part in (cite.dossier, cite.suffix) if part)
    return words.paper.format(dossier=dossier, number=cite.number)


def _which(found: PapersFound, words: Words) -> str:
    """Whose papers they are, on what, of which dossier and year; no subject that those found are not on."""
    asked = found.asked
    names = words.naming.listing([*asked.submitters, *([asked.unknown] if asked.unknown else [])])
    parts = (
        words.by.format(names=names) if names else "",
        words.about.format(words=" ".join(asked.about)) if asked.about and (found.matched or found.in_vain) else "",
        words.dossier.format(dossier=asked.dossier) if asked.dossier else "",
        words.session_year.format(session_year=asked.session_year) if asked.session_year else "",
    )
    return "".join(f" {part}" for part in parts if part)
