"""The feed of a kept question: Atom (RFC 4287), with an entry for each passage that came since it is kept.

Entries do not follow what was looked at: a feed reader remembers by itself what it has shown, and expects the same
entries until newer ones take their place. All text is given as text: nothing of a document can become markup.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from ui import texts
from ui.web.address import READ, to
from ui.web.pages.kept import address_of

if TYPE_CHECKING:
    from search import KnowledgeBase
    from search.backend.model import KeptQuestion
    from search.questions.keeping import NewPassage

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, in whatever way it is written.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ET.register_namespace("", _ATOM)


def feed(base: KnowledgeBase, kept: KeptQuestion, root: str) -> bytes:
    """Return the feed of a kept question. ``root``: the address of the page, with a slash at its end."""
    news = base.questions.news(kept.question, kept.filters, kept.kept.generation)
    top = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "nl"})
    entries = news.latest_first
    _add(top, "id", f"urn:uuid:{_uuid(kept.id)}")
    _add(top, "title", f"{texts.NAME}: {kept.question}")
    _add(top, "updated", max((each.came.time for each in entries), default=kept.kept.time))
    _add(top, "link", rel="self", href=urljoin(root, f"vragen/{kept.id}.atom"), type="application/atom+xml")
    _add(top, "link", rel="alternate", href=urljoin(root, address_of(kept.question, kept.filters)), type="text/html")
    _add(_add(top, "author"), "name", texts.NAME)
    for each in entries:
        _entry(top, kept, each, root)
    made: bytes = ET.tostring(top, "utf-8", xml_declaration=True)
    return made


def _entry(top: ET.Element, kept: KeptQuestion, new: NewPassage, root: str) -> None:
    hit = new.hit
    entry = _add(top, "entry")
    _add(entry, "id", f"urn:uuid:{_uuid(kept.id, hit.passage.id, new.came.time)}")
    _add(entry, "title", hit.title)
    _add(entry, "updated", new.came.time)
    read = to(READ, vraag=kept.question, document=hit.document, passage=hit.passage.id)
    _add(entry, "link", rel="alternate", href=urljoin(root, read), type="text/html")
    sentence = hit.text if hit.best_sentence is None else hit.text[slice(*hit.best_sentence)]
    _add(entry, "summary", sentence, type="text")
    _add(entry, "content", hit.text, type="text")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        made.text = _NO_XML.sub("\ufffd", text)
    return made


def _uuid(*parts: str) -> uuid.UUID:
    """An id that is the same as long as the parts are."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("vindplaats", *parts)))
