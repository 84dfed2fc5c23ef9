"""What stands on the page: escaped, marked, and linked to the paper that was probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hit_factories import make_cite, make_hit, make_note, make_result

from ingest.model import CitationKind, Verdict
from search.errors import StoreDamagedError
from search.model import Filters, SearchResult
from search.suggestions import goals
from ui import panels, render, terminal, texts
from ui.notes import Doubt, refer

if TYPE_CHECKING:
    from pathlib import Path

NASTY = "<script>alert('x')</script>\"&${1+1}{{2+2}}"
LIKELY = make_cite(
    id="kst-35925-36",
    url="https://zoek.officielebekendmakingen.nl/kst-35925-36.html",
    dossier="35925",
    number="36",
    likely_id="kst-35925-XVII-36",
    verdict=Verdict.AMBIGUOUS,
    reason="Begroting zonder hoofdstuk.",
)


def page(found: SearchResult, filters: Filters | None = None) -> str:
    """The results as HTML."""
    return render.result(found, filters or Filters(), {"nota": "De nota: over water"})


def test_nothing_from_a_document_becomes_markup() -> None:
    """Whatever stands in a document is shown as text, in every place where it is shown."""
    cite = make_cite(
        title=NASTY, submitters=(NASTY,), reason=NASTY, verdict=Verdict.IMPLAUSIBLE, url=f"https://x/{NASTY}"
    )
    hit = make_hit(
        title=NASTY, chapter=NASTY, section=NASTY, section_path=(NASTY, "b"), text=f"{NASTY} a.", document=NASTY,
        passage=NASTY, footnotes=(make_note(1, NASTY, cite),), citations=(make_cite(footnote=None, text=NASTY, id=None),),
    )  # fmt: skip
    html = render.result(
        make_result(hit, said=(f"{NASTY} a.",)), Filters(document=NASTY, chapter=NASTY, motie=NASTY), {}
    )
    assert "<script" not in html
    assert re.findall(r'"[^"=<>]*\'x\'', html) == []  # no attribute is broken out of


def test_the_answer_comes_first_with_its_source() -> None:
    """The quoted sentence, then document, chapter and page, linked to the passage below."""
    html = page(make_result(make_hit(page=7), said=("Het is nat.",)))
    assert html.index("Antwoord") < html.index("Passages")
    assert "<blockquote><p>Het is nat.</p></blockquote>" in html
    assert '<a href="#p-nota-0001"><cite>De nota</cite></a> · Hoofdstuk 1 · p.\u00a07' in html
    assert 'id="p-nota-0001"' in html


def test_what_the_answer_quotes_is_marked() -> None:
    """The quoted sentences are marked in their passage, rather than the best one by another measure."""
    html = page(make_result(make_hit(best_sentence=(0, 12)), said=("Het is nat.",)))
    assert "<p>Er is water. <mark>Het is nat.</mark></p>" in html


def test_without_an_answer_the_best_sentence_is_marked() -> None:
    """A passage that merely lies nearest shows why it does."""
    assert "<p><mark>Er is water.</mark> Het is nat.</p>" in page(make_result(make_hit(best_sentence=(0, 12))))


def test_a_mark_may_cross_a_line() -> None:
    """A sentence over two lines is marked on both, and nothing between them is lost."""
    html = page(make_result(make_hit(text="a. b\nc. d", best_sentence=(3, 7))))
    assert "<p>a. <mark>b</mark></p><p><mark>c.</mark> d</p>" in html


def test_the_heading_is_not_repeated() -> None:
    """A passage that begins with its section's title shows it once, in the breadcrumb."""
    html = page(
        make_result(make_hit(section="Water", section_path=("Hoofdstuk 1", "Water"), text="Water\n\nEr is water."))
    )
    assert re.findall(r">Water<", html) == [">Water<"]


@pytest.mark.parametrize(("hits", "message"), [((make_hit(),), texts.NOT_FOUND_MORE), ((), texts.NOTHING_AT_ALL)])
def test_not_found_is_said_plainly(hits: tuple[object, ...], message: str) -> None:
    """Nothing is passed off as an answer; the nearest passages follow if there are any."""
    html = page(make_result(*hits))  # type: ignore[arg-type]
    assert f"<h2>Niet gevonden</h2><p>{message}</p>" in html
    assert "blockquote" not in html


def test_breadcrumb_page_and_sdgs_stand_with_a_passage() -> None:
    """Chapter > section, page and an SDG chip each."""
    html = page(make_result(make_hit(section_path=("Hoofdstuk 2", "Klimaat"), page=33, sdgs=(7, 13))))
    assert '<ul class="vp-crumbs"><li>Hoofdstuk 2</li><li>Klimaat</li></ul>' in html
    assert '<span class="vp-page">p.\u00a033</span>' in html
    assert re.findall(r'vp-sdg">([^<]+)', html) == ["SDG\u00a07", "SDG\u00a013"]


def test_a_suggested_sdg_is_marked_as_such() -> None:
    """A dashed chip with the word, what it means on pointing at it; a named goal has neither."""
    html = page(make_result(make_hit(suggested_sdgs=(2,))))
    [(why, words)] = re.findall(r'<span class="vp-sdg vp-sdg-suggested" title="([^"]*)">([^<]*)</span>', html)
    assert words == "SDG\u00a02 suggestie"
    assert why.startswith("Geen honger. Een suggestie van Vindplaats: deze passage noemt zelf geen SDG")
    assert "suggestie" not in page(make_result(make_hit(sdgs=(2,))))


