"""What was read of a document is corrected on the tab Documenten, and taken back, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect
from visiting import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator
    from visiting import Visit

pytestmark = pytest.mark.browser
TITLE = "Wat Nederland deed in de wereld"


@pytest.fixture
def url(seeds_kb: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server over a copy of the seeds, which a test may change."""
    with serving(shutil.copytree(seeds_kb, tmp_path / "kb")) as address:
        yield address


def row(visit: Visit, title: str) -> Locator:
    """A document as it is listed."""
    return visit.page.locator("#deel-documenten tbody tr").filter(has_text=title)


def source(visit: Visit, name: str) -> Locator:
    """Where a fact was read."""
    return visit.page.locator(f"#verbeter-{name}-bron")


def test_what_was_read_is_corrected_and_taken_back(visit: Visit) -> None:
    """With where it was read; the correction shows everywhere, and what was read comes back."""
    page = visit.page
    visit.go("?tab=documenten")
    row(visit, "Jaarverslag").get_by_role("link", name="verbeteren").click()
    expect(source(visit, "title")).to_have_text("Gelezen in: catalogus")
    expect(source(visit, "party")).to_have_text("niet in het document gevonden")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Soort").fill("verantwoording")
    page.get_by_label("Datum of jaar").fill("14 maart 2024")
    page.get_by_label("Partij").fill("geen")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".vp-jobs li")).to_contain_text("verbeterd")
    expect(row(visit, TITLE)).to_contain_text("verantwoording")
    expect(row(visit, TITLE)).to_contain_text("14 maart 2024")
    visit.go("?vraag=klimaat&soort=verantwoording")
    expect(page.locator(".vp-hit .vp-origin").first).to_have_text(
        "verantwoording · Ministerie van Buitenlandse Zaken, 14 maart 2024"
    )
    visit.go("?tab=documenten&document=bho-2024")
    expect(source(visit, "title")).to_contain_text("Door u verbeterd; gelezen was „Jaarverslag Buitenlandse Handel")
    expect(page.get_by_label("Datum of jaar")).to_have_value("14 maart 2024")
    for button in page.get_by_role("button", name="Verbetering terugnemen").all():
        button.click()
    page.get_by_role("button", name="Opslaan").click()
    expect(row(visit, "Jaarverslag")).to_contain_text("jaarverslag")
    visit.go("?tab=documenten&document=bho-2024")
    expect(page.get_by_role("button", name="Verbetering terugnemen")).to_have_count(0)
    expect(page.get_by_label("Partij")).to_have_value("")


def test_what_is_no_date_is_told(visit: Visit) -> None:
    """In the form, which keeps what was typed; so is that nothing was changed."""
    page = visit.page
    visit.go("?tab=documenten&document=bhos-2022")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_have_text("Er is niets gewijzigd.")
    page.get_by_label("Datum of jaar").fill("gisteren")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_have_text(
        "'gisteren' is geen datum. Geef bijvoorbeeld 2024-05-16, 2024-05 of 2024."
    )
    expect(page.get_by_label("Datum of jaar")).to_have_value("gisteren")
    page.get_by_role("link", name="Annuleren").click()
    expect(row(visit, "Doen waar Nederland")).to_be_visible()
    visit.forgive("400")


@pytest.mark.parametrize(
    ("document", "body", "status", "sentence"),
    [
        ("weg", b"{}", 404, "dit document staat niet in de kennisbank"),
        ("bhos-2022", b"[1]", 400, "geen verbetering"),
        ("bhos-2022", b"\xff", 400, "geen verbetering"),
        ("bhos-2022", json.dumps({"number": "kst-1-1"}).encode(), 400, "geen verbetering"),
        ("bhos-2022", json.dumps({"title": 5}).encode(), 400, "geen verbetering"),
        ("bhos-2022", json.dumps({"title": "x" * 1001}).encode(), 400, "1.000 tekens"),
    ],
)
def test_what_cannot_be_corrected_is_refused(url: str, document: str, body: bytes, status: int, sentence: str) -> None:
    """Whatever a program sends; nothing changes."""
    request = Request(f"{url}documenten/{document}", body, {"x-vindplaats": "1"}, method="PATCH")
    with pytest.raises(HTTPError) as error:
        urlopen(request)
    with error.value as answer:
        assert answer.code == status
        assert re.search(sentence, json.load(answer)["problem"])
