"""The tab Moties in a real browser: search, filter, sort, a motie's page, downloads, two documents compared."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from visiting import Visit

pytestmark = pytest.mark.browser


def rows(page: Page) -> Locator:
    """The moties shown."""
    return page.locator("#deel-moties .vp-table tbody tr")


def test_moties_are_searched_and_filtered(visit: Visit) -> None:
    """Words narrow the table, a choice at once; what was chosen stands in the address and can be taken away."""
    page = visit.page
    page.get_by_role("tab", name="Moties").click()
    expect(rows(page)).to_have_count(40)
    page.get_by_label("Zoek in titel, indiener of nummer").fill("klimaat")
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(2)
    # The fields depend on each other: only who submitted one of the two can be chosen.
    expect(page.get_by_label("Indiener", exact=True).locator("option")).to_have_text(
        ["Alle", "Heijnen (1)", "Van der Lee (1)"]
    )
    page.get_by_label("Indiener", exact=True).focus()
    page.get_by_label("Indiener", exact=True).select_option("Heijnen")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("over klimaatafspraken Glasgow")
    expect(page).to_have_url(re.compile(r"tab=moties&zoek=klimaat&indiener=Heijnen"))
    expect(page.get_by_label("Indiener", exact=True)).to_be_focused()
    page.go_back()
    expect(rows(page)).to_have_count(2)
    page.get_by_role("link", name="Wis filters").click()
    expect(rows(page)).to_have_count(40)


def test_a_heading_sorts(visit: Visit) -> None:
    """Once ascending, twice descending; the heading announces the order to screen readers."""
    visit.go("?tab=moties")
    heading = visit.page.get_by_role("columnheader", name="Genoemd")
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(rows(visit.page).first).to_contain_text("over EU-middelen voor OS-beleid")


def test_the_selection_is_downloaded(visit: Visit) -> None:
    """The moties of a chapter as CSV and for Excel: as many rows as are shown."""
    page = visit.page
    visit.go("?tab=moties")
    expect(rows(page)).to_have_count(40)
    page.get_by_label("Hoofdstuk", exact=True).select_option(
        "Hoofdstuk 2 Ontwikkelingssamenwerking: focus op wat werkt"
    )
    expect(page).to_have_url(re.compile("hoofdstuk="))
    expect(rows(page)).not_to_have_count(40)  # the address comes first, the table a moment later
    number = rows(page).count()
    assert 0 < number < 40
    files = page.get_by_role("navigation", name="Deze selectie exporteren")
    expect(files.get_by_role("link")).to_have_text(["Excel", "Zotero"])
    with page.expect_download() as download:
        files.get_by_role("link", name="Excel", exact=True).click()
    assert download.value.suggested_filename == "moties-hoofdstuk-2-ontwikkelingssamenwerking-fo.xlsx"
    with Path(download.value.path()).open("rb") as file:
        sheet = load_workbook(file).active
        assert (sheet.max_row, sheet["A1"].value) == (number + 1, "Vindplaats")
    files.locator("summary").click()
    with page.expect_download() as download:
        files.get_by_role("link", name="CSV, Moties, elk op één regel", exact=True).click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == number
    with page.expect_download() as download:
        files.get_by_role("link", name="RIS, Alle verwijzingen").click()
    assert download.value.suggested_filename.startswith("verwijzingen-")
    places = Path(download.value.path()).read_text("utf-8").count("TY  - ")
    expect(page.locator("#deel-moties > .vp > .vp-notice")).to_contain_text(f"{number} moties")
    assert places >= number


def test_a_motie_leads_to_every_place_that_cites_it(visit: Visit) -> None:
    """Its page has the sentences; from there one goes to the document, to its passages, and back to all moties."""
    page = visit.page
    visit.go("?tab=moties&zoek=OS-beleid")
    page.get_by_role("link", name="over EU-middelen voor OS-beleid").click()
    motie = page.locator(".vp-motie")
    expect(motie.locator("blockquote")).to_have_count(3)
    expect(motie).to_contain_text("Dit nummer staat op verschillende plaatsen bij verschillende titels.")
    link = motie.get_by_role("link", name="Kamerstukken II 2017/18, 34952, nr. 18")
    expect(link).to_have_attribute("href", "https://zoek.officielebekendmakingen.nl/kst-34952-18.html")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    motie.get_by_role("link", name="Lees in het document").first.click()
    expect(page.get_by_role("tab", name="Lezen")).to_have_attribute("aria-selected", "true")
    page.go_back()
    motie.get_by_role("link", name="Passages die dit stuk noemen").click()
    expect(page).to_have_url(re.compile(r"\?motie=kst-34952-18$"))
    expect(page.locator(".vp-hit").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Alle moties").click()
    expect(page).to_have_url(re.compile("zoek=OS-beleid"))


def test_a_paper_by_its_number_is_the_answer(visit: Visit) -> None:
    """Its card stands in the place of the answer: name, title, link, and the way to where it is cited."""
    page = visit.page
    visit.go("?vraag=kamerstuk+35925+nr+36")
    card = page.locator(".vp-answer")
    expect(card.get_by_role("heading")).to_have_text("Motie Van der Lee c.s. op 1 plaats genoemd")
    expect(card).to_contain_text("over hoe klimaatinvesteringen ten goede komen aan armste landen")
    link = card.get_by_role("link", name="35925 XVII, nr. 36")
    expect(link).to_have_attribute("href", "https://zoek.officielebekendmakingen.nl/kst-35925-XVII-36.html")
    expect(page.locator(".vp-hit").first).to_contain_text("Motie Van der Lee")
    card.get_by_role("link", name="Doen waar Nederland goed in is").click()
    expect(page.get_by_role("tab", name="Lezen")).to_have_attribute("aria-selected", "true")
    page.go_back()
    page.get_by_role("link", name="Alles over dit stuk").click()
    expect(page.locator(".vp-motie")).to_be_visible()


def test_the_moties_of_a_member_are_all_listed(visit: Visit) -> None:
    """Counted, each with its link; a filter holds for them too."""
    page = visit.page
    visit.go("?vraag=moties+van+Van+der+Lee")
    expect(page.locator(".vp-found h2").first).to_have_text("4 moties van Van der Lee op 5 plaatsen genoemd")
    expect(page.locator(".vp-found > ol > li")).to_have_count(4)
    visit.go("?vraag=moties+van+Van+der+Lee&document=bho-2024")
    expect(page.locator(".vp-found h2").first).to_have_text("Niet gevonden")
    expect(page.locator(".vp-found")).to_contain_text(
        "Een motie van Van der Lee wordt met deze filters nergens genoemd."
    )


def test_two_documents_are_compared(visit: Visit) -> None:
    """From the table to the comparison: choose two documents, read the three parts, export them, go to a place."""
    page = visit.page
    visit.go("?tab=moties")
    page.get_by_role("link", name="Vergelijk twee documenten").click()
    expect(page.get_by_role("heading", name="Vergelijk twee documenten")).to_be_visible()
    page.get_by_label("Eerste document").select_option("bhos-2022")
    expect(page.get_by_label("Tweede document").locator("option")).to_have_count(2)  # not the same one again
    page.get_by_label("Tweede document").select_option("bho-2024")
    parts = page.locator("#deel-moties section h3")
    expect(parts).to_have_text(
        [re.compile("^In beide documenten: "), re.compile("^Alleen in Doen"), re.compile("^Alleen in Jaar")]
    )
    expect(page).to_have_url(re.compile("document=bhos-2022&met=bho-2024"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel", exact=True).click()
    assert download.value.suggested_filename == "stukken-bhos-2022-vergeleken-met-bho-2024.xlsx"
    with Path(download.value.path()).open("rb") as file:
        sheet = load_workbook(file).active
        assert sheet["A1"].value == "Genoemd door"
        assert sheet.max_row - 1 == page.locator("#deel-moties section tbody tr").count()
    page.locator("#deel-moties section tbody a[href*='lezen']").first.click()
    expect(page.get_by_role("tab", name="Lezen")).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(parts).to_have_count(3)


@pytest.mark.parametrize("visit", [360], indirect=True)
@pytest.mark.parametrize(
    "address",
    [
        "?tab=moties",
        "?tab=moties&stuk=kst-34952-18",
        "?tab=moties&weergave=vergelijken&document=bhos-2022&met=bho-2024",
        "?tab=overzicht",
        "?tab=documenten",
    ],
)
def test_a_narrow_screen_fits_every_table_and_picture(visit: Visit, address: str) -> None:
    """Pictures scroll in a frame of their own, never the page."""
    visit.go(address)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(
    ("address", "heading"),
    [("en/?tab=moties", "Motions"), ("en/?tab=overzicht", "Overview"), ("en/?tab=documenten", "Documents")],
)
def test_the_tabs_speak_english(visit: Visit, address: str, heading: str) -> None:
    """Their own words; the documents stay as they are."""
    visit.go(address)
    expect(visit.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
