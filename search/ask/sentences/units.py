"""Which sentences belong together: what cannot be read without what stands before it, or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from search.ask.asked_for.type_fit import fits
from search.ask.sentences.statements import states
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.asked_for.wanted import Wanted
    from search.ask.sentences.candidates import Candidate

# A document or a time that speaks of itself: "dit kabinet", "deze nota", "dit jaar" refer to nothing said before.
_ITSELF = (
    r"(?:\w*kabinet\w*|\w*nota|notitie|\w*strategie|\w*brief|\w*akkoord|coalitie\w*|regering\w*|agenda|handreiking|"
    r"kader|document|hoofdstuk|paragraaf|bijlage|\w*verslag|rapport|\w*programma|eeuw|tijd|jaar|week|maand|periode|"
    r"decennium|(?:19|20)\d\d)"
)
_PRONOUN_VERB = (
    r"(?:is|zijn|was|waren|wordt|worden|heeft|hebben|gaat|betreft|bevat|omvat|bestaat|biedt|geeft|kan|moet|zal)"
)
# "Het is niet bekend hoeveel": what follows is meant, not what was said before. "Het is dan ook niet bekend hoeveel" is
# a consequence of what was said before.
_CONSEQUENCE = r"(?:dan ook|dus|daarom|daardoor|derhalve)"
_NOT_SURE = (
    rf"(?!.{{0,30}}\b{_CONSEQUENCE}\b)"
    r".{0,30}\b(?:(?:on)?bekend|(?:on)?duidelijk|(?:on)?zeker|de vraag) (?:of|hoe\w*|wie|wat|waar\w*|wanneer|welke?)\b"
)
# A sentence that begins so refers back to the one before it: neither says all by itself.
_REFERS_BACK = re.compile(
    rf"(?:(?:dit|deze)(?! {_ITSELF}\b)|dat|die|daar(?:om|door|mee|voor|toe|bij|in|op|van|uit)?|"
    r"hier(?:om|door|mee|voor|toe|bij|in|op|van|uit|naast)?|zo|bij deze|dergelijke|zulke|zij|ze|hij|hun|"
    r"(?:samen|ook|vaak|soms|daarnaast|verder|bovendien|tevens|vervolgens|daarna|toch|nu|straks|bijvoorbeeld|voorts) "
    rf"\w+ (?:(?:dit|deze)(?! {_ITSELF}\b)|zij|ze|hij|hun|hiervan|daarvan)|"
    r"en (?:aan|bij|door|in|met|naar|om|op|over|tegen|van|voor|dat|die|daar\w*|zo)|"
    rf"het {_PRONOUN_VERB}(?!.*\b(?:dat|om)\b|{_NOT_SURE})|this|these|they|it)\b"
)
# In a law "this decree" is the law itself; elsewhere it is one that was named before.
_LAWS = frozenset(("wet", "besluit", "regeling", "beleidsregel", "verordening"))
_LAW_ITSELF = re.compile(r"(?:dit|deze) (?:\w*besluit|\w*regeling|\w*wet|beleidsregels?|\w*verordening)\b")
_LIST_ITEM = re.compile(r"[•▪◦–—*-]\s|\(?[a-z0-9]{1,2}[.)]\s|[a-z]")
_MOST_ITEMS = 8  # of a list that a sentence with a colon announces
_MOST_LEANING = 2  # sentences before one that refers back


@dataclass(frozen=True)
class Units:
    """The sentences of the first hits, each known by its place in ``candidates``, and those that belong to each."""

    candidates: Sequence[Candidate]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(each): place for place, each in enumerate(self.candidates)}

    def of(self, item: Candidate, wanted: Wanted) -> list[int]:
        """Return a sentence with those before it that it cannot be read without, in order.

        Empty where it refers back to what is not there, or where all of them do not hold what is asked for.
        """
        place = self._places[id(item)]
        found = [place]
        while _refers_back(self.candidates[found[0]]):
            before = found[0] - 1
            if self._opens_answer(found[0]):
                break
            if len(found) > _MOST_LEANING or not self.beside(before, place) or not states(self.candidates[before]):
                return []
            found.insert(0, before)
        if item.header:
            found = [*self._header(place), *found]
        if not wanted.needed:
            return found
        said = " ".join(self.candidates[each].text for each in (*found, *self.completing(place)))
        return found if fits(f"{said} {context_of(item, wanted)}", wanted) else []

    def completing(self, place: int) -> list[int]:
        """Return what belongs behind a sentence: the next if that refers back; after a colon what it announces."""
        if self.candidates[place].text.endswith(":"):
            found = [place + 1] if self.beside(place + 1, place) else []
            while found and len(found) < _MOST_ITEMS and self._is_item(found[-1] + 1, place):
                found.append(found[-1] + 1)
            return found
        after = place + 1
        refers = self.beside(after, place) and _refers_back(self.candidates[after])
        return [after] if refers and states(self.candidates[after]) else []

    def beside(self, place: int, other: int) -> bool:
        """Return whether there is a sentence at ``place``, in the passage of another."""
        within = 0 <= place < len(self.candidates)
        return within and self.candidates[place].hit is self.candidates[other].hit

    def _opens_answer(self, place: int) -> bool:
        """Return whether a sentence opens the answer to a question in the text: what it refers back to is asked."""
        before = place - 1
        opens = not self.beside(before, place) or not states(self.candidates[before])
        return bool(self.candidates[place].asked) and opens

    def _is_item(self, place: int, other: int) -> bool:
        return self.beside(place, other) and _LIST_ITEM.match(self.candidates[place].text) is not None

    def _header(self, row: int) -> list[int]:
        """Return the places of the lines that say what the numbers of a table's row are."""
        header = self.candidates[row].header
        before = ((place, self.candidates[place]) for place in range(row) if self.beside(place, row))
        return [place for place, each in before if each.heads and each.text in header]


def context_of(candidate: Candidate, wanted: Wanted) -> str:
    """Return what a sentence need not say itself: the unit of its table, and what it is about by its headings."""
    return candidate.headings if wanted.about else candidate.unit


def _refers_back(candidate: Candidate) -> bool:
    """Whether a sentence does not say all by itself, since it begins with what stands before it."""
    said = fold(candidate.text)
    if fold(candidate.hit.kind) in _LAWS and _LAW_ITSELF.match(said):
        return False
    return _REFERS_BACK.match(said) is not None
