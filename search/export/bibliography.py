"""Papers as records for programs that keep references: RIS, BibTeX and CSL-JSON.

A record describes the paper that was probably meant, as the Leidraad voor juridische auteurs prints it; its notes say
what is printed where that is another, and where it is cited. No date is given: documents cite the parliamentary year,
and that is the volume.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import citation_label, split_id
from ingest.model import CitationKind
from search.export.rows import place_text, place_to_json
from search.ledger.conflicts import ConflictKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Citation
    from search.ledger.papers import PaperRow

_GAZETTE = re.compile(r"(?P<container>[^\d]+) (?P<volume>\d{4}), (?P<number>(?:[A-K] )?\d+)")
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
    "2021/22", "35925, nr. 36"; "" where unknown. ``cited``: the sentences that cite it. ``notes``: what to know of it.
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
    notes: tuple[str, ...]
    cited: tuple[str, ...]


def records(rows: Sequence[PaperRow]) -> list[Record]:
    """Return a record for each row of the ledger, in order."""
    taken: dict[str, int] = {}
    return [_record(row, _unique(_NOT_IN_KEY.sub("-", row.key).strip("-"), taken)) for row in rows]


def _unique(key: str, taken: dict[str, int]) -> str:
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else _unique(f"{key}.{taken[key]}", taken)


def _record(row: PaperRow, key: str) -> Record:
    meant = _meant(row)
    label = citation_label(meant)
    container, volume, number = _split_label(meant, label)
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
        notes=tuple(_notes(row)),
        cited=tuple(dict.fromkeys(_line(place.sentence) for place in row.places if place.sentence)),
    )


def _meant(row: PaperRow) -> Citation:
    """The citation as it would read if it named the paper that was probably meant, with what all places add."""
    first = row.citations[0]
    likely = split_id(row.likely_id) if row.likely_id else None
    if likely:
        first = replace(first, id=likely.id, dossier=likely.dossier, suffix=likely.suffix, number=likely.number)
    return replace(
        first,
        chamber=next((cite.chamber for cite in row.citations if cite.chamber), None),
        session_year=next((cite.session_year for cite in row.citations if cite.session_year), None),
    )


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


def _notes(row: PaperRow) -> Iterable[str]:
    if row.cosigned and row.submitters:
        yield f"Indieners: {_people(row)}"
    if row.likely_id and row.id and row.likely_id != row.id:
        yield f"Gedrukt staat {row.id}; waarschijnlijk bedoeld is {row.likely_id}."
    if row.reason:
        yield _line(row.reason)
    for conflict in row.conflicts:
        values = " / ".join(map(_line, conflict.values))
        if conflict.kind is ConflictKind.TITLES:
            yield f"Genoemd met verschillende titels: {values}"
        else:
            yield f"Dezelfde titel staat bij verschillende nummers: {values}"
    for place in dict.fromkeys(_line(place_text(place_to_json(place), by="title")) for place in row.places):
        yield f"Genoemd in: {place}"


def _line(text: str) -> str:
    return " ".join(text.split())


_RIS_KINDS = {CitationKind.ECLI: "CASE", **dict.fromkeys(_LAW, "STAT")}


def ris(rows: Sequence[PaperRow]) -> bytes:
    """Return papers as RIS: type BILL, UTF-8, a line per value."""
    lines: list[str] = []
    for record in records(rows):
        fields = [
            ("TY", _RIS_KINDS.get(record.kind, "BILL")),
            ("ID", record.key),
            ("TI", record.title),
            *(("AU", name) for name in record.authors),
            ("T2", record.container),
            ("VL", record.volume),
            ("M1", record.number),
            *(("AB", sentence) for sentence in record.cited[:1]),
            *(("N1", note) for note in (*record.notes, *(f"„{sentence}”" for sentence in record.cited[1:]))),
            ("KW", str(record.kind)),
            ("UR", record.url),
            ("ER", ""),
        ]
        lines += [f"{tag}  - {value}" for tag, value in fields if value or tag == "ER"]
        lines.append("")
    return "".join(f"{line}\r\n" for line in lines).encode()


_CSL_KINDS = {CitationKind.ECLI: "legal_case", **dict.fromkeys(_LAW, "legislation")}


def csl_json(rows: Sequence[PaperRow]) -> bytes:
    """Return papers as CSL-JSON: type "bill", the schema that Zotero, pandoc and citation processors read."""
    items = []
    for record in records(rows):
        fields: dict[str, Any] = {
            "id": record.key,
            "type": _CSL_KINDS.get(record.kind, "bill"),
            "title": record.title,
            "author": [{"family": name} for name in record.authors],
            "container-title": record.container,
            "volume": record.volume,
            "number": record.number,
            "abstract": "\n".join(record.cited),
            "note": "\n".join(record.notes),
            "keyword": str(record.kind),
            "URL": record.url,
            "language": "nl",
        }
        items.append({name: value for name, value in fields.items() if value})
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


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


def bibtex(rows: Sequence[PaperRow]) -> bytes:
    """Return papers as BibTeX: entries @misc, UTF-8; names and titles keep their capitals and particles."""
    entries = []
    for record in records(rows):
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
            "abstract": " ".join(map(_tex, record.cited)),
            "note": " ".join(f"{_tex(note.removesuffix('.'))}." for note in record.notes),
            "keywords": str(record.kind),
            "url": record.url.replace("{", "%7B").replace("}", "%7D"),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        entries.append("\n".join([f"@misc{{{record.key},", *lines, "}\n"]))
    return "\n".join(entries).encode()
