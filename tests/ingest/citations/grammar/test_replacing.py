"""Moties and amendments that take the place of another: the other one's number is never their own."""

from __future__ import annotations

import pytest

from ingest.citations import find_citations
from ingest.model import CitationKind, Verdict


@pytest.mark.parametrize(
    ("text", "replaces", "title"),
    [
        ("motie van het lid Aartsen over zorg (t.v.v. 36 045, nr. 12)", "kst-36045-12", "over zorg"),
        ("motie-Aartsen c.s. over zorg (tvv 36045-12)", "kst-36045-12", "over zorg"),
        ("motie van het lid Aartsen (t.v.v. 36 410 XVI, nr. 12)", "kst-36410-XVI-12", None),
        ("motie van het lid Aartsen over zorg ter vervanging van 21 501-02, nr. 12", "kst-21501-02-12", "over zorg"),
        ("motie over zorg (ter vervanging van Kamerstuk 36 045, nr. 12)", "kst-36045-12", "over zorg"),
        ("amendement van het lid Aartsen t.v.v. nr. 8", None, None),
    ],
)
def test_no_number_of_its_own(text: str, replaces: str | None, title: str | None) -> None:
    """Only the number of the one replaced is printed: the motie has none."""
    (citation,) = find_citations(f"Gewijzigde {text}")
    assert (citation.id, citation.likely_id, citation.number, citation.url) == (None, None, None, None)
    assert (text, replaces, title) == (citation.text, citation.replaces, citation.title)
    assert citation.verdict is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("motie van het lid Aartsen (t.v.v. 36 045, nr. 12) over zorg (36 045, nr. 19)", "over zorg"),
        ("motie van het lid Aartsen over zorg (t.v.v. 36045-12) (36 045, nr. 19)", "over zorg"),
        ("motie van het lid Aartsen over zorg (t.v.v. nr. 12) (36 045, nr. 19)", "over zorg"),
        ("motie van het lid Aartsen over zorg (36 045, nr. 19, t.v.v. nr. 12)", "over zorg"),
        ("motie van het lid Aartsen over zorg (36 045, nr. 19) (was nr. 12)", "over zorg"),
        ("motie van het lid Aartsen over zorg (36 045, nr. 19 (t.v.v. 36 045, nr. 12))", "over zorg"),
        ("amendement van het lid Aartsen ter vervanging van dat gedrukt onder nr. 12 (36 045, nr. 19)", None),
    ],
)
def test_own_number_beside_the_replaced_one(text: str, title: str | None) -> None:
    """Wherever the words stand, the own number is the other one; the title has none of them."""
    (citation,) = find_citations(f"Gewijzigd(e) {text}")
    assert (citation.id, citation.replaces) == ("kst-36045-19", "kst-36045-12")
    assert (text, title) == (citation.text, citation.title)


def test_paper_that_replaces_another() -> None:
    """Behind the number of a Kamerstuk too; the dossier is inherited."""
    (citation,) = find_citations("Zie Kamerstuk 36 410 XVI, nr. 19, t.v.v. nr. 12, over zorg.")
    assert (citation.id, citation.replaces) == ("kst-36410-XVI-19", "kst-36410-XVI-12")


def test_replaced_paper_in_a_sentence() -> None:
    """Where no motie takes its place, it is cited as any other."""
    (citation,) = find_citations("Deze brief komt ter vervanging van Kamerstuk 36 045, nr. 12.")
    assert (citation.kind, citation.id, citation.replaces) == (CitationKind.KAMERSTUK, "kst-36045-12", None)


@pytest.mark.parametrize("text", ["De motie-Aartsen (36 045, nr. 12) was nr. 3 in de rij.", "Kamerstuk 36 045, nr. 12"])
def test_nothing_replaced(text: str) -> None:
    """Without the words there is none, nor where "was" belongs to the sentence."""
    assert [citation.replaces for citation in find_citations(text)] == [None]
