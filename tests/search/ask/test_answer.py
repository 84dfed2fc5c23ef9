"""Which sentences answer, and what a question asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from ingest.model import BlockKind
from search.ask.answer import compose_answer
from search.ask.sentences.candidates import Candidate
from search.ask.sentences.scoring import Asked
from search.model import AnswerOutcome
from search.models.registry import DEFAULT_MODEL, load_calibration

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


def test_amount_is_preferred(kb: KnowledgeBase) -> None:
    """Of two sentences on the same the one with an amount answers how much."""
    kb.add_document(
        make_document(Part(("Het kabinet steunt water in Mali.", "Het kabinet steunt water met 3 miljoen euro.")))
    )
    first = kb.search("hoeveel steunt het kabinet water").answer.sentences[0]
    assert first.text == "Het kabinet steunt water met 3 miljoen euro."


def test_sentence_that_says_what_the_heading_says(kb: KnowledgeBase) -> None:
    """Of two amounts the one in the heading that fits the question is the answer."""
    path = ("Hoofdstuk 2", "Water in 2025: 18 miljoen euro")
    sentences = ("Daarvan gaat in 2025 euro 9 miljoen naar water.", "Samen is dat in 2025 voor water 18 miljoen euro.")
    kb.add_document(make_document(Part(sentences, path)))
    assert kb.search("hoeveel krijgt water in 2025").answer.sentences[0].text == sentences[1]


def test_the_same_sentence_is_quoted_once(kb: KnowledgeBase) -> None:
    """A sentence that two passages share is quoted once, from the first."""
    same = "Water is schaars in het zuiden."
    kb.add_document(
        make_document(Part((same, "Handel is er ook volop te vinden.")), Part((same, "Hulp komt later nog wel.")))
    )
    assert [sentence.text for sentence in kb.search("waar is water schaars").answer.sentences].count(same) == 1


def test_what_says_hardly_more_is_not_quoted_beside_it(kb: KnowledgeBase) -> None:
    """Not from the same document; that another says the same is worth knowing."""
    sentences = ("Water is schaars in het zuiden van Mali.", "In het zuiden is water schaars.")
    kb.add_document(make_document(Part((sentences[0], "De handel groeit er wel.", sentences[1])), id_="nota"))
    kb.add_document(make_document(Part((sentences[1], "Hulp is er ook volop.")), id_="brief"))
    quoted = kb.search("waar is in het zuiden water schaars").answer.sentences
    assert len(quoted) == 2
    assert {sentence.document for sentence in quoted} == {"nota", "brief"}


@pytest.mark.parametrize(
    ("others", "similarity", "quoted"),
    [
        (("De handel groeit.", "We stoppen met de winning van gas."), 0.2, False),  # its passage is most of its score
        (("De handel groeit.", "We stoppen met de winning van gas."), 0.3, True),
        (("De handel groeit.", "Water is in Mali al jaren schaars."), 0.2, True),
        (("We stoppen met de winning van gas.",), 0.2, True),
    ],
)
def test_what_is_quoted_beside_the_best(
    kb: KnowledgeBase,
    others: tuple[str, ...],
    similarity: float,
    quoted: bool,  # noqa: FBT001
) -> None:
    """What stands next to it, comes nearly as near in meaning, or holds nearly as much of the question."""
    sentences = ("Water is schaars in het zuiden van Mali.", *others)
    kb.add_document(make_document(Part(sentences)))
    found = kb.ask("water schaars")
    nearness = (0.35, *[0.0] * (len(others) - 1), similarity)
    candidates = [Candidate(*pair, found.result.hits[0]) for pair in zip(sentences, nearness, strict=True)]
    ranked = [(1.7, candidates[0]), (1.6, candidates[-1])]
    asked = Asked("water schaars", found.concepts)
    answer = compose_answer(asked, ranked, candidates, 0.9, load_calibration(DEFAULT_MODEL))
    assert (sentences[-1] in {sentence.text for sentence in answer.sentences}) is quoted


def test_names_in_a_list_are_no_answer(kb: KnowledgeBase) -> None:
    """Lines of a few words are passed over."""
    kb.add_document(make_document(Part(("Water", "Handel"))))
    assert kb.search("water").answer.found is False


def test_year_that_is_asked_about(kb: KnowledgeBase) -> None:
    """Of two amounts that of the year in the question is given first."""
    sentences = ("In 2021 kreeg water 5 miljoen euro.", "In 2023 kreeg water 9 miljoen euro.")
    kb.add_document(make_document(Part(sentences)))
    assert kb.search("hoeveel kreeg water in 2023").answer.sentences[0].text == sentences[1]
    assert kb.search("hoeveel kreeg water in 2021").answer.sentences[0].text == sentences[0]


def test_row_of_a_table_with_its_header(kb: KnowledgeBase) -> None:
    """The row that fits is given after the line that explains its numbers; that line alone is not an answer."""
    header = "bedrag x EUR miljoen 2022 2023 2024 e.v."
    kb.add_document(make_document(Part((header, "Hulp voor water 82 150 150", "Steun voor handel 60 145 195"))))
    quoted = [sentence.text for sentence in kb.search("hoeveel miljoen hulp voor water in 2022").answer.sentences]
    assert quoted[:2] == [header, "Hulp voor water 82 150 150"]


def test_row_of_a_table_with_its_columns_and_unit(kb: KnowledgeBase) -> None:
    """What heads the columns comes first; the unit that the caption names goes with the row, and makes it an amount."""
    lines = ("Artikel | 2022 | 2023", "Hulp voor water | 12.400 | 13.501", "Steun voor handel | 60 | 145")
    caption = "Uitgaven (bedragen x € 1.000)"
    kb.add_document(make_document(Part(lines, ("Middelen", caption), kind=BlockKind.TABLE), Part(("Iets over hulp.",))))
    quoted = kb.search("hoeveel geld voor hulp voor water").answer.sentences
    assert [(sentence.text, sentence.unit) for sentence in quoted] == [
        (lines[0], ""), (lines[1], "bedragen x € 1.000")
    ]  # fmt: skip
    assert quoted[1].to_json()["unit"] == "bedragen x € 1.000"
    assert "unit" not in quoted[0].to_json()


def test_what_cannot_be_the_answer_does_not_come_first(kb: KnowledgeBase) -> None:
    """The confidence is that of the sentence which would be given, not of one that fits better and holds no amount."""
    near, right = (
        "De hulp aan water in Mali groeit.",
        "Met 3 miljoen euro helpt Nederland daar water aanleggen in Mali.",
    )
    kb.add_document(make_document(Part((near, right))))
    asked = "hoeveel geld gaat er naar hulp aan water in Mali"
    found = kb.ask(asked, facet_depth=None)
    assert found.first is not None
    assert found.first.text == right
    assert [sentence.text for sentence in found.answer.sentences] == [right]


@pytest.mark.parametrize(
    "opening",
    [
        "Hierbij zend ik u de antwoorden op de vragen over water in Mali.",
        "In antwoord op uw brief deel ik u mede dat de vragen over water in Mali worden beantwoord zoals hieronder.",
        "Mede namens de minister voor Handel bied ik u hierbij het rapport over water in Mali aan.",
        "Vragen van het lid De Wit (D66) aan de minister voor Handel over water in Mali (ingezonden 3 juni 2024).",
        "Antwoord van minister De Wit, mede namens de staatssecretaris, over water in Mali.",
    ],
)
def test_how_a_letter_or_a_set_of_questions_begins_is_no_answer(kb: KnowledgeBase, opening: str) -> None:
    """However many words of the question stand in it."""
    kb.add_document(make_document(Part((opening, "Het water is daar schoon."))))
    quoted = kb.search("water in Mali").answer.sentences
    assert opening not in {sentence.text for sentence in quoted}


def test_sentences_stand_in_the_order_of_the_text_with_gaps(kb: KnowledgeBase) -> None:
    """Whichever of them is best; only where text of the same passage is left out between two there is a gap."""
    first, best = "Water is schaars in het zuiden van Mali.", "In het zuiden is water schaars, zegt iedereen daar."
    kb.add_document(make_document(Part((first, "De handel groeit er wel.", best)), Part(("Hulp is er ook.",))))
    quoted = kb.search("waar is in het zuiden water schaars").answer.sentences
    assert [(sentence.text, sentence.gap) for sentence in quoted] == [(first, False), (best, True)]


@pytest.mark.parametrize(("section", "outcome"), [("Mali", AnswerOutcome.ANSWER), ("Hulp", AnswerOutcome.NONE)])
def test_a_statement_is_on_what_is_named(kb: KnowledgeBase, section: str, outcome: AnswerOutcome) -> None:
    """By its headings too; one on another country does not come near."""
    kb.add_document(make_document(Part(("Het kabinet geeft water.",), (section,)), "Handel.", "Klimaat."))
    assert kb.search("wat vindt het kabinet van water in Mali").answer.outcome is outcome


@pytest.mark.parametrize("party", ["SP", "GroenLinks"])
def test_a_party_answers_for_itself(kb: KnowledgeBase, party: str) -> None:
    """Also where another says more of what is asked, and names it."""
    own, other = (
        "Het water in het zuiden hoort van ons allemaal te zijn.",
        f"In het zuiden heeft {party} water gezien.",
    )
    for publisher, text in ((party, own), ("VVD", other)):
        made = make_document(Part((text,)), "Handel.", id_=publisher.lower())
        kb.add_document(replace(made, publisher=publisher))
    first = kb.ask(f"wat wil {party} met water in het zuiden").first
    assert first is not None
    assert first.text == own


def test_the_government_comes_before_a_party(kb: KnowledgeBase) -> None:
    """Where both answer, sentences are grouped by document: what a party wants comes last, though it fits best."""
    party = make_document(
        Part(("Wij willen dat water niet langer schaars is in het zuiden.", "Water is schaars in het zuiden.")), id_="a"
    )
    policy = make_document(Part(("In het zuiden is water nu nog erg schaars.",)), id_="nota")
    for document, kind in ((party, "verkiezingsprogramma"), (policy, "beleidsnota")):
        kb.add_document(replace(document, kind=kind, publisher="SP"))
    found = kb.search("is water schaars in het zuiden")
    documents = [sentence.document for sentence in found.answer.sentences]
    assert documents[0] == "nota"
    assert documents == sorted(documents, reverse=True)
    assert {(hit.kind, hit.issuer) for hit in found.hits} == {("verkiezingsprogramma", "SP"), ("beleidsnota", "SP")}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Hoe schaars is water in het zuiden?", ("Een",)),
        ("Hoe schaars is water in het zuiden (zie ook nr. 3)?1", ("Een",)),
        ("Bent u bekend met het bericht dat water schaars is in het zuiden.", ("Een",)),
        ("Het bericht dat water schaars is in het zuiden.", ("Kamervragen", "Vraag 3")),
        ("Water is schaars in het zuiden", ("Een", "Water is schaars in het zuiden")),
        ("2.3 Water is schaars in het zuiden", ("Een",)),
        ("Onderwerp: water is schaars in het zuiden", ("Een",)),
    ],
)
def test_questions_and_headings_are_not_answers(kb: KnowledgeBase, text: str, path: tuple[str, ...]) -> None:
    """However well they fit: what a paper asks, what heads a section, what stands at the head of a letter."""
    kb.add_document(make_document(Part((text, "De waterschaarste in het zuiden neemt toe."), path)))
    quoted = [sentence.text for sentence in kb.search("is water schaars in het zuiden").answer.sentences]
    assert text not in quoted


def test_the_answer_to_a_question_in_the_text_answers(kb: KnowledgeBase) -> None:
    """What stands under "Antwoord op vraag 3" does."""
    answering = "Water is schaars in het zuiden."
    kb.add_document(make_document(Part((answering,), ("Kamervragen", "Antwoord op vraag 3"))))
    assert kb.search("is water schaars in het zuiden").answer.sentences[0].text == answering


def test_a_definition_says_what_something_is(kb: KnowledgeBase) -> None:
    """What says something of it comes near, and is no answer; a sentence that defines it comes before it."""
    kb.add_document(make_document(Part(("Een combitrack voor water in Mali loopt goed.",)), "Handel.", "Klimaat."))
    asked = "wat is een combitrack voor water in Mali"
    near = kb.search(asked).answer
    assert near.outcome is AnswerOutcome.NEAR
    assert near.confidence < load_calibration(kb.encoder.name).confidence.threshold
    defines = "Een combitrack voor water in Mali is een reeks activiteiten."
    kb.add_document(make_document(Part((defines,)), id_="b"))
    assert [each.text for each in kb.search(asked).answer.sentences] == [defines]


def test_an_amount_of_something_else_comes_near_only(kb: KnowledgeBase) -> None:
    """A question how many of a thing is not answered with how many of another."""
    kb.add_document(make_document(Part(("Voor water zijn 21 bedrijven actief in Mali.",))))
    near, right = (kb.search(f"hoeveel {thing} zijn actief voor water in Mali") for thing in ("zetels", "bedrijven"))
    assert (near.answer.outcome, right.answer.outcome) == (AnswerOutcome.NEAR, AnswerOutcome.ANSWER)


def test_what_holds_no_amount_does_not_come_near_how_much(kb: KnowledgeBase) -> None:
    """Passages on the subject without any amount cannot hold the answer; one with an amount may."""
    kb.add_document(make_document(Part(("De behandeling van een eetstoornis vraagt geduld van alle artsen in Mali.",))))
    asked = "hoeveel geld kost de behandeling van een eetstoornis bij artsen in Mali"
    assert kb.search(asked).answer.outcome is AnswerOutcome.NONE
    kb.add_document(
        make_document(Part(("Behandeling bij een eetstoornis: artsen in Mali krijgen 3 miljoen.",)), id_="b")
    )
    assert kb.search(asked).answer.outcome is not AnswerOutcome.NONE


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ("hoeveel bedrijven zijn actief voor water in Mali", False),
        ("hoeveel geld hebben actieve bedrijven voor water in Mali", True),
    ],
)
def test_what_is_not_known_of_one_thing_says_nothing_of_another(kb: KnowledgeBase, asked: str, outcome: bool) -> None:  # noqa: FBT001
    """A number that is not known may be what was asked; it is not the money."""
    kb.add_document(make_document(Part(("Het is niet bekend hoeveel bedrijven actief zijn voor water in Mali.",))))
    assert (kb.search(asked).answer.outcome is AnswerOutcome.NONE) is outcome
