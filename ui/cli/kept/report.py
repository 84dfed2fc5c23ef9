"""What is new to kept questions, as text for the terminal and for mail, and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ui import texts as common
from ui.cli.terminal import place, wrapped
from ui.texts import asking, naming
from ui.texts.kept import commands as texts
from ui.texts.kept.page import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search import KnowledgeBase
    from search.backend.model import KeptQuestion
    from search.questions.keeping import News


def report_text(base: KnowledgeBase, found: Sequence[tuple[KeptQuestion, News]], start: str | None) -> str:
    """Return a report: of each question with news its passages, by the sentence that fits best.

    ``start``: since when, ISO 8601 in UTC; None: since it was last reported.
    """
    lines = "\n".join(_lines(base, found, start)).rstrip()
    return lines or (texts.NO_NEWS if found else texts.NONE)


def report_json(found: Sequence[tuple[KeptQuestion, News]]) -> str:
    """Return a report as one line of JSON: an object for each question."""
    return json.dumps([_record(kept, news) for kept, news in found], ensure_ascii=False)


def _lines(base: KnowledgeBase, found: Sequence[tuple[KeptQuestion, News]], start: str | None) -> Iterator[str]:
    for kept, news in found:
        if not news.passages:
            continue
        filters = filters_in_words(base, kept)
        yield kept.question + (texts.WITHIN.format(filters=filters) if filters else "")
        yield _counted(news, naming.NL.date(day(start or kept.reported.time)))
        for each in news.passages:
            hit = each.hit
            where = " · ".join(part for part in (hit.title, naming.origin(hit), place(hit)) if part)
            yield ""
            yield from wrapped(f"{where} [{hit.passage.id}]")
            sentence = hit.text if hit.best_sentence is None else hit.text[slice(*hit.best_sentence)]
            yield from wrapped(f"“{' '.join(sentence.split())}”")
        yield ""


def _counted(news: News, date: str) -> str:
    """How many passages are new, of how many documents."""
    from search.questions.keeping import MOST  # heavy: help must come at once

    passages = common.count(len(news.passages), *common.PASSAGES_COUNT)
    if len(news.passages) >= MOST:
        passages = texts.AT_LEAST.format(passages=passages)
    documents = common.count(len({each.hit.document for each in news.passages}), *common.DOCUMENTS_COUNT)
    return texts.FOUND.format(passages=passages, documents=documents, date=date)


def filters_in_words(base: KnowledgeBase, kept: KeptQuestion) -> str:
    """The filters of a question, "" for none."""
    given = [(name, getattr(kept.filters, name)) for name in asking.NL.facets]
    titles = base.titles([kept.filters.document]) if kept.filters.document else {}
    return ", ".join(asking.filter_label(name, value, asking.NL, titles) for name, value in given if value is not None)


def _record(kept: KeptQuestion, news: News) -> dict[str, Any]:
    """Return what is new to a question as programs get it; the passages as `vindplaats search` prints them."""
    filters = {name: getattr(kept.filters, name) for name in asking.NL.facets}
    return {
        "id": kept.id,
        "query": kept.question,
        "filters": {name: value for name, value in filters.items() if value is not None},
        "reported": kept.reported.time,
        "documents": len({each.hit.document for each in news.passages}),
        "results": [{**each.hit.to_json(), "added": each.came.time} for each in news.passages],
    }
