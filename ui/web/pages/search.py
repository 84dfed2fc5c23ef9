"""The tab Zoeken: a question, the answer first, then the passages, and the filters beside them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.model import Filters, Hit
from ui import texts
from ui.texts.asking import EXAMPLES, words
from ui.web.address import DOCUMENTS, FILTERS, Address, to
from ui.web.pages.cards import MOST, TOP, answer, card
from ui.web.pages.facets import facets
from ui.web.pages.markup import notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Passage
    from search import KnowledgeBase
    from search.backend.sqlite.store import StoredDocument
    from ui.texts.asking import Words

STEP = 10  # passages added at a time


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows."""
    said = words(address.language)
    documents = base.documents()
    if not documents:
        return _empty(said)
    question = address.get("vraag")
    form = _form(address, said)
    if question or address.filters() != Filters():
        return f'{form}<div class="vp-columns">{_results(base, address, documents, said)}</div>'
    return form + _start(documents, said)


def _empty(said: Words) -> str:
    return (
        f'<div class="vp-first"><h2>{said.empty}</h2>'
        f'<p><a class="vp-button vp-primary" href="{escape(to(DOCUMENTS))}">{said.empty_next}</a></p></div>'
    )


def _form(address: Address, said: Words) -> str:
    """The field. Filters stay when another question is asked: they are in the form as well."""
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(address.get(name))}">'
        for name in FILTERS
        if address.get(name)
    )
    return (
        f'<form class="vp-ask" role="search" data-address data-keep="vraag" action="./">'
        f'<label for="vraag">{said.query}</label><div class="vp-bar">'
        f'<input id="vraag" name="vraag" type="search" value="{escape(address.get("vraag"))}"'
        f' placeholder="{escape(said.placeholder)}" autocomplete="off" spellcheck="true" maxlength="1000" lang="nl">'
        f'<button type="submit" class="vp-button vp-primary">{said.search}</button></div>'
        f"<div data-filters>{kept}</div></form>"
    )


def _start(documents: Sequence[StoredDocument], said: Words) -> str:
    examples = "".join(
        f'<li><a class="vp-example" lang="nl" href="{escape(to("zoeken", vraag=example))}">{escape(example)}</a></li>'
        for example in EXAMPLES
    )
    held = said.held.format(
        documents=texts.count(len(documents), *said.documents),
        passages=texts.count(sum(each.passages for each in documents), *said.passages),
    )
    return (
        f'<div class="vp-start"><p class="vp-lead">{said.start}</p>'
        f'<div class="vp-starters"><section><h2>{said.examples}</h2><ul>{examples}</ul></section>'
        f'<section class="vp-asked" data-asked hidden><h2>{said.asked}</h2><ul></ul>'
        f'<p class="vp-small">{said.asked_note} <button type="button" class="vp-quiet-button" data-forget>{said.forget}'
        f"</button></p></section></div>"
        f'<p class="vp-small">{held}</p></div>'
    )


def _results(base: KnowledgeBase, address: Address, documents: Sequence[StoredDocument], said: Words) -> str:
    question, filters = address.get("vraag"), address.filters()
    titles = {document.id: document.title for document in documents}
    wanted = min(address.number("aantal") or TOP, MOST)
    side = facets(base.facets(filters, question), address, said)
    if not question:
        passages = base.passages(filters)
        hits = [as_hit(each, rank, titles) for rank, each in enumerate(passages[:wanted], 1)]
        told = said.in_order.format(passages=texts.count(len(passages), *said.passages))
        status = told
        head = "" if hits else notice(f"{said.nothing} {said.nothing_next}")
        cards = "".join(card(hit, (), (), address, said) for hit in hits)
        more = len(passages) > wanted < MOST
    else:
        found = base.search(question, top=wanted, filters=filters)
        looked_for = base.looked_for(question)
        quoted: dict[str, list[str]] = {}
        for sentence in found.answer.sentences:
            quoted.setdefault(sentence.passage, []).append(sentence.text)
        head = answer(found, titles, address, said)
        told = said.best_first
        status = (said.answer if found.answer.found else said.not_found) + f", {told}"
        cards = "".join(card(hit, looked_for, quoted.get(hit.passage, ()), address, said) for hit in found.hits)
        more = len(found.hits) == wanted < MOST
    href = escape(address.link(aantal=wanted + STEP))
    longer = f'<p class="vp-longer"><a class="vp-button" href="{href}">{said.more}</a></p>' if more else ""
    body = (
        f'<div class="vp-list-head"><h2>{said.found} <span class="vp-small">{told}</span></h2>{_tools(said)}</div>'
        f'{_chosen(address, base, said)}<ol class="vp-hits">{cards}</ol>{longer}'
        if cards
        else _chosen(address, base, said)
    )
    # In this order on a narrow screen, and for who steers by keyboard or listens: the answer comes before the filters.
    return f'<div class="vp-told" data-status="{escape(status)}">{head}</div>{side}<div class="vp-results">{body}</div>'


def as_hit(passage: Passage, rank: int, titles: dict[str, str]) -> Hit:
    """A passage that was not searched for but is shown like one."""
    return Hit(
        rank, 0.0, passage.id, passage.document, titles[passage.document], passage.page, passage.chapter,
        passage.section, passage.section_path, passage.sdgs, passage.text, passage.footnotes, passage.citations,
        start=passage.start,
    )  # fmt: skip


def _tools(said: Words) -> str:
    return (
        '<p class="vp-tools">'
        f'<button type="button" class="vp-quiet-button" data-copy-link data-done="{said.copied}"'
        f' data-failed="{said.copy_failed}">{said.link}</button>'
        f'<button type="button" class="vp-quiet-button" data-print>{said.printing}</button></p>'
    )


def _chosen(address: Address, base: KnowledgeBase, said: Words) -> str:
    """The filters that hold, above the passages: seen without opening anything, and printed."""
    titles = {document.id: texts.short(document.title) for document in base.documents()}
    items = []
    for name, title in zip(FILTERS, said.facets, strict=True):
        value = address.get(name)
        if value:
            shown = f"{title}: {titles.get(value, value)}"
            href = escape(address.link(**{name: None, "aantal": None}))
            told = escape(said.remove.format(value=shown))
            items.append(
                f'<li><a href="{href}" aria-label="{told}">{escape(shown)} <span aria-hidden="true">×</span></a></li>'
            )
    return f'<ul class="vp-active" aria-label="{said.filters}">{"".join(items)}</ul>' if items else ""
