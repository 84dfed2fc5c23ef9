"""The texts of the bar above a document that is read, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ui.texts.page import ENGLISH
from ui.texts.reader.file import GONE, GONE_ENGLISH


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the bar in one language."""

    bar: str = "Dit document"
    back: str = "Terug naar de resultaten"
    back_short: str = "Resultaten"
    hit_of: str = "Vindplaats {rank} van {count}"
    hits: str = "{count} vindplaatsen"
    previous: str = "Vorige vindplaats: {title}"
    next: str = "Volgende vindplaats: {title}"
    same: str = "dit document"
    leads_to: str = "Volgende: {title}"
    share: str = "Deel"
    share_why: str = "Kopieer de link naar deze plaats; alleen op deze computer: het citaat met zijn bron"
    link_copied: str = "Link gekopieerd"
    quotation_copied: str = "Citaat gekopieerd: deze pagina is alleen op uw computer te openen"
    copy_failed: str = "Kopiëren is niet gelukt"
    pdf: str = "Toon PDF"
    in_pdf: str = "Toon p.\u00a0{page} in de PDF"
    download: str = "Download"
    download_about: str = "Download het oorspronkelijke bestand ({name})"
    gone: str = GONE

    def for_script(self) -> dict[str, str]:
        """The texts that the script of the bar needs, by name."""
        names = ("link_copied", "quotation_copied", "copy_failed")
        return {name: getattr(self, name) for name in names}


NL = Words()
EN = Words(
    bar="This document",
    back="Back to the results",
    back_short="Results",
    hit_of="Hit {rank} of {count}",
    hits="{count} hits",
    previous="Previous hit: {title}",
    next="Next hit: {title}",
    same="this document",
    leads_to="Next: {title}",
    share="Share",
    share_why="Copy the link to this place; on this computer only: the quotation with its source",
    link_copied="Link copied",
    quotation_copied="Quotation copied: this page can only be opened on your computer",
    copy_failed="Copying failed",
    pdf="Show PDF",
    in_pdf="Show p.\u00a0{page} in the PDF",
    download="Download",
    download_about="Download the original file ({name})",
    gone=GONE_ENGLISH,
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == ENGLISH else NL
