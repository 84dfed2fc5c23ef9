"""The tools of an assistant, asked with the official client over each way in."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from mcp import Client, StdioServerParameters
from starlette.testclient import TestClient

from ui.programs import assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search import KnowledgeBase

ROOT = Path(__file__).parents[3]
TOOLS = {"search", "get_passage", "resolve_citation", "moties", "export", "documents"}
QUESTION = {"query": "wat is het klimaatdoel 2025"}
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
JSON = {"accept": "application/json, text/event-stream"}


def ask(server: Any, tool: str, arguments: dict[str, Any]) -> tuple[set[str], Any]:  # noqa: ANN401 - a server or how to start one
    """Return the names of the tools, and what one of them answers."""

    async def talk() -> tuple[set[str], Any]:
        async with Client(server) as client:
            listed = await client.list_tools()
            return {each.name for each in listed.tools}, await client.call_tool(tool, arguments)

    return asyncio.run(talk())


def assert_cited(answer: Any) -> None:  # noqa: ANN401 - what the client gives
    """The sentence that answers, word for word, with the line that states its source."""
    assert not answer.is_error
    first = answer.structured_content["answer"]["sentences"][0]
    assert first["text"].endswith("naar verwachting meer dan EUR 1,8 miljard.")
    assert first["source"].startswith("Ministerie van Buitenlandse Zaken, Doen waar Nederland goed in is")
    assert "p. 33" in first["source"]


def test_a_client_lists_the_tools_and_gets_a_cited_answer(seeds_kb: Path) -> None:
    """As an assistant does on a laptop: it starts `vindplaats mcp` itself."""
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui.cli", "mcp", "--kb", str(seeds_kb)],
        cwd=str(ROOT),
        env=dict(os.environ),
    )
    tools, answer = ask(command, "search", QUESTION)
    assert tools == TOOLS
    assert_cited(answer)


def test_every_tool_says_what_it_takes_and_gives(base: KnowledgeBase) -> None:
    """Each argument has a type, each answer a schema, each tool a description; none of them changes anything."""

    async def listed() -> list[Any]:
        async with Client(assistant.server(base)) as client:
            return list((await client.list_tools()).tools)

    tools = asyncio.run(listed())
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint is True
        assert tool.output_schema["properties"]
        for name, schema in tool.input_schema["properties"].items():
            assert "type" in schema or "anyOf" in schema or "enum" in schema, name
            assert f"{name}: " in tool.description


def test_a_wrong_question_is_answered_with_a_sentence(base: KnowledgeBase) -> None:
    """The assistant receives the reason and can correct its call."""
    _, answer = ask(assistant.server(base), "get_passage", {"passage": "bhos-2022:9999"})
    assert answer.is_error
    assert "Stel de vraag opnieuw" in answer.content[0].text


@pytest.fixture(scope="module")
def web(base: KnowledgeBase) -> Iterator[TestClient]:
    """An application with the tools; whom it answers is decided around it (ui.access)."""
    app = FastAPI()
    running = assistant.mount(app, base)
    app.router.lifespan_context = lambda _: running
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        yield client


def test_the_tools_are_served_beside_the_page(web: TestClient) -> None:
    """At /mcp, for assistants that speak HTTP."""
    answer = web.post(assistant.PATH, json=HELLO, headers=JSON).json()
    assert answer["result"]["serverInfo"]["name"] == "vindplaats"
    called = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "search", "arguments": QUESTION}}
    answer = web.post(assistant.PATH, json=called, headers=JSON).json()
    given = answer["result"]["structuredContent"]["answer"]
    assert (given["found"], given["outcome"]) == (True, "answer")
