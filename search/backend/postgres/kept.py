"""The questions that users keep, and when each document came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.model import Intake, KeptQuestion, Moment
from search.backend.sqlite.kept.intakes import now
from search.backend.sqlite.kept.questions import COLUMNS, question_from, row_of
from search.backend.tables.documents import text_sha256

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.model import Document
    from search.backend.kept import Mark
    from search.backend.postgres.access.pool import Database
    from search.backend.postgres.access.reading import Reading

_KEPT = f"SELECT {COLUMNS} FROM questions ORDER BY kept_time, question, id"  # noqa: S608 - our own names
_INTAKES = """
    SELECT i.document, i.generation, i.time FROM intakes i JOIN documents d ON d.id = i.document
    WHERE i.generation > %(after)s AND IN_SCOPE(d.key) ORDER BY i.generation DESC, i.document LIMIT %(most)s::bigint"""
_IS_KNOWN = "SELECT 1 FROM intakes WHERE document = %s AND (sha256 = %s OR text_sha256 = %s)"
_SAME = "UPDATE intakes SET sha256 = %s, text_sha256 = %s WHERE document = %s"
_NOTED = """
    INSERT INTO intakes VALUES (%s, %s, %s, %s, %s) ON CONFLICT (document) DO UPDATE
    SET sha256 = excluded.sha256, text_sha256 = excluded.text_sha256, generation = excluded.generation,
        time = excluded.time"""
_MARKED = "UPDATE questions SET {0} = %(number)s, {0}_time = %(time)s WHERE id = %(id)s AND {0} <= %(number)s"


class PostgresQuestions:
    """See search.backend.kept.Questions."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def kept(self) -> list[KeptQuestion]:
        """Return all kept questions, the one kept first first."""
        return [question_from(row) for row in self._reading.rows(_KEPT)]

    def intakes(self, after: int, most: int | None = None) -> list[Intake]:
        """Return the documents that came after this generation, latest first."""
        rows = self._reading.rows(_INTAKES, after=after, most=most)
        return [Intake(document, Moment(generation, time)) for document, generation, time in rows]


def note_intakes(db: Database, documents: Iterable[Document], generation: int) -> None:
    """Note that documents come in with the write that raises the store to this generation.

    Not where the file or the text of one is known: see search.backend.sqlite.kept.intakes. The state has to be locked,
    so that nobody is told of this generation before it is there as a whole.
    """
    for document in documents:
        text = text_sha256(document.text)
        if db.execute(_IS_KNOWN, (document.id, document.sha256, text)).fetchone():
            db.execute(_SAME, (document.sha256, text, document.id))
        else:
            db.execute(_NOTED, (document.id, document.sha256, text, generation, now()))


def forget_intake(db: Database, document: str) -> None:
    """Forget when the document with this id came in, since it goes."""
    db.execute("DELETE FROM intakes WHERE document = %s", (document,))


def write_question(db: Database, question: KeptQuestion) -> bool:
    """Keep a question; False where it is kept already."""
    marks = ", ".join(["%s"] * len(COLUMNS.split(",")))
    sql = f"INSERT INTO questions ({COLUMNS}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - our own names
    return db.execute(sql.encode(), row_of(question)).rowcount > 0


def mark_question(db: Database, question: str, mark: Mark, moment: Moment) -> bool:
    """Note a moment, unless a later one is noted; False where there is no such question."""
    values = {"number": moment.generation, "time": moment.time, "id": question}
    db.execute(_MARKED.format(mark).encode(), values)
    return db.execute("SELECT 1 FROM questions WHERE id = %s", (question,)).fetchone() is not None


def delete_question(db: Database, question: str) -> bool:
    """Forget a question; False where there is no such one."""
    return db.execute("DELETE FROM questions WHERE id = %s", (question,)).rowcount > 0
