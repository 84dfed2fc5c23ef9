"""Keeping and forgetting questions, what is new to them, and their feeds, as the page asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from fastapi import FastAPI
from search_factories import WordEncoder, make_document
from starlette.testclient import TestClient

from search import KnowledgeBase
from search.model import Filters
from search.questions.keeping import identity
from ui.access.audit import AuditLog
from ui.web.kept.routes import add_routes
from ui.web.routes import add_routes as add_page_routes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUESTION = "hoeveel geld gaat naar drinkwater"
ANSWERS = "Er gaat 12 miljoen euro naar drinkwater in Mali."
HOSTILE = '</title><script>alert("1")</script> & ]]>'
ATOM = "{http://www.w3.org/2005/Atom}"
OURS = {"x-vindplaats": ""}


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """An empty knowledge base."""
    with KnowledgeBase.open(tmp_path / "kb", WordEncoder()) as opened:
        yield opened


@pytest.fixture
def client(base: KnowledgeBase, tmp_path: Path) -> TestClient:
    """A visitor of the page, on the computer where it runs."""
    app = FastAPI()
    add_page_routes(app, base)
    add_routes(app, base, AuditLog(tmp_path / "log.jsonl"))
    return TestClient(app, base_url="http://127.0.0.1:8000")


def add(base: KnowledgeBase, *parts: str, id_: str, title: str = "Nota") -> None:
    """Add a document."""
    base.add_document(make_document(*parts, id_=id_, title=title))


def test_a_question_is_kept_and_forgotten(client: TestClient, base: KnowledgeBase, tmp_path: Path) -> None:
    """With the filters of its address; the log tells who did so, not what was asked."""
    asked = f"/vragen?vraag={quote(QUESTION)}&sdg=6&tab=zoeken&aantal=20"
    made = client.post(asked, headers=OURS)
    id_ = identity(QUESTION, Filters(sdg=6))
    assert (made.status_code, made.json()) == (201, {"id": id_})
    [kept] = base.questions.kept()
    assert (kept.question, kept.filters) == (QUESTION, Filters(sdg=6))
    assert client.delete(f"/vragen/{id_}", headers=OURS).status_code == 204
    assert base.questions.kept() == []
    assert client.delete(f"/vragen/{id_}", headers=OURS).json() == {"problem": "Deze vraag wordt niet (meer) bewaard."}
    assert "drinkwater" not in (tmp_path / "log.jsonl").read_text("utf-8")
    assert id_ in (tmp_path / "log.jsonl").read_text("utf-8")


def test_filters_alone_are_not_kept(client: TestClient) -> None:
    """There is no question to ask again."""
    assert client.post("/vragen?sdg=6", headers=OURS).status_code == 400


@pytest.mark.parametrize(("path", "method"), [("/vragen?vraag=a", "POST"), ("/vragen/00", "DELETE")])
def test_only_the_page_changes_what_is_kept(client: TestClient, path: str, method: str) -> None:
    """A page elsewhere cannot send the header; no GET changes anything."""
    assert client.request(method, path).status_code == 403
    assert client.request(method, path, headers={**OURS, "origin": "https://elders.example"}).status_code == 403
    assert client.get("/vragen/00/bekeken?stand=1").status_code == 405


def test_what_is_new_is_counted_shown_and_looked_at(client: TestClient, base: KnowledgeBase) -> None:
    """The first page counts it; looking at it, which shows nothing else, is noted by a request of its own."""
    add(base, ANSWERS, id_="oud")
    kept = base.questions.keep(QUESTION, Filters())
    assert "niets nieuws" in client.get("/deel/zoeken").text
    add(base, "De haven van Rotterdam groeit.", ANSWERS, id_="nieuw", title="Nieuwe nota")
    first = client.get("/deel/zoeken").text
    assert "1 nieuw</a>" in first
    after = kept.looked.generation
    shown = client.get(f"/deel/zoeken?vraag={quote(QUESTION)}&nieuw={after}&sinds=2026-11-12").text
    assert "Nieuw sinds 12 november 2026" in shown
    assert "1 passage uit 1 document" in shown
    assert shown.count('class="vp-hit"') == 1
    assert "Nieuwe nota" in shown
    assert client.get("/deel/zoeken").text == first
    upto = base.questions.now().generation
    assert f'data-looked="{kept.id}" data-upto="{upto}"' in shown
    assert client.post(f"/vragen/{kept.id}/bekeken?stand={upto}", headers=OURS).status_code == 204
    assert "niets nieuws" in client.get("/deel/zoeken").text


def test_nothing_new_says_so(client: TestClient, base: KnowledgeBase) -> None:
    """With the way to all that the question finds; an address that holds no day or number is no trouble."""
    add(base, ANSWERS, id_="oud")
    after = base.questions.now().generation
    shown = client.get(f"/deel/zoeken?vraag={quote(QUESTION)}&nieuw={after}&sinds=gisteren").text
    assert "Sindsdien is er niets bij gekomen dat deze vraag vindt." in shown
    assert 'class="vp-hit"' not in shown
    assert 'class="vp-hit"' in client.get(f"/deel/zoeken?vraag={quote(QUESTION)}&nieuw=gisteren").text


def test_the_button_tells_whether_a_question_is_kept(client: TestClient, base: KnowledgeBase) -> None:
    """With other filters it is another question."""
    add(base, ANSWERS, id_="oud")
    asked = f"/deel/zoeken?vraag={quote(QUESTION)}"
    assert ">Bewaar deze vraag</button>" in client.get(asked).text
    base.questions.keep(QUESTION, Filters())
    assert ">Bewaard</button>" in client.get(asked).text
    assert ">Kept</button>" in client.get(f"{asked}&taal=en").text
    assert ">Bewaar deze vraag</button>" in client.get(f"{asked}&document=oud").text


def test_the_feed_holds_what_came_since_a_question_is_kept(client: TestClient, base: KnowledgeBase) -> None:
    """Whatever was looked at; the entries stay the same, with ids of their own and links that can be followed."""
    add(base, ANSWERS, id_="oud")
    kept = base.questions.keep(QUESTION, Filters())
    add(base, ANSWERS.replace("12", "13"), id_="een", title="Eerste")
    add(base, ANSWERS.replace("12", "14"), id_="twee", title="Tweede")
    answer = client.get(f"/vragen/{kept.id}.atom")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    assert [feed.findtext(ATOM + name) for name in ("title", "updated")] == [
        f"Vindplaats: {QUESTION}",
        feed.findtext(f"{ATOM}entry/{ATOM}updated"),
    ]
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://127.0.0.1:8000/vragen/{kept.id}.atom"
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == ["Tweede", "Eerste"]
    assert entries[0].findtext(f"{ATOM}content") == ANSWERS.replace("12", "14")
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert "tab=lezen" in link.get("href", "")
    assert "document=twee" in link.get("href", "")
    assert len({each.findtext(f"{ATOM}id") for each in [feed, *entries]}) == 3
    base.questions.mark(kept.id, "looked", base.questions.now().generation)
    assert client.get(f"/vragen/{kept.id}.atom").content == answer.content


def test_nothing_of_a_document_or_question_becomes_markup(client: TestClient, base: KnowledgeBase) -> None:
    """Nor does what XML cannot hold make the feed unreadable."""
    question = f"{QUESTION} {HOSTILE}"
    kept = base.questions.keep(question, Filters())
    add(base, f"{ANSWERS} {HOSTILE} \x01", id_="een", title=f"{HOSTILE}\x0b")
    answer = client.get(f"/vragen/{kept.id}.atom")
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}title") == f"Vindplaats: {question}"
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"{HOSTILE}\ufffd"
    assert HOSTILE in (entry.findtext(f"{ATOM}content") or "")
    assert {each.tag for each in feed.iter()} == {
        ATOM + name
        for name in ("feed", "id", "title", "updated", "link", "author", "name", "entry", "summary", "content")
    }
    assert "<script>" not in client.get("/deel/zoeken").text


def test_no_feed_of_what_is_not_kept(client: TestClient) -> None:
    """Whoever guesses the address of a question learns nothing."""
    assert client.get(f"/vragen/{identity(QUESTION, Filters())}.atom").status_code == 404
