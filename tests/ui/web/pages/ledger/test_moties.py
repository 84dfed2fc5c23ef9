"""The tab Moties: what can be asked, in which order it is shown, what can be downloaded, and the page of a paper."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ingest.model import CitationKind, Verdict
from search import KnowledgeBase
from search.export.formats import FORMATS, WHATS, formats_of
from search.ledger.conflicts import Conflict, ConflictKind
from search.ledger.ledger import Ledger
from ui.programs import downloads as exports
from ui.texts.ledger import exports as export_texts
from ui.texts.moties import EN, NL
from ui.web.address import MOTIES, Address
from ui.web.pages.ledger import moties
from ui.web.pages.ledger.asked import ledger_filters
from ui.web.pages.ledger.downloads import links
from ui.web.rendering import fragment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINK = re.compile(r'href="([^"]+)" download(?: aria-label="([^"]+)")?')


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


@pytest.mark.parametrize("words", [export_texts.NL, export_texts.EN], ids=["nl", "en"])
def test_every_format_has_a_link(words: export_texts.Words) -> None:
    """Excel and Zotero at once; behind the third button all that can be exported, each link with a name of its own."""
    html = fragment("downloads.html", "downloads", links(words, WHATS, {}))
    found = LINK.findall(html)
    assert found[:2] == [("export/moties.xlsx", ""), ("export/moties.ris", "")]
    assert len(found) == 2 + sum(len(formats_of(what)) for what in WHATS)
    assert len({name for _, name in found[2:]}) == len(found) - 2
    assert {form for form, _, _ in exports.DOWNLOADS.values()} == set(FORMATS)


@pytest.mark.parametrize(
    "values",
    [
        {"zoek": "klimaat"},
        {"hoofdstuk": "Hoofdstuk 2 Ontwikkelingssamenwerking: focus op wat werkt"},
        {"indiener": "Hammelburg", "verwijzing": "ambiguous"},
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
    asked = ledger_filters(Address.read(MOTIES, values))
    rows = [row.key for row in base.ledger().moties if asked.accepts(row)]
    assert rows
    if "stuk" not in values:
        assert sorted(keys(html)) == sorted(rows)
    files = [href for href, _ in LINK.findall(html)]
    assert files
    assert "stuk" in values or all("soort=motie" in href for href in files)  # of the moties shown, not of all papers
    for name, value in values.items():
        if name != "sorteer":
            assert all(f"{name}=" in href for href in files), value
    response = exports.download(base, "moties.jsonl", asked)
    assert [line["key"] for line in map(json.loads, bytes(response.body).decode().splitlines())] == rows


@pytest.mark.parametrize("column", ["indieners", "onderwerp", "vergaderjaar", "nummer", "verwijzing", "genoemd"])
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
    assert keys(shown(base, sdg="veel", verwijzing="mooi", sorteer="kleur")) == [
        row.key for row in base.ledger().moties
    ]


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
    files = [href for href, _ in LINK.findall(html)]
    assert files
    assert all(href.startswith("../export/") for href in files)


def test_other_numbers_are_named_and_nothing_is_markup(monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase) -> None:
    """A title that another number has as well leads to that number; a title is shown as it is printed."""
    conflict = Conflict(ConflictKind.NUMBERS, ("kst-35925-1", "kst-35925-XVII-2", "kst-35207-3"))
    row = replace(
        base.ledger().moties[0],
        key="kst-35925-1",
        titles=("over <water>",),
        verdict=Verdict.COMPLETE,
        conflicts=(conflict,),
    )
    monkeypatch.setattr(base, "ledger", lambda: Ledger((row,), (row,), ()))
    html = shown(base)
    assert "over &lt;water&gt;" in html
    text = re.sub(r"<[^>]+>", "", html)
    assert "Deze titel staat elders bij een ander nummer: 35925 XVII, nr. 2 en 35207, nr. 3." in text
    assert 'href="?tab=moties&amp;stuk=kst-35925-XVII-2"' in html


def test_only_so_many_rows_are_drawn(monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase) -> None:
    """A long ledger does not make a slow page; the page states that there is more."""
    monkeypatch.setattr(moties, "SHOWN", 2)
    html = shown(base)
    assert len(keys(html)) == 2
    assert NL.more.format(shown=2) in html


def test_a_reference_is_what_is_judged(base: KnowledgeBase) -> None:
    """How far it can be trusted is no "oordeel": that is what the cabinet thinks of a motie."""
    html = shown(base, stuk="kst-35925-XVII-36")
    assert "<dt>Verwijzing</dt><dd>twijfelachtig</dd>" in html
    assert "oordeel" not in (html + shown(base)).casefold()


def test_numbers_are_printed_in_one_way(base: KnowledgeBase) -> None:
    """As the Leidraad prints them; ids stand in addresses only."""
    for values in ({}, {"soort": "alle"}, {"stuk": "kst-35925-XVII-36"}, {"stuk": "kst-35925-XVII-36", "taal": "en"}):
        text = re.sub(r"<[^>]+>", " ", shown(base, **values))
        assert "35925 XVII, nr. 36" in text
        assert "kst-" not in text


def test_a_subject_that_is_not_stated_is_not_called_kamerstuk(base: KnowledgeBase) -> None:
    """Its row states that, under a name of its own; a law is known by its name."""
    html = shown(base, soort="alle")
    cells = re.findall(r'<td data-label="Onderwerp">(.*?)</td>', html, re.DOTALL)
    texts = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
    assert len(texts) == len(base.ledger().papers)
    assert "Kamerstuk" not in texts
    assert NL.no_subject in texts
    assert 'aria-label="Kamerstuk 35925 V, nr. 84, onderwerp niet vermeld"' in html


@pytest.mark.parametrize("kind", ["kamerbrief", "toezegging"])
def test_one_kind_of_paper(base: KnowledgeBase, kind: str) -> None:
    """Only its papers are listed, and its downloads hold only those."""
    html = shown(base, soort=kind)
    assert keys(html) == [
        row.key.replace(":", "%3A").replace(" ", "+") for row in base.ledger().papers if row.kind == kind
    ]
    assert all(f"soort={kind}" in href for href, _ in LINK.findall(html))
    assert ledger_filters(Address.read(MOTIES, {"soort": kind})).kind is CitationKind(kind)
