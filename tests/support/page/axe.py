"""What axe-core finds against WCAG 2.1 A and AA on a page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# Of the rules that a page meets nothing is wanted: putting that together takes as long again.
_FOUND = """async (tags) => {
    const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => [rule.id, node.html]));
}"""


def violations(page: Page) -> list[str]:
    """What axe finds, a line each: the rule and where."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.evaluate(AXE)  # through the debugger, so the page's own policy stays as it is
    found = page.evaluate(_FOUND, RULES)
    return [f"{rule}: {html[:200]}" for rule, html in found]
