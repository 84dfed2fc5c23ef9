"""What a question asks for."""

from __future__ import annotations

import pytest

from search.ask.asked_for.answer_type import AnswerType, asks_for_papers, expected_type
from search.ask.asked_for.wanted import what_is_wanted


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hoeveel geld gaat er naar water?", AnswerType.MONEY),
        ("Hoeveel extra geld gaat er naar water?", AnswerType.MONEY),
        ("Hoeveel mensen kregen water?", AnswerType.AMOUNT),
        ("welk percentage van de middelen", AnswerType.SHARE),
        ("hoe groot is het aandeel", AnswerType.SHARE),
        ("wat is het klimaatdoel 2025", AnswerType.AMOUNT),
        ("bedrag tweede fase", AnswerType.MONEY),
        ("Hoeveel kost een onderzoek?", AnswerType.MONEY),
        ("Hoeveel uur kost een onderzoek?", AnswerType.AMOUNT),
        ("How much money", AnswerType.MONEY),
        ("Wanneer begint het?", AnswerType.DATE),
        ("wanneer is de verkiezing", AnswerType.DATE),
        ("Wanneer is een systeem hoog risico?", AnswerType.CONDITION),
        ("wanneer mag ik bellen", AnswerType.CONDITION),
        ("when is a system high-risk", AnswerType.CONDITION),
        ("onder welke voorwaarden krijg ik hulp", AnswerType.CONDITION),
        ("In welke gevallen geldt dat?", AnswerType.CONDITION),
        ("Wat moet ik doen bij een hoog risico?", AnswerType.DUTY),
        ("Waaraan moet een systeem voldoen?", AnswerType.DUTY),
        ("wat mag een boa niet dragen", AnswerType.DUTY),
        ("what must a provider do", AnswerType.DUTY),
        ("wat moet dat kosten", AnswerType.MONEY),
        ("Wat wil je dat er moet gebeuren?", AnswerType.ANYTHING),
        ("in welk jaar", AnswerType.DATE),
        ("Waarom doet het kabinet dat?", AnswerType.REASON),
        ("Met welke landen wordt gepraat?", AnswerType.PLACES),
        ("Wat doet het kabinet?", AnswerType.ANYTHING),
        ("doelgroepen", AnswerType.ANYTHING),
        ("Wat is het doel van de taskforce?", AnswerType.ANYTHING),
        ("Wie is minister van Financiën?", AnswerType.PERSON),
        ("Hoe heet de speciaal gezant die aantrad?", AnswerType.PERSON),
        ("hoe heet het fonds", AnswerType.ANYTHING),
        ("wie beheert het nummer", AnswerType.PERSON),
        ("Wie heeft recht op hulp?", AnswerType.PERSON),
        ("met wie praat de minister", AnswerType.PERSON),
        ("Met wie sprak de minister?", AnswerType.ACTOR),
        ("Wie heeft de handreiking gemaakt?", AnswerType.ACTOR),
        ("door wie is de brief ondertekend", AnswerType.ACTOR),
        ("wie schreef dat", AnswerType.ACTOR),
        ("hoe reageert het kabinet op het advies", AnswerType.FINDING),
        ("wat is de reactie op het advies", AnswerType.FINDING),
        ("Waar komen de centrales te staan?", AnswerType.PLACE),
        ("waar gaan de jongeren naartoe", AnswerType.PLACE),
        ("Waar gaat het geld naartoe?", AnswerType.ANYTHING),
        ("Welke motie gaat over de 0,7% norm?", AnswerType.DOCUMENT),
        ("Welke drie producten zijn verboden?", AnswerType.LIST),
        ("Welke thema's blijven?", AnswerType.CHOICE),
        ("Welke beleidsdoelen zijn er?", AnswerType.LIST),
        ("lijst van landen", AnswerType.LIST),
        ("Wat is een combitrack?", AnswerType.DEFINITION),
        ("wat houdt adaptief programmeren in", AnswerType.DEFINITION),
        ("wat is een systeem met een hoog risico", AnswerType.DEFINITION),
        ("wat is het verschil tussen hulp en handel", AnswerType.COMPARISON),
        ("gaat er meer geld naar Mali of naar Kenia", AnswerType.COMPARISON),
        ("Mag een kapper een biertje serveren?", AnswerType.YES_NO),
        ("Word je behandeld wanneer je het verkeerd invult?", AnswerType.YES_NO),
        ("hoe vaak wordt er gebeld", AnswerType.AMOUNT),
        ("vanaf welk boekjaar geldt dat", AnswerType.DATE),
    ],
)
def test_expected_type(question: str, expected: AnswerType) -> None:
    """The words that a question begins with, mostly; "how many" whatever it is about."""
    assert expected_type(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("hoeveel zetels haalde de PVV", {"zetel"}),
        ("Hoeveel Nederlandse bedrijven gingen mee?", {"bedrijf"}),
        ("aantal banen", {"baan"}),
        ("hoeveel AI-systemen zijn er", {"systeem"}),
        ("hoeveel kost het", set()),
        ("hoeveel beloofden ontwikkelde landen", set()),
        ("hoeveel geld gaat er naar water", set()),
        ("wat is het klimaatdoel 2025", set()),
        ("wat is een digital twin?", {"digital", "twin"}),
        ("Wat is een digital twin volgens de verordening?", {"digital", "twin"}),
        ("wat zijn combitracks", {"combitrack"}),
        ("wat is de inzet", set()),
        ("wat is dat", set()),
    ],
)
def test_what_is_counted(question: str, expected: set[str]) -> None:
    """The noun behind "how many", adjectives passed over; none where a verb stands there. What is to be defined."""
    assert what_is_wanted(question).things == expected


