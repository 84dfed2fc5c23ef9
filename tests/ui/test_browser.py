"""The page in a real browser: ask, read, follow, filter, download, and never leave this host."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
QUESTION = "wat is het klimaatdoel 2025"
# As root in a container, and without the browser's own traffic to its makers.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Visit(NamedTuple):
    """An open page and what must not happen on it."""

    page: Page
    trouble: list[str]


@pytest.fixture(scope="module")  # playwright keeps an event loop running, which tests of other modules must not meet
def browser() -> Iterator[Browser]:
    """The system's chromium. Without one these tests are skipped, but not where CI promises one."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium found: install it (apt-get install chromium), the page must be tested in CI")
        pytest.skip("no chromium found (Debian, Ubuntu: apt install chromium): the page is not tested")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def url(seeds_kb: Path) -> Iterator[str]:
    """The address of a server over the seeds, started as a user does."""
    words = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--kb", str(seeds_kb)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        address = re.search(r"http://\S+/", line)
        assert address, f"the server said {line!r}"
        yield address[0]
        server.terminate()


@pytest.fixture
def visit(browser: Browser, url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page, opened fresh. A request to another host, an error in the console or a failed request fails the test."""
    width = getattr(request, "param", 1280)
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda each: None if own(each.url, url) else trouble.append(f"request to {each.url}"))
    page.on("response", lambda each: trouble.append(f"{each.status} {each.url}") if each.status >= 400 else None)
    page.on("console", lambda each: trouble.append(f"{each.type}: {each.text}") if each.type in BAD else None)
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.goto(url)
    expect(page.get_by_label("Uw vraag")).to_be_visible()
    yield Visit(page, trouble)
    context.close()
    assert trouble == []


BAD = {"error", "warning"}


def own(address: str, url: str) -> bool:
    """Whether an address is the server's, or stands in the page itself."""
    return address.startswith((url, "data:", "blob:"))


def ask(page: Page, question: str = QUESTION) -> None:
    """Ask a question and wait for what comes."""
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.locator(".vp-answer")).to_be_visible()


def choose(page: Page, label: str, option: str | re.Pattern[str]) -> None:
    """Choose an option of a filter, as a person does, and wait until the results are of that choice."""
    if not page.get_by_label(label, exact=True).is_visible():
        page.get_by_role("button", name="Filters").click()
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).first.click()


def documents(page: Page) -> set[str | None]:
    """The documents of the hits that are shown."""
    return {card.get_attribute("data-document") for card in page.locator(".vp-hit").all()}


def test_a_question_is_answered_with_its_source(visit: Visit) -> None:
    """The sentence that answers stands first, verbatim, with document, chapter and page."""
    ask(visit.page)
    answer = visit.page.locator(".vp-answer")
    expect(answer.locator("blockquote p").first).to_contain_text("1,8 miljard")
    expect(answer.locator("figcaption").first).to_contain_text("Doen waar Nederland goed in is")
    expect(answer.locator("figcaption").first).to_contain_text("Hoofdstuk 2")
    expect(answer.locator("figcaption").first).to_contain_text("p.\u00a033")
    first = visit.page.locator(".vp-hit").first
    expect(first.locator(".vp-sdg")).to_have_text("SDG\u00a013")
    expect(first.locator("mark").filter(has_text="1,8 miljard")).to_have_count(1)


def test_a_source_leads_to_its_passage(visit: Visit) -> None:
    """The link under the answer brings its passage into view."""
    ask(visit.page)
    visit.page.locator(".vp-answer figcaption a").first.click()
    expect(visit.page.locator(".vp-hit:target")).to_be_in_viewport()


def test_a_footnote_leads_to_its_kamerstuk(visit: Visit) -> None:
    """A note shows its text, and the paper it cites is a link that opens beside the page."""
    ask(visit.page, "motie Kuik over een Nederlandse Global Health Strategie")
    note = visit.page.locator(".vp-notes dd").filter(has_text="Global Health").first
    link = note.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile(r"^https://zoek\.officielebekendmakingen\.nl/kst-[\w-]+\.html$"))
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_a_filter_changes_the_hits(visit: Visit) -> None:
    """Choosing a document leaves its passages only; choosing all brings the others back."""
    ask(visit.page, "klimaat")
    expect(visit.page.locator(".vp-hit[data-document=bhos-2022]")).not_to_have_count(0)
    choose(visit.page, "Document", re.compile("Jaarverslag"))
    expect(visit.page.locator(".vp-hit[data-document=bhos-2022]")).to_have_count(0)
    assert documents(visit.page) == {"bho-2024"}
    expect(visit.page.locator(".vp-heading")).to_contain_text("gefilterd op Jaarverslag")
    choose(visit.page, "Document", "Alle")
    expect(visit.page.locator(".vp-hit[data-document=bhos-2022]")).not_to_have_count(0)


