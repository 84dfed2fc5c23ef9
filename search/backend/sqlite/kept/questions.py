"""The questions that users keep: a part of a snapshot, and how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.codec import decode, encode, to_record
from search.backend.model import Intake, KeptQuestion, Moment
from search.model import Filters

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from search.backend.kept import Mark
    from search.backend.sqlite.reading import Reading

COLUMNS = "id, question, filters, kept, kept_time, looked, looked_time, reported, reported_time"
_INTAKES = """
    SELECT i.document, i.generation, i.time FROM intakes i JOIN documents d ON d.id = i.document
    WHERE i.generation > :after AND IN_SCOPE(d.key) ORDER BY i.generation DESC, i.document LIMIT :most"""


class SqliteQuestions:
    """See search.backend.kept.Questions."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def kept(self) -> list[KeptQuestion]:
        """Return all kept questions, the one kept first first."""
        rows = self._reading.rows(f"SELECT {COLUMNS} FROM questions ORDER BY kept_time, question, id")  # noqa: S608
        return [question_from(row) for row in rows]

    def intakes(self, after: int, most: int | None = None) -> list[Intake]:
        """Return the documents that came after this generation, latest first."""
        rows = self._reading.rows(_INTAKES, after=after, most=-1 if most is None else most)
        return [Intake(document, Moment(generation, time)) for document, generation, time in rows]


def question_from(row: Sequence[str | int]) -> KeptQuestion:
    """Return the question of a row of these columns. Raises ValueError for one that none can be."""
    id_, question, filters, *moments = row
    kept, looked, reported = (
        Moment(int(number), str(time)) for number, time in zip(moments[::2], moments[1::2], strict=True)
    )
    return KeptQuestion(str(id_), str(question), decode(str(filters), Filters), kept, looked, reported)


def row_of(question: KeptQuestion) -> tuple[str | int, ...]:
    """Return the cells of a question, in the order of the columns; of its filters those that filter."""
    filters = {name: value for name, value in to_record(question.filters).items() if value is not None}
    moments = question.kept, question.looked, question.reported
    return (question.id, question.question, encode(filters).decode(), *(cell for each in moments for cell in each))


def write_question(db: sqlite3.Connection, question: KeptQuestion) -> bool:
    """Keep a question; False where it is kept already."""
    marks = ", ".join("?" * len(COLUMNS.split(",")))
    sql = f"INSERT OR IGNORE INTO questions ({COLUMNS}) VALUES ({marks})"  # noqa: S608 - our own names
    return db.execute(sql, row_of(question)).rowcount > 0


def mark_question(db: sqlite3.Connection, question: str, mark: Mark, moment: Moment) -> bool:
    """Note a moment, unless a later one is noted; False where there is no such question."""
    sql = f"UPDATE questions SET {mark} = ?1, {mark}_time = ?2 WHERE id = ?3 AND {mark} <= ?1"  # noqa: S608 - a Mark
    db.execute(sql, (*moment, question))
    return db.execute("SELECT 1 FROM questions WHERE id = ?", (question,)).fetchone() is not None


def delete_question(db: sqlite3.Connection, question: str) -> bool:
    """Forget a question; False where there is no such one."""
    return db.execute("DELETE FROM questions WHERE id = ?", (question,)).rowcount > 0


def carry_over(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Let the store that is made again keep what the old one keeps, which may be of before questions."""
    if old.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'questions'").fetchone():
        for row in old.execute(f"SELECT {COLUMNS} FROM questions").fetchall():  # noqa: S608 - our own names
            write_question(new, question_from(row))
