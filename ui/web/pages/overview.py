"""The tab Overzicht: the corpus in pictures, each mark a link to its passages, each picture with its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import CitationKind
from ui import texts
from ui.texts import doubts
from ui.texts import overview as overview_texts
from ui.web import charts, rendering
from ui.web.address import MOTIES, READ, SEARCH, Link, to

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search import KnowledgeBase
    from search.backend.model import GoalCount
    from search.ledger.overview import Cited, MotieCount
    from search.ledger.papers import PaperRow
    from ui.texts.overview import Words
    from ui.web.address import Address

CHAPTERS, PAPERS = 40, 40  # as many are drawn; the tables hold all


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its table; without a picture, ``about`` is the sentence that there is nothing to draw."""

    title: str
    about: str
    chart: charts.Chart | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | Link, ...], ...] = ()


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows."""
    words = overview_texts.words(address.language)
    found = base.overview()
    known = base.documents()
    counts = words.counts.format(
        documents=texts.count(len(known), *words.documents),
        passages=texts.count(sum(each.passages for each in known), *words.passages),
        moties=texts.count(sum(each.moties for each in found.years), *words.moties),
    )
    return rendering.render(
        "overview.html",
        words=words,
        counts=counts,
        goals=_goals(found.goals, words),
        side=[_dossiers(found.dossiers, words), *([_years(found.years, words)] if found.years else [])],
        network=_network(found.citations, {each.id: each.title for each in known}, words),
    )


def _goals(goals: Sequence[GoalCount], words: Words) -> Figure:
    if not goals:
        return Figure(words.goals, words.goals_none)
    drawn: dict[tuple[str, str], dict[str, dict[int, charts.Mark]]] = {}
    rows = []
    for each in goals:
        about = words.goal_mark.format(
            sdg=each.sdg,
            name=words.naming.sdgs[each.sdg],
            chapter=each.chapter,
            passages=texts.count(each.passages, *words.passages),
        )
        href = to(SEARCH, document=each.document, hoofdstuk=each.chapter, sdg=each.sdg)
        mark = charts.Mark(str(each.passages), about, href, each.passages)
        drawn.setdefault((each.document, texts.short(each.title)), {}).setdefault(each.chapter, {})[each.sdg] = mark
        rows.append((texts.short(each.title), each.chapter, str(each.sdg), Link(mark.label, href)))
    groups, room = [], CHAPTERS
    for (_, title), chapters in drawn.items():
        groups.append(charts.Group(title, dict(list(chapters.items())[:room])))
        room -= len(groups[-1].rows)
        if room <= 0:
            break
    picture = charts.heat_map(words.goals, words.naming.sdgs, groups)
    return Figure(words.goals, words.goals_about, picture, words.goals_columns, tuple(rows))


def _dossiers(dossiers: Sequence[MotieCount], words: Words) -> Figure:
    if not dossiers:
        return Figure(words.dossiers, words.moties_none)
    marks = [_bar(each, "dossier", words.unknown_dossier, words.dossier_mark, words) for each in dossiers]
    return _bars(words.dossiers, words.dossiers_about, words.dossiers_columns, marks)


def _years(years: Sequence[MotieCount], words: Words) -> Figure:
    marks = [_bar(each, "vergaderjaar", words.unknown_year, words.year_mark, words) for each in years]
    return _bars(words.years, words.years_about, words.years_columns, marks)


def _bar(counted: MotieCount, field: str, unknown: str, about: str, words: Words) -> charts.Mark:
    """Moties with one value. ``field``: of the tab Moties; ``unknown``: its name where none is stated."""
    name = counted.name or unknown
    described = about.format(name=name, moties=texts.count(counted.moties, *words.moties))
    return charts.Mark(name, described, to(MOTIES, **{field: counted.name or "-"}), counted.moties)


def _bars(title: str, about: str, columns: tuple[str, ...], marks: Sequence[charts.Mark]) -> Figure:
    rows = tuple((Link(mark.label, mark.href), str(mark.value)) for mark in marks)
    return Figure(title, about, charts.bars(title, marks), columns, rows)


def _network(citations: Sequence[Cited], titles: dict[str, str], words: Words) -> Figure:
    if not citations:
        return Figure(words.network, words.network_none)
    cited = {each.paper.key: each.paper for each in citations}
    most = sorted(cited.values(), key=lambda row: -len(row.places))[:PAPERS]
    papers = {row.key: _paper(row, words) for row in most}
    counts = Counter(each.document for each in citations)
    documents = {
        id_: charts.Mark(
            texts.short(title),
            words.document_mark.format(title=title, papers=texts.count(counts[id_], *words.papers)),
            to(READ, document=id_),
        )
        for id_, title in titles.items()
        if id_ in counts
    }
    about = words.network_about
    if len(papers) < len(cited):
        shown = words.network_shown.format(shown=len(papers), papers=texts.count(len(cited), *words.papers))
        about = f"{about} {shown}"
    edges = [(each.document, each.paper.key) for each in citations]
    moties = {row.key for row in most if row.kind is CitationKind.MOTIE}
    picture = charts.network(words.network, documents, papers, edges, moties)
    return Figure(words.network, about, picture, words.network_columns, tuple(_cited(citations, titles, words)))


def _cited(citations: Sequence[Cited], titles: dict[str, str], words: Words) -> Iterator[tuple[str | Link, ...]]:
    """The rows of the table: who cites what, how often."""
    for each in citations:
        mark = _paper(each.paper, words)
        yield texts.short(titles[each.document]), Link(mark.label, mark.href), str(each.times)


def _paper(row: PaperRow, words: Words) -> charts.Mark:
    """A paper with a number leads to the passages that cite it, another to the place where it is named."""
    parts = (doubts.name(row.kind, row.submitters, cosigned=row.cosigned, naming=words.naming), *row.titles[:1])
    label = " ".join(part for part in parts if part)
    number = row.likely_id or row.id
    about = words.paper_mark.format(
        name=f"{label} ({number})" if number else label,
        times=texts.count(len(row.places), *words.times),
        documents=texts.count(len({place.document for place in row.places}), *words.documents),
    )
    href = to(SEARCH, motie=number) if number else to(MOTIES, stuk=row.key)
    return charts.Mark(label if row.titles or not number else f"{label} {number}", about, href, len(row.places))
