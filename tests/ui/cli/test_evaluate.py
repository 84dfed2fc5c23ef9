"""`vindplaats evaluate`: what it prints of the search and of the answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from evaluation_factories import QUOTE, make_outcome, make_question

from search.evaluate.scores import summarise
from ui.cli.evaluation_report import details, evaluation

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "wat is het klimaatdoel 2025"
QUOTE_OF_IT = {"doc": "bhos-2022", "quote": "is in 2025 naar verwachting meer dan EUR 1,8 miljard"}
NEAR = {"doc": "bhos-2022", "why": "het doel van 2025, niet dat van 2031"}
Run = Any  # the fixture `vindplaats`, which returns (code, out, err)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A file with a question that the seeds answer and one that they do not."""
    rows = [
        {"id": "1", "query": QUESTION, "type": "vraag", "gold": [QUOTE_OF_IT]},
        {"id": "2", "query": "hoeveel kost een brood in Zwolle", "type": "zonder", "gold": [], "near": NEAR},
    ]
    file = tmp_path / "vragen.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return file


def test_it_prints_how_well_passages_are_found_and_what_became_of_the_answers(
    vindplaats: Run, seeds_kb: Path, questions: Path
) -> None:
    """Types in the order of the file, then all of them, then by document; decimals with a comma."""
    code, out, err = vindplaats("evaluate", questions, "--kb", seeds_kb)
    assert (code, err) == (0, "")
    found, answers, documents, bins = ([line.split() for line in block.splitlines()] for block in out.split("\n\n"))
    assert found[1:3] == [[name, "1", *["1,000"] * 4, "1,000–1,000", *["1,000"] * 3] for name in ("vraag", "alle")]
    assert [line[:-1] for line in answers[1:]] == [  # without the calibration error, which the model decides
        ["vraag", "1", "1", "0", "0", "0", "0", "1,000", "1,000", "1,000", "1,000"],
        ["zonder", "1", "0", "0", "0", "0", "0", "-", "-", "-", "-"],
        ["gewone", "1", "1", "0", "0", "0", "0", "1,000", "1,000", "1,000", "1,000"],
        ["alle", "2", "1", "0", "0", "0", "0", "1,000", "1,000", "1,000", "1,000"],
    ]
    assert documents[1][:3] == ["bhos-2022", "2", "1"]
    assert (bins[1][1], bins[1][3]) == ("1", "1,000")


def test_it_gives_programs_the_same(vindplaats: Run, seeds_kb: Path, questions: Path) -> None:
    """As JSON; every question too where the details are asked for."""
    _, out, _ = vindplaats("evaluate", questions, "--format", "json", "--kb", seeds_kb)
    measured = json.loads(out)
    assert measured["scores"]["vraag"]["mrr10"] == 1.0
    assert (measured["answers"]["all"]["right"], measured["answers"]["all"]["rightly_refused"]) == (1, 1)
    _, out, _ = vindplaats("evaluate", questions, "--format", "json", "--details", "--kb", seeds_kb)
    detailed = json.loads(out)
    assert [(each["id"], each["verdict"]) for each in detailed.pop("questions")] == [
        ("1", "right"),
        ("2", "rightly_refused"),
    ]
    assert detailed == measured


def test_it_reports_what_became_better(vindplaats: Run, seeds_kb: Path, questions: Path, tmp_path: Path) -> None:
    """Against a run that found nothing every question that is found now is a gain."""
    run = tmp_path / "eerder.jsonl"
    run.write_text(json.dumps({"id": "1", "results": []}), "utf-8")
    _, out, _ = vindplaats("evaluate", questions, "--compare", run, "--details", "--kb", seeds_kb)
    assert out.splitlines()[-8:] == [
        "Onterecht beantwoord: 0",
        "Ernaast: 0",
        "Geweigerd: 0",
        "",
        "Verschil in MRR@10 met de eerdere uitkomst: +1,000 (95%-interval +1,000 tot +1,000).",
        "Beter: 1",
        f"    - → 1  {QUESTION} [1]",
        "Slechter: 0",
    ]


def test_details_name_the_questions_without_a_right_answer() -> None:
    """Wrongly answered, beside and refused, with what was shown, what was expected and why what comes near is no answer."""
    near = make_question(id_="a", type_="unanswerable", near="geen bedrag")
    outcomes = [
        make_outcome(near, confidence=0.8),
        make_outcome(make_question(QUOTE, id_="b"), right=False, confidence=0.7),
        make_outcome(make_question(QUOTE, id_="c"), found=False, rank=3, confidence=0.2),
        make_outcome(make_question(QUOTE, id_="d"), found=False, rank=0, confidence=0.1),
        make_outcome(make_question(QUOTE, id_="e")),
        make_outcome(make_question(id_="f"), found=False),
    ]
    assert details(summarise(outcomes)).splitlines() == [
        "Onterecht beantwoord: 1",
        "    0,800  vraag a [a]",
        "        getoond: “Water is schaars.” (nota:0002)",
        "        geen antwoord: geen bedrag (nota)",
        "Ernaast: 1",
        "    0,700  vraag b [b]",
        "        getoond: “Water is schaars.” (nota:0002)",
        f"        verwacht: “{QUOTE}” (nota)",
        "Geweigerd: 2",
        "    0,200  vraag c [c]",
        "        passage op plaats 3",
        f"        verwacht: “{QUOTE}” (nota)",
        "    0,100  vraag d [d]",
        "        geen passage bij de eerste tien",
        f"        verwacht: “{QUOTE}” (nota)",
    ]


def test_nothing_to_report() -> None:
    """Without questions there are no documents and no bins, and shares are unknown."""
    found, answers = evaluation(summarise([])).split("\n\n")
    assert found.splitlines()[1].split()[:2] == ["alle", "0"]
    assert [line.split() for line in answers.splitlines()[1:]] == [
        [name, *["0"] * 6, *["-"] * 5] for name in ("gewone", "alle")
    ]
