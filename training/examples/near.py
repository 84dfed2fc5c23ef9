"""For each question the passages that seem to answer it and do not, as a search would put them first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.protocols import Encoder
    from training.examples.questions import Question
    from training.examples.windows import Window

MOST_NEAR = 16
_AT_ONCE = 1024  # questions
_EXCLUDED = -9.0  # below any cosine


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the number of its window, and those of windows that do not answer it, the nearest first."""

    question: Question
    window: int
    near: tuple[int, ...]


def ask(parts: Sequence[Window], written: int, encoder: Encoder, cache: Path) -> list[Asked]:
    """Return the questions of windows with what is near them. ``cache``: folder that keeps what the encoder found.

    ``written``: so many passages, the first ones, were written for training; their facts are invented, so no other
    passage answers a question on them, and they answer none on others. Of the others only those of the same document
    can be near: another party's programme may well answer. And where a question is not answered by its passage, the
    rest of its document may.
    """
    rows = [(place, each) for place, part in enumerate(parts) for each in (*part.answered, *part.missed)]
    invented = np.array([part.passage < written for part in parts])
    passages = np.array([part.passage for part in parts])
    names = {group: number for number, group in enumerate(sorted({part.group for part in parts}))}
    groups = np.array([names[part.group] for part in parts])
    questions, texts = _vectors([each.question for _, each in rows], [part.text for part in parts], encoder, cache)
    found = []
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        scores = questions[first : first + _AT_ONCE] @ texts.T
        for (place, question), line in zip(some, scores, strict=True):
            beside = groups == groups[place] if question.answers else passages == passages[place]
            allowed = (invented | beside) & (np.arange(len(parts)) != place)
            line[~allowed] = _EXCLUDED
            best = np.argsort(-line, kind="stable")[:MOST_NEAR]
            found.append(Asked(question, place, tuple(int(each) for each in best if line[each] > _EXCLUDED)))
    return found


def _vectors(
    questions: Sequence[str], texts: Sequence[str], encoder: Encoder, cache: Path
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    lines = "\n".join([encoder.fingerprint, *questions, *texts])
    path = cache / f"near-{hashlib.sha256(lines.encode()).hexdigest()[:16]}.npz"
    if not path.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        made = encoder.encode_queries(questions), encoder.encode_passages(texts)
        np.savez(path, questions=made[0].astype(np.float16), texts=made[1].astype(np.float16))
    with np.load(path) as kept:
        return kept["questions"].astype(np.float32), kept["texts"].astype(np.float32)
