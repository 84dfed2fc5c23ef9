"""`vindplaats search` for a paper or the moties of a member: the ledger answers, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hit_factories import make_cite, make_found, make_hit, make_place, make_result, make_row

from ingest.model import CitationKind, Verdict
from search.ask.papers.lookup import MissingPaper
from search.ledger.conflicts import Conflict, ConflictKind
from search.model import AnswerOutcome
from ui import texts
from ui.cli import terminal
from ui.cli.papers import paper_lines

if TYPE_CHECKING:
    from pathlib import Path

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)


def test_each_paper_with_its_link_and_places() -> None:
    """Also what must be known before following the link, and what contradicts it."""
    row = make_row(
        make_place(), make_place(page=None, footnote=None, sentence="Zie de motie."), verdict=Verdict.INCOMPLETE,
        conflicts=(Conflict(ConflictKind.TITLES, ("a", "b")),),
    )  # fmt: skip
    assert list(paper_lines(make_found(row, submitters=("Kuzu",)))) == [
        (0, "STUKKEN"),
        (1, "1 motie van Kuzu, op 2 plaatsen genoemd."),
        (0, " 1. Motie Kuzu over Oeigoeren"),
        (1, "35207, nr. 53 https://zoek.officielebekendmakingen.nl/kst-35207-53.html"),
        (1, "let op: De verwijzing is onvolledig."),
        (1, "let op: Dit nummer staat op verschillende plaatsen bij verschillende titels."),
        (1, "— nota (2022), p.\u00a07, Water, noot\u00a03"),
        (2, "“Er is water.”"),
        (1, "— nota (2022), Water"),
        (2, "“Zie de motie.”"),
    ]


def test_a_paper_that_no_document_cites() -> None:
    """With the link to read it."""
    url = "https://zoek.officielebekendmakingen.nl/kst-35925-99.html"
    cite = make_cite(kind=CitationKind.KAMERSTUK, id="kst-35925-99", dossier="35925", number="99", url=url)
    assert list(paper_lines(make_found(missing=(MissingPaper(cite, elsewhere=False),)))) == [
        (0, "NIET GEVONDEN"),
        (1, "Kamerstuk 35925, nr. 99 wordt in geen van de documenten genoemd."),
        (2, url),
    ]


def test_papers_that_the_ledger_cannot_tell() -> None:
    """None on the subject: said above the passages that come near."""
    found = make_found(about=("vis",), answers=False, matched=False)
    assert list(paper_lines(found)) == [
        (0, "STUKKEN IN DE VRAAG"),
        (1, "Geen motie over „vis” gevonden."),
        (1, "Geen van de titels bevat alle gevraagde woorden: vis."),
    ]


def test_papers_stand_in_the_place_of_the_answer_or_below_it() -> None:
    """In its place where they are all that is asked for; where passages only come near, these stand under that heading."""
    result = make_result(make_hit(), quoted=("Het is nat.",))
    alone = terminal.result(result, 1, papers=make_found(make_row()))
    beside = terminal.result(result, 1, papers=make_found(make_row(), answers=False))
    assert [line for line in alone.splitlines() if line.isupper()] == ["STUKKEN", "PASSAGES"]
    near = make_result(make_hit(), outcome=AnswerOutcome.NEAR)
    above = terminal.result(near, 1, papers=make_found(make_row(), answers=False))
    assert [line for line in beside.splitlines() if line.isupper()] == ["ANTWOORD", "STUKKEN IN DE VRAAG", "PASSAGES"]
    assert [line for line in above.splitlines() if line.isupper()] == ["STUKKEN IN DE VRAAG", texts.NEAR.upper()]


def test_searching_for_a_paper(vindplaats: Run, seeds_kb: Path) -> None:
    """The paper, and not its neighbours in the dossier; the same in a batch."""
    code, out, err = vindplaats("search", "kamerstuk 35925 nr 36", "--top", "1", "--kb", seeds_kb)
    assert (code, err) == (0, "")
    head, _, passages = out.partition("PASSAGES")
    assert head.splitlines()[:3] == [
        "STUKKEN",
        "    1 stuk, op 1 plaats genoemd.",
        " 1. Motie Van der Lee c.s. over hoe klimaatinvesteringen ten goede komen aan armste landen",
    ]
    assert "[bhos-2022:0208]" in passages
    _, alone, _ = vindplaats("search", "moties van Van der Lee", "--format", "json", "--kb", seeds_kb)
    lines = b'{"id": "", "query": "moties van Van der Lee"}\n{"id": "2", "query": "wat is het klimaatdoel 2025"}\n'
    _, batch, _ = vindplaats("search", "--batch", "-", "--kb", seeds_kb, stdin=lines)
    first, second = batch.splitlines()
    assert first == alone.strip()
    papers = json.loads(first)["papers"]
    assert (papers["answers"], papers["count"], [row["count"] for row in papers["rows"]]) == (True, 4, [2, 1, 1, 1])
    assert "papers" not in json.loads(second)
