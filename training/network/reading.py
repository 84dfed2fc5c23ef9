"""The reader in training: a BERT that sees question and passage together and gives two numbers for each token.

What they mean, and the order of what is read, is what ships (search.models.reader).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from search.models.reader import MOST_TOKENS, OUTPUTS, QUESTION_TOKENS, SENTENCE_TOKENS, TITLE_TOKENS
from training.network.chunked import own_means
from training.network.e5 import END, START, UNKNOWN
from training.network.layers import token_vectors
from training.network.student import back, by_length, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Encoding, Tokenizer
    from transformers import BertModel

HEAD_SPREAD = 0.02  # of the first weights of the head, as in BERT


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a passage: of its titles, and of each sentence."""

    titles: list[int]
    sentences: list[list[int]]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The tokens of a question and a passage. ``owners``: the number of the sentence of each token, -1 for none.

    ``count``: of sentences that fit; ``answers``: those among them that answer, () where none does.
    """

    tokens: list[int]
    owners: list[int]
    count: int
    answers: tuple[int, ...]


class RowMaker:
    """Makes rows out of texts. Each text is taken apart into tokens once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._start, self._end, self._unknown = (_number(tokenizer, mark) for mark in (START, END, UNKNOWN))

    def question(self, text: str) -> list[int]:
        """Return the tokens of a question."""
        [found] = self._encoded([text])
        tokens: list[int] = found.ids[:QUESTION_TOKENS]
        return tokens

    def text(self, titles: Sequence[str], sentences: Sequence[str]) -> Text:
        """Return the tokens of a passage."""
        title, *parts = (each.ids for each in self._encoded([" > ".join(titles), *sentences]))
        return Text(title[:TITLE_TOKENS], [part[:SENTENCE_TOKENS] or [self._unknown] for part in parts])

    def row(self, question: Sequence[int], text: Text, answers: Sequence[int]) -> ReadRow:
        """Return <s> question </s> </s> titles </s> sentences </s>; sentences that do not fit are not read."""
        tokens = [self._start, *question, self._end, self._end, *text.titles, self._end]
        owners = [-1] * len(tokens)
        count = 0
        for number, sentence in enumerate(text.sentences):
            if number and len(tokens) + len(sentence) >= MOST_TOKENS:
                break
            tokens += sentence
            owners += [number] * len(sentence)
            count += 1
        return ReadRow([*tokens, self._end], [*owners, -1], count, tuple(each for each in answers if each < count))

    def _encoded(self, texts: list[str]) -> list[Encoding]:
        return self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)


class Reader(torch.nn.Module):
    """The lower ``layers`` of ``model``, with a head of two numbers for each token.

    ``frozen``: so many from below are not trained; nor is the table of tokens, since it is cut later. ``dropped``:
    share of the values set to 0 in training.
    """

    def __init__(self, model: BertModel, layers: int, frozen: int = 0, dropped: float = 0.0) -> None:
        super().__init__()
        self.model = model
        self.model.encoder.layer = model.encoder.layer[:layers]
        self.model.config.num_hidden_layers = layers
        self.frozen = frozen
        self.dropped = dropped
        self.head = torch.nn.Linear(model.config.hidden_size, OUTPUTS)
        torch.nn.init.normal_(self.head.weight, std=HEAD_SPREAD)
        torch.nn.init.zeros_(self.head.bias)
        self.model.requires_grad_(requires_grad=True)
        for part in (model.embeddings, *model.encoder.layer[:frozen]):
            part.requires_grad_(requires_grad=False)

    def trained(self) -> dict[str, torch.nn.Parameter]:
        """Return what is trained, by name."""
        return {name: value for name, value in self.named_parameters() if value.requires_grad}

    def forward(self, rows: Sequence[ReadRow], tokens_at_once: int = 2560) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the logits of passages, (rows,), and of sentences, those of the first row first."""
        passages: list[torch.Tensor] = []
        sentences: list[torch.Tensor] = []
        order: list[int] = []
        for batch in by_length([row.tokens for row in rows], tokens_at_once):
            ids, mask = pad([rows[place].tokens for place in batch])
            hidden = token_vectors(self.model, ids, mask, self.frozen, self.dropped if self.training else 0.0)
            numbers = self.head(hidden)
            passages.append(numbers[:, 0, 0])
            counts = [rows[place].count for place in batch]
            means = own_means(numbers[..., 1:], [rows[place].owners for place in batch], counts)
            sentences += torch.split(means.squeeze(-1), counts)
            order += batch
        places = back(order)
        return torch.cat(passages)[places], torch.cat([sentences[place] for place in places.tolist()])


def _number(tokenizer: Tokenizer, mark: str) -> int:
    place = tokenizer.token_to_id(mark)
    if place is None:
        raise ValueError(f"the vocabulary has no {mark}")
    return place
