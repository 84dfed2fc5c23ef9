"""What a question or filters found as a file for Word: what the page shows, in Dutch, as a note to work on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from search.export.dutch import day
from search.export.quoting import quote, quote_passage
from search.export.word.found import Part, Quoted, found_file
from search.model import AnswerOutcome, Hit
from ui import texts
from ui.programs.downloads import DOWNLOADS, plain_name
from ui.texts import asking
from ui.texts import papers as papers_texts
from ui.texts.doubts import by_passage
from ui.texts.failures import Failure, why
from ui.texts.naming import NL, origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search import KnowledgeBase
    from search.ask.asking import Findings
    from search.ask.papers.lookup import PapersFound
    from search.model import Filters, SearchResult
    from ui.access.audit import AuditLog

NAME = "vraag.docx"  # of the download, as the log of exports notes it: questions are not logged
_WORDS = asking.NL


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to save. ``top``: so many passages at most; ``chosen``: the ids of some of them, none for all."""

    question: str
    filters: Filters
    top: int
    chosen: frozenset[str] = frozenset()

    def of(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return those that are to be saved."""
        return [hit for hit in hits if not self.chosen or hit.passage.id in self.chosen]


def download(base: KnowledgeBase, wanted: Wanted, audit: AuditLog | None = None) -> Response:
    """Return what is found as a file; ``audit``: where that is noted."""
    try:
        if audit is not None:
            audit.note("export", NAME)
        data = word_file(base, wanted)
    except Failure as error:
        return PlainTextResponse(why(error), status_code=503)
    name = plain_name(["vraag" if wanted.question else "passages", wanted.question, *_named(wanted.filters)], "docx")
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=DOWNLOADS["docx"][2], headers=headers)


def _named(filters: Filters) -> Iterator[str]:
    for name, value in asdict(filters).items():
        if value is not None:
            yield f"sdg-{value}" if name in {"sdg", "suggested_sdg"} else str(value).removeprefix("kst-")


def word_file(base: KnowledgeBase, wanted: Wanted) -> bytes:
    """Return what a question found, or without one the first passages that pass the filters, as a file for Word."""
    question, filters = wanted.question, wanted.filters
    titles = base.titles([filters.document] if filters.document else [])
    held = [
        asking.filter_label(name, value, _WORDS, titles) for name, value in asdict(filters).items() if value is not None
    ]
    facts = [(_WORDS.date, day(date.today())), *([(_WORDS.within, ", ".join(held))] if held else [])]  # noqa: DTZ011
    if not question:
        return found_file(base, _WORDS.found, facts, [_listed(base, wanted.of(_first(base, filters, wanted.top)), "")])
    found = base.ask(question, filters, top=wanted.top, facet_depth=None)
    return found_file(
        base, question[:1].upper() + question[1:], facts, list(_parts(base, found, wanted.of(found.hits)))
    )


def _first(base: KnowledgeBase, filters: Filters, top: int) -> list[Hit]:
    """The first passages that pass the filters, in the order of the text."""
    passages = base.first_passages(top, filters)
    known = base.documents_named({each.document for each in passages})
    documents = [known[each.document] for each in passages]
    return [
        Hit(rank, 0.0, passage, each.title, kind=each.kind, issuer=each.issuer, date=each.dated)
        for rank, (passage, each) in enumerate(zip(passages, documents, strict=True), 1)
    ]


def _parts(base: KnowledgeBase, found: Findings, hits: Sequence[Hit]) -> Iterator[Part]:
    """Answer, papers and passages, each under the heading that the page gives it."""
    answer, papers = found.answer, found.papers
    near = answer.outcome is AnswerOutcome.NEAR
    if papers is not None and papers.answers:
        yield _papers(papers)
    elif not near:
        yield _answer(base, found.result)
    if papers is not None and not papers.answers:
        yield _papers(papers)
    if hits and near and not (papers and papers.answers):
        yield _listed(base, hits, asking.near(found.result, _WORDS), _WORDS.near)
    elif hits:
        yield _listed(base, hits, "")


def _answer(base: KnowledgeBase, found: SearchResult) -> Part:
    """The sentences that answer; or that there are none, and what was looked for."""
    heading = asking.outcome(found.answer, _WORDS)
    if found.answer.found:
        grouped = by_passage(found.answer.sentences)
        return Part(
            heading,
            quoted=tuple(Quoted(quote(base, id_, *(each.text for each in sentences))) for id_, sentences in grouped),
        )
    looked_for = () if found.sought is None else asking.sought(found.sought, _WORDS, base.titles())
    nothing = _WORDS.not_found_more if found.hits else f"{_WORDS.nothing} {_WORDS.nothing_next}"
    return Part(heading, (nothing, *(f"{label}: {text}" for label, text in looked_for)))


def _papers(found: PapersFound) -> Part:
    words = papers_texts.NL
    said = (papers_texts.lead(found, words), *papers_texts.notes(found, words))
    return Part(words.heading, said, papers=found.rows)


def _listed(base: KnowledgeBase, hits: Iterable[Hit], lead: str, heading: str = _WORDS.found) -> Part:
    """Passages as quotations, each under the title of its section."""
    listed = list(hits)
    known = base.documents_named({hit.document for hit in listed})
    return Part(
        heading,
        (lead,) if lead else (),
        tuple(
            Quoted(
                quote_passage(hit.passage, known[hit.document]),
                (hit.section_path or (hit.title,))[-1],
                " · ".join(part for part in (texts.short(hit.title), _page(hit), origin(hit, NL)) if part),
            )
            for hit in listed
        ),
    )


def _page(hit: Hit) -> str:
    return "" if hit.page is None else _WORDS.page.format(page=hit.page)
