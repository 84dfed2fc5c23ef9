"""What an official publication states about itself: its metadata, and where these are silent its own head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.formats.markup import name_of, plain
from ingest.formats.typed_text import Properties

if TYPE_CHECKING:
    from ingest.formats.markup import Element


def publication_properties(root: Element) -> Properties:
    """Title, date, chamber and who sent the paper."""
    stated: dict[str, list[str]] = {}
    for meta in root.iter("{*}meta", "{*}metadata"):
        if meta.get("name") and meta.get("content"):
            stated.setdefault(meta.get("name").rpartition(".")[2].lower(), []).append(meta.get("content").strip())

    def first(*names: str) -> str | None:
        return next((stated[name][0] for name in names if name in stated), None)

    date = root.find(".//{*}datumtekst/{*}datum")
    year = root.find(".//{*}datumtekst")
    issued = first("issued", "available", "date") or (date.get("isodatum") if date is not None else None)
    return Properties(
        title=_title(root) or first("documenttitel", "title"),
        authors=tuple(stated.get("indiener", [])),
        publisher=first("creator", "publisher") or _chamber(root),
        date=issued or (plain(year) if year is not None else None),
        language=first("language"),
        kind=first("documenttitel", "type"),
    )


def _title(root: Element) -> str | None:
    """What the paper is called: the dossier's title with the paper's own, or the subject of the questions."""
    subject = root.find(".//{*}kamervraagomschrijving")
    parts = [root.find(".//{*}dossier/{*}titel"), root.find(".//{*}stuk/{*}titel")]
    texts = [_without_notes(part) for part in parts if part is not None] or (
        [_without_notes(subject)] if subject is not None else []
    )
    number = root.find(".//{*}stuk//{*}ondernummer")
    dossier = root.find(".//{*}dossier//{*}dossiernr")
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
    return plain(line) if line is not None else None


def _without_notes(element: Element) -> str:
    """The element's words; its notes are not part of them."""
    parts = [element.text or ""]
    for child in element:
        if name_of(child) and name_of(child) != "noot":
            parts.append(_without_notes(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
