"""Whether the server lives, and its measurements."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.testclient import TestClient

from search.errors import StoreDamagedError
from ui.monitoring.metrics import Metrics
from ui.web.monitoring import add_routes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def client(documents: Callable[[], int], passages: int = 0) -> TestClient:
    """Asks a server over a knowledge base that counts so many documents and passages."""
    app = FastAPI()
    base = SimpleNamespace(count_documents=documents, count_passages=lambda: passages)
    add_routes(app, base, Metrics())  # type: ignore[arg-type]
    return TestClient(app)


def test_a_server_that_can_search_is_well() -> None:
    """A load balancer may ask in the shortest way."""
    asked = client(lambda: 2)
    assert asked.get("/healthz").json() == {"status": "ok"}
    assert asked.head("/healthz").status_code == 200


def test_a_server_that_cannot_read_its_documents_is_not(tmp_path: Path) -> None:
    """Anyone may ask, so nothing is told of what is wrong."""

    def damaged() -> int:
        raise StoreDamagedError(tmp_path / "k.sqlite", "disk I/O error")

    asked = client(damaged)
    answer = asked.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "error"})
    assert asked.get("/metrics").status_code == 503


def test_measurements_are_in_the_format_of_prometheus() -> None:
    """The documents and passages that there are now."""
    answer = client(lambda: 2, 7).get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert {"vindplaats_documents 2.0", "vindplaats_passages 7.0"} <= set(answer.text.splitlines())
