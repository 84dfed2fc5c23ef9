"""A question -> the concepts it asks for, each with the ways the corpus writes it.

A concept is one word of the question (or one parliamentary paper). Its ways are terms of the lexical index with a
weight: 1 for the word itself, less for what is only probably the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.dutch.names import is_name, is_only_party
from search.dutch.terms import Word, amounts, find_papers, fold, stem, words
from search.model import SoughtWord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from search.backend.protocol import Words
    from search.dutch.vocabulary import Vocabulary

# How much a way of writing counts beside the word itself.
SAME = 1.0  # "klimaat financiering" for klimaatfinanciering
CORRECTED = 0.9  # "maatschapelijk" for maatschappelijk
ALL_PARTS = 0.9  # "doelen voor het klimaat" for klimaatdoel
SOME_PARTS = 0.5  # "klimaat" alone for klimaatdoel
NAMESAKE = 0.8  # "Congo" for Congolese, "Oekraïne" for Kiev, where the corpus lacks the name itself; else COMPOUND
COMPOUND = 0.4  # "klimaatfinanciering" for klimaat
DOSSIER = 0.5  # another paper of the same dossier

# Verbs that questions are made with, in the forms that no stop word has, and the adverbs and prepositions beside them:
# they say nothing of what is asked.
_QUESTION_WORDS = frozenset(
    {
        "straks", "meteen", "ergens", "eigenlijk", "precies", "vandaan", "heen", "volgens", "sinds", "tijdens",
        "wegens", "zodat", "gehad", "krijg",
        "vind", "vond", "vonden", "zeg", "zeiden", "gezegd", "doe", "deed", "deden", "gedaan", "ging", "gingen", "kwam",
        "kwamen", "gaf", "gaven", "liet", "lieten", "maakte", "maakten", "stond", "stonden", "zit", "zitten", "zat",
        "zaten", "gebeurt", "gebeuren", "gebeurde", "heet", "heten", "bedoeld", "bedoelt", "mogen", "mocht", "mochten",
        "moesten", "wilde", "wilden", "hoeft", "hoeven", "did", "says", "said", "want", "wants",
    }
)  # fmt: skip
# "Hoe reageert het kabinet", "waarvoor dient": the verb of the question stands behind its first word, and the text that
# answers rarely has it. Not "hoe groot", nor "wat voor".
_OPENING_VERB = re.compile(
    r"^(?:(?:met|door|aan|van|voor|bij|tegen|over|sinds|tot|vanaf|per|en|maar) )?(?:wat|wie|waar\w*|hoe|wanneer) "
    r"(?!(?:groot|grote|hoog|hoge|veel|zwaar|vaak|oud|lang|snel|ver|laat|vroeg|goed|duur|ernstig|breed|diep)\b)([a-z]+)"
)
SMALL = 0.5  # of its idf, of such a verb and of the name of a party
_PRINTED = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_RUN = 3  # neighbouring words that may be one compound ("water voet afdruk")


@dataclass
class Concept:
    """``word``: as asked, folded. ``ways``: term -> weight. ``known``: the corpus writes it this way itself.

    ``parts``: for a compound that the corpus lacks or may write apart, its parts as concepts of their own. ``idf``: its
    weight, set when the corpus has been looked up. ``paper``: it is a parliamentary paper. ``meant``: the word of the
    corpus that it was taken for, "" for itself. ``share``: of its idf that counts.
    """

    word: str
    ways: dict[str, float] = field(default_factory=dict)
    parts: tuple[Concept, ...] = ()
    known: bool = True
    idf: float = 0.0
    paper: bool = False
    meant: str = ""
    share: float = 1.0

    def add(self, term: str, weight: float) -> None:
        """Add a way of writing it, keeping the higher weight."""
        self.ways[term] = max(weight, self.ways.get(term, 0.0))

    def cover(self, present: Collection[str]) -> float:
        """Return how far a text with these terms holds the concept, 0-1."""
        best = 0.0
        for term, weight in self.ways.items():  # a loop: it runs for every sentence that may answer
            if weight > best and term in present:
                best = weight
        if best < SAME and self.parts:
            best = max(best, combine(self.parts, [part.cover(present) for part in self.parts]))
        return best


def combine(parts: Sequence[Concept], values: Sequence[float]) -> float:
    """Return what a compound gets from its parts: their mean by idf, halved unless all of them are there."""
    total = sum(part.idf for part in parts)
    mean = sum(part.idf * value for part, value in zip(parts, values, strict=True)) / total if total else 0.0
    return mean * (ALL_PARTS if all(values) else SOME_PARTS)


def coverage(concepts: Sequence[Concept], values: Sequence[float]) -> float:
    """Return the part of a question, by idf, that is covered; ``values``: how far each concept is."""
    total = sum(concept.idf for concept in concepts)
    return sum(concept.idf * value for concept, value in zip(concepts, values, strict=True)) / total if total else 0.0


def terms_of(concepts: Iterable[Concept]) -> frozenset[str]:
    """Return every term that counts as one of the concepts, those of their parts included."""
    found: set[str] = set()
    for concept in concepts:
        found.update(concept.ways, terms_of(concept.parts))
    return frozenset(found)


def understood(question: str, concepts: Iterable[Concept], index: Words) -> tuple[SoughtWord, ...]:
    """Return the words of a question as they were looked for, so that a reader sees what was made of them."""
    printed = {fold(word): word for word in _PRINTED.findall(question)}
    return tuple(
        SoughtWord(
            printed.get(concept.word, concept.word),
            concept.meant,
            bool(index.counts(terms_of([concept]))),
        )
        for concept in concepts
    )


def analyse(question: str, index: Words, unsought: str = "") -> list[Concept]:
    """Return the concepts of a question, each word once: papers first, then the words in order.

    ``unsought``: a folded word that is not looked for, where there is another.
    """
    folded = fold(question)
    lexicon = index.lexicon()
    concepts: list[Concept] = []
    rest = folded
    for paper in reversed(find_papers(folded)):
        held = index.counts(paper.terms)
        if held:
            ways = dict(zip(paper.terms, (SAME, DOSSIER), strict=False))
            concept = Concept(folded[paper.start : paper.end], ways, paper=True)
            concept.known = paper.terms[0] in held
            concepts.append(concept)
            rest = rest[: paper.start] + " ; " + rest[paper.end :]
    if concepts:  # "nr", "kamerstuk" and the like only announced the paper
        rest = re.sub(r"\b(?:kamerst\w*|nrs?|nummer|dossier)\b", " ", rest)
    found = [word for word in words(rest) if not word.joined]
    plain = [word for word in found if word.form not in _QUESTION_WORDS and word.form != unsought] or found
    by_word = {word.form: _concept(word, lexicon) for word in plain}
    opening = _OPENING_VERB.match(folded)
    if opening and opening[1] in by_word and len(by_word) > 1:
        by_word[opening[1]].share = SMALL
    for form, concept in by_word.items():
        if is_only_party(form) and len(by_word) > 1:  # its own documents seldom say its name
            concept.share = SMALL
    _join_neighbours(plain, by_word, lexicon)
    _abbreviate(plain, by_word, lexicon)
    _join_amounts(rest, by_word)
    return concepts + list(by_word.values())


def _concept(word: Word, lexicon: Vocabulary) -> Concept:
    form = word.form
    concept = Concept(form, {word.term: SAME})
    for term in lexicon.compounds(form):
        concept.add(term, COMPOUND)
    if is_name(form):
        for name in lexicon.names_like(form):
            concept.add(stem(name), COMPOUND if form in lexicon else NAMESAKE)
    parts = lexicon.long_form(form) or lexicon.split(form)
    if parts:
        concept.parts = tuple(_part(part, lexicon) for part in parts)
    if form not in lexicon:
        concept.known = False
        if not parts and (meant := lexicon.correct(form)) is not None:
            concept.meant = meant
            concept.add(stem(meant), CORRECTED)
            for term in lexicon.compounds(meant):
                concept.add(term, COMPOUND * CORRECTED)
    return concept


def _part(form: str, lexicon: Vocabulary) -> Concept:
    concept = Concept(form, {stem(form): SAME})
    for term in lexicon.compounds(form):
        concept.add(term, COMPOUND)
    return concept


def _join_neighbours(plain: list[Word], by_word: dict[str, Concept], lexicon: Vocabulary) -> None:
    """Let neighbours that the corpus writes as one word be found by that word, each of them fully."""
    for size in range(2, _RUN + 1):
        for first in range(len(plain) - size + 1):
            run = [word.form for word in plain[first : first + size]]
            for joined in {"".join(run), "s".join(run), "en".join(run)}:
                if joined in lexicon:
                    for form in run:
                        by_word[form].add(stem(joined), SAME)


def _abbreviate(plain: list[Word], by_word: dict[str, Concept], lexicon: Vocabulary) -> None:
    """Let words that the corpus abbreviates be found by the abbreviation, each of them fully."""
    forms = [word.form for word in plain]
    for first in range(len(forms)):
        for last in range(first + 1, min(len(forms), first + lexicon.longest_long_form) + 1):
            for short in lexicon.short_forms(forms[first:last]):
                for form in forms[first:last]:
                    by_word[form].add(stem(short), SAME)


def _join_amounts(text: str, by_word: dict[str, Concept]) -> None:
    """Let an amount be found however it is written: "0,9 miljard" is 900 miljoen."""
    for forms, amount in amounts(text):
        for form in forms:
            if form in by_word:
                by_word[form].add(amount, SAME)
