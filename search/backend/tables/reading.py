"""What every read goes through: the rows of one generation, held to one scope.

Statements that all stores share are written in one dialect, which each store turns into its own: values are bound by
name, ``:id``; ``AMONG(key, :keys)`` says that a column holds one of several values, ``IN_SCOPE(p.document)`` that a
document's key lies in the scope; and ``citation_people`` is who is behind each citation, as far as the scope tells.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import UnionType
from typing import TYPE_CHECKING, Any

from ingest.codec import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = type | UnionType


class TableReading(ABC):
    """A read transaction and the scope that its statements must heed."""

    __slots__ = ()

    @abstractmethod
    def rows(self, sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement."""

    @abstractmethod
    def typed(self, kinds: Sequence[Kind], sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement whose cells must be of these kinds, since they leave the snapshot as they are.

        Raises ValueError for a cell of another. Inside a transaction that becomes an error of the store.
        """

    @abstractmethod
    def keys_among(self, keys: Iterable[int]) -> object:
        """Return keys as ``AMONG`` takes them."""

    @abstractmethod
    def texts_among(self, texts: Iterable[str]) -> object:
        """Return texts as ``AMONG`` takes them."""

    def column(self, sql: str, **values: object) -> list[Any]:
        """Return the first column of a statement."""
        return [row[0] for row in self.rows(sql, **values)]

    def value(self, sql: str, **values: object) -> Any:  # noqa: ANN401 - whatever the column holds
        """Return the first column of the first row, None where there is no row."""
        return next(iter(self.column(sql, **values)), None)


def texts_from(cell: str) -> tuple[str, ...]:
    """Return the texts that a cell holds as JSON. Raises ValueError for anything else."""
    return decode(cell, tuple[str, ...])
