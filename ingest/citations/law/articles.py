"""Articles of laws: "artikel 3:4, tweede lid, Awb", "art. 6:162 BW", "artikelen 10 en 11 van de Grondwet".

Only laws that ``ingest/data/laws.toml`` knows count; an article without one ("artikel 5 van deze wet") does not.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ingest.citations.fragments import GAP, SP
from ingest.citations.grammar.draft import CitationDraft
from ingest.model import CitationKind

_ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde",
    "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende", "negentiende",
    "twintigste",
)  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_ARTICLE = r"\d{1,4}[A-Z]?(?:[:.]\d{1,4}){0,2}[a-z]{0,4}(?![\w:])(?!\.\d)"
_AND = r"(?:,\s{1,6}+(?:en|of)(?!\w)|,|en|of|t/m|tot en met|juncto|jo\.?)"
# What may stand between the article and its law: members, parts, further articles.
_PART = (
    rf"(?:(?P<ordinal>{_ORDINAL})(?:{SP}(?:,|en|of|tot en met|t/m){SP}(?:{_ORDINAL})){{0,4}}{GAP}lid"
    rf"|lid{GAP}(?P<member>\d{{1,2}})(?!\w)|(?:{_ORDINAL}){GAP}(?:volzin|alinea)|leden{GAP}\d{{1,2}}{GAP}(?:en|t/m){GAP}\d{{1,2}}"
    rf"|aanhef(?:{GAP}en)?|(?:onder|onderdeel|onderdelen|sub){GAP}[a-z\d]{{1,2}}[°º]?(?:{GAP}en{GAP}[a-z\d]{{1,2}}[°º]?)?(?![\w])"
    rf"(?:{SP}(?:,{SP})?(?:(?:en|of){GAP})?\d{{1,2}}(?:[°º]|e(?!\w))){{0,9}})"
)
# Behind "artikel 248 lid 2": further members, "en 3". Behind "artikelen" they would be articles.
_MORE_MEMBERS = re.compile(
    rf"(?:{SP}(?:,|en|of|t/m|tot en met){SP}\d{{1,2}}(?![\w:]|\.\d|{SP},?{SP}(?:lid|aanhef|onder))){{1,9}}"
)
_FIRST_PART = re.compile(rf"{SP},?{SP}{_PART}")
ANCHOR = re.compile(rf"[Aa](?<!\w[Aa])rt(?:ikel(?:en)?|t?\.|(?=\s)){SP}(?={_ARTICLE})")
ARTICLE = re.compile(_ARTICLE)
NEXT_ARTICLE = re.compile(rf"{SP}{_AND}{SP}(?:artikel(?:en)?{GAP}|art\.{SP})?(?={_ARTICLE})")
OF = re.compile(
    rf"{SP},?{SP}(?:van{GAP}(?:(?:de|het){GAP})?|in{GAP}de{GAP}|der{GAP})?"
    rf"(?:Boek{GAP}(?P<book>\d{{1,2}}A?){SP},?{SP}(?:van{GAP}(?:het{GAP})?)?)?"
)
_MOST_PARTS = 6
_MOST_ARTICLES = 12


@dataclass(frozen=True, slots=True)
class _Laws:
    """``pattern``: finds a name; ``ids``: name -> BWB-id or CELEX number, "" for the civil code.

    The CELEX number of a treaty lacks that of the article at its end ("12016E").
    """

    pattern: re.Pattern[str]
    ids: dict[str, str]
    books: dict[str, str]
    last_articles: dict[str, int]


@cache
def _laws() -> _Laws:
    """Read the data file once."""
    data = tomllib.loads(files("ingest").joinpath("data/laws.toml").read_text("utf-8"))
    ids = {
        name: law
        for group in ("national", "european", "treaties")
        for law, names in data[group].items()
        for name in names
    }
    ids |= dict.fromkeys(data["civil_code"]["names"], "")
    ordered = sorted(ids, key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"\s{1,6}+") for name in ordered)
    # Others of the same name: "Wetboek van Strafrecht BES", "Archiefwet 1962".
    other = r"(?![\w-])(?!\s{1,3}+(?:BES|Aruba|Cura|Sint|(?:18|19|20)\d\d(?!\d)))"
    return _Laws(re.compile(rf"(?:{names}){other}"), ids, data["civil_code"]["books"], data["last_articles"])


def law_name(identifier: str | None) -> str | None:
    """What a law is called in full, by its BWB-id or "CELEX:..."; None where ``laws.toml`` does not know it.

    >>> law_name("CELEX:32016R0679")
    'Algemene verordening gegevensbescherming'
    """
    plain = (identifier or "").removeprefix("CELEX:")
    return max((name for name, law in _laws().ids.items() if law and law == plain), key=len, default=None)


@dataclass(frozen=True, slots=True)
class _Article:
    start: int
    end: int  # its members and parts included
    number: str
    member: str | None


def read_articles(text: str) -> list[CitationDraft]:
    """Every article of a law that is known in the even text, in order; time linear in the text."""
    found: list[CitationDraft] = []
    for anchor in ANCHOR.finditer(text):
        if not found or anchor.start() >= found[-1].end:
            found += _read(text, anchor)
    return found


def _read(text: str, anchor: re.Match[str]) -> list[CitationDraft]:
    """The articles behind the word, and the law they are of; empty where none is known."""
    articles = [_article(text, anchor.end(), plural="en" in anchor[0])]
    while len(articles) < _MOST_ARTICLES and (joined := NEXT_ARTICLE.match(text, articles[-1].end)):
        articles.append(_article(text, joined.end(), plural="en" in anchor[0]))
    of = OF.match(text, articles[-1].end)
    law = _laws().pattern.match(text, of.end()) if of else None
    if of is None or law is None:
        return []
    drafts = []
    for article in articles:
        draft = _draft(article, " ".join(law[0].split()), of["book"])
        if draft is None:
            return []
        drafts.append(draft)
    drafts[0] = replace(drafts[0], start=anchor.start())
    drafts[-1] = replace(drafts[-1], end=law.end())
    return drafts


def _article(text: str, at: int, *, plural: bool) -> _Article:
    """The article whose number stands at ``at``. ``plural``: behind the word "artikelen"."""
    number = ARTICLE.match(text, at)
    end = number.end() if number else at
    member: str | None = None
    several = False
    for _ in range(_MOST_PARTS):
        part = _FIRST_PART.match(text, end)
        if part is None:
            break
        end = part.end()
        named = part["member"] or (str(_ORDINALS.index(part["ordinal"]) + 1) if part["ordinal"] else None)
        several = several or (
            named is not None and re.search(r"\s(?:en|of|t/m|tot)\s|,\s\w+\slid", part[0].strip(" ,")) is not None
        )
        member = member or named
        if part["member"] and not plural and (more := _MORE_MEMBERS.match(text, end)):
            end, several = more.end(), True
    return _Article(at, end, number[0] if number else "", None if several else member)


def _draft(article: _Article, name: str, book: str | None) -> CitationDraft | None:
    """The article of the law with this name; None where the book of the civil code is not known."""
    law, number = _laws().ids[name], article.number
    draft = CitationDraft(article.start, article.end, CitationKind.BWB, number=number)
    if law[:1].isdigit() and not law[-1].isdigit():
        return replace(draft, kind=CitationKind.EU, id=f"CELEX:{law}{number:0>3}") if number.isdigit() else None
    if law[:1].isdigit():
        return replace(draft, kind=CitationKind.EU, id=f"CELEX:{law}")
    if not law:
        if book is None:
            book, _, number = number.partition(":")
        law = _laws().books.get(book, "")
        if not law or not number:
            return None
    last = _laws().last_articles.get(law)
    if last is not None and number.isdigit() and int(number) > last:
        return draft
    member = f"&lid={article.member}" if article.member else ""
    return replace(draft, id=f"jci1.3:c:{law}&artikel={number}{member}")
