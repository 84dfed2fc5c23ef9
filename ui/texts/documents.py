"""The texts of the tab Documenten, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import FactName, Origin
from ui.texts import facts, naming, page

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the tab in one language. ``tally``: of several files; ``skipped``: of a folder."""

    naming: naming.Naming
    title: str
    empty: str
    columns: tuple[str, ...]
    read: str
    correct: str
    correct_about: str
    correct_title: str
    correct_note: str
    date_note: str
    facts: Mapping[FactName, str]
    origins: Mapping[Origin, str]
    read_in: str
    not_read: str
    own: str
    was_read: str
    take_back: str
    save: str
    not_corrected: str
    nothing_changed: str
    remove: str
    remove_about: str
    remove_title: str
    remove_sure: str
    remove_upload: str
    cancel: str
    add: str
    choose: str
    choose_folder: str
    drop: str
    kinds: str
    queue: str
    tally: str
    skipped: tuple[str, str]
    none_readable: str
    hide: str
    index: str
    status: str
    documents: tuple[str, str]
    passages: tuple[str, str]
    model: str
    check: str
    good: str
    bad: str
    states: dict[str, str]
    sending: str
    not_sent: str
    removed: str
    not_removed: str
    secret_of: str
    try_again: str


NL = Words(
    naming=naming.NL,
    title="Documenten",
    empty="De kennisbank is nog leeg. Voeg hierboven documenten toe.",
    columns=("Document", "Soort", "Uitgever", "Datum", "Passages", "Verwijzingen", "Beheer"),
    read="{title} lezen",
    correct="Verbeteren",
    correct_about="Gegevens van {title} verbeteren",
    correct_title="Gegevens verbeteren",
    correct_note="Een verbetering blijft gelden als het document opnieuw wordt ingelezen. Met een leeg veld vervalt "
    "zij, en geldt weer wat gelezen is.",
    date_note="zo precies als bekend: 16 mei 2024, mei 2024 of 2024",
    facts={
        FactName.TITLE: "Titel",
        FactName.KIND: "Soort",
        FactName.PUBLISHER: "Uitgever",
        FactName.DATE: "Datum of jaar",
        FactName.PARTY: "Partij",
    },
    origins=facts.ORIGINS,
    read_in="Gelezen in: {origin}",
    not_read="niet in het document gevonden",
    own="Door u verbeterd",
    was_read="gelezen was „{value}” ({origin})",
    take_back="Verbetering terugnemen",
    save="Opslaan",
    not_corrected="Opslaan is niet gelukt. Probeer het opnieuw.",
    nothing_changed="Er is niets gewijzigd.",
    remove="Verwijderen",
    remove_about="{title} verwijderen",
    remove_title="Document verwijderen?",
    remove_sure="{title} verdwijnt uit de kennisbank, met zijn passages en verwijzingen.",
    remove_upload="U kunt het daarna opnieuw toevoegen; uw eigen bestand blijft staan.",
    cancel="Annuleren",
    add="Documenten toevoegen",
    choose="Kies bestanden",
    choose_folder="Kies een map",
    drop="of sleep bestanden of een hele map hierheen",
    kinds="U kunt bestanden van deze soorten toevoegen: {kinds}. Tijdens het inlezen kunt u gewoon blijven zoeken.",
    queue="Toegevoegde bestanden",
    tally="{done} van {all} klaar",
    skipped=(
        "1 bestand overgeslagen, want deze soort wordt niet gelezen: {names}",
        "{count} bestanden overgeslagen, want deze soorten worden niet gelezen: {names}",
    ),
    none_readable="In deze map staan geen bestanden die gelezen kunnen worden.",
    hide="Verslag sluiten",
    index="Index",
    status="{documents}, {passages}.",
    documents=("document", "documenten"),
    passages=("passage", "passages"),
    model="Taalmodel: {model}.",
    check="Controleer de index",
    good="De index is in orde: {documents}, {passages}.",
    bad="De index is niet in orde:",
    states={
        "waiting": "wacht",
        "reading": "wordt ingelezen",
        "correcting": "wordt verbeterd",
        "corrected": "verbeterd",
        "failed": "mislukt",
        "added": "toegevoegd",
        "replaced": "vervangen",
        "unchanged": "stond er al, ongewijzigd",
        "duplicate": "stond er al, als {document}",
        "password": "heeft een wachtwoord",
    },
    sending="wordt verzonden",
    not_sent="kon niet verzonden worden",
    removed="{title} is verwijderd.",
    not_removed="Verwijderen is niet gelukt. Probeer het opnieuw.",
    secret_of="Wachtwoord van {name}",  # noqa: S106 - a label
    try_again="Inlezen",
)
EN = Words(
    naming=naming.EN,
    title="Documents",
    empty="The knowledge base is still empty. Add documents above.",
    columns=("Document", "Kind", "Publisher", "Date", "Passages", "Citations", "Manage"),
    read="Read {title}",
    correct="Correct",
    correct_about="Correct what is known of {title}",
    correct_title="Correct what was read",
    correct_note="A correction holds when the document is read again. An empty field takes it back, and what was "
    "read holds again.",
    date_note="as exact as it is known: 2024-05-16, 2024-05 or 2024",
    facts={
        FactName.TITLE: "Title",
        FactName.KIND: "Kind",
        FactName.PUBLISHER: "Publisher",
        FactName.DATE: "Date or year",
        FactName.PARTY: "Party",
    },
    origins=facts.ORIGINS_EN,
    read_in="Read in: {origin}",
    not_read="not found in the document",
    own="Corrected by you",
    was_read="read was “{value}” ({origin})",
    take_back="Take the correction back",
    save="Save",
    not_corrected="Saving failed. Try again.",
    nothing_changed="Nothing was changed.",
    remove="Remove",
    remove_about="Remove {title}",
    remove_title="Remove the document?",
    remove_sure="{title} will be removed from the knowledge base, with its passages and citations.",
    remove_upload="It can be added again; your own file stays where it is.",
    cancel="Cancel",
    add="Add documents",
    choose="Choose files",
    choose_folder="Choose a folder",
    drop="or drop files or a whole folder here",
    kinds="You can add files of these kinds: {kinds}. You can go on searching while they are read.",
    queue="Added files",
    tally="{done} of {all} done",
    skipped=(
        "1 file skipped, since this kind is not read: {names}",
        "{count} files skipped, since these kinds are not read: {names}",
    ),
    none_readable="This folder holds no files that can be read.",
    hide="Close the report",
    index="Index",
    status="{documents}, {passages}.",
    documents=("document", "documents"),
    passages=("passage", "passages"),
    model="Language model: {model}.",
    check="Check the index",
    good="The index is sound: {documents}, {passages}.",
    bad="The index is not sound:",
    states={
        "waiting": "waiting",
        "reading": "being read",
        "correcting": "being corrected",
        "corrected": "corrected",
        "failed": "failed",
        "added": "added",
        "replaced": "replaced",
        "unchanged": "was there already, unchanged",
        "duplicate": "was there already, as {document}",
        "password": "needs a password",
    },
    sending="being sent",
    not_sent="could not be sent",
    removed="{title} has been removed.",
    not_removed="Removing failed. Try again.",
    secret_of="Password of {name}",  # noqa: S106 - a label
    try_again="Read",
)

# Answers of the server to requests that the page itself does not make.
NO_NAME = "Dit bestand heeft geen bruikbare naam. Geef het een naam met een extensie, zoals nota.pdf."
NO_CORRECTION = "Dit is geen verbetering die hier gemaakt kan worden. Laad de pagina opnieuw en probeer het nog eens."
TOO_LARGE = "Dit bestand is groter dan {most} MB. Splits het, of lees het in met: vindplaats ingest."


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL
