"""Copying with source and sharing, in a real browser: what lands on the clipboard, as rich and as plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from visiting import QUESTION, Visit, ask, serving
from word_reading import read_word

from search import KnowledgeBase
from search.export.quoting import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

    from search.export.quoting import Quotation

pytestmark = pytest.mark.browser
RICH = """async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType("text/html")).text();
}"""


def plain(page: Page) -> str:
    """The plain text on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def quoted(folder: Path, passage: str | None, *sentences: str) -> Quotation:
    """What should be copied."""
    with KnowledgeBase.open(folder) as kb:
        return quote(kb, str(passage), *sentences)


def test_the_sentences_of_the_answer_are_copied(visit: Visit, seeds_kb: Path) -> None:
    """Those that are shown and no others, with their source; the title in italics."""
    ask(visit.page)
    figure = visit.page.locator(".vp-answer figure").first
    sentences = figure.locator("blockquote p").all_inner_texts()
    figure.get_by_role("button", name="Kopieer met bron").click()
    expect(figure.get_by_role("button", name="Gekopieerd")).to_be_visible()
    passage = figure.locator("[data-quote]").first.get_attribute("data-quote")
    expected = quoted(seeds_kb, passage, *sentences)
    assert len(sentences) == 2
    assert plain(visit.page) == expected.to_text()
    assert "<i>Doen waar Nederland goed in is" in visit.page.evaluate(RICH)
    whole = figure.get_by_role("button").nth(1)  # by its place: a moment long it says something else
    expect(whole).to_have_text("Kopieer hele passage")
    whole.click()
    expect(whole).to_have_text("Gekopieerd")
    assert plain(visit.page) == quoted(seeds_kb, passage).to_text() != expected.to_text()


