"""Which questions ask for papers, and which only speak of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import CitationKind
from search.ask.papers.numbers import read_numbers
from search.ask.papers.wording import PapersAsked, names_a_kind, read_wording
from search.dutch.lexicon import Lexicon

NAMES = {
    "van der lee": "Van der Lee",
    "kuzu": "Kuzu",
    "klink": "Klink",
    "kroger": "Kröger",
    "piri": "Piri",
    "lee": "Lee",
}
LEXICON = Lexicon(dict.fromkeys(("nederland", "klimaat", "oppositie", "china"), 1))

PIECES = (
    "motie", "moties", "Motie", "kamerstuk", "van", "Van der Lee", "klink", "Kuzu", "over", "in", "dossier", "35925",
    "-36", "nr 36", "nrs. 3-5", "2021/22", "aanhangsel", "(", ")", "#", "\\", "'", "en", ",", "2", "_", "welke",
)  # fmt: skip


def read(question: str) -> PapersAsked | None:
    """What a question asks."""
    return read_wording(question, read_numbers(question), NAMES, LEXICON)


def asked(question: str) -> PapersAsked:
    """What a question asks that asks something."""
    found = read(question)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "submitters"),
    [
        ("moties van Van der Lee", ("Van der Lee",)),
        ("moties van van der lee", ("Van der Lee",)),
        ("moties van der Lee?", ("Van der Lee",)),
        ("motie Van der Lee c.s.", ("Van der Lee",)),
        ("moties van Tom van der Lee (GroenLinks)", ("Van der Lee",)),
        ("welke moties heeft Kamerlid Kuzu ingediend", ("Kuzu",)),
        ("welke moties diende kuzu in", ("Kuzu",)),
        ("heeft Kuzu moties ingediend", ("Kuzu",)),
        ("toon alle moties van het lid Klink", ("Klink",)),
        ("hoeveel moties van klink zijn er", ("Klink",)),
        ("motie-Kröger", ("Kröger",)),
        ("moties van Piri en Van der Lee", ("Van der Lee", "Piri")),
        ("motions by Van der Lee", ("Van der Lee",)),
    ],
)
def test_whose(question: str, submitters: tuple[str, ...]) -> None:
    """A member whom the documents name, however the name is typed."""
    assert asked(question) == PapersAsked(kind=CitationKind.MOTIE, submitters=submitters, only=True)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("moties over klimaat", ("klimaat",)),
        ("welke motie gaat over afbouw Russisch gas", ("afbouw", "Russisch", "gas")),
        ("wie diende de motie over Oeigoeren in", ("Oeigoeren",)),
        ("wie heeft de motie over groene waterstof ingediend?", ("groene", "waterstof")),
        ("van wie is de motie over waterstof", ("waterstof",)),
        ("wie is de indiener van de motie over waterstof", ("waterstof",)),
        ("in welke motie wordt gevraagd om meer migratiepartnerschappen", ("migratiepartnerschappen",)),
        ("which motions are about hydrogen", ("hydrogen",)),
    ],
)
def test_about_what(question: str, about: tuple[str, ...]) -> None:
    """The words of the subject, without what belongs to the asking."""
    assert asked(question) == PapersAsked(kind=CitationKind.MOTIE, about=about, only=True, introduced=True)


def test_a_subject_without_a_preposition() -> None:
    """As one types keywords; "klink" there is a word, "Klink" a name."""
    assert asked("motie opvang vluchtelingen") == PapersAsked(
        kind=CitationKind.MOTIE, about=("opvang", "vluchtelingen"), only=True
    )
    assert asked("moties over klink en slot").about == ("klink", "slot")


def test_all_that_can_be_asked_at_once() -> None:
    """Member, subject, dossier and session year."""
    assert asked("moties van Kuzu over China in dossier 35207 uit 2021/22") == PapersAsked(
        kind=CitationKind.MOTIE, submitters=("Kuzu",), dossier="35207", session_year="2021/22", about=("China",),
        only=True, introduced=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("welke moties worden genoemd", CitationKind.MOTIE),
        ("alle amendementen", CitationKind.AMENDEMENT),
        ("hoeveel kamerbrieven noemt de nota", CitationKind.KAMERBRIEF),
        ("kamerstukken", None),
    ],
)
def test_all_of_a_kind(question: str, kind: CitationKind | None) -> None:
    """Nothing is asked of them but what they are."""
    assert asked(question) == PapersAsked(kind=kind, only=True)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("moties van Wilders", "Wilders"),
        ("moties van wilders", "Wilders"),
        ("welke moties van het lid Van den Berg zijn er", "van den Berg"),
        ("moties van D66", ""),
        ("moties van de VVD", ""),
        ("moties van de oppositie", ""),
        ("moties van vorig jaar", ""),
    ],
)
def test_a_member_whom_no_document_names(question: str, unknown: str) -> None:
    """A name is known by its capital, or by no document using the word; a party is none."""
    found = read(question)
    assert (found.unknown if found else "") == unknown


@pytest.mark.parametrize(
    "question",
    [
        "wat vroeg de motie over belastingontwijking",
        "wat deed het kabinet met de motie-Kröger",
        "waarom steunde het kabinet de motie van Kuzu niet",
        "is de motie van Kuzu over China uitgevoerd",
        "hoe is de motie van Kuzu uitgevoerd",
        "welke moties van Kuzu zijn uitgevoerd",
        "wat doet het kabinet met motie 35925-36",
        "waarom is kamerstuk 35925 nr 36 ingediend",
    ],
)
def test_a_question_about_a_paper_keeps_its_answer(question: str) -> None:
    """The paper may be shown, but it is not all that is asked for."""
    assert not asked(question).only


@pytest.mark.parametrize(
    "question",
    [
        "kamerstuk 35925 nr 36",
        "wie diende kamerstuk 35925 nr 36 in",
        "waar wordt kst-35925-36 genoemd?",
        "wat staat er in motie 36 uit dossier 35925",
        "waar gaat kamerstuk 35925 nr 36 over",
        "dossier 35925",
    ],
)
def test_a_question_for_a_paper(question: str) -> None:
    """Whatever one may ask of it that the ledger knows."""
    assert asked(question).only


@pytest.mark.parametrize(
    "question",
    [
        "wat is het klimaatdoel 2025",
        "motie",
        "wat vindt de commissie van emoties",
        "welke promotie krijgt zij",
        "2021/22",
        "",
    ],
)
def test_a_question_without_papers(question: str) -> None:
    """Neither a word for one nor a number; a mere "motie" asks for nothing."""
    assert read(question) is None


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=9), st.sampled_from(["", " "]))
def test_no_question_is_an_error(pieces: list[str], between: str) -> None:
    """Whatever is typed: a name in the place of a word, a word glued to a number, signs of regular expressions."""
    question = between.join(pieces)
    found = read(question)
    assert found is None or not found.unknown or not found.submitters


def test_a_kind_is_named_by_a_whole_word() -> None:
    """So the ledger need not be read for other questions."""
    assert names_a_kind(read_numbers("Welke Moties zijn er?"))
    assert not names_a_kind(read_numbers("welke emoties en promoties zijn er"))
