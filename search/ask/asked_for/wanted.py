"""What a question asks for in all: the kind of thing, of what, by whom, and whether a sentence can do without it.

Some kinds can be seen for certain: a sentence without a number does not say how many, nor does one whose number counts
something else. There a sentence that holds none is not an answer at all (``Wanted.needed``). How far a sentence holds
it: search.ask.asked_for.type_fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from search.ask.asked_for.answer_type import ASKED_ROLE, AnswerType, expected_type
from search.ask.asked_for.source import Source, source_in
from search.ask.asked_for.statement import statement_in
from search.dutch.names import is_only_party, is_party, names_in
from search.dutch.terms import STOP_WORDS, fold, stem, words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for.

    ``things``: stems of what is counted, where it asks how many of something, of what it asks which ones, or what they
    are.
    ``per``: of what the amount is for each. ``said``: the folded words of the question, for kinds that are names: an
    answer names somebody or something else. ``topic``: the folded words for what somebody's statement is asked about;
    ``about``: the names among them, of which the statement must be on one.
    ``listed``: the folded word for what a list is asked of, which names them itself and need not say what they are.
    ``parties``: the folded names of parties that are asked about; ``source``: the documents that are to say
    it.
    ``needed``: whether a sentence that does not hold the kind at all cannot be the answer; ``near_without``: whether
    its passage then comes near one at least.
    """

    type: AnswerType
    things: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    source: Source | None = None
    needed: bool = False
    near_without: bool = False

    @property
    def says_kind(self) -> frozenset[str]:
        """Folded words that say no more than which kind is asked for, as "geld" does after "hoeveel"."""
        return _SAYS_KIND.get(self.type, frozenset()) | self.listed


_HOW_MANY = re.compile(r"\b(?:hoeveel|aantal|how many|how much)((?: [\w'-]+){1,4})")
# "Welke zes projecten": which ones, not how many.
_WHICH = re.compile(
    r"\b(?:welke|which) (?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w+tig|\d+|"
    r"two|three|four|five|six|seven|eight|nine|ten)((?: [\w'-]+){1,4})"
)
_LISTED = re.compile(r"(?:welke|which) (?:\w+e )?(\w{3,}(?:en|s))\b")
# "Wat is een digital twin", "wat is technische schuld": what it is. "Wat is de inzet": not what an effort is.
_DEFINED = re.compile(r"^wat (?:is|zijn|betekent) (?!(?:de|het|er|dit|dat|onze)\b)(?:een )?([\w -]+?)(?: volgens .+)?$")
_PER = re.compile(r"\bper ([a-z]+)")
_DETERMINERS = frozenset(("de", "het", "er", "een", "the", "we", "wij"))
_NOT_COUNTED = frozenset(("miljoen", "miljard", "extra", "procent", "nieuwe", "totaal"))
# Who "people" may be in a text.
_PEOPLE = frozenset(
    map(stem, ("mensen", "personen", "inwoners", "burgers", "vrouwen", "kinderen", "jongeren", "people"))
)
# Measures that a text may write by their sign.
_SIGNS = {
    stem(name): frozenset((stem(name), *signs))
    for name, *signs in (
        ("kuub", "m3"),
        ("kilometer", "km"),
        ("hectare", "ha"),
        ("hectares", "ha"),
        ("kilo", "kg", "kilogram"),
        ("kilogram", "kg", "kilo"),
        ("megaton", "mton", "mt"),
        ("megawatt", "mw"),
        ("gigawatt", "gw"),
        ("kilowattuur", "kwh"),
        ("terawattuur", "twh"),
    )
}
_NEEDED = {
    AnswerType.DATE: r"wanneer|when|jaar|datum|date|year|hoe ?lang",
    AnswerType.SHARE: r"percentage|procent|deel|aandeel|share",
    AnswerType.MONEY: r"hoeveel|welk bedrag|hoe duur|wat kost\w*|what do(?:es)? .*\bcost|kosten$|how much",
    AnswerType.AMOUNT: r"hoeveel|hoe (?:groot|hoog|vaak|oud)|how (?:many|often)",
    AnswerType.PERSON: rf"^(?:hoe|wat)\b|^(?:wie|who) (?:is|zijn|was|wordt|werd|zit|zitten) "
    rf"(?:er in|(?:de |het |onze )?(?:\w+ )?{ASKED_ROLE}\b)",
    AnswerType.ACTOR: "^",
    AnswerType.PLACE: r"^(?:waar|where) (?:is|zijn|are|was|were|kom|komt|komen|staat|staan|ligt|liggen|vindt|vinden|"
    r"bevind\w*|wordt|worden|will|does|do)\b(?!.*\b(?:voor|mee|aan|op|over|uit|toe|van|door|tegen|om|for|to|from)"
    r"(?: \w+)?$)",
    AnswerType.PLACES: r"welke?",
    AnswerType.COMPARISON: r"meer|minder|er .*\bdan",
    AnswerType.FINDING: r"^(?:wat|what)",
}

