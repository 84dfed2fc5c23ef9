"""`vindplaats users`: who may log in, by a person at the keyboard or a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ui.access.people import Role
from ui.access.users import Users

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)
SECRET = b"vier gewone woorden\n"


def test_users_are_added_listed_and_removed(vindplaats: Run) -> None:
    """In ./gebruikers.json, unless another file is named."""
    assert vindplaats("users", "add", "Jan", "--role", "editor", "--stdin", stdin=SECRET).out == (
        "Jan is toegevoegd als editor (gebruikers.json).\n"
    )
    assert vindplaats("users", "add", "programma", "--no-password").code == 0
    token = vindplaats("users", "token", "programma")
    assert token.err == "Dit token wordt maar één keer getoond. Stuur het mee als: Authorization: Bearer TOKEN\n"
    users = Users(Path("gebruikers.json"))
    assert users.by_token(token.out.strip()) == users.find("programma")
    assert vindplaats("users", "list").out == (
        "Naam       Rol     Wachtwoord  Token\njan        editor  ja          nee\nprogramma  reader  nee         ja\n"
    )
    assert vindplaats("users", "remove", "JAN").out == "JAN is verwijderd.\n"
    assert set(users.all()) == {"programma"}


def test_a_password_and_a_role_change(vindplaats: Run) -> None:
    """The older password does not count any more."""
    vindplaats("users", "add", "jan", "--stdin", "--users", "u.json", stdin=SECRET)
    assert (
        vindplaats("users", "password", "jan", "--stdin", "--users", "u.json", stdin=b"drie andere woorden\n").code == 0
    )
    assert vindplaats("users", "role", "jan", "editor", "--users", "u.json").out == "jan is nu editor.\n"
    users = Users(Path("u.json"))
    assert users.by_password("jan", "vier gewone woorden") is None
    found = users.by_password("jan", "drie andere woorden")
    assert found is not None
    assert found.role is Role.EDITOR


def test_what_cannot_be_is_told(vindplaats: Run) -> None:
    """With what to do."""
    assert "dit bestand met gebruikers bestaat niet" in vindplaats("users", "list").err
    assert "Een wachtwoord heeft 12 tot 200 tekens" in vindplaats("users", "add", "jan", "--stdin", stdin=b"kort\n").err
    assert "deze gebruiker staat niet in gebruikers.json" in vindplaats("users", "token", "piet").err
    assert vindplaats("users", "role", "piet", "baas").code == 2
    assert "Opdrachten" in vindplaats("users").out
