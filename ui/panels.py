"""What stands in each tab of the page, asked of the knowledge base at the moment it is shown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from search.conflicts import ConflictKind
from search.errors import SearchError
from search.export import export, formats_of
from ui import render, texts
from ui.failures import why
from ui.notes import Doubt, doubt

if TYPE_CHECKING:
    from search import Filters, KnowledgeBase
    from search.conflicts import Conflict
    from search.ledger import PaperRow, Place

Choices = list[tuple[str, str]]  # what is shown, what is sent

# Extension of a download -> its format, what the button says and what the browser is told.
_DOWNLOADS = {
    "csv": ("csv", "CSV", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "JSON", "application/json"),
    "ris": ("ris", "RIS", "application/x-research-info-systems"),
    "bib": ("bibtex", "BibTeX", "application/x-bibtex"),
    "csl.json": ("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


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
    try:
        found = base.search(question, filters=filters)
    except SearchError as error:
        return render.notice(why(error))
    return render.result(found, filters, {document.id: document.title for document in base.documents()})


def document_choices(base: KnowledgeBase) -> Choices:
    """The documents a search can be held to."""
    return [(document.title, document.id) for document in base.documents()]


def chapter_choices(base: KnowledgeBase, document: str | None) -> Choices:
    """The chapters of one document, or of all; a title that two documents share is offered once."""
    return [(title, title) for title in dict.fromkeys(base.chapters(document))]


def sdg_choices() -> Choices:
    """All SDGs, by number and name."""
    return [(f"{number} {name}", str(number)) for number, name in texts.SDG_NAMES.items()]


def motie_choices(base: KnowledgeBase) -> Choices:
    """The moties that have a number, by submitter and subject."""
    rows = (row for row in base.ledger().moties if row.id or row.likely_id)
    return sorted((f"{_people(row)} {row.titles[0] if row.titles else ''}".strip(), row.key) for row in rows)


def _people(row: PaperRow) -> str:
    return " ".join(part for part in (texts.listing(row.submitters), "c.s." if row.cosigned else "") if part)


def exports() -> str:
    """Links to the downloads; plain links, so that they work in any browser and can be copied."""
    items = "".join(
        f"<li>{label}{''.join(_button(what, label, extension) for extension in _extensions(what))}</li>"
        for what, label in texts.EXPORT_WHAT.items()
    )
    return f'<nav class="vp vp-export" aria-label="{texts.EXPORT_LABEL}"><ul>{items}</ul></nav>'


def _extensions(what: str) -> list[str]:
    return [extension for extension, (form, _, _) in _DOWNLOADS.items() if form in formats_of(what)]


def _button(what: str, label: str, extension: str) -> str:
    shown = _DOWNLOADS[extension][1]
    address = f"/export/{what}.{extension}"
    return f' <a class="vp-button" href="{address}" download aria-label="{label} {shown}">{shown}</a>'


def download(base: KnowledgeBase, name: str) -> Response:
    """The file behind a download link, such as moties.csv."""
    what, _, extension = name.partition(".")
    if what not in texts.EXPORT_WHAT or extension not in _extensions(what):
        return PlainTextResponse(texts.NO_EXPORT, status_code=404)
    form, _, media = _DOWNLOADS[extension]
    return Response(
        export(base, what, form),
        media_type=media,
        headers={"content-disposition": f'attachment; filename="vindplaats-{name}"'},
    )


def moties(base: KnowledgeBase) -> str:
    """Every motie with the places that cite it."""
    rows = base.ledger().moties
    if not rows:
        return render.notice(texts.MOTIES_NONE)
    cells = [
        (
            escape(_people(row)),
            _subject(row),
            render.bullets(_place(place) for place in row.places),
            _paper(row),
        )
        for row in rows
    ]
    intro = f'<p class="vp-notice">{texts.MOTIES_INTRO.format(moties=texts.count(len(rows), *texts.MOTIES_COUNT))}</p>'
    return f'<div class="vp">{intro}{render.table(texts.MOTIE_COLUMNS, cells)}</div>'


def _subject(row: PaperRow) -> str:
    """The titles it is given, and what contradicts what."""
    titles = "<br>".join(escape(title) for title in row.titles)
    return titles + "".join(render.doubtful(Doubt(_contradiction(row, each), "")) for each in row.conflicts)


def _contradiction(row: PaperRow, conflict: Conflict) -> str:
    if conflict.kind is ConflictKind.TITLES:
        return texts.CONFLICT_TITLES
    return texts.CONFLICT_NUMBERS.format(numbers=texts.listing([key for key in conflict.values if key != row.key]))


def _place(place: Place) -> str:
    parts = [texts.short(place.title), place.section or place.chapter]
    parts += [] if place.page is None else [texts.PAGE.format(page=place.page)]
    parts += [] if place.footnote is None else [texts.NOTE_NUMBER.format(number=place.footnote).lower()]
    return escape(", ".join(part for part in parts if part))


def _paper(row: PaperRow) -> str:
    link = render.outside(row.url, row.likely_id or row.id or texts.NO_PAPER)
    return f"{link}{render.doubtful(doubt(row.id, row.likely_id, row.verdict, row.reason))}"


def documents(base: KnowledgeBase) -> str:
    """The documents and whether the index over them is sound."""
    known = list(base.documents())
    if not known:
        return render.notice(texts.EMPTY_KB)
    problems = [texts.problem(each) for each in base.verify()]
    rows = [(escape(each.title), escape(each.publisher), str(each.year or ""), str(each.passages)) for each in known]
    if problems:
        status = f"{texts.STATUS_BAD}<ul>{''.join(f'<li>{escape(problem)}</li>' for problem in problems)}</ul>"
    else:
        status = texts.STATUS_GOOD.format(
            documents=texts.count(len(known), *texts.DOCUMENTS_COUNT),
            passages=texts.count(sum(each.passages for each in known), *texts.PASSAGES_COUNT),
        )
    return f'<div class="vp">{render.table(texts.DOCUMENT_COLUMNS, rows)}<div class="vp-notice">{status}</div></div>'
