"""People and their roles, and whose request is being answered."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do: readers ask, read and export; editors add and remove documents too."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. ``name``: "" where nobody logs in.

    ``session``: what a CSRF token is bound to; "" where the browser sends nothing by itself that tells who this is, so
    that a page elsewhere cannot act in their name and no token is asked for.
    """

    name: str
    role: Role
    session: str = ""
    can_log_out: bool = False

    @property
    def may_change(self) -> bool:
        """Whether this person may add and remove documents."""
        return self.role is Role.EDITOR


ANYONE = Person("", Role.EDITOR)  # on one's own computer
VISITOR = Person("", Role.READER)  # of a server that is only read
# Follows a request into the thread that answers it; where there is no request it is the person at this computer.
asking: ContextVar[Person] = ContextVar("asking", default=ANYONE)
