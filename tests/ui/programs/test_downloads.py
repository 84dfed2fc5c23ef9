"""The page's downloads, the values of the address that choose what is in them, and the doubts that the ledger lists."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ingest.model import Verdict
from search import KnowledgeBase
from search.export.formats import FORMATS, WHATS, export, formats_of
from search.ledger.conflicts import Conflict, ConflictKind
from search.ledger.filters import LedgerFilters
from search.ledger.ledger import Ledger
from ui.programs import downloads as exports
from ui.texts.moties import EN, NL
from ui.web.address import MOTIES, Address
from ui.web.pages import moties
from ui.web.pages.downloads import downloads
from ui.web.rendering import fragment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUTTON = re.compile(r'href="([^"]+)" download aria-label="([^"]+)"')


@pytest.fixture(scope="module")
def base(seeds_kb: Path) -> Iterator[KnowledgeBase]:
    """The knowledge base of the seeds, opened."""
    with KnowledgeBase.open(seeds_kb) as kb:
        yield kb


def shown(base: KnowledgeBase, **values: str) -> str:
    """What the tab Moties shows for an address."""
    return moties.render(base, Address.read(MOTIES, values))


def keys(html: str) -> list[str]:
    """The keys of the rows shown, in order."""
    return re.findall(r'<td data-label="Onderwerp"><a href="[^"]*stuk=([^"&]+)', html)


def test_every_format_has_a_button() -> None:
    """All that can be exported, each button with a name of its own."""
    files = downloads({what: what for what in WHATS}, "Exporteren", {})
    buttons = BUTTON.findall(fragment("downloads.html", "downloads", files))
    assert len(buttons) == sum(len(formats_of(what)) for what in WHATS)
    assert len({name for _, name in buttons}) == len(buttons)
    assert {form for form, _, _ in exports.DOWNLOADS.values()} == set(FORMATS)
    assert ("export/moties.xlsx", "moties Excel") in buttons


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("moties.csv", "csv"),
        ("moties.plain.csv", "csv-plain"),
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
    response = exports.download(base, name)
    assert (
        response.headers["content-disposition"]
        == f'attachment; filename="{exports.NAMES[what]}{name.removeprefix(what)}"'
    )
    assert response.body == export(base, what, form)
    vindplaats("export", what, "--format", form, "--output", tmp_path / "uit", "--kb", seeds_kb)  # type: ignore[operator]
    assert (tmp_path / "uit").read_bytes() == response.body


@pytest.mark.parametrize(
    "name", ["passages.ris", "moties.csv-plain", "moties.csl", "moties.xml", "geheim.csv", "moties"]
)
def test_a_download_without_a_button_is_not_found(name: str) -> None:
    """Passages are not papers, an extension that is not ours leads nowhere, and the name is never a path."""
    assert exports.download(None, name).status_code == 404  # type: ignore[arg-type]  # refused before it is asked


def test_what_cannot_be_asked_of_passages_is_refused(base: KnowledgeBase) -> None:
    """A filter on papers does not apply to passages."""
    answer = exports.download(base, "passages.csv", LedgerFilters(dossier="35925"))
    assert answer.status_code == 400
    assert "Laat dit filter weg" in bytes(answer.body).decode()


@pytest.mark.parametrize(
    "values",
    [
        {"zoek": "klimaat"},
        {"hoofdstuk": "Hoofdstuk 2 Ontwikkelingssamenwerking: focus op wat werkt"},
        {"indiener": "Hammelburg", "oordeel": "ambiguous"},
        {"vergaderjaar": "-"},
        {"document": "bho-2024", "sorteer": "-genoemd"},
        {"sdg": "13", "jaar": "2022"},
        {"stuk": "kst-34952-18"},
    ],
    ids=str,
)
def test_the_selection_that_is_shown_is_the_one_exported(base: KnowledgeBase, values: dict[str, str]) -> None:
    """The links below a selection carry its values, and the file has its rows and no others."""
    html = shown(base, **values)
    asked = moties.ledger_filters(Address.read(MOTIES, values))
    rows = [row.key for row in base.ledger().moties if asked.accepts(row)]
    assert rows
    if "stuk" not in values:
        assert sorted(keys(html)) == sorted(rows)
    links = [href for href, _ in BUTTON.findall(html)]
    assert links
    for name, value in values.items():
        if name != "sorteer":
            assert all(f"{name}=" in href for href in links), value
    response = exports.download(base, "moties.jsonl", asked)
    assert [line["key"] for line in map(json.loads, bytes(response.body).decode().splitlines())] == rows


@pytest.mark.parametrize("column", ["indieners", "onderwerp", "vergaderjaar", "kamerstuk", "oordeel", "genoemd"])
def test_a_column_sorts_both_ways(base: KnowledgeBase, column: str) -> None:
    """The heading shows the order and links to the reverse; no row is lost."""
    up, down = shown(base, sorteer=column), shown(base, sorteer=f"-{column}")
    assert keys(up)
    assert sorted(keys(up)) == sorted(keys(down)) == sorted(row.key for row in base.ledger().moties)
    assert keys(up) != keys(down)
    heading = re.compile(r'aria-sort="(ascending|descending)"><a href="([^"]+)"')
    assert heading.findall(up) == [("ascending", f"?tab=moties&amp;sorteer=-{column}")]
    assert heading.findall(down) == [("descending", f"?tab=moties&amp;sorteer={column}")]


def test_rows_are_sorted_by_what_the_heading_says(base: KnowledgeBase) -> None:
    """The least cited first, and the other way round the most cited."""
    counts = {row.key: len(row.places) for row in base.ledger().moties}
    assert [counts[key] for key in keys(shown(base, sorteer="-genoemd"))] == sorted(counts.values(), reverse=True)


def test_a_value_that_cannot_be_one_asks_nothing(base: KnowledgeBase) -> None:
    """An address typed by hand, or an old one, shows all rather than an error."""
    assert keys(shown(base, sdg="veel", oordeel="mooi", sorteer="kleur")) == [row.key for row in base.ledger().moties]


def test_a_motie_has_a_page_with_every_place(base: KnowledgeBase) -> None:
    """Titles, doubts, link, and each sentence that cites it with the way to it."""
    html = shown(base, stuk="kst-34952-18")
    row = next(row for row in base.ledger().moties if row.key == "kst-34952-18")
    assert html.count("<blockquote") == len(row.places) == 3
    assert NL.conflict_titles in html
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-34952-18.html"' in html
    for place in row.places:
        assert place.sentence in html
        assert f"passage={(place.passage or '').replace(':', '%3A')}" in html


def test_a_motie_that_is_not_cited_is_reported(base: KnowledgeBase) -> None:
    """An address from before a document was removed."""
    assert NL.gone in shown(base, stuk="kst-1-1")


def test_the_ledger_speaks_english(base: KnowledgeBase) -> None:
    """Its own words do; what is printed stays Dutch, and downloads are found from a folder deeper."""
    html = shown(base, stuk="kst-34952-18", taal="en")
    assert EN.conflict_titles in html
    assert "over EU-middelen voor OS-beleid" in html
    links = [href for href, _ in BUTTON.findall(html)]
    assert links
    assert all(href.startswith("../export/") for href in links)


def test_other_numbers_are_named_and_nothing_is_markup(monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase) -> None:
    """A title that another number has as well leads to that number; a title is shown as it is printed."""
    conflict = Conflict(ConflictKind.NUMBERS, ("kst-1", "kst-2", "kst-3"))
    row = replace(
        base.ledger().moties[0], key="kst-1", titles=("over <water>",), verdict=Verdict.COMPLETE, conflicts=(conflict,)
    )
    monkeypatch.setattr(base, "ledger", lambda: Ledger((row,), (row,), ()))
    html = shown(base)
    assert "over &lt;water&gt;" in html
    text = re.sub(r"<[^>]+>", "", html)
    assert "Deze titel staat elders bij een ander nummer: kst-2 en kst-3." in text
    assert 'href="?tab=moties&amp;stuk=kst-2"' in html


def test_only_so_many_rows_are_drawn(monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase) -> None:
    """A long ledger does not make a slow page; the page states that there is more."""
    monkeypatch.setattr(moties, "SHOWN", 2)
    html = shown(base)
    assert len(keys(html)) == 2
    assert NL.more.format(shown=2) in html
