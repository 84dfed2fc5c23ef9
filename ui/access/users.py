"""The file of users: a JSON object with a key for signing and, per name, a role, an argon2 hash and two random marks.

A session and a token are signed (itsdangerous) and name a mark of their user. With a new password the first mark
changes and all sessions end; with a new token the second changes and the older token is void. So nothing in the file is
a password or a token; still, with its key both could be forged, and only its owner may read it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tempfile
import threading
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, URLSafeSerializer

from ui.access.people import Role
from ui.texts import serving as texts
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST, LONGEST = 12, 200  # characters of a password; no more, since hashing takes time
_NAME = re.compile(r"[\w.@-]{1,64}")
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_urlsafe())  # checked for an unknown name, which so takes as long as a known one


@dataclass(frozen=True, slots=True)
class User:
    """``password``: its hash, None where another server logs in; ``login``, ``token``: see above."""

    name: str
    role: Role
    password: str | None
    login: str
    token: str | None = None


class Users:
    """The users in a file, read again when another program has changed it. Safe for use by several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._key = ""
        self._users: dict[str, User] = {}

    @classmethod
    def create(cls, path: Path) -> Users:
        """Return the users in a file, made with a fresh key where it is not there. Raises Failure."""
        made = cls(path)
        if not path.exists():
            made._write(secrets.token_urlsafe(32), {})
        made.all()
        return made

    def all(self) -> Mapping[str, User]:
        """Return name -> user. Raises Failure where the file cannot be read or holds something else."""
        with self._lock:
            self._read()
            return dict(self._users)

    @property
    def key(self) -> str:
        """What sessions, tokens and CSRF tokens are signed with. Raises Failure as ``all`` does."""
        with self._lock:
            self._read()
            return self._key

    def find(self, name: str) -> User | None:
        """Return the user of this name, however it is capitalised."""
        return self.all().get(plain(name))

    def add(self, name: str, role: Role, password: str | None) -> None:
        """Add a user. Raises Failure for a name that is taken or cannot be one, and for too short a password."""
        if not _NAME.fullmatch(plain(name)):
            raise Failure(texts.BAD_NAME.format(name=name))
        if self.find(name) is not None:
            raise Failure(texts.NAME_TAKEN.format(name=name))
        hashed = None if password is None else _hash(password)
        self._put(User(plain(name), role, hashed, secrets.token_urlsafe(12)))

    def remove(self, name: str) -> None:
        """Remove a user, whose sessions and token end. Raises Failure where there is none."""
        known = dict(self.all())
        del known[self._existing(name).name]
        self._write(self.key, known)

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password; their sessions end. Raises Failure."""
        self._put(replace(self._existing(name), password=_hash(password), login=secrets.token_urlsafe(12)))

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role. Raises Failure."""
        self._put(replace(self._existing(name), role=role))

    def new_token(self, name: str) -> str:
        """Return a token for programs of this user; an older one is void. Raises Failure."""
        user = replace(self._existing(name), token=secrets.token_urlsafe(12))
        self._put(user)
        return str(self._signer().dumps([user.name, user.token]))

    def by_password(self, name: str, password: str) -> User | None:
        """Return the user of this name and password, None where they do not belong together."""
        user = self.find(name)
        hashed = _NOBODY if user is None or user.password is None else user.password
        try:
            _HASHER.verify(hashed, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        return user if user is not None and user.password is not None else None

    def by_token(self, token: str) -> User | None:
        """Return the user whose valid token this is."""
        try:
            name, mark = self._signer().loads(token)
        except (BadSignature, ValueError, TypeError):
            return None
        user = self.all().get(name)
        return user if user is not None and user.token is not None and mark == user.token else None

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.key, salt="token")

    def _existing(self, name: str) -> User:
        user = self.find(name)
        if user is None:
            raise Failure(texts.NO_USER.format(name=name, path=self.path))
        return user

    def _put(self, user: User) -> None:
        self._write(self.key, {**self.all(), user.name: user})

    def _read(self) -> None:
        """Read the file where it has changed since."""
        try:
            status = self.path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp == self._stamp:
                return
            self._key, self._users = _parsed(json.loads(self.path.read_text("utf-8")))
        except FileNotFoundError as error:
            raise Failure(texts.NO_USERS_FILE.format(path=self.path)) from error
        except OSError as error:
            raise Failure(texts.USERS_UNREADABLE.format(path=self.path, why=error.strerror)) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Failure(texts.USERS_DAMAGED.format(path=self.path)) from error
        self._stamp = stamp

    def _write(self, key: str, users: Mapping[str, User]) -> None:
        """Write the file beside and put it in place, so that it is always whole; its owner alone may read it."""
        rows = {user.name: {k: v for k, v in asdict(user).items() if k != "name"} for user in users.values()}
        written = json.dumps({"key": key, "users": rows}, ensure_ascii=False, indent=1)
        try:
            handle, beside = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}-")  # made with mode 0600
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(written)
                    file.flush()
                    os.fsync(file.fileno())
                Path(beside).replace(self.path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise Failure(texts.USERS_UNWRITABLE.format(path=self.path, why=error.strerror)) from error


def plain(name: str) -> str:
    """Return a name as it is kept: one form of each letter, small."""
    return unicodedata.normalize("NFC", name.strip()).casefold()


def _hash(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise Failure(texts.BAD_PASSWORD.format(shortest=SHORTEST, longest=LONGEST))
    return _HASHER.hash(password)


def _parsed(data: Any) -> tuple[str, dict[str, User]]:  # noqa: ANN401 - JSON
    """The key and the users; raises ValueError, TypeError, KeyError or AttributeError for anything else."""
    key = data["key"]
    if not isinstance(key, str) or len(key) < 32:  # noqa: PLR2004 - a key that could be guessed is none
        raise ValueError
    users = {}
    for name, row in data["users"].items():
        users[name] = User(name, Role(row["role"]), row["password"], row["login"], row["token"])
        texts_of = (row["password"] or "", row["login"], row["token"] or "")
        if not all(isinstance(each, str) for each in texts_of) or not row["login"]:
            raise TypeError
    return key, users
