"""The sentences that may answer a question, best first.

A sentence is scored by meaning (its similarity to the question), by words (how much of the question it holds, what its
headings say counting half), by where it stands (the score of its passage), by the year it speaks of, by whose document
it is in where a party is asked about and, where a question asks for an amount, a date, places or a reason, by holding
one. The weights belong to the model: search.models.calibration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from search.ask.answer_type import what_is_wanted
from search.ask.question import coverage
from search.ask.type_fit import fit_of
from search.dutch.terms import fold, stem, terms, years
from search.exchanges import part_of, question_text
from search.tables import BAR, heads, table_headers, unit_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ingest.model import Passage
    from search.ask.answer_type import Wanted
    from search.ask.question import Concept
    from search.ask.ranking import Ranked
    from search.backend.model import StoredDocument
    from search.backend.protocol import Snapshot
    from search.model import Hit
    from search.models.calibration import SentenceWeights

CACHED = 8192  # sentences and headings whose terms are kept
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


@lru_cache(maxsize=CACHED)
def term_set(text: str) -> frozenset[str]:
    """Return the terms of a sentence or heading; the same ones come by for many questions."""
    return frozenset(terms(text))


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer.

    ``similarity``: to the question. ``coverage``: the part of the question that its passage holds. ``year``: of its
    document. ``header``: for a row of a table, the lines above the rows, which say what the numbers are; ``unit``: what
    they are counted in, as the table says. ``heads``: whether it is such a line itself. ``asked``: the question in the
    text that its passage answers.
    """

    text: str
    similarity: float
    hit: Hit
    coverage: float = 0.0
    year: int | None = None
    header: tuple[str, ...] = ()
    unit: str = ""
    heads: bool = False
    asked: str = ""

    @cached_property
    def with_header(self) -> str:
        """The sentence after the header of its table."""
        return " ".join((*self.header, self.text))

    @cached_property
    def with_unit(self) -> str:
        """The sentence between the header of its table and the unit, which says that its numbers are amounts."""
        return f"{self.with_header} {self.unit}" if self.unit else self.with_header

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of the sentence and the header of its table."""
        return term_set(self.with_header)

    @cached_property
    def headings(self) -> str:
        """What stands above it: the document's title, issuer and year, the titles of its sections, what it answers."""
        above = (self.hit.title, self.hit.issuer, str(self.year or ""))
        return ". ".join((*above, *self.hit.passage.section_path, self.asked))


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


@dataclass(frozen=True, slots=True)
class _Headings:
    """What stands above a passage. ``own``: terms of its innermost heading.

    ``covers``: how far all its headings hold each concept. ``fit``: the part of the question that the innermost holds.
    """

    covers: tuple[float, ...]
    own: frozenset[str]
    fit: float


def _headings(candidate: Candidate, concepts: Sequence[Concept]) -> _Headings:
    own, above = term_set(candidate.hit.passage.section), term_set(candidate.headings)
    fit = coverage(concepts, [concept.cover(own) for concept in concepts])
    return _Headings(tuple(concept.cover(above) for concept in concepts), own, fit)


def _words_fit(candidate: Candidate, concepts: Sequence[Concept], headings: _Headings, heading_share: float) -> float:
    """Return the part of the question that the sentence holds, what only its headings hold counting for less."""
    own = candidate.terms
    pairs = zip(concepts, headings.covers, strict=True)
    return coverage(concepts, [max(concept.cover(own), heading_share * above) for concept, above in pairs])


def words_held(candidate: Candidate, concepts: Sequence[Concept], heading_share: float) -> float:
    """Return the part of the question that a sentence holds, a word in its headings counting for ``heading_share``."""
    return _words_fit(candidate, concepts, _headings(candidate, concepts), heading_share)


def heaviest_lacking(candidate: Candidate, concepts: Sequence[Concept], heading_share: float) -> float:
    """Return the weight of the heaviest word that a sentence lacks beside that of the question's heaviest, 0-1.

    ``heading_share``: how much a word in its headings counts as held.
    """
    headings = _headings(candidate, concepts)
    pairs = zip(concepts, headings.covers, strict=True)
    lacks = [concept.idf * (1 - max(concept.cover(candidate.terms), heading_share * above)) for concept, above in pairs]
    heaviest = max((concept.idf for concept in concepts), default=0.0)
    return max(lacks) / heaviest if heaviest > 0 else 0.0


