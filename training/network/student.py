"""A BERT with its tokenizer; a text's vector is the mean of its token vectors, of length 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_TOKENS = 256  # longer texts are cut
TOKENS_AT_ONCE = 1536  # in training, padding counted


def pad(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return token ids, padded with 0 to the longest row, and the mask of what is not padding; both (rows, length)."""
    length = max(len(row) for row in rows)
    ids = np.zeros((len(rows), length), dtype=np.int64)
    mask = np.zeros((len(rows), length), dtype=np.int64)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def pooled(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the mean of the token vectors (rows, length, dimensions) under the mask, scaled to length 1."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1.0)
    return torch.nn.functional.normalize(mean, dim=-1)


@dataclass
class Student:
    """A BERT and its tokenizer. ``dimensions`` is the length of its vectors."""

    model: BertModel
    tokenizer: Tokenizer

    @classmethod
    def load(cls, folder: Path) -> Student:
        """Load from a folder in the format of transformers. Weights become float32; there is no dropout."""
        model = BertModel.from_pretrained(
            folder,
            dtype=torch.float32,
            add_pooling_layer=False,
            attn_implementation="eager",  # twice as fast as sdpa with bfloat16 on a CPU
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(model, tokenizer)

    @property
    def dimensions(self) -> int:
        """Length of a sentence vector."""
        return int(self.model.config.hidden_size)

    def tokens(self, texts: Sequence[str], most: int = MOST_TOKENS) -> list[list[int]]:
        """Return the token ids of texts with [CLS] and [SEP] around them, at most ``most`` of them."""
        rows = [encoding.ids for encoding in self.tokenizer.encode_batch_fast(list(texts))]
        return [row if len(row) <= most else [*row[: most - 1], row[-1]] for row in rows]

    def forward(self, rows: Sequence[Sequence[int]]) -> torch.Tensor:
        """Return the vectors of tokenised texts, shape (rows, dimensions), float32, with their gradient."""
        order: list[int] = []
        parts = []
        # In pieces of about equal length, or half of the work would be padding.
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for places in by_length(rows, TOKENS_AT_ONCE):
                ids, mask = pad([rows[place] for place in places])
                hidden = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
                parts.append(pooled(hidden.float(), mask))
                order += places
        return torch.cat(parts)[back(order)]


def back(order: Sequence[int]) -> torch.Tensor:
    """Return what puts rows that came in this order back into their own."""
    return torch.argsort(torch.tensor(order))


def by_length(rows: Sequence[Sequence[int]], tokens_per_batch: int) -> list[list[int]]:
    """Return the places of rows in batches of about equal length, longest first, padding counted in the budget."""
    order = sorted(range(len(rows)), key=lambda place: (-len(rows[place]), place))
    batches: list[list[int]] = []
    while order:
        count = max(1, tokens_per_batch // len(rows[order[0]]))
        batches.append(order[:count])
        order = order[count:]
    return batches
