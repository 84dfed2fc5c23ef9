"""What a hostile visitor tries against a real server with users: nothing gets through.

Each line of a table is a probe. What would have got through is told by the words of the documents, by a file or a
document that came or went, or by a status that says yes.
"""

from __future__ import annotations

from typing import Any

import pytest
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer
from site_factories import SECRET, Visitor

from ui.access.people import Role
from ui.access.sessions import Sessions

pytestmark = pytest.mark.usefixtures("nothing_changed")
KLIMAAT = "krijgt 5 miljoen"  # stands in a document
JSON = {"content_type": "application/json"}
Server = Any  # the fixture `server`: port, users and folder

READABLE = [
    "/", "/en/", "/en", "/?vraag=klimaat", "/deel/zoeken?vraag=klimaat", "/deel/lezen?document=nota", "/deel/moties",
    "/deel/overzicht", "/deel/documenten", "/citaat?passage=nota:0001", "/blad/nota/1", "/bestand/nota", "/bestand/nota?v=1","/export/passages.csv",
    "/export/moties.xlsx", "/documenten/bestanden", "/config", "/en/config", "/gradio_api/info", "/metrics",
    "/gradio_api/openapi.json", "/gradio_api/call/v2/search/abc", "/gradio_api/queue/data?session_hash=a", "/mcp",
    "//deel/zoeken?vraag=klimaat", "/./deel/zoeken?vraag=klimaat", "/deel/zoeken/?vraag=klimaat",
    "/vp/%2e%2e/deel/zoeken?vraag=klimaat", "/healthz/../deel/zoeken?vraag=klimaat", "/inloggen/../export/passages.csv",
    "/healthz%2f..%2fexport%2fpassages.csv", "/DEEL/zoeken?vraag=klimaat", "/healthz%23/deel/zoeken?vraag=klimaat", "/deel/zoeken%3f/healthz?vraag=klimaat",
    "/vp/%23/../deel/zoeken?vraag=klimaat", "/inloggen%3f/metrics", "/deel/zoeken;x=/healthz?vraag=klimaat",
]  # fmt: skip


@pytest.mark.parametrize("path", READABLE)
def test_who_is_not_known_reads_nothing(server: Server, path: str) -> None:
    """The page leads to where one logs in; everything else is refused, however the address is written."""
    reply = Visitor(server.port).ask(path)
    assert reply.status in {303, 307, 401, 404}
    assert KLIMAAT not in reply.body
    assert "data-token" not in reply.body


@pytest.mark.parametrize(
    ("path", "method", "body"),
    [
        ("/gradio_api/call/v2/search", "POST", '{"query": "klimaat"}'),
        ("/gradio_api/call/search", "POST", '{"data": ["klimaat"]}'),
        ("/gradio_api/queue/join", "POST", '{"data": ["klimaat"], "fn_index": 0, "session_hash": "a"}'),
        ("/mcp", "POST", '{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}'),
        ("/documenten/bestanden?naam=a.txt", "POST", "klimaat"),
        ("/documenten/nota", "DELETE", None),
        ("/documenten/nota", "PATCH", '{"title": "x"}'),
        ("/uitloggen", "POST", "formulier=x"),
        ("/deel/zoeken?vraag=klimaat", "OPTIONS", None),
        ("/deel/zoeken?vraag=klimaat", "HEAD", None),
        ("/healthz", "DELETE", None),
    ],
)
def test_who_is_not_known_does_nothing(server: Server, path: str, method: str, body: str | None) -> None:
    """Not by any method."""
    reply = Visitor(server.port).ask(path, method, body, **JSON)
    assert reply.status in {401, 403, 404, 405}
    assert KLIMAAT not in reply.body


