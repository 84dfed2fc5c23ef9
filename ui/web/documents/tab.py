"""The tab Documenten: adding, what is there, correcting and removing it, and whether the index is sound."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from ingest.formats.registry import READERS
from ui import texts
from ui.access.people import asking
from ui.texts import documents as documents_texts
from ui.texts import serving
from ui.web import rendering
from ui.web.address import READ, to
from ui.web.documents import correcting
from ui.web.pages.listing import listed

if TYPE_CHECKING:
    from search import KnowledgeBase
    from search.backend.model import StoredDocument
    from ui.texts.documents import Words
    from ui.web.address import Address

_FOR_SCRIPT = (
    "sending", "not_sent", "removed", "not_removed", "try_again", "secret_of", "tally", "skipped", "none_readable",
    "not_corrected", "nothing_changed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A document as listed. ``read``, ``correct``: the addresses where that is done."""

    document: StoredDocument
    kind: str
    date: str
    read: str
    correct: str


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows: with ``document`` in the address what is known of one, to be corrected.

    With ``controle`` the index is checked, which takes a moment.
    """
    words = documents_texts.words(address.language)
    may_change = asking.get().may_change
    chosen = base.document(address.get("document")) if may_change and address.get("document") else None
    if chosen is not None:
        return correcting.render(base, chosen, address.link(document=None), words)
    found = listed(base, address, words.columns[:-1])
    checked = may_change and bool(address.get("controle"))  # it reads everything there is
    return rendering.render(
        "documents.html",
        words=words,
        may_change=may_change,
        read_only=serving.words(address.language).read_only,
        listed=found,
        documents=[
            Row(
                each,
                "" if each.kind == texts.UNSTATED_KIND else each.kind,
                words.naming.date(each.dated),
                to(READ, document=each.id),
                address.link(document=each.id, controle=None),
            )
            for each in found.documents
        ],
        suffixes=sorted(READERS),
        kinds=sorted({suffix.lstrip(".") for suffix in READERS}),
        for_script=_for_script(words),
        checked=checked,
        problems=[texts.problem(each) for each in base.verify()] if checked else [],
        status=(words.good if checked else words.status).format(
            documents=texts.count(found.total, *words.documents),
            passages=texts.count(base.count_passages(), *words.passages),
        ),
        model=PurePath(name).name if PurePath(name := base.encoder.name).is_absolute() else name,
        check=address.link(controle="ja"),
    )


def _for_script(words: Words) -> str:
    """The texts that the page's script needs, as JSON."""
    return json.dumps({**words.states, **{name: getattr(words, name) for name in _FOR_SCRIPT}}, ensure_ascii=False)
