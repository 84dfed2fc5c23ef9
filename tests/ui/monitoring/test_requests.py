"""What is measured and logged of a request, and what never is: the question."""

from __future__ import annotations

import json
import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from ui.monitoring.logs import REQUESTS, JsonLines, config
from ui.monitoring.metrics import Metrics
from ui.monitoring.requests import Measured

if TYPE_CHECKING:
    import pytest

BASE: Any = SimpleNamespace(count_documents=lambda: 0, count_passages=lambda: 0)


async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
    """Answer with text, but at /stuk fail."""
    scope["state"]["place"] = "part"
    if scope["path"] == "/stuk":
        raise ValueError(scope["path"])
    await PlainTextResponse("hallo")(scope, receive, send)


def test_requests_are_counted_by_kind_and_status() -> None:
    """Also those that fail; none is being answered when all are."""
    metrics = Metrics()
    client = TestClient(Measured(app, metrics), raise_server_exceptions=False)
    for path in ("/a", "/b", "/stuk"):
        client.get(path)
    lines = metrics.text(BASE).decode().splitlines()
    assert {
        'vindplaats_requests_total{kind="part",status="200"} 2.0', 'vindplaats_requests_total{kind="part",status="500"} 1.0',
        'vindplaats_errors_total{kind="part"} 1.0', "vindplaats_requests_running 0.0",
        'vindplaats_request_seconds_count{kind="part"} 3.0',
    } <= set(lines)  # fmt: skip


def test_a_request_is_logged_without_its_question(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the question, nor who asked."""
    with caplog.at_level(logging.INFO, REQUESTS.name):
        TestClient(Measured(app, Metrics())).get("/deel/zoeken?vraag=geheim", headers={"cookie": "vindplaats=geheim"})
    [line] = [JsonLines().format(record) for record in caplog.records if record.name == REQUESTS.name]
    row = json.loads(line)
    assert {name: row[name] for name in ("level", "kind", "method", "status", "bytes")} == {
        "level": "info", "kind": "part", "method": "GET", "status": 200, "bytes": 5,
    }  # fmt: skip
    assert "geheim" not in line


def test_an_error_is_one_line() -> None:
    """Its traceback too, so that what collects logs keeps it together."""
    error = ValueError("mis")
    record = logging.LogRecord(
        "uvicorn.error", logging.ERROR, "", 1, "ging %s", ("mis",), (ValueError, error, error.__traceback__)
    )
    line = JsonLines().format(record)
    assert "\n" not in line
    row = json.loads(line)
    assert row["message"] == "ging mis"
    assert row["traceback"].endswith("ValueError: mis")


def test_every_logger_writes_json() -> None:
    """Those of the libraries too."""
    assert config()["root"]["handlers"] == ["stderr"]
    assert config()["formatters"] == {"json": {"()": JsonLines}}
