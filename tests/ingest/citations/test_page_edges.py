"""Running heads and feet of official papers in plain text: no citations, and no end of a citation that goes on."""

from __future__ import annotations

import pytest

from ingest.citations import find_citations, normalise_id

FOOT = "Tweede Kamer, vergaderjaar 2021\u20132022, 36 045, nr. 12"


def ids(text: str) -> list[str | None]:
    """The ids of all citations in a text, in order."""
    return [citation.id for citation in find_citations(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"Het einde.\n\n{FOOT}\n\n2\n\n\fEen begin.",
        f"Het einde.\n\n{FOOT}\n\n\fEen begin.",
        f"Het einde.\n{FOOT}\n2\n\fEen begin.",
        f"Het einde.\r\n\r\n{FOOT}\r\n\r\n2\r\n",
        f"Het einde.\n{FOOT}                              2\nEen begin.",
        f"Het einde.\n2                      {FOOT}\n\fEen begin.",
        f"Een.\n{FOOT}\nTwee.\n{FOOT}\nDrie.",
        f"Het einde.\n\f{FOOT}\nEen begin.",
        "Het einde.\n\nEerste Kamer, vergaderjaar 2021-2022, 36 045, B\n\n2\n\n\fEen begin.",
        "Het einde.\n\nTweede Kamer, vergaderjaar 2021\u20132022, 36 410 XVI, nr. 12\n\n2\n\n\fEen begin.",
        "Het einde.\n\nTweede Kamer, vergaderjaar 2021\u20132022, 36 045 (R2168), nr. 12\n\n2\n\n\fEen begin.",
        "Het einde.\n\nTweede Kamer, vergaderjaar 2021\u20132022, Aanhangsel\n\n1\n\n\fEen begin.",
        "Het einde.\nTweede Kamer, vergaderjaar 2021\u20132022, Aanhangsel 1\nEen begin.",
        "Het einde.\nTweede Kamer, vergaderjaar 2021\u20132022, Aanhangsel                 12\n\fEen begin.",
        "Het einde.\n\nkst-36045-12\nISSN 0921 - 7371\n\u2019s-Gravenhage 2022\n",
        "Het einde.\n\nah-tk-20212022-1244\n\nISSN 0921 - 7398\n",
        "Het einde.\n2    Staatscourant 2022 nr. 123            12 februari 2022\n\fEen begin.",
        "Staatsblad van het Koninkrijk der Nederlanden\nJaargang 2022\n\n35\n\nBesluit van 3 maart",
    ],
)
def test_what_names_the_paper_itself_is_no_citation(text: str) -> None:
    """A line of its own at the edge of a page, with or without the page's number."""
    assert ids(text) == []


def test_reference_goes_on_past_a_foot() -> None:
    """The span covers the foot too, since it is a slice of the text."""
    text = f"Zie Kamerstuk 36 410 XVI,\n\n{FOOT}\n\n2\n\n\fnr. 19 en verder."
    (citation,) = find_citations(text)
    assert (citation.id, citation.text) == ("kst-36410-XVI-19", text[4 : text.index(" en verder")])


def test_letter_in_a_note_above_a_foot() -> None:
    """It has no number, so it must not get that of the paper it stands in."""
    (citation,) = find_citations(
        f"4\nKamerbrief van 16 juli 2021, \u00abDe app\u00bb, kenmerk 17-20, p. 2.\n\n{FOOT}\n\n2\n"
    )
    assert (citation.id, citation.title) == (None, "\u00abDe app\u00bb")


def test_the_paper_itself_is_not_cited_elsewhere_in_it() -> None:
    """Its number in its own text is no citation; other papers of the dossier are."""
    assert ids(f"Dit is 36 045, nr. 12.\n\n{FOOT}\n\n2\n\n\fZie 36 045, nr. 11.\n{FOOT}   3\n") == ["kst-36045-11"]


def test_papers_one_behind_the_other_may_cite_each_other() -> None:
    """Where feet name several papers, only the feet are left out."""
    other = FOOT.replace("nr. 12", "nr. 11")
    assert ids(f"Zie 36 045, nr. 11.\n{FOOT}   2\n\fTekst.\n{other}   2\n") == ["kst-36045-11"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FOOT, ["kst-36045-12"]),
        (f"Bronnen:\n{FOOT}.\nEen boek", ["kst-36045-12"]),
        (f"Bronnen:\n- {FOOT}\n- Een boek", ["kst-36045-12"]),
        (f"4\n{FOOT}\n5\nEen boek", ["kst-36045-12"]),
        (f"Zie {FOOT}\n\n2\n", ["kst-36045-12"]),
        ("Tekst\nTweede Kamer, vergaderjaar 2021-2022, Aanhangsel 1244\nTekst", ["ah-tk-20212022-1244"]),
        ("Tekst\nTweede Kamer, vergaderjaar 2021-2022, Aanhangsel van de Handelingen, nr. 12\n", ["ah-tk-20212022-12"]),
        ("Zie\nkst-36045-12\nen verder", ["kst-36045-12"]),
        ("Zie Staatsblad van het Koninkrijk der Nederlanden\nJaargang 2022\n35", ["stb-2022-35"]),
    ],
)
def test_a_line_of_its_own_can_be_a_citation(text: str, expected: list[str]) -> None:
    """In a list of sources or a note it is one, and so is what somebody asks for."""
    assert expected == ids(text)


def test_a_line_like_a_foot_names_its_paper() -> None:
    """Asked for by itself."""
    assert normalise_id(FOOT) == "kst-36045-12"
