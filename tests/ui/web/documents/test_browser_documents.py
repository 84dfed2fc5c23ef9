"""The tab Documenten in a real browser: add files, see what became of each, find them, remove them."""

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
    row = documents(page).filter(has_text="Havens")
    row.get_by_role("button", name=re.compile("verwijderen")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Havens verdwijnt uit de kennisbank")
    dialog.get_by_role("button", name="Annuleren").click()
    expect(dialog).to_be_hidden()
    expect(documents(page)).to_have_count(3)
    row.get_by_role("button", name=re.compile("verwijderen")).press("Enter")
    dialog.get_by_role("button", name="Verwijderen", exact=True).click()
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


def test_a_folder_is_added(visit: Visit, tmp_path: Path) -> None:
    """All that can be read in it, files of one name under different names; what cannot is named, and nothing hidden sent."""
    page = visit.page
    for path in ("havens.md", "a/nota.md", "b/nota.md", "b/foto.png", ".verborgen/x.md", "~$havens.md"):
        file = tmp_path / "dossier" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(NOTE.replace("Delfzijl", path), "utf-8")
    visit.go("?tab=documenten")
    page.get_by_label("Kies een map").set_input_files(tmp_path / "dossier")
    expect(page.locator("[data-tally]")).to_have_text("3 van 3 klaar")
    expect(page.locator(".vp-job")).to_have_count(3)
    assert set(page.locator(".vp-job").all_inner_texts()) == {
        "havens.md", "dossier - a - nota.md", "dossier - b - nota.md",
    }  # fmt: skip
    expect(page.locator("[data-skipped]")).to_have_text(
        "1 bestand overgeslagen, want deze soort wordt niet gelezen: foto.png"
    )
    expect(documents(page)).to_have_count(5)


DROP = """() => {
    const file = (path) => ({ isFile: true, fullPath: path, file: (found) => found(new File([path], path.split("/").pop())) });
    const folder = (path, ...parts) => ({
        isDirectory: true, fullPath: path,
        createReader: () => { const left = [parts.slice(0, 1), parts.slice(1), []]; return { readEntries: (found) => found(left.shift()) } },
    });
    const entries = [folder("/map", folder("/map/in", file("/map/in/a.txt")), file("/map/b.txt"), file("/map/c.zip")), file("/d.txt")];
    const event = new Event("drop", { bubbles: true, cancelable: true });
    event.dataTransfer = { items: entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry })) };
    document.querySelector("[data-drop]").dispatchEvent(event);
}"""


def test_a_folder_is_dropped(visit: Visit) -> None:
    """With the folders in it, however many pieces the browser tells of them in."""
    visit.go("?tab=documenten")
    visit.page.evaluate(DROP)
    expect(visit.page.locator("[data-tally]")).to_contain_text("3 van 3 klaar")
    assert sorted(visit.page.locator(".vp-job").all_inner_texts()) == ["a.txt", "b.txt", "d.txt"]
    expect(visit.page.locator("[data-skipped]")).to_contain_text("c.zip")


def test_the_report_does_not_come_back(visit: Visit, tmp_path: Path) -> None:
    """It tells what became of each file once, and can be closed; what ended while the page was away is told then."""
    page = visit.page
    first, second = tmp_path / "havens.md", tmp_path / "leeg.txt"
    first.write_text(NOTE, "utf-8")
    second.write_text("", "utf-8")
    visit.go("?tab=documenten")
    page.get_by_label("Kies bestanden").set_input_files([first, second])
    expect(page.locator("[data-tally]")).to_have_text("2 van 2 klaar, 1 mislukt")
    expect(page.locator(".vp-job").first).to_have_text("leeg.txt")  # what went wrong comes first
    visit.go("?tab=documenten")
    expect(documents(page)).to_have_count(3)
    expect(page.locator(".vp-report")).to_be_hidden()
    page.evaluate("(key) => localStorage.setItem('vindplaats.verwacht', JSON.stringify([key]))", last_key(visit))
    visit.go("?tab=documenten")
    state(page, "leeg.txt", "mislukt")
    page.get_by_role("button", name="Verslag sluiten").click()
    expect(page.locator(".vp-report")).to_be_hidden()
    expect(page.get_by_label("Kies bestanden")).to_be_focused()


def last_key(visit: Visit) -> str:
    """What the server calls the file that was sent last."""
    with urlopen(visit.url + "documenten/bestanden") as answer:
        return str(json.load(answer)[0]["key"])


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "documenten/bestanden?naam=nota.txt", {}),
        ("POST", "documenten/bestanden?naam=nota.txt", {"x-vindplaats": "1", "origin": "http://evil.example"}),
        ("POST", "documenten/bestanden/1", {}),
        ("DELETE", "documenten/bhos-2022", {}),
        ("PATCH", "documenten/bhos-2022", {}),
    ],
)
def test_another_page_cannot_change_the_documents(url: str, method: str, path: str, headers: dict[str, str]) -> None:
    """Only the page itself sends the header that is asked for, and only from its own origin."""
    request = Request(url + path, None if method == "DELETE" else b"{}", headers, method=method)
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
