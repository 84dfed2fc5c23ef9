"""Which sentences hold what a question asks for."""

from __future__ import annotations

import pytest

from search.ask.asked_for.answer_type import AnswerType
from search.ask.asked_for.type_fit import fit_of, fits, type_fit
from search.ask.asked_for.wanted import what_is_wanted


@pytest.mark.parametrize(
    ("sentence", "asked", "expected"),
    [
        ("Er gaat EUR 1,8 miljard naar klimaat.", AnswerType.AMOUNT, 1.0),
        ("Daarvan is 70% voor bedrijven.", AnswerType.AMOUNT, 1.0),
        ("Er zijn 187.000 ondernemers.", AnswerType.AMOUNT, 0.5),
        ("Met drieëntwintig of zes landen.", AnswerType.AMOUNT, 1.0),
        ("In 2025 verandert dat.", AnswerType.AMOUNT, 0.0),
        ("Dat draagt bij aan SDG 13.", AnswerType.AMOUNT, 0.0),
        ("Zie Kamerstuk nr. 36.", AnswerType.AMOUNT, 0.0),
        ("Bel het noodnummer 112, zie ook de vragen 4 en 5.", AnswerType.AMOUNT, 0.0),
        ("Onder artikel 3.2 vallen 12 scholen.", AnswerType.AMOUNT, 0.5),
        ("In 2025 verandert dat.", AnswerType.DATE, 1.0),
        ("Op 3 mei verandert dat.", AnswerType.DATE, 1.0),
        ("Dat kost 3 miljoen.", AnswerType.DATE, 0.0),
        ("Dat kost 3 miljoen.", AnswerType.ANYTHING, 0.0),
        ("Dat kost 3 miljoen euro.", AnswerType.MONEY, 1.0),
        ("Gemiddeld twintig in een jaar.", AnswerType.AMOUNT, 0.5),
        ("Er zijn er vijfentwintig, soms zelfs tweehonderd.", AnswerType.AMOUNT, 0.5),
        ("Zij was matig en heftig.", AnswerType.AMOUNT, 0.0),
        ("Dat kost 3 miljoen.", AnswerType.MONEY, 0.5),
        ("Er waren 30 mensen.", AnswerType.MONEY, 0.0),
        ("Daarmee zijn 116 miljoen mensen bereikt.", AnswerType.MONEY, 0.0),
        ("Er ging 3 miljoen naar water.", AnswerType.MONEY, 0.5),
        ("Daarvan is 70% voor bedrijven.", AnswerType.SHARE, 1.0),
        ("Daarvan is 70 miljoen voor bedrijven.", AnswerType.SHARE, 0.0),
        ("Dat komt doordat water schaars is.", AnswerType.REASON, 1.0),
        ("Water is schaars.", AnswerType.REASON, 0.0),
        ("Akkoorden met Chili en Kenia.", AnswerType.PLACES, 1.0),
        ("Een akkoord met Kenia.", AnswerType.PLACES, 0.5),
        ("Een akkoord met de bank.", AnswerType.PLACES, 0.0),
        ("Dat doen de gemeenten Ede en Zwolle.", AnswerType.PLACES, 1.0),
        ("Met Nederlandse hulp aan Afrikaanse landen.", AnswerType.PLACES, 0.0),
        ("De centrale komt in Borssele.", AnswerType.PLACE, 1.0),
        ("De molens komen op zee.", AnswerType.PLACE, 1.0),
        ("In het zuiden is water schaars.", AnswerType.PLACE, 1.0),
        ("De bouw van centrales is in volle gang.", AnswerType.PLACE, 0.0),
        ("Dat doet minister Kaag.", AnswerType.PERSON, 1.0),
        ("Dat doet de minister voor Klimaat.", AnswerType.PERSON, 0.0),
        ("Dat deed de Landelijke Meldkamer Samenwerking.", AnswerType.PERSON, 0.0),
        ("Dat deed de Landelijke Meldkamer Samenwerking.", AnswerType.ACTOR, 1.0),
        ("Dat deed minister Kaag.", AnswerType.ACTOR, 1.0),
        ("Dit document helpt de gebruiker.", AnswerType.ACTOR, 0.0),
        ("Een combitrack is een reeks activiteiten.", AnswerType.DEFINITION, 1.0),
        ("De combitrack loopt goed.", AnswerType.DEFINITION, 0.0),
        ("Er gaat meer naar Mali dan naar Kenia.", AnswerType.COMPARISON, 1.0),
        ("Er gaat geld naar Mali en Kenia.", AnswerType.COMPARISON, 0.0),
        ("Zie de motie van Kuzu.", AnswerType.DOCUMENT, 1.0),
        ("Er zijn drie doelen: groei, handel en hulp.", AnswerType.LIST, 1.0),
        ("De doelen zijn groei, handel, hulp en werk.", AnswerType.LIST, 1.0),
        (
            "De raad, die dit jaar begon, heeft in het voorjaar alles wat er was onderzocht en dat verteld.",
            AnswerType.LIST,
            0.0,
        ),
    ],
)
def test_type_fit(sentence: str, asked: AnswerType, expected: float) -> None:
    """Years, SDGs and numbers of papers are not amounts."""
    assert type_fit(sentence, asked) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("hoeveel zetels haalde de PVV", "De partij haalde 37 zetels.", True),
        ("hoeveel zetels haalde de PVV", "Er zijn 21 waterschappen.", False),
        ("hoeveel zetels haalde de PVV", "Het aantal zetels steeg tot 37.", True),
        ("over hoeveel kuub gas betaal je minder", "Dat geldt over de eerste 1000 m3 gas.", True),
        ("hoeveel hectares bos komen erbij", "Er komt 37.000 ha bos bij.", True),
        ("hoeveel kilometer spoor komt erbij", "Er komt 12 miljoen euro bij.", False),
        ("hoeveel projecten lopen er", "Er lopen 12 kleine proefprojecten.", True),
        ("hoeveel plekken zijn er", "Wij verhogen het quotum van 500 naar 900.", True),
        ("hoeveel mensen kregen water", "Wij gaven 3 miljoen vrouwen en kinderen water.", True),
        ("wanneer wordt het nummer opgehoogd", "Het wordt opgehoogd als er wijzigingen zijn.", True),
        ("wanneer wordt het nummer opgehoogd", "Het nummer wordt opgehoogd.", False),
        ("wie is de nationaal coördinator", "De nationaal coördinator stelt een plan op.", False),
        ("wie is de nationaal coördinator", "Het plan is van H. Alders.", True),
        ("hoe vaak wordt er gebeld", "In het debat van 7 december 2022 is dat besproken.", False),
        ("hoe vaak wordt er gebeld", "Er wordt 7 keer per dag gebeld.", True),
        ("wat kost de behandeling", "De behandeling duurt langer dan vroeger.", False),
        ("wat kost de behandeling", "De behandeling kost 300 euro.", True),
        ("wat kostten de dijken", "Er is meebetaald aan de dijken.", False),
        ("hoeveel agenten werken er", "Hierover zijn geen cijfers bekend.", True),
        ("hoeveel geld gaat er naar water", "Er gaat veel naar water.", False),
        ("hoeveel geld gaat er naar water", "Er gaat 3 miljoen euro naar water.", True),
        ("Hoe hoog wordt de heffing per ticket?", "De heffing levert 300 miljoen op.", False),
        ("Hoe hoog wordt de heffing per ticket?", "De heffing is 8 euro per ticket.", True),
        ("hoeveel procent gaat naar water", "Er gaat 3 miljoen naar water.", False),
        ("hoeveel procent gaat naar water", "De helft gaat naar water.", True),
        ("wanneer begint het", "Het begint in het voorjaar.", True),
        ("wanneer begint het", "Het begint met een onderzoek.", False),
        ("wie is de minister van Financiën", "De minister van Financiën besluit.", False),
        ("wie is de minister van Financiën", "Dat is minister Kaag.", True),
        ("wie is de gezant voor Chili", "In mei trad de gezant Chili aan.", False),
        ("wie is de gezant voor Chili", "In mei trad gezant Kaag aan.", True),
        ("in welke stad komt het hof in Chili", "Het hof komt in Chili.", False),
        ("in welke stad komt het hof in Chili", "Het hof komt in Santiago.", True),
        ("wat vindt het kabinet van een akkoord met India", "Het kabinet steunt het akkoord met Canada.", False),
        ("wat vindt het kabinet van een akkoord met India", "De Indiase markt opent zich.", True),
        ("in welke stad komt het hof", "Het hof komt in Nederland en het Caribisch gebied.", False),
        ("in welke stad komt het hof", "Het hof gaat over Nederlands-Indië.", False),
        ("in welk land komt het hof", "Het hof komt in Nederland en het Caribisch gebied.", True),
        ("wat vindt de raad van water", "Water gaat naar nul.", True),
        ("welke zes projecten begonnen er", "Er begonnen zes nieuwe projecten.", False),
        ("welke zes projecten begonnen er", "Er begonnen zes projecten: dijken, sluizen en havens.", True),
        ("welke zes projecten begonnen er", "Dat zijn dijken, sluizen en havens.", True),
        ("welke projecten begonnen er", "Er begonnen zes nieuwe projecten.", True),
        ("wat adviseert de raad over water", "De adviezen van de raad over water zijn meegenomen.", False),
        ("wat adviseert de raad over water", "De raad pleit voor hogere dijken.", True),
        ("wat was de kritiek van de Rekenkamer", "De Rekenkamer onderzocht de dijken.", False),
        ("wat was de kritiek van de Rekenkamer", "Volgens de Rekenkamer bleek het geld op te zijn.", True),
        ("wie betaalt de schade", "Het fonds betaalt.", True),
        ("waar komen de centrales te staan", "Er komen geen nieuwe centrales.", False),
        ("waar komen de centrales te staan", "De centrales komen in Borssele.", True),
        ("waar wordt het geld aan besteed", "Aan nieuwe centrales.", True),
        ("welke gemeenten doen mee", "Gemeenten kunnen zelf besluiten.", False),
        ("welke gemeenten doen mee", "In Ede doen scholen mee.", True),
        ("wat is het klimaatdoel", "Het kabinet heeft een klimaatdoel.", True),
        (
            "wat is technische schuld",
            "Technische schuld zijn eigenschappen van software die het onderhoud remmen.",
            True,
        ),
        ("wat is technische schuld", "Wel is technische schuld vaak een gevolg van haast.", False),
        ("wat is technische schuld", "Technische schuld is onvermijdelijk en wordt beperkt.", False),
        ("wat is technische schuld", "Uit technische schuld volgt dat beheer een last is.", False),
        ("wat is technische schuld", "Een schuld is een bedrag.", False),
        ("wat is technische schuld", "Technische schuld: werk dat is uitgesteld.", True),
        ("wat is een digital twin", "Onder een digital twin verstaan wij een digitale kopie.", True),
        ("wat zijn combitracks", "Combitracks bestaan uit een reeks activiteiten.", True),
        ("wat betekent doorvoer", "Doorvoer betekent dat goederen het land passeren.", True),
        ("wat is de inzet", "Wij doen veel.", True),
        ("bedrag tweede fase", "De tweede fase is begonnen.", True),
    ],
)
def test_fits(question: str, text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """A text that lacks what can be seen to be needed is not an answer: the amount of the thing asked, not any number."""
    assert fits(text, what_is_wanted(question)) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("wie beheert het nummer", "Het is in beheer bij de Landelijke Meldkamer Samenwerking.", 1.0),
        ("wie beheert het nummer", "Een dienst beheert het (LMS).", 1.0),
        ("wie beheert het nummer", "Een bedrijf beheert het nummer.", 0.0),
        ("wie volgt de Europese Commissie", "Het is een plan van de Europese Commissie.", 0.0),
        ("wie is de minister van Financiën", "Dat zei de Europese Commissie.", 0.0),
        ("hoe vaak gebeurt dat", "Hierover zijn geen cijfers bekend.", 0.5),
        ("hoeveel geld gaat er naar water", "Er gaat 3 euro heen, meer is niet bekend.", 1.0),
        ("hoe reageert de raad", "De raad onderschrijft dit.", 1.0),
        ("onder welke voorwaarden gebeurt dat", "Het gebeurt alleen als er water is.", 1.0),
        ("onder welke voorwaarden gebeurt dat", "Het gebeurt in Mali.", 0.0),
        ("wat moet ik doen bij een hoog risico", "Dan dient u het systeem te registreren.", 1.0),
        ("wat moet ik doen bij een hoog risico", "Sommige systemen hebben een hoog risico.", 0.0),
        ("waarom gebeurt dat", "Hierover zijn geen cijfers bekend.", 0.0),
        ("waarom gebeurt dat", "Dit gebeurt vanwege de aardbevingen.", 1.0),
        ("waarom gebeurt dat", "Mutaties als gevolg van wijzigingen worden daar geboekt.", 0.0),
    ],
)
def test_what_may_be_meant(question: str, text: str, expected: float) -> None:
    """A body where "who" need not be a person; that an amount is not known."""
    assert fit_of(text, what_is_wanted(question)) == expected
