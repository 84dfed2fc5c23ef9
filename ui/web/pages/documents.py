"""The tab Documenten: what is there, removing it, adding more, and whether the index is sound."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from ingest.formats.registry import READERS
from ui import texts
from ui.texts.documents import words
from ui.web.address import DOCUMENTS, READ, to
from ui.web.pages.markup import notice
from ui.web.pages.tables import table

if TYPE_CHECKING:
    from search import KnowledgeBase
    from search.backend.sqlite.store import StoredDocument
    from ui.texts.documents import Words
    from ui.web.address import Address

_FOR_SCRIPT = ("sending", "not_sent", "removed", "not_removed", "try_again", "secret_of")


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows; with ``controle`` in the address the index is checked, which takes a moment."""
    told = words(address.language)
    known = base.documents()
    listed = table(told.columns, [_row(each, told) for each in known]) if known else notice(told.empty)
    status = _status(base, told, known, check=bool(address.get("controle")))
    return f"<h2>{told.title}</h2>{listed}{_adding(told)}{status}{_dialog(told)}"


def _row(document: StoredDocument, told: Words) -> tuple[str, ...]:
    title = escape(document.title)
    short = escape(texts.short(document.title))
    link = f'<a href="{escape(to(READ, document=document.id))}" title="{told.read.format(title=title)}">{title}</a>'
    remove = (
        f'<button type="button" class="vp-button" data-remove="{escape(document.id)}" data-title="{title}" '
        f'aria-label="{told.remove_about.format(title=short)}">{told.remove}</button>'
    )
    numbers = (str(document.year or ""), str(document.passages), str(document.citations))
    return (link, escape(document.publisher), *numbers, remove)


def _adding(told: Words) -> str:
    """The field for files and the list of those that were given; texts for the script stand in data-words."""
    kinds = ", ".join(sorted({suffix.lstrip(".") for suffix in READERS}))
    extra = {name: getattr(told, name) for name in _FOR_SCRIPT}
    for_script = json.dumps({**told.states, **extra}, ensure_ascii=False)
    return (
        f'<section class="vp-figure"><h3 id="toevoegen">{told.add}</h3>'
        f'<div class="vp-drop" data-drop><label class="vp-button" for="bestanden">{told.choose}</label>'
        f'<input type="file" id="bestanden" class="vp-unseen" multiple accept="{",".join(sorted(READERS))}">'
        f'<span class="vp-quiet">{told.drop}</span></div><p class="vp-quiet">{told.kinds.format(kinds=kinds)}</p>'
        f'<ol class="vp-jobs" data-keep="bestanden" data-words="{escape(for_script)}" aria-label="{told.queue}"></ol>'
        "</section>"
    )


def _status(base: KnowledgeBase, told: Words, known: list[StoredDocument], *, check: bool) -> str:
    counts = {
        "documents": texts.count(len(known), *told.documents),
        "passages": texts.count(sum(each.passages for each in known), *told.passages),
    }
    problems = [texts.problem(each) for each in base.verify()] if check else []
    if problems:
        listed = "".join(f'<li lang="nl">{escape(problem)}</li>' for problem in problems)
        shown = f"<p>{told.bad}</p><ul>{listed}</ul>"
    else:
        sentence = (told.good if check else told.status).format(**counts)
        spoken = f' data-status="{escape(sentence)}"' if check else ""
        shown = f"<p{spoken}>{sentence} {escape(told.model.format(model=base.encoder.name))}</p>"
    link = f'<p><a href="{escape(to(DOCUMENTS, controle="ja"))}">{told.check}</a></p>'
    return f'<section class="vp-figure"><h3>{told.index}</h3><div class="vp-notice">{shown}</div>{link}</section>'


def _dialog(told: Words) -> str:
    return (
        f'<dialog class="vp-dialog" aria-labelledby="verwijder-titel"><h3 id="verwijder-titel">{told.remove_title}</h3>'
        f'<p data-sure="{escape(told.remove_sure)}"></p><p class="vp-quiet">{told.remove_upload}</p>'
        f'<p class="vp-line"><button type="button" class="vp-button" data-cancel>{told.cancel}</button>'
        f'<button type="button" class="vp-button vp-danger" data-confirm>{told.remove}</button></p>'
        '<p class="vp-doubt" role="alert" data-problem></p></dialog>'
    )
