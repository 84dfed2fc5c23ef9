"""What kind of thing a question asks for, and how far a sentence holds such a thing.

"How many" wants a number, "when" a date, "why" a reason. That says nothing of what the question is about, so between
sentences it only decides where they fit alike in meaning and words. Some kinds can be seen for certain, though: a
sentence without a number does not say how many, nor does one whose number counts something else. There a sentence that
holds none is not an answer at all (``Wanted.needed``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from search.dutch.names import is_name
from search.dutch.terms import STOP_WORDS, fold, stem, words


class AnswerType(StrEnum):
    """What kind of thing a question asks for."""

    ANYTHING = "anything"
    AMOUNT = "amount"  # a count, or money where nothing says which
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    PLACES = "places"  # which countries or regions
    REASON = "reason"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    DOCUMENT = "document"
    LIST = "list"
    CHOICE = "choice"  # which one, or ones, of a kind that the question names
    YES_NO = "yes-no"


_PAPER = (
    r"moties?|kamerst\w*|kamerbrie\w*|brie(?:f|ven)|amendement\w*|toezegging\w*|toegezegd|kamervra\w*|handelingen|"
    r"dossiers?|ingediend\w*|indieners?|staatscourant|staatsblad|stcrt|stb|(?:voet)?no(?:ot|ten)|verwijz\w*|motions?|nr"
)
_VERB = (
    r"is|zijn|was|waren|word|wordt|worden|werd|heeft|hebben|had|mag|mogen|moet|moeten|kan|kun|kunnen|gaat|gaan|ging|"
    r"komt|komen|kwam|krijg|krijgt|krijgen|blijft|blijven|doet|doen|wil|willen|zal|zullen|geldt|gelden|bestaat|vallen|"
    r"valt|lopen|loopt|let|verdwijnt|leveren|is|are|was|were|does|do|did|has|have|can|will|may|must"
)
_ROLE = (
    r"minister(?:-president)?|staatssecretaris|premier|voorzitter|directeur|burgemeester|president|koning|leider|"
    r"lijsttrekker|ambassadeur|gezant|commissaris|rapporteur"
)
# The first that fits decides: "in welk jaar" before "welk", "hoeveel procent" before "hoeveel".
_QUESTIONS = (
    (AnswerType.DOCUMENT, rf"(?:welke?|which) (?:\w+ )?(?:{_PAPER}|wet|nota|rapport|advies)"),
    (
        AnswerType.DATE,
        r"(?:^|[,:] |en |per |vanaf |sinds |tot )wanneer|^when|"  # noqa: ISC004
        r"(?:welke?|what|which) (?:\w*jaar|year|datum|date|moment)|(?:sinds|vanaf) welk\w*|hoe ?lang",
    ),
    (AnswerType.REASON, r"waarom|waartoe|why|reden(?:en)?"),
    (
        AnswerType.COMPARISON,
        r"verschil(?:len)?|vergelek\w+|vergelijking|difference|(?:meer|minder) .*\b(?:of|dan)|\w{4,}er .*\bdan",
    ),
    (AnswerType.YES_NO, rf"^(?:{_VERB})"),
    (
        AnswerType.SHARE,
        r"percentages?|procent|(?:hoe groot|welk|wat) (?:is )?(?:het |een )?(?:aandeel|deel)|what share",
    ),
    (
        AnswerType.MONEY,
        r"bedrag\w*|budget\w*|hoe duur|kost(?:en)?|hoeveel \w*geld|(?:hoeveel|how much) (?:euro|cent|money)",
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
    (AnswerType.PERSON, r"^wie|^who|door wie|en wie"),
    (AnswerType.PLACE, r"^waar|^where"),
    (
        AnswerType.DEFINITION,
        r"^wat (?:is|zijn)(?: een| de| het)? [\w-]+(?: [\w-]+)?$|^what (?:is|are) .{1,40}$|wat (?:betekent|houdt)|"  # noqa: ISC004
        r"bedoel\w+|definitie|betekenis",
    ),
    (AnswerType.LIST, r"lijst|overzicht|opsomming|noem|(?:welke|which) (?:\w+e )?\w{3,}(?:en|s)|^wat zijn"),
    (AnswerType.CHOICE, r"welke?|which"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:(?<=^)|\b)(?:{pattern})(?:\b|$)")) for kind, pattern in _QUESTIONS)

# Words for what stands in notes: papers of parliament, official journals, the note itself.
_PAPERS = re.compile(rf"\b(?:{_PAPER})\b")


def asks_for_papers(question: str) -> bool:
    """Return whether a question asks for a paper that is cited or for a note: notes are then not an aside."""
    return _PAPERS.search(fold(question)) is not None


_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"(?<![\d.,/-]){_YEAR}(?![\d]|[.,]\d)")
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_DATE = re.compile(rf"\b{_YEAR}\b|\b\d{{1,2}} {_MONTH}\b")
_TIME = re.compile(
    rf"\b(?:{_MONTH}|(?:voor|na)jaar|zomer|winter|kwartaal|jaren|jaar|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|"
    r"kabinetsperiode|direct|onmiddellijk|zodra|zo ?lang|nadat|voordat|totdat|tijdelijk|permanent)\b"
)
# A number that counts something: not a year, not what a thing is numbered with (``_NUMBERED``).
_AMOUNT = re.compile(
    rf"(?<![\w,.-])(?!{_YEAR}\b)\d+(?:[.,]\d+)*(?![\w-])|"
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd|duizend\w*|helft|kwart|dubbele)\b"
)
_NUMBERED = re.compile(
    r"\b(?:sdg'?s?|nrs?\.?|\w*nummers?|artikel(?:en)?|leden|lid|vra(?:ag|gen)|antwoord(?:en)?|hoofdstuk(?:ken)?|"
    r"paragra(?:af|fen)|bijlagen?|tabel(?:len)?|figu(?:ur|ren)|box|pagina'?s?|p\.|blz\.|stap|punt|deel|fase) "
    r"\d+(?:[.,:]\d+)*(?:(?:, | en | of | t/m | tot en met |-)\d+(?:[.,:]\d+)*)*(?![\d%])"
)
_UNIT = re.compile(r"\b(?:euro|eur|miljoen|miljard|procent|dollar|usd|ton|hectare|megawatt|mensen|banen|landen)\b")
_MONEY = re.compile(r"\b(?:euro|eur|cent|dollar|usd)\b")
_LARGE = re.compile(r"\b(?:miljoen|miljard|mln|mld)\b")
_SHARE = re.compile(r"\bprocent\b|\b(?:helft|kwart|(?:een|twee) ?derde|driekwart)\b")
_NOT_KNOWN = re.compile(r"\bgeen (?:cijfers|gegevens|aantallen|zicht)\b|\bniet (?:bekend|geregistreerd|bijgehouden)\b")
_REASON = re.compile(r"\b(?:omdat|doordat|daarom|daardoor|hierdoor|zodat|want|immers|door|om .{1,120}? te|because)\b")
_PERSON = re.compile(rf"(?i:\b(?:{_ROLE}|de heer|mevrouw|lid|leden)) [A-Z]\w+|\b(?:[A-Z]\.)+ ?[A-Z]")
_NAMED_PLACE = re.compile(
    r"\b(?:[Ii]n|[Tt]e|[Bb]ij|[Nn]abij|[Rr]ond|[Ll]angs|[Nn]aar|[Uu]it|[Vv]anuit|[Tt]ussen|[Gg]emeenten?|[Pp]rovincies?|"
    r"[Ss]tad|[Ss]teden|[Ee]iland(?:en)?) (?:de |het )?([A-Z][\w-]+)"
)
# Places without a name, as an answer to "where": at sea, at schools, on a website.
_PLACE = re.compile(
    r"\b(?:op|in|aan|bij|langs|naar|buiten|binnen) (?:(?:de|het|een|alle|elke|deze|dezelfde|andere|eigen) )?(?:\w+e )?"
    r"(?:zee|kust|grens|\w*sted(?:en|elijk\w*)|stad|dorp(?:en)?|wijk(?:en)?|buurt(?:en)?|gemeenten?|provincies?|"
    r"\w*regio'?s?|\w*gebied(?:en)?|\w*land(?:en)?|buitenland|\w*havens?|\w*huis|\w*huizen|\w*scho(?:ol|len)|"
    r"\w*locaties?|terrein(?:en)?|\w*stations?|kantoor|kantoren|\w*theek|\w*theken|web(?:site|pagina)|loket(?:ten)?|"
    r"\w*centrum|\w*centra|ministerie|bijlage|paragraaf|hoofdstuk|\w*(?:noord|oost|zuid|west)en|wereld|stra(?:at|ten))\b|"
    r"\b(?:wereldwijd|overal|nergens|binnenlands|ter plaatse|elders)\b"
)
_DEFINES = re.compile(
    r"\b(?:is|zijn) (?:een|de|het|alle|elke|dat|wanneer)\b|\bbetekent\b|\bhoudt in\b|\bverstaan\b|\bbedoel\w+|"
    r"\bdefinitie\b|\bworden .* genoemd\b|\bhet gaat (?:hierbij |daarbij )?om\b"
)
_COMPARES = re.compile(
    r"\b(?:dan|meer|minder|meest\w*|minst\w*|even|terwijl|daarentegen|vergelek\w+|ten opzichte|verschil\w*|anders|"
    r"hoger|lager|zowel)\b"
)


def expected_type(question: str) -> AnswerType:
    """Return what kind of thing a question asks for."""
    folded = fold(question).rstrip("?!. ")
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), AnswerType.ANYTHING)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for.

    ``things``: stems of what is counted, where it asks how many of something; ``per``: of what the amount is for each.
    ``needed``: whether a sentence that does not hold the kind at all cannot be the answer.
    """

    type: AnswerType
    things: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    needed: bool = False


