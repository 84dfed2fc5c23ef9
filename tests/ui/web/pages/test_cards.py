"""The answer and the passages as HTML: escaped, marked, and linked to the paper that was probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hit_factories import make_cite, make_hit, make_note, make_result

from ingest.model import CitationKind, Verdict
from search.intake.sdg_suggestions import goals
from ui import texts
from ui.cli import terminal
from ui.texts.asking import EN, NL
from ui.texts.doubts import Doubt, refer
from ui.texts.naming import EN as ENGLISH_NAMES
from ui.web.address import Address, anchor
from ui.web.pages import cards, references
from ui.web.rendering import fragment

if TYPE_CHECKING:
    from ingest.model import Citation
    from search.model import Hit

NASTY = "<script>alert('x')</script>\"&${1+1}{{2+2}}"
ADDRESS = Address.read("zoeken", {"vraag": "water"})
LIKELY = make_cite(
    id="kst-35925-36",
    url="https://zoek.officielebekendmakingen.nl/kst-35925-36.html",
    dossier="35925",
    number="36",
    likely_id="kst-35925-XVII-36",
    verdict=Verdict.AMBIGUOUS,
    reason="Begroting zonder hoofdstuk.",
)


def answer(*hits: Hit, quoted: tuple[str, ...] = ()) -> str:
    """The answer as HTML."""
    found = cards.answer(make_result(*hits, quoted=quoted), {"nota": "De nota: over water"}, ADDRESS, NL)
    assert found is not None
    return fragment("cards.html", "answer", found, NL)


def card(hit: Hit, looked_for: tuple[str, ...] = (), quoted: tuple[str, ...] = ()) -> str:
    """A passage as HTML."""
    return fragment("cards.html", "card", cards.card(hit, looked_for, quoted, ADDRESS, NL), NL)


def reference(cite: Citation) -> str:
    """A citation as HTML."""
    [shown] = references.cited([cite], NL)
    return fragment("references.html", "reference", shown, NL)


def test_nothing_from_a_document_becomes_markup() -> None:
    """Whatever stands in a document is shown as text, in every place where it is shown."""
    cite = make_cite(
        title=NASTY, submitters=(NASTY,), reason=NASTY, verdict=Verdict.IMPLAUSIBLE, url=f"https://x/{NASTY}"
    )
    hit = make_hit(
        title=NASTY, chapter=NASTY, section=NASTY, section_path=(NASTY, "b"), text=f"{NASTY} a.\n• {NASTY}\nx | {NASTY}",
        document=NASTY, id=NASTY, footnotes=(make_note(1, NASTY, cite),),
        citations=(make_cite(footnote=None, text=NASTY, id=None),),
    )  # fmt: skip
    html = card(hit, ("script",), (f"{NASTY} a.",)) + answer(hit, quoted=(f"{NASTY} a.",))
    assert "<script" not in html
    assert re.findall(r'"[^"=<>]*\'x\'', html) == []  # no attribute is broken out of


def test_the_answer_stands_with_its_source() -> None:
    """The quoted sentence, then document, chapter and page, linked to the passage below."""
    html = answer(make_hit(page=7), quoted=("Het is nat.",))
    assert '<blockquote class="vp-words" lang="nl"><p>Het is nat.</p></blockquote>' in html
    assert '<a href="#p-nota-0001"><cite>De nota</cite></a> <span>Hoofdstuk 1</span> <span>p.\u00a07</span>' in html
    assert 'id="p-nota-0001"' in card(make_hit())


@pytest.mark.parametrize("passage", ["nota:0001", "Nota 100% #2 (\u00e9\u00e9n):0001", "a\"b'c:0001"])
def test_the_id_of_a_passage_fits_an_attribute_and_an_address(passage: str) -> None:
    """A document is named after its file, whatever signs that has; two names never give one id."""
    assert re.fullmatch(r"p-[A-Za-z0-9_.-]+", anchor(passage))
    assert anchor(passage) != anchor(passage.replace(" ", "-").replace('"', "-"), "l")
    assert anchor("a b:0001") != anchor("a-b:0001")


def test_what_the_answer_quotes_is_marked() -> None:
    """The quoted sentences are marked in their passage, rather than the best one by another measure."""
    html = card(make_hit(best_sentence=(0, 12)), quoted=("Het is nat.",))
    assert "<p>Er is water. <mark>Het is nat.</mark></p>" in html


def test_without_an_answer_the_best_sentence_is_marked() -> None:
    """A passage that merely lies nearest shows why it does."""
    assert "<p><mark>Er is water.</mark> Het is nat.</p>" in card(make_hit(best_sentence=(0, 12)))


def test_words_of_the_question_are_marked() -> None:
    """Where the words stand, inside a marked sentence as well."""
    html = card(make_hit(best_sentence=(0, 12)), looked_for=("water", "nat"))
    assert "<p><mark>Er is <b>water</b>.</mark> Het is <b>nat</b>.</p>" in html


def test_the_heading_is_not_repeated() -> None:
    """A passage that begins with its section's title shows it once, above it."""
    hit = make_hit(section="Water", section_path=("Hoofdstuk 1", "Water"), text="Water\n\nEr is water.")
    assert re.findall(r">Water<", card(hit)) == [">Water<"]


@pytest.mark.parametrize(
    ("hits", "message"),
    [((make_hit(),), texts.NOT_FOUND_MORE), ((), f"{texts.NOTHING_AT_ALL} {NL.nothing_next}")],
)
def test_not_found_is_stated_plainly(hits: tuple[Hit, ...], message: str) -> None:
    """Nothing is passed off as an answer; the nearest passages follow if there are any."""
    html = answer(*hits)
    assert f"Niet gevonden</h2></div><p>{message}</p>" in html
    assert "blockquote" not in html


