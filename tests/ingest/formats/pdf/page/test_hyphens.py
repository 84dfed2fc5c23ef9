"""Hyphens that have the code of a soft hyphen, or another code of their own, in the font."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import Sheet, document, texts, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

SOFT = "\xad"


@pytest.mark.parametrize(
    "line",
    [
        "De GGD-en dienen de motie-De Vries in.",
        "Het vergaderjaar 2022-2023 is om.",
        "Kamerstuk 21 501-32, nr. 12 en Kamerstuk 35 925-XVII, nr. 3.",
        "Een CO2-heffing in Noord-Holland, sociaal-economisch gezien.",
        "Kosten- en batenanalyses (en- of) zijn er - zoals gezegd - ook.",
    ],
)
def test_a_soft_hyphen_that_is_drawn_is_a_hyphen(tmp_path: Path, line: str) -> None:
    """In some fonts every hyphen has the code of the soft one; it takes place on the line and is read."""
    sheet = Sheet().show(50, 700, line.replace("-", SOFT))
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [f"paragraph: {line}"]


def test_citations_with_such_hyphens_are_found(tmp_path: Path) -> None:
    """The number of a dossier keeps its suffix."""
    sheet = Sheet().show(50, 700, f"Zie Kamerstukken II 2022/23, 21 501{SOFT}32, nr. 1740 en wat daar staat.")
    assert [each.id for each in document(write_pdf(tmp_path / "a.pdf", sheet)).citations] == ["kst-21501-32-1740"]


def test_a_soft_hyphen_without_place_is_not_read(tmp_path: Path) -> None:
    """Inside a line it only tells where the word might break."""
    sheet = Sheet().draw("BT /R 10 Tf 50 700 Td [(Een water\\255) 333 (schap en een rapport.)] TJ ET")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["paragraph: Een waterschap en een rapport."]


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        (f"Dit is de voortgangs{SOFT}", "rapportage van het jaar.", "Dit is de voortgangsrapportage van het jaar."),
        (f"Het gaat om Noord{SOFT}", "Holland en meer.", "Het gaat om Noord-Holland en meer."),
        (f"Het vergaderjaar 2022{SOFT}", "2023 is nu om.", "Het vergaderjaar 2022-2023 is nu om."),
        (f"Er komt een CO2{SOFT}", "heffing voor allen.", "Er komt een CO2-heffing voor allen."),
        (f"Er komen handels{SOFT}", "en investeringsagenda's.", "Er komen handels- en investeringsagenda's."),
    ],
)
def test_a_soft_hyphen_at_the_end_of_a_line(tmp_path: Path, first: str, second: str, read: str) -> None:
    """It joins the halves of a word, and stays where a hyphen belongs."""
    sheet = Sheet().column(50, 700, [first, second])
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [f"paragraph: {read}"]


@pytest.mark.parametrize("code", ["2010", "2011"])
def test_hyphens_of_other_codes(tmp_path: Path, code: str) -> None:
    """Browsers break words with U+2010, and U+2011 never ends a line; both are hyphens."""
    actual = f"/Span <</ActualText <FEFF{code}>>> BDC (-) Tj EMC"
    sheet = Sheet().draw(
        f"BT /R 10 Tf 12 TL 50 700 Td (Het water) Tj {actual} T* (schap van Noord) Tj {actual} (Holland.) Tj ET"
    )
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["paragraph: Het waterschap van Noord-Holland."]
