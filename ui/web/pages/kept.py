"""What the tab Zoeken shows of kept questions: the button, the list on its first page, and what is new to one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from search.questions.keeping import MOST, identity
from ui import texts
from ui.access.people import asking as person
from ui.texts import asking
from ui.texts.kept import page as kept_texts
from ui.texts.page import ENGLISH
from ui.web.address import FILTERS, SEARCH, to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search import KnowledgeBase
    from search.backend.model import KeptQuestion
    from search.model import Filters
    from search.questions.keeping import News
    from ui.web.address import Address

_NAMES = {field: name for name, field in FILTERS.items()}  # field of Filters -> name in the address
_LONGEST = 12  # digits of a generation


@dataclass(frozen=True, slots=True)
class Button:
    """What keeps the question that is asked, or forgets it. ``address``: what is to be kept, as a query string."""

    id: str
    kept: bool
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A kept question in the list. ``within``: its filters in words; ``new``: how many passages are, "" for none.

    ``ask``, ``fresh``, ``feed``: the addresses where it is asked, where only what is new is shown, and of its feed.
    """

    id: str
    question: str
    within: str
    new: str
    ask: str
    fresh: str
    feed: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is said above what is new. ``everything``: the address of all that the question finds.

    ``id``: of the kept question that is looked at, "" where nothing is to be noted; ``upto``: the generation it shows.
    """

    heading: str
    found: str
    everything: str
    id: str
    upto: int


def button(base: KnowledgeBase, address: Address) -> Button | None:
    """Return what keeps a question; None where none is asked, and for who may change nothing."""
    question, filters = address.get("vraag"), address.filters()
    if not question or not person.get().may_change:
        return None
    id_ = identity(question, filters)
    return Button(id_, base.questions.find(id_) is not None, address_of(question, filters))


def rows(base: KnowledgeBase, language: str) -> list[Row]:
    """Return the kept questions, each with what is new to it; none for who may change nothing: they are not theirs."""
    if not person.get().may_change:
        return []
    found = base.questions.kept()
    titles = base.titles([each.filters.document for each in found if each.filters.document])
    return [_row(base, each, language, titles) for each in found]


def _row(base: KnowledgeBase, kept: KeptQuestion, language: str, titles: Mapping[str, str]) -> Row:
    words = kept_texts.words(language)
    new = len(base.questions.news(kept.question, kept.filters, kept.looked.generation).passages)
    root = "../" if language == ENGLISH else ""
    return Row(
        kept.id,
        kept.question,
        _within(kept.filters, language, titles),
        "" if not new else words.new.format(count=f"{new}+" if new >= MOST else new),
        address_of(kept.question, kept.filters),
        address_of(kept.question, kept.filters, nieuw=kept.looked.generation, sinds=kept_texts.day(kept.looked.time)),
        f"{root}vragen/{kept.id}.atom",
    )


def after(address: Address) -> int | None:
    """Return the generation after which an address asks for what came; None where it asks for everything."""
    value = address.get("nieuw") if address.get("vraag") else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _LONGEST else None


def fresh(base: KnowledgeBase, address: Address, news: News) -> Fresh:
    """Return what is said above what is new."""
    words = kept_texts.words(address.language)
    id_ = identity(address.get("vraag"), address.filters())
    noted = person.get().may_change and base.questions.find(id_) is not None
    date = words.naming.date(address.get("sinds")) if _is_date(address.get("sinds")) else ""
    sources = len({each.hit.document for each in news.passages})
    counted = words.found.format(
        passages=texts.count(len(news.passages), *words.passages), documents=texts.count(sources, *words.documents)
    )
    return Fresh(
        heading=words.since.format(date=date) if date else words.since_before,
        found=counted if news.passages else words.none,
        everything=address.link(nieuw=None, sinds=None, aantal=None),
        id=id_ if noted else "",
        upto=news.upto,
    )


def _is_date(text: str) -> bool:
    """Whether a text is a day as ``day`` gives it; an address may hold anything."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def address_of(question: str, filters: Filters, **more: object) -> str:
    """Return the address where a question with its filters is asked."""
    given = {_NAMES[each.name]: getattr(filters, each.name) for each in fields(filters)}
    return to(SEARCH, vraag=question, **given, **more)


def _within(filters: Filters, language: str, titles: Mapping[str, str]) -> str:
    """The filters of a question in words, "" for none."""
    words = asking.words(language)
    given = [(name, getattr(filters, name)) for name in FILTERS.values()]
    return ", ".join(asking.filter_label(name, value, words, titles) for name, value in given if value is not None)
