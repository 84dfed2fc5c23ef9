"""What a question asks of the ledger in words: the moties of a member, a dossier or a subject, or who submitted one.

A question is read from the word for the paper: what stands before it says whether papers are asked for ("welke moties",
"wie diende de motie") or something about one ("wat vroeg de motie"); what stands behind it says which. Only a question
that asks for papers and for nothing else is answered by the ledger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import CitationKind
from search.dutch.names import is_name, is_party
from search.dutch.terms import STOP_WORDS, fold, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ingest.model import Citation
    from search.ask.papers.numbers import Numbers
    from search.dutch.vocabulary import Vocabulary

#: Words for a paper -> its kind; None: any paper.
_NOUNS = {
    "motie": CitationKind.MOTIE, "moties": CitationKind.MOTIE, "motion": CitationKind.MOTIE,
    "motions": CitationKind.MOTIE, "amendement": CitationKind.AMENDEMENT, "amendementen": CitationKind.AMENDEMENT,
    "amendment": CitationKind.AMENDEMENT, "amendments": CitationKind.AMENDEMENT, "kamerbrief": CitationKind.KAMERBRIEF,
    "kamerbrieven": CitationKind.KAMERBRIEF, "toezegging": CitationKind.TOEZEGGING,
    "toezeggingen": CitationKind.TOEZEGGING, "kamervraag": CitationKind.KAMERVRAAG,
    "kamervragen": CitationKind.KAMERVRAAG, "kamerstuk": None, "kamerstukken": None,
}  # fmt: skip
_NOUN = re.compile(rf"\b(?:{'|'.join(_NOUNS)})\b")
#: Kinds whose submitters documents name.
SUBMITTED = frozenset({CitationKind.MOTIE, CitationKind.AMENDEMENT})
# What may stand before the word for the paper where papers are asked for.
_LEAD = frozenset(
    {
        "welk", "welke", "wat", "zijn", "is", "er", "toon", "geef", "noem", "zoek", "vind", "lijst", "overzicht",
        "van", "met", "alle", "al", "de", "het", "een", "hoeveel", "in", "uit", "me", "mij", "worden", "wordt",
        "staan", "staat", "genoemde", "aangenomen", "ingediende", "andere", "wie", "diende", "dienden", "heeft",
        "hebben", "had", "indiener", "indieners", "door", "kamerlid", "kamerleden", "lid", "leden", "werd", "werden",
        "noemt", "noemen", "bestaan", "which", "what", "are", "the", "all", "list", "show", "who", "submitted", "how",
        "many", "by", "whose", "proposed",
    }
)  # fmt: skip
# What says nothing of which paper is asked for.
_FILL = frozenset(
    {
        "ingediend", "ingediende", "indiende", "indienden", "diende", "dienden", "indiener", "indieners", "genoemd",
        "genoemde", "noemt", "noemen", "vermeld", "geciteerd", "citeert", "aangenomen", "gevraagd", "gevraagde",
        "vraagt", "vragen", "vroeg", "vroegen", "verzocht", "verzoekt", "verzoeken", "roept", "kabinet", "regering",
        "document", "documenten", "stuk", "stukken", "nummer", "nr", "nrs", "kamerlid", "kamerleden", "lid", "leden",
        "kamer", "tweede", "eerste", "vergaderjaar", "dossier", "kst", "tk", "wie", "onderwerp", "titel", "tekst",
        "inhoud", "link", "bron", "vindplaats", "plaats", "plaatsen", "toon", "zoek", "vind", "lees", "open",
        "bekijk", "submitted", "cited", "mentioned", "paper", "papers", "parliamentary", "house", "asks", "number",
        "betreft", "handelt", "antwoord", "dient", "dienen", "mevrouw", "heer", "fractie", "aangehaald", "verwijst",
        "ernaar", "handelingen", "aanhangsel", "ii", "gericht", "nota", "notas", "rapport", *_NOUNS,
    }
)  # fmt: skip
_ABOUT = re.compile(
    r"\b(?:over|inzake|betreffende|aangaande|omtrent|rond|rondom|m\.b\.t\.|met betrekking tot|om|tegen|on|about)\b"
)
_ASKING = frozenset({"hoe", "waarom", "wanneer", "wat", "waardoor", "hoezo", "why", "how", "when", "what"})
_ACTORS = frozenset({"kabinet", "regering"})  # what they do with a paper is another question than which paper it is
# What came of a paper is another question too.
_OUTCOMES = frozenset(
    {"uitgevoerd", "uitvoering", "gedaan", "gebeurd", "opvolging", "opgevolgd", "verworpen", "afgedaan", "nagekomen"}
)
# What a name stands behind: a word for a paper, a preposition, a member, a verb; "#" is where another name stood.
_NAME = "#"
_BEFORE_NAME = re.compile(
    r"(?:\b(?:van|door|by|from|lid|leden|heer|mevrouw|mw|heeft|hebben|diende|dienden|has|have|did)|"
    rf"{_NOUN.pattern}|{_NAME}(?: ?,| en| and| &)?)[ .-]*$"
)
_BY = frozenset({"van", "door", "by", "from"})
_PARTICLES = frozenset({"van", "de", "der", "den", "ten", "ter", "te", "el", "al", "von", "'t"})
_LONGEST_NAME = 4  # words
_WORD = re.compile(r"[\w'][\w'-]*")


@dataclass(frozen=True, slots=True)
class PapersAsked:
    """What a question asks of the ledger; what is empty or None asks nothing.

    ``papers``: by number. ``kind``: of papers that are chosen otherwise. ``submitters``: names as documents print
    them, of which one must be behind a paper; ``unknown``: a name that no document gives. ``dossier``: "35925-XVII".
    ``session_year``: "2021/22". ``about``: the words of their subject, as typed. ``only``: papers are asked
    for and nothing else, so that the ledger answers the question. ``introduced``: "over" or the like announces the
    subject.
    """

    papers: tuple[Citation, ...] = ()
    kind: CitationKind | None = None
    submitters: tuple[str, ...] = ()
    unknown: str = ""
    dossier: str | None = None
    session_year: str | None = None
    about: tuple[str, ...] = ()
    only: bool = False
    introduced: bool = False


def names_a_kind(numbers: Numbers) -> bool:
    """Tell whether the rest of a question holds a word for a paper: without one only numbers ask for papers."""
    return _NOUN.search(_even(numbers.rest)) is not None


def read_wording(
    question: str, numbers: Numbers, submitters: Mapping[str, str], lexicon: Vocabulary
) -> PapersAsked | None:
    """Return what a question asks of the ledger; None where it asks nothing of it.

    ``numbers``: what was read of it already. ``submitters``: all names that the ledger knows, folded -> as printed.
    ``lexicon``: the words of the documents.
    """
    rest = _even(numbers.rest)
    if numbers.papers:
        return PapersAsked(papers=numbers.papers, only=_is_only_about(rest))
    named = _NOUN.search(rest)
    if named is None:
        return PapersAsked(dossier=numbers.dossier, only=True) if numbers.dossier and _is_only_about(rest) else None
    noun = named[0]
    typed = {fold(word): word for word in re.findall(r"[^\W\d_][\w'’-]*", question)}
    capitals = {form for form, word in typed.items() if word[0].isupper()}
    # Whoever a promise or letter is addressed to stands in what it is called, not among those who submitted it.
    found, rest = _take_names(rest, submitters, capitals) if _NOUNS[noun] in SUBMITTED else ((), rest)
    names = tuple(submitters[name] for name in found)
    before, _, behind = _NOUN.sub("\n", rest, count=1).partition("\n")  # no folded text holds a line break
    introduced = _ABOUT.search(behind)
    head, subject = (behind[: introduced.start()], behind[introduced.end() :]) if introduced else (behind, "")
    unknown = "" if names or _NOUNS[noun] not in SUBMITTED else _unknown_name(head, capitals, lexicon)
    held = (*(() if unknown else _content(head, _FILL)), *_content(subject, _FILL))
    about = tuple(form for form in held if form not in _OUTCOMES)
    lead = _WORD.findall(before)
    # "Is de motie uitgevoerd" asks whether; "is er een motie" asks which.
    only = about == held and _LEAD.issuperset(lead) and lead[:1] != ["is"] and _ASKING.isdisjoint(_WORD.findall(head))
    said = tuple(typed.get(form, form) for form in about)
    asked = PapersAsked(
        (), _NOUNS[noun], names, unknown, numbers.dossier, numbers.session_year, said, only, introduced is not None
    )
    chosen = names or unknown or about or numbers.dossier or numbers.session_year
    return asked if chosen or (only and noun[-1] in {"s", "n"}) else None


def _even(text: str) -> str:
    """Fold a text; what stands in brackets (a party) and "c.s." go."""
    return re.sub(r"\([^)]*\)|(?<!\w)c\.? ?s\.?(?!\w)", " ", fold(text)).strip(" ?!.,;:()")


def _content(text: str, without: Collection[str]) -> tuple[str, ...]:
    """Return the words that say something, in order."""
    return tuple(word.form for word in words(text) if not word.joined and word.form not in without)


def _is_only_about(rest: str) -> bool:
    """Whether a question that names a paper by number asks for that paper: what else it holds says nothing."""
    return not _content(rest, _FILL - _ACTORS) and not (_ASKING - {"wat", "what"}) & set(_WORD.findall(rest))


def _take_names(text: str, submitters: Collection[str], capitals: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Return the submitters that a folded question names, and the question without them.

    Many surnames are words as well ("klink", "ceder"): one counts where a capital or what stands before it says so.
    """
    found: list[str] = []
    for _ in range(2):  # a name behind one that is found only later: "piri en van der lee"
        for name in sorted(set(submitters) - set(found), key=len, reverse=True):
            for match in re.finditer(rf"(?<![\w'#]){re.escape(name)}(?![\w'])", text):
                before = text[: match.start()]
                given = re.search(r"([\w'-]+) $", before)
                if given and given[1] not in _LEAD | _FILL and is_name(given[1]):
                    before = before[: given.start()]
                if name.split()[-1] in capitals or not before.strip() or _BEFORE_NAME.search(before):
                    text = f"{before}{_NAME}{text[match.end() :]}"
                    found.append(name)
                    break
    return tuple(found), re.sub(rf"(?:\b(?:en|and) |[&,] ?)?{_NAME}", " ", text)


def _unknown_name(head: str, capitals: Collection[str], lexicon: Vocabulary) -> str:
    """Return the name of a member whom no document names ("van wilders"), "" where there is none.

    A word of the documents is none unless it is written as one, and a party submits nothing itself.
    """
    forms = [form for form in _WORD.findall(head) if form not in _FILL and form != "het"]
    while forms and forms[-1] in STOP_WORDS:
        forms.pop()
    name = forms[1:] if forms and forms[0] in _BY else []
    if not name or len(name) > _LONGEST_NAME or not _PARTICLES.issuperset(name[:-1]):
        return ""
    last = name[-1]
    if is_party(last.split("-")[0]) or last.isdigit():
        return ""
    if last not in capitals and not is_name(last) and last in lexicon:
        return ""
    shown = forms if name[0] in {"de", "der", "den"} else name
    return " ".join(form if form in _PARTICLES else form.capitalize() for form in shown)
