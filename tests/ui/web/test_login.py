"""The page where one logs in: its words, how often one may fail, what the browser is asked to keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from site_factories import SECRET, make_users
from starlette.testclient import TestClient

from ui.access.doorkeepers import READ_ONLY, LogIn
from ui.access.gate import Gate
from ui.access.hosts import Proxied
from ui.access.site import Site
from ui.web.login import BY_NAME_AND_PLACE, add_routes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A server with a reader and an editor, behind a proxy on this computer."""
    return Site(LogIn(make_users(tmp_path / "gebruikers.json")))


@pytest.fixture
def client(site: Site) -> TestClient:
    """A browser that asks it."""
    app = FastAPI()
    add_routes(app, site)
    return TestClient(Proxied(Gate(app, site.doorkeeper), ["10.0.0.7"]), follow_redirects=False, client=("10.0.0.7", 1))


def log_in(client: TestClient, name: str = "lezer", password: str = SECRET, **fields: str) -> Any:  # noqa: ANN401 - what the client gives
    """Fill in the form and send it."""
    html = client.get("/inloggen", params={"naar": fields.get("naar", "")}).text
    token = re.search(r'name="formulier" value="([^"]+)"', html)
    assert token
    form = {"naam": name, "wachtwoord": password, "formulier": token[1], **fields}
    return client.post("/inloggen", data=form)


def test_the_form_is_in_the_language_of_the_page_one_came_from(client: TestClient) -> None:
    """Dutch, and English for who came from the English page."""
    dutch, english = client.get("/inloggen").text, client.get("/inloggen?naar=/en/%3Fvraag%3Dx").text
    assert '<html lang="nl">' in dutch
    assert "Gebruikersnaam" in dutch
    assert '<html lang="en">' in english
    assert "User name" in english
    assert 'name="naar" value="/en/?vraag=x"' in english


@pytest.mark.parametrize(
    ("goal", "location"),
    [
        ("", "./"),
        ("/", "./"),
        ("/?vraag=klimaat&sdg=13", "./?vraag=klimaat&sdg=13"),
        ("/en/?tab=moties", "./en/?tab=moties"),
    ],
)
def test_who_logs_in_goes_where_they_were_going(client: TestClient, goal: str, location: str) -> None:
    """A link in a mail still leads to what it was about."""
    answer = log_in(client, naar=goal)
    assert (answer.status_code, answer.headers["location"]) == (303, location)


def test_a_session_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    """And by https to itself, where a proxy that is believed says that the visitor uses it."""
    plainly = log_in(client).headers.get_list("set-cookie")[0]
    assert re.match(r"vindplaats=[\w.-]+; HttpOnly; Max-Age=43200; Path=/; SameSite=lax$", plainly)
    client.headers["x-forwarded-proto"] = "https"
    client.base_url = "https://testserver"  # type: ignore[assignment]
    assert log_in(client).headers.get_list("set-cookie")[0].endswith("; SameSite=lax; Secure")
    assert "samesite=strict" in client.get("/inloggen").headers["set-cookie"].lower()


@pytest.mark.parametrize(("name", "password"), [("lezer", "x"), ("niemand", SECRET), ("", ""), ("lezer", SECRET * 20)])
def test_a_wrong_name_or_password_is_told_alike(client: TestClient, name: str, password: str) -> None:
    """Nobody learns which names there are."""
    answer = log_in(client, name, password)
    assert (answer.status_code, "vindplaats=" in answer.headers["set-cookie"]) == (403, False)
    assert "Naam en wachtwoord horen niet bij elkaar." in answer.text


def test_who_guesses_has_to_wait(client: TestClient, site: Site) -> None:
    """Then also the right password does not help; another name and the same name elsewhere do."""
    for _ in range(BY_NAME_AND_PLACE):
        assert log_in(client, "lezer", "geraden").status_code == 403
    answer = log_in(client)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 301
    assert "Wacht 5 minuten" in answer.text
    assert log_in(client, "redacteur").status_code == 303
    client.headers["x-forwarded-for"] = "192.0.2.1"
    assert log_in(client).status_code == 303
    assert f"vindplaats_failed_logins_total {BY_NAME_AND_PLACE}.0" in site.metrics.text(Nothing()).decode()  # type: ignore[arg-type]


class Nothing:
    """A knowledge base without documents."""

    def count_documents(self) -> int:
        """Return none."""
        return 0

    count_passages = count_documents


def test_a_form_of_another_page_logs_nobody_in(client: TestClient) -> None:
    """A page elsewhere could else log a visitor in under a name of its own."""
    token = re.search(r'name="formulier" value="([^"]+)"', client.get("/inloggen").text)
    assert token
    form = {"naam": "lezer", "wachtwoord": SECRET, "formulier": token[1], "naar": ""}
    client.cookies.clear()
    answer = client.post("/inloggen", data=form)
    assert (answer.status_code, "Deze pagina was verlopen." in answer.text) == (403, True)
    assert client.post("/inloggen", data=form, headers={"origin": "https://kwaad.example"}).status_code == 403
    assert client.post("/inloggen", content=b"\xff&=&==%ff").status_code == 403


def test_without_users_there_is_nowhere_to_log_in() -> None:
    """On a server that is only read."""
    app = FastAPI()
    add_routes(app, Site(READ_ONLY))
    assert TestClient(app).get("/inloggen").status_code == 404