_HOW_MANY = re.compile(r"\b(?:hoeveel|aantal|how many|how much)((?: [\w'-]+){1,4})")
_PER = re.compile(r"\bper ([a-z]+)")
_DETERMINERS = frozenset(("de", "het", "er", "een", "the", "we", "wij"))
_NOT_COUNTED = frozenset(("miljoen", "miljard", "extra", "procent", "nieuwe", "totaal"))
# Who "people" may be in a text.
_PEOPLE = frozenset(
    map(stem, ("mensen", "personen", "inwoners", "burgers", "vrouwen", "kinderen", "jongeren", "people"))
)
_NEEDED = {
    AnswerType.DATE: r"wanneer|when|jaar|datum|date|year|hoe ?lang",
    AnswerType.SHARE: r"percentage|procent|deel|aandeel|share",
    AnswerType.MONEY: r"hoeveel|welk bedrag|hoe duur|kosten$|how much",
    AnswerType.AMOUNT: r"hoeveel|hoe (?:groot|hoog|vaak|oud)|how (?:many|often)",
    AnswerType.PERSON: rf"^(?:wie|who) (?:is|zijn|was|wordt|werd|zit|zitten) "
    rf"(?:er in|(?:de |het |onze )?(?:{_ROLE})\b)",
    AnswerType.PLACE: r"^(?:waar|where) (?:is|zijn|are|was|were|kom|komt|komen|staat|staan|ligt|liggen|vindt|vinden|"
    r"bevind\w*|wordt|worden|will|does|do)\b(?!.*\b(?:voor|mee|aan|op|over|uit|toe|van|door|tegen|om|for|to|from)"
    r"(?: \w+)?$)",
    AnswerType.PLACES: r"welke?",
    AnswerType.COMPARISON: r"meer|minder|er .*\bdan",
}

