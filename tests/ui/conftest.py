"""The command line as a function, and the page in a browser."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import sync_playwright
from visiting import FLAGS, PATIENCE, Visit, chromium, serving

from ui.cli.command import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext


class Ran(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str


@pytest.fixture
def vindplaats(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """Runs a command line in an empty folder, as the command does; ``stdin``: bytes on standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VINDPLAATS_KB", raising=False)
    monkeypatch.delenv("VINDPLAATS_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*args: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([str(arg) for arg in args])
        return Ran(code, *capfd.readouterr())

    return call


@pytest.fixture(scope="session")
def url(seeds_kb: Path) -> Iterator[str]:
    """The address of a server over the seeds; tests only read from it."""
    with serving(seeds_kb) as address:
        yield address


@pytest.fixture(scope="module")  # playwright keeps an event loop running, which tests of other modules must not meet
def browser() -> Iterator[Browser]:
    """The system's chromium. Without one these tests are skipped, but not where CI promises one."""
    program = chromium()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium found: install it (apt-get install chromium), the page must be tested in CI")
        pytest.skip("no chromium found (Debian, Ubuntu: apt install chromium): the page is not tested")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS), timeout=PATIENCE)
        yield started
        started.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser as one person has it; its cache makes that only the first visit of a module is slow."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    opened.set_default_timeout(PATIENCE)
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext, url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page, opened fresh, at 1280 pixels or the width a test asks for.

    A request to another host, an error in the console or a failed request fails the test.
    """
    page = context.new_page()
    page.set_viewport_size({"width": getattr(request, "param", 1280), "height": 900})
    made = Visit(page, url, [])
    made.watch()
    made.go("")
    page.evaluate("localStorage.clear()")
    yield made
    made.close()
    assert made.trouble == []
