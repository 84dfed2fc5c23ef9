"""The file of users: passwords, roles and tokens, and that it is whole and its owner's alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ui.access.people import Role
from ui.access.users import Users
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "vier gewone woorden"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """A file with one reader."""
    made = Users.create(tmp_path / "gebruikers.json")
    made.add("J.Jansen@Ministerie.nl", Role.READER, SECRET)
    return made


def test_a_user_is_known_by_name_and_password(users: Users) -> None:
    """However the name is capitalised; the password as it is."""
    found = users.by_password(" j.jansen@ministerie.NL ", SECRET)
    assert found is not None
    assert (found.name, found.role) == ("j.jansen@ministerie.nl", Role.READER)
    for name, password in ((found.name, SECRET.upper()), (found.name, ""), ("niemand", SECRET), ("", "")):
        assert users.by_password(name, password) is None


def test_the_file_holds_no_password_and_is_its_owners_alone(users: Users) -> None:
    """A hash by argon2id, and no other user of the computer may read it."""
    written = users.path.read_text("utf-8")
    assert SECRET not in written
    assert "$argon2id$" in written
    assert users.path.stat().st_mode & 0o077 == 0
    assert [each.name for each in users.path.parent.iterdir()] == ["gebruikers.json"]


def test_a_user_without_a_password_cannot_log_in(users: Users) -> None:
    """A program has a token; whom a proxy names needs none."""
    users.add("programma", Role.READER, None)
    assert users.by_password("programma", "") is None
    assert users.by_token(users.new_token("programma")) is not None


def test_a_new_token_voids_the_older_one(users: Users) -> None:
    """One token a user, which ends with the user too."""
    older, newer = (users.new_token("j.jansen@ministerie.nl") for _ in range(2))
    assert users.by_token(older) is None
    assert users.by_token(newer) == users.find("j.jansen@ministerie.nl")
    users.remove("j.jansen@ministerie.nl")
    assert users.by_token(newer) is None


def test_a_new_password_changes_the_mark_of_sessions(users: Users) -> None:
    """A new role does not: it holds from the next request on."""
    before = users.find("j.jansen@ministerie.nl")
    assert before is not None
    users.set_role("j.jansen@ministerie.nl", Role.EDITOR)
    after = users.find("j.jansen@ministerie.nl")
    assert after is not None
    assert (after.role, after.login) == (Role.EDITOR, before.login)
    users.set_password("j.jansen@ministerie.nl", SECRET * 2)
    changed = users.find("j.jansen@ministerie.nl")
    assert changed is not None
    assert changed.login != before.login
    assert users.by_password("j.jansen@ministerie.nl", SECRET) is None


def test_another_program_changes_the_file(users: Users) -> None:
    """`vindplaats users` does, while a server runs."""
    Users(users.path).add("nieuw", Role.EDITOR, None)
    assert set(users.all()) == {"j.jansen@ministerie.nl", "nieuw"}


@pytest.mark.parametrize("name", ["", "a b", "a/b", "<b>", "a" * 65, "a\nb", "a\0"])
def test_a_name_that_could_be_something_else_is_refused(users: Users, name: str) -> None:
    """Letters, digits and a few signs."""
    with pytest.raises(Failure, match="dit kan geen gebruikersnaam zijn"):
        users.add(name, Role.READER, SECRET)


def test_a_name_that_is_taken_and_a_short_password_are_refused(users: Users) -> None:
    """With a sentence that says what to do."""
    with pytest.raises(Failure, match="deze gebruiker is er al"):
        users.add("J.JANSEN@ministerie.nl", Role.READER, SECRET)
    for password in ("kort", "x" * 201):
        with pytest.raises(Failure, match="Een wachtwoord heeft 12 tot 200 tekens"):
            users.add("ander", Role.READER, password)
    with pytest.raises(Failure, match="deze gebruiker staat niet in"):
        users.remove("niemand")


KEY = "k" * 43
ROW = {"role": "reader", "password": None, "login": "a", "token": None}


@pytest.mark.parametrize(
    "written",
    [
        "", "[]", "{", '"a"', "{}", json.dumps({"key": "kort", "users": {}}), json.dumps({"key": KEY, "users": []}),
        json.dumps({"key": KEY, "users": {"a": {}}}), json.dumps({"key": KEY, "users": {"a": {**ROW, "role": "baas"}}}),
        json.dumps({"key": KEY, "users": {"a": {**ROW, "login": ""}}}), json.dumps({"key": 5, "users": {}}),
        json.dumps({"key": KEY, "users": {"a": {**ROW, "token": 5}}}), json.dumps({"key": KEY, "users": {"a": 5}}),
    ],
)  # fmt: skip
def test_a_damaged_file_knows_nobody(users: Users, written: str) -> None:
    """It is refused with its name, and never taken for one in which everybody may do everything."""
    users.path.write_text(written, "utf-8")
    with pytest.raises(Failure, match=r"gebruikers\.json: dit is geen bestand met gebruikers, of het is beschadigd"):
        users.all()


def test_a_file_that_is_gone_knows_nobody(users: Users) -> None:
    """A server that runs does not go on with whom it knew."""
    users.path.unlink()
    with pytest.raises(Failure, match="dit bestand met gebruikers bestaat niet"):
        users.by_password("j.jansen@ministerie.nl", SECRET)
