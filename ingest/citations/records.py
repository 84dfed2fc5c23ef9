"""A citation as a record: what ``vindplaats cite`` prints of it, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import citation_label
from ingest.model import Citation, CitationKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPTIONAL = ("id", "url", "dossier", "suffix", "number", "chamber", "session_year", "title", "likely_id")


def citation_record(citation: Citation) -> dict[str, Any]:
    """Return the citation as ``vindplaats cite`` prints it: all that the text gives, and ``label``; no footnote."""
    record = asdict(citation)
    del record["footnote"]  # known only where a whole document is read
    values = {"kind": citation.kind.value, "verdict": citation.verdict.value, "submitters": list(citation.submitters)}
    return {**record, **values, "label": citation_label(citation)}


def citation_from_record(row: Mapping[str, Any]) -> Citation:
    """Return the citation that ``citation_record`` gave.

    Raises ValueError where the row is not one; keys that may be empty may also be missing, others are ignored.
    """
    try:
        citation = Citation(
            start=row["start"],
            end=row["end"],
            text=row["text"],
            kind=CitationKind(row["kind"]),
            verdict=Verdict(row.get("verdict", Verdict.COMPLETE)),
            submitters=tuple(row.get("submitters") or ()),
            cosigned=bool(row.get("cosigned")),
            reason=row.get("reason") or "",
            **{name: row.get(name) for name in _OPTIONAL},
        )
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    texts = (citation.text, citation.reason, *citation.submitters)
    optional = (getattr(citation, name) for name in _OPTIONAL)
    if (
        not all(isinstance(value, int) for value in (citation.start, citation.end))
        or not all(isinstance(value, str) for value in texts)
        or not all(value is None or isinstance(value, str) for value in optional)
    ):
        raise ValueError("a value has another type")
    return citation