UNUSED = [
    "upload", "upload?upload_id=x", "upload_progress?upload_id=x", "file=/etc/passwd", "file=seeds/bho-2024.txt",
    "file/etc/passwd", "file=http://127.0.0.1/", "proxy=http://127.0.0.1/", "proxy=https://example.org", "reset",
    "cancel", "stream/x", "stream/a/b/1/playlist.m3u8", "heartbeat/abc", "component_server", "run/search", "api/search",
    "user", "login_check", "token", "app_id", "dev/reload", "deep_link", "custom_component/a/b/c/d", "vibe-edit",
    "vibe-code", "process_recording", "runs", "run-history/buckets", "profiling/summary", "mcp/sse",
    "startup-events", "theme.css", "queue/join", "queue/data?session_hash=a", "call/search", "call/search/abc",
]  # fmt: skip


@pytest.mark.parametrize("name", UNUSED)
@pytest.mark.parametrize("before", ["/gradio_api/", "/en/gradio_api/"])
def test_what_gradio_serves_beside_the_page_is_not_there(editor: Visitor, before: str, name: str) -> None:
    """Not even for an editor: uploads, files of the server, other hosts, histories."""
    token = editor.token() if name == "upload" else "x"
    assert editor.ask(before + name).status == 404
    assert editor.ask(before + name, "POST", b"x" * 100, x_vindplaats=token).status == 404


@pytest.mark.parametrize(
    "path",
    ["/login", "/config", "/config/", "/monitoring", "/monitoring/summary", "/manifest.json", "/pwa_icon", "/docs"],
)
def test_nor_are_the_pages_of_its_makers(editor: Visitor, path: str) -> None:
    """What this page does not use, nobody can find a fault in."""
    assert editor.ask(path).status == 404


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/documenten/nota", "DELETE"), ("/documenten/bestanden?naam=a.txt", "POST"), ("/documenten/bestanden/1", "POST"),
        ("/documenten/bestanden", "GET"), ("/documenten/x", "GET"), ("/documenten/nota", "PUT"),
        ("/documenten%2fnota", "DELETE"), ("/documenten/%6eota", "DELETE"), ("/documenten/nota", "PATCH"),
    ],
)  # fmt: skip
def test_a_reader_changes_nothing(reader: Visitor, path: str, method: str) -> None:
    """Also with the token of the page, and whatever the request claims to be."""
    token = reader.token()
    for extra in ({}, {"x_http_method_override": "GET"}, {"x_forwarded_user": "redacteur"}):
        assert reader.ask(
            path, method, b"klimaat" if method == "POST" else None, x_vindplaats=token, **extra
        ).status in {403, 404}


def test_a_reader_is_not_shown_what_an_editor_may_do(reader: Visitor, editor: Visitor) -> None:
    """No field for files, no button, no check of all there is."""
    asked = "/deel/documenten?controle=ja"
    assert "data-remove" in editor.ask(asked).body
    shown = reader.ask(asked).body
    assert [each for each in ("data-remove", 'type="file"', "controle", "De index is in orde") if each in shown] == []
    fields = "/deel/documenten?document=nota"
    assert ["data-correct" in each.ask(fields).body for each in (editor, reader)] == [True, False]


def forgeries(server: Server) -> dict[str, dict[str, str]]:
    """Headers that claim to be the editor's."""
    users, other = server.users, "k" * 43
    editor = users.find("redacteur")
    assert editor is not None
    before = users.new_token("redacteur")
    token = users.new_token("redacteur")
    session = Sessions(users).start(editor)
    lying = URLSafeTimedSerializer(other, salt="session").dumps(["redacteur", editor.login, "x"])
    as_token = URLSafeSerializer(other, salt="token").dumps(["redacteur", editor.token])
    made = {
        "an older token": f"Bearer {before}", "no token": "Bearer ", "a token cut short": f"Bearer {token[:-1]}",
        "a longer token": f"Bearer {token}A", "another scheme": f"Basic {token}", "a bare token": token,
        "another key": f"Bearer {as_token}", "a session as token": f"Bearer {session}", "unsigned": "Bearer WyJyZWRhY3RldXIiXQ",
        "null": "Bearer null", "a list": f"Bearer {token}, {token}", "a JWT": "Bearer eyJhbGciOiJub25lIn0.e30.",
    }  # fmt: skip
    cookies = {
        "a forged session": lying, "a token as session": token, "a session cut short": session[:-1],
        "no session": "", "another's mark": URLSafeTimedSerializer(users.key, salt="csrf").dumps("redacteur"),
        "plain": "redacteur", "json": '["redacteur"]',
    }  # fmt: skip
    return {
        **{name: {"authorization": value} for name, value in made.items()},
        **{name: {"cookie": f"vindplaats={value}"} for name, value in cookies.items()},
        "a name alone": {"x-forwarded-user": "redacteur", "x-remote-user": "redacteur", "remote-user": "redacteur"},
    }


