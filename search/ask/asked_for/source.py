"""Which documents are to say what a question asks for, where it names them by their kind.

"Wat zegt het coalitieakkoord over kinderopvang": hardly a sentence of an agreement says what it stands in, and those
that do say little else. So where there are documents of that kind, the word is left out of what is looked for, and
their passages come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.language.document_kind import document_kind
from search.ask.asked_for.statement import statement_in
from search.dutch.terms import STOP_WORDS, fold
from search.model import Filters

if TYPE_CHECKING:
    from search.backend.protocol import Snapshot

MOST_KEYWORDS = 4
# "Het coalitieakkoord van 2021": its kind, and what else is said of it.
_SPEAKER = re.compile(r"(?:(?:de|het|dit|deze) )?([\w-]+)(?:'s)?( .+)?", re.IGNORECASE)
_PHRASE = re.compile(r"\b(?:volgens|in|uit) (?:de|het|dit|deze) ([\w-]+)(?:'s)?", re.IGNORECASE)
_PLURAL = re.compile(r"(?:en|s)$")
_SPEAKS = {"koning": "troonrede", "coalitie": "coalitieakkoord"}
_ALSO = {"troonrede": ("toespraak",)}  # as the government's own pages call it


@dataclass(frozen=True, slots=True)
class Source:
    """Documents that are to say it.

    ``word``: the folded word of the question for their kind. ``kinds``: what the kind may be called. ``rest``: the
    question without it.
    """

    word: str
    kinds: tuple[str, ...]
    rest: str

    def is_of(self, kind: str) -> bool:
        """Return whether a document of this kind is one of them."""
        return fold(kind) in map(fold, self.kinds)


@lru_cache(maxsize=256)
def source_in(question: str) -> Source | None:
    """Return which kind of document a question names as the one that is to say it, None where it names none."""
    asked = " ".join(question.split()).rstrip("?!. ")
    stated = statement_in(asked)
    speaker = _SPEAKER.fullmatch(stated.speaker) if stated is not None else None
    if stated is not None and speaker is not None and (kinds := _kinds(speaker[1])):
        return Source(fold(speaker[1]), kinds, f"{stated.topic}{speaker[2] or ''}")
    for phrase in _PHRASE.finditer(asked):
        rest = " ".join((asked[: phrase.start()] + asked[phrase.end() :]).split())
        if rest and (kinds := _kinds(phrase[1])):
            return Source(fold(phrase[1]), kinds, rest)
    return _among_keywords(asked)


def source_among(question: str, snapshot: Snapshot) -> Source | None:
    """Return which documents are to say it, where there are any."""
    source = source_in(question)
    return source if source is not None and any(map(snapshot.passages.count, filters_of(source))) else None


def filters_of(source: Source) -> list[Filters]:
    """Return the filters that the passages of its documents pass, each some."""
    return [Filters(kind=kind) for kind in source.kinds]


def _among_keywords(asked: str) -> Source | None:
    """Return what one of some keywords names; a sentence with such a word may be on the document itself."""
    words = asked.split()
    if not 1 < len(words) <= MOST_KEYWORDS or any(fold(word) in STOP_WORDS for word in words):
        return None
    named = [(word, kinds) for word in words if (kinds := _kinds(word))]
    if len(named) != 1:
        return None
    [(found, kinds)] = named
    return Source(fold(found), kinds, " ".join(word for word in words if word != found))


def _kinds(word: str) -> tuple[str, ...]:
    """Return what documents are called that a word names, in the plural too, or those that somebody speaks in."""
    folded = fold(word)
    kind = document_kind(word, ()) or document_kind(_PLURAL.sub("", folded), ()) or _SPEAKS.get(folded)
    return () if kind is None else (kind, *_ALSO.get(kind, ()))
