"""Passages with questions that people of the project wrote for them, to learn what answers and what only seems to.

``training/questions`` holds three files, one passage a line. ``written.jsonl``: passages in the style of government
papers, written for this purpose, with all facts invented. ``kept.jsonl``: more of them, which no model is trained on;
the confidence of answers is fitted to them. ``passages.jsonl``: questions on passages of the training
data, which is not ours to repeat; a line names the document, its first and last block and a checksum of the sentences.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ingest.language.sentences import split_sentences
from training.examples.corpus import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.examples.corpus import TrainingDocument

QUESTIONS = Path(__file__).resolve().parent.parent / "questions"
_LOG = logging.getLogger("training")


class Kind(StrEnum):
    """What a question was written to be."""

    QUESTION = "q"
    KEYWORDS = "k"
    NUMBER = "n"
    PARAPHRASE = "p"  # in everyday words, none of which stands in the sentence that answers
    ENGLISH = "e"
    NEAR_MISS = "u"  # shares words with a sentence; the passage does not answer it
    FAR_MISS = "v"  # on the subject, in other words; the passage does not answer it


class Question(msgspec.Struct, frozen=True):
    """A question on a passage. ``answers``: numbers of the sentences that answer it, () where none does."""

    kind: Kind
    question: str
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuestionedPassage:
    """A passage and its questions. ``group``: its document; passages of one are on the same subject.

    ``titles``: the document and the heading it stands under, where they are known.
    """

    group: str
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    questions: tuple[Question, ...]


class _Written(msgspec.Struct, frozen=True):
    group: str
    document: str
    heading: str
    sentences: tuple[str, ...]
    questions: tuple[Question, ...]


class _Reference(msgspec.Struct, frozen=True):
    document: str
    heading: str
    first: int
    last: int
    checksum: str
    questions: tuple[Question, ...]


def read_written(folder: Path = QUESTIONS, name: str = "written.jsonl") -> list[QuestionedPassage]:
    """Return the passages that were written for training."""
    lines = (folder / name).read_bytes().splitlines()
    rows = [msgspec.json.decode(line, type=_Written) for line in lines]
    return [
        QuestionedPassage(row.group, _titles(row.document, row.heading), row.sentences, row.questions) for row in rows
    ]


def read_kept(folder: Path = QUESTIONS) -> list[QuestionedPassage]:
    """Return the passages that no model may learn from."""
    return read_written(folder, "kept.jsonl")


def read_questioned(data: Path, folder: Path = QUESTIONS) -> list[QuestionedPassage]:
    """Return the passages of the training data in the folder ``data`` that have questions, in the order of the file.

    One whose sentences are no longer those that the questions were written for is left out, and counted in the log.
    """
    lines = (folder / "passages.jsonl").read_bytes().splitlines()
    rows = [msgspec.json.decode(line, type=_Reference) for line in lines]
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        wanted[row.document].append(place)
    found: dict[int, QuestionedPassage] = {}
    for document in read_documents(data):
        for place in wanted.get(document.name, ()):
            row = rows[place]
            sentences = tuple(_sentences(document, row.first, row.last))
            if place not in found and checksum(sentences) == row.checksum:
                titles = _titles(Path(document.name).stem.replace("_", " "), row.heading)
                found[place] = QuestionedPassage(document.name, titles, sentences, row.questions)
    _LOG.info("%d of %d passages with questions found", len(found), len(rows))
    return [found[place] for place in sorted(found)]


def checksum(sentences: tuple[str, ...]) -> str:
    """Return what shows that a passage is still the one that its questions were written for."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:12]


def _titles(*titles: str) -> tuple[str, ...]:
    return tuple(title for title in titles if title)


def _sentences(document: TrainingDocument, first: int, last: int) -> Iterator[str]:
    for _, text in document.blocks[first:last]:
        for start, end in split_sentences(text):
            if text[start:end].strip():
                yield text[start:end].strip()
