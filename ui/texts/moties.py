"""The texts of the tab Moties, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Verdict
from search.export.dutch import VERDICTS
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
    no_subject: str
    verdicts: dict[Verdict, str]
    check: str
    conflict_titles: str
    conflict_numbers: str
    back: str
    gone: str
    reference: str
    printed: str
    submitters: str
    places: str
    places_count: tuple[str, str]
    documents_count: tuple[str, str]
    in_time: str
    undated: str
    read: str
    passages: str
    about_paper: str
    printed_as: str
    note: str
    compare: str
    compare_about: str
    compare_none: str
    compare_form: str
    first: str
    second: str
    pick: str
    find_document: str
    find_document_note: str
    in_both: str
    only_in: str
    nothing_here: str
    compare_columns: tuple[str, str, str, str]


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
    verdict="Verwijzing",
    kind="Soort",
    sort="Volgorde",
    everything="Alle",
    apply="Toon",
    clear="Wis filters",
    unknown="niet vermeld",
    only_moties="Moties",
    all_papers="Alle stukken",
    columns=("Soort", "Indieners", "Onderwerp", "Vergaderjaar", "Nummer", "Verwijzing", "Genoemd"),
    sort_by="Sorteer op {column}",
    no_subject="onderwerp niet vermeld",
    verdicts=VERDICTS,
    check=texts.CHECK,
    conflict_titles=texts.CONFLICT_TITLES,
    conflict_numbers=texts.CONFLICT_NUMBERS,
    back="Alle moties",
    gone="Dit stuk wordt in de documenten niet (meer) genoemd.",
    reference="Vindplaats",
    printed="Gedrukt als",
    submitters="Indieners",
    places="Genoemd op {places} in {documents}",
    places_count=("plaats", "plaatsen"),
    documents_count=("document", "documenten"),
    in_time="Op volgorde van tijd. Is van een document alleen het jaar bekend, dan staat het vooraan in dat jaar; een "
    "document zonder datum staat achteraan.",
    undated="Zonder datum",
    read="Lees in het document",
    passages="Passages die dit stuk noemen",
    about_paper="Alles over dit stuk",
    printed_as="Zoals gedrukt: {text}",
    note="voetnoot {number}",
    compare="Vergelijk twee documenten",
    compare_about="Welke stukken noemen twee documenten allebei, en welke maar één van de twee?",
    compare_none="Vergelijken kan pas als ten minste twee documenten stukken noemen.",
    compare_form="Documenten kiezen",
    first="Eerste document",
    second="Tweede document",
    pick="Kies een document",
    find_document="Zoek een document om te kiezen",
    find_document_note="Te kiezen zijn de {shown} documenten die de meeste stukken noemen, of die u hierboven zoekt.",
    in_both="In beide documenten",
    only_in="Alleen in {title}",
    nothing_here="Geen.",
    compare_columns=("Soort", "Onderwerp", "Nummer", "Genoemd op"),
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
    verdict="Reference",
    kind="Kind",
    sort="Order",
    everything="All",
    apply="Show",
    clear="Clear filters",
    unknown="not stated",
    only_moties="Motions",
    all_papers="All papers",
    columns=("Kind", "Submitters", "Subject", "Session year", "Number", "Reference", "Cited"),
    sort_by="Sort by {column}",
    no_subject="subject not stated",
    verdicts={
        Verdict.COMPLETE: "complete",
        Verdict.INCOMPLETE: "incomplete",
        Verdict.AMBIGUOUS: "doubtful",
        Verdict.IMPLAUSIBLE: "implausible",
    },
    check="caution",
    conflict_titles="In different places this number is given with different titles.",
    conflict_numbers="Elsewhere this title is given with another number: {numbers}.",
    back="All motions",
    gone="This paper is not (or no longer) cited in the documents.",
    reference="Found at",
    printed="Printed as",
    submitters="Submitters",
    places="Cited at {places} in {documents}",
    places_count=("place", "places"),
    documents_count=("document", "documents"),
    in_time="In order of time. A document of which only the year is known comes first in that year; one without a date "
    "comes last.",
    undated="Undated",
    read="Read in the document",
    passages="Passages that cite this paper",
    about_paper="All about this paper",
    printed_as="As printed: {text}",
    note="footnote {number}",
    compare="Compare two documents",
    compare_about="Which papers do two documents both cite, and which does only one of them?",
    compare_none="Comparing takes at least two documents that cite papers.",
    compare_form="Choose documents",
    first="First document",
    second="Second document",
    pick="Choose a document",
    find_document="Find a document to choose",
    find_document_note="You can choose from the {shown} documents that cite most papers, or those you search above.",
    in_both="In both documents",
    only_in="Only in {title}",
    nothing_here="None.",
    compare_columns=("Kind", "Subject", "Number", "Cited at"),
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL
