"""A citation as a record: what ``vindplaats cite`` prints of it, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import citation_label
from ingest.codec import columns, from_record, to_record
from ingest.model import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNKNOWN = ("footnote",)  # of a citation in a text on its own; known only where a whole document is read


def citation_record(citation: Citation) -> dict[str, Any]:
    """Return the citation as ``vindplaats cite`` prints it: all that the text gives, and ``label``; no footnote."""
    return {**to_record(citation, without=_UNKNOWN), "label": citation_label(citation)}


def citation_from_record(row: Mapping[str, Any]) -> Citation:
    """Return the citation that ``citation_record`` gave.

    Raises ValueError where the row is not one; keys that may be empty may also be missing, others are ignored.
    """
    if not isinstance(row, dict):
        raise ValueError("not a record")  # noqa: TRY004 - the same error as for any other line that is not a citation
    given = {name: row[name] for name in columns(Citation, without=_UNKNOWN) if row.get(name) is not None}
    return from_record(Citation, {**given, "cosigned": bool(row.get("cosigned"))})
