"""The answer as a model finds it that sees the question and the first hits together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.ask.sentences.statements import may_answer
from search.models.protocols import Excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.sentences.candidates import Candidate
    from search.model import Hit
    from search.models.protocols import Reader


def read_sentences(
    reader: Reader, question: str, hits: Sequence[Hit], candidates: Sequence[Candidate]
) -> tuple[float, list[tuple[float, Candidate]]]:
    """Return how sure it is that the hits answer, and their sentences with how likely each answers, best first.

    ``candidates``: all sentences of the hits, in order. The surest hit decides: an answer stands in one passage. A
    sentence answers as likely as it and its passage both do; one that was not read, or that cannot be an answer at all
    (search.ask.sentences.statements.may_answer), is left out.
    """
    if not hits:
        return 0.0, []
    readings = reader.read(question, [_excerpt(hit) for hit in hits])
    shares = [reading.answers * share for reading in readings for share in reading.sentences]
    found = [(share, item) for share, item in zip(shares, candidates, strict=True) if share and may_answer(item)]
    return max(reading.answers for reading in readings), sorted(found, key=lambda pair: -pair[0])


def _excerpt(hit: Hit) -> Excerpt:
    passage = hit.passage
    spans = [(start - passage.start, end - passage.start) for start, end in passage.sentences]
    return Excerpt((hit.title, *passage.section_path), tuple(passage.text[start:end] for start, end in spans))
