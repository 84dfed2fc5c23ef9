"""The texts of the whole page, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ui import texts

DUTCH, ENGLISH = "nl", "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the whole page in one language; those of a tab stand in that tab's own class."""

    language: str
    subtitle: str
    tabs: tuple[str, str, str, str, str]
    skip: str
    other_language: str
    other_language_label: str
    footer: str
    loading: str
    failed: str
    no_script: str
    keys_switch: tuple[str, str]  # to switch them off, and on again
    keys: tuple[tuple[str, str], ...]


NL = Words(
    language=DUTCH,
    subtitle="Beleid, woord voor woord, met vindplaats",
    tabs=(texts.TAB_SEARCH, "Lezen", texts.TAB_MOTIES, "Overzicht", texts.TAB_DOCUMENTS),
    skip="Naar de inhoud",
    other_language="English",
    other_language_label="This page in English",
    footer="Antwoorden zijn letterlijke zinnen uit de documenten. Er wordt niets naar buiten gestuurd.",
    loading="Bezig…",
    failed="Dat is niet gelukt: de server van Vindplaats antwoordt niet of gaf een fout. Probeer het opnieuw.",
    no_script='Deze pagina heeft JavaScript nodig. Zonder browser kan het ook: vindplaats search "vraag".',
    keys_switch=("Toets / uitzetten", "Toets / aanzetten"),
    keys=(("/", "zoekveld"), ("↓ ↑", "langs de passages"), ("Esc", "terug")),
)
EN = Words(
    language=ENGLISH,
    subtitle="Policy, word for word, with its source",
    tabs=("Search", "Read", "Motions", "Overview", "Documents"),
    skip="Skip to content",
    other_language="Nederlands",
    other_language_label="Deze pagina in het Nederlands",
    footer="Answers are verbatim sentences from the documents. Nothing is sent elsewhere.",
    loading="Working…",
    failed="That did not work: the Vindplaats server does not answer or reported an error. Try again.",
    no_script='This page needs JavaScript. It works without a browser too: vindplaats search "question".',
    keys_switch=("Turn off the / key", "Turn on the / key"),
    keys=(("/", "search field"), ("↓ ↑", "along the passages"), ("Esc", "back")),
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == ENGLISH else NL
