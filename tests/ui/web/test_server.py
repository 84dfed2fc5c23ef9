"""Serving: the address, the headers, and that the page names no other host."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest

from ui.cli.command import run
from ui.web import server

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    b'<!doctype html><html lang="en"><head><base href="./" />'
    b'<link rel="preconnect" href="https://fonts.example" crossorigin="anonymous" />'
    b'<meta\n property="og:image"\n content="https://pictures.example/a.png" />'
    b'<script src="//cdn.example/a.js" async></script>'
    b'<meta property="og:title" content="Gradio" /><link rel="manifest" href="/manifest.json" />'
    b'<meta name="viewport" content="width=device-width" /><script>start("a")</script>'
    b'<link rel="stylesheet" href="./assets/a.css"></head><body><a href="https://paper.example">stuk</a></body></html>'
)


def ask(app: Any, path: str = "/", *accept: bytes) -> tuple[dict[bytes, bytes], bytes, list[bytes]]:  # noqa: ANN401
    """Ask an application for a path; return its headers, its body and the encodings it was offered."""
    sent: list[Any] = []
    offered: list[bytes] = []

    async def seen(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        offered.extend(value for name, value in scope["headers"] if name == b"accept-encoding")
        await app(scope, receive, send)

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:  # noqa: ANN401
        sent.append(message)

    headers = [(b"accept-encoding", each) for each in accept]
    asyncio.run(server.OwnHostOnly(seen)({"type": "http", "path": path, "headers": headers}, receive, send))
    return dict(sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:]), offered


def answering(kind: bytes, *parts: bytes, **extra: bytes) -> Any:  # noqa: ANN401
    """An application that answers everything with these parts."""

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        del scope, receive
        size = str(sum(map(len, parts))).encode()
        headers = [(b"content-type", kind), (b"content-length", size), *((k.encode(), v) for k, v in extra.items())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for at, part in enumerate(parts, start=1):
            await send({"type": "http.response.body", "body": part, "more_body": at < len(parts)})

    return app


def test_outside_addresses_leave_the_head_of_the_page() -> None:
    """What would be fetched from another host, or names one, is gone; links to papers stay."""
    headers, body, _ = ask(answering(b"text/html; charset=utf-8", PAGE[:100], PAGE[100:]))
    assert re.findall(rb"(\w+)\.example", body) == [b"paper"]
    assert b"Gradio" not in body
    assert b"manifest" not in body
    assert headers[b"content-length"] == str(len(body)).encode()


@pytest.mark.parametrize(("path", "language"), [("/", b"nl"), ("/en/", b"en")])
def test_the_page_says_its_language(path: str, language: bytes) -> None:
    """A screen reader must read it with the right voice; header and footer are in it already."""
    body = ask(answering(b"text/html", PAGE), path)[1]
    assert b'<html lang="' + language + b'">' in body
    assert b'data-language="' + language + b'"' in body
    assert body.index(b"<header") < body.index(b"paper.example") < body.index(b"<footer")


def test_only_scripts_with_the_nonce_of_this_answer_may_run() -> None:
    """Each script of the page carries the nonce that its policy names; the next answer has another."""
    nonces = []
    for _ in range(2):
        headers, body, _ = ask(answering(b"text/html", PAGE))
        scripts = re.findall(rb"<script\b[^>]*>", body)
        [nonce] = {re.search(rb'nonce="([\w-]+)"', script)[1] for script in scripts}  # type: ignore[index]
        assert len(scripts) > 1
        assert b"script-src 'self' 'nonce-" + nonce + b"';" in headers[b"content-security-policy"]
        nonces.append(nonce)
    assert nonces[0] != nonces[1]


def test_only_the_page_is_asked_uncompressed() -> None:
    """A compressed page could not be mended; everything else may be compressed."""
    assert ask(answering(b"text/html", PAGE), "/", b"br")[2] == []
    assert ask(answering(b"text/css", b"a{}"), "/theme.css", b"br")[2] == [b"br"]


def test_other_answers_pass_unchanged_with_the_headers() -> None:
    """Whatever is served, the browser may not go elsewhere for it."""
    headers, body, _ = ask(answering(b"application/json", b'{"a":', b"1}"), "/config")
    assert body == b'{"a":1}'
    assert {name: headers[name] for name, _ in server.headers()} == dict(server.headers())


def test_the_policy_names_no_host() -> None:
    """Nothing but this server, and what stands in the page itself; no text ever becomes a script."""
    scripts = next(rule for rule in server.POLICY.split("; ") if rule.startswith("script-src"))
    assert scripts == "script-src 'self'{nonce}"
    assert server.POLICY.startswith("default-src 'self'; ")
    assert re.findall(r"https?:|\*|//", server.POLICY) == []


def test_a_port_in_use_is_reported(seeds_kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A Dutch sentence with the way out, before anything heavy is loaded."""
    with server.listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port), "--kb", str(seeds_kb)]) == 1
    message = (
        f"Fout: Poort {port} op 127.0.0.1 is al in gebruik. Kies een andere met --port, of stop het andere programma.\n"
    )
    assert capsys.readouterr() == ("", message)


def test_a_wrong_address_is_reported(seeds_kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An address that is not this computer's is refused in Dutch."""
    assert run(["serve", "--host", "192.0.2.1", "--kb", str(seeds_kb)]) == 1
    assert capsys.readouterr().err.startswith("Fout: 192.0.2.1:7860: hier kan niet geluisterd worden (")


@pytest.mark.parametrize(
    ("environment", "expected"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)]
)
def test_a_browser_needs_a_screen(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    expected: bool,  # noqa: FBT001
) -> None:
    """On a server without a screen no browser is started."""
    monkeypatch.setattr(server.os, "uname", lambda: type("", (), {"sysname": "Linux"}))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert server.has_display() is expected
