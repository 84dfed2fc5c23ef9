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
from ui.web.address import DOCUMENTS, READ, to
from ui.web.documents import correcting

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
class Listed:
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
    known = base.documents()
    may_change = asking.get().may_change
    chosen = next((each for each in known if each.id == address.get("document")), None)
    if may_change and chosen is not None:
        return correcting.render(base, chosen, known, words)
    checked = may_change and bool(address.get("controle"))  # it reads everything there is
    return rendering.render(
        "documents.html",
        words=words,
        may_change=may_change,
        read_only=serving.words(address.language).read_only,
        documents=[
            Listed(
                each,
                "" if each.kind == texts.UNSTATED_KIND else each.kind,
                words.naming.date(each.dated),
                to(READ, document=each.id),
                to(DOCUMENTS, document=each.id),
            )
            for each in known
        ],
        suffixes=sorted(READERS),
        kinds=sorted({suffix.lstrip(".") for suffix in READERS}),
        for_script=_for_script(words),
        checked=checked,
        problems=[texts.problem(each) for each in base.verify()] if checked else [],
        status=(words.good if checked else words.status).format(
            documents=texts.count(len(known), *words.documents),
            passages=texts.count(sum(each.passages for each in known), *words.passages),
        ),
        model=PurePath(name).name if PurePath(name := base.encoder.name).is_absolute() else name,
        check=to(DOCUMENTS, controle="ja"),
    )


def _for_script(words: Words) -> str:
    """The texts that the page's script needs, as JSON."""
    return json.dumps({**words.states, **{name: getattr(words, name) for name in _FOR_SCRIPT}}, ensure_ascii=False)