def test_a_passage_is_copied_with_its_source(visit: Visit, seeds_kb: Path) -> None:
    """The clipboard holds the passage ready to be pasted; the button confirms it."""
    ask(visit.page)
    first = visit.page.locator(".vp-hit").first
    first.get_by_role("button", name="Kopieer hele passage").click()
    expect(first.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert plain(visit.page) == quoted(seeds_kb, first.get_attribute("data-passage")).to_text()


@pytest.mark.parametrize(
    "lacking", ["window.ClipboardItem = undefined", "navigator.clipboard.write = () => Promise.reject()"]
)
def test_browsers_that_lack_the_clipboard(visit: Visit, lacking: str) -> None:
    """An older browser, or a page that came without https, copies both forms all the same."""
    ask(visit.page)
    visit.page.evaluate(f"() => {{ {lacking}; }}")
    visit.page.locator(".vp-answer").get_by_role("button", name="Kopieer met bron").first.click()
    expect(visit.page.locator(".vp-answer").get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert plain(visit.page).startswith("“De publieke en gemobiliseerde private klimaatfinanciering")
    assert "<i>Doen waar Nederland" in visit.page.evaluate(RICH)


def test_what_cannot_be_copied_is_told(visit: Visit) -> None:
    """A passage that is gone meanwhile."""
    ask(visit.page)
    visit.page.route("**/citaat?*", lambda route: route.fulfill(status=404, body="weg"))
    visit.page.locator(".vp-answer").get_by_role("button", name="Kopieer met bron").first.click()
    expect(visit.page.get_by_role("button", name="Kopiëren is niet gelukt")).to_be_visible()
    visit.forgive("404")


def test_on_ones_own_computer_words_are_shared(visit: Visit) -> None:
    """A link would lead nobody here: question, filters and quotation are copied instead, and the page says so."""
    page = visit.page
    visit.go("?vraag=wat+is+het+klimaatdoel+2025&jaar=2022")
    page.get_by_role("button", name="Deel").click()
    expect(page.locator(".vp-said")).to_contain_text("een link zou voor een ander niet werken")
    lines = plain(page).splitlines()
    assert lines[0] == f"Vraag: {QUESTION} (binnen Jaar: 2022)"
    assert lines[2].startswith("“De publieke en gemobiliseerde private klimaatfinanciering")
    assert "http" not in "".join(lines)
    assert f"<p>{lines[0]}</p>" in page.evaluate(RICH)


def test_passages_that_only_come_near_are_shared_too(visit: Visit) -> None:
    """The one that comes first."""
    visit.go("?vraag=hoe+helpt+Nederland+bij+een+tsunami")
    visit.page.get_by_role("button", name="Deel").click()
    expect(visit.page.locator(".vp-said")).to_be_visible()
    assert plain(visit.page).startswith("Vraag: hoe helpt Nederland bij een tsunami\n\n“")


@pytest.fixture(scope="module")
def department(seeds_kb: Path) -> Iterator[str]:
    """The address under which others reach a server."""
    name = "vindplaats.localhost"
    with serving(seeds_kb, "--read-only", "--allow-host", name) as address:
        yield address.replace("127.0.0.1", name)


def test_on_a_server_the_link_is_shared(context: BrowserContext, department: str) -> None:
    """It opens the same for who receives it; what is quoted carries the link to its passage."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit = Visit(context.new_page(), department, [])
    visit.watch()
    visit.go("?vraag=wat+is+het+klimaatdoel+2025&jaar=2022")
    page = visit.page
    page.get_by_role("button", name="Deel").click()
    expect(page.locator(".vp-said")).to_have_text("De link is gekopieerd.")
    assert plain(page) == page.url
    first = page.locator(".vp-answer figure").first.get_by_role("button").first
    expect(first).to_have_text("Kopieer met bron")
    first.click()
    expect(first).to_have_text("Gekopieerd")
    link = f"{department}?tab=lezen&document=bhos-2022&passage=bhos-2022%3A0090"
    assert link in plain(page).splitlines()
    assert f'href="{link.replace("&", "&amp;")}"' in page.evaluate(RICH)
    visit.go(urlsplit(link).query and f"?{urlsplit(link).query}")
    expect(page.locator(".vp-here")).to_contain_text("1,8 miljard")
    visit.close()
    assert visit.trouble == []


@pytest.mark.parametrize("page", ["", "en/"])
def test_what_was_found_is_saved_for_word(visit: Visit, page: str) -> None:
    """In either language of the page: with the filters in force, and named after them."""
    visit.go(f"{page}?vraag=wat+is+het+klimaatdoel+2025&jaar=2022")
    with visit.page.expect_download() as download:
        visit.page.locator(".vp-answer").get_by_role("link", name="Word", exact=True).click()
    assert download.value.suggested_filename == "vraag-wat-is-het-klimaatdoel-2025-2022.docx"
    saved = read_word(Path(download.value.path()).read_bytes())
    assert saved.styled("Subtitle")[1:] == ["Binnen\tJaar: 2022"]
    assert len(saved.styled("Heading2")) == visit.page.locator(".vp-hit").count() == 10


def test_passages_are_chosen_for_word(visit: Visit) -> None:
    """The choice stays when more passages are shown, and goes with the question."""
    page = visit.page
    visit.go("?vraag=wat+is+het+klimaatdoel+2025")
    for place in (1, 4):
        page.get_by_role("checkbox", name="Kies voor Word").nth(place).check()
    page.get_by_role("link", name="Toon meer passages").click()
    expect(page.locator(".vp-hit")).to_have_count(20)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word (2 gekozen)").click()
    saved = read_word(Path(download.value.path()).read_bytes())
    assert saved.styled("Heading2") == [page.locator(".vp-hit h3").nth(place).inner_text() for place in (1, 4)]
    page.get_by_role("checkbox", name="Kies voor Word").nth(4).uncheck()
    expect(page.get_by_role("link", name="Word (1 gekozen)")).to_be_visible()
    ask(page, "hoeveel geld gaat naar humanitaire hulp")
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()
