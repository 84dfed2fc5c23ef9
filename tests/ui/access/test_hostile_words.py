"""What a hostile visitor types, and under which names a real server is asked: nothing gets through.

Each line of a table is a probe. What would have got through is told by the words of the documents, by a file or a
document that came or went, or by a status that says yes.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from site_factories import SMUGGLED, Visitor

pytestmark = pytest.mark.usefixtures("nothing_changed")
KLIMAAT = "krijgt 5 miljoen"  # stands in a document
Server = Any  # the fixture `server`: port, users and folder

HOSTS = [
    "kwaad.example", "kwaad.example:{port}", "vindplaats.example.kwaad.example", "xvindplaats.example", "127.0.0.1.nip.io",
    "localhost.kwaad.example", "vindplaats.example@kwaad.example", "", "0.0.0.0", "[::]", "2130706433", "127.1",
    "kwaad.example#.vindplaats.example", "vindplaats.example/../x",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_another_name_for_the_server_is_refused(editor: Visitor, host: str) -> None:
    """A page whose name was made to lead here asks under that name (DNS rebinding)."""
    reply = editor.ask(
        "/deel/zoeken?vraag=klimaat", host=host.format(port=editor.port), x_forwarded_host="vindplaats.example"
    )
    assert reply.status == 400
    assert KLIMAAT not in reply.body


GOALS = [
    "https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "\\\\kwaad.example", "javascript:alert(1)", "/en/../x",
    "https:kwaad.example", "/%09/kwaad.example", "///kwaad.example", "/deel/zoeken", "http://[", "data:text/html,x",
]  # fmt: skip


@pytest.mark.parametrize("goal", GOALS)
def test_logging_in_leads_nowhere_else(server: Server, goal: str) -> None:
    """An address in a mail may ask for a page of ours, and for no other."""
    assert Visitor(server.port).log_in("lezer", goal=goal).headers["location"] == "./"


SCRIPTS = [
    SMUGGLED,
    '"><script>alert(1)</script>',
    "'\" onmouseover=alert(1) x=",
    "</title><script>alert(1)</script>",
    "{{7*7919}}",
]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(
    "path",
    ["/deel/zoeken?vraag={}", "/deel/zoeken?vraag=klimaat&hoofdstuk={}", "/deel/moties?zoek={}", "/deel/lezen?document={}",
     "/inloggen?naar={}", "/?vraag={}", "/deel/{}", "/blad/{}/1", "/export/{}", "/citaat?passage={}"],
)  # fmt: skip
def test_nothing_typed_becomes_a_script(reader: Visitor, path: str, script: str) -> None:
    """What is asked comes back as text, and no template computes it."""
    reply = reader.ask(path.format(quote(script, safe="")))
    if reply.headers.get("content-type", "").startswith("text/html"):
        assert re.findall(r"<script>alert|<img src=x|\" onmouseover=|'\" onmouse|55433", reply.body) == []
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "'unsafe-inline'" not in reply.headers["content-security-policy"].partition("style-src")[0]


@pytest.mark.parametrize("path", ["zoeken?vraag=gevaar", "lezen?document=gevaar", "documenten", "overzicht", "moties"])
def test_no_document_smuggles_in_a_script(reader: Visitor, path: str) -> None:
    """Neither in its title nor in its text."""
    reply = reader.ask(f"/deel/{path}")
    assert reply.status == 200
    assert re.findall(r"<script|<img src=x", reply.body) == []


def test_no_name_smuggles_in_a_script(server: Server) -> None:
    """What is typed where one logs in comes back as text."""
    reply = Visitor(server.port).log_in(f'"><b>{SMUGGLED}', "x")
    assert reply.status == 403
    assert re.findall(r"<b>|<script>|<img", reply.body) == []


@pytest.mark.parametrize(
    "value",
    [{"path": "http://127.0.0.1:{port}/healthz", "meta": {"_type": "gradio.FileData"}}, {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}},
     {"url": "http://127.0.0.1:{port}/healthz"}, ["klimaat"], 5, None],
)  # fmt: skip
def test_no_endpoint_fetches_what_it_is_given(reader: Visitor, server: Server, value: object) -> None:
    """A question is text; a file or an address in its place is not opened."""
    token = Visitor(server.port, {"authorization": f"Bearer {server.users.new_token('lezer')}"})
    given = json.loads(json.dumps(value).replace("{port}", str(reader.port)))
    for status, body in (token.call("search", query=given), token.call("get_passage", passage=given)):
        assert "root:" not in body
        assert KLIMAAT not in body
        assert status in {200, 400, 422}
