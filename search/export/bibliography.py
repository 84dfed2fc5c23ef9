"""Papers as records for programs that keep references: RIS, BibTeX and CSL-JSON.

A record describes the paper that was probably meant, as the Leidraad voor juridische auteurs prints it; its notes say
what is printed where that is another, and hold the sentences that cite it. Its date is the one printed with it, else
the two calendar years of its parliamentary year, which is also the volume.

What Zotero makes of each field stands in its translators (github.com/zotero/translators, RIS.js of 2026-01-05 and
BibTeX.js; github.com/zotero/utilities, utilities_item.js for CSL-JSON). Of a BILL its ``fieldMap`` reads T2 as code, VL
as the volume of it, M1 as number, ET as session, T3 as legislative body. Every N1 becomes a note of its own, and AB the
abstract, which a sentence of somebody else is not. ``dateRIStoZotero`` takes a slash for one between year and month
unless four digits follow, so "2021/2022" arrives as it is; "2021-22" would be read as the summer of 2021. A name
without a comma stays one name.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import citation_label, printed_id
from ingest.formats.properties import iso_date
from ingest.model import CitationKind
from search.export.rows import place_text, place_to_json
from search.ledger.conflicts import ConflictKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ingest.model import Citation
    from search.ledger.papers import CitingPlace, PaperRow

    Places = Sequence[tuple[CitingPlace, Citation]]

_GAZETTE = re.compile(r"(?P<container>[^\d]+) (?P<volume>\d{4}), (?P<number>(?:[A-K] )?\d+)")
_SESSION = re.compile(r"(?P<began>\d{4})/\d\d")
# As in stcrt-2024-2900, CELEX:32016R0679, ECLI:NL:HR:2019:1234, 2023Z19677 and kv-tk-2024Z11859.
_YEAR_IN_ID = re.compile(
    r"(?:(?:stcrt|stb|trb)-|kv-[te]k-|CELEX:\d|(?:COM|SWD|SEC|JOIN):|ECLI:\w+:\w+:)?(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_BODIES = {"I": "Eerste Kamer der Staten-Generaal", "II": "Tweede Kamer der Staten-Generaal"}
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9.]+")
_LAW = {
    CitationKind.STAATSBLAD,
    CitationKind.STAATSCOURANT,
    CitationKind.TRACTATENBLAD,
    CitationKind.BWB,
    CitationKind.EU,
}


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as all three formats need it; every text on one line.

    ``key``: unique in the export, safe in each format. ``container``, ``volume``, ``number``: "Kamerstukken II",
    "2021/22", "35925, nr. 36"; "" where unknown. ``body``: the chamber. ``date``: ISO 8601, a year, or two with a slash
    between them; "" where unknown. ``remarks``: what to know of it. ``cited``: each sentence that cites it, and where.
    """

    key: str
    kind: CitationKind
    title: str
    authors: tuple[str, ...]
    cosigned: bool
    container: str
    volume: str
    number: str
    label: str
    url: str
    body: str
    date: str
    remarks: tuple[str, ...]
    cited: tuple[str, ...]


def records(rows: Iterable[PaperRow]) -> list[Record]:
    """Return a record for each row of the ledger, in order."""
    return list(_keyed((row, row.in_time) for row in rows))


def references(rows: Iterable[PaperRow], stands: Callable[[CitingPlace], bool]) -> list[Record]:
    """Return a record for each place that cites the rows and that ``stands`` accepts: paper after paper, in time."""
    return list(_keyed((row, [pair]) for row in rows for pair in row.in_time if stands(pair[0])))


def _keyed(papers: Iterable[tuple[PaperRow, Places]]) -> Iterator[Record]:
    taken: dict[str, int] = {}
    for row, places in papers:
        yield _record(row, places, _unique(_NOT_IN_KEY.sub("-", row.key).strip("-"), taken))


def _unique(key: str, taken: dict[str, int]) -> str:
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else _unique(f"{key}.{taken[key]}", taken)


