"""Ids of official publications: taken apart, turned into addresses and into the printed form of the Leidraad."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.model import Citation, CitationKind

_PUBLISHED = "https://zoek.officielebekendmakingen.nl/"
_DECISIONS = "https://deeplink.rechtspraak.nl/uitspraak?id="
_EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="
_KEPT_AT = {CitationKind.EU: _EUR_LEX, CitationKind.BWB: "https://wetten.overheid.nl/"}
_GAZETTES = {
    "stcrt": (CitationKind.STAATSCOURANT, "Stcrt."),
    "stb": (CitationKind.STAATSBLAD, "Stb."),
    "trb": (CitationKind.TRACTATENBLAD, "Trb."),
}
# The official publications stand online from 1995 on; the Staatscourant under these ids since it became electronic.
_ONLINE_SINCE = {"stcrt": 2009, "stb": 1995, "trb": 1995}
_FIRST_SESSION_ONLINE = 1994
_FIRST_DOSSIER_ONLINE = 10_000  # those of four digits were closed long before

_KAMERSTUK = re.compile(
    r"kst-(?P<dossier>\d{4,5})(?:-(?P<suffix>[IVX]{1,6}[AB]?|[A-Z](?=-)|\d\d(?=-\d)))?-(?P<number>\d{1,4}|[A-Z]{1,3})"
    r"(?P<reprint>-[hn]\d)?",
)
_GAZETTE = re.compile(r"(?P<series>stcrt|stb|trb)-(?P<year>\d{4})-(?P<number>[A-K]?\d{1,5})(?:-[a-z]\d{1,2})?")
_QUESTION = re.compile(r"ah-(?P<house>[te])k-(?P<session>\d{8})-(?P<number>\d{1,4})")
# Number and item; before 2011 number and page, before 2009 the pages from and to: h-tk-20072008-2932-2933.
_PROCEEDINGS = re.compile(r"h-(?P<house>[te])k-(?P<session>\d{8})-(?P<number>\d{1,5}(?:-\d{1,5}){0,2})(?:-[hn]\d)?")
_ITEMS_SINCE, _MEETINGS_SINCE = 2010, 2009  # first half of the parliamentary year
_WRITTEN = re.compile(r"kv-(?P<house>[te])k-(?P<number>(?:19|20)\d\dZ\d{5})")
_ENCLOSURE = re.compile(r"blg-(?P<number>\d{1,8})")
_PROMISE = re.compile(r"(?P<senate>T\d{5})|TZ\d{6}-\d{1,4}")  # the Eerste Kamer keeps a register, T01234 in it
_TWEEDE_KAMER = re.compile(r"(?:19|20)\d\d[DZ]\d{5}")
_ECLI = re.compile(r"ECLI:(?P<country>[A-Z]{2}):[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25}")
_LAW = re.compile(r"(?:jci1\.\d{1,2}:c:)?(?P<law>BWB[RVW]\d{7})\S{0,200}")
_EUROPEAN = re.compile(
    r"CELEX:(?:\d(?:19|20)\d\d[A-Z]{1,2}\d{4}|1(?:19|20)\d\d[A-Z]\d{3})|(?:COM|SWD|SEC|JOIN):\d{4}:\d{1,4}:FIN|OJ:[LC](?::\d{4}:\d{1,4}:TOC|_\d{9})"
)
_DOSSIER_ADDRESS = re.compile(r"(?P<dossier>\d{5})(?:-(?P<suffix>[IVX]{1,6}[AB]?|[A-Z]|\d\d))?")


@dataclass(frozen=True, slots=True)
class IdParts:
    """What an id says about the publication it names; ``id`` in its normal spelling."""

    kind: CitationKind
    id: str | None
    dossier: str | None = None
    suffix: str | None = None
    number: str | None = None
    chamber: str | None = None
    session_year: str | None = None


def kamerstuk_id(dossier: str, suffix: str | None, number: str) -> str:
    """``kst-35925-XVII-46``: the id of a Kamerstuk under the identifier rule for parliamentary papers."""
    return "-".join(part for part in ("kst", dossier, suffix, number) if part)


def house_of(chamber: str | None) -> str | None:
    """A chamber as ids write it: "II" gives "tk", "I" gives "ek"; None stays None."""
    return {"II": "tk", "I": "ek"}.get(chamber or "")


def split_id(text: str) -> IdParts | None:
    """Take an id apart; None where ``text`` is not one. Case is corrected: kst-35925-xvii-46 is kst-35925-XVII-46."""
    series, dash, rest = text.partition("-")
    series = series.lower()
    if series == "kst" and dash:
        stem, _, reprint = rest.rpartition("-")
        is_reprint = re.fullmatch(r"[hn]\d", reprint) is not None
        return _split_paper(f"kst-{stem.upper()}-{reprint}" if is_reprint else f"kst-{rest.upper()}")
    if dash and series in {"ah", "h", "kv", "blg", *_GAZETTES}:
        return _split_other(f"{series}-{rest[:2].lower()}{rest[2:]}")
    return _split_elsewhere(text)


def _split_elsewhere(text: str) -> IdParts | None:
    """Ids that others than officielebekendmakingen.nl give: the Kamers, courts, the Union, the collection of laws."""
    if _TWEEDE_KAMER.fullmatch(text):
        return IdParts(CitationKind.KAMERSTUK, text, number=text)
    if (ecli := _ecli(text)) is not None:
        return IdParts(CitationKind.ECLI, ecli)
    if promise := _PROMISE.fullmatch(text):
        return IdParts(CitationKind.TOEZEGGING, text, number=text, chamber="I" if promise["senate"] else "II")
    if _EUROPEAN.fullmatch(text.upper()):
        return IdParts(CitationKind.EU, text.upper())
    return IdParts(CitationKind.BWB, text) if _LAW.fullmatch(text) else None


def _ecli(text: str) -> str | None:
    """The id of a court decision, in any case; "EU:C:2022:97" is how the Court of Justice prints its own."""
    whole = text.upper().rstrip(".")
    whole = whole if whole.startswith("ECLI:") else f"ECLI:{whole}"
    return whole if _ECLI.fullmatch(whole) else None


def _split_paper(text: str) -> IdParts | None:
    found = _KAMERSTUK.fullmatch(text)
    if found is None:
        return None
    return IdParts(CitationKind.KAMERSTUK, text, found["dossier"], found["suffix"], found["number"])


def _split_other(text: str) -> IdParts | None:
    if found := _GAZETTE.fullmatch(text):
        return IdParts(_GAZETTES[found["series"]][0], text, number=found["number"])
    for pattern, kind in ((_QUESTION, CitationKind.KAMERVRAAG), (_PROCEEDINGS, CitationKind.HANDELINGEN)):
        if found := pattern.fullmatch(text):
            chamber = "II" if found["house"] == "t" else "I"
            session = f"{found['session'][:4]}/{found['session'][6:]}"
            return IdParts(kind, text, number=found["number"], chamber=chamber, session_year=session)
    if found := _WRITTEN.fullmatch(text):
        return IdParts(
            CitationKind.KAMERVRAAG, text, number=found["number"], chamber="II" if found["house"] == "t" else "I"
        )
    if found := _ENCLOSURE.fullmatch(text):
        return IdParts(CitationKind.KAMERSTUK, text, number=found["number"])
    return None


def split_address(address: str) -> IdParts | None:
    """Take an address of officielebekendmakingen.nl apart; None where it names no publication.

    The same paper stands under several paths (/kst-..., /dossier/kst-..., /behandelddossier/35925/kst-...) and as
    .html, .pdf, .xml or /metadata.xml: the last part of the path that is an id counts. /dossier/35925-V is a dossier.
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    parts = [re.sub(r"\.(?:html?|pdf|xml|odt|zip)$", "", part) for part in path.rstrip("/.,;").split("/")[3:]]
    for part in reversed(parts):
        if found := split_id(part):
            return found
    if parts and "dossier" in parts and (dossier := _DOSSIER_ADDRESS.fullmatch(parts[-1].upper())):
        return IdParts(CitationKind.KAMERSTUK, None, dossier["dossier"], dossier["suffix"])
    return None