def test_a_suggested_sdg_is_marked_in_plain_text() -> None:
    """The word stands behind the goal; the source of an answer names only goals that are in the text."""
    hit = make_hit(suggested_sdgs=(2, 13), page=3)
    lines = terminal.result(make_result(hit, said=("Het is nat.",)), 10).splitlines()
    assert "    Hoofdstuk 1 · p.\u00a03 · SDG\u00a02 (suggestie) · SDG\u00a013 (suggestie)" in lines
    assert [line for line in lines if line.startswith(" " * 8 + "—")] == [
        "        — De nota: over water · Hoofdstuk 1 · p.\u00a03"
    ]


def test_goals_are_called_the_same_everywhere() -> None:
    """The names that are shown are the titles that search compares with."""
    assert {goal.number: goal.title for goal in goals()} == texts.SDG_NAMES


def test_a_note_shows_its_text_and_its_papers_once() -> None:
    """Citations of a note stand with the note; those of the passage's own text below."""
    own, noted = make_cite(id="kst-36045-48", number="48", dossier="36045"), make_cite(footnote=4)
    hit = make_hit(footnotes=(make_note(4, "Motie Kuzu.", noted),), citations=(noted, own))
    html = page(make_result(hit))
    assert "<dt>4</dt><dd><p>Motie Kuzu.</p>" in html
    assert html.count(">Kamerstukken II 2021/22, 35207, nr. 53</a>") == 1
    assert html.index("36045, nr. 48") > html.index(texts.REFERENCES)


def test_a_link_leaves_the_page_safely() -> None:
    """Papers open beside the page, which stays unknown to them."""
    link = (
        '<a href="https://zoek.officielebekendmakingen.nl/kst-35207-53.html" target="_blank" rel="noopener noreferrer">'
    )
    assert link in render.reference(make_cite())


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "http://voorbeeld.nl/"])
def test_only_a_safe_address_becomes_a_link(url: str | None) -> None:
    """Anything but https stays text."""
    assert render.outside(url, "stuk") == '<span class="vp-nolink">stuk</span>'


def test_a_link_goes_to_the_likely_paper_and_says_so() -> None:
    """Where the printed id is another paper, the link leads to the one meant; the doubt and its reason stand with it."""
    html = render.reference(LIKELY)
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-35925-XVII-36.html"' in html
    assert ">kst-35925-XVII-36</a>" in html
    assert "Gedrukt staat kst-35925-36; de link gaat naar het stuk dat waarschijnlijk bedoeld is." in html
    assert "<p>Begroting zonder hoofdstuk.</p>" in html


def test_active_filters_are_named() -> None:
    """A reader sees that something was left out, also when the fields are folded away."""
    html = page(make_result(make_hit()), Filters(document="nota", chapter="hoofdstuk 1", sdg=6, motie="kst-35207-53"))
    assert "1 passage gevonden, gefilterd op De nota: over water, hoofdstuk 1, SDG\u00a06, kst-35207-53" in html


def test_a_damaged_knowledge_base_is_told_on_the_page(tmp_path: Path) -> None:
    """What goes wrong while searching is a Dutch sentence in the place of the answer."""

    class Damaged:
        def search(self, question: str, filters: Filters) -> SearchResult:
            del question, filters
            raise StoreDamagedError(tmp_path / "k.sqlite", "disk I/O error")

    html = panels.answer(Damaged(), "water", Filters())  # type: ignore[arg-type]  # only search is asked
    assert "k.sqlite: dit is geen kennisbank, of zij is beschadigd (disk I/O error)." in html


@pytest.mark.parametrize(
    ("changes", "name", "doubt"),
    [
        ({}, "Motie Kuzu", None),
        ({"cosigned": True}, "Motie Kuzu c.s.", None),
        ({"submitters": ("A", "B", "C")}, "Motie A, B en C", None),
        ({"submitters": (), "kind": CitationKind.KAMERBRIEF}, "Kamerbrief", None),
        ({"verdict": Verdict.INCOMPLETE}, "Motie Kuzu", Doubt("De verwijzing is onvolledig.", "")),
        (
            {"verdict": Verdict.AMBIGUOUS, "reason": "Waarom."},
            "Motie Kuzu",
            Doubt("De verwijzing kan naar meer dan één stuk leiden.", "Waarom."),
        ),
        (
            {"verdict": Verdict.IMPLAUSIBLE},
            "Motie Kuzu",
            Doubt("De verwijzing kan niet kloppen zoals zij gedrukt staat.", ""),
        ),
    ],
)
def test_a_reference_is_named_and_doubted_in_dutch(changes: dict[str, object], name: str, doubt: Doubt | None) -> None:
    """Kind and submitters as Dutch writes them; a doubt for each verdict but complete."""
    shown = refer(make_cite(**changes))
    assert (shown.name, shown.doubt) == (name, doubt)


def test_every_kind_verdict_and_sdg_has_a_dutch_name() -> None:
    """A new kind cannot be forgotten in the texts."""
    assert set(texts.KINDS) == set(CitationKind)
    assert set(texts.VERDICTS) == set(Verdict)
    assert list(texts.SDG_NAMES) == list(range(1, 18))
