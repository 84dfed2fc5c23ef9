"""How the vectors of a text's tokens become one, as a model's folder states it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from search.models.folder import read_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_MODULES = "modules.json"
_CONFIG = "1_Pooling/config.json"
_FORMER = "pooling_mode_"  # sentence-transformers before version 6 wrote a field for each way
_KNOWN_MODULES = {"Transformer", "Pooling", "Normalize"}


class UnsupportedError(Exception):
    """A model, or what its folder states of it, that cannot be run here."""


class Pooling(StrEnum):
    """Which vectors count."""

    MEAN = "mean"
    FIRST = "cls"  # that of the mark before the text

    def pool(self, tokens: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return one vector per text, (texts, dimensions), of those of its tokens, (texts, tokens, dimensions).

        ``mask``: 1 for a token, 0 for padding, (texts, tokens).
        """
        if self is Pooling.FIRST:
            return tokens[:, 0]
        total: NDArray[np.float32] = (tokens * mask[:, :, None].astype(np.float32)).sum(axis=1)
        counts = np.maximum(mask.sum(axis=1, keepdims=True), 1).astype(np.float32)
        mean: NDArray[np.float32] = total / counts
        return mean


def pooling_in(folder: Path) -> Pooling:
    """Return how the model in ``folder`` pools, as sentence-transformers writes it; the mean where nothing is stated.

    Raises UnsupportedError for another way, or where more is done with the vectors than pooling; msgspec.DecodeError
    when a file is damaged.
    """
    if (folder / _MODULES).is_file():
        modules = msgspec.json.decode((folder / _MODULES).read_bytes(), type=list[dict[str, Any]])
        kinds = {str(module["type"]).rpartition(".")[2] for module in modules}
        if not kinds <= _KNOWN_MODULES:
            raise UnsupportedError(f"modules {', '.join(sorted(kinds - _KNOWN_MODULES))}")
    settings = read_json(folder / _CONFIG)
    former = [name.removeprefix(_FORMER) for name, value in settings.items() if name.startswith(_FORMER) and value]
    stated = settings.get("pooling_mode", former or Pooling.MEAN.value)
    ways = [stated] if isinstance(stated, str) else list(stated)
    known = {"mean": Pooling.MEAN, "mean_tokens": Pooling.MEAN, "cls": Pooling.FIRST, "cls_token": Pooling.FIRST}
    if len(ways) != 1 or ways[0] not in known:
        raise UnsupportedError(f"pooling {', '.join(map(str, ways))}")
    return known[ways[0]]


def pool_spans(
    tokens: NDArray[np.float32], offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> NDArray[np.float32]:
    """Return the mean of the tokens' vectors in each span of a text, (spans, dimensions); zeros where none lies in it.

    ``tokens``: of one text, (tokens, dimensions). ``offsets``: where each token stands in it, (0, 0) for a mark of the
    tokenizer; what is behind their end is padding. A token belongs where it ends, since it may hold the space before.
    """
    ends = np.array([end for _, end in offsets])
    out = np.zeros((len(spans), tokens.shape[1]), dtype=np.float32)
    for place, (start, end) in enumerate(spans):
        inside = (ends > start) & (ends <= end)
        if inside.any():
            out[place] = tokens[: len(ends)][inside].mean(axis=0)
    return out
