"""The papers that a question asks for, in the place of the answer or below it: each with its link and its places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search.model import likely_url
from ui.texts import moties as moties_texts
from ui.texts import papers as texts
from ui.web.address import MOTIES, Link, to
from ui.web.pages.ledger.paper import cited_at, paper

if TYPE_CHECKING:
    from search.ask.papers.lookup import PapersFound
    from search.ledger.papers import PaperRow
    from ui.texts.moties import Words
    from ui.web.address import Address
    from ui.web.pages.ledger.paper import CitedAt, Paper

UNFOLDED = 10  # papers that are shown at once; the others unfold


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper with every place that cites it."""

    paper: Paper
    places: tuple[CitedAt, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers as shown. ``heading``, ``cited``: how many there are, whose, and at how many places they are cited.

    ``answers``: they stand in the place of the answer. ``notes``: what must be known of what is not there; ``missing``:
    links to papers that are not cited. ``shown``, ``folded``: the papers; ``more``: how many unfold.
    """

    heading: str
    cited: str
    answers: bool
    notes: tuple[str, ...]
    missing: tuple[Link, ...]
    shown: tuple[Listed, ...]
    folded: tuple[Listed, ...]
    more: str
    words: Words


def papers(found: PapersFound, address: Address) -> Papers:
    """Return the papers that a question asks for as they are shown."""
    words = texts.words(address.language)
    moties = moties_texts.words(address.language)
    listed = tuple(_listed(row, address, moties) for row in found.rows)
    links = ((likely_url(each.citation), texts.called(each, words)) for each in found.missing)
    return Papers(
        heading=_heading(found, listed, words),
        cited=texts.cited(found, words) if listed else "",
        answers=found.answers,
        notes=tuple(texts.notes(found, words)),
        missing=tuple(Link(label, url) for url, label in links if url),
        shown=listed[:UNFOLDED],
        folded=listed[UNFOLDED:],
        more=words.more.format(count=len(listed) - UNFOLDED),
        words=moties,
    )


def _heading(found: PapersFound, listed: tuple[Listed, ...], words: texts.Words) -> str:
    """What was found: the paper itself where it is the only one."""
    if found.in_vain:
        return texts.none_found(found, words)
    if not listed:
        return words.not_found
    only = len(listed) == 1 and found.matched and not found.missing
    return listed[0].paper.name if only else texts.summary(found, words)


def _listed(row: PaperRow, address: Address, words: Words) -> Listed:
    shown = replace(paper(row, address, words), href=to(MOTIES, stuk=row.key))
    return Listed(shown, tuple(cited_at(row, words)))
