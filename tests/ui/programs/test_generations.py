"""What one request reads is of one generation, whatever another program writes while it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from search_factories import WordEncoder, make_nota
from starlette.testclient import TestClient

from search.knowledge_base import KnowledgeBase
from ui.programs.api import Api
from ui.web.routes import add_routes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BusyBase(KnowledgeBase):
    """A knowledge base in which, each time documents have been counted or read, another program replaces all."""

    written = 0

    def documents_named(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - of any scope
        """Return documents, and have the others written."""
        found = super().documents_named(*args, **kwargs)
        self._replace()
        return found

    def count_documents(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - of any scope
        """Return how many there are, and have the others written."""
        found = super().count_documents(*args, **kwargs)
        self._replace()
        return found

    def _replace(self) -> None:
        self.written += 1
        with KnowledgeBase.open(self.folder, WordEncoder()) as other:
            before = other.titles()
            other.add_document(make_nota(f"nieuw-{self.written}"))
            for id_ in before:
                other.remove(id_)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[BusyBase]:
    """One that starts with one document."""
    with KnowledgeBase.open(tmp_path, WordEncoder()) as kb:
        kb.add_document(make_nota("eerste"))
    with BusyBase.open(tmp_path, WordEncoder()) as opened:
        assert isinstance(opened, BusyBase)
        yield opened


@pytest.mark.parametrize(
    "path",
    ["/deel/zoeken?document=eerste", "/deel/zoeken?sdg=13", "/deel/zoeken?vraag=water", "/deel/lezen?document=eerste"],
)
def test_a_page_shows_the_documents_it_began_with(base: BusyBase, path: str) -> None:
    """It shows the one that is gone by then, whole, and the next page shows what came in its place."""
    app = FastAPI()
    add_routes(app, base)
    asked = TestClient(app)
    shown = asked.get(path)
    assert (shown.status_code, base.written > 0) == (200, True)
    assert "eerste" in shown.text
    assert "nieuw-" not in shown.text
    assert [known.id for known in KnowledgeBase.documents(base)] == [f"nieuw-{base.written}"]


def test_a_passage_and_its_document_belong_together(base: BusyBase) -> None:
    """What a program gets: the place of a passage in the document that it was found in."""
    found = Api(base).search("water")
    assert {each["document"] for each in found["results"]} == {"eerste"}
    assert all(sentence["source"].startswith("Ministerie, Nota") for sentence in found["answer"]["sentences"])
