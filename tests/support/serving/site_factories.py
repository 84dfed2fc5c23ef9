"""A server over a small knowledge base, in a thread, and a visitor who sends whatever a browser would not."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import uvicorn
from search_factories import WordEncoder, make_document, make_nota

from search import KnowledgeBase
from ui.access.people import Role
from ui.access.users import Users
from ui.web.connections import Http

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.types import ASGIApp

SUPPORT = Path(__file__).parents[1]
SECRET = "vier gewone woorden"  # of all users made up here
NAMES = {"lezer": Role.READER, "redacteur": Role.EDITOR}
SMUGGLED = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: str
    cookies: tuple[str, ...] = ()

    def cookie(self, name: str) -> str:
        """Return the value of a cookie that was set, "" where it was not."""
        found = (re.match(rf"{name}=([^;]*)", each) for each in self.cookies)
        return next((each[1] for each in found if each), "")


@dataclass
class Visitor:
    """Sends requests to a server; ``headers``: sent with each."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", body: bytes | str | None = None, **headers: str) -> Reply:
        """Send a request as it stands; the path is not mended. Header names have _ for -; None leaves one out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {**self.headers, **named})
            answer = connection.getresponse()
            cookies = tuple(value for name, value in answer.getheaders() if name.lower() == "set-cookie")
            shown = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, shown, answer.read().decode("utf-8", "replace"), cookies)
        finally:
            connection.close()

    def raw(self, data: bytes, *, then_close: bool = False) -> bytes:
        """Send bytes as they are; return all that comes back until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(data)
            if then_close:
                return b""
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def log_in(self, name: str, password: str = SECRET, goal: str = "/") -> Reply:
        """Log in as the page does and keep the session."""
        form = self.ask("/inloggen")
        token = re.search(r'name="formulier" value="([^"]+)"', form.body)
        assert token
        fields = {"naam": name, "wachtwoord": password, "formulier": token[1], "naar": goal}
        cookie = f"vindplaats-formulier={form.cookie('vindplaats-formulier')}"
        kind = "application/x-www-form-urlencoded"
        reply = self.ask("/inloggen", "POST", urlencode(fields), cookie=cookie, content_type=kind)
        if reply.cookie("vindplaats"):
            self.headers["cookie"] = f"vindplaats={reply.cookie('vindplaats')}"
        return reply

    def token(self) -> str:
        """Return the CSRF token of the page."""
        found = re.search(r'data-token="([^"]+)"', self.ask("/").body)
        assert found
        return found[1]

    def call(self, name: str, **arguments: object) -> tuple[int, str]:
        """Ask a named endpoint; return the status and what the second request gives."""
        path = f"/gradio_api/call/v2/{name}"
        first = self.ask(path, "POST", json.dumps(arguments), content_type="application/json")
        if first.status != 200:
            return first.status, first.body
        return 200, self.ask(f"{path}/{json.loads(first.body)['event_id']}").body

    def tool(self, name: str, **arguments: object) -> Reply:
        """Call a tool of an assistant."""
        called = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
        accept = "application/json, text/event-stream"
        return self.ask("/mcp", "POST", json.dumps(called), content_type="application/json", accept=accept)

    def search(self, question: str) -> Reply:
        """Ask a question on the page."""
        return self.ask(f"/deel/zoeken?vraag={quote(question)}")


def make_users(path: Path) -> Users:
    """Return a file with a reader and an editor."""
    users = Users.create(path)
    for name, role in NAMES.items():
        users.add(name, role, SECRET)
    return users


def make_base(folder: Path) -> Path:
    """Return the folder of a knowledge base with a document of a few passages, and one that tries to smuggle in a script."""
    with KnowledgeBase.open(folder, WordEncoder()) as base:
        base.add_document(make_nota())
        base.add_document(make_document(f"Gevaar {SMUGGLED} in de tekst.", id_="gevaar", title=f"Stuk {SMUGGLED}"))
    return folder


@contextmanager
def site(kb: Path | str, *options: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Serve a knowledge base as `vindplaats serve` does; yields the port and the process, whose errors are a pipe."""
    words = [sys.executable, str(SUPPORT / "serving/site_server.py"), "serve", "--port", "0", "--kb", str(kb), *options]
    paths = os.pathsep.join([str(SUPPORT.parents[1]), str(SUPPORT), str(SUPPORT / "serving")])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        try:
            line = server.stdout.readline()
            address = re.search(r":(\d+)/", line)
            assert address, server.stderr.read()
            yield int(address[1]), server
        finally:
            server.terminate()


@contextmanager
def serving(app: ASGIApp, protocol: type[Http] = Http) -> Iterator[int]:
    """Serve an application in a thread; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, log_level="critical", proxy_headers=False, ws="none", http=protocol, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()  # it listens already: the first request waits until it has started
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(30)


def lines(log: Path) -> list[tuple[str, str, str]]:
    """Return the lines of a log of changes: who, what they did, with what."""
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return [(row["user"], row["action"], row["what"]) for row in rows]
