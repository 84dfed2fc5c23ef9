"""The element names of the publication standard (OP), and what they mean for the text in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.formats.markup import children, name_of

if TYPE_CHECKING:
    from ingest.formats.markup import Element

ROOTS = frozenset(
    {"officiele-publicatie", "kamerstuk", "kamervragen", "handelingen", "staatscourant", "staatsblad", "kamerwrk"}
)
# Not for reading: data about the paper, pictures, and what a printer adds.
SKIPPED = frozenset(
    """metadata meta kamerstukkop kamervraagkop frontmatter plaatje illustratie colspec redactioneel
    bwb-inputbestand versie ordernr vergjaar witreg""".split()
)
INLINE = frozenset(
    """nadruk extref intref noot sup inf br afkorting unl term-inline datum naam voornaam achternaam plaats functie
    organisatie tussenvoegsel noot.nr inline-plaatje redactie ondernummer dossiernr begrotingshoofdstuk
    kamervraagonderwerp uitspraak ext-ref citaat-inline voetref""".split()
)
# The parts of a name, a signature or a number: they stand apart without a space between them.
NAMES = frozenset("naam voornaam achternaam tussenvoegsel functie organisatie plaats begrotingshoofdstuk".split())
CLOSING = frozenset({"ondertekening", "ondertekenaar", "ondtek"})
SUBHEADINGS = ("rom", "vet", "vetcur", "cur", "ondlijn")  # tussenkop/@kopopmaak from heavy to light
# The papers of both Houses of 1995 to 2010 are marked up in an older vocabulary: its names for the same things.
OLD_SUBHEADINGS = ("vet", "vetcur", "cur", "rom", "ondlijn")  # tuskop/@letat from heavy to light


def looks_of(element: Element) -> str:
    """How a subheading is set: one of SUBHEADINGS."""
    looks = element.get("kopopmaak") or element.get("letat") or "vet"
    return looks if looks in SUBHEADINGS else "vet"


def is_text(element: Element) -> bool:
    """Whether an element holds running text itself, rather than other blocks."""
    if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
        return True
    return all(name_of(child) in INLINE for child in children(element))


def target_of(element: Element) -> str:
    """Where an extref leads: ``doc`` names a publication ("kst-35925-36") or is an address."""
    target = (element.get("doc") or element.get("href") or "").strip()
    return target.rpartition("/")[2] if element.get("soort") == "document" and "://" not in target else target
