"""What a user corrects of a document, laid over what was read of it; the reading itself is kept beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.formats.properties import iso_date
from ingest.model import Fact, FactName, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ingest.model import Document, Section


def as_kept(name: FactName, text: str) -> str:
    """Return a correction as it is kept: on one line, a date as ISO 8601. Raises ValueError for what is no date.

    >>> as_kept(FactName.DATE, "16 mei 2024")
    '2024-05-16'
    """
    text = " ".join(text.split())
    if name is not FactName.DATE or not text:
        return text
    date = iso_date(text)
    if date is None:
        raise ValueError(text)
    return date


def corrected_facts(facts: Iterable[Fact], corrections: Mapping[FactName, str]) -> tuple[Fact, ...]:
    """Return the facts in their usual order, those that a user corrected with the user's value."""
    known = {fact.name: fact for fact in facts}
    known |= {name: Fact(name, value, Origin.USER) for name, value in corrections.items()}
    return tuple(known[name] for name in FactName if name in known)


def corrected(document: Document, corrections: Mapping[FactName, str], dropped: Iterable[FactName] = ()) -> Document:
    """Return a document with the title, date, publisher and kind that a user gave it; ``facts`` stay as read.

    ``dropped``: of which a correction was taken back: what was read holds again. A chapter that has no heading of its
    own is called after the document, so it gets the new title too.
    """
    read = {fact.name: fact.value for fact in document.facts}
    for name in (*dropped, *corrections):
        value = corrections.get(name, read.get(name, ""))
        match name:
            case FactName.TITLE:
                document = _titled(document, value or document.id)
            case FactName.DATE:
                document = replace(document, date=value or None, year=int(value[:4]) if value else None)
            case FactName.PUBLISHER:
                document = replace(document, publisher=value)
            case FactName.KIND:
                document = replace(document, kind=value or "document")
            case _:
                pass
    return document


def _titled(document: Document, title: str) -> Document:
    old = document.title
    if old in document.text.split("\n"):  # a heading in the text stays as it is printed
        return replace(document, title=title)

    def path(names: tuple[str, ...]) -> tuple[str, ...]:
        return (title, *names[1:]) if names[:1] == (old,) else names

    def section(each: Section) -> Section:
        return replace(each, title=title if each.level == 1 and each.title == old else each.title, path=path(each.path))

    passages = (
        replace(
            passage,
            chapter=title if passage.chapter == old else passage.chapter,
            section=title if passage.section == old else passage.section,
            section_path=path(passage.section_path),
        )
        for passage in document.passages
    )
    return replace(
        document,
        title=title,
        sections=tuple(section(each) for each in document.sections),
        passages=tuple(passages),
    )
