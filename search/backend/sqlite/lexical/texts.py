"""What the lexical index was given of each passage, for the postings of search.backend.postings."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from search.backend.postings.building import build
from search.backend.sqlite.schema import TOKENIZER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.backend.extents import Extents
    from search.backend.postings.building import Texts
    from search.backend.postings.segment import Segment
    from search.backend.sqlite.reading import Reading

#: Weight of a match in the passage's own text, its headings and its footnotes.
COLUMN_WEIGHTS = (1.0, 0.8, 0.5)
_AT_ONCE = 2000  # rows
_TEXTS = "SELECT rowid, body, headings, notes FROM lexical WHERE rowid > :after ORDER BY rowid LIMIT :most"
_PLAIN = re.compile("[0-9a-z,-]+")  # what the tokenizer leaves as it is


class SqliteTexts:
    """See search.backend.postings.index.Source. ``extents``: of all documents of this generation."""

    def __init__(self, reading: Reading, extents: Extents) -> None:
        self._reading = reading
        self.generation = reading.generation
        self.living = extents

    @property
    def store(self) -> str:
        """What tells this store from every other."""
        return str(self._reading.value("SELECT value FROM meta WHERE name = 'store'") or "")

    @property
    def last(self) -> int:
        """The highest key there is."""
        return self.living.last

    def rows(self, after: int) -> Iterator[Texts]:
        """Yield the texts of the passages with higher keys, ascending."""
        while rows := self._reading.typed((int, str, str, str), _TEXTS, after=after, most=_AT_ONCE):
            yield from rows
            after = rows[-1][0]

    def build(self, rows: Iterable[Texts], first: int, last: int) -> Segment:
        """Return the segment of some of these, which has the keys ``first`` to ``last``."""
        return build(rows, first, last, COLUMN_WEIGHTS, self.cut)

    def cut(self, words: Sequence[str]) -> list[list[str]]:
        """Return for each word the terms that the lexical index makes of it.

        Nearly all are terms as they are; the others are cut by the tokenizer itself, in a table of its own.
        """
        others = {number: word for number, word in enumerate(words) if not _PLAIN.fullmatch(word)}
        found = [[word] for word in words]
        for number in others:
            found[number] = []
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute(f"CREATE VIRTUAL TABLE cut USING fts5(word, {TOKENIZER})")
            db.execute("CREATE VIRTUAL TABLE terms USING fts5vocab('cut', 'instance')")
            db.executemany("INSERT INTO cut (rowid, word) VALUES (?, ?)", others.items())
            for number, term in db.execute("SELECT doc, term FROM terms ORDER BY doc, offset"):
                found[number].append(term)
        return found
