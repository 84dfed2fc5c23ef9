"""The tab Overzicht: the corpus in pictures, each mark a link to its passages, each picture with its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.citations.registry.dossiers import dossier_name
from ingest.citations.registry.identifiers import dossier_label
from ingest.model import CitationKind
from search.backend.model import Listing
from ui import texts
from ui.texts import doubts
from ui.texts import overview as overview_texts
from ui.web import charts, rendering
from ui.web.address import MOTIES, READ, SEARCH, Link, to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from search import KnowledgeBase
    from search.backend.model import GoalCount
    from search.ledger.overview import Cited, MotieCount
    from search.ledger.papers import PaperRow
    from ui.texts.overview import Words
    from ui.web.address import Address

CHAPTERS, PAPERS, DOCUMENTS, BARS = 40, 40, 30, 100  # as many are drawn
ROWS = 1000  # of a table: more nobody reads, and they would fill megabytes
SILENT = 20  # documents that cite nothing are named


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its table; without a picture, ``about`` is the sentence that there is nothing to draw.

    ``key``: what its short labels stand for; ``missing``: what is not in it, and why. ``listed``: the same as lists,
    each under its heading and with what it leaves out, where the screen is too narrow for the picture;
    ``about_listed``: what is said of it there.
    """

    title: str
    about: str
    chart: charts.Chart | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | Link, ...], ...] = ()
    key: tuple[str, ...] = ()
    missing: str = ""
    about_listed: str = ""
    listed: tuple[tuple[Link, tuple[Link, ...], str], ...] = ()


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows."""
    words = overview_texts.words(address.language)
    found = base.overview()
    counts = words.counts.format(
        documents=texts.count(base.count_documents(), *words.documents),
        passages=texts.count(base.count_passages(), *words.passages),
        moties=texts.count(sum(each.moties for each in found.years), *words.moties),
    )
    return rendering.render(
        "overview.html",
        words=words,
        counts=counts,
        goals=_goals(found.goals, words),
        side=[_dossiers(found.dossiers, words), *([_years(found.years, words)] if found.years else [])],
        network=_network(base, found.citations, words),
    )


def _goals(goals: Sequence[GoalCount], words: Words) -> Figure:
    if not goals:
        return Figure(words.goals, words.goals_none)
    drawn: dict[tuple[str, str], dict[str, dict[int, charts.Mark]]] = {}
    rows = []
    for each in goals[:ROWS]:
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
    named = {sdg for group in groups for marks in group.rows.values() for sdg in marks}
    lacking = {each.sdg for each in goals} ^ set(words.naming.sdgs)
    return Figure(
        words.goals,
        " ".join((words.goals_about, *_left_out(len(goals), words))),
        picture,
        words.goals_columns,
        tuple(rows),
        key=tuple(f"{sdg} {name}" for sdg, name in words.naming.sdgs.items() if sdg in named),
        missing=words.goals_missing.format(
            goals=", ".join(f"{sdg} {words.naming.sdgs[sdg]}" for sdg in sorted(lacking))
        )
        if lacking
        else "",
    )


def _left_out(rows: int, words: Words) -> list[str]:
    """That a table does not hold all rows there are, where that is so."""
    return [words.rows_shown.format(shown=ROWS, rows=rows)] if rows > ROWS else []


def _dossiers(dossiers: Sequence[MotieCount], words: Words) -> Figure:
    if not dossiers:
        return Figure(words.dossiers, words.moties_none)
    marks = [_bar(each, "dossier", words.unknown_dossier, words.dossier_mark, words) for each in dossiers]
    shown = [words.bars_shown.format(shown=BARS)] if len(marks) > BARS else []
    about = " ".join((words.dossiers_about, *shown, *_left_out(len(marks), words)))
    return _bars(words.dossiers, about, words.dossiers_columns, marks)


def _years(years: Sequence[MotieCount], words: Words) -> Figure:
    marks = [_bar(each, "vergaderjaar", words.unknown_year, words.year_mark, words) for each in years]
    return _bars(words.years, words.years_about, words.years_columns, marks)


def _bar(counted: MotieCount, field: str, unknown: str, about: str, words: Words) -> charts.Mark:
    """Moties with one value. ``field``: of the tab Moties; ``unknown``: its name where none is stated."""
    dossier, _, suffix = (counted.name or "").partition("-")
    is_dossier = field == "dossier" and bool(dossier)
    name = dossier_label(dossier, suffix or None) if is_dossier else counted.name or unknown
    note = dossier_name(dossier, suffix or None) if is_dossier else ""
    described = about.format(
        name=f"{name} ({note})" if note else name, moties=texts.count(counted.moties, *words.moties)
    )
    return charts.Mark(name, described, to(MOTIES, **{field: counted.name or "-"}), counted.moties, note)


def _bars(title: str, about: str, columns: tuple[str, ...], marks: Sequence[charts.Mark]) -> Figure:
    rows = tuple(
        (Link(f"{mark.label}, {mark.note}" if mark.note else mark.label, mark.href), str(mark.value))
        for mark in marks[:ROWS]
    )
    return Figure(title, about, charts.bars(title, marks[:BARS]), columns, rows)


def _network(base: KnowledgeBase, citations: Sequence[Cited], words: Words) -> Figure:
    if not citations:
        return Figure(words.network, words.network_none)
    counts = Counter(each.document for each in citations)
    most = {id_ for id_, _ in counts.most_common(DOCUMENTS)}
    titles = base.titles({*most, *(each.document for each in citations[:ROWS])})
    drawn = [each for each in citations if each.document in most]
    rows = _most_cited(drawn)
    papers = {row.key: _paper(row, words) for row in rows}
    edges = [(each.document, each.paper.key) for each in drawn if each.paper.key in papers]
    with_line = Counter(document for document, _ in edges)
    documents = {
        id_: _citing(id_, title, counts[id_], with_line[id_], words) for id_, title in titles.items() if id_ in most
    }
    picture = charts.network(
        words.network, documents, papers, edges, {row.key for row in rows if row.kind is CitationKind.MOTIE}
    )
    every = {each.paper.key for each in citations}
    parts = []
    if len(papers) < len(every):
        parts.append(words.network_shown.format(shown=len(papers), papers=texts.count(len(every), *words.papers)))
        parts += [] if len(citations) > ROWS else [words.network_all]
    if len(most) < len(counts):
        parts.append(words.network_left_out.format(shown=len(most)))
    parts += _left_out(len(citations), words)
    return Figure(
        words.network,
        " ".join((words.network_about, *parts)),
        picture,
        words.network_columns,
        tuple(_cited(citations[:ROWS], titles, words)),
        missing=_silent(base, counts, words),
        about_listed=" ".join((words.network_listed, *parts)),
        listed=tuple(_list(id_, mark, edges, papers, counts[id_], words) for id_, mark in documents.items()),
    )


def _silent(base: KnowledgeBase, citing: Collection[str], words: Words) -> str:
    """Which documents cite nothing; of many the first."""
    count = base.count_documents() - len(citing)
    if not count:
        return ""
    fewest = base.documents_listed(Listing(order="citations", most=SILENT))
    titles = "; ".join(texts.short(each.title) for each in fewest if each.id not in citing)
    if count > SILENT:
        titles = words.silent_more.format(titles=titles, documents=texts.count(count - SILENT, *words.documents))
    return words.network_silent.format(titles=titles)


def _most_cited(citations: Sequence[Cited]) -> list[PaperRow]:
    """The papers to be drawn: of each document the one it cites most, so that none has no line, then the most cited."""
    best: dict[str, Cited] = {}
    for each in citations:
        if each.document not in best or each.times > best[each.document].times:
            best[each.document] = each
    cited = {each.paper.key: each.paper for each in citations}
    others = sorted(cited.values(), key=lambda row: -len(row.places))
    first = {each.paper.key: each.paper for each in best.values()}
    chosen = set(list(first | {row.key: row for row in others})[:PAPERS])
    return [row for key, row in cited.items() if key in chosen]


def _citing(id_: str, title: str, papers: int, drawn: int, words: Words) -> charts.Mark:
    """A document, and how many papers it cites."""
    counted = texts.count(papers, *words.papers)
    note = counted if papers == drawn else words.drawn_of.format(papers=counted, drawn=drawn)
    about = words.document_mark.format(title=title, papers=counted)
    return charts.Mark(texts.short(title), about, to(READ, document=id_), note=note)


def _list(  # noqa: PLR0913, PLR0917 - of one document in the picture
    id_: str,
    mark: charts.Mark,
    edges: Sequence[tuple[str, str]],
    papers: dict[str, charts.Mark],
    count: int,
    words: Words,
) -> tuple[Link, tuple[Link, ...], str]:
    """A document with the papers that lines lead to, and how many more it cites."""
    shown = tuple(Link(papers[key].label, papers[key].href) for document, key in edges if document == id_)
    more = count - len(shown)
    rest = words.rest.format(papers=texts.count(more, *words.papers)) if more else ""
    return Link(mark.label, mark.href), shown, rest


def _cited(citations: Sequence[Cited], titles: dict[str, str], words: Words) -> Iterator[tuple[str | Link, ...]]:
    """The rows of the table: who cites what, how often."""
    for each in citations:
        mark = _paper(each.paper, words)
        yield texts.short(titles[each.document]), Link(mark.label, mark.href), str(each.times)


def _paper(row: PaperRow, words: Words) -> charts.Mark:
    """A paper with a number leads to the passages that cite it, another to the place where it is named."""
    called = doubts.called(row, words.naming)
    if not row.submitters and not row.number:
        called = row.titles[0] if row.titles else row.label
        label = called[:1].upper() + called[1:]
    else:
        label = " ".join((called, *row.titles[:1]))
    about = words.paper_mark.format(
        name=f"{label} ({row.number})" if row.number and row.number.casefold() not in label.casefold() else label,
        times=texts.count(len(row.places), *words.times),
        documents=texts.count(len({place.document for place in row.places}), *words.documents),
    )
    id_ = row.likely_id or row.id
    href = to(SEARCH, motie=id_) if id_ else to(MOTIES, stuk=row.key)
    numbered = (
        label if row.titles or not row.number or row.number.casefold() in label.casefold() else f"{label} {row.number}"
    )
    return charts.Mark(numbered, about, href, len(row.places))
