"""Lines that divide the answers to Kamervragen."""

from __future__ import annotations

import pytest

from ingest.formats.kamervragen import bare_number, is_question_heading, run_in_heading


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Vraag 1", True),
        ("VRAAG 12:", True),
        ("Antwoord op vraag 3 en 8", True),
        ("Antwoord op de vragen 4, 5, 6 en 7", True),
        ("Antwoorden op vraag 2 en vraag 3", True),
        ("Gezamenlijk antwoord op vragen 1 t/m 4", True),
        ("Antwoord", True),
        ("Antwoord 4", True),
        ("Vraag 3 is al beantwoord.", False),
        ("In het antwoord op vraag 3 schreef ik dat.", False),
        ("Vragen staat vrij", False),
    ],
)
def test_which_lines_head_a_question(line: str, heading: bool) -> None:  # noqa: FBT001
    """All spellings that ministries use, and no sentence."""
    assert is_question_heading(line) is heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Vraag 1: Kent u het bericht?", "Vraag 1: "),
        ("Antwoord op vraag 2 Ja.", "Antwoord op vraag 2 "),
        ("Antwoord 3, 4 – “Nee”, zei hij.", "Antwoord 3, 4 – "),
        ("Vraag 3 is al beantwoord.", ""),
        ("Antwoord op vraag 2 en verder.", ""),
        ("antwoord 2 Nee", ""),
    ],
)
def test_a_question_may_follow_its_number_in_the_same_line(text: str, heading: str) -> None:
    """Only where the rest begins a sentence."""
    assert text[: run_in_heading(text)] == heading


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", "1"),
        ("3 en 4", "3 en 4"),
        ("2. Kent u het bericht?", "2. "),
        ("5, 6 t/m 8 Klopt dat?", "5, 6 t/m 8 "),
        ("2023 was een goed jaar.", ""),
        ("3 van de 4 bruggen", ""),
    ],
)
def test_a_number_alone(text: str, number: str) -> None:
    """Before the question, or in a line of its own."""
    assert text[: bare_number(text)] == number
