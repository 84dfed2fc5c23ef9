"""What a store must tell of kept questions and of what came since: part of a snapshot, see search.backend.protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from search.backend.model import Intake, KeptQuestion

#: What is noted of a kept question each time: that a user looked at what came, that it was reported.
Mark = Literal["looked", "reported"]


class Questions(Protocol):
    """The questions that users keep, and when each document came in. The questions themselves know no scope."""

    def kept(self) -> list[KeptQuestion]:
        """Return all of them, the one kept first first."""

    def intakes(self, after: int, most: int | None = None) -> list[Intake]:
        """Return the documents in scope that came after this generation, latest first, of equals by id.

        A document that was read again counts from when its file or its text last was another. ``most``: None is all.
        """