def year_fit(asked: frozenset[str], candidate: Candidate) -> float:
    """Return 1 when a sentence speaks of a year that is asked about, -1 when of others only.

    A sentence that names no year speaks of its headings' or of its document's.
    """
    if not asked:
        return 0.0
    own = years(candidate.with_header)
    if own & asked:
        return 1.0
    around = asked & years(candidate.headings)
    if own:
        return 0.0 if around else -1.0
    return 1.0 if around else 0.0


def source_fit(parties: frozenset[str], candidate: Candidate) -> float:
    """Return 1 when a sentence stands in a document of the parties that are asked about, -1 when nothing names them.

    Theirs by its title and publisher; else the sentence itself or its headings may name them.
    """
    if not parties:
        return 0.0
    named = {stem(party) for party in parties}
    if named <= term_set(source_of(candidate)):
        return 1.0
    return 0.0 if named & (candidate.terms | term_set(candidate.headings)) else -1.0


def source_of(candidate: Candidate) -> str:
    """Return what says whose document a sentence stands in: its title and publisher."""
    return f"{candidate.hit.title}. {candidate.hit.issuer}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question wants of a sentence."""

    concepts: Sequence[Concept]
    wanted: Wanted
    years: frozenset[str]


def _score(candidate: Candidate, asked: _Asked, headings: _Headings, weights: SentenceWeights) -> float:
    own = candidate.terms
    central = len(own & headings.own) / len(headings.own) if headings.own else 0.0
    return (
        candidate.similarity
        + weights.words * _words_fit(candidate, asked.concepts, headings, weights.heading)
        + weights.passage * candidate.hit.score
        + weights.central * headings.fit * central
        + weights.type * fit_of(candidate.with_unit, asked.wanted)
        + weights.year * year_fit(asked.years, candidate)
        + weights.year * source_fit(asked.wanted.parties, candidate)
    )


def rank_sentences(
    question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate], weights: SentenceWeights
) -> list[tuple[float, Candidate]]:
    """Return the candidates that may answer with their scores, best first; of equals the earlier one."""
    able = [item for item in candidates if may_answer(item)]
    firsts = {item.hit.passage.id: item for item in able}
    headings = {passage: _headings(item, concepts) for passage, item in firsts.items()}
    asked = _Asked(concepts, what_is_wanted(question), years(question))
    scores = [_score(item, asked, headings[item.hit.passage.id], weights) for item in able]
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return [(scores[place], able[place]) for place in order]


def inside(passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span of the document as one of the passage's text."""
    return span[0] - passage.start, span[1] - passage.start


def marked_sentence(item: Ranked, vector: NDArray[np.float32], passage: Passage, snapshot: Snapshot) -> int | None:
    """Return the sentence of a hit that is nearest to the question, of those that state something.

    What heads a table says what its numbers are, and is near to a question on them.
    """
    if item.sentence is None:
        return None
    heading = heads([passage.text[slice(*inside(passage, span))] for span in passage.sentences])
    if item.sentence not in heading:
        return item.sentence
    near = enumerate(snapshot.vectors.sentences(vector, [item.key]).get(item.key, ()))
    return max((pair for pair in near if pair[0] not in heading), key=lambda pair: pair[1], default=(None, 0.0))[0]


def candidates_of(
    read: Sequence[tuple[Hit, Ranked]],
    vector: NDArray[np.float32],
    asked: Mapping[str, Mapping[int, Passage]],
    snapshot: Snapshot,
    documents: Mapping[str, StoredDocument],
) -> list[Candidate]:
    """Return all sentences of these hits, in order.

    ``vector``: of the question. ``asked``: passage id -> the passages with the question in the text that it answers.
    """
    keys = {item.key for _, item in read}.union(*asked.values())
    similarities = snapshot.vectors.sentences(vector, keys)
    candidates: list[Candidate] = []
    for hit, item in read:
        passage = hit.passage
        texts = [passage.text[slice(*inside(passage, span))] for span in passage.sentences]
        above, heading = table_headers(texts), heads(texts)
        asking = asked[passage.id]
        question = question_text(asking.values())
        question_near = max((near for key in asking for near in similarities.get(key, ())), default=-1.0)
        year = documents[passage.document].year
        for place, (text, near) in enumerate(zip(texts, similarities.get(item.key, ()), strict=True)):
            header = tuple(texts[each] for each in above[place])
            row = header or (BAR in text and place not in heading)
            unit = unit_in(*header, passage.section, *texts[:1]) if row else ""
            both = max(near, (near + question_near) / 2)
            candidates.append(
                Candidate(text, both, hit, item.coverage, year, header, unit, heads=place in heading, asked=question)
            )
    return candidates