#: Kinds of which it can be seen for certain whether a text holds one.
SEEN = frozenset(_NEEDED)


@lru_cache(maxsize=256)
def what_is_wanted(question: str) -> Wanted:
    """Return what a question asks for, with the nouns it counts."""
    kind, folded = expected_type(question), fold(question).rstrip("?!. ")
    needed = kind in _NEEDED and re.search(_NEEDED[kind], folded) is not None
    if kind not in {AnswerType.AMOUNT, AnswerType.MONEY}:
        return Wanted(kind, needed=needed)
    per = frozenset(stem(word) for word in _PER.findall(folded) if word not in {"jaar", "wanneer"})
    counted = _HOW_MANY.search(folded) if kind is AnswerType.AMOUNT else None
    return Wanted(kind, _counted(counted[1].split()) if counted else frozenset(), per, needed)


def _counted(following: list[str]) -> frozenset[str]:
    """Return the stems of the noun that these words behind "how many" begin with; none where they begin with a verb."""
    for place, word in enumerate(following):
        if word in STOP_WORDS:
            break
        if word in _NOT_COUNTED or (word.endswith("e") and place + 1 < len(following)):
            continue
        after = following[place + 1] if place + 1 < len(following) else ""
        # "hoeveel kost het", "hoeveel beloofden rijke landen": a verb
        if after in _DETERMINERS or (word.endswith(("den", "ten")) and after.endswith("e")):
            break
        term = stem(word.rpartition("-")[2])
        return (
            _PEOPLE if term in _PEOPLE and term in {stem("mensen"), stem("personen"), "people"} else frozenset((term,))
        )
    return frozenset()


