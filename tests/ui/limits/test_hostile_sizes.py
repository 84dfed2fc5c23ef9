"""What a hostile visitor sends to a real server on this computer: too much, half of it, or something that is no request."""

from __future__ import annotations

import json
import os
import socket
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

import pytest
from site_factories import Visitor, make_base, site

from ui.limits.paths import API, CORRECTION, FORM, UPLOAD
from ui.limits.words import QUESTION

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

LONG = "k" * (QUESTION + 1)
SENTENCE = "Een vraag heeft hoogstens 1.000 tekens; deze heeft er 1.001. Stel een kortere vraag."
JSON = {"content_type": "application/json"}


class Server(NamedTuple):
    """A server on this computer, where nobody logs in."""

    visitor: Visitor
    process: subprocess.Popen[str]
    kb: Path
    temporary: Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, with a folder for temporary files of its own."""
    folder = tmp_path_factory.mktemp("sizes")
    kb, temporary = make_base(folder / "kb"), folder / "tmp"
    temporary.mkdir()
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(temporary)
    try:
        with site(kb) as (port, process):
            yield Server(Visitor(port), process, kb, temporary)
            process.terminate()
            assert process.wait(60) == 0
            assert process.stderr is not None
            assert "Traceback" not in process.stderr.read()
    finally:
        os.environ.pop("TMPDIR")
        if before is not None:
            os.environ["TMPDIR"] = before


def test_a_question_has_an_end(server: Server) -> None:
    """On the page, in the endpoints and in the tools: a sentence says so, and nothing is searched (D2)."""
    visitor = server.visitor
    page = visitor.search(LONG)
    assert (page.status, SENTENCE in page.body) == (400, True)
    assert visitor.search("k" * QUESTION).status == 200
    assert visitor.call("search", query=LONG)[1].startswith("event: error")
    assert SENTENCE in visitor.call("search", query=LONG)[1]
    told = visitor.tool("search", query=LONG)
    assert json.loads(told.body)["result"]["isError"] is True
    assert SENTENCE in told.body


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("search", "chapter"),
        ("search", "motie"),
        ("get_passage", "passage"),
        ("moties", "words"),
        ("export", "document"),
    ],
)
def test_so_have_the_other_words_of_a_question(server: Server, name: str, argument: str) -> None:
    """A filter of a book's length is none."""
    given = {"query": "klimaat"} if name == "search" else {}
    assert (
        f"{argument} heeft hoogstens 1.000 tekens; hier staan er 1.001."
        in server.visitor.call(name, **given, **{argument: LONG})[1]
    )


SENT = [
    ("/gradio_api/call/v2/search", API), ("/mcp", API),
    ("/documenten/bestanden/1", FORM), ("/documenten/bestanden?naam=a.txt", UPLOAD), ("/documenten/nota", CORRECTION), ("/", 0),
    ("/deel/zoeken", 0), ("/export/moties.csv", 0), ("/healthz", 0), ("/vp/page.css", 0),
]  # fmt: skip


@pytest.mark.parametrize(("path", "most"), SENT)
def test_what_is_said_to_be_too_large_is_not_waited_for(server: Server, path: str, most: int) -> None:
    """The answer comes before the body does (D2: 20 MB for a question, 30 MB for a password)."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nx-vindplaats: 1\r\nContent-Length: {most + 1}\r\n\r\n"
    assert server.visitor.raw(head.encode()).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(("path", "most"), [pair for pair in SENT if pair[1] < UPLOAD])
def test_what_becomes_too_large_is_cut_off(server: Server, path: str, most: int) -> None:
    """Also where it does not say how large it is."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nx-vindplaats: 1\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    piece = b"x" * (most + 1)
    assert server.visitor.raw(head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(piece), piece)).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("origin", [None, "https://kwaad.example", "http://localhost:3000", "null"])
@pytest.mark.parametrize("before", ["/", "/en/"])
def test_gradio_takes_no_file(server: Server, before: str, origin: str | None) -> None:
    """Of no size, from no page: nothing stays behind for it (D3)."""
    boundary = "----b"
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nklimaat\r\n--{boundary}--\r\n'
    sent = {"content_type": f"multipart/form-data; boundary={boundary}"} | ({"origin": origin} if origin else {})
    assert server.visitor.ask(f"{before}gradio_api/upload", "POST", body, **sent).status == 404
    assert [each for each in server.temporary.rglob("*.txt") if each.is_file()] == []


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1:9", "https://kwaad.example", "null"])
def test_no_other_origin_is_allowed(server: Server, origin: str) -> None:
    """Not even another page of this computer (D10)."""
    for path in ("/theme.css", "/gradio_api/info", "/deel/zoeken?vraag=klimaat"):
        found = server.visitor.ask(path, origin=origin).headers
        assert [name for name in found if name.startswith("access-control-")] == []
    asked = server.visitor.ask("/gradio_api/call/v2/search", "POST", '{"query": "klimaat"}', origin=origin, **JSON)
    assert asked.status == 403


def test_an_upload_that_is_cut_off_leaves_nothing(server: Server) -> None:
    """No file, and no traceback: the server's errors are read when it has stopped (D10)."""
    head = b"POST /documenten/bestanden?naam=a.txt HTTP/1.1\r\nHost: localhost\r\nx-vindplaats: 1\r\nContent-Length: 9000\r\n\r\n"
    server.visitor.raw(head + b"half", then_close=True)
    assert server.visitor.ask("/documenten/bestanden").body == "[]"
    pause = Event()
    for _ in range(3000):  # the server learns a moment later that nobody sends any more
        if not list(server.kb.glob("bestanden/*")):
            break
        pause.wait(0.01)
    assert list(server.kb.glob("bestanden/*")) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: kwaad.example\r\n\r\n",
        b"GET http://kwaad.example/ HTTP/1.1\r\nHost: kwaad.example\r\n\r\n",
        b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhallo",
        b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked, gzip\r\n\r\nhallo",
        b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\nhallo",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET /deel/zoeken?vraag=" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX\x00: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"CONNECT kwaad.example:443 HTTP/1.1\r\nHost: kwaad.example\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Secret: geheim\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_what_is_no_request_of_ours_is_refused(server: Server, sent: bytes) -> None:
    """And nothing of it comes back."""
    answer = server.visitor.raw(sent)
    assert answer[:12] in {b"HTTP/1.1 400", b"HTTP/1.1 403", b"HTTP/1.1 404", b"HTTP/1.1 405", b"HTTP/1.1 431", b""}
    assert b"geheim" not in answer


def test_a_connection_that_asks_to_change_is_not_changed(server: Server) -> None:
    """There are no web sockets here; the request is answered as it would be."""
    with socket.create_connection(("127.0.0.1", server.visitor.port), timeout=60) as line:
        line.sendall(
            b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert b" 101 " not in line.recv(4096)