def _record(row: PaperRow, places: Places, key: str) -> Record:
    meant = row.meant
    label = row.label
    container, volume, number = _split_label(meant, citation_label(meant))
    return Record(
        key=key,
        kind=row.kind,
        title=_title(row, label),
        authors=tuple(map(_line, row.submitters)),
        cosigned=row.cosigned,
        container=container,
        volume=volume,
        number=number,
        label=label,
        url=row.url or "",
        body=_BODIES.get(container.rpartition(" ")[2], ""),
        date=_date(row, volume),
        remarks=tuple(_remarks(row)),
        cited=tuple(dict.fromkeys(_quoted(place) for place, _ in places)),
    )


def _date(row: PaperRow, volume: str) -> str:
    """The date printed with a paper, else the year or years of its volume, else the year that its id states."""
    printed = (iso_date(cite.text) or "" for cite in row.citations)
    if whole := next((date for date in printed if len(date) == len("2024-05-16")), ""):
        return whole
    if session := _SESSION.fullmatch(row.session_year or volume):
        return f"{session['began']}/{int(session['began']) + 1}"
    stated = _YEAR_IN_ID.match(row.likely_id or row.id or "")
    return stated["year"] if stated else ""


def _quoted(place: CitingPlace) -> str:
    """The sentence that cites a paper, and where it stands."""
    named = {**place_to_json(place), "title": f"{place.title}, {place.moment}" if place.moment else place.title}
    where = _line(place_text(named, by="title"))
    return f"„{_line(place.sentence)}” ({where})" if place.sentence else f"Genoemd in: {where}"


def _split_label(citation: Citation, label: str) -> tuple[str, str, str]:
    """Take a label apart: where it was published, in which year or session, and under which number."""
    if citation.session_year and f" {citation.session_year}, " in label:
        container, _, number = label.partition(f" {citation.session_year}, ")
        return container, citation.session_year, number
    if gazette := _GAZETTE.fullmatch(label):
        return gazette["container"], gazette["volume"], gazette["number"]
    if citation.dossier and f" {citation.dossier}" in label:
        container, _, rest = label.partition(f" {citation.dossier}")
        return container, "", citation.dossier + rest
    return "", "", _line(label) if citation.id else ""


def _title(row: PaperRow, label: str) -> str:
    """Kind and title, "Motie over armste landen", "Kamerbrief: Inzet"; without a title whose it is, or its label."""
    kind = str(row.kind).capitalize()
    if row.titles:
        title = _line(row.titles[0])
        return f"{kind} {title}" if title[:1].islower() else f"{kind}: {title}"
    if row.submitters:
        return f"{kind} {_people(row)}"
    return _line(label)


def _people(row: PaperRow) -> str:
    *rest, last = map(_line, row.submitters)
    names = f"{', '.join(rest)} en {last}" if rest else last
    return f"{names} c.s." if row.cosigned else names


def _remarks(row: PaperRow) -> Iterable[str]:
    if row.cosigned and row.submitters:
        yield f"Indieners: {_people(row)}"  # no format has a place for "c.s."
    if row.likely_id and row.id and row.likely_id != row.id:
        yield f"Gedrukt staat {printed_id(row.id)}; waarschijnlijk bedoeld is {printed_id(row.likely_id)}."
    if row.reason:
        yield _line(row.reason)
    for conflict in row.conflicts:
        if conflict.kind is ConflictKind.TITLES:
            yield f"Genoemd met verschillende titels: {' / '.join(map(_line, conflict.values))}."
        else:
            yield f"Dezelfde titel staat bij verschillende nummers: {' / '.join(map(printed_id, conflict.values))}."


def _line(text: str) -> str:
    return " ".join(text.split())


_RIS_KINDS = {CitationKind.ECLI: "CASE", **dict.fromkeys(_LAW, "STAT")}


