"""The reader that ships: a transformer that sees question and passage together, in an ONNX file.

Its graph gives two numbers for each token. The first number of the mark before the question says whether the passage
answers; the mean of the second over the tokens of a sentence says whether that sentence does. Both are logits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.errors import EncoderLoadError, ModelProblem
from search.models.graph import TokenGraph, loading, tokens_at_once
from search.models.onnx import MODEL, TOKENIZER
from search.models.pooling import UnsupportedError
from search.models.protocols import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.models.protocols import Excerpt

MOST_TOKENS = 320  # of question, titles and passage together; sentences that do not fit are not read
QUESTION_TOKENS, TITLE_TOKENS, SENTENCE_TOKENS = 64, 32, 120  # more are cut
UNREAD = 0.0  # the probability of a sentence that did not fit
START, END = "<s>", "</s>"
OUTPUTS = 2  # numbers per token
_PASSAGE, _SENTENCE = 0, 1  # which of them


@dataclass(frozen=True, slots=True)
class _Row:
    """The tokens of a question and a passage. ``owners``: the number of the sentence of each, -1 for none."""

    tokens: list[int]
    owners: list[int]


@dataclass(frozen=True)
class OnnxReader:
    """A reader in a folder with model.onnx and tokenizer.json."""

    name: str
    _graph: TokenGraph
    _tokenizer: Any
    _batch_tokens: int

    @classmethod
    def load(cls, folder: Path, name: str | None = None, threads: int = 0) -> OnnxReader:
        """Load the model in ``folder``. ``threads``: 0 takes one for each core.

        Raises EncoderLoadError when there is none, it is damaged or of another kind.
        """
        called = name or str(folder)
        if not (folder / MODEL).is_file():
            raise EncoderLoadError(called, ModelProblem.NO_FOLDER, str(folder))
        with loading(called):
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            graph = TokenGraph.load(folder / MODEL, folder, threads, padding=0)
            _check(graph)
        return cls(called, graph, tokenizer, tokens_at_once(threads))

    def read(self, question: str, passages: Sequence[Excerpt]) -> list[Reading]:
        """Read passages for an answer to the question."""
        rows = rows_of(self._tokenizer, question, passages)
        found: dict[int, Reading] = {}
        for batch, (logits, _) in self._graph.read([row.tokens for row in rows], self._batch_tokens):
            for place, numbers in zip(batch, logits, strict=True):
                owners = np.array(rows[place].owners)
                own = numbers[: len(owners), _SENTENCE]
                count = len(passages[place].sentences)
                means = [own[owners == number].mean() if (owners == number).any() else None for number in range(count)]
                sentences = tuple(UNREAD if mean is None else _probability(float(mean)) for mean in means)
                found[place] = Reading(_probability(float(numbers[0, _PASSAGE])), sentences)
        return [found[place] for place in range(len(passages))]


def rows_of(tokenizer: Any, question: str, passages: Sequence[Excerpt]) -> list[_Row]:  # noqa: ANN401 - no types
    """Return what the model reads of a question and each passage: <s> question </s> </s> titles </s> sentences </s>."""
    start, end = tokenizer.token_to_id(START), tokenizer.token_to_id(END)

    def tokens(texts: Sequence[str], most: int) -> list[list[int]]:
        return [each.ids[:most] for each in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]

    [asked] = tokens([question], QUESTION_TOKENS)
    titles = tokens([" > ".join(passage.titles) for passage in passages], TITLE_TOKENS)
    rows = []
    for title, passage in zip(titles, passages, strict=True):
        row = [start, *asked, end, end, *title, end]
        owners = [-1] * len(row)
        for number, sentence in enumerate(tokens(passage.sentences, SENTENCE_TOKENS)):
            if number and len(row) + len(sentence) >= MOST_TOKENS:
                break
            row += sentence
            owners += [number] * len(sentence)
        rows.append(_Row([*row, end], [*owners, -1]))
    return rows


def _check(graph: TokenGraph) -> None:
    if graph.dimensions != OUTPUTS or graph.pooling is None:
        raise UnsupportedError(f"{graph.dimensions} numbers, expected {OUTPUTS} for each token")


def _probability(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))
