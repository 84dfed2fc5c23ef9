"""A student that takes the vectors of sentences from the pass that reads their passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.network.layers import token_vectors
from training.network.student import back, by_length, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer
    from transformers import BertModel

QUERY, PASSAGE = "query: ", "passage: "  # what E5 was trained to find before a text
QUERY_TOKENS, TITLE_TOKENS, SENTENCE_TOKENS, PASSAGE_TOKENS = 64, 48, 160, 280


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a passage. ``owners``: the number of the sentence of each, -1 for none; ``count``: of sentences."""

    tokens: list[int]
    owners: list[int]
    count: int


class ChunkStudent:
    """A BERT whose vectors are means of token vectors less ``center``, (dimensions,), at length 1.

    ``frozen``: layers from below that are not trained, and what looks the tokens up.
    """

    def __init__(self, model: BertModel, tokenizer: Tokenizer, center: torch.Tensor, frozen: int) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.center = center
        self.frozen = frozen
        for module in (model.embeddings, *model.encoder.layer[:frozen]):
            for parameter in module.parameters():
                parameter.requires_grad = False

    def trained(self) -> dict[str, torch.nn.Parameter]:
        """Return what is trained, by name."""
        return {name: value for name, value in self.model.named_parameters() if value.requires_grad}

    def passage_row(self, titles: Sequence[str], sentences: Sequence[str]) -> Row:
        """Return the tokens of a passage; sentences that do not fit are not read."""
        before = PASSAGE + "".join(f"{title}. " for title in titles)
        tokens = [self._mark("<s>"), *self._plain(before)[:TITLE_TOKENS]]
        owners = [-1] * len(tokens)
        count = 0
        for number, sentence in enumerate(sentences):
            own = self._plain(sentence)[:SENTENCE_TOKENS] or [self._mark("<unk>")]
            if number and len(tokens) + len(own) >= PASSAGE_TOKENS:
                break
            tokens += own
            owners += [number] * len(own)
            count += 1
        return Row([*tokens, self._mark("</s>")], [*owners, -1], count)

    def query_row(self, text: str) -> Row:
        """Return the tokens of a question."""
        tokens: list[int] = self.tokenizer.encode(QUERY + text).ids[:QUERY_TOKENS]
        return Row(tokens, [-1] * len(tokens), 0)

    def query_means(self, texts: Sequence[str], tokens_at_once: int = 2048) -> torch.Tensor:
        """Return the means of the token vectors of questions, (texts, dimensions), with their gradient."""
        rows = [self.query_row(text).tokens for text in texts]
        parts, order = [], []
        for batch in by_length(rows, tokens_at_once):
            ids, mask = pad([rows[place] for place in batch])
            parts.append(means(token_vectors(self.model, ids, mask, self.frozen), mask))
            order += batch
        return torch.cat(parts)[back(order)]

    def passage_means(self, rows: Sequence[Row], tokens_at_once: int = 2560) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Return the means of passages, (passages, dimensions), and of their sentences, (sentences, dimensions)."""
        passages, sentences, order = [], [], []
        for batch in by_length([row.tokens for row in rows], tokens_at_once):
            ids, mask = pad([rows[place].tokens for place in batch])
            hidden = token_vectors(self.model, ids, mask, self.frozen)
            passages.append(means(hidden, mask))
            counts = [rows[place].count for place in batch]
            sentences += list(torch.split(own_means(hidden, [rows[place].owners for place in batch], counts), counts))
            order += batch
        places = back(order)
        return torch.cat(passages)[places], [sentences[place] for place in places.tolist()]

    def unit(self, means: torch.Tensor) -> torch.Tensor:
        """Return means as vectors of length 1 around the center."""
        return torch.nn.functional.normalize(means - self.center, dim=-1)

    def _mark(self, name: str) -> int:
        place = self.tokenizer.token_to_id(name)
        if place is None:
            raise ValueError(f"the vocabulary has no {name}")
        return place

    def _plain(self, text: str) -> list[int]:
        found: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return found


def own_means(hidden: torch.Tensor, owners: Sequence[Sequence[int]], counts: Sequence[int]) -> torch.Tensor:
    """Return the means over the tokens of each sentence, those of the first row first: (all sentences, dimensions).

    ``hidden``: (rows, tokens, dimensions); ``owners``: of each row the number of the sentence of each token, -1 for
    none; ``counts``: sentences of each row.
    """
    total = sum(counts)
    numbers = np.full(hidden.shape[:2], total)  # what belongs to no sentence is summed in a place of its own
    first = 0
    for row, (own, count) in enumerate(zip(owners, counts, strict=True)):
        places = np.array(own)
        numbers[row, : len(own)] = np.where(places < 0, total, places + first)
        first += count
    flat = torch.from_numpy(numbers.reshape(-1)).to(hidden.device)
    sums = hidden.new_zeros(total + 1, hidden.shape[-1]).index_add(0, flat, hidden.flatten(0, 1))
    sizes = torch.bincount(flat, minlength=total + 1).clamp(min=1)
    return (sums / sizes.unsqueeze(1))[:total]


def means(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the means of the token vectors (rows, tokens, dimensions) under the mask: (rows, dimensions)."""
    weights = mask.to(hidden.device).unsqueeze(-1).float()
    return (hidden * weights).sum(1) / weights.sum(1)
