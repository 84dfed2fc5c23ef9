"""Running heads and feet of official papers in plain text: they name the paper itself and are no citation.

Text taken out of a PDF has them between the words of two pages: "Tweede Kamer, vergaderjaar 2023-2024, 36 045, nr. 4",
with the page number behind it or on a line of its own. What such a line names is the paper that is being read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import kamerstuk_id, split_id

if TYPE_CHECKING:
    from collections.abc import Iterable

_S = r"[ \t\u00a0\u2002-\u200a\u202f]"
_DASH = r"[-\u2010-\u2014/]"
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
# Every one is a whole line; the number of the page may stand at either end.
_LINE = re.compile(
    rf"""^{_S}{{0,200}}+\f?{_S}{{0,200}}+(?:(?P<before>\d{{1,4}}){_S}{{1,200}}+)?(?:
      (?P<house>Tweede|Eerste){_S}Kamer(?:{_S}der{_S}Staten{_DASH}Generaal)?,?{_S}{{1,3}}+
      [Vv]ergaderjaar{_S}(?P<session>(?:19|20)\d\d{_S}?{_DASH}{_S}?(?:(?:19|20)\d\d|\d\d)),?{_S}{{1,3}}+
      (?:(?P<questions>Aanhangsel)(?:{_S}van{_S}de{_S}Handelingen)?
        |(?P<dossier>\d\d[. \u00a0\u2009\u202f]?\d{{3}})(?:[ \u00a0-](?P<suffix>[IVX]{{1,6}}[AB]?|[A-Z]|\d\d))?
         (?:{_S}?\(R{_S}?\d{{1,4}}\))?,{_S}{{0,3}}+(?:[Nn]r\.{_S}{{0,3}}+)?(?P<number>\d{{1,4}}|[A-Z]{{1,3}})
         (?:,?{_S}?(?:herdruk|HERDRUK)(?:{_S}\d)?)?)
    | (?P<gazette>Staatscourant|Staatsblad|Tractatenblad){_S}{{1,9}}+(?P<year>(?:19|20)\d\d){_S}{{1,99}}+
      (?:nr\.{_S}{{1,9}}+)?(?P<issue>\d{{1,5}})(?:{_S}{{1,200}}+\d{{1,2}}{_S}(?:{_MONTHS}){_S}(?:19|20)\d\d)?
    )(?:{_S}{{1,200}}+(?P<behind>\d{{1,4}}))?{_S}{{0,200}}+\r?$""",
    re.VERBOSE | re.MULTILINE,
)
# Below the first page: the paper's own id, and the number of the series it appears in.
_IMPRINT = re.compile(
    rf"^{_S}{{0,200}}+(?P<id>(?:kst|ah-[te]k|h-[te]k|stb|stcrt|trb)-[\dA-Za-z-]{{3,40}}+){_S}{{0,200}}+\r?\n"
    rf"(?:{_S}{{0,200}}+\r?\n){{0,3}}{_S}{{0,200}}+ISSN{_S}\d{{4}}.{{0,40}}$",
    re.MULTILINE,
)
# Its lines, each by itself: id, number of the series, place and year of printing.
_IMPRINTED = re.compile(
    r"(?:kst|ah-[te]k|h-[te]k|stb|stcrt|trb)-[\dA-Za-z-]{3,40}+|ISSN\s\d{4}\s?-\s?\d{3}[\dX]|"
    r"['’‘]s[-\s]Gravenhage\s(?:19|20)\d\d"
)
_MASTHEAD = re.compile(
    rf"^{_S}{{0,200}}+(?P<gazette>Staatsblad|Tractatenblad){_S}(?:van{_S}het{_S}Koninkrijk{_S}der{_S}Nederlanden)"
    rf"\s{{1,6}}+(?:Jaargang|JAARGANG){_S}(?P<year>(?:19|20)\d\d)\s{{1,6}}+(?:[Nn]r\.?{_S})?(?P<issue>\d{{1,5}}){_S}{{0,200}}+\r?$",
    re.MULTILINE,
)
_PAGE_BEHIND = re.compile(
    rf"(?:{_S}{{0,200}}+\r?\n){{1,4}}\f?{_S}{{0,200}}+(?P<page>\d{{1,4}}){_S}{{0,200}}+(?=\r?\n|\f|\Z)"
)
_PAGE_ENDS = re.compile(r"[ \t\r\n]{0,20}+(?:\f|\Z)")
_FORM_FEED = re.compile(r"[ \t\r\n]{0,20}+\f")
_BLANK_BEFORE = re.compile(rf"(?:\A|\f|\n{_S}{{0,200}}+\r?\n){_S}{{0,200}}+\Z")
_SPACE = re.compile(r"\s{0,40}+")
_MOST_PAGES = 100  # "Aanhangsel 12" is a page of the paper, "Aanhangsel 1244" another paper
_SERIES = {"Staatscourant": "stcrt", "Staatsblad": "stb", "Tractatenblad": "trb"}


@dataclass(frozen=True, slots=True)
class PageEdges:
    """``spans``: half-open, in order, each from the first character of a head or foot up to the text behind it.

    ``own``: the ids of the papers that they are heads and feet of.
    """

    spans: tuple[tuple[int, int], ...]
    own: frozenset[str]


def find_page_edges(text: str) -> PageEdges:
    """Find the running heads and feet of official papers in a text. Time linear in the text; never raises."""
    lines = list(_LINE.finditer(text)) if "Kamer" in text or "blad" in text or "courant" in text else []
    alike = Counter(map(_name, lines))
    found: list[tuple[int, int]] = []
    own: set[str] = set()
    for line in lines:
        page = _PAGE_BEHIND.match(text, line.end())
        if not _is_edge(text, line, page, repeated=alike[_name(line)] > 1):
            continue
        end = page.end() if page and not line["behind"] else line.end()
        found.append((line.start(), _SPACE.match(text, end).end()))  # type: ignore[union-attr]  # matches anything
        if name := _name(line):
            own.add(name)
    for imprint in (*_IMPRINT.finditer(text), *_MASTHEAD.finditer(text)):
        printed = _gazette(imprint) if imprint.re is _MASTHEAD else _known(imprint["id"])
        if printed is not None:
            found.append(imprint.span())
            own.add(printed)
    return PageEdges(_apart(sorted(found)), frozenset(own))


def is_page_edge(line: str) -> bool:
    """Whether a whole line, such as a PDF has at the edge of a page, is of the head or foot of an official paper."""
    return any(pattern.fullmatch(line) is not None for pattern in (_LINE, _IMPRINTED))


def own_papers(margins: Iterable[str]) -> frozenset[str]:
    """The ids of the papers that these lines, taken out of the heads and feet of pages, are the heads and feet of."""
    names = {_name(found) for line in margins if (found := _LINE.fullmatch(line))}
    return frozenset(names - {""})


def _is_edge(text: str, line: re.Match[str], page: re.Match[str] | None, *, repeated: bool) -> bool:
    """Whether a line that could be a citation on its own stands where a head or foot does."""
    if line["before"] or line["behind"] or repeated:
        return not line["questions"] or int(line["behind"] or 0) < _MOST_PAGES
    if line["questions"]:
        return True  # without a number it names no other paper
    if not (text[: line.start()].strip() or text[line.end() :].strip()):
        return False  # all there is: somebody asks for this paper
    if page is not None and _FORM_FEED.match(text, page.end()):
        return True
    alone = _BLANK_BEFORE.search(text, max(0, line.start() - 210), line.start()) is not None or "\f" in line[0]
    return alone and (page is not None or _PAGE_ENDS.match(text, line.end()) is not None or "\f" in line[0])


def _name(line: re.Match[str]) -> str:
    """The id of the paper that a line names; "" where its number is not printed there."""
    if line["gazette"]:
        return _gazette(line)
    if line["questions"]:
        return ""
    return kamerstuk_id(re.sub(r"\D", "", line["dossier"]), line["suffix"], line["number"])


def _gazette(line: re.Match[str]) -> str:
    return f"{_SERIES[line['gazette']]}-{line['year']}-{line['issue']}"


def _known(identifier: str) -> str | None:
    parts = split_id(identifier)
    return parts.id if parts else None


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order without those that begin inside the one before."""
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart)
