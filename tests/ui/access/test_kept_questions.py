"""Kept questions on a server with users: editors keep and share them, readers read feeds, others nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from site_factories import Visitor

from search.model import Filters
from search.questions.keeping import identity

if TYPE_CHECKING:
    from site_factories import Server

QUESTION = "wat doet klimaat met water"
ID = identity(QUESTION, Filters())
ADDRESS = f"/vragen?vraag={quote(QUESTION)}"


@pytest.fixture
def kept(editor: Visitor) -> str:
    """The address of the feed of a question that the editor keeps."""
    assert editor.ask(ADDRESS, "POST", x_vindplaats=editor.token()).status == 201
    return f"/vragen/{ID}.atom"


@pytest.mark.parametrize(
    ("path", "method"), [(ADDRESS, "POST"), (f"/vragen/{ID}", "DELETE"), (f"/vragen/{ID}/bekeken?stand=9", "POST")]
)
def test_only_editors_change_what_is_kept(
    server: Server, reader: Visitor, editor: Visitor, kept: str, path: str, method: str
) -> None:
    """A reader may not, nor an editor's browser without the token, nor who is not known."""
    assert reader.ask(path, method, x_vindplaats=reader.token()).status == 403
    assert editor.ask(path, method).status == 403
    assert Visitor(server.port).ask(path, method).status == 401
    assert editor.ask(kept).status == 200


def test_editors_share_the_list_and_readers_see_none(reader: Visitor, editor: Visitor, kept: str) -> None:
    """What is asked is nobody else's business."""
    assert QUESTION in editor.ask("/deel/zoeken").body
    assert "data-kept-list" not in reader.ask("/deel/zoeken").body
    assert "data-kept" not in reader.search(QUESTION).body
    assert "data-kept" in editor.search(QUESTION).body
    assert kept in editor.ask("/deel/zoeken").body.replace('"vragen/', '"/vragen/')


def test_a_feed_is_for_who_may_read(server: Server, reader: Visitor, kept: str) -> None:
    """With a session, or with a token, as a feed reader has it."""
    assert reader.ask(kept).status == 200
    token = server.users.new_token("lezer")
    assert Visitor(server.port, {"authorization": f"Bearer {token}"}).ask(kept).status == 200
    assert Visitor(server.port).ask(kept).status == 401