def dossier_url(dossier: str, suffix: str | None) -> str:
    """The page that lists all papers of a dossier."""
    return f"{_PUBLISHED}dossier/{dossier}{f'-{suffix}' if suffix else ''}"


def was_online(session_year: str | None) -> bool:
    """Whether papers of a parliamentary year stand online; true where none is known."""
    return session_year is None or int(session_year[:4]) >= _FIRST_SESSION_ONLINE


def citation_url(identifier: str | None, session_year: str | None = None) -> str | None:
    """The address where a publication can be read; None where there is none or the id does not reveal it.

    Give it ``Citation.likely_id or Citation.id`` for the paper a reader probably wants. ``session_year``: printed with
    it, since the id of a Kamerstuk does not tell how old it is.
    """
    parts = split_id(identifier) if identifier and was_online(session_year) else None
    if parts is None or identifier is None:
        return None
    if parts.kind is CitationKind.TOEZEGGING:
        return None  # its address holds a title that the number does not tell
    if parts.kind in _KEPT_AT:
        return f"{_KEPT_AT[parts.kind]}{identifier if parts.kind is CitationKind.BWB else parts.id}"
    if found := _ECLI.fullmatch(identifier):
        # Dutch decisions and those of the Union are published there; other courts keep their own registers.
        return {"NL": f"{_DECISIONS}{identifier}", "EU": f"{_EUR_LEX}{identifier}"}.get(found["country"])
    if _TWEEDE_KAMER.fullmatch(identifier):
        # A document can be fetched by its number; the address of a "zaak" depends on what kind of case it is.
        return f"https://www.tweedekamer.nl/downloads/document?id={identifier}" if "D" in identifier else None
    return f"{_PUBLISHED}{parts.id}.html" if _is_online(parts) else None


