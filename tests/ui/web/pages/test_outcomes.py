"""The three outcomes of a question, and how an answer reads, on the page and as text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hit_factories import make_hit, make_result

from search.model import Answer, AnswerOutcome, AnswerSentence, Filters, SearchResult, Sought, SoughtWord
from ui import texts
from ui.cli import terminal
from ui.texts.asking import EN, NL, Words, near, outcome
from ui.web.address import Address
from ui.web.pages import cards
from ui.web.rendering import fragment

if TYPE_CHECKING:
    from search.model import Hit

ADDRESS = Address.read("zoeken", {"vraag": "water"})
TITLES = {"nota": "De nota: over water"}
SOUGHT = Sought((SoughtWord("Eiffeltorn", "eiffeltoren"), SoughtWord("mali", present=False)), Filters("nota", sdg=6), 1)


def answer(hit: Hit, quoted: tuple[str, ...] = ()) -> str:
    """The answer as HTML."""
    found = cards.answer(make_result(hit, quoted=quoted, sought=SOUGHT), TITLES, ADDRESS, NL)
    assert found is not None
    return fragment("cards.html", "answer", found, NL)


def test_a_gap_is_marked() -> None:
    """Where text between two sentences of a passage is left out; on the page and as text."""
    hit = make_hit()
    first, second = (AnswerSentence(text, "nota", "nota:0001") for text in ("Er is water.", "Het is nat."))
    given = Answer(AnswerOutcome.ANSWER, 0.9, (first, replace(second, gap=True)))
    found = SearchResult("vraag", given, (hit,))
    shown = cards.answer(found, TITLES, ADDRESS, NL)
    assert shown is not None
    assert shown.quotes[0].lines == ("Er is water.", "[…]", "Het is nat.")
    assert shown.quotes[0].sentences == ("Er is water.", "Het is nat.")
    lines = [line.strip() for line in terminal.result(found, 10).splitlines()]
    assert lines[1:4] == ["“Er is water.”", "[…]", "“Het is nat.”"]


@pytest.mark.parametrize(
    ("kind", "issuer", "date", "expected"),
    [
        ("verkiezingsprogramma", "SP", "2021", "verkiezingsprogramma · SP, 2021"),
        ("Kamerbrief", "minister van BZ", "2024-03-14", "Kamerbrief · minister van BZ, 14 maart 2024"),
        ("document", "SP", "", "SP"),
        ("toespraak", "", "2015-09", "toespraak · september 2015"),
        ("", "", "", ""),
    ],
)
def test_kind_publisher_and_date_stand_with_every_passage(kind: str, issuer: str, date: str, expected: str) -> None:
    """As far as they are stated; "document" is what reading calls one of which nothing states the kind."""
    hit = replace(make_hit(), kind=kind, issuer=issuer, date=date)
    html = answer(hit, quoted=("Het is nat.",))
    html += fragment("cards.html", "card", cards.card(hit, (), (), ADDRESS, NL), NL)
    assert re.findall(r'<span class="vp-origin" lang="nl">(.*?)</span>', html) == [expected] * 2 * bool(expected)
    printed = " ".join(
        terminal.result(make_result(hit, quoted=("Het is nat.",)), 1).split()
    )  # however lines are broken
    source = printed[printed.index("—") :].partition(" PASSAGES")[0]
    assert source == " · ".join(part for part in ("— De nota: over water", expected, "Hoofdstuk 1") if part)


def test_not_found_comes_with_what_was_looked_for() -> None:
    """The words as understood, the filters in force, and how many documents were searched."""
    assert re.findall(r"<dt>(.*?)</dt> ?<dd>(.*?)</dd>", answer(make_hit())) == [
        ("Gezocht naar", "Eiffeltorn (opgevat als eiffeltoren), mali (staat in geen enkel document)"),
        ("Filters", "Document: De nota, SDG 6 Schoon water en sanitair"),
        ("Doorzocht", "1 document"),
    ]
    lines = terminal.result(make_result(make_hit(), sought=SOUGHT), 10, TITLES).splitlines()
    assert lines[0] == "NIET GEVONDEN"
    assert "    Filters: Document: De nota, SDG 6 Schoon water en sanitair" in lines
    assert "PASSAGES" in lines


def test_what_comes_near_has_no_answer_box() -> None:
    """On the page the list has the heading; as text the passages follow under it."""
    found = make_result(make_hit(), outcome=AnswerOutcome.NEAR)
    assert cards.answer(found, TITLES, ADDRESS, NL) is None
    above, passages, *_ = terminal.result(found, 10).split("\n\n")  # lines as long as the terminal is wide
    assert " ".join(above.split()) == f"DIT KOMT IN DE BUURT {texts.NEAR_MORE}"
    assert passages.splitlines()[0] == " 1. De nota: over water [nota:0001]"
    assert "PASSAGES" not in above


def test_what_comes_near_tells_which_words_no_document_holds() -> None:
    """One that was taken for another word is not among them; of an English question it says nothing."""
    found = make_result(make_hit(), outcome=AnswerOutcome.NEAR, sought=SOUGHT)
    assert near(found, NL) == f"{texts.NEAR_MORE} In geen document staat: “mali”."
    assert "In geen document staat: “mali”." in " ".join(terminal.result(found, 10).split())
    assert near(found, EN).endswith("In no document: “mali”.")
    assert near(replace(found, query="how much money is there for the water of Mali"), EN) == EN.near_more
    assert near(replace(found, sought=None), NL) == texts.NEAR_MORE


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_every_outcome_has_a_heading_of_its_own(words: Words) -> None:
    """In both languages."""
    assert len({outcome(Answer(each, 0.5), words) for each in AnswerOutcome}) == len(AnswerOutcome)
