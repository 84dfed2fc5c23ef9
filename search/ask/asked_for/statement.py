"""Whose statement a question asks for, and on what: "wat vindt de SP van het eigen risico"."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each verb has its own prepositions: "wat staat er in de brief van de minister" is not about the minister.
_STATED = re.compile(
    r"(?:wat (?:(?:vindt|vinden|vond|vonden|denkt|denken|dacht) (?P<opinion>.+?) (?:van|over)|"
    r"(?:zegt|zeggen|zei|zeiden|schrijft|schrijven|schreef|(?:staat|staan|stond|stonden) (?:er )?in) "
    r"(?P<saying>.+?) over|"
    r"(?:wil|willen|wilde|wilden) (?P<wish>.+?) (?:met|aan))|"
    r"what (?:do|does|did) (?P<english>.+?) (?:say|think|write|want) (?:about|of|on|with)) (?P<topic>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that is asked for.

    ``speaker``: the words for who or what is to make it, their article included ("de SP", "het coalitieakkoord van
    2021"). ``topic``: those for what it is to be on.
    """

    speaker: str
    topic: str


def statement_in(question: str) -> Statement | None:
    """Return the statement that a question without its question mark asks for, None where it asks for none."""
    stated = _STATED.fullmatch(question)
    if stated is None:
        return None
    speaker = next(filter(None, stated.group("opinion", "saying", "wish", "english")))
    return Statement(speaker, stated["topic"])