@lru_cache(maxsize=8192)
def years(text: str) -> frozenset[str]:
    """Return the years (1900-2099) that a text names."""
    return frozenset(_YEARS.findall(fold(text)))


def fits(text: str, wanted: Wanted) -> bool:
    """Return whether a text may be the answer: not where it lacks what can be seen for certain to be needed."""
    if not wanted.needed or _NOT_KNOWN.search(fold(text)):
        return True
    if wanted.type is AnswerType.DATE:
        return _DATE.search(fold(text)) is not None or _TIME.search(fold(text)) is not None
    if wanted.per and wanted.per.isdisjoint(word.term for word in words(text)):
        return False
    fit = type_fit(text, wanted.type, wanted.things)
    return fit >= 0.5 if wanted.things else fit > 0.0  # noqa: PLR2004 - see type_fit


@lru_cache(maxsize=8192)
def type_fit(sentence: str, expected: AnswerType, things: frozenset[str] = frozenset()) -> float:
    """Return how far a sentence holds what is asked for, 0-1: 1 the very kind, 0.5 what may be meant by it.

    ``things``: stems of what is counted; a number that does not stand beside one of them, nor beside a unit that may be
    meant, fits little.
    """
    folded = fold(sentence)
    if expected is AnswerType.PLACES:
        known = len({word.form for word in words(sentence) if is_name(word.form)})
        return min(1.0, max(known, len(set(_NAMED_PLACE.findall(sentence)))) / 2)
    if expected is AnswerType.PLACE:
        return float(_NAMED_PLACE.search(sentence) is not None or _PLACE.search(folded) is not None)
    if expected in {AnswerType.AMOUNT, AnswerType.MONEY, AnswerType.SHARE}:
        return _amount_fit(folded, expected, things)
    if expected is AnswerType.PERSON:
        return float(_PERSON.search(sentence) is not None)
    pattern = _HOLDS.get(expected)
    return float(pattern is not None and pattern.search(folded) is not None)


_HOLDS = {
    AnswerType.DATE: _DATE,
    AnswerType.REASON: _REASON,
    AnswerType.DOCUMENT: _PAPERS,
    AnswerType.DEFINITION: _DEFINES,
    AnswerType.COMPARISON: _COMPARES,
    AnswerType.LIST: re.compile(r":$|(?:[^,]+,){2,}.* en |\ben\b.*\ben\b"),
}


def _amount_fit(folded: str, expected: AnswerType, things: frozenset[str]) -> float:
    """Return how far a folded sentence holds the kind of number that is asked for."""
    folded = _NUMBERED.sub("", folded)
    if expected is AnswerType.SHARE:
        return float(_SHARE.search(folded) is not None)
    if not _AMOUNT.search(folded):
        return 0.0
    if expected is AnswerType.MONEY:
        return 1.0 if _MONEY.search(folded) else 0.5 * (_LARGE.search(folded) is not None)
    if things:
        return 1.0 if _counts(folded, things) else 0.5 if _BARE.search(folded) else 0.25
    return 1.0 if _UNIT.search(folded) else 0.5


# A number without a noun of its own: what it counts was said before ("verhogen wij het quotum van 500 naar 900").
_BARE = re.compile(rf"(?:{_AMOUNT.pattern})(?= (?:naar|tot|op|en|of|per|in|van|bij|voor)\b|[).;:]|$)")
_BEHIND = re.compile(r"(?: [\w'-]+){1,5}")
_BEFORE = re.compile(r"(?:[\w'-]+[ (:]+){1,5}$")


def _counts(folded: str, things: frozenset[str]) -> bool:
    """Return whether a number in a folded text counts one of the things: it stands close behind it or before it."""
    for number in _AMOUNT.finditer(folded):
        behind, before = _BEHIND.match(folded, number.end()), _BEFORE.search(folded[: number.start()])
        near = f"{behind[0] if behind else ''} {before[0] if before else ''}"
        if any(_is_one_of(word.term, things) for word in words(near)):
            return True
    return False


def _is_one_of(term: str, things: frozenset[str]) -> bool:
    """Return whether a term is one of the things or a compound of it ("proefproject" for "project")."""
    return any(term == thing or (len(thing) > 3 and term.endswith(thing)) for thing in things)  # noqa: PLR2004 - short stems end many words
