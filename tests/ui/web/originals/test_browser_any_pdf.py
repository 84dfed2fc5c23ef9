"""Any PDF in a real browser: when PDF.js is asked for, what it cannot draw, and files that changed or are protected."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pdf_pane import AT, OPEN, leaf, pane
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject
from small_pdf import text_pdf
from visiting import ROOT

from search import KnowledgeBase
from ui.texts.reader.file import CHANGED, GONE

if TYPE_CHECKING:
    from pathlib import Path

    from visiting import Visit

pytestmark = pytest.mark.browser
LIBRARY = re.compile(r"/vp/(pane|leaves|pdfjs/)")


def scan_pdf(path: Path) -> Path:
    """A PDF with a line of text, and a red picture in JPEG 2000 in its middle."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), (220, 30, 30)).save(picture, "JPEG2000")
    writer = PdfWriter(clone_from=PdfReader(text_pdf(path, "De kade van Harlingen wordt in 2032 vernieuwd " * 2)))
    stream = StreamObject()
    stream.set_data(picture.getvalue())
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceRGB", "/Filter": "/JPXDecode"}
    stream.update({NameObject(key): NameObject(value) for key, value in names.items()})
    numbers = {"/Width": 64, "/Height": 64, "/BitsPerComponent": 8}
    stream.update({NameObject(key): NumberObject(value) for key, value in numbers.items()})
    [page] = writer.pages
    page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/I"): writer._add_object(stream)})
    content = DecodedStreamObject()
    content.set_data(page.get_contents().get_data() + b"\nq 200 0 0 200 200 320 cm /I Do Q")
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.write(path)
    return path


def test_pdf_js_is_loaded_only_when_needed_and_by_us_alone(visit: Visit) -> None:
    """Reading asks for nothing of it; opening asks this server only (the page fails this test at any other)."""
    page = visit.page
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if LIBRARY.search(each.url) else None)
    visit.go(AT)
    expect(page.locator(".vp-here")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("link", name="Toon PDF").click()
    expect(leaf(page, 2).locator(".textLayer span").first).to_be_attached()
    assert {"pane.js", "leaves.js", "pdf.min.mjs", "pdf.worker.min.mjs"} <= {each.rpartition("/")[2] for each in asked}


def test_a_browser_without_pdf_js_shows_pictures(visit: Visit) -> None:
    """Drawn by the server, with the same marks; a sentence says why nothing can be selected."""
    page = visit.page
    page.route("**/vp/pdfjs/pdf.min.mjs", lambda route: route.fulfill(body="let (", content_type="text/javascript"))
    visit.go(OPEN)
    expect(pane(page)).to_contain_text("U ziet de bladzijden als afbeelding.")
    expect(page.get_by_role("img", name="Bladzijde 12, als afbeelding")).to_be_in_viewport()
    expect(leaf(page, 2).locator(".vp-mark-sentence").first).to_be_in_viewport()
    visit.forgive()  # the library that was broken here


def test_a_file_that_was_taken_away_says_so(visit: Visit, file: Path) -> None:
    """Before it is opened in the bar, while it is opened in the pane."""
    page = visit.page
    file.rename(file.with_suffix(".weg"))
    visit.go(AT)
    expect(page.locator(".vp-stand")).to_contain_text(GONE)
    expect(page.get_by_role("link", name="Toon PDF")).to_have_count(0)
    expect(page.get_by_role("link", name="Download")).to_have_count(0)
    file.with_suffix(".weg").rename(file)


def test_a_file_that_was_changed_says_so(visit: Visit, kb: Path) -> None:
    """In the place of its pages: what is marked would be something else."""
    page = visit.page
    path = text_pdf(kb.parent / "veerdienst.pdf", "De veerdienst naar Schiermonnikoog vaart in 2030 op waterstof " * 2)
    with KnowledgeBase.open(kb) as base:
        base.add(path)
    text_pdf(path, "Een heel andere tekst")
    visit.go("?tab=lezen&document=veerdienst&pdf=ja")
    expect(page.locator(".vp-pane-told")).to_have_text(CHANGED)
    expect(page.locator(".vp-leaf")).to_have_count(0)
    visit.forgive("409")


def test_a_protected_pdf_asks_for_its_password(visit: Visit, kb: Path) -> None:
    """Which goes to PDF.js in the browser; a wrong one is asked for again."""
    path = text_pdf(kb.parent / "geheim.pdf", "De haven van Eemshaven wordt dieper in 2029 " * 2, "sesam")
    with KnowledgeBase.open(kb) as base:
        base.add(path, password="sesam")  # noqa: S106 - of a file made here
    page = visit.page
    visit.go("?tab=lezen&document=geheim&pdf=ja")
    page.get_by_label("Wachtwoord").fill("fout")
    page.keyboard.press("Enter")
    expect(page.locator(".vp-pane-told")).to_contain_text("Dat wachtwoord klopt niet.")
    page.get_by_label("Wachtwoord").fill("sesam")
    page.keyboard.press("Enter")
    expect(leaf(page, 1).locator(".textLayer span").first).to_contain_text("Eemshaven")


def test_a_scan_in_jpeg_2000_is_drawn(visit: Visit, kb: Path) -> None:
    """Its decoder comes as a plain script: the page's policy lets no WebAssembly run."""
    with KnowledgeBase.open(kb) as base:
        base.add(scan_pdf(kb.parent / "scan.pdf"))
    page = visit.page
    visit.go("?tab=lezen&document=scan&pdf=ja")
    expect(leaf(page, 1).locator(".textLayer span").first).to_be_attached()
    red = page.evaluate(
        """() => {
          const canvas = document.querySelector(".vp-leaf canvas");
          const at = (part, whole) => Math.round(part * whole);
          return [...canvas.getContext("2d").getImageData(at(0.5, canvas.width), at(0.5, canvas.height), 1, 1).data];
        }"""
    )
    assert red[0] > 180
    assert max(red[1:3]) < 90


def test_the_library_is_as_its_makers_sent_it() -> None:
    """No evaluation of text as script, which the page's policy would refuse anyway; the version that the README names."""
    folder = ROOT / "ui" / "web" / "static" / "pdfjs"
    version = re.search(r"pdfjs-dist` ([\d.]+)", (folder / "README.md").read_text("utf-8"))
    assert version
    for name in ("pdf.min.mjs", "pdf.worker.min.mjs"):
        script = (folder / name).read_text("utf-8")
        assert f'"{version[1]}"' in script
        assert "new Function(" not in script
