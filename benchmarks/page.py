"""How fast the page is on this machine, in a real browser: medians, and with many users the slowest of twenty as well.

    python benchmarks/page.py [--runs 20] [--users 10]

Serves the seeds from a temporary knowledge base. From Enter to a shown answer and the first load are measured in a
headless Chromium by the clock of the page itself; users at once ask the part of the page that the browser asks, each on
a connection of its own, first alone and then while a document is being added. Machines differ and are shared.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from playwright.sync_api import sync_playwright

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "seeds").glob("*.txt"))
QUERIES = [
    json.loads(line)["query"] for line in (ROOT / "tests/gold/queries.dev.jsonl").read_text("utf-8").splitlines()
]
# From pressing Enter until the answer to this question stands on the page and the browser has drawn it.
ASKED = """(question) => new Promise((done) => {
  const field = document.getElementById("vraag");
  const part = document.getElementById("deel-zoeken");
  field.value = question;
  const start = performance.now();
  const shown = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  part.addEventListener("vp:filled", shown, { once: true });
  field.form.requestSubmit();
})"""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a knowledge base as a user does; yields its address."""
    words = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--kb", str(folder)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own program
        assert server.stdout is not None
        found = re.search(r"http://\S+/", server.stdout.readline())
        assert found
        yield found[0]
        server.terminate()


def loads(browser: Browser, url: str, runs: int) -> list[float]:
    """Seconds from asking for the page, with an empty cache, until its first tab is filled."""
    seconds = []
    for _ in range(runs):
        context = browser.new_context()
        page = context.new_page()
        start = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_selector("#vraag")
        seconds.append(time.perf_counter() - start)
        context.close()
    return seconds


def answers(browser: Browser, url: str, runs: int) -> list[float]:
    """Seconds from Enter to a shown answer."""
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("#vraag")
    page.evaluate(ASKED, QUERIES[0])
    seconds = [page.evaluate(ASKED, query) / 1000 for query in QUERIES[1 : runs + 1]]
    page.close()
    return seconds


def users(url: str, number: int, each: int) -> list[float]:
    """Seconds that each of ``each`` answers takes for each of ``number`` users who ask without a pause."""
    where = urlsplit(url).netloc
    seconds: list[float] = []
    ready = threading.Barrier(number)

    def one(user: int) -> None:
        connection = http.client.HTTPConnection(where, timeout=60)
        ready.wait()
        for turn in range(each):
            query = QUERIES[(user * each + turn) % len(QUERIES)]
            start = time.perf_counter()
            connection.request("GET", f"/deel/zoeken?taal=nl&vraag={quote(query)}")
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200  # noqa: PLR2004 - OK
            seconds.append(time.perf_counter() - start)
        connection.close()

    threads = [threading.Thread(target=one, args=(user,)) for user in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds


def add(url: str, name: str, content: bytes) -> None:
    """Upload a file; the server reads it behind our back."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("POST", f"/documenten/bestanden?naam={name}", content, {"x-vindplaats": "1"})
    assert connection.getresponse().status == 202  # noqa: PLR2004 - accepted
    connection.close()


def under_way(url: str) -> int:
    """How many uploaded files are not done."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("GET", "/documenten/bestanden")
    jobs = json.loads(connection.getresponse().read())
    connection.close()
    return sum(not job["over"] for job in jobs)


def row(label: str, seconds: list[float], target: float) -> None:
    """Print a line of the table."""
    slow = quantiles(seconds, n=20)[-1]
    print(f"{label:52s}{median(seconds) * 1000:10.0f}{slow * 1000:10.0f}{target * 1000:10.0f}")


def main() -> None:
    """Print a table: what, median, 95th percentile, target; in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20, help="how often each thing is measured")
    parser.add_argument("--users", type=int, default=10, help="how many ask at once")
    asked = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    print(f"{'(ms)':52s}{'median':>10s}{'p95':>10s}{'target':>10s}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        with KnowledgeBase.open(folder) as kb:
            for file in FILES:
                kb.add(file)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        with serving(Path(folder)) as url:
            row("first load of the page, empty cache", loads(browser, url, asked.runs), 2.0)
            row("Enter to a shown answer", answers(browser, url, asked.runs), 0.3)
            row(f"an answer, {asked.users} users at once", users(url, asked.users, asked.runs), 1.0)
            text = b"\n\n".join(file.read_bytes() for file in FILES)
            add(url, "nieuw.txt", text)
            busy = users(url, asked.users, asked.runs)
            left = under_way(url)
            row(f"the same while a document is added ({'whole' if left else 'part of the'} time)", busy, 1.0)
            add(url, "nog-een.txt", text + b"\n\nEinde.")
            row("Enter to a shown answer while a document is added", answers(browser, url, asked.runs), 0.3)
        browser.close()


if __name__ == "__main__":
    main()
