"""`vindplaats serve`: on another address only once is chosen who may do what; health, logs and a graceful stop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from site_factories import Visitor, lines, make_base, make_users, site

if TYPE_CHECKING:
    from pathlib import Path

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
WHERE = "0.0.0.0"  # noqa: S104 - what is refused here
CHOOSE = "Kies wie wat mag: --read-only (alleen lezen), --users BESTAND"


@pytest.mark.parametrize(
    "options", [("--host", WHERE), ("--allow-host", "vindplaats.example"), ("--proxy", "127.0.0.1"), ("--host", "::")]
)
def test_others_are_let_in_only_once_is_chosen_who_may_do_what(
    vindplaats: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Not by an address, and not by a name or a proxy that leads to this computer (D4)."""
    code, out, err = vindplaats("serve", *options, "--port", "0", "--kb", tmp_path)
    assert (code, out) == (1, "")
    assert CHOOSE in err


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--read-only", "--users", "u.json"), 2, "--read-only gaat niet samen met --users"),
        (("--trust-header", "X-User"), 2, "Bij --trust-header hoort --proxy"),
        (("--trust-header", "X User", "--proxy", "10.0.0.1"), 2, "dit is geen naam van een header"),
        (("--trust-header", "X-User", "--proxy", "proxy"), 2, "proxy: dit is geen IP-adres of netwerk"),
        (("--trust-header", "X-User", "--proxy", "0.0.0.0/0"), 2, "dan kan iedereen zich voor een ander uitgeven"),
        (("--read-only", "--allow-host", "https://vindplaats.example"), 2, "dit is geen naam van een server"),
        (("--read-only", "--allow-host", "*"), 2, "*: dit is geen naam van een server"),
        (("--users", "nergens.json"), 1, "nergens.json: dit bestand met gebruikers bestaat niet"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(
    vindplaats: Run, tmp_path: Path, options: tuple[str, ...], code: int, sentence: str
) -> None:
    """With what to do, before anything is served."""
    ran = vindplaats("serve", *options, "--port", "0", "--kb", tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err


def test_a_file_without_users_lets_nobody_in(vindplaats: Run, tmp_path: Path) -> None:
    """It is told before the first of them finds out."""
    assert vindplaats("users", "add", "a", "--no-password", "--users", "u.json").code == 0
    assert vindplaats("users", "remove", "a", "--users", "u.json").code == 0
    ran = vindplaats("serve", "--users", "u.json", "--port", "0", "--kb", tmp_path)
    assert "u.json: hier staan nog geen gebruikers in." in ran.err


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of two documents, of which tests remove one."""
    return make_base(tmp_path_factory.mktemp("served") / "kb")


def test_a_server_that_is_read_only_changes_nothing(kb: Path) -> None:
    """On every address of this computer; whoever asks may ask, and is noted nowhere."""
    with site(kb, "--host", WHERE, "--read-only", "--log", "json") as (port, process):
        visitor = Visitor(port)
        assert visitor.ask("/healthz").body == '{"status":"ok"}'
        assert visitor.search("klimaat").status == 200
        assert visitor.ask("/documenten/nota", "DELETE", x_vindplaats="1").status == 403
        assert visitor.ask("/documenten/bestanden?naam=a.txt", "POST", b"x", x_vindplaats="1").status == 403
        assert visitor.ask("/deel/zoeken", host="kwaad.example").status == 400
        assert "data-remove" not in visitor.ask("/deel/documenten").body
        process.terminate()
        assert process.wait(60) == 0  # it has closed the knowledge base
        assert process.stderr is not None
        logged = [json.loads(line) for line in process.stderr.read().splitlines()]
    assert not (kb / "logboek.jsonl").exists()
    assert [row["status"] for row in logged] == [200, 200, 403, 403, 400, 200]
    assert "klimaat" not in json.dumps(logged)


def test_what_editors_do_is_noted(kb: Path, tmp_path: Path) -> None:
    """Who exported and removed what, by page, endpoint and tool; who asked what is not."""
    users, log = make_users(tmp_path / "gebruikers.json"), tmp_path / "log.jsonl"
    with site(kb, "--users", str(users.path), "--audit", str(log)) as (port, _):
        editor, program = Visitor(port), Visitor(port, {"authorization": f"Bearer {users.new_token('lezer')}"})
        editor.log_in("redacteur")
        editor.search("klimaat")
        assert editor.ask("/export/moties.csv").status == 200
        assert program.call("export", what="citations", format="ris")[0] == 200
        assert program.tool("export", what="passages", format="json").status == 200
        assert program.ask("/documenten/gevaar", "DELETE").status == 403
        assert editor.ask("/documenten/nergens", "DELETE", x_vindplaats=editor.token()).status == 404
        assert editor.ask("/documenten/gevaar", "DELETE", x_vindplaats=editor.token()).status == 204
        assert editor.ask("/documenten/bestanden?naam=a.xyz", "POST", b"x", x_vindplaats=editor.token()).status == 202
        assert 'kind="documents",status="204"' in editor.ask("/metrics").body
    assert lines(log) == [
        ("redacteur", "export", "moties.csv"), ("lezer", "export", "citations.ris"), ("lezer", "export", "passages.json"),
        ("redacteur", "remove", "gevaar"), ("redacteur", "upload", "a.xyz"),
    ]  # fmt: skip


def test_a_proxy_names_who_asks(kb: Path, tmp_path: Path) -> None:
    """Single sign-on in front: the name is the proxy's to give, and a token of the page goes with what changes."""
    options = ("--trust-header", "X-Forwarded-User", "--proxy", "127.0.0.1", "--audit", str(tmp_path / "log.jsonl"))
    users = make_users(tmp_path / "gebruikers.json")
    with site(kb, *options, "--users", str(users.path)) as (port, _):
        assert Visitor(port).search("klimaat").status == 401
        assert "U bent niet aangemeld." in Visitor(port).ask("/").body
        editor = Visitor(port, {"X-Forwarded-User": "redacteur"})
        assert editor.search("klimaat").status == 200
        assert editor.ask("/documenten/nota", "DELETE", x_vindplaats="1").status == 403
        assert Visitor(port, {"X-Forwarded-User": "lezer"}).ask("/documenten/bestanden").status == 403
        assert editor.ask("/documenten/nota", "DELETE", x_vindplaats=editor.token()).status == 204
    assert lines(tmp_path / "log.jsonl") == [("redacteur", "remove", "nota")]
