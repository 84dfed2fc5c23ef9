"""Few questions are answered at the same time; the others wait their turn, and the files of the page wait for none."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

from fastapi import FastAPI
from starlette.testclient import TestClient

from ui.limits.turns import AT_ONCE, Turns
from ui.web.routes import add_routes

USERS = AT_ONCE * 4
WAIT = 10.0  # seconds: for what comes at once unless something is wrong


class Counted:
    """A knowledge base that answers when it is let, and counts who is asking."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.full, self.let = threading.Event(), threading.Event()
        self._lock = threading.Lock()

    def in_one_generation(self, _: object) -> str:
        """Every read goes through this."""
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now == AT_ONCE:
                self.full.set()
        assert self.let.wait(WAIT)
        with self._lock:
            self.now -= 1
        return "gelezen"


def test_the_parts_of_the_page_take_turns() -> None:
    """No more are read for at once than may be, all are answered, and a file is served while they wait."""
    base, app = Counted(), FastAPI()
    add_routes(app, base)  # type: ignore[arg-type]

    with TestClient(app) as client, ThreadPoolExecutor(USERS) as users:
        asking = [users.submit(client.get, "/deel/zoeken?vraag=water") for _ in range(USERS)]
        assert base.full.wait(WAIT)
        assert client.get("/vp/page.css").status_code == 200
        assert not any(each.done() for each in asking)
        base.let.set()
        assert [each.result().status_code for each in asking] == [200] * USERS
    assert base.most == AT_ONCE


def test_a_failure_gives_the_turn_back() -> None:
    """What is raised is raised for who asked, and whoever waits goes on."""

    async def asked() -> list[object]:
        turns = Turns()
        works = [lambda: 1 // 0] * (AT_ONCE * 2) + [lambda: 7]
        return await asyncio.gather(*(turns.run(work) for work in works), return_exceptions=True)

    *failed, last = asyncio.run(asked())
    assert {type(each) for each in failed} == {ZeroDivisionError}
    assert last == 7


def test_work_sees_who_asks() -> None:
    """The audit log notes the person whose request it is."""
    person: ContextVar[str] = ContextVar("person")

    async def asked() -> str:
        person.set("Anna")
        return await Turns().run(person.get)

    assert asyncio.run(asked()) == "Anna"
