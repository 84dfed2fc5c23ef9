"""The tab Overzicht: the corpus in pictures, each mark a link to its passages, each picture with its table."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from ingest.model import CitationKind
from ui import texts
from ui.texts.doubts import name
from ui.texts.overview import words
from ui.web import charts
from ui.web.address import MOTIES, READ, SEARCH, to
from ui.web.pages.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search import KnowledgeBase
    from search.ledger.ledger import PaperRow
    from search.ledger.overview import Cited, GoalCount, MotieCount
    from ui.texts.overview import Words
    from ui.web.address import Address

CHAPTERS, PAPERS = 40, 40  # as many are drawn; the tables hold all


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows."""
    told = words(address.language)
    found = base.overview()
    known = base.documents()
    counts = told.counts.format(
        documents=texts.count(len(known), *told.documents),
        passages=texts.count(sum(each.passages for each in known), *told.passages),
        moties=texts.count(sum(each.moties for each in found.years), *told.moties),
    )
    parts = (
        _goals(found.goals, told),
        '<div class="vp-side">' + _dossiers(found.dossiers, told) + _years(found.years, told) + "</div>",
        _network(found.citations, {each.id: each.title for each in known}, told),
    )
    return f'<h2>{told.title}</h2><p class="vp-notice">{told.intro} {counts}</p>{"".join(parts)}'


def _figure(told: Words, title: str, about: str, picture: str, whole: str) -> str:
    return (
        f'<section class="vp-figure"><h3>{title}</h3><p class="vp-quiet">{about}</p>{picture}'
        f"<details><summary>{told.table}</summary>{whole}</details></section>"
    )


def _none(title: str, sentence: str) -> str:
    return f'<section class="vp-figure"><h3>{title}</h3><p class="vp-notice">{sentence}</p></section>'


def _goals(goals: Sequence[GoalCount], told: Words) -> str:
    if not goals:
        return _none(told.goals, told.goals_none)
    drawn: dict[tuple[str, str], dict[str, dict[int, charts.Mark]]] = {}
    rows = []
    for each in goals:
        about = told.goal_mark.format(
            sdg=each.sdg,
            name=told.naming.sdgs[each.sdg],
            chapter=each.chapter,
            passages=texts.count(each.passages, *told.passages),
        )
        href = to(SEARCH, document=each.document, hoofdstuk=each.chapter, sdg=each.sdg)
        mark = charts.Mark(str(each.passages), about, href, each.passages)
        drawn.setdefault((each.document, texts.short(each.title)), {}).setdefault(each.chapter, {})[each.sdg] = mark
        link = f'<a href="{escape(href)}">{each.passages}</a>'
        rows.append((escape(texts.short(each.title)), escape(each.chapter), str(each.sdg), link))
    groups, room = [], CHAPTERS
    for (_, title), chapters in drawn.items():
        groups.append(charts.Group(title, dict(list(chapters.items())[:room])))
        room -= len(groups[-1].rows)
        if room <= 0:
            break
    picture = charts.heat_map(told.goals, told.naming.sdgs, groups)
    return _figure(told, told.goals, told.goals_about, picture, table(told.goals_columns, rows))


def _dossiers(dossiers: Sequence[MotieCount], told: Words) -> str:
    if not dossiers:
        return _none(told.dossiers, told.moties_none)
    marks = [
        charts.Mark(
            each.name or told.unknown_dossier,
            told.dossier_mark.format(
                name=each.name or told.unknown_dossier, moties=texts.count(each.moties, *told.moties)
            ),
            to(MOTIES, dossier=each.name or "-"),
            each.moties,
        )
        for each in dossiers
    ]
    picture = charts.bars(told.dossiers, marks)
    return _figure(told, told.dossiers, told.dossiers_about, picture, table(told.dossiers_columns, _linked(marks)))


def _years(years: Sequence[MotieCount], told: Words) -> str:
    if not years:
        return ""
    marks = [
        charts.Mark(
            each.name or told.unknown_year,
            told.year_mark.format(name=each.name or told.unknown_year, moties=texts.count(each.moties, *told.moties)),
            to(MOTIES, vergaderjaar=each.name or "-"),
            each.moties,
        )
        for each in years
    ]
    picture = charts.bars(told.years, marks)
    return _figure(told, told.years, told.years_about, picture, table(told.years_columns, _linked(marks)))


def _linked(marks: Sequence[charts.Mark]) -> list[tuple[str, str]]:
    return [(f'<a href="{escape(mark.href)}">{escape(mark.label)}</a>', str(mark.value)) for mark in marks]


def _network(citations: Sequence[Cited], titles: dict[str, str], told: Words) -> str:
    if not citations:
        return _none(told.network, told.network_none)
    rows = {each.paper.key: each.paper for each in citations}
    most = sorted(rows.values(), key=lambda row: -len(row.places))[:PAPERS]
    papers = {row.key: _paper(row, told) for row in most}
    counts = Counter(each.document for each in citations)
    documents = {
        id_: charts.Mark(
            texts.short(title),
            told.document_mark.format(title=title, papers=texts.count(counts[id_], *told.papers)),
            to(READ, document=id_),
        )
        for id_, title in titles.items()
        if id_ in counts
    }
    about = told.network_about
    if len(papers) < len(rows):
        shown = told.network_shown.format(shown=len(papers), papers=texts.count(len(rows), *told.papers))
        about = f"{about} {shown}"
    edges = [(each.document, each.paper.key) for each in citations]
    moties = {row.key for row in most if row.kind is CitationKind.MOTIE}
    picture = charts.network(told.network, documents, papers, edges, moties)
    lines = [
        (escape(texts.short(titles[each.document])), _link(_paper(each.paper, told)), str(each.times))
        for each in citations
    ]
    return _figure(told, told.network, about, picture, table(told.network_columns, lines))


def _paper(row: PaperRow, told: Words) -> charts.Mark:
    """A paper with a number leads to the passages that cite it, another to the place where it is named."""
    parts = (name(row.kind, row.submitters, cosigned=row.cosigned, naming=told.naming), *row.titles[:1])
    label = " ".join(part for part in parts if part)
    number = row.likely_id or row.id
    about = told.paper_mark.format(
        name=f"{label} ({number})" if number else label,
        times=texts.count(len(row.places), *told.times),
        documents=texts.count(len({place.document for place in row.places}), *told.documents),
    )
    href = to(SEARCH, motie=number) if number else to(MOTIES, stuk=row.key)
    return charts.Mark(label if row.titles or not number else f"{label} {number}", about, href, len(row.places))


def _link(mark: charts.Mark) -> str:
    return f'<a href="{escape(mark.href)}">{escape(mark.label)}</a>'
