"""The named endpoints and the tools of a server that runs as a user starts it, asked by programs."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.request import Request, urlopen

from mcp import Client

NAMES = {"/search", "/get_passage", "/resolve_citation", "/moties", "/export", "/documents"}
QUESTION = "wat is het klimaatdoel 2025"


def call(url: str, name: str, **arguments: object) -> tuple[str, Any]:
    """Ask an endpoint over HTTP, arguments by name; return the event that ends the call, and its data."""
    address = f"{url}gradio_api/call/v2/{name}"
    request = Request(address, json.dumps(arguments).encode(), {"content-type": "application/json"})
    with urlopen(request) as answer:
        event = json.load(answer)["event_id"]
    with urlopen(f"{address}/{event}") as stream:
        lines = stream.read().decode().strip().splitlines()
    return lines[-2].removeprefix("event: "), json.loads(lines[-1].removeprefix("data: "))


def test_the_endpoints_are_described(url: str) -> None:
    """Names, what each takes, and the shape of what it gives; nothing of the page itself is listed."""
    with urlopen(f"{url}gradio_api/info") as answer:
        described = json.load(answer)
    assert set(described["named_endpoints"]) == NAMES
    assert described["unnamed_endpoints"] == {}
    search = described["named_endpoints"]["/search"]
    assert search["description"].startswith("Answer a question, in Dutch")
    assert [each["parameter_name"] for each in search["parameters"]] == [
        "query", "top", "document", "chapter", "sdg", "motie", "submitter", "year", "kind", "suggested_sdg",
    ]  # fmt: skip
    shape = search["returns"][0]["type"]["properties"]
    assert set(shape) == {"query", "answer", "results", "papers"}
    assert "papers" not in search["returns"][0]["type"].get("required", [])
    assert shape["answer"]["properties"]["sentences"]["items"]["properties"]["source"] == {"type": "string"}


def test_a_program_gets_a_cited_answer(url: str) -> None:
    """Over HTTP, with the source of each sentence."""
    event, [found] = call(url, "search", query=QUESTION, top=1)
    assert event == "complete"
    first = found["answer"]["sentences"][0]
    assert "EUR 1,8 miljard" in first["text"]
    assert "p. 33" in first["source"]
    assert [each["passage"] for each in found["results"]] == ["bhos-2022:0090"]


def test_a_wrong_question_is_an_error_with_a_sentence(url: str) -> None:
    """Not an empty answer, and no traceback."""
    event, reply = call(url, "get_passage", passage="bhos-2022:9999")
    assert event == "error"
    assert "Stel de vraag opnieuw" in json.dumps(reply, ensure_ascii=False)


def test_the_official_client_asks_the_server(url: str) -> None:
    """The tools that `vindplaats mcp` has are at /mcp too."""

    async def talk() -> tuple[set[str], Any]:
        async with Client(f"{url}mcp") as client:
            tools = {each.name for each in (await client.list_tools()).tools}
            return tools, await client.call_tool("resolve_citation", {"text": "motie Becker (34952, nr. 18)"})

    tools, answer = asyncio.run(talk())
    assert {f"/{name}" for name in tools} == NAMES
    [resolved] = answer.structured_content["result"]
    assert resolved["url"] == "https://zoek.officielebekendmakingen.nl/kst-34952-18.html"
    assert len(resolved["places"]) == 3
