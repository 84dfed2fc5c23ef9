"""A citation found in a text, as programs get it: where it leads, and where the documents cite it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ingest.citations.registry.identifiers import citation_label
from search.dutch.terms import fold
from search.export.rows import place_to_json
from search.ledger.papers import paper_key
from search.model import likely_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Citation
    from search.ledger.papers import PaperRow
    from ui.programs.schemas import Place, Resolved

MOST_PLACES = 20  # of one paper, in an answer to a citation


def resolved(cite: Citation, papers: Sequence[PaperRow]) -> Resolved:
    """Return a citation as programs get it, with the places of ``papers`` that cite the same."""
    row = _same(cite, papers)
    places = [place_to_json(place) for place in row.places[:MOST_PLACES]] if row else []
    return {
        "start": cite.start,
        "end": cite.end,
        "text": cite.text,
        "kind": str(cite.kind),
        "label": citation_label(cite),
        "id": cite.id,
        "likely_id": cite.likely_id,
        "url": likely_url(cite),
        "title": cite.title,
        "submitters": list(cite.submitters),
        "verdict": str(cite.verdict),
        "reason": cite.reason,
        "paper": row.key if row else None,
        "paper_url": row.url if row else None,
        "places": cast("list[Place]", places),
    }


def _same(cite: Citation, papers: Sequence[PaperRow]) -> PaperRow | None:
    """The paper of the ledger that a citation names; None where none or several may be meant.

    Where a number alone leaves it open, such as a budget paper without its chapter, a submitter may decide.
    """
    known = next((row for row in papers if row.key == paper_key(cite)), None)
    if known is not None or cite.id is None:
        return known
    found = [row for row in papers if any(each.id == cite.id for each in row.citations)]
    names = {fold(name) for name in cite.submitters}
    found = [row for row in found if not names or names & {fold(name) for name in row.submitters}]
    return found[0] if len(found) == 1 else None
