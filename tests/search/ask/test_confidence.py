"""How sure it is that the documents answer."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from search_factories import Part, make_document

from search.ask.confidence import Evidence
from search.ask.question import Concept
from search.ask.sentences.scoring import missing_specifics
from search.dutch.names import is_name
from search.models.calibration import Answerable, Coefficients, ConfidenceWeights, Subject
from search.models.registry import DEFAULT_MODEL, load_calibration

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


EVERYTHING = Evidence(0.8, 1.0, 0.0, held=1.0, lead=0.5, fit=1.0)


@pytest.mark.parametrize("language", [False, True], ids=["dutch", "english"])
def test_what_ships_is_sure_of_what_fits_and_not_of_what_does_not(language: bool) -> None:  # noqa: FBT001 - a parameter
    """Likeness, words and a lead make it sure; each that lacks makes it less so, as does a name that is missing."""
    weights = load_calibration(DEFAULT_MODEL).confidence
    whole = replace(EVERYTHING, english=language)
    assert whole.confidence(weights) >= weights.threshold
    nothing = Evidence(0.0, 0.0, 0.0, quotable=0.0, lacking=1.0, english=language)
    assert nothing.confidence(weights) < weights.near
    lacking = (
        replace(whole, similarity=0.2), replace(whole, missing=1.0), replace(whole, lead=0.0), replace(whole, quotable=0.0)
    )  # fmt: skip
    assert all(each.confidence(weights) < whole.confidence(weights) for each in lacking)


def test_confidence_by_hand() -> None:
    """A logistic function of the evidence, with coefficients of its own for English."""
    own, other = Coefficients(-1.0, 2.0, 4.0, -3.0, 0.5, 1.5, 2.5, 3.5, -2.0), Coefficients(*[0.0] * 9)
    weights = ConfidenceWeights(own, other, 0.5, 0.3)
    evidence = Evidence(0.5, 0.25, 0.5, held=0.4, lead=0.2, fit=1.0, quotable=1.0, lacking=0.1)
    exponent = -1.0 + 2.0 * 0.5 + 4.0 * 0.25 - 3.0 * 0.5 + 0.5 * 0.4 + 1.5 * 0.2 + 2.5 * 1.0 + 3.5 - 2.0 * 0.1
    assert evidence.confidence(weights) == pytest.approx(1 / (1 + math.exp(-exponent)))
    assert replace(evidence, english=True).confidence(weights) == 0.5


def test_below_the_threshold_it_is_how_likely_the_documents_answer() -> None:
    """As a part of the threshold, which it never reaches; above it nothing changes."""
    own, none = Coefficients(0.0, 1.0, *[0.0] * 7), Coefficients(*[0.0] * 9)
    open_ones = Coefficients(0.0, *[0.0] * 8, nearer=-100.0)
    weights = ConfidenceWeights(own, none, 0.6, 0.3, Answerable(open_ones, none))
    sure, unsure = Evidence(5.0, 0.0, 0.0, nearer=1.0), Evidence(0.0, 0.0, 0.0)
    assert sure.confidence(weights) == pytest.approx(1 / (1 + math.exp(-5.0)))
    assert unsure.confidence(weights) == pytest.approx(0.3, abs=0.001)
    assert replace(unsure, nearer=1.0).confidence(weights) < 0.001
    assert replace(unsure, nearer=-1.0).confidence(weights) < weights.threshold - 0.0001


@pytest.mark.parametrize(("similarity", "language", "off"), [
    (0.1, False, False), (0.1, True, False), (0.02, False, False), (0.02, True, True), (-0.05, False, True),
])  # fmt: skip
def test_where_the_documents_are_on_another_subject_nothing_comes_near(
    similarity: float, language: bool, off: bool  # noqa: FBT001 - parameters
) -> None:  # fmt: skip
    """Below ``near`` then, and no higher than it was; an answer that is sure enough is shown all the same."""
    even = Coefficients(*[0.0] * 9)  # a chance of a half
    near, sure, unlikely = (msgspec.structs.replace(even, similarity=10.0), *(
        msgspec.structs.replace(even, bias=bias) for bias in (5.0, -5.0)
    ))  # fmt: skip
    subject = Subject(near, near, least=0.4, least_english=0.7)
    weights = ConfidenceWeights(even, even, 0.6, 0.2, Answerable(even, even), subject)
    evidence = Evidence(similarity, 0.0, 0.0, english=language)
    found = evidence.confidence(weights)
    assert found == pytest.approx(0.2 if off else 0.3, abs=0.001)
    assert (found < weights.near) is off
    assert evidence.confidence(msgspec.structs.replace(weights, dutch=sure, english=sure)) > 0.9
    least = evidence.confidence(msgspec.structs.replace(weights, answerable=Answerable(unlikely, unlikely)))
    assert least == pytest.approx(0.004, abs=0.0001)


def concept(word: str, idf: float = 3.0, *, paper: bool = False) -> Concept:
    """Return a concept with one way of writing it."""
    return Concept(word, {word: 1.0}, idf=idf, paper=paper)


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (concept("myanmar"), {"mali"}, 1.0),
        (concept("myanmar"), {"myanmar"}, 0.0),
        (concept("congolese"), {"congo"}, 0.0),
        (concept("nederland", idf=0.2), {"mali"}, 0.0),
        (concept("handel"), {"mali"}, 0.0),
        (concept("2023"), {"2024"}, 1.0),
        (concept("2024"), {"2024"}, 0.0),
        (concept("35925-36", paper=True), {"mali"}, 0.0),
    ],
)
def test_missing_specifics(asked: Concept, text: set[str], expected: float) -> None:
    """Names, years and numbers count, unless nearly every passage has them; words and papers do not."""
    names = {asked.word} if is_name(asked.word) else set()
    assert missing_specifics([asked], names, text, text) == expected


def test_what_the_sentence_lacks(kb: KnowledgeBase) -> None:
    """The heaviest word that neither it nor its headings hold, beside the question's heaviest; those count half."""
    kb.add_document(make_document(Part(("De handel groeit snel.",), ("Over water",)), "Klimaat en hulp.", "De handel."))
    lacking = [
        found.lacking if (found := kb.ask(question).evidence) else None
        for question in ("handel groeit", "handel met zweden", "groeit water")
    ]
    assert lacking[0] == 0.0
    assert lacking[1] == 1.0
    assert lacking[2] == 0.5


