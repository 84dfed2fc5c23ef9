"""Public questions with the sentences that answer them, in several languages, for a reader that knows many.

The folder holds the files of ``data/qa`` (JSON lines, xz). What they teach: that a question in one language is answered
by a passage in another, where no word helps (OMoS-QA and XQuAD/MLQA are parallel), and that a passage on the subject
may leave a question open (SQuAD 2's and OMoS-QA's unanswerable ones). Questions that models are measured on are left
out.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.language.sentences import split_sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

OMOS = "omosqa_de_en_fr"
PARALLEL = "lareqa_xquad_mlqa_en_de_es"
SQUAD = "squad2_halfdev_en"
CITIZENS = "policyqa_rijksoverheid_nl"
MEASURED = ("in_govbench", "in_gold_dev")  # rows that are among the questions models are measured on
MOST_WORDS = 170  # of the part of a passage that is read
LEAST_WORDS = 60
_TRIES = 12
_UP_TO_A_STOP = re.compile(r"\S[^\n]*?(?:[.?!](?=\s|[a-z]{3})|$)", re.MULTILINE)
ELSEWHERE = 0.5  # share of questions that are also asked of a passage that does not answer them


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage. ``answers``: numbers of the sentences that answer it, empty where none does."""

    question: str
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    answers: frozenset[int]


def excerpt(
    sentences: Sequence[str], answers: frozenset[int], draw: random.Random, *, answered: bool, most: int = MOST_WORDS
) -> tuple[tuple[str, ...], frozenset[int]] | None:
    """Return some sentences in a row, 60 to ``most`` words, that hold an answer or none, with which of them answer.

    None where no such part was found.
    """
    lengths = [len(sentence.split()) for sentence in sentences]
    if sum(lengths) <= most:
        return (tuple(sentences), answers) if bool(answers) == answered else None
    for _ in range(_TRIES):
        room = draw.randint(LEAST_WORDS, most)
        first = max(0, draw.choice(sorted(answers)) - draw.randint(0, 5)) if answered else draw.randrange(len(lengths))
        last, words = first + 1, lengths[first]
        while last < len(lengths) and words + lengths[last] <= room:
            words += lengths[last]
            last += 1
        inside = frozenset(place - first for place in answers if first <= place < last)
        if bool(inside) == answered:
            return tuple(sentences[first:last]), inside
    return None


def read_labelled(folder: Path, draw: random.Random) -> list[Example]:
    """Return the examples of all files, in the order of the files."""
    found = [*_parallel_pages(folder, draw), *_parallel_articles(folder, draw), *_contexts(folder, draw)]
    return [example for example in found if example.sentences]


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _example(
    question: str, sentences: Sequence[str], answers: frozenset[int], draw: random.Random, *, answered: bool
) -> Iterator[Example]:
    part = excerpt(sentences, answers, draw, answered=answered)
    if part is not None:
        yield Example(question, (), *part)


def _by_language(rows: Iterator[dict[str, Any]]) -> dict[object, dict[str, dict[str, Any]]]:
    found: defaultdict[object, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        found[row["id"]][row["lang"]] = row
    return found


def _parallel_pages(folder: Path, draw: random.Random) -> Iterator[Example]:
    """Yield the questions of OMoS-QA in each language, on the page in the same and in a drawn language."""
    for versions in _by_language(_rows(folder, OMOS)).values():
        languages = sorted(versions)
        for asked in languages:
            for read in (asked, draw.choice(languages)):
                page = versions[read]
                answers = frozenset(page["answer_sentences"]) if page["answerable"] else frozenset[int]()
                question, sentences = versions[asked]["question"], page["sentences"]
                yield from _example(question, sentences, answers, draw, answered=bool(answers))
                if answers and draw.random() < ELSEWHERE:
                    yield from _example(question, sentences, answers, draw, answered=False)


def _parallel_articles(folder: Path, draw: random.Random) -> Iterator[Example]:
    """Yield the questions of XQuAD and MLQA, in a drawn language on the passage in a drawn language."""
    versions = _by_language(_rows(folder, PARALLEL))
    beside: defaultdict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for each in versions.values():
        for language, row in each.items():
            beside[language, row["title"]].append(row)
    for each in versions.values():
        languages = sorted(each)
        question, read = each[draw.choice(languages)]["question"], draw.choice(languages)
        row = each[read]
        yield from _example(question, row["sentences"], frozenset(row["answer_sentences"]), draw, answered=True)
        others = [other for other in beside[read, row["title"]] if other["context"] != row["context"]]
        if others and draw.random() < ELSEWHERE:
            yield from _example(question, draw.choice(others)["sentences"], frozenset(), draw, answered=False)


def _lower_case_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of sentences of a text without capitals, in which nothing but the stop shows a new one."""
    return [match.span() for match in _UP_TO_A_STOP.finditer(text)]


def _contexts(folder: Path, draw: random.Random) -> Iterator[Example]:
    """Yield the questions of SQuAD 2 and of Dutch citizens, whose answers are places in a text."""
    for name in (SQUAD, CITIZENS):
        for row in _rows(folder, name):
            if any(row.get(flag) for flag in MEASURED):
                continue
            text = row["context"]
            spans = _lower_case_sentences(text) if name == CITIZENS else split_sentences(text)
            starts = [answer["start"] for answer in row["answers"]]
            answers = frozenset(
                place for place, (first, last) in enumerate(spans) if any(first <= start < last for start in starts)
            )
            if bool(answers) != row["answerable"]:
                continue  # the answer was not located
            sentences = [text[first:last].strip() for first, last in spans]
            yield from _example(row["question"], sentences, answers, draw, answered=bool(answers))
