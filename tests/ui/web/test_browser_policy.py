"""What a real browser refuses to do for the page: ask another host, run a script of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from visiting import Visit

pytestmark = pytest.mark.browser


def test_the_browser_would_refuse_another_host(visit: Visit) -> None:
    """Should anything on the page ever ask for another host, the browser does not go there."""
    script = "fetch('http://192.0.2.1/').then(() => 'went', () => 'refused')"
    with visit.page.expect_console_message(lambda each: "Content Security Policy" in each.text):
        assert visit.page.evaluate(script) == "refused"
    visit.forgive()  # that was the refusal


@pytest.mark.parametrize(
    "smuggled",
    ["<img src=x onerror=\"document.title='in'\">", "<script>document.title='in'</script>", "<b onclick=1>"],
)
def test_the_browser_runs_no_script_that_stands_in_the_page(visit: Visit, smuggled: str) -> None:
    """Should escaping ever fail, the browser still runs nothing that came with a document."""
    visit.page.evaluate(
        "(html) => document.querySelector('.vp').append(document.createRange().createContextualFragment(html))",
        smuggled,
    )
    visit.page.wait_for_timeout(100)
    assert visit.page.title() == "Vindplaats"
    visit.forgive()  # the browser reports that it refused


def test_the_page_as_served_names_no_other_host(url: str) -> None:
    """What the browser gets to start with holds no address but its own, and its policy allows no text as script."""
    with urlopen(url) as response:
        html = response.read().decode()
        policy = response.headers["content-security-policy"]
    assert 'lang="nl"' in html
    assert {
        each for each in re.findall(r"https?://[^\s\"'<>\\)]+", html) if not each.startswith(url.rstrip("/"))
    } == set()
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert re.fullmatch(r"script-src 'self' 'nonce-[\w-]{22}'", scripts)
