"""What kind of thing a question asks for.

"How many" wants a number, "when" a date, "why" a reason. That says nothing of what the question is about, so between
sentences it only decides where they fit alike in meaning and words. What a question asks for beside its kind:
search.ask.asked_for.wanted.
"""

from __future__ import annotations

import re
from enum import StrEnum

from search.dutch.terms import fold


class AnswerType(StrEnum):
    """What kind of thing a question asks for."""

    ANYTHING = "anything"
    AMOUNT = "amount"  # a count, or money where nothing says which
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    PERSON = "person"
    ACTOR = "actor"  # somebody or a body that did something, by name
    PLACE = "place"
    PLACES = "places"  # which countries or regions
    REASON = "reason"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    DOCUMENT = "document"
    LIST = "list"
    CHOICE = "choice"  # which one, or ones, of a kind that the question names
    YES_NO = "yes-no"
    FINDING = "finding"  # what somebody found, advises or holds
    CONDITION = "condition"  # when something applies, or may or must be done
    DUTY = "duty"  # what somebody must or may do, or a thing must meet


_PAPER = (
    r"moties?|kamerst\w*|kamerbrie\w*|brie(?:f|ven)|amendement\w*|toezegging\w*|toegezegd|kamervra\w*|handelingen|"
    r"dossiers?|ingediend\w*|indieners?|staatscourant|staatsblad|stcrt|stb|(?:voet)?no(?:ot|ten)|verwijz\w*|motions?|nr"
)
_VERB = (
    r"is|zijn|was|waren|word|wordt|worden|werd|heeft|hebben|had|mag|mogen|moet|moeten|kan|kun|kunnen|gaat|gaan|ging|"
    r"komt|komen|kwam|krijg|krijgt|krijgen|blijft|blijven|doet|doen|wil|willen|zal|zullen|geldt|gelden|bestaat|vallen|"
    r"valt|lopen|loopt|let|verdwijnt|leveren|is|are|was|were|does|do|did|has|have|can|will|may|must"
)
ROLE = (
    r"minister(?:-president)?|staatssecretaris|premier|voorzitter|directeur|burgemeester|president|koning|leider|"
    r"lijsttrekker|ambassadeur|gezant|commissaris|rapporteur"
)
# Roles that a question on somebody may name beside these; in a text what follows them is as often their subject.
ASKED_ROLE = (
    rf"(?:{ROLE}|\w+-generaal|\w*coordinator|\w*secretaris|\w*ombudsman|\w*wethouder|\w*formateur|griffier|gouverneur|"
    r"kanselier|\w+voorzitter|\w+directeur|\w+minister|\w+leider)"
)
# "Wanneer is een systeem hoog risico", "wanneer mag ik bellen": on which condition, not at what time.
_CONDITION = (
    r"(?! (?:is|zijn|geldt|gelden|mag|mogen|moet|moeten|kan|kun|kunnen|ben|bent|valt|vallen|hoeft?|heb|heeft|krijgt?|"
    r"are|may|must|can|does|do) (?:een|iemand|iets|je|jij|ik|men|u|er sprake|a|an|someone|i|you)\b)"
)
# "Wie heeft dit gemaakt", "met wie sprak de minister": who did it has a name. Not "wie heeft recht op", "wie beheert".
_PARTICIPLE = r"(?:\w*ge\w+(?:d|t|en)|(?:be|ver|ont|her|er|onder|over)\w+(?:d|t|en))"
_ACTED = (
    rf"^(?:door |met |namens )?wie (?:heeft|hebben|had|hadden|is|zijn|was|waren|werd|werden) .*\b{_PARTICIPLE}$|"
    r"^(?:met|namens|door) wie (?:sprak|spraken|overlegde|overlegden|maakte|maakten|sloot|sloten|tekende|tekenden)|"
    r"^wie (?:maakte|maakten|schreef|schreven|tekende|tekenden|ondertekende|ontwikkelde|ontwikkelden|bedacht|bedachten)"
)
# The first that fits decides: "in welk jaar" before "welk", "hoeveel procent" before "hoeveel".
_QUESTIONS = (
    (AnswerType.DOCUMENT, rf"(?:welke?|which) (?:\w+ )?(?:{_PAPER}|wet|nota|rapport|advies)"),
    (
        AnswerType.DATE,
        rf"(?:^|[,:] |en |per |vanaf |sinds |tot )wanneer\b{_CONDITION}|^when\b{_CONDITION}|"  # noqa: ISC004
        r"(?:welke?|what|which) (?:\w*jaar|year|datum|date|moment)|(?:sinds|vanaf) welk\w*|hoe ?lang",
    ),
    (
        AnswerType.CONDITION,
        r"^(?:wanneer|when)\b|"  # noqa: ISC004 - not a time, by the pattern before
        r"(?:onder|op|in|under|on) (?:welke?|which|what) (?:\w+e )?(?:voorwaarden?|omstandighe\w+|geval(?:len)?|"
        r"conditions?|circumstances|cases?)",
    ),
    (AnswerType.REASON, r"waarom|waartoe|why|reden(?:en)?"),
    (
        AnswerType.COMPARISON,
        r"verschil(?:len)?|vergelek\w+|vergelijking|difference|(?:meer|minder) .*\b(?:of|dan)|\w{4,}er .*\bdan",
    ),
    (AnswerType.YES_NO, rf"^(?:{_VERB})"),
    (
        AnswerType.FINDING,
        r"^(?:wat|what) (?:raadt|raden|adviseert|adviseren|adviseerde|beveelt|bevelen|beval|concludeert|concludeerde|"  # noqa: ISC004
        r"vindt|vinden|vond|zegt|zei|stelt|stelde|constateert|constateerde|oordeelt|oordeelde|bepleit|"
        r"(?:do|does|did) .*\b(?:recommend|advise|conclude|find|say|think))\b|"
        r"^hoe (?:reageert|reageren|reageerde|reageerden|oordeelt|oordelen|oordeelde)\b|"
        r"^wat (?:is|was|waren|zijn) (?:de |het )?(?:\w+ )?(?:kritiek|reacties?|conclusies?|uitkomst(?:en)?|oordeel|"
        r"mening|standpunt|bevinding(?:en)?|aanbeveling(?:en)?|advies)\b|"
        r"^wat (?:kwam|komt|bleek|blijkt) (?:er )?(?:uit\b|.* uit$)",
    ),
    (
        AnswerType.SHARE,
        r"percentages?|procent|(?:hoe groot|welk|wat) (?:is )?(?:het |een )?(?:aandeel|deel)|what share",
    ),
    (
        AnswerType.MONEY,
        r"bedrag\w*|budget\w*|hoe duur|"  # noqa: ISC004
        r"^(?!.*\bhoeveel (?!\w*geld|euro|cent)\w+ kost).*\bkost(?:en|te|ten)?|"  # not: how many hours it costs
        r"hoeveel (?:extra |meer |minder |nieuw )?\w*geld|(?:hoeveel|how much) (?:euro|cent|money)",
    ),
    (
        AnswerType.PLACES,
        r"(?:welke?|which) (?:\w+ )?(?:land|landen|country|countries|regio'?s?|markten|"  # noqa: ISC004
        r"gemeenten?|municipalit\w+|provincies?|provinces?|stad|steden|city|cities|eiland(?:en)?|havens?)",
    ),
    (
        AnswerType.AMOUNT,
        r"hoeveel|hoe (?:groot|hoog|veel|zwaar|vaak|oud)|how (?:much|many|often)|aantal\w*|totaal|totale|"  # noqa: ISC004
        r"maxim\w+|minim\w+|miljoen|miljard|\w*doel(?! van\b)|\w*doelstelling\w*|norm|\w*streefcijfer\w*",
    ),
    (AnswerType.ACTOR, _ACTED),
    (AnswerType.DUTY, r"^(?:wat|waaraan) (?:moet|moeten|dient|dienen|mag|mogen)|^what (?:must|should|may)"),
    (
        AnswerType.PERSON,
        r"^wie|^who|(?:door|en|met|aan|bij|tegen|namens) wie|(?:with|by) (?:whom|who)|"  # noqa: ISC004
        rf"^(?:hoe (?:heet|heten|heette|heetten)|wat is de naam van) .*\b{ASKED_ROLE}",
    ),
    # "Waar gaat het geld naartoe": to whom, or for what.
    (AnswerType.PLACE, r"^waar(?! gaa[nt] .*\b(?:\w*geld|middelen|miljard\w*|miljoen\w*|bedrag\w*|euro)\b)|^where"),
    (
        AnswerType.DEFINITION,
        r"^wat (?:is|zijn)(?: een| de| het)? [\w-]+(?: [\w-]+)?$|^wat is een [\w -]{1,60}$|^what (?:is|are) .{1,40}$|"  # noqa: ISC004
        r"wat (?:betekent|houdt)|bedoel\w+|definitie|betekenis",
    ),
    (AnswerType.LIST, r"lijst|overzicht|opsomming|noem|(?:welke|which) (?:\w+e )?\w{3,}(?:en|s)|^wat zijn"),
    (AnswerType.CHOICE, r"welke?|which"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:(?<=^)|\b)(?:{pattern})(?:\b|$)")) for kind, pattern in _QUESTIONS)

# Words for what stands in notes: papers of parliament, official journals, the note itself.
PAPERS = re.compile(rf"\b(?:{_PAPER})\b")


def asks_for_papers(question: str) -> bool:
    """Return whether a question asks for a paper that is cited or for a note: notes are then not an aside."""
    return PAPERS.search(fold(question)) is not None


def expected_type(question: str) -> AnswerType:
    """Return what kind of thing a question asks for."""
    folded = fold(question).rstrip("?!. ")
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), AnswerType.ANYTHING)
