"""The texts of the tab Documenten, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ui.texts import page


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the tab in one language."""

    title: str
    empty: str
    columns: tuple[str, ...]
    read: str
    remove: str
    remove_about: str
    remove_title: str
    remove_sure: str
    remove_upload: str
    cancel: str
    add: str
    choose: str
    drop: str
    kinds: str
    queue: str
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
    title="Documenten",
    empty="De kennisbank is nog leeg. Voeg hieronder documenten toe.",
    columns=("Document", "Uitgever", "Jaar", "Passages", "Verwijzingen", "Beheer"),
    read="Lees {title}",
    remove="Verwijder",
    remove_about="Verwijder {title}",
    remove_title="Document verwijderen?",
    remove_sure="{title} verdwijnt uit de kennisbank, met zijn passages en verwijzingen.",
    remove_upload="U kunt het daarna opnieuw toevoegen; uw eigen bestand blijft staan.",
    cancel="Annuleer",
    add="Documenten toevoegen",
    choose="Kies bestanden",
    drop="of sleep ze hierheen",
    kinds="U kunt bestanden van deze soorten toevoegen: {kinds}. Tijdens het inlezen kunt u gewoon blijven zoeken.",
    queue="Toegevoegde bestanden",
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
    try_again="Lees in",
)
EN = Words(
    title="Documents",
    empty="The knowledge base is still empty. Add documents below.",
    columns=("Document", "Publisher", "Year", "Passages", "Citations", "Manage"),
    read="Read {title}",
    remove="Remove",
    remove_about="Remove {title}",
    remove_title="Remove the document?",
    remove_sure="{title} will be removed from the knowledge base, with its passages and citations.",
    remove_upload="It can be added again; your own file stays where it is.",
    cancel="Cancel",
    add="Add documents",
    choose="Choose files",
    drop="or drop them here",
    kinds="You can add files of these kinds: {kinds}. You can go on searching while they are read.",
    queue="Added files",
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
TOO_LARGE = "Dit bestand is groter dan {most} MB. Splits het, of lees het in met: vindplaats ingest."


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL
