"""What the page asks for: its parts, the quotations, the sheets; and the messages when that fails."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from hit_factories import make_row
from starlette.testclient import TestClient

from search.errors import StoreDamagedError
from search.ledger.ledger import Ledger
from ui.web.routes import add_routes

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = {"count_documents": lambda *_: 0, "documents_listed": lambda _: [], "titles": lambda _: {}}


def client(**base: Any) -> TestClient:  # noqa: ANN401
    """Asks the routes of a knowledge base of which only these functions are there."""
    app = FastAPI()
    add_routes(app, SimpleNamespace(in_one_generation=lambda work: work(), **base))  # type: ignore[arg-type]
    return TestClient(app)


def test_a_damaged_knowledge_base_is_reported_on_the_page(tmp_path: Path) -> None:
    """What goes wrong while searching is a Dutch sentence in the place of the answer."""

    def damaged() -> None:
        raise StoreDamagedError(tmp_path / "k.sqlite", "disk I/O error")

    answer = client(count_documents=damaged).get("/deel/zoeken?vraag=water")
    assert answer.status_code == 500
    assert '<p class="vp-notice" lang="nl">' in answer.text
    assert "k.sqlite: dit is geen kennisbank, of zij is beschadigd (disk I/O error)." in answer.text


def test_an_empty_knowledge_base_says_what_to_do() -> None:
    """In the language of the page, with the way to the documents."""
    asked = client(**EMPTY)
    assert (
        '<a class="vp-button vp-primary" href="?tab=documenten">Voeg documenten toe</a>'
        in asked.get("/deel/zoeken").text
    )
    assert "The knowledge base is still empty." in asked.get("/deel/lezen?taal=en").text


def test_filters_that_leave_nothing_say_so() -> None:
    """Rather than that no moties are cited in no places."""
    ledger = Ledger((make_row(),), (make_row(),), ())
    html = client(ledger=lambda: ledger, titles=lambda _: {}).get("/deel/moties?zoek=niets").text
    assert '<p class="vp-notice" data-status="Niets voldoet aan deze filters.">' in html
    assert "/export/" not in html


@pytest.mark.parametrize("path", ["/deel/elders", "/blad/stuk/1", "/citaat?passage=a:1", "/vp/../pyproject.toml"])
def test_what_is_not_there_is_not_found(path: str) -> None:
    """No tab, page, passage or file but those there are."""
    asked = client(document=lambda _: None, documents_named=lambda _: {}, passages_named=lambda _: {})
    assert asked.get(path).status_code == 404


@pytest.mark.parametrize("query", ["", "?vraag=water&sdg=6"])
def test_english_without_its_slash_keeps_the_question(query: str) -> None:
    """A link typed by hand leads to the same."""
    answer = client().get(f"/en{query}", follow_redirects=False)
    assert answer.headers["location"] == f"en/{query}"


def test_parts_are_never_kept_by_a_browser() -> None:
    """What is shown is what is in the knowledge base now."""
    assert client(**EMPTY).get("/deel/zoeken").headers["cache-control"] == "no-store"