def test_filters_on_sdg_chapter_and_motie_hold(visit: Visit) -> None:
    """Every hit has the SDG, the chapter or the motie that was chosen."""
    ask(visit.page, "water")
    choose(visit.page, "SDG", re.compile("^6 "))
    expect(visit.page.locator(".vp-heading")).to_contain_text("SDG\u00a06")
    cards = visit.page.locator(".vp-hit")
    assert cards.filter(has_text="SDG\u00a06").count() == cards.count() > 0
    choose(visit.page, "SDG", "Alle")
    choose(visit.page, "Hoofdstuk", re.compile("^Hoofdstuk 1 "))
    expect(visit.page.locator(".vp-heading")).to_contain_text("Hoofdstuk 1")
    assert {each.text_content() for each in visit.page.locator(".vp-crumbs li:first-child").all()} == {
        "Hoofdstuk 1 Handelsbeleid: voor het Nederlandse verdienvermogen"
    }
    choose(visit.page, "Hoofdstuk", "Alle")
    choose(visit.page, "Motie", re.compile("^Klaver en Piri"))
    expect(visit.page.locator(".vp-heading")).to_contain_text("kst-36045-48")
    assert cards.filter(has_text="Motie Klaver en Piri").count() == cards.count() > 0


def test_another_document_offers_its_own_chapters(visit: Visit) -> None:
    """A chapter of another document cannot be chosen, so it cannot empty the results."""
    choose(visit.page, "Document", re.compile("Jaarverslag"))
    field = visit.page.get_by_label("Hoofdstuk", exact=True)
    field.click()
    expect(visit.page.get_by_role("option", name=re.compile("^3. Beleidsprioriteiten"))).to_be_visible()
    expect(visit.page.get_by_role("option", name=re.compile("^Hoofdstuk 1 "))).to_have_count(0)


def test_what_is_not_there_is_not_found(visit: Visit) -> None:
    """No answer is made up; the nearest passages follow, and are called that."""
    ask(visit.page, "hoe hoog is de Eiffeltoren")
    expect(visit.page.locator(".vp-answer h2")).to_have_text("Niet gevonden")
    expect(visit.page.locator(".vp-answer blockquote")).to_have_count(0)
    expect(visit.page.locator(".vp-hit").first).to_be_visible()


def test_an_example_asks_itself(visit: Visit) -> None:
    """One click on an example fills the field and answers."""
    visit.page.get_by_role("button", name=QUESTION).click()
    expect(visit.page.locator(".vp-answer blockquote p").first).to_contain_text("1,8 miljard")
    expect(visit.page.get_by_label("Uw vraag")).to_have_value(QUESTION)


def test_enter_asks(visit: Visit) -> None:
    """The keyboard is enough: the field has the focus, Enter asks."""
    expect(visit.page.get_by_label("Uw vraag")).to_be_focused()
    visit.page.keyboard.type(QUESTION)
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".vp-answer blockquote p").first).to_contain_text("1,8 miljard")


def test_moties_are_listed_and_can_be_downloaded(visit: Visit) -> None:
    """The table has a row per motie with a link; the CSV that is downloaded has the same rows."""
    visit.page.get_by_role("tab", name="Moties").click()
    rows = visit.page.locator(".vp-table tbody tr")
    expect(rows.filter(has_text="Klaver en Piri").get_by_role("link")).to_have_text("kst-36045-48")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Moties CSV").click()
    assert download.value.suggested_filename == "vindplaats-moties.csv"
    text = Path(download.value.path()).read_text("utf-8-sig")
    exported = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(exported) == rows.count()
    assert "kst-36045-48" in {row["id"] for row in exported}


def test_documents_show_what_is_there_and_that_it_is_sound(visit: Visit) -> None:
    """Each document with its number of passages, and the state of the index."""
    visit.page.get_by_role("tab", name="Documenten").click()
    expect(visit.page.locator(".vp-table tbody tr:visible")).to_have_count(2)
    expect(visit.page.get_by_text("De index is in orde: 2 documenten")).to_be_visible()


@pytest.mark.parametrize("visit", [360], indirect=True)
def test_a_narrow_screen_needs_no_sideways_scrolling(visit: Visit) -> None:
    """At 360 pixels every tab fits the width."""
    ask(visit.page)
    for name in ("Zoeken", "Moties", "Documenten"):
        visit.page.get_by_role("tab", name=name).click()
        expect(visit.page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_browser_would_refuse_another_host(visit: Visit) -> None:
    """Should anything on the page ever ask for another host, the browser does not go there."""
    script = "fetch('http://192.0.2.1/').then(() => 'went', () => 'refused')"
    assert visit.page.evaluate(script) == "refused"
    assert [line for line in visit.trouble if "Content Security Policy" in line]
    visit.trouble.clear()  # that was the refusal


def test_the_page_as_served_names_no_other_host(url: str) -> None:
    """What the browser gets to start with holds no address but its own."""
    with urlopen(url) as response:
        html = response.read().decode()
        policy = response.headers["content-security-policy"]
    assert 'lang="nl"' in html
    assert {
        each for each in re.findall(r"https?://[^\s\"'<>\\)]+", html) if not each.startswith(url.rstrip("/"))
    } == set()
    assert policy.startswith("default-src 'self'")