def _is_online(parts: IdParts) -> bool:
    """Whether a publication is recent enough to stand online under its id."""
    gazette = _GAZETTE.fullmatch(parts.id or "")
    if gazette:
        return int(gazette["year"]) >= _ONLINE_SINCE[gazette["series"]]
    if parts.dossier is not None and int(parts.dossier) < _FIRST_DOSSIER_ONLINE:
        return False
    return was_online(parts.session_year)


def citation_label(citation: Citation) -> str:
    """How the Leidraad voor juridische auteurs prints the reference, without a full stop.

    "Kamerstukken II 2021/22, 35925 XVII, nr. 46" - "Kamerstukken I 2021/22, 35925, A" - "Stcrt. 2024, 2900". A chamber
    that is not printed follows from the number: digits are the Tweede Kamer's, letters the Eerste Kamer's. A reference
    without any number is labelled by its own words.
    """
    words = " ".join(citation.text.split())
    parts = split_id(citation.id) if citation.id else None
    if citation.dossier:
        return _paper_label(citation)
    if parts is None or parts.kind in {CitationKind.ECLI, CitationKind.BWB, CitationKind.TOEZEGGING, CitationKind.EU}:
        # Law is known by its words: "Richtlijn 2014/24/EU", "artikel 3:4, tweede lid, Awb".
        return words if cites_law(citation) else citation.id or words
    session = f" {citation.session_year}" if citation.session_year else ""
    chamber = f" {parts.chamber}" if parts.chamber else ""
    if gazette := _GAZETTE.fullmatch(citation.id or ""):
        number = re.sub(r"(?<=[A-K])(?=\d)", " ", gazette["number"])  # as it is printed: "H 423"
        return f"{_GAZETTES[gazette['series']][1]} {gazette['year']}, {number}"
    if parts.kind is CitationKind.HANDELINGEN and parts.number:
        return f"Handelingen{chamber}{session}, {_meeting(parts)}"
    if parts.kind is CitationKind.KAMERVRAAG and parts.session_year:
        return f"Aanhangsel Handelingen{chamber}{session}, nr. {parts.number}"
    return {"blg": "Bijlage bij Kamerstuk ", "kv-": "Kamervragen "}.get((citation.id or "")[:3], "") + (
        parts.number or words
    )


def cites_law(citation: Citation) -> bool:
    """Whether it is one of European law or an article of a Dutch law, rather than a paper or a law by its id."""
    return citation.kind is CitationKind.EU or (citation.kind is CitationKind.BWB and citation.number is not None)


def _meeting(parts: IdParts) -> str:
    """What an id of the Handelingen counts: meeting and item, meeting and page, or pages only."""
    began = int((parts.session_year or "0")[:4])
    first, _, second = (parts.number or "").partition("-")
    if began < _MEETINGS_SINCE and second:
        return f"p. {first}-{second}"
    if began < _ITEMS_SINCE and second:
        return f"nr. {first}, p. {second}"
    return f"nr. {first}{f', item {second}' if second else ''}"


def _paper_label(citation: Citation) -> str:
    chamber = citation.chamber
    if chamber is None and citation.number:
        chamber = "II" if citation.number.isdigit() else "I"
    volume = " ".join(part for part in ("Kamerstukken", chamber, citation.session_year) if part)
    return f"{volume}{',' if citation.session_year else ''} {paper_number(citation)}"


def paper_number(citation: Citation) -> str:
    """A citation without volume and year: "35925 XVII, nr. 36"; of what is no Kamerstuk its whole label."""
    if not citation.dossier:
        return citation_label(citation)
    number = citation.number
    if number is not None and number.isdigit():
        number = f"nr. {number}"
    return ", ".join(part for part in (dossier_label(citation.dossier, citation.suffix), number) if part)


def printed_id(identifier: str) -> str:
    """An id as its paper is printed: "35925 XVII, nr. 36" for kst-35925-XVII-36; what is no id stays as it is."""
    parts = split_id(identifier)
    if parts is None:
        return identifier
    named = Citation(
        0, 0, identifier, parts.kind, parts.id, None, parts.dossier, parts.suffix, parts.number, parts.chamber,
        parts.session_year,
    )  # fmt: skip
    return paper_number(named)


def dossier_label(dossier: str, suffix: str | None) -> str:
    """How the Leidraad prints a dossier: "35925", "35925 XVII" (a chapter of a budget), "21501-02" (an EU council)."""
    if suffix is None:
        return dossier
    return f"{dossier}{'-' if suffix.isdigit() else ' '}{suffix}"
