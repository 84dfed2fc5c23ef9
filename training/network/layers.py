"""Runs the layers of a BERT on padded rows, on any device, with the lower ones left as they are if so asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import torch
from torch.nn.functional import dropout, gelu, scaled_dot_product_attention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transformers import BertModel
    from transformers.models.bert.modeling_bert import BertLayer


def token_vectors(
    model: BertModel, ids: torch.Tensor, present: torch.Tensor, frozen: int = 0, dropped: float = 0.0
) -> torch.Tensor:
    """Return the vectors of tokens, (rows, tokens, dimensions), float32.

    ``ids``, ``present``: (rows, tokens), what is no padding is 1; moved to where the model is. ``frozen``: layers from
    below, and the table of tokens, through which no gradient goes. ``dropped``: share of the values set to 0.
    On a GPU products are computed in bfloat16; on a processor that is several times slower than float32.
    """
    place = next(model.parameters()).device
    ids, shown = ids.to(place), present.to(place, torch.bool)[:, None, None, :]
    layers = cast("Sequence[BertLayer]", model.encoder.layer)
    with torch.autocast(place.type, torch.bfloat16, enabled=place.type == "cuda"):
        with torch.no_grad():
            hidden = model.embeddings(input_ids=ids)
            for layer in layers[:frozen]:
                hidden = _layer(layer, hidden, shown, model.config.num_attention_heads, 0.0)
        for layer in layers[frozen:]:
            hidden = _layer(layer, hidden, shown, model.config.num_attention_heads, dropped)
    found: torch.Tensor = hidden.float()
    return found


def _layer(layer: BertLayer, value: torch.Tensor, shown: torch.Tensor, heads: int, dropped: float) -> torch.Tensor:
    rows, tokens, size = value.shape
    own = layer.attention.self
    query, key, content = (
        each(value).view(rows, tokens, heads, size // heads).transpose(1, 2) for each in (own.query, own.key, own.value)
    )
    mixed = scaled_dot_product_attention(query, key, content, attn_mask=shown, dropout_p=dropped)
    out = layer.attention.output.dense(mixed.transpose(1, 2).reshape(rows, tokens, size))
    value = layer.attention.output.LayerNorm(value + dropout(out, dropped))
    out = layer.output.dense(gelu(layer.intermediate.dense(value)))
    made: torch.Tensor = layer.output.LayerNorm(value + dropout(out, dropped))
    return made
