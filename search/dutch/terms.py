"""Dutch text -> terms: what counts as the same word when a question is compared with a text.

Folding takes away what differs between two ways of typing the same thing: case, accents, no-break spaces, typographic
quotes, soft hyphens. Then words are cut, numbers written alike, and words reduced to their stem. Question and text go
through the same steps, so a question in capitals or without accents gives the same terms.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from Stemmer import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Part of every store: another way of analysing makes the lexical index of an older store unusable.
ANALYSIS_VERSION = "4"

# Letters that NFKD leaves alone, and signs that stand for a word ("70%" is "70 procent").
_SIGNS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i",
        "\u00ad": None, "\u200b": None, "\ufeff": None,
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u2032": "'", "`": "'", "\u00b4": "'",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "%": " procent ", "€": " euro ", "&": " en ",
    }
)  # fmt: skip
_SPACES = re.compile(r"\s+")
# A number with separators ("1,8", "187.000"), or a word with hyphens and apostrophes in it ("oost-west", "sdg's").
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-'][^\W_]+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LETTERS_DIGITS = re.compile(r"([a-z]{3,})(\d{1,2})")  # sdg13, cop26; not d2b
_SAME = {
    "eur": "euro",
    "euros": "euro",
    "pct": "procent",
    "percent": "procent",
    "percentage": "procent",
    "mln": "miljoen",
    "mld": "miljard",
}

# Function words, and the words questions are made of: they say nothing about what is asked for.
_DUTCH_STOP_WORDS = frozenset(
    {
        "aan", "al", "alle", "alleen", "allemaal", "als", "alsnog", "altijd", "andere", "anders", "beide", "ben",
        "bent", "bij", "bijvoorbeeld", "daar", "daarbij", "daarin", "daarmee", "daarnaast", "daarom", "daarvan",
        "daarvoor", "dan", "dat", "de", "deze", "die", "dit", "doe", "doen", "doet", "dus", "echter", "een", "eens",
        "elk", "elke", "en", "er", "ermee", "ertoe", "erg", "even", "ga", "gaan", "gaat", "geef", "geen", "geeft",
        "geweest", "had", "hadden", "heb", "hebben", "hebt", "heeft", "heel", "hem", "hen", "het", "hier",
        "hierbij", "hij", "hoe", "hoeveel", "hoewel", "hun", "iemand", "iets", "ik", "in", "indien", "ja", "je",
        "jij", "jou", "jouw", "jullie", "kan", "kon", "konden", "kun", "kunnen", "kunt", "maar", "mag", "me",
        "meer", "men", "met", "mij", "mijn", "moest", "moet", "moeten", "na", "naar", "naast", "namelijk", "niet",
        "niets", "nog", "nu", "of", "om", "omdat", "ons", "onze", "ook", "op", "over", "per", "reeds", "s", "staan",
        "staat", "sommige", "soms", "t", "te", "tegen", "ten", "ter", "terwijl", "toch", "toe", "toen", "tot",
        "tussen", "u", "uit", "uw", "vaak", "van", "vanaf", "vanuit", "vanwege", "vast", "veel", "via", "voor",
        "vooral", "voordat", "waar", "waaraan", "waarbij", "waarin", "waarmee", "waarom", "waarop", "waarover",
        "waaruit", "waarvan", "waarvoor", "wanneer", "want", "ware", "waren", "was", "wat", "we", "weer", "wel",
        "welk", "welke", "welks", "werd", "werden", "wie", "wiens", "wij", "wil", "willen", "word", "worden",
        "wordt", "zal", "ze", "zei", "zelf", "zich", "zij", "zijn", "zo", "zoals", "zonder", "zou", "zouden",
        "zowel", "zullen", "houdt", "inhoudt", "komen", "komt", "krijgen", "krijgt", "kregen", "kreeg", "vindt",
        "vinden", "zegt", "zeggen", "betekent", "vertel", "noem", "geven", "laat", "laten", "maakt", "maken", "is",
    }
)  # fmt: skip
_ENGLISH_STOP_WORDS = frozenset(
    {
        "a", "about", "after", "against", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been",
        "being", "between", "both", "but", "by", "can", "could", "did", "do", "does", "doing", "done", "during",
        "each", "every", "for", "from", "goes", "going", "happen", "happened", "happening", "happens", "has", "have",
        "how", "if", "into", "is", "it", "its", "just", "many", "may", "might", "much", "must", "not", "on", "only",
        "or", "our", "shall", "should", "some", "such", "than", "that", "the", "their", "then", "there", "these",
        "they", "this", "those", "through", "to", "were", "what", "when", "where", "which", "while", "who", "why",
        "will", "with", "within", "without", "would", "you", "your",
    }
)  # fmt: skip
STOP_WORDS = _DUTCH_STOP_WORDS | _ENGLISH_STOP_WORDS
_IN_BOTH = frozenset(("die", "had", "in", "is", "me", "men", "of", "over", "per", "via", "want", "was", "we"))
_ONLY_DUTCH = _DUTCH_STOP_WORDS - _IN_BOTH
_ONLY_ENGLISH = _ENGLISH_STOP_WORDS - _IN_BOTH
_ONLY_ONE = _ONLY_DUTCH | _ONLY_ENGLISH


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, with plain quotes and hyphens and single spaces, trimmed."""
    if not text.isascii():
        # Twice: lower case may follow from taking a letter apart (𝓐 is A), and the other way round (İ).
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
        marks = [ord(char) for char in set(text) if unicodedata.combining(char)]
        text = text.translate(dict.fromkeys(marks)) if marks else text
    return _SPACES.sub(" ", text.lower().translate(_SIGNS)).strip()


def is_english(text: str) -> bool:
    """Tell whether a text has more function words that only English has than ones that only Dutch has.

    And whether its first is one of them: "Is het Pact for the Future bindend" is Dutch.
    """
    english = [form in _ONLY_ENGLISH for form in re.findall(r"[a-z]+", fold(text)) if form in _ONLY_ONE]
    return english[:1] == [True] and sum(english) * 2 > len(english)


class _Stemmers(threading.local):
    """A stemmer of each kind for every thread: one keeps in itself what it works on."""

    def __init__(self) -> None:
        self.dutch = Stemmer("dutch", 0)  # 0: what was stemmed before is remembered below, for all threads
        self.porter = Stemmer("dutch_porter", 0)


_stemmers = _Stemmers()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Snowball Dutch stem of a folded ``word``; numbers and short words stay as they are.

    Where Kraaij and Pohlmann's rules take a prefix off and leave next to nothing ("gezond": "zon"), Porter's decide.
    """
    if len(word) < 4 or not word.isalpha():  # noqa: PLR2004 - "zes", "euro": nothing to take off
        return word
    found: str = _stemmers.dutch.stemWord(word)
    if len(found) < 4 and not word.startswith(found):  # noqa: PLR2004
        found = _stemmers.porter.stemWord(word)
    return found


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: ``form`` folded, ``joined`` True where it repeats its neighbours written as one."""

    form: str
    joined: bool = False

    @property
    def term(self) -> str:
        """What is indexed and looked up."""
        return stem(self.form)


def _number(form: str) -> str:
    """Write a number one way: no thousands separators, a decimal comma."""
    if _THOUSANDS.fullmatch(form):
        return form.replace(".", "")
    return form.replace(".", ",") if form.count(".") == 1 and "," not in form else form


def words(text: str) -> Iterator[Word]:
    """Yield the words of ``text`` in order, function words and single letters left out.

    A word with hyphens yields its parts and then the whole written as one ("publiek-private": publiek, private,
    publiekprivate), since texts disagree on the hyphen; "sdg13" yields sdg, 13, sdg13.
    """
    for form in _WORD.findall(fold(text)):
        yield from _words_of(form)[0]


@lru_cache(maxsize=100_000)
def _words_of(form: str) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """Return the words of one form and their terms: the same forms come by in every text."""
    if form.isalpha():
        plain = form not in STOP_WORDS and len(form) > 1
        found: tuple[Word, ...] = (Word(_SAME.get(form, form)),) if plain else ()
    elif form[0].isdigit() and ("," in form or "." in form):
        found = (Word(_number(form)),)
    else:
        found = tuple(_compound_form(form))
    return found, tuple(word.term for word in found)


def _compound_form(form: str) -> Iterator[Word]:
    """Yield the words of a form with hyphens, apostrophes or digits in it."""
    parts = [part for part in (piece.split("'")[0] for piece in form.split("-")) if part]
    if len(parts) == 1 and (glued := _LETTERS_DIGITS.fullmatch(parts[0])):
        parts = list(glued.groups())
    for part in parts:
        if part not in STOP_WORDS and (len(part) > 1 or part.isdigit()):
            yield Word(_SAME.get(part, part))
    if len(parts) > 1:
        yield Word("".join(parts), joined=True)


_SCALES = {"duizend": Decimal(1) / 1000, "miljoen": Decimal(1), "miljard": Decimal(1000)}
_SCALED = re.compile(r"(\d[\d.,]*) ?(duizend|miljoen|mln|miljard|mld)\b")


def amounts(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield ((number, scale) as their words, the amount in millions) for each number with a scale.

    "1,8 miljard", "1.8 mld" and "1.800 miljoen" give the same amount, "1800miljoen".
    """
    for digits, scale in _SCALED.findall(fold(text)):
        number = _number(digits.rstrip(".,"))
        plain = number.replace(",", ".")
        if plain.count(".") <= 1:
            unit = _SAME.get(scale, scale)
            millions = (Decimal(plain) * _SCALES[unit]).normalize()
            yield (number, unit), f"{millions:f}miljoen".replace(".", ",")


_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d]|[.,]\d)")


@lru_cache(maxsize=8192)
def years(text: str) -> frozenset[str]:
    """Return the years (1900-2099) that a text names."""
    return frozenset(_YEAR.findall(fold(text)))


def terms(text: str) -> list[str]:
    """Return the terms of ``text`` in order, as the lexical index holds them; at the end its amounts in millions."""
    return terms_and_forms(text)[0]


def terms_and_forms(text: str) -> tuple[list[str], set[str]]:
    """Return ``terms`` of a text and the distinct forms of its words, those that repeat their neighbours left out."""
    found = _WORD.findall(fold(text))
    looked_up = [term for form in found for term in _words_of(form)[1]]
    looked_up += (amount for _, amount in amounts(text))
    return looked_up, {word.form for form in set(found) for word in _words_of(form)[0] if not word.joined}


_DOSSIER = r"(?<![\d.,])(?:kst-)?(\d{2})[ .]?(\d{3})(?![\d.]|,\d)"
_SUFFIX = r"(?:[ -]{1,2}(?:\(r\d+\)[ -]?)?([ivx]+[a-z]?|[a-j]|\d{2})(?![\w%]))?"
_ITEM = r"(?:[ ,-]*(?:nrs?\.?|nummer|-|,) ?(\d{1,4}|[a-z]{1,2})(?![\w%]))?"
_PAPER = re.compile(_DOSSIER + _SUFFIX + _ITEM)


@dataclass(frozen=True, slots=True)
class PaperMention:
    """A parliamentary paper named in a question: its terms, most exact first, and its span in the folded text."""

    terms: tuple[str, ...]
    start: int
    end: int


def find_papers(folded: str) -> list[PaperMention]:
    """Return the papers named in folded text: "35925-36", "kst-35925-36" and "35 925, nr. 36" give the same terms."""
    found = []
    for match in _PAPER.finditer(folded):
        first, last, suffix, item = match.groups()
        if item is None and suffix is not None and suffix.isdigit() and "-" in match.group():
            # "35925-36": after a hyphen two digits may be a suffix (21501-02) or a number; both ids are looked up.
            found.append(PaperMention((f"kst-{first}{last}-{suffix}", f"{first}{last}"), *match.span()))
            continue
        dossier = first + last
        exact = "-".join(part for part in ("kst", dossier, suffix, item) if part)
        found.append(PaperMention((exact, dossier) if item else (dossier,), *match.span()))
    return found


def paper_terms(ids: Iterable[str | None]) -> list[str]:
    """Return the terms under which citation ids are indexed: the id itself and its dossier."""
    out: list[str] = []
    for id_ in ids:
        if id_ is None:
            continue
        term = fold(id_).replace(" ", "-")
        out.append(term)
        parts = term.split("-")
        if parts[0] == "kst" and len(parts) > 1:
            out.append(parts[1])
    return list(dict.fromkeys(out))
