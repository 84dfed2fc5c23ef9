"""A student that takes the vectors of sentences from the pass that reads their passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from training.network.student import by_length, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer
    from transformers import BertModel

QUERY, PASSAGE = "query: ", "passage: "  # what E5 was trained to find before a text
QUERY_TOKENS, TITLE_TOKENS, SENTENCE_TOKENS, PASSAGE_TOKENS = 64, 48, 160, 280
MASKED = -1e4


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

    def query_means(self, texts: Sequence[str], tokens_at_once: int = 2048) -> torch.Tensor:
        """Return the means of the token vectors of questions, (texts, dimensions), with their gradient."""
        rows = [self.tokenizer.encode(QUERY + text).ids[:QUERY_TOKENS] for text in texts]
        found: dict[int, torch.Tensor] = {}
        for batch in by_length(rows, tokens_at_once):
            hidden, mask = self._hidden([rows[place] for place in batch])
            weights = mask.unsqueeze(-1).float()
            means = (hidden * weights).sum(1) / weights.sum(1)
            found.update(zip(batch, means, strict=True))
        return torch.stack([found[place] for place in range(len(rows))])

    def passage_means(self, rows: Sequence[Row], tokens_at_once: int = 2560) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Return the means of passages, (passages, dimensions), and of their sentences, (sentences, dimensions)."""
        passages: dict[int, torch.Tensor] = {}
        sentences: dict[int, torch.Tensor] = {}
        for batch in by_length([row.tokens for row in rows], tokens_at_once):
            hidden, _ = self._hidden([rows[place].tokens for place in batch])
            for place, vectors in zip(batch, hidden, strict=True):
                row = rows[place]
                own = vectors[: len(row.tokens)]
                passages[place] = own.mean(0)
                inside = torch.tensor(row.owners).unsqueeze(0) == torch.arange(row.count).unsqueeze(1)
                weights = inside.float()
                sentences[place] = weights @ own / weights.sum(1, keepdim=True)
        places = range(len(rows))
        return torch.stack([passages[place] for place in places]), [sentences[place] for place in places]

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

    def _hidden(self, rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the token vectors of rows, (rows, tokens, dimensions), and the mask of what is no padding."""
        ids, mask = pad(rows)
        shut = (1.0 - mask[:, None, None, :].float()) * MASKED
        with torch.no_grad():
            hidden = self.model.embeddings(input_ids=ids)
            for layer in self.model.encoder.layer[: self.frozen]:
                hidden = _first(layer(hidden, attention_mask=shut))
        for layer in self.model.encoder.layer[self.frozen :]:
            hidden = _first(layer(hidden, attention_mask=shut))
        return hidden, mask


def _first(found: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
    """Return what a layer gives, which some versions of transformers wrap in a tuple."""
    return found[0] if isinstance(found, tuple) else found