#: Words of a question that say no more than which kind is asked for: a text that holds the kind holds them.
_SAYS_KIND = {
    AnswerType.MONEY: frozenset(
        ("geld", "euro", "euro's", "bedrag", "bedragen", "cent", "money", "euros", "kost", "kosten", "kostte", "duur")
    ),
    AnswerType.SHARE: frozenset(("percentage", "percentages", "procent", "aandeel", "deel", "percent", "share")),
    AnswerType.DATE: frozenset(("jaar", "jaartal", "datum", "moment", "year", "date")),
    AnswerType.AMOUNT: frozenset(("aantal", "aantallen", "totaal", "number", "total")),
    AnswerType.CONDITION: frozenset(("voorwaarde", "voorwaarden", "omstandigheden", "geval", "gevallen")),
    AnswerType.PLACES: frozenset(("land", "landen", "country", "countries", "regio's", "gemeenten", "steden")),
}

#: Kinds that are names.
NAMES = frozenset((AnswerType.PERSON, AnswerType.ACTOR, AnswerType.PLACE, AnswerType.PLACES))
#: Kinds of which it can be seen for certain whether a text holds one.
SEEN = frozenset(_NEEDED)


@lru_cache(maxsize=256)
def what_is_wanted(question: str) -> Wanted:
    """Return what a question asks for, with the nouns it counts and the parties it names."""
    wanted = _wanted(expected_type(question), fold(question).rstrip("?!. "))
    forms = re.findall(r"\w+", fold(question))
    # In "wat vindt Volt van kernenergie" it is no word.
    speaks = [form for form in forms if wanted.topic and form not in wanted.topic]
    named = filter(is_only_party, forms), filter(is_party, speaks)
    return replace(wanted, parties=frozenset(chain(*named)), source=source_in(question))


def _wanted(kind: AnswerType, folded: str) -> Wanted:
    """Return what a folded question of some kind asks for, but for the parties."""
    needed = kind in _NEEDED and re.search(_NEEDED[kind], folded) is not None
    if kind in NAMES:
        return Wanted(kind, said=frozenset(re.findall(r"\w+", folded)), needed=needed)
    if kind in {AnswerType.LIST, AnswerType.CHOICE}:
        which = _WHICH.search(folded)
        listed = _LISTED.search(folded) if kind is AnswerType.LIST else None
        return Wanted(
            kind,
            _counted(which[1].split()) if which else frozenset(),
            listed=frozenset(listed.groups()) if listed else frozenset(),
            needed=which is not None,
        )
    if kind is AnswerType.DEFINITION:
        defined = _DEFINED.search(folded)
        things = frozenset(word.term for word in words(defined[1]) if not word.joined) if defined else frozenset[str]()
        return Wanted(kind, things, needed=bool(things), near_without=True)
    if kind not in {AnswerType.AMOUNT, AnswerType.MONEY}:
        if stated := statement_in(folded):  # any statement of theirs answers, whatever its verb
            topic = frozenset(word.form for word in words(stated.topic))
            about = names_in(stated.topic)
            return Wanted(AnswerType.ANYTHING, topic=topic, about=about, needed=bool(about))
        return Wanted(kind, needed=needed)
    per = frozenset(stem(word) for word in _PER.findall(folded) if word not in {"jaar", "wanneer"})
    counted = _HOW_MANY.search(folded) if kind is AnswerType.AMOUNT else None
    return Wanted(kind, _counted(counted[1].split()) if counted else frozenset(), per, needed=needed)


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
        if term in _PEOPLE and term in {stem("mensen"), stem("personen"), "people"}:
            return _PEOPLE
        return _SIGNS.get(term, frozenset((term,)))
    return frozenset()
