"""The texts of the pane with a PDF, beside the text of its document, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ui.texts.page import ENGLISH


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the pane in one language."""

    pane: str = "PDF van {title}"
    loading: str = "De PDF wordt geopend…"
    opened: str = "PDF geopend op bladzijde {page}."
    marked: str = "De zin is gemarkeerd."
    page: str = "Bladzijde"
    of: str = "van {count}"
    previous_page: str = "Vorige bladzijde"
    next_page: str = "Volgende bladzijde"
    zoom_out: str = "Kleiner"
    zoom_in: str = "Groter"
    whole_width: str = "Hele breedte"
    to_place: str = "Naar de passage"
    close: str = "Sluit"
    close_about: str = "Sluit de PDF"
    close_narrow: str = "Terug naar de tekst"
    pages: str = "Bladzijden van de PDF"
    picture: str = "Bladzijde {page}, als afbeelding"
    pictures_only: str = "Deze browser kan de PDF niet openen. U ziet de bladzijden als afbeelding."
    no_answer: str = "De PDF kan niet worden opgehaald: de server van Vindplaats antwoordt niet. Probeer het opnieuw."
    locked: str = "Deze PDF is met een wachtwoord beveiligd."
    password: str = "Wachtwoord"
    wrong_password: str = "Dat wachtwoord klopt niet."
    open: str = "Open"

    def for_script(self) -> dict[str, str]:
        """The texts that the script of the pane needs, by name."""
        names = (
            *("loading", "opened", "marked", "of", "picture", "pictures_only", "no_answer"),
            *("locked", "password", "wrong_password", "open"),
        )
        return {name: getattr(self, name) for name in names}


NL = Words()
EN = Words(
    pane="PDF of {title}",
    loading="Opening the PDF…",
    opened="PDF opened at page {page}.",
    marked="The sentence is marked.",
    page="Page",
    of="of {count}",
    previous_page="Previous page",
    next_page="Next page",
    zoom_out="Smaller",
    zoom_in="Larger",
    whole_width="Full width",
    to_place="To the passage",
    close="Close",
    close_about="Close the PDF",
    close_narrow="Back to the text",
    pages="Pages of the PDF",
    picture="Page {page}, as a picture",
    pictures_only="This browser cannot open the PDF. You see its pages as pictures.",
    no_answer="The PDF cannot be fetched: the Vindplaats server does not answer. Try again.",
    locked="This PDF is protected by a password.",
    password="Password",
    wrong_password="That password is not right.",
    open="Open",
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == ENGLISH else NL
