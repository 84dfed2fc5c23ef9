"""Every reference of the two seeds, written down by hand: all found, nothing else found."""

from __future__ import annotations

from typing import Any

import pytest
from seed_gold import SEEDS, gold

from ingest.citations import budget_chapter_of, citation_record, find_citations

_YEARS = {"bhos-2022": 2022, "bho-2024": 2024}
_ROWS = gold("citations.seeds.jsonl")
_FIELDS = (
    "text",
    "kind",
    "id",
    "likely_id",
    "submitters",
    "cosigned",
    "chamber",
    "session_year",
    "dossier",
    "suffix",
    "number",
    "verdict",
    "title",
)


def as_row(citation: dict[str, Any]) -> dict[str, Any]:
    """The fields that the gold has, white space in the text made single."""
    return {field: citation[field] for field in _FIELDS} | {"text": " ".join(citation["text"].split())}


@pytest.mark.parametrize("document", _YEARS)
def test_all_and_no_others(document: str) -> None:
    """The file as it came: every reference with every field and span, and no false alarm."""
    text = (SEEDS / f"{document}.txt").read_text("utf-8")
    found = [citation_record(c) for c in find_citations(text, budget_chapter="XVII", year=_YEARS[document])]
    rows = [row for row in _ROWS if row["document"] == document]
    assert rows
    assert [as_row(row) for row in rows] == [as_row(citation) for citation in found]
    assert [(row["start"], row["end"]) for row in rows] == [(c["start"], c["end"]) for c in found]


def test_chapter_is_inferred_from_the_document() -> None:
    """Without a setting, the ministry's own paper shows that its budget references mean chapter XVII."""
    text = (SEEDS / "bhos-2022.txt").read_text("utf-8")
    expected = [row["likely_id"] for row in _ROWS if row["document"] == "bhos-2022"]
    assert any(expected)
    assert expected == [citation.likely_id for citation in find_citations(text)]
    assert budget_chapter_of(text) == "XVII"


def test_no_chapter_without_need() -> None:
    """The annual report prints every chapter, so none is inferred."""
    assert budget_chapter_of((SEEDS / "bho-2024.txt").read_text("utf-8")) is None


@pytest.mark.parametrize("note", gold("footnotes.dev.jsonl"), ids=lambda note: str(note["number"]))
def test_notes_alone(note: dict[str, Any]) -> None:
    """The cleaned text of a note, read alone, gives the same citations as the whole file."""
    rows = [row for row in _ROWS if row["footnote"] == note["number"]]
    found = find_citations(note["text"], budget_chapter="XVII", year=2022)
    assert [as_row(row) for row in rows] == [as_row(citation_record(citation)) for citation in found]
