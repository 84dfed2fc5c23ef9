"""Links to official publications -> citations; exact, so they take precedence over the printed words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.citations.registry.identifiers import IdParts, citation_url, split_address, split_id
from ingest.model import Citation, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.typed_text import Link

# Where addresses name publications; an id in another site's address is not ours to interpret.
_HOSTS = ("officielebekendmakingen.nl", "overheid.nl")


def publication_of(target: str) -> IdParts | None:
    """The publication that a link leads to, given by its id or by its address; None where it names none."""
    if "://" not in target:
        return split_id(target)
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    if not any(host == known or host.endswith(f".{known}") for known in _HOSTS):
        return None
    return split_address(target)


def with_links(text: str, citations: Sequence[Citation], links: Sequence[Link]) -> list[Citation]:
    """The citations found in ``text``, corrected and completed by its links, in order.

    Where a link lies on a citation, the link's id holds and the citation is complete; its kind, submitters and title
    stay. A link to a publication whose words are not a citation becomes one. Spans point into ``text``.
    """
    merged = list(citations)
    typed: set[int] = set()
    for link in links:
        try:
            parts = publication_of(link.target)
        except ValueError:  # not an address at all ("http://[")
            continue
        if parts is None or parts.id is None or not text[link.start : link.end].strip():
            continue
        over = [
            at
            for at, found in enumerate(merged)
            if found.start < link.end and link.start < found.end and at not in typed
        ]
        at = next((at for at in over if parts.id in (merged[at].id, merged[at].likely_id)), over[0] if over else None)
        if at is None:
            at = len(merged)
            start = link.start + len(text[link.start : link.end]) - len(text[link.start : link.end].lstrip())
            end = link.start + len(text[link.start : link.end].rstrip())
            merged.append(Citation(start, end, text[start:end], parts.kind))
        typed.add(at)
        merged[at] = _exact(merged[at], parts)
    return sorted(merged, key=lambda found: (found.start, found.end))


def _exact(printed: Citation, parts: IdParts) -> Citation:
    return replace(
        printed,
        id=parts.id,
        url=citation_url(parts.id),
        dossier=parts.dossier,
        suffix=parts.suffix,
        number=parts.number,
        chamber=parts.chamber or printed.chamber,
        session_year=parts.session_year or printed.session_year,
        verdict=Verdict.COMPLETE,
        likely_id=None,
        reason="",
    )
