"""The page's downloads and what its list of moties says of contradictions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ingest.model import Verdict
from search import KnowledgeBase
from search.conflicts import Conflict, ConflictKind
from search.export import FORMATS, WHATS, export, formats_of
from search.ledger import Ledger
from ui import panels, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUTTON = re.compile(r'href="/export/([a-z.]+)"[^>]*aria-label="([^"]+)"')


@pytest.fixture(scope="module")
def base(seeds_kb: Path) -> Iterator[KnowledgeBase]:
    """The knowledge base of the seeds, opened."""
    with KnowledgeBase.open(seeds_kb) as kb:
        yield kb


def test_every_format_has_a_button() -> None:
    """All that can be exported, but for lines and plain CSV, which are for programs; each button has a name of its own."""
    for_people = [name for name in FORMATS if name not in {"jsonl", "csv-plain"}]
    buttons = BUTTON.findall(panels.exports())
    assert len(buttons) == sum(form in for_people for what in WHATS for form in formats_of(what))
    assert len({name for _, name in buttons}) == len(buttons)
    assert ("moties.xlsx", "Moties XLSX") in buttons


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("moties.csv", "csv"),
        ("moties.xlsx", "xlsx"),
        ("citations.xlsx", "xlsx"),
        ("citations.ris", "ris"),
        ("moties.bib", "bibtex"),
        ("moties.csl.json", "csl-json"),
        ("passages.json", "json"),
    ],
)
def test_page_command_line_and_python_give_the_same_bytes(
    base: KnowledgeBase, seeds_kb: Path, vindplaats: object, tmp_path: Path, name: str, form: str
) -> None:
    """Whoever exports, and whenever, the file is the same."""
    what = name.partition(".")[0]
    response = panels.download(base, name)
    assert response.headers["content-disposition"] == f'attachment; filename="vindplaats-{name}"'
    assert response.body == export(base, what, form)
    vindplaats("export", what, "--format", form, "--output", tmp_path / "uit", "--kb", seeds_kb)  # type: ignore[operator]
    assert (tmp_path / "uit").read_bytes() == response.body


@pytest.mark.parametrize("name", ["passages.ris", "moties.csv-plain", "moties.csl"])
def test_a_download_without_a_button_is_not_found(base: KnowledgeBase, name: str) -> None:
    """Passages are no papers, and an extension that is not ours leads nowhere."""
    assert panels.download(base, name).status_code == 404


def test_moties_show_contradictions(base: KnowledgeBase) -> None:
    """One motie of the seeds is given two titles, and the list says so there only."""
    [row] = re.findall(r"<tr>(?:(?!</tr>).)*" + re.escape(texts.CONFLICT_TITLES), panels.moties(base))
    assert "over EU-middelen voor OS-beleid<br>over een juridische entiteit" in row


def test_other_numbers_are_named(monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase) -> None:
    """A title that another number has as well leads to that number."""
    conflict = Conflict(ConflictKind.NUMBERS, ("kst-1", "kst-2", "kst-3"))
    row = replace(
        base.ledger().moties[0], key="kst-1", titles=("over <water>",), verdict=Verdict.COMPLETE, conflicts=(conflict,)
    )
    monkeypatch.setattr(base, "ledger", lambda: Ledger((row,), (row,), ()))
    html = panels.moties(base)
    assert "over &lt;water&gt;" in html
    assert "Deze titel staat elders bij een ander nummer: kst-2 en kst-3." in html
