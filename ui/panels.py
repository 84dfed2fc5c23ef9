"""What stands in each tab of the page, asked of the knowledge base at the moment it is shown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from ui import render, texts
from ui.notes import refer

if TYPE_CHECKING:
    from search import Filters, KnowledgeBase

Choices = list[tuple[str, str]]  # what is shown, what is sent

_MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def header() -> str:
    """The name of the page."""
    return f'<header class="vp vp-top"><h1>{texts.NAME}</h1><p>{texts.SUBTITLE}</p></header>'


def footer() -> str:
    """What a reader may count on."""
    return f'<footer class="vp vp-foot">{texts.FOOTER}</footer>'


def start(base: KnowledgeBase) -> str:
    """What stands where the results will come."""
    return render.notice(texts.START if base.documents() else texts.EMPTY_KB)


def answer(base: KnowledgeBase, question: str, filters: Filters) -> str:
    """The answer to a question, as HTML; an invitation where nothing is asked."""
    if not question.strip():
        return start(base)
    found = base.search(question, filters=filters)
    return render.result(found, filters, {document.id: document.title for document in base.documents()})


def choices(base: KnowledgeBase) -> tuple[Choices, Choices, Choices, Choices]:
    """What the filters offer: documents, chapters, SDGs and moties."""
    raise NotImplementedError


def exports() -> str:
    """Links to the downloads; plain links, so that they work in any browser and can be copied."""
    items = "".join(
        f"<li>{label}"
        + "".join(
            f' <a class="vp-button" href="/export/{what}.{form}" download aria-label="{label} {form.upper()}">{form.upper()}</a>'
            for form in _MEDIA
        )
        + "</li>"
        for what, label in texts.EXPORT_WHAT.items()
    )
    return f'<nav class="vp vp-export" aria-label="{texts.EXPORT_LABEL}"><ul>{items}</ul></nav>'


def download(base: KnowledgeBase, name: str) -> Response:
    """The file behind a download link, such as moties.csv."""
    from search.export import export

    what, _, form = name.partition(".")
    if what not in texts.EXPORT_WHAT or form not in _MEDIA:
        return PlainTextResponse(texts.NO_EXPORT, status_code=404)
    return Response(
        export(base, what, form),
        media_type=_MEDIA[form],
        headers={"content-disposition": f'attachment; filename="vindplaats-{name}"'},
    )


def moties(base: KnowledgeBase) -> str:
    """Every motie with the places that cite it."""
    raise NotImplementedError


def documents(base: KnowledgeBase) -> str:
    """The documents and whether the index over them is sound."""
    known = list(base.documents())
    if not known:
        return render.notice(texts.EMPTY_KB)
    problems = list(base.verify())
    rows = [(escape(each.title), escape(each.publisher), str(each.year or ""), str(each.passages)) for each in known]
    if problems:
        status = f"{texts.STATUS_BAD}<ul>{''.join(f'<li>{escape(str(problem))}</li>' for problem in problems)}</ul>"
    else:
        status = texts.STATUS_GOOD.format(
            documents=texts.count(len(known), *texts.DOCUMENTS_COUNT),
            passages=texts.count(sum(each.passages for each in known), *texts.PASSAGES_COUNT),
        )
    return f'<div class="vp">{render.table(texts.DOCUMENT_COLUMNS, rows)}<div class="vp-notice">{status}</div></div>'