def test_breadcrumb_page_and_sdgs_stand_with_a_passage() -> None:
    """Chapter above section, page and an SDG chip each."""
    html = card(make_hit(section_path=("Hoofdstuk 2", "Klimaat"), page=33, sdgs=(7, 13)))
    assert '<ol class="vp-crumbs" lang="nl"><li>Hoofdstuk 2</li></ol>' in html
    assert '<h3 id="t-p-nota-0001" lang="nl">Klimaat</h3>' in html
    assert '<span class="vp-page">p.\u00a033</span>' in html
    assert re.findall(r'vp-chip" title="[^"]*">([^<]+)', html) == ["SDG\u00a07", "SDG\u00a013"]


def test_a_suggested_sdg_is_marked_as_such() -> None:
    """A dashed chip with the word, what it means on pointing at it; a named goal has neither."""
    html = card(make_hit(suggested_sdgs=(2,)))
    [(why, words)] = re.findall(r'<span class="vp-chip vp-chip-maybe" title="([^"]*)">(.*?)</span>', html)
    assert words == "SDG\u00a02 <i>suggestie</i>"
    assert why.startswith("Geen honger. Een suggestie van Vindplaats: deze passage noemt zelf geen SDG")
    assert "suggestie" not in card(make_hit(sdgs=(2,)))


def test_a_suggested_sdg_is_marked_in_plain_text() -> None:
    """The word stands behind the goal; the source of an answer names only goals that are in the text."""
    hit = make_hit(suggested_sdgs=(2, 13), page=3)
    lines = terminal.result(make_result(hit, quoted=("Het is nat.",)), 10).splitlines()
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
    html = card(hit)
    assert "<summary><span>Noot\u00a04</span> Motie Kuzu</summary>" in html
    assert '<p class="vp-words" lang="nl">Motie Kuzu.</p>' in html
    assert html.count(">Kamerstukken II 2021/22, 35207, nr. 53</a>") == 1
    assert html.index("36045, nr. 48") > html.index(texts.REFERENCES)


def test_a_number_in_the_text_leads_to_its_note() -> None:
    """Where the number of a note stood, it stands again, as a link that opens the note."""
    note = make_note(4)
    hit = make_hit(start=100, footnotes=(note.__class__(4, "Noot.", 0, 5, 112, None, None, 0, None),))
    html = card(hit)
    assert 'Er is water.<sup><a href="#n-p-nota-0001-4">4</a></sup> Het is nat.' in html
    assert '<details class="vp-note" id="n-p-nota-0001-4">' in html


def test_a_motie_leads_to_where_else_it_is_cited() -> None:
    """Under the paper's key, the likely one where that is another; not for papers that are not moties."""
    assert 'href="?tab=moties&amp;stuk=kst-35925-XVII-36"' in reference(LIKELY)
    assert "stuk=" not in reference(make_cite(kind=CitationKind.KAMERSTUK))


def test_a_link_leaves_the_page_safely() -> None:
    """Papers open beside the page, which stays unknown to them."""
    link = (
        '<a class="vp-out" href="https://zoek.officielebekendmakingen.nl/kst-35207-53.html" target="_blank" '
        'rel="noopener noreferrer">'
    )
    assert link in reference(make_cite())


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "http://voorbeeld.nl/"])
def test_only_a_safe_address_becomes_a_link(url: str | None) -> None:
    """Anything but https stays text."""
    assert fragment("common.html", "outside", url, "stuk") == '<span class="vp-nolink">stuk</span>'


def test_a_link_goes_to_the_likely_paper_and_says_so() -> None:
    """Where the printed id is another paper, the link leads to the one meant; the doubt and its reason stand with it."""
    html = reference(LIKELY)
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-35925-XVII-36.html"' in html
    assert ">Kamerstukken II 2021/22, 35925 XVII, nr. 36</a>" in html
    assert "Gedrukt staat 35925, nr. 36; de link gaat naar het stuk dat waarschijnlijk bedoeld is." in html
    assert '<p lang="nl">Begroting zonder hoofdstuk.</p>' in html


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
            Doubt("De verwijzing kan niet kloppen zoals ze gedrukt staat.", ""),
        ),
    ],
)
def test_a_reference_is_named_and_doubted_in_dutch(changes: dict[str, object], name: str, doubt: Doubt | None) -> None:
    """Kind and submitters as Dutch writes them; a doubt for each verdict but complete."""
    shown = refer(make_cite(**changes))
    assert (shown.name, shown.doubt) == (name, doubt)


def test_a_reference_is_named_in_english() -> None:
    """The page's own words follow the language; the words of the document do not."""
    shown = refer(make_cite(submitters=("A", "B"), verdict=Verdict.INCOMPLETE), ENGLISH_NAMES)
    assert (shown.name, shown.doubt) == ("Motion A and B", Doubt("The reference is incomplete.", ""))


@pytest.mark.parametrize("naming", [NL.naming, EN.naming], ids=["nl", "en"])
def test_every_kind_verdict_and_sdg_has_a_name(naming: object) -> None:
    """A new kind cannot be forgotten in the texts of either language."""
    assert set(naming.kinds) == set(CitationKind)  # type: ignore[attr-defined]
    assert set(naming.verdicts) == set(Verdict)  # type: ignore[attr-defined]
    assert list(naming.sdgs) == list(range(1, 18))  # type: ignore[attr-defined]
