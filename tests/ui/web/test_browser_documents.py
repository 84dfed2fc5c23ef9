"""The tab Documenten in a real browser: add files, see what became of each, find them, remove them."""

from __future__ import annotations

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

    from playwright.sync_api import Locator, Page
    from visiting import Visit

pytestmark = pytest.mark.browser
NOTE = "# Havens\n\nDe zeehaven van Delfzijl krijgt in 2031 een kade voor waterstof van 45 miljoen euro.\n"


@pytest.fixture
def url(seeds_kb: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server over a copy of the seeds, which a test may change."""
    folder = shutil.copytree(seeds_kb, tmp_path / "kb")
    with serving(folder) as address:
        yield address


def documents(page: Page) -> Locator:
    """The documents listed."""
    return page.locator("#deel-documenten .vp-table tbody tr")


def state(page: Page, name: str, state: str | re.Pattern[str]) -> None:
    """Wait until a file is shown with this status."""
    expect(page.locator(".vp-jobs li").filter(has_text=name)).to_contain_text(state)


def refused(request: Request) -> tuple[int, str]:
    """The status and the words with which a request is refused."""
    with pytest.raises(HTTPError) as error:
        urlopen(request)
    with error.value as answer:
        return answer.code, answer.read().decode()


def test_files_are_added_searched_and_removed(visit: Visit, tmp_path: Path) -> None:
    """Several at once, each with its own result; what is added is found, and is gone after a removal that was sure."""
    page = visit.page
    good, empty = tmp_path / "havens.md", tmp_path / "leeg.txt"
    good.write_text(NOTE, "utf-8")
    empty.write_text("", "utf-8")
    visit.go("?tab=documenten")
    expect(documents(page)).to_have_count(2)
    page.get_by_label("Kies bestanden").set_input_files([good, empty])
    state(page, "havens.md", "toegevoegd")
    state(page, "leeg.txt", "mislukt")
    expect(page.locator(".vp-jobs li").filter(has_text="leeg.txt").locator("p")).to_contain_text("leeg.txt: ")
    expect(documents(page)).to_have_count(3)
    visit.go("?vraag=kade+waterstof+Delfzijl")
    expect(page.locator(".vp-answer blockquote").first).to_contain_text("45 miljoen euro")
    visit.go("?tab=documenten")
    state(page, "havens.md", "toegevoegd")
    row = documents(page).filter(has_text="Havens")
    row.get_by_role("button", name=re.compile("Verwijder")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Havens verdwijnt uit de kennisbank")
    dialog.get_by_role("button", name="Annuleer").click()
    expect(dialog).to_be_hidden()
    expect(documents(page)).to_have_count(3)
    row.get_by_role("button", name=re.compile("Verwijder")).press("Enter")
    dialog.get_by_role("button", name="Verwijder", exact=True).click()
    expect(documents(page)).to_have_count(2)
    assert not (tmp_path / "kb" / "bestanden" / "havens.md").exists()
    visit.go("?vraag=kade+waterstof+Delfzijl")
    expect(page.locator(".vp-part:visible")).not_to_contain_text("45 miljoen euro")


def test_a_pdf_is_added(visit: Visit, tmp_path: Path) -> None:
    """A PDF is read too; the page can be left meanwhile, and other tabs show it without being loaded again."""
    page = visit.page
    made = page.context.new_page()
    made.set_content(f"<h1>Havens</h1><p>{NOTE.splitlines()[2]}</p>")
    made.pdf(path=tmp_path / "havens.pdf")
    made.close()
    page.get_by_role("tab", name="Lezen").click()
    page.get_by_role("tab", name="Documenten").click()
    page.get_by_label("Kies bestanden").set_input_files(tmp_path / "havens.pdf")
    state(page, "havens.pdf", "toegevoegd")
    page.get_by_role("tab", name="Lezen").click()
    expect(page.locator("#deel-lezen")).to_contain_text("Havens")


def test_the_index_is_checked_when_asked(visit: Visit) -> None:
    """The number is shown at once; the check takes a moment more."""
    page = visit.page
    visit.go("?tab=documenten")
    expect(page.locator("#deel-documenten")).to_contain_text("2 documenten, 293 passages.")
    page.get_by_role("link", name="Controleer de index").click()
    expect(page.locator("#deel-documenten")).to_contain_text("De index is in orde: 2 documenten, 293 passages.")


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "documenten/bestanden?naam=nota.txt", {}),
        ("POST", "documenten/bestanden?naam=nota.txt", {"x-vindplaats": "1", "origin": "http://evil.example"}),
        ("POST", "documenten/bestanden/1", {}),
        ("DELETE", "documenten/bhos-2022", {}),
    ],
)
def test_another_page_cannot_change_the_documents(url: str, method: str, path: str, headers: dict[str, str]) -> None:
    """Only the page itself sends the header that is asked for, and only from its own origin."""
    request = Request(url + path, b"" if method == "POST" else None, headers, method=method)
    assert refused(request)[0] == 403
    with urlopen(url + "documenten/bestanden") as answer:
        assert answer.read() == b"[]"


@pytest.mark.parametrize(("name", "code"), [("", 400), ("nota", 400), ("../..", 400)])
def test_a_file_without_a_usable_name_is_refused(url: str, name: str, code: int) -> None:
    """With a sentence that explains what a name needs."""
    request = Request(f"{url}documenten/bestanden?naam={name}", b"tekst", {"x-vindplaats": "1"}, method="POST")
    status, sentence = refused(request)
    assert status == code
    assert "Geef het een naam" in sentence
