"""The texts of the page about kept questions, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ui import texts
from ui.texts.naming import EN as ENGLISH_NAMES
from ui.texts.naming import NL as DUTCH_NAMES
from ui.texts.naming import Naming
from ui.texts.page import ENGLISH

GONE = "Deze vraag wordt niet (meer) bewaard."
NO_QUESTION = "Stel eerst een vraag: alleen een vraag kan worden bewaard."


@dataclass(frozen=True, slots=True)
class Words:
    """The texts in one language."""

    naming: Naming = DUTCH_NAMES
    # The button beside what was found
    keep: str = "Bewaar deze vraag"
    keep_why: str = "Dan ziet u bij Zoeken wat er later aan nieuws bij komt"
    kept: str = "Bewaard"
    kept_why: str = "Klik om deze vraag niet langer te bewaren"
    failed: str = "Dat is niet gelukt: de server van Vindplaats antwoordt niet. Probeer het opnieuw."
    # The list
    listed: str = "Bewaarde vragen"
    new: str = "{count} nieuw"
    new_about: str = "{count} nieuw bij: {question}"
    nothing_new: str = "niets nieuws"
    feed: str = "Feed"
    feed_about: str = "Feed van: {question}"
    forget: str = "Vergeet"
    forget_about: str = "Vergeet: {question}"
    forgotten: str = "De vraag wordt niet langer bewaard."
    # What is new
    since: str = "Nieuw sinds {date}"
    since_before: str = "Nieuw"
    found: str = "{passages} uit {documents}"
    none: str = "Sindsdien is er niets bij gekomen dat deze vraag vindt."
    all: str = "Toon alles wat deze vraag vindt"
    passages: tuple[str, str] = texts.PASSAGES_COUNT
    documents: tuple[str, str] = texts.DOCUMENTS_COUNT


NL = Words()
EN = Words(
    naming=ENGLISH_NAMES,
    keep="Keep this question",
    keep_why="You will see at Search what comes in later",
    kept="Kept",
    kept_why="Click to keep this question no longer",
    failed="That did not work: the server of Vindplaats does not answer. Try again.",
    listed="Kept questions",
    new="{count} new",
    new_about="{count} new for: {question}",
    nothing_new="nothing new",
    feed="Feed",
    feed_about="Feed of: {question}",
    forget="Forget",
    forget_about="Forget: {question}",
    forgotten="The question is no longer kept.",
    since="New since {date}",
    since_before="New",
    found="{passages} from {documents}",
    none="Nothing that this question finds has come in since.",
    all="Show all that this question finds",
    passages=("passage", "passages"),
    documents=("document", "documents"),
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == ENGLISH else NL


def day(time: str) -> str:
    """Return the day of a moment where this computer stands, ISO 8601. ``time``: ISO 8601 in UTC; "" has none."""
    return datetime.fromisoformat(time).astimezone().date().isoformat() if time else ""
