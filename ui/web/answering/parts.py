"""The parts of the page: what a tab shows at an address, or why it cannot be shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from search.errors import SearchError
from ui.limits import words as limits
from ui.texts.failures import Failure, why
from ui.web.address import DOCUMENTS, MOTIES, OVERVIEW, READ, SEARCH, Address
from ui.web.answering.workers import BrokenError
from ui.web.documents import tab as documents
from ui.web.pages import overview, reading, search
from ui.web.pages.ledger import moties
from ui.web.rendering import fragment
from ui.web.titles import title

if TYPE_CHECKING:
    from collections.abc import Callable

    from search import KnowledgeBase
    from ui.limits.turns import Turns
    from ui.web.answering.workers import Workers

# Each tab's module: knowledge base and address -> the HTML of the tab.
VIEWS: dict[str, Callable[[KnowledgeBase, Address], str]] = {
    SEARCH: search.render,
    READ: reading.render,
    MOTIES: moties.render,
    OVERVIEW: overview.render,
    DOCUMENTS: documents.render,
}
# Those that workers make; the others show what the process that serves has derived already, such as the ledger.
_IN_WORKERS = frozenset({SEARCH, READ})


@dataclass(frozen=True, slots=True)
class Part:
    """``status``: of HTTP; ``title``: what the browser calls the page, "" where the part could not be made."""

    status: int
    html: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Makes parts: in a worker process where there are any, else in a thread when it is its turn."""

    base: KnowledgeBase
    turns: Turns
    workers: Workers | None = None

    async def make(self, address: Address, question: str) -> Part:
        """Return what an address shows. ``question``: as it was sent; the address cuts off what is too long."""
        if self.workers is not None and address.tab in _IN_WORKERS:
            with suppress(BrokenError):
                return await self.workers.run(part, address, question)
        return await self.turns.run(partial(part, self.base, address, question))


def part(base: KnowledgeBase, address: Address, question: str) -> Part:
    """Render what an address shows. ``question``: as it was sent.

    Each of both is of one generation: a document that is listed is also found, whoever removes it.
    """
    try:
        limits.question(question.strip())
        html = base.in_one_generation(lambda: VIEWS[address.tab](base, address))
        return Part(200, html, base.in_one_generation(lambda: title(base, address)))
    except Failure as error:
        return Part(400, fragment("common.html", "notice", why(error), "nl"))
    except SearchError as error:
        return Part(500, fragment("common.html", "notice", why(error), "nl"))
