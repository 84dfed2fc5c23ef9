"""The tab Zoeken: a question, the answer first, then the passages, and the filters beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.model import Filters, Hit
from ui import texts
from ui.texts import asking
from ui.texts.kept import page as kept_texts
from ui.texts.page import ENGLISH
from ui.web import rendering
from ui.web.address import DOCUMENTS, FILTERS, SEARCH, Address, Link, to
from ui.web.pages.cards import MOST, TOP, Answer, Card, answer, card
from ui.web.pages.facets import Filtering, facets
from ui.web.pages.kept import Button, Fresh, after, button, fresh, rows
from ui.web.pages.papers import Papers, papers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.model import Passage
    from search import KnowledgeBase
    from search.backend.model import StoredDocument

STEP = 10  # passages added at a time


@dataclass(frozen=True, slots=True)
class Results:
    """What a question or filters found.

    ``status``: for who listens; ``asked``: question and filters in words, to be sent; ``papers``: those that the
    question asks for; ``nothing``: in the place of the answer, where only filters were given and nothing is left;
    ``heading``, ``lead``, ``order``: of the cards; ``word``: all of it as a file for Word, or ""; ``more``: the address
    with more of them, or "". ``chosen``: the filters that hold; ``everywhere``: the address without any. ``keeping``:
    what keeps the question; ``fresh``: above them where only what is new is shown, without ``facets``, which would
    count what is not.
    """

    status: str
    asked: str
    answer: Answer | None
    papers: Papers | None
    nothing: str
    heading: str
    lead: str
    order: str
    cards: tuple[Card, ...]
    word: str
    more: str
    facets: Filtering | None
    chosen: tuple[Link, ...]
    everywhere: str
    keeping: Button | None = None
    fresh: Fresh | None = None


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows."""
    words = asking.words(address.language)
    documents = base.count_documents()
    if not documents:
        return rendering.fragment("common.html", "empty", words, to(DOCUMENTS))
    asked = address.get("vraag") or address.filters() != Filters()
    return rendering.render(
        "search.html",
        words=words,
        question=address.get("vraag"),
        filters=[(name, address.get(name)) for name in FILTERS if address.get(name)],
        results=_results(base, address, words) if asked else None,
        keeping=kept_texts.words(address.language),
        kept=[] if asked else rows(base, address.language),
        examples=[Link(example, to(SEARCH, vraag=example)) for example in asking.EXAMPLES],
        searched=words.searched.format(
            documents=texts.count(documents, *words.documents),
            passages=texts.count(base.count_passages(), *words.passages),
        ),
    )


def _results(base: KnowledgeBase, address: Address, words: asking.Words) -> Results:
    question, filters = address.get("vraag"), address.filters()
    titles = base.titles([address.get("document")])
    held = chosen(address, titles)
    generation = after(address)
    if generation is not None:
        return _new(base, address, words, held, generation)
    top = wanted(address)
    answered, asked_for, nothing, heading, lead = None, None, "", words.found, ""
    if not question:
        counted = base.facets(filters)
        passages, count = base.first_passages(top, filters), base.count_passages(filters)
        suggested = base.suggested_sdgs(among=[each.id for each in passages])
        known = base.documents_named({each.document for each in passages})
        hits = [
            _hit(rank, each, known[each.document], suggested.get(each.id, ())) for rank, each in enumerate(passages, 1)
        ]
        status = order = words.in_order.format(passages=texts.count(count, *words.passages))
        nothing = "" if hits else f"{words.nothing} {words.nothing_next}"
        cards = tuple(card(hit, (), (), address, words) for hit in hits)
        more = count > top < MOST
    else:
        found = base.ask(question, filters, top=top)
        counted = found.facets
        quoted: dict[str, list[str]] = {}
        for sentence in found.answer.sentences:
            quoted.setdefault(sentence.passage, []).append(sentence.text)
        asked_for = None if found.papers is None else papers(found.papers, address)
        order = words.best_first
        if asked_for is not None and asked_for.answers:
            status = f"{asked_for.heading}, {order}"
        else:
            titles |= base.titles({sentence.document for sentence in found.answer.sentences})
            answered = answer(found.result, titles, address, words)
            status = f"{asking.outcome(found.answer, words)}, {order}"
            if answered is None:
                heading, lead = words.near, asking.near(found.result, words)
        cards = tuple(card(hit, found.terms, quoted.get(hit.passage.id, ()), address, words) for hit in found.hits)
        more = len(found.hits) == top < MOST
    return Results(
        status=f"{status}, {within(held, words)}" if held else status,
        asked=_in_words(question, held, words),
        answer=answered,
        papers=asked_for,
        nothing=nothing,
        heading=heading,
        lead=lead,
        order=order,
        cards=cards,
        word=_word(address),
        more=address.link(aantal=top + STEP) if more else "",
        facets=facets(counted, address, words),
        chosen=tuple(held),
        everywhere=address.link(**dict.fromkeys((*FILTERS, "aantal"))),
        keeping=button(base, address),
    )


def _new(base: KnowledgeBase, address: Address, words: asking.Words, held: Sequence[Link], generation: int) -> Results:
    """Return what came after a generation that the question finds."""
    question, filters = address.get("vraag"), address.filters()
    top = wanted(address)
    news = base.questions.news(question, filters, generation)
    found = base.ask(question, filters, base.questions.came(generation), top=1, facet_depth=None)  # for its terms
    above = fresh(base, address, news)
    return Results(
        status=f"{above.heading}, {above.found}",
        asked=_in_words(question, held, words),
        answer=None,
        papers=None,
        nothing="",
        heading=words.found,
        lead="",
        order=words.best_first,
        cards=tuple(card(each.hit, found.terms, (), address, words) for each in news.passages[:top]),
        word="",  # it would hold what is not new as well
        more=address.link(aantal=top + STEP) if len(news.passages) > top < MOST else "",
        facets=None,
        chosen=tuple(held),
        everywhere=address.link(**dict.fromkeys((*FILTERS, "aantal"))),
        keeping=button(base, address),
        fresh=above,
    )


def wanted(address: Address) -> int:
    """Return how many passages are shown."""
    return min(address.number("aantal") or TOP, MOST)


def _word(address: Address) -> str:
    """Where the same is saved as a file for Word."""
    kept = ("vraag", "aantal", *FILTERS)
    root = "../" if address.language == ENGLISH else ""
    return f"{root}export/vraag.docx{to(SEARCH, **{name: address.get(name) for name in kept})}"


def _hit(rank: int, passage: Passage, known: StoredDocument, suggested: tuple[int, ...]) -> Hit:
    """A passage that was not looked for by a question."""
    return Hit(rank, 0.0, passage, known.title, None, suggested, known.kind, known.issuer, known.dated)


def chosen(address: Address, titles: Mapping[str, str]) -> list[Link]:
    """Return the filters that hold, each with the address without it. ``titles``: of documents, by id."""
    words, held = asking.words(address.language), address.filters()
    return [
        Link(asking.filter_label(field, value, words, titles), address.link(**{name: None, "aantal": None}))
        for name, field in FILTERS.items()
        if (value := getattr(held, field)) is not None
    ]


def within(held: Sequence[Link], words: asking.Words) -> str:
    """Return what was searched in, in words."""
    return f"{words.within.lower()} {', '.join(each.label for each in held)}"


def _in_words(question: str, held: Sequence[Link], words: asking.Words) -> str:
    """What was asked, for who is sent what was found."""
    where = within(held, words) if held else ""
    if not question:
        return where[:1].upper() + where[1:]
    return words.asked_one.format(question=question) + (f" ({where})" if where else "")
