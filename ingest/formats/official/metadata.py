"""What an official publication states about itself: its metadata, and where these are silent its own head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.markup import children, name_of, plain
from ingest.formats.properties import iso_date
from ingest.formats.typed_text import Properties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.formats.markup import Element

_BODIES = frozenset({"gemeente", "provincie", "waterschap", "ministerie"})
_MADE_ON = re.compile(
    r"(?:Rijkswet|Wet|Besluit|Regeling|Beschikking|Verordening|Beleidsregel) .{0,200}?(?P<date>\d{1,2} [a-z]+ \d{4})"
)
_SENT_IN = re.compile(r"\s*\((?:ingezonden|ontvangen)\b[^()]*\)(?=\.?$)")  # behind the subject of questions
_ID = re.compile(
    r"(?<![\w-])(?:(?:kst|blg|ah-tk|ah-ek|h-tk|h-ek|stb|stcrt|trb|gmb|prb|wsb|bgr)-[\dA-Z()-]+|CVDR\d+|BWB[RVW]\d{7})"
)


def publication_properties(root: Element) -> Properties:
    """Title, date, chamber and who sent the paper."""
    stated: dict[str, list[str]] = {}
    for name, value in _stated(root):
        stated.setdefault(name, []).append(value)

    def first(*names: str) -> str | None:
        return next((stated[name][0] for name in names if name in stated), None)

    date = root.find(".//{*}datumtekst/{*}datum")
    year = root.find(".//{*}datumtekst")
    issued = first("issued", "available", "date") or (date.get("isodatum") if date is not None else None)
    named = next((_without_notes(each) for each in root.iter("{*}intitule", "{*}citeertitel") if plain(each)), "")
    title = _title(root) or first("title") or named or first("documenttitel")
    return Properties(
        title=title,
        authors=tuple(stated.get("indiener", [])),
        publisher=first("creator", "publisher") or _chamber(root),
        date=issued
        or (plain(year) if year is not None else None)
        or _enacted(title or "")
        or first("modified", "datumondertekening"),
        language=first("language"),
        kind=first("documenttitel", "type") or _kind(root),
        number=_number(root, stated),
    )


def _stated(root: Element) -> Iterator[tuple[str, str]]:
    """The metadata: as attributes (``meta/@name``), or as elements of the standard OWMS (``dcterms:title``).

    A creator such as "Zevendorp" whose scheme is "overheid:Gemeente" is "gemeente Zevendorp".
    """
    for meta in root.iter("{*}meta", "{*}metadata", "{*}owmskern", "{*}owmsmantel"):
        if meta.get("name") and meta.get("content"):
            yield meta.get("name").rpartition(".")[2].lower(), meta.get("content").strip()
        for element in children(meta):
            if element.tag.startswith("{") and "purl.org/dc" in element.tag and plain(element):
                yield name_of(element), _with_scheme(plain(element), element.get("scheme") or "")


def _with_scheme(value: str, scheme: str) -> str:
    body = scheme.rpartition(":")[2].rpartition(".")[2].lower()
    return f"{body} {value}" if body in _BODIES and body not in value.lower() else value


def _enacted(title: str) -> str | None:
    """The day a law or decree was made, which its title names."""
    found = _MADE_ON.match(title)
    return iso_date(found["date"]) if found else None


def _kind(root: Element) -> str | None:
    """What the toestand of a law says it is ("wet", "AMvB")."""
    return next((each.get("soort") for each in root.iter("{*}wetgeving") if each.get("soort")), None)


def _number(root: Element, stated: dict[str, list[str]]) -> str | None:
    """The id by which the publication is cited."""
    for value in (*stated.get("identifier", []), *stated.get("externmetadatarecord", [])):
        if found := _ID.search(value):
            return found[0]
    number, dossier = _numbers(root)
    if number is None or dossier is None:
        return None
    chapter = dossier.getparent().find("{*}begrotingshoofdstuk")
    parts = [plain(dossier), *([] if chapter is None else [plain(chapter)]), plain(number)]
    return "kst-" + "-".join(re.sub(r"\s", "", part) for part in parts)


def _numbers(root: Element) -> tuple[Element | None, Element | None]:
    """Number of the paper and of its dossier, in either vocabulary."""
    number, dossier = root.find(".//{*}stuk//{*}ondernummer"), root.find(".//{*}dossier//{*}dossiernr")
    if name_of(root) == "kamerwrk":
        return root.find(".//{*}stuk/{*}nummer"), root.find(".//{*}onderw/{*}nummer")
    return number, dossier


def _title(root: Element) -> str | None:
    """What the paper is called: the dossier's title with the paper's own, or the subject of the questions."""
    subject = root.find(".//{*}kamervraagomschrijving")
    parts = [root.find(path) for path in (".//{*}dossier/{*}titel", ".//{*}onderw/{*}naam", ".//{*}stuk/{*}titel")]
    texts = [_without_notes(part) for part in parts if part is not None] or (
        [_SENT_IN.sub("", _without_notes(subject))] if subject is not None else []
    )
    number, dossier = _numbers(root)
    if not texts:
        return None
    title = ". ".join(_unstopped(text) for text in texts)
    if number is None or dossier is None:
        return title
    # A budget is one dossier whose chapters each count their papers: "35 925 XVII, nr. 36".
    chapter = dossier.getparent().find("{*}begrotingshoofdstuk")
    of = plain(dossier) if chapter is None else f"{plain(dossier)} {plain(chapter)}"
    return f"{title} ({of}, nr. {plain(number)})"


def _unstopped(text: str) -> str:
    """Without the full stop at its end, except that of an abbreviation ("c.s.")."""
    bare = text.rstrip(".")
    return f"{bare}." if bare != text and "." in bare.rpartition(" ")[2] else bare


def _chamber(root: Element) -> str | None:
    line = root.find(".//{*}tekstregel[@inhoud='kameraanduiding']")
    if name_of(root) == "kamerwrk":
        line = root.find("{*}kop/{*}titel")
    return plain(line) if line is not None else None


def _without_notes(element: Element) -> str:
    """The element's words; its notes are not part of them."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    """The pieces of text in an element and those below it, spaces kept: a name stands in several elements."""
    yield element.text or ""
    for child in element:
        if name_of(child) and name_of(child) != "noot":
            yield from _texts(child)
        yield child.tail or ""