@pytest.mark.parametrize(
    ("question", "topic", "needed"),
    [
        ("wat vindt de SP van het eigen risico?", {"eigen", "risico"}, False),
        ("wat zei de koning in 2015 over vluchtelingen", {"vluchtelingen"}, False),
        ("wat wil het kabinet met water", {"water"}, False),
        ("wat staat er in de nota over water", {"water"}, False),
        ("what does the cabinet say about water", {"water"}, False),
        ("wat adviseert de raad over water", set(), True),
        ("wat vindt de raad", set(), True),
        ("wat wil het kabinet", set(), False),
        ("hoe reageert het kabinet op het advies", set(), False),
    ],
)
def test_what_somebody_states(question: str, topic: set[str], needed: bool) -> None:  # noqa: FBT001 - a table
    """Whatever somebody says on it answers; what is advised or found is said by a sentence of advice or of finding."""
    wanted = what_is_wanted(question)
    assert (wanted.topic, wanted.needed) == (topic, needed)


@pytest.mark.parametrize(
    ("question", "parties"),
    [
        ("Wat willen D66 en GroenLinks-PvdA met water?", {"d66", "groenlinks", "pvda"}),
        ("waarom wil de sp dat", {"sp"}),
        ("wat vindt Volt van water", {"volt"}),
        ("hoeveel volt is dat, denk je", set()),
        ("wat vindt de raad van Volt", set()),
    ],
)
def test_parties_that_are_asked_about(question: str, parties: set[str]) -> None:
    """One that is called by a word only where it is asked what it thinks."""
    assert what_is_wanted(question).parties == parties


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("Welke grote projecten zijn er?", {"projecten"}),
        ("welke drie producten", {"producten"}),
        ("welk beleid", set()),
    ],
)
def test_what_a_list_is_of(question: str, listed: set[str]) -> None:
    """It says no more than which kind is asked for."""
    assert what_is_wanted(question).says_kind == listed


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("welke motie gaat over Russisch gas", True),
        ("Kamerstuk 35925", True),
        ("moties van Kuzu", True),
        ("wat is er toegezegd", True),
        ("voetnoot 12", True),
        ("combinatielanden lijst", False),
        ("promotie van handel", False),
        ("noodhulp", False),
    ],
)
def test_asks_for_papers(question: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Whole words only: promotion is not a motion."""
    assert asks_for_papers(question) is expected
