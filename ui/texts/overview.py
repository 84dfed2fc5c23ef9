"""The texts of the tab Overzicht, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ui.texts import naming, page
from ui.texts.naming import Naming  # noqa: TC001 - of a field


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the tab in one language."""

    naming: Naming
    title: str
    intro: str
    counts: str
    goals: str
    goals_about: str
    goals_none: str
    goals_missing: str
    goal_mark: str
    dossiers: str
    dossiers_about: str
    years: str
    years_about: str
    unknown_dossier: str
    unknown_year: str
    moties_none: str
    dossier_mark: str
    year_mark: str
    network: str
    network_about: str
    network_listed: str
    network_shown: str
    network_all: str
    network_silent: str
    silent_more: str
    rows_shown: str
    bars_shown: str
    network_left_out: str
    network_none: str
    drawn_of: str
    rest: str
    scroll: str
    document_mark: str
    paper_mark: str
    table: str
    goals_columns: tuple[str, str, str, str]
    dossiers_columns: tuple[str, str]
    years_columns: tuple[str, str]
    network_columns: tuple[str, str, str]
    passages: tuple[str, str]
    moties: tuple[str, str]
    papers: tuple[str, str]
    documents: tuple[str, str]
    times: tuple[str, str]


NL = Words(
    naming=naming.NL,
    title="Overzicht",
    intro="De kennisbank in beeld. Elk vlak, elke balk en elk punt leidt naar de passages of moties waar het om gaat.",
    counts="{documents}, {passages}, {moties}.",
    goals="SDG’s per hoofdstuk",
    goals_about="Hoeveel passages van een hoofdstuk een SDG noemen. Hoofdstukken die geen SDG noemen, ontbreken.",
    goals_missing="Nergens genoemd: {goals}.",
    goals_none="Geen enkele passage noemt een SDG.",
    goal_mark="SDG {sdg} {name}, {chapter}: {passages}",
    dossiers="Moties per dossier",
    dossiers_about="Het dossier dat waarschijnlijk bedoeld is; begrotingsdossiers met hun hoofdstuk.",
    years="Moties per vergaderjaar",
    years_about="Het vergaderjaar zoals het bij de motie gedrukt staat.",
    unknown_dossier="geen nummer",
    unknown_year="niet vermeld",
    moties_none="In deze documenten worden geen moties genoemd.",
    dossier_mark="Dossier {name}: {moties}",
    year_mark="Vergaderjaar {name}: {moties}",
    network="Wie noemt wat",
    network_about="Links de documenten, rechts de stukken die zij noemen: een schijf is een motie, een vierkant een "
    "ander stuk; hoe groter, hoe vaker genoemd.",
    network_listed="Per document de stukken die het noemt.",
    network_shown="Getekend zijn {shown} van {papers}: van elk document het meest genoemde, en verder wat het vaakst "
    "genoemd wordt.",
    network_all="In de tabel staan ze allemaal.",
    network_silent="Niet getekend, omdat ze geen stukken noemen: {titles}.",
    silent_more="{titles}; en nog {documents}",
    rows_shown="In de tabel staan de eerste {shown} van {rows} regels.",
    bars_shown="Getekend zijn de {shown} met de meeste moties.",
    network_left_out="Getekend zijn de {shown} documenten die de meeste stukken noemen.",
    network_none="Deze documenten noemen geen andere stukken.",
    drawn_of="{papers}, {drawn} getekend",
    rest="en nog {papers}, zie de tabel",
    scroll="Schuif opzij voor de rest van het beeld.",
    document_mark="{title}: noemt {papers}",
    paper_mark="{name}, {times} genoemd in {documents}",
    table="Als tabel",
    goals_columns=("Document", "Hoofdstuk", "SDG", "Passages"),
    dossiers_columns=("Dossier", "Moties"),
    years_columns=("Vergaderjaar", "Moties"),
    network_columns=("Document", "Stuk", "Aantal keer"),
    passages=("passage", "passages"),
    moties=("motie", "moties"),
    papers=("stuk", "stukken"),
    documents=("document", "documenten"),
    times=("keer", "keer"),
)
EN = Words(
    naming=naming.EN,
    title="Overview",
    intro="The knowledge base in pictures. Each cell, bar and dot leads to the passages or motions it stands for.",
    counts="{documents}, {passages}, {moties}.",
    goals="SDGs by chapter",
    goals_about="How many passages of a chapter name an SDG. Chapters that name none are left out.",
    goals_missing="Named nowhere: {goals}.",
    goals_none="No passage names an SDG.",
    goal_mark="SDG {sdg} {name}, {chapter}: {passages}",
    dossiers="Motions by dossier",
    dossiers_about="The dossier probably meant; budget dossiers with their chapter.",
    years="Motions by session year",
    years_about="The session year as printed with the motion.",
    unknown_dossier="no number",
    unknown_year="not stated",
    moties_none="No motions are cited in these documents.",
    dossier_mark="Dossier {name}: {moties}",
    year_mark="Session year {name}: {moties}",
    network="Who cites what",
    network_about="Documents on the left, the papers they cite on the right: a disc is a motion, a square another "
    "paper; the larger, the more often cited.",
    network_listed="For each document the papers that it cites.",
    network_shown="Drawn are {shown} of {papers}: of each document the most cited one, and then what is cited most.",
    network_all="The table has them all.",
    network_silent="Not drawn, as they cite no papers: {titles}.",
    silent_more="{titles}; and {documents} more",
    rows_shown="The table has the first {shown} of {rows} rows.",
    bars_shown="Drawn are the {shown} with most motions.",
    network_left_out="Drawn are the {shown} documents that cite most papers.",
    network_none="These documents cite no other papers.",
    drawn_of="{papers}, {drawn} drawn",
    rest="and {papers} more, see the table",
    scroll="Scroll sideways for the rest of the picture.",
    document_mark="{title}: cites {papers}",
    paper_mark="{name}, cited {times} in {documents}",
    table="As a table",
    goals_columns=("Document", "Chapter", "SDG", "Passages"),
    dossiers_columns=("Dossier", "Motions"),
    years_columns=("Session year", "Motions"),
    network_columns=("Document", "Paper", "Times"),
    passages=("passage", "passages"),
    moties=("motion", "motions"),
    papers=("paper", "papers"),
    documents=("document", "documents"),
    times=("time", "times"),
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL
