"""The transaction that each thread has open: what it reads inside shows one state, and nothing else begins there."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_Transaction = TypeVar("_Transaction")


class OpenTransactions(Generic[_Transaction]):
    """At most one for each thread."""

    def __init__(self) -> None:
        self._thread = threading.local()

    @property
    def own(self) -> _Transaction | None:
        """The one that this thread has open."""
        return getattr(self._thread, "transaction", None)

    @contextmanager
    def entered(self, transaction: _Transaction) -> Iterator[_Transaction]:
        """Let a transaction be the one of this thread."""
        self._thread.transaction = transaction
        try:
            yield transaction
        finally:
            self._thread.transaction = None
