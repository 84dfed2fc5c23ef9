"""Which sentences can be an answer: those that state something, as questions, headings and letterheads do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.dutch.terms import fold
from search.exchanges import part_of

if TYPE_CHECKING:
    from search.ask.sentences.candidates import Candidate
    from search.model import Hit

SHORTEST = 4  # words; shorter lines (names in a list, cells) are not an answer by themselves

_ASKS = re.compile(
    r"(?:vra(?:ag|gen) \d+|"
    r"(?:bent|kunt|kent|deelt|wilt|hebt|heeft|herkent|erkent|onderschrijft|vindt|ziet|acht|hoe \w+|wat \w+) u)\b"
)
_QUESTION_MARK = re.compile(r"\?[)\]”’»\"'\d]*$")
_LETTERHEAD = re.compile(
    r"(?:> )?(?:onderwerp|betreft|datum|(?:ons|uw) kenmerk|bijlagen?|retouradres|contactpersoon)\b ?:"
)
# "Hierbij zend ik u de antwoorden op de vragen van ...", "... deel ik u mede dat de vragen worden beantwoord": how a
# letter begins, in which all the words of a question may stand.
_FORMULA = re.compile(
    r"(?:in (?:het )?antwoord op|naar aanleiding van|hierbij|bijgaand|met deze brief|op verzoek|mede namens)\b"
    r".*\b(?:deel|bied|zend|stuur|doe|ontvangt|treft) (?:ik|wij|u)\b"
    r".*\b(?:vragen|antwoorden|beantwoording|reactie|rapport|verslag|brief|nota)\b"
)
# The line that says what a set of questions or answers is about: "Vragen van het lid ... aan de minister ... over ...".
_SUBJECT = re.compile(
    r"(?:nadere |aanvullende |schriftelijke |mondelinge )*"
    r"(?:vragen|antwoord(?:en)?|mededeling|beantwoording(?: \w+)?) van "
    r"(?:het lid|de leden|(?:de )?(?:minister|staatssecretaris|vaste (?:kamer)?commissie))\b"
    r".*\b(?:aan|over|inzake|op)\b"
)
_NUMBERED = re.compile(r"(?:(?:hoofdstuk|paragraaf|bijlage|deel) )?(?:\d+(?:\.\d+)*|[ivx]+)\.? \D{3,}[^.:;!?,]")
_MOST_HEADING_WORDS = 10


def is_asking_part(hit: Hit) -> bool:
    """Return whether a passage stands where a paper puts its questions: what answers them stands elsewhere."""
    part = part_of(hit.passage.section)
    return part is not None and part.asks


def may_answer(candidate: Candidate) -> bool:
    """Return whether a sentence can be an answer at all: it states something, and is not too short for that."""
    return len(candidate.text.split()) >= SHORTEST and not candidate.heads and states(candidate)


def states(candidate: Candidate) -> bool:
    """Return whether a sentence states something: it is not a question, nor a heading, nor the head of a letter."""
    text, folded = candidate.text, fold(candidate.text)
    if is_asking_part(candidate.hit) or _QUESTION_MARK.search(text):
        return False
    if any(opening.match(folded) for opening in (_ASKS, _LETTERHEAD, _FORMULA, _SUBJECT)):
        return False
    titles = {fold(title) for title in (candidate.hit.title, *candidate.hit.passage.section_path)}
    numbered = len(text.split()) <= _MOST_HEADING_WORDS and _NUMBERED.fullmatch(folded) is not None
    return not numbered and folded.rstrip(".:") not in titles
