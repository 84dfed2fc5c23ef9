"""Whose documents a read may see: the whole knowledge base, a collection, what one user may read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents of which a read may return anything at all.

    ``documents``: their ids; None: all there are. A scope is a permission and not a filter: what lies outside is as
    good as absent, also where documents speak of each other (a motie's submitters, named elsewhere only). Only the
    statistics of words are those of the whole knowledge base, since scores would otherwise differ between users.
    """

    documents: frozenset[str] | None = None

    def holds(self, document: str) -> bool:
        """Tell whether the document with this id lies inside."""
        return self.documents is None or document in self.documents


EVERYTHING = Scope()
