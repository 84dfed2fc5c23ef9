"""Sessions and CSRF tokens, and how often one may fail."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from itsdangerous import URLSafeTimedSerializer

from ui.access.people import Role
from ui.access.sessions import DAY, Csrf, Sessions
from ui.access.throttle import REMEMBERED, WINDOW, Throttle
from ui.access.users import User, Users

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """A file with one user."""
    made = Users.create(tmp_path / "gebruikers.json")
    made.add("lezer", Role.READER, None)
    return made


@pytest.fixture
def user(users: Users) -> User:
    """That user."""
    found = users.find("lezer")
    assert found is not None
    return found


def test_a_session_is_found_until_it_ends(users: Users, user: User) -> None:
    """Two sessions of one person end apart."""
    sessions = Sessions(users)
    one, other = sessions.start(user), sessions.start(user)
    found = sessions.find(one)
    assert found is not None
    assert found[0] == user
    sessions.end(found[1])
    assert sessions.find(one) is None
    assert sessions.find(other) is not None


def test_what_ended_long_ago_is_forgotten(users: Users) -> None:
    """The list of sessions that were logged out does not grow for ever."""
    clock = [0.0]
    sessions = Sessions(users, lambda: clock[0])
    sessions.end("a")
    clock[0] = DAY + 1.0
    sessions.end("b")
    assert set(sessions._ended) == {"b"}


def test_an_old_session_counts_no_more(users: Users, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a working day one logs in again."""
    sessions, now = Sessions(users), time.time()
    cookie = sessions.start(user)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + DAY - 60)
    assert sessions.find(cookie) is not None
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + DAY + 60)
    assert sessions.find(cookie) is None


@pytest.mark.parametrize(
    "signed", ["x", 5, None, [], ["lezer"], ["lezer", "x", "y"], {"a": 1}, ["lezer", None, "y"], ["weg", "x", "y"]]
)
def test_a_cookie_that_holds_something_else_is_nobodys(users: Users, signed: object) -> None:
    """Also where it was signed with the right key."""
    assert Sessions(users).find(URLSafeTimedSerializer(users.key, salt="session").dumps(signed)) is None


def test_a_csrf_token_fits_its_own_session_only() -> None:
    """Not another's, not another server's, and not an empty one."""
    csrf = Csrf(lambda: "k" * 43)
    token = csrf.token("a")
    assert csrf.fits(token, "a")
    assert not csrf.fits(token, "b")
    assert not csrf.fits(f"{token}x", "a")
    assert not csrf.fits("", "a")
    assert not csrf.fits(csrf.token(""), "")
    assert not Csrf(lambda: "l" * 43).fits(token, "a")


def test_who_fails_too_often_waits() -> None:
    """Until the first of the failures is five minutes ago; meanwhile nothing is counted."""
    clock = [100.0]
    throttle = Throttle(lambda: clock[0])
    assert [throttle.attempt({"a": 3}) for _ in range(3)] == [0.0, 0.0, 0.0]
    clock[0] += 100
    assert [throttle.attempt({"a": 3, "b": 9}) for _ in range(5)] == [WINDOW - 100] * 5
    assert throttle.attempt({"b": 1}) == 0.0
    clock[0] += WINDOW - 99
    assert throttle.attempt({"a": 3}) == 0.0


def test_who_succeeds_has_not_failed() -> None:
    """A department behind one address may log in all at once."""
    throttle = Throttle(lambda: 0.0)
    for _ in range(20):
        assert throttle.attempt({"a": 3}) == 0.0
        throttle.succeed("a")


def test_the_failures_of_many_are_not_remembered_for_ever() -> None:
    """Whoever makes up names fills no memory."""
    throttle = Throttle(lambda: 0.0)
    for at in range(REMEMBERED + 5):
        throttle.attempt({str(at): 1})
    assert len(throttle._failures) == REMEMBERED
    assert throttle.attempt({"0": 1}) == 0.0
    assert throttle.attempt({str(REMEMBERED): 1}) == WINDOW
