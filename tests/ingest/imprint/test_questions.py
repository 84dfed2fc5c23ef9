"""The head of answers to Kamervragen."""

from __future__ import annotations

import pytest
from publication_factories import PROSE, facts, paper

ASKED = "Vragen van de leden Jansen en De Boer (beiden PvdD) aan de Minister van Defensie over bruggen"


def test_who_asked_and_who_answers_is_known() -> None:
    """As the Aanhangsel prints it; the date is that of the answers."""
    found = facts(
        paper(
            f"{ASKED} (ingezonden 5 juni 2012).",
            "Antwoord van Minister De Vries (Defensie) (ontvangen 9 juli 2012). Zie ook Aanhangsel Handelingen, nr. 3",
            margins=("Tweede Kamer, vergaderjaar 2011–2012, Aanhangsel 2999 1",),
        )
    )
    assert found == {
        "title": (ASKED, "masthead"),
        "date": ("2012-07-09", "masthead"),
        "publisher": ("Tweede Kamer der Staten-Generaal", "masthead"),
        "kind": ("Kamervragen", "heading"),
        "number": ("ah-tk-20112012-2999", "margin"),
        "ministry": ("Ministerie van Defensie", "masthead"),
        "askers": ("Jansen en De Boer (beiden PvdD)", "masthead"),
        "minister": ("Minister De Vries (Defensie)", "masthead"),
    }


@pytest.mark.parametrize(
    ("line", "askers", "minister"),
    [
        (f"{ASKED}.", "Jansen en De Boer (beiden PvdD)", "Minister van Defensie"),
        (
            "Antwoorden van de minister van Defensie op Kamervragen van het lid Jansen (PvdD) over bruggen",
            "Jansen (PvdD)",
            "minister van Defensie",
        ),
        ("Schriftelijke vragen van het lid Jansen inzake bruggen (ontvangen 5 juni 2012)", "Jansen", ""),
    ],
)
def test_other_heads(line: str, askers: str, minister: str) -> None:
    """Without brackets, and as ministries write them."""
    found = facts(paper(line, PROSE))
    assert (found["askers"][0], found.get("minister", ("", ""))[0]) == (askers, minister)


def test_a_paper_about_questions_holds_none() -> None:
    """A sentence may speak of questions that were asked."""
    assert "askers" not in facts(paper(f"De vragen van het lid Jansen over bruggen zijn beantwoord. {PROSE}"))
