"""How far a sentence holds the kind of thing that a question asks for (search.ask.asked_for.wanted)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from search.ask.asked_for.answer_type import PAPERS, ROLE, AnswerType, expected_type
from search.ask.asked_for.wanted import SEEN
from search.dutch.names import is_large_area, is_name, same_name
from search.dutch.terms import fold, words

if TYPE_CHECKING:
    from search.ask.asked_for.wanted import Wanted

_YEAR = r"(?:19|20)\d\d"
MAY_BE = 0.5  # how far a text fits that may hold what is asked for
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_DATE = re.compile(rf"\b{_YEAR}\b|\b\d{{1,2}} {_MONTH}\b")
_TIME = re.compile(
    rf"\b(?:{_MONTH}|(?:voor|na)jaar|zomer|winter|kwartaal|jaren|jaar|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|"
    r"kabinetsperiode|direct|onmiddellijk|zodra|zo ?lang|nadat|voordat|totdat|tijdelijk|permanent|indien|wanneer|"
    r"als (?:er|de|het|een|dit|dat|je|u|we|wij|iemand|alle))\b"
)
# A number that counts something: not a year, not what a thing is numbered with (``_NUMBERED``).
_AMOUNT = re.compile(
    rf"(?<![\w,.-])(?!{_YEAR}\b)\d+(?:[.,]\d+)*(?![\w-])|"
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien|"
    r"(?:\w{2,6}en)?(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|\w*honderd|duizend\w*|helft|kwart|dubbele)\b"
)
_NUMBERED = re.compile(
    r"\b(?:sdg'?s?|nrs?\.?|\w*nummers?|artikel(?:en)?|leden|lid|vra(?:ag|gen)|antwoord(?:en)?|hoofdstuk(?:ken)?|"
    r"paragra(?:af|fen)|bijlagen?|tabel(?:len)?|figu(?:ur|ren)|box|pagina'?s?|p\.|blz\.|stap|punt|deel|fase) "
    r"\d+(?:[.,:]\d+)*(?:(?:, | en | of | t/m | tot en met |-)\d+(?:[.,:]\d+)*)*(?![\d%])"
)
_DAY = re.compile(rf"\b\d{{1,2}} {_MONTH}\b")
_UNIT = re.compile(r"\b(?:euro|eur|miljoen|miljard|procent|dollar|usd|ton|hectare|megawatt|mensen|banen|landen)\b")
_MONEY = re.compile(r"\b(?:euro|eur|cent|dollar|usd)\b")
# Not "116 miljoen mensen": a large number that counts nothing is of money.
_LARGE = re.compile(
    r"\b(?:miljoen|miljard|mln|mld|mrd)\b(?!\.? (?!(?:naar|voor|aan|in|per|van|op|tot|en|of|uit|bij|door|met|te|om|"
    r"extra|beschikbaar|structureel|jaarlijks|minder|meer|hoger|lager|is|was|zijn|waren|gaat|ging|werd|wordt|worden)\b)[a-z])"
)
_SHARE = re.compile(r"\bprocent\b|\b(?:helft|kwart|(?:een|twee) ?derde|driekwart)\b")
_NOT_KNOWN = re.compile(
    r"\bgeen (?:cijfers|gegevens|aantallen|gevallen|zicht)\b|\bniet (?:bekend|geregistreerd|bijgehouden)\b"
)
_REASON = re.compile(
    r"\b(?:omdat|doordat|daarom|daardoor|hierdoor|zodat|want|immers|door|vanwege|wegens|dankzij|aangezien|"
    r"het gevolg van|te (?:danken|wijten) aan|om .{1,120}? te|because|due to|owing to)\b"
)
_PERSON = re.compile(rf"(?i:\b(?:{ROLE}|de heer|mevrouw|lid|leden)) ([A-Z]\w+)")
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+ ?[A-Z]")
# Names of several words within a sentence, and abbreviations in brackets: "de Landelijke Meldkamer Samenwerking (LMS)".
_BODY = re.compile(r"(?<=[a-z,] )[A-Z][a-z][\w-]+(?: (?:van |voor |der |en )?[A-Z][\w-]+)+|(?<=\()[A-Z]{2,}\w*(?=\))")
# "Nederlandse", "Afrikaanse", "Dutch": of people or goods of a place, not the place.
_PEOPLE = re.compile(r"\w{4,}(?:se|aans|eens|ian|rican)|dutch|english|french")
# Who asks in which of these something is does not want to read in which country or part of the world.
_TOWNS = frozenset(("stad", "steden", "gemeente", "gemeenten", "city", "cities", "municipality", "municipalities"))
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
# "Technische schuld is het", "digital twins zijn digitale kopieen van": the name stands close before. Not "is nieuw".
_IS = re.compile(
    r" (?:(?:is|zijn) (?:(?:een|de|het|alle|elke?|ieder|dat|wanneer)\b|"
    r"(?:\w+e )?[\w-]+(?:en|s),? (?:van|die|dat|waar\w*|met|in|voor|om)\b)|"
    r"betekent|betekenen|houdt\b.*\bin\b|bestaa[nt]t? uit|staat voor)\b"
)
_LAST_WORDS = re.compile(r"(?:[^\s,;.]+ ?){0,4}$")
_BEFORE_COLON = re.compile(r"[^\s:]+(?: [^\s:]+){0,4}(?=: )")
_NAMES_IT = re.compile(
    r"\b(?:verstaan|verstaat|definitie|definieer\w+|ofwel|oftewel|genoemd|noemen|heten|gaat (?:hierbij |daarbij )?om)\b"
)
# That there is advice, or an inquiry, is not what it says.
_FINDS = re.compile(
    r"\bdat\b|:|[“”\"]|\b(?:blijkt|bleek|blijken|concludeer\w+|stelt|stelde|adviseer\w+|beve(?:elt|len)|raadt|pleit\w*|vindt|"
    r"vinden|vond|oorde\w+|wijst|moet(?:en)?|zou(?:den)?|kritisch|positief|negatief|(?:on)?voldoende|goed|onderschrij\w+|"
    r"erken\w*|deelt|delen|omarm\w*|neemt .* over|(?:on)?eens|that|found|finds|recommends?|should|must)\b"
)
_COMPARES = re.compile(
    r"\b(?:dan|meer|minder|meest\w*|minst\w*|even|terwijl|daarentegen|vergelek\w+|ten opzichte|verschil\w*|anders|"
    r"hoger|lager|zowel)\b"
)
# On which condition: what must be so, or what may or must be done.
_CONDITION = re.compile(
    r"\b(?:als|indien|wanneer|mits|tenzij|zodra|zo ?lang|behalve|uitsluitend|alleen|voorwaarden?|geval(?:len)?|"
    r"voldoe(?:t|n)|mag|mogen|moet(?:en)?|if|when|unless|provided|only|must|may)\b"
)

_DUTY = re.compile(
    r"\b(?:moet(?:en)?|mag|mogen|dien(?:t|en)|hoe(?:ft|ven)|behoor(?:t|en)|hoort|horen|verplicht\w*|verbod\w*|"
    r"verboden|vereis\w*|eis(?:t|en)|voorgeschreven|must|should|shall|may|required|obliged|prohibited)\b"
)


def fits(text: str, wanted: Wanted) -> bool:
    """Return whether a text may be the answer: not where it lacks what can be seen for certain to be needed."""
    if wanted.about:
        forms = {word.form for word in words(text)}
        return any(same_name(name, form) for name in wanted.about for form in forms)
    if not wanted.needed or says_unknown(text):
        return True
    if wanted.type is AnswerType.DATE:
        return _DATE.search(fold(text)) is not None or _TIME.search(fold(text)) is not None
    if wanted.per and wanted.per.isdisjoint(word.term for word in words(text)):
        return False
    if wanted.type in {AnswerType.LIST, AnswerType.CHOICE}:
        return not _only_counts(fold(text), wanted.things)
    fit = fit_of(text, wanted)
    return fit >= 0.5 if wanted.things else fit > 0.0  # noqa: PLR2004 - see type_fit


def says_unknown(text: str) -> bool:
    """Return whether a text says that something is not known or not counted, which answers how many as well."""
    return _NOT_KNOWN.search(fold(text)) is not None


def fit_of(text: str, wanted: Wanted) -> float:
    """Return how far a text holds what a question asks for: see ``type_fit``.

    That an amount is not known may answer as well. Where "who" need not be a person, a body that the text names may be.
    """
    fit = holds(text, wanted)
    if fit < MAY_BE and wanted.type in _AMOUNTS and says_unknown(text) and is_of(wanted, text):
        return MAY_BE
    if fit == 0.0 and wanted.type is AnswerType.PERSON and not wanted.needed and _names_body(text, wanted.said):
        return 1.0
    return fit


def holds(text: str, wanted: Wanted) -> float:
    """Return how far a text itself holds what a question asks for: see ``type_fit``."""
    return type_fit(text, wanted.type, wanted.things, wanted.said)


def is_of(wanted: Wanted, *texts: str) -> bool:
    """Return whether what texts say is not known may be what is wanted: they speak of its kind, or of none.

    That a number of places is not known says nothing of what they cost.
    """
    kinds = {expected_type(text) for text in texts} - {AnswerType.ANYTHING}
    return not kinds or wanted.type in kinds


@lru_cache(maxsize=8192)
def type_fit(
    sentence: str,
    expected: AnswerType,
    things: frozenset[str] = frozenset(),
    said: frozenset[str] = frozenset(),
) -> float:
    """Return how far a sentence holds what is asked for, 0-1: 1 the very kind, 0.5 what may be meant by it.

    ``things``: stems of what is counted; a number that does not stand beside one of them, nor beside a unit that may be
    meant, fits little. ``said``: the folded words of the question; a name among them is not what is asked for.
    """
    folded = fold(sentence)
    if expected is AnswerType.DEFINITION and things:
        return _definition_fit(folded, things)
    if expected is AnswerType.PLACES:
        known = {word.form for word in words(sentence) if is_name(word.form)} | set(_places(sentence))
        new = [name for name in known if _is_new(name, said) and not _PEOPLE.fullmatch(name)]
        if not said.isdisjoint(_TOWNS):
            new = [name for name in new if not is_large_area(name)]
        return min(1.0, len(new) / 2)
    if expected is AnswerType.PLACE:
        named = any(_is_new(name, said) for name in _places(sentence))
        return float(named or _PLACE.search(folded) is not None)
    if expected in _AMOUNTS:
        return _amount_fit(folded, expected, things)
    if expected in {AnswerType.PERSON, AnswerType.ACTOR}:
        named = any(_is_new(fold(name), said) for name in _PERSON.findall(sentence))
        body = expected is AnswerType.ACTOR and _names_body(sentence, said)
        return float(named or body or _INITIALS.search(sentence) is not None)
    pattern = _HOLDS.get(expected)
    return float(pattern is not None and pattern.search(folded) is not None)


def _definition_fit(folded: str, things: frozenset[str]) -> float:
    """Return 1 where a folded text says what something is ("X is een", "onder X verstaan", "X: ..."), else 0.

    ``things``: the stems of its name, which the text all holds.
    """
    if not things <= {word.term for word in words(folded)}:
        return 0.0
    heads = [_LAST_WORDS.search(folded[: verb.start()]) for verb in _IS.finditer(folded)]
    heads.append(_BEFORE_COLON.match(folded))
    named = any(head and not things.isdisjoint(word.term for word in words(head[0])) for head in heads)
    return float(named or _NAMES_IT.search(folded) is not None)


def _places(sentence: str) -> list[str]:
    """The folded names that stand where a place stands."""
    return [fold(name) for name in _NAMED_PLACE.findall(sentence)]


def _is_new(name: str, said: frozenset[str]) -> bool:
    """Return whether a folded name is none of the question's."""
    return not any(same_name(name, word) for word in said)