@pytest.mark.parametrize(
    ("sentence", "lacking"), [("Er gaat 3 euro naar de dijken.", 0.0), ("Er gaat veel naar de dijken.", 1.0)]
)
def test_an_amount_of_money_holds_the_word_money(kb: KnowledgeBase, sentence: str, lacking: float) -> None:
    """What only says which kind of thing is asked for is not lacking where that kind is there."""
    kb.add_document(make_document(Part((sentence,), ("A",)), "De dijken zijn hoog.", "Er is geld.", "Wij zien water."))
    found = kb.ask("hoeveel geld gaat er naar de dijken")
    assert found.first is not None
    assert found.evidence is not None
    assert found.first.text == sentence
    assert (found.evidence.lacking, found.evidence.held) == (
        lacking,
        pytest.approx(1.0 if not lacking else 0.5, abs=0.2),
    )


def test_a_sentence_that_refers_back_holds_what_it_refers_to(kb: KnowledgeBase) -> None:
    """Both would be shown."""
    kb.add_document(make_document(Part(("Wij bouwen hoge dijken.", "Dat kost 3 euro.")), "Handel.", "Klimaat."))
    found = kb.ask("wat kosten hoge dijken")
    assert found.first is not None
    assert found.evidence is not None
    assert found.first.text == "Dat kost 3 euro."
    assert found.evidence.held == 1.0


def test_a_better_sentence_that_cannot_answer_takes_the_lead_away(kb: KnowledgeBase) -> None:
    """The question wants an amount, and what is nearest to it holds none."""
    kb.add_document(
        make_document(Part(("Het water kost veel geld.",), ("A",)), Part(("Er gaat 3 euro naar hulp.",), ("B",)))
    )
    found = kb.ask("hoeveel geld kost het water").evidence
    assert found is not None
    assert found.lead < 0


@pytest.mark.parametrize(("publisher", "missing"), [("GroenLinks", 0.0), ("VVD", 1.0)])
def test_who_published_it_is_not_missing(kb: KnowledgeBase, publisher: str, missing: float) -> None:
    """A programme seldom names its own party; that of another party does not answer."""
    made = make_document(Part(("De dijken langs de rivier worden hoger.",)), "Handel.", "Klimaat.", "Hulp.")
    kb.add_document(replace(made, publisher=publisher))
    found = kb.ask("wat wil GroenLinks met de dijken langs de rivier").evidence
    assert found is not None
    assert found.missing == missing


@pytest.mark.parametrize(
    ("question", "publisher", "held"),
    [
        ("wat vindt de SP van de dijken", "SP", 1.0),  # its publisher says whose statement it is
        ("wat vindt de SP van de handel in dijken", "SP", 0.5),  # of the topic that is all
        ("wat vindt Volt van de dijken", "SP", 0.35),  # nobody speaks of Volt
        ("wil de SP de dijken", "SP", 0.75),  # what only stands above it counts half
    ],
)
def test_of_a_statement_the_sentence_holds_the_topic(
    kb: KnowledgeBase, question: str, publisher: str, held: float
) -> None:
    """Who says it is said by the document."""
    made = make_document(Part(("De dijken worden nu hoger.",)), "Handel.", "Klimaat.", "Hulp.")
    kb.add_document(replace(made, publisher=publisher))
    found = kb.ask(question).evidence
    assert found is not None
    assert found.held == pytest.approx(held, abs=0.1)


def test_a_sentence_that_another_passage_repeats_keeps_its_lead(kb: KnowledgeBase) -> None:
    """A copy of it does not answer in its place."""
    once = "De dijken langs de rivier worden hoger."
    kb.add_document(
        make_document(Part((once, "Dat is goed.")), Part((once, "Er komt handel.")), "De hulp wordt ook hoger.")
    )
    found = kb.ask("worden de dijken langs de rivier hoger").evidence
    assert found is not None
    assert found.lead > 0.2


@pytest.mark.parametrize(
    ("question", "missing"), [("wat vindt Volt van de dijken", 1.0), ("een volt bij de dijken", 0.0)]
)
def test_a_party_that_is_called_by_a_word(kb: KnowledgeBase, question: str, missing: float) -> None:
    """It is a name where it is asked what it thinks."""
    kb.add_document(make_document(Part(("De dijken worden nu hoger.",)), "Handel.", "Klimaat.", "Hulp."))
    found = kb.ask(question).evidence
    assert found is not None
    assert found.missing == missing


@pytest.mark.parametrize("name", ["Myanmar", "myanmar", "MYANMAR"])
def test_question_on_another_country(kb: KnowledgeBase, name: str) -> None:
    """A statement on one country lowers the confidence of an answer on another, equally however its name is typed."""
    kb.add_document(make_document(Part(("Nederland geeft hulp aan water in Mali.",)), "Handel.", "Klimaat.", "Hulp."))
    here, there = (kb.search(f"hulp aan water in {place}").answer for place in ("Mali", name))
    assert there.confidence < here.confidence
    assert there.confidence == kb.search("hulp aan water in Myanmar").answer.confidence
