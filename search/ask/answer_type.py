"""What kind of thing a question asks for, and how far a sentence holds such a thing.

"How many" wants a number, "when" a date, "why" a reason. That says nothing of what the question is about, so it only
decides between sentences that fit alike in meaning and words.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from search.dutch.names import is_name
from search.dutch.terms import fold, words


class AnswerType(StrEnum):
    """What kind of thing a question asks for."""

    ANYTHING = "anything"
    AMOUNT = "amount"  # a count, or money where nothing says which
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    PLACES = "places"
    REASON = "reason"


# The first that fits decides: "in welk jaar" before "welk", "hoeveel procent" before "hoeveel".
_QUESTIONS = (
    (
        AnswerType.DATE,
        r"wanneer|when|(?:welk|what|which) (?:jaar|year|datum|date)|welke datum|(?:tot|sinds|vanaf) welk\w*|hoe ?lang",
    ),
    (AnswerType.REASON, r"waarom|waartoe|why|reden(?:en)?"),
    (AnswerType.SHARE, r"percentages?|procent|(?:hoe groot|welk|wat) (?:is )?(?:het |een )?aandeel|what share"),
    (AnswerType.MONEY, r"bedrag\w*|budget\w*|hoe duur|kost(?:en)?|(?:hoeveel|how much) (?:geld|euro|money)"),
    (AnswerType.PLACES, r"(?:welke?|which) (?:\w+ )?(?:land|landen|country|countries|regio'?s?|markten)"),
    (
        AnswerType.AMOUNT,
        r"hoeveel|hoe (?:groot|hoog|veel|zwaar)|how (?:much|many)|aantal\w*|totaal|totale|maxim\w+|minim\w+|"  # noqa: ISC004
        r"miljoen\w*|miljard\w*|\w*doel|\w*doelen|\w*doelstelling\w*|norm|\w*streefcijfer\w*",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})\b")) for kind, pattern in _QUESTIONS)

# Words for what stands in notes: papers of parliament, official journals, the note itself.
_PAPERS = re.compile(
    r"\b(?:moties?|kamerst\w*|kamerbrie\w*|brie(?:f|ven)|amendement\w*|toezegging\w*|toegezegd|kamervra\w*|handelingen|"
    r"dossiers?|ingediend\w*|indieners?|staatscourant|staatsblad|stcrt|stb|(?:voet)?no(?:ot|ten)|verwijz\w*|motions?|nr)\b"
)


def asks_for_papers(question: str) -> bool:
    """Return whether a question asks for a paper that is cited or for a note: notes are then not an aside."""
    return _PAPERS.search(fold(question)) is not None


_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"(?<![\d.,/-]){_YEAR}(?![\d]|[.,]\d)")
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_DATE = re.compile(rf"\b{_YEAR}\b|\b\d{{1,2}} {_MONTH}\b")
# A number that counts something: not a year, not the number of an SDG, an article or a paper.
_AMOUNT = re.compile(
    rf"(?<![\w,.-])(?<!sdg )(?<!nr )(?<!nr\. )(?<!artikel )(?!{_YEAR}\b)\d+(?:[.,]\d+)*(?![\w-])|"
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd|duizend\w*|helft|kwart|dubbele)\b"
)
_UNIT = re.compile(r"\b(?:euro|eur|miljoen|miljard|procent|dollar|usd|ton|hectare|megawatt|mensen|banen|landen)\b")
_MONEY = re.compile(r"\b(?:euro|eur|dollar|usd)\b")
_LARGE = re.compile(r"\b(?:miljoen|miljard|mln|mld)\b")
_REASON = re.compile(r"\b(?:omdat|doordat|daarom|daardoor|hierdoor|zodat|want|immers|door|om .{1,120}? te|because)\b")


def expected_type(question: str) -> AnswerType:
    """Return what kind of thing a question asks for."""
    folded = fold(question)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), AnswerType.ANYTHING)


@lru_cache(maxsize=8192)
def years(text: str) -> frozenset[str]:
    """Return the years (1900-2099) that a text names."""
    return frozenset(_YEARS.findall(fold(text)))


@lru_cache(maxsize=8192)
def type_fit(sentence: str, expected: AnswerType) -> float:
    """Return how far a sentence holds what is asked for, 0-1: 1 the very kind, 0.5 what may be meant by it."""
    folded = fold(sentence)
    if expected is AnswerType.DATE:
        return float(_DATE.search(folded) is not None)
    if expected is AnswerType.REASON:
        return float(_REASON.search(folded) is not None)
    if expected is AnswerType.PLACES:
        return min(1.0, len({word.form for word in words(sentence) if is_name(word.form)}) / 2)
    return 0.0 if expected is AnswerType.ANYTHING or not _AMOUNT.search(folded) else _amount_fit(folded, expected)


def _amount_fit(folded: str, expected: AnswerType) -> float:
    """Return how far a folded sentence with a number in it holds the kind of number that is asked for."""
    if expected is AnswerType.SHARE:
        return float("procent" in folded)
    if expected is AnswerType.MONEY:
        return 1.0 if _MONEY.search(folded) else 0.5 * (_LARGE.search(folded) is not None)
    return 1.0 if _UNIT.search(folded) else 0.5