def _names_body(sentence: str, said: frozenset[str]) -> bool:
    """Return whether a sentence names an organisation that the question does not name."""
    found = (fold(name) for name in _BODY.findall(sentence))
    return any(said.isdisjoint(re.findall(r"\w+", name)) for name in found)


# "Graan, kunstmest en olie": some words, others behind a comma, and the last behind "en". Not a clause between commas.
_ENUMERATES = r"\w(?:, (?:[^\s,;:]+ ){0,5}[^\s,;:]+)+,? (?:en|of|alsook|and|or) "
_AMOUNTS = frozenset((AnswerType.AMOUNT, AnswerType.MONEY, AnswerType.SHARE))
_HOLDS = {
    AnswerType.DATE: _DATE,
    AnswerType.REASON: _REASON,
    AnswerType.DOCUMENT: PAPERS,
    AnswerType.DEFINITION: _DEFINES,
    AnswerType.COMPARISON: _COMPARES,
    AnswerType.FINDING: _FINDS,
    AnswerType.CONDITION: _CONDITION,
    AnswerType.DUTY: _DUTY,
    AnswerType.LIST: re.compile(rf":$|{_ENUMERATES}|\ben\b.*\ben\b"),
}


#: Kinds that a text can be seen to hold or to lack.
CHECKED = frozenset(_HOLDS) - {AnswerType.LIST} | SEEN


def _amount_fit(folded: str, expected: AnswerType, things: frozenset[str]) -> float:
    """Return how far a folded sentence holds the kind of number that is asked for."""
    folded = _NUMBERED.sub("", _DAY.sub("", folded))
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
_NAMES_THEM = re.compile(r":|(?:[^,]+,){1,}.* (?:en|and) |\b(?:zoals|waaronder|namelijk|te weten)\b")
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


def _only_counts(folded: str, things: frozenset[str]) -> bool:
    """Return whether a folded text says how many of the things there are without naming any of them."""
    return _counts(folded, things) and not _NAMES_THEM.search(folded)


def _is_one_of(term: str, things: frozenset[str]) -> bool:
    """Return whether a term is one of the things or a compound of it ("proefproject" for "project")."""
    return any(term == thing or (len(thing) > 3 and term.endswith(thing)) for thing in things)  # noqa: PLR2004 - short stems end many words