def test_nobody_passes_for_another(server: Server) -> None:
    """Tokens and sessions that were forged, cut, mixed up or are void."""
    made = forgeries(server)
    assert len(made) == 20
    for name, headers in made.items():
        assert (name, Visitor(server.port, headers).search("klimaat").status) == (name, 401)


def test_a_session_ends(server: Server) -> None:
    """By logging out also where its cookie was copied; with a new password; when the user is removed."""
    server.users.add("tijdelijk", Role.READER, SECRET)
    visitor = Visitor(server.port)
    visitor.log_in("tijdelijk")
    copied = Visitor(server.port, dict(visitor.headers))
    assert copied.search("klimaat").status == 200
    kind = {"content_type": "application/x-www-form-urlencoded"}
    assert visitor.ask("/uitloggen", "POST", "formulier=x", **kind).status == 303  # no token: nothing happens
    assert copied.search("klimaat").status == 200
    assert visitor.ask("/uitloggen", "POST", f"formulier={visitor.token()}", **kind).headers["location"] == "inloggen"
    assert copied.search("klimaat").status == 401
    visitor.log_in("tijdelijk")
    server.users.set_password("tijdelijk", f"{SECRET}!")
    assert visitor.search("klimaat").status == 401
    token = Visitor(server.port, {"authorization": f"Bearer {server.users.new_token('tijdelijk')}"})
    assert token.search("klimaat").status == 200
    server.users.remove("tijdelijk")
    assert token.search("klimaat").status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"x_vindplaats": "1"}, {"x_vindplaats": ""}, {"x_vindplaats": "OTHERS"}, {"origin": "https://kwaad.example"},
        {"x_vindplaats": "OWN", "origin": "https://kwaad.example"}, {"x_vindplaats": "OWN", "origin": "null"},
        {"x_vindplaats": "OWN", "origin": "http://localhost:1"}, {"x_vindplaats": "OWN", "sec_fetch_site": "cross-site"},
        {"x_vindplaats": "OWN", "sec_fetch_site": "same-site"},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("path", "method", "body"),
    [
        ("/documenten/nota", "DELETE", None),
        ("/documenten/nota", "PATCH", b'{"title": "x"}'),
        ("/documenten/bestanden?naam=a.txt", "POST", b"klimaat"),
    ],
)
def test_a_page_elsewhere_cannot_act_for_an_editor(
    editor: Visitor, reader: Visitor, headers: dict[str, str], path: str, method: str, body: bytes | None
) -> None:
    """Their browser sends the session along; the token of their page it does not have, and it names where it comes from."""
    tokens = {"OWN": editor.token(), "OTHERS": reader.token()}
    sent = {name: tokens.get(value, value) for name, value in headers.items()}
    assert editor.ask(path, method, body, **sent).status == 403


@pytest.mark.parametrize("origin", ["https://kwaad.example", "http://localhost:3000", "http://127.0.0.1:1", "null"])
def test_no_page_elsewhere_may_read_an_answer(editor: Visitor, origin: str) -> None:
    """No answer allows another origin, least of all with the session."""
    asked = {
        "origin": origin,
        "access_control_request_method": "POST",
        "access_control_request_headers": "x-vindplaats",
    }
    for path, method in (
        ("/deel/zoeken?vraag=klimaat", "GET"),
        ("/theme.css", "GET"),
        ("/theme.css", "OPTIONS"),
        ("/mcp", "OPTIONS"),
    ):
        reply = editor.ask(path, method, **asked)
        assert [name for name in reply.headers if name.startswith("access-control-allow-")] == []
