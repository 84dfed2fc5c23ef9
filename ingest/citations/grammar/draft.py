"""A citation as read, before it is judged; what the reading modules hand each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import CitationKind


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A citation before it is judged; spans are in the even text. ``id``: only where not that of a Kamerstuk.

    ``replaced``: named as a paper that another takes the place of ("t.v.v."), so not the number of a motie before it.
    """

    start: int
    end: int
    kind: CitationKind
    id: str | None = None
    likely_id: str | None = None
    dossier: str | None = None
    suffix: str | None = None
    number: str | None = None
    chamber: str | None = None
    session_year: str | None = None
    title: str | None = None
    submitters: tuple[str, ...] = ()
    cosigned: bool = False
    replaces: str | None = None
    replaced: bool = False
