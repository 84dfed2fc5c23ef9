"""What was gained, lost and changed between two lists of citations."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.citations import citation_record, find_citations
from ingest.citations.comparison import compare_citations
from ingest.citations.records import citation_from_record

MOTIE = "Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35207, nr. 53)"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Kamerstuk 33625, nr. 3", "Kamerstuk 33625, nr. 3", []),
        ("Kamerstuk 33625, nr. 3", "Lees eerst Kamerstuk 33 625, nr. 3", []),  # moved and spelled otherwise
        ("", "Kamerstuk 33625, nr. 3", [("gained", "kst-33625-3")]),
        ("Kamerstuk 33625, nr. 3", "", [("lost", "kst-33625-3")]),
        ("Kamerstuk 33625, nr. 3 en Kamerstuk 33625, nr. 3", "Kamerstuk 33625, nr. 3", [("lost", "kst-33625-3")]),
        (MOTIE, "Kamerstuk II 2021/22, 35207, nr. 53", [("changed", "kst-35207-53")]),
        (MOTIE, MOTIE.replace("Oeigoeren", "China"), [("changed", "kst-35207-53")]),
        (MOTIE, MOTIE.replace(" ", "\n", 1), []),
        ("de motie-Kröger", "de motie-Kröger", []),
        (
            "Kamerstuk 33625, nr. 3; Stcrt. 2024, 2900",
            "Kamerstuk 33625, nr. 4; Stb. 2011, 35",
            [
                ("lost", "kst-33625-3"),
                ("lost", "stcrt-2024-2900"),
                ("gained", "kst-33625-4"),
                ("gained", "stb-2011-35"),
            ],
        ),
    ],
)
def test_differences(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    """Papers are compared, not spellings and places; lost first, each in text order."""
    changes = compare_citations(find_citations(before), find_citations(after))
    assert expected == [(str(each.kind), (each.after or each.before).id) for each in changes]  # type: ignore[union-attr]


def test_the_unchanged_one_of_two_is_paired_first() -> None:
    """Of a motie and a plain mention of the same paper, the one that vanished is reported, and the other did not change."""
    plain = "Kamerstuk II 2021/22, 35207, nr. 53"
    [change] = compare_citations(find_citations(f"{MOTIE}. Zie {plain}."), find_citations(f"Zie {plain}."))
    assert (str(change.kind), change.after) == ("lost", None)
    assert change.before is not None
    assert change.before.text == MOTIE


@given(st.lists(st.sampled_from([MOTIE, "Kamerstuk 35925, nr. 36", "Stb. 2011, 35", "de motie-Kröger"])))
def test_a_citation_read_back_is_the_same(parts: list[str]) -> None:
    """What is printed as JSON gives back every field, so an output can be compared with a text."""
    found = find_citations(". ".join(parts))
    assert found == [citation_from_record(json.loads(json.dumps(citation_record(each)))) for each in found]
    assert compare_citations(found, found) == []


@pytest.mark.parametrize(
    "change", [{"start": None}, {"kind": "boek"}, {"text": 3}, {"submitters": 3}, {"submitters": [3]}, {"id": 3}]
)
def test_what_is_no_citation_is_refused(change: dict[str, object]) -> None:
    """A value of another type or kind does not slip in."""
    row = {**citation_record(find_citations(MOTIE)[0]), **change}
    with pytest.raises(ValueError, match=r"."):
        citation_from_record(row)
