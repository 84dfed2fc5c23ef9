"""The answer as a model finds it that sees the question and the first hits together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.ask.sentences import may_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.sentences import Candidate
    from search.model import Hit
    from search.models.protocols import Reader


def read_sentences(
    reader: Reader, question: str, hits: Sequence[Hit], candidates: Sequence[Candidate]
) -> tuple[float, list[tuple[float, Candidate]]]:
    """Return how sure it is that the hits answer, and the sentences that do with their probability, best first.

    ``candidates``: all sentences of the hits, in order. A sentence answers when a span of the reading touches
    it, unless it cannot be an answer at all (search.ask.sentences.may_answer).
    """
    if not hits:
        return 0.0, []
    reading = reader.read(question, [hit.passage.text for hit in hits])
    places = [
        (number, start - hit.passage.start, end - hit.passage.start)
        for number, hit in enumerate(hits)
        for start, end in hit.passage.sentences
    ]
    found = [
        (span.probability, candidate)
        for span in reading.spans
        for (number, start, end), candidate in zip(places, candidates, strict=True)
        if number == span.passage and start < span.end and span.start < end and may_answer(candidate)
    ]
    return reading.answerable, sorted(found, key=lambda pair: -pair[0])
