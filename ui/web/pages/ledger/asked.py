"""What an address asks of the ledger; the page, its form and its downloads read it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.model import CitationKind, Verdict
from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from ui.web.address import Address

# Name in the address -> field of LedgerFilters; those that can be chosen in the form, in its order.
FIELDS = {
    "indiener": "submitter",
    "dossier": "dossier",
    "document": "document",
    "hoofdstuk": "chapter",
    "sdg": "sdg",
    "vergaderjaar": "session_year",
    "verwijzing": "verdict",
}
KEPT = ("zoek", "jaar", "met", "stuk")  # other names that filter
ALL_KINDS = "alle"


def ledger_filters(address: Address) -> LedgerFilters:
    """Return what an address asks of the ledger; a value that cannot be one asks nothing."""
    verdict, kind = address.get("verwijzing"), address.get("soort")
    document = address.get("document") or None
    return LedgerFilters(
        submitter=address.get("indiener") or None,
        dossier=address.get("dossier") or None,
        chapter=address.get("hoofdstuk") or None,
        sdg=address.number("sdg"),
        document=document,
        compared_with=(address.get("met") or None) if document else None,
        year=address.number("jaar"),
        kind=CitationKind(kind) if kind in set(CitationKind) else None,
        words=address.get("zoek") or None,
        session_year=address.get("vergaderjaar") or None,
        verdict=Verdict(verdict) if verdict in set(Verdict) else None,
        paper=address.get("stuk") or None,
    )
