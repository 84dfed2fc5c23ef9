"""The page in a real browser: what tests of every tab share."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page, Route

ROOT = Path(__file__).parents[2]
QUESTION = "wat is het klimaatdoel 2025"
CAME = ".vp-list-head"  # what stands above the passages, with or without an answer
# As root in a container, and without the browser's own traffic to its makers.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
BAD = {"error", "warning"}
PATIENCE = 120_000  # ms; a machine that is busy with something else must not fail a test
expect.set_options(timeout=PATIENCE)
SHOWN = ".vp-part > .vp:not(.vp-loading)"  # what a tab holds once it is filled


class Visit(NamedTuple):
    """An open page, the address of its server, and what must not happen on it."""

    page: Page
    url: str
    trouble: list[str]

    def go(self, address: str) -> None:
        """Open an address, as from a link in a mail, and wait until its tab is filled and Gradio has loaded."""
        self.page.goto(self.url + address, timeout=PATIENCE)
        expect(self.page.locator(f"{SHOWN}:visible").first).to_be_visible()
        expect(self.page.locator("p.loading")).to_have_count(0)  # may stay for a moment above what is there already

    def watch(self) -> None:
        """Note every request to another host, failed request, and error or warning in the console."""
        page = self.page
        page.on("request", lambda each: None if self.own(each.url) else self.trouble.append(f"request to {each.url}"))
        page.on(
            "response", lambda each: self.trouble.append(f"{each.status} {each.url}") if each.status >= 400 else None
        )
        page.on("console", lambda each: self.trouble.append(f"{each.type}: {each.text}") if each.type in BAD else None)
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))

    def close(self) -> None:
        """Close the page; requests that it cancels are not trouble. Closing twice is fine."""
        if not self.page.is_closed():
            self.page.unroute_all(behavior="ignoreErrors")
            self.page.close()

    def forgive(self, *words: str) -> None:
        """Close the page, after which nothing more can go wrong, and forget the trouble that a test made on purpose.

        ``words``: what it says; without any, all of it.
        """
        self.close()
        self.trouble[:] = [line for line in self.trouble if words and not any(word in line for word in words)]

    def own(self, address: str) -> bool:
        """Whether an address is the server's, or stands in the page itself."""
        return address.startswith((self.url, "data:", "blob:"))


def chromium() -> str | None:
    """Return the system's browser, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Serve a knowledge base as a user does; yields its address. ``options``: more of the command line."""
    words = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--kb", str(folder), *options]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            line = server.stdout.readline()
            address = re.search(r"http://\S+/", line)
            assert address, f"the server printed {line!r}"
            yield address[0]
        finally:
            server.terminate()


def hold(page: Page, question: str) -> list[Route]:
    """Keep the answers to a question back; the routes for ``let_through``."""
    return hold_at(page, f"**/deel/zoeken?vraag={question}*")


def hold_at(page: Page, address: str) -> list[Route]:
    """Keep the answers to requests to an address back."""
    held: list[Route] = []

    def keep(route: Route) -> None:  # Playwright takes no built-in function
        held.append(route)

    page.route(address, keep)
    return held


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that the browser has yet to report."""
    for _ in range(PATIENCE // 20):
        if holds():
            return
        page.wait_for_timeout(20)
    raise TimeoutError


def let_through(page: Page, held: list[Route]) -> None:
    """Let the first request pass that was held; the address changes a moment before it is sent."""
    until(page, lambda: bool(held))
    held[0].continue_()


def ask(page: Page, question: str = QUESTION) -> None:
    """Ask a question and wait for what comes, which is not the answer to the question before."""
    if parse_qs(urlsplit(page.url).query).get("vraag") != [question]:
        page.evaluate(f"document.querySelectorAll('{CAME}').forEach((each) => (each.dataset.before = ''))")
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page).to_have_url(re.compile("vraag="))
    expect(page.locator(f"{CAME}[data-before]")).to_have_count(0)
    expect(page.locator(CAME)).to_be_visible()