def ris(found: Iterable[Record]) -> bytes:
    """Return records as RIS: type BILL, UTF-8, a line per value."""
    lines: list[str] = []
    for record in found:
        fields = [
            ("TY", _RIS_KINDS.get(record.kind, "BILL")),
            ("ID", record.key),
            ("TI", record.title),
            *(("AU", name) for name in record.authors),
            ("T2", record.container),
            ("T3", record.body),
            ("VL", record.volume),
            ("ET", record.volume if record.body else ""),
            ("M1", record.number),
            ("DA", _slashed(record.date)),
            ("PY", record.date[:4] if record.date.count("-") else record.date),
            *(("N1", note) for note in (*record.cited, " ".join(map(_ended, record.remarks)))),
            ("KW", str(record.kind)),
            ("LA", "nl"),
            ("UR", record.url),
            ("ER", ""),
        ]
        lines += [f"{tag}  - {value}" for tag, value in fields if value or tag == "ER"]
        lines.append("")
    return "".join(f"{line}\r\n" for line in lines).encode()


def _slashed(date: str) -> str:
    """A date as RIS writes it: "2022/05/27"."""
    return date.replace("-", "/")


def _ended(note: str) -> str:
    return f"{note.removesuffix('.')}."


_CSL_KINDS = {CitationKind.ECLI: "legal_case", **dict.fromkeys(_LAW, "legislation")}


def csl_json(found: Iterable[Record]) -> bytes:
    """Return records as CSL-JSON: type "bill", the schema that Zotero, pandoc and citation processors read."""
    items = []
    for record in found:
        fields: dict[str, Any] = {
            "id": record.key,
            "type": _CSL_KINDS.get(record.kind, "bill"),
            "title": record.title,
            "author": [{"family": name} for name in record.authors],
            "container-title": record.container,
            "volume": record.volume,
            "number": record.number,
            "authority": record.body,
            "issued": _issued(record.date),
            "note": "\n".join((*record.remarks, *record.cited)),
            "keyword": str(record.kind),
            "URL": record.url,
            "language": "nl",
        }
        items.append({name: value for name, value in fields.items() if value})
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _issued(date: str) -> dict[str, list[list[int]]]:
    """A date as CSL writes it; two years are a range. Nothing where it is unknown."""
    return {"date-parts": [[int(part) for part in each.split("-")] for each in date.split("/")]} if date else {}


# Characters that mean something to TeX.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\ensuremath{\lbrace}",  # an escaped brace would still be counted by BibTeX
    "}": r"\ensuremath{\rbrace}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
# The same, and the first of two that TeX would print as one sign (a dash, quotation marks).
_TEX_SPECIAL = re.compile(r"[\\{}~^&%$#_]|-(?=-)|'(?=')|`(?=`)|,(?=,)|<(?=<)|>(?=>)|[?!](?=`)")


def _tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda found: _TEX.get(found[0]) or f"{found[0]}{{}}", text)


def bibtex(found: Iterable[Record]) -> bytes:
    """Return records as BibTeX: entries @misc, UTF-8; names and titles keep their capitals and particles."""
    entries = []
    for record in found:
        # BibTeX would take "van der" for a first name and "c.s." for another author: "and others" is its own word.
        names = [f"{{{_tex(name)}}}" for name in record.authors]
        names += ["others"] if names and record.cosigned else []
        fields = {
            "author": " and ".join(names),
            "title": f"{{{_tex(record.title)}}}",
            "howpublished": _tex(record.label if record.container else ""),
            "series": _tex(record.container),
            "volume": _tex(record.volume),
            "number": _tex(record.number),
            "date": record.date if record.date.count("-") else "",
            "year": record.date[:4] if record.date.count("-") else record.date,
            "note": " ".join(map(_tex, map(_ended, record.remarks))),
            "annote": " ".join(map(_tex, record.cited)),
            "keywords": str(record.kind),
            "url": record.url.replace("{", "%7B").replace("}", "%7D"),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        entries.append("\n".join([f"@misc{{{record.key},", *lines, "}\n"]))
    return "\n".join(entries).encode()
