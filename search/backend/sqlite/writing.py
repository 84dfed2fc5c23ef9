"""Documents into the tables and out of them, inside a transaction of the caller's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from search.backend.sqlite.checksums import is_sound, seal_document
from search.backend.sqlite.extents import write_extent
from search.backend.sqlite.kept.intakes import forget_intake, note_intake
from search.backend.sqlite.lexical.indexing import index_passages, rebuild_index, unindex_passages
from search.backend.sqlite.reading import Reading
from search.backend.sqlite.vectors import as_blob
from search.backend.tables.passages import read_passages
from search.backend.tables.writing import COLUMNS, DocumentRows, quoted
from search.scope import EVERYTHING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ingest.model import FactName, Passage
    from search.backend.model import Entry
    from search.backend.sqlite.connection import Transaction

#: Table -> the columns of its rows, in the order in which the tables are filled.
_COLUMNS: dict[str, Sequence[str]] = COLUMNS | {
    "passage_vectors": ("passage", "vector"),
    "sentence_vectors": ("passage", "vectors"),
}
# Of those there are and those there were.
_LAST = """
    SELECT max(
        coalesce((SELECT max(key) FROM {0}), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{0}'), 0)
    )"""


def insert(held: Transaction, entry: Entry) -> None:
    """Write a document in the place of the one with its id, and what users corrected of it unless that is None."""
    document, db = entry.document, held.db
    _delete(held, document.id)
    if entry.corrections is not None:
        _write_corrections(db, document.id, entry.corrections)
    rows = SqliteRows(db, entry)
    rows.write()
    write_extent(db, rows.key, document.id, rows.passages)
    index_passages(db, document.title, rows.passages)
    note_intake(held, document)
    seal_document(db, rows.key)  # last: it is over all the rows above


def delete(held: Transaction, document: str) -> bool:
    """Delete the document with this id and its corrections; False when there is none."""
    found = _delete(held, document)
    _write_corrections(held.db, document, {})
    forget_intake(held.db, document)
    if found:
        held.raise_generation()
    return found


def _write_corrections(db: sqlite3.Connection, document: str, corrections: Mapping[FactName, str]) -> None:
    """Write what users corrected of the document with this id, in the place of what stood there."""
    db.execute("DELETE FROM corrections WHERE document = ?", (document,))
    rows = ((document, str(name), value) for name, value in corrections.items())
    db.executemany("INSERT INTO corrections VALUES (?, ?, ?)", rows)


def _delete(held: Transaction, id_: str) -> bool:
    """Delete a document; False when there is none with this id."""
    reading = Reading(held.db, held.generation, EVERYTHING)
    rows = reading.rows("SELECT key, title FROM documents WHERE id = :id", id=id_)
    if not rows:
        return False
    key, title = rows[0]
    keys = reading.column("SELECT key FROM passages WHERE document = :key", key=key)
    if is_sound(held.db, key):
        unindex_passages(held.db, title, read_passages(reading, keys))
        held.db.execute("DELETE FROM documents WHERE key = ?", (key,))
    else:  # its words are not the ones that were counted: those of all other documents are counted anew
        held.db.executemany("DELETE FROM lexical WHERE rowid = ?", ((each,) for each in keys))
        held.db.execute("DELETE FROM documents WHERE key = ?", (key,))
        rebuild_index(held.db, _sound_documents(reading))
    return True


def _sound_documents(reading: Reading) -> Iterator[tuple[str, list[Passage]]]:
    """Yield title and passages of each document that is as it was written."""
    for key, title in reading.rows("SELECT key, title FROM documents"):
        if is_sound(reading.db, key):
            keys = reading.column("SELECT key FROM passages WHERE document = :key", key=key)
            yield title, [*read_passages(reading, keys).values()]


class SqliteRows(DocumentRows):
    """The rows of one document, with keys of SQLite's own sequences; ``write`` writes them."""

    def __init__(self, db: sqlite3.Connection, entry: Entry) -> None:
        self._db = db
        self._last: dict[str, int] = {}  # the key given last, by table
        super().__init__(entry)

    def new_key(self, table: str) -> int:
        """Return the key that SQLite would give; it takes note of those it is given."""
        if table not in self._last:
            [last] = self._db.execute(_LAST.format(table)).fetchone()
            self._last[table] = last
        self._last[table] += 1
        return self._last[table]

    def add_vectors(self, passage: int, vector: NDArray[Any], sentences: Sequence[int], parts: NDArray[Any]) -> None:  # noqa: ARG002 - of the class above
        """Add the vector of a passage and, as one, those of its sentences."""
        self.rows["passage_vectors"].append((passage, as_blob(vector)))
        self.rows["sentence_vectors"].append((passage, as_blob(parts)))

    def write(self) -> None:
        """Write all rows."""
        for table, names in _COLUMNS.items():
            marks = ",".join("?" * len(names))
            sql = f"INSERT INTO {table} ({quoted(names)}) VALUES ({marks})"  # noqa: S608 - names from these modules
            self._db.executemany(sql, self.rows[table])
