"""The texts of the tab Moties, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Verdict
from ui import texts
from ui.texts import naming, page
from ui.texts.naming import Naming  # noqa: TC001 - of a field


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the tab in one language."""

    naming: Naming
    title: str
    none: str
    no_rows: str
    count: tuple[str, str]
    papers_count: tuple[str, str]
    shown: str
    more: str
    filters: str
    words: str
    words_hint: str
    submitter: str
    dossier: str
    document: str
    chapter: str
    sdg: str
    session_year: str
    verdict: str
    kind: str
    sort: str
    everything: str
    apply: str
    clear: str
    unknown: str
    only_moties: str
    all_papers: str
    columns: tuple[str, ...]
    sort_by: str
    export: str
    export_moties: str
    export_citations: str
    verdicts: dict[Verdict, str]
    check: str
    conflict_titles: str
    conflict_numbers: str
    back: str
    gone: str
    paper: str
    printed: str
    submitters: str
    places: str
    places_count: tuple[str, str]
    read: str
    passages: str
    about_paper: str
    printed_as: str
    note: str


NL = Words(
    naming=naming.NL,
    title="Moties",
    none="In deze documenten worden geen moties genoemd.",
    no_rows="Niets voldoet aan deze filters.",
    count=("motie", "moties"),
    papers_count=("stuk", "stukken"),
    shown="{rows}, op {places} genoemd.",
    more="Hier staan de eerste {shown}. Verfijn de selectie, of exporteer alles.",
    filters="Moties kiezen",
    words="Zoek in titel, indiener of nummer",
    words_hint="bijvoorbeeld klimaat of 35925",
    submitter="Indiener",
    dossier="Dossier",
    document="Document",
    chapter="Hoofdstuk",
    sdg="SDG",
    session_year="Vergaderjaar",
    verdict="Oordeel",
    kind="Soort",
    sort="Volgorde",
    everything="Alle",
    apply="Toon",
    clear="Wis filters",
    unknown="niet vermeld",
    only_moties="Moties",
    all_papers="Alle stukken",
    columns=("Indieners", "Onderwerp", "Vergaderjaar", "Kamerstuk", "Oordeel", "Genoemd"),
    sort_by="Sorteer op {column}",
    export="Deze selectie exporteren",
    export_moties="Moties",
    export_citations="Elke verwijzing",
    verdicts={
        Verdict.COMPLETE: "volledig",
        Verdict.INCOMPLETE: "onvolledig",
        Verdict.AMBIGUOUS: "dubbelzinnig",
        Verdict.IMPLAUSIBLE: "onmogelijk",
    },
    check=texts.CHECK,
    conflict_titles=texts.CONFLICT_TITLES,
    conflict_numbers=texts.CONFLICT_NUMBERS,
    back="Alle moties",
    gone="Dit stuk wordt in de documenten niet (meer) genoemd.",
    paper="Kamerstuk",
    printed="Gedrukt als",
    submitters="Indieners",
    places="Genoemd op {places}",
    places_count=("plaats", "plaatsen"),
    read="Lees in het document",
    passages="Passages die dit stuk noemen",
    about_paper="Alles over dit stuk",
    printed_as="Zoals gedrukt: {text}",
    note="voetnoot {number}",
)
EN = Words(
    naming=naming.EN,
    title="Motions",
    none="No motions are cited in these documents.",
    no_rows="Nothing satisfies these filters.",
    count=("motion", "motions"),
    papers_count=("paper", "papers"),
    shown="{rows}, cited at {places}.",
    more="These are the first {shown}. Narrow the selection, or export all of it.",
    filters="Choose motions",
    words="Search in title, submitter or number",
    words_hint="for instance klimaat or 35925",
    submitter="Submitter",
    dossier="Dossier",
    document="Document",
    chapter="Chapter",
    sdg="SDG",
    session_year="Session year",
    verdict="Verdict",
    kind="Kind",
    sort="Order",
    everything="All",
    apply="Show",
    clear="Clear filters",
    unknown="not stated",
    only_moties="Motions",
    all_papers="All papers",
    columns=("Submitters", "Subject", "Session year", "Paper", "Verdict", "Cited"),
    sort_by="Sort by {column}",
    export="Export this selection",
    export_moties="Motions",
    export_citations="Every citation",
    verdicts={
        Verdict.COMPLETE: "complete",
        Verdict.INCOMPLETE: "incomplete",
        Verdict.AMBIGUOUS: "ambiguous",
        Verdict.IMPLAUSIBLE: "implausible",
    },
    check="caution",
    conflict_titles="In different places this number is given with different titles.",
    conflict_numbers="Elsewhere this title is given with another number: {numbers}.",
    back="All motions",
    gone="This paper is not (or no longer) cited in the documents.",
    paper="Paper",
    printed="Printed as",
    submitters="Submitters",
    places="Cited at {places}",
    places_count=("place", "places"),
    read="Read in the document",
    passages="Passages that cite this paper",
    about_paper="All about this paper",
    printed_as="As printed: {text}",
    note="footnote {number}",
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL
