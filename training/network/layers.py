"""Runs the layers of a BERT on padded rows, on any device, with the lower ones left as they are if so asked."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, cast

import torch
from torch.nn.functional import dropout, gelu, layer_norm, linear, scaled_dot_product_attention, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor
    from transformers import BertModel
    from transformers.models.bert.modeling_bert import BertLayer


def token_vectors(
    model: BertModel, ids: Tensor, present: Tensor, frozen: int = 0, dropped: float = 0.0
) -> torch.Tensor:
    """Return the vectors of tokens, (rows, tokens, dimensions), float32.

    ``ids``, ``present``: (rows, tokens), what is no padding is 1; moved to where the model is. ``frozen``: layers from
    below, and the table of tokens, through which no gradient goes. ``dropped``: share of the values set to 0.
    Computed in ``precision`` of the device; weights stay in float32.
    """
    place = next(model.parameters()).device
    kind = precision(place.type)
    ids, shown = ids.to(place), present.to(place, torch.bool)[:, None, None, :]
    layers = cast("Sequence[BertLayer]", model.encoder.layer)
    heads = model.config.num_attention_heads
    with torch.no_grad():
        hidden = model.embeddings(input_ids=ids).to(kind)
        for layer in layers[:frozen]:
            hidden = _layer(layer, hidden, shown, heads, 0.0)
    for layer in layers[frozen:]:
        hidden = _layer(layer, hidden, shown, heads, dropped)
    found: Tensor = hidden.float()
    return found


@cache
def precision(device: str) -> torch.dtype:
    """Return bfloat16 where it is computed faster than float32: on a GPU, and on a processor that has it, by 3 times.

    On other processors it is emulated, several times slower than float32.
    """
    if device == "cuda":
        return torch.bfloat16
    able = torch.cpu.get_capabilities()
    return torch.bfloat16 if able.get("avx512_bf16") or able.get("amx_bf16") else torch.float32


def _layer(layer: BertLayer, value: Tensor, shown: Tensor, heads: int, dropped: float) -> Tensor:
    value = attended(layer, value, shown, heads, dropped)
    return norm(layer.output.LayerNorm, value + dropout(fed_forward(layer, value), dropped))


def attended(layer: BertLayer, value: Tensor, shown: Tensor, heads: int, dropped: float = 0.0) -> Tensor:
    """Return the output of a layer's attention, which its feed-forward part takes; both (rows, tokens, dimensions).

    ``shown``: bool, what is no padding, with an axis for the heads and one for the tokens that look.
    """
    rows, tokens, size = value.shape
    own = layer.attention.self
    query, key, content = (
        _dense(each, value).view(rows, tokens, heads, size // heads).transpose(1, 2)
        for each in (own.query, own.key, own.value)
    )
    mixed = _attention(query, key, content, shown, dropped)
    out = _dense(layer.attention.output.dense, mixed.transpose(1, 2).reshape(rows, tokens, size))
    return norm(layer.attention.output.LayerNorm, value + dropout(out, dropped))


def activations(layer: BertLayer, value: Tensor) -> Tensor:
    """Return the activations of a layer's feed-forward part, (..., neurons), for the output of ``attended``."""
    return gelu(_dense(layer.intermediate.dense, value))


def fed_forward(layer: BertLayer, value: Tensor) -> Tensor:
    """Return the output of a layer's feed-forward part for the output of ``attended``, both (..., dimensions)."""
    return _dense(layer.output.dense, activations(layer, value))


def _attention(query: Tensor, key: Tensor, content: Tensor, shown: Tensor, dropped: float) -> Tensor:
    if query.dtype is torch.bfloat16 and query.device.type == "cpu":  # twice as fast as the fused one there
        absent = torch.zeros(shown.shape, dtype=query.dtype).masked_fill(~shown, -math.inf)
        scores = (query / math.sqrt(query.shape[-1])) @ key.transpose(-1, -2) + absent
        return dropout(softmax(scores, dim=-1), dropped) @ content
    return scaled_dot_product_attention(query, key, content, attn_mask=shown, dropout_p=dropped)


def _dense(part: torch.nn.Linear, value: Tensor) -> Tensor:
    return linear(value, part.weight.to(value.dtype), part.bias.to(value.dtype))


def norm(part: torch.nn.LayerNorm, value: Tensor) -> Tensor:
    """Return normalised vectors, computed in their own precision."""
    weight, bias = part.weight.to(value.dtype), part.bias.to(value.dtype)
    return layer_norm(value, part.normalized_shape, weight, bias, part.eps)
