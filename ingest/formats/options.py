"""What a reader gets beside the path: the password, and where to report progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _ignore(part: float) -> None:
    del part


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``password``: for encrypted files, None where none was given.

    ``report``: called with the part that is read, 0.0-1.0, at least once a page. A file whose reader is silent for too
    long is abandoned, so a reader that works through something large must call it now and then.
    """

    password: str | None = None
    report: Callable[[float], None] = _ignore
