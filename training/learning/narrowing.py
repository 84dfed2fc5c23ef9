"""Prunes the feed-forward neurons of an encoder's layers, without training (training.network.elimination).

First the order of removal is found for each layer, on the inputs that the layer has in the whole encoder. Then the
remaining weights are solved from the lowest layer up, on the inputs that the layer has in the narrow encoder and with
the outputs of the whole one as targets, so that each layer also corrects the errors of those below it.
"""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import torch

from training.network.chunked import ChunkStudent
from training.network.elimination import Moments, eliminate, solved
from training.network.layers import activations, attended, fed_forward, norm
from training.network.student import by_length, pad

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transformers.models.bert.modeling_bert import BertLayer

    from training.learning.recipes import NarrowRecipe
    from training.network.chunked import Row
    from training.network.elimination import Elimination

_LOG = logging.getLogger("training")
_TOKENS_AT_ONCE = 6000


@dataclass(slots=True)
class _Batch:
    """Passages between two layers. ``shown``: bool, (rows, tokens); ``hidden``: (rows, tokens, dimensions)."""

    shown: torch.Tensor
    hidden: torch.Tensor

    def attend(self, layer: BertLayer) -> torch.Tensor:
        """Return the input of the layer's feed-forward part, (rows, tokens, dimensions)."""
        return attended(layer, self.hidden, self.shown[:, None, None, :], layer.attention.self.num_attention_heads)

    def go_through(self, layer: BertLayer) -> tuple[torch.Tensor, torch.Tensor]:
        """Replace ``hidden`` by the output of the layer.

        Returns of each token the input of the feed-forward part and the layer's output before its normalisation, both
        (tokens, dimensions).
        """
        value = self.attend(layer)
        total = value + fed_forward(layer, value)
        self.hidden = norm(layer.output.LayerNorm, total)
        return value[self.shown], total[self.shown]


@torch.no_grad()
def eliminated(
    whole: ChunkStudent, rows: Sequence[Row], recipe: NarrowRecipe, done: Sequence[Elimination] = (),
    keep: Callable[[list[Elimination]], None] = lambda _: None,
) -> list[Elimination]:  # fmt: skip
    """Return the order in which the neurons of each layer are removed.

    ``done``: of the lowest layers, from an earlier run; ``keep``: called after each layer with all results so far.
    """
    batches = _read(whole, rows)
    found, last = list(done), _layers(whole)[-1]
    for number, layer in enumerate(_layers(whole)):
        if number < len(done):
            for batch in batches:
                batch.go_through(layer)
            continue
        moments = Moments.none(layer.intermediate.dense.out_features, whole.model.config.hidden_size, _device(whole))
        for batch in batches:
            given, aim = batch.go_through(layer)
            moments = moments.add(activations(layer, given), aim - given, _spread(aim))
        kept = recipe.last if layer is last else recipe.neurons
        found.append(eliminate(moments, layer.output.LayerNorm.weight, kept, recipe.ridge))
        _LOG.info("layer %d: %.3f lost in all", number + 1, sum(found[-1].losses))
        keep(found)
    return found


@torch.no_grad()
def narrowed(
    whole: ChunkStudent, rows: Sequence[Row], found: Sequence[Elimination], recipe: NarrowRecipe
) -> ChunkStudent:
    """Return the narrow encoder. ``found``: the neurons to remove from each layer, as ``eliminated`` returns them."""
    narrow = ChunkStudent(copy.deepcopy(whole.model), whole.tokenizer, whole.center, 0)
    targets, inputs = _read(whole, rows), _read(whole, rows)
    for number, (layer, own) in enumerate(zip(_layers(whole), _layers(narrow), strict=True)):
        count = layer.intermediate.dense.out_features
        take(own, sorted(set(range(count)) - set(found[number].order)))
        moments = Moments.none(count - len(found[number].order), whole.model.config.hidden_size, _device(whole))
        for batch, before in zip(targets, inputs, strict=True):
            _, aim = batch.go_through(layer)
            before.hidden = before.attend(own)
            given = before.hidden[before.shown]
            moments = moments.add(activations(own, given), aim - given, _spread(aim))
        weight, bias = solved(moments, recipe.ridge)
        own.output.dense.weight = torch.nn.Parameter(weight.T.contiguous())
        own.output.dense.bias = torch.nn.Parameter(bias)
        for before in inputs:
            before.hidden = norm(own.output.LayerNorm, before.hidden + fed_forward(own, before.hidden))
    return narrow


def take(layer: BertLayer, chosen: Sequence[int]) -> None:
    """Remove all neurons of a layer but those in ``chosen``."""
    places = torch.tensor(chosen, device=layer.intermediate.dense.weight.device)
    into, out = layer.intermediate.dense, layer.output.dense
    into.weight, into.bias = (torch.nn.Parameter(each[places].clone()) for each in (into.weight, into.bias))
    out.weight = torch.nn.Parameter(out.weight[:, places].clone())
    into.out_features = out.in_features = len(chosen)


def layer_widths(student: ChunkStudent) -> list[int]:
    """Return the number of neurons of each layer, the lowest first."""
    return [layer.intermediate.dense.out_features for layer in _layers(student)]


def _layers(student: ChunkStudent) -> Sequence[BertLayer]:
    return cast("Sequence[BertLayer]", student.model.encoder.layer)


def _device(student: ChunkStudent) -> torch.device:
    return student.center.device


def _read(student: ChunkStudent, rows: Sequence[Row]) -> list[_Batch]:
    """Return the embeddings of passages, the input of the lowest layer."""
    found = []
    for places in by_length([row.tokens for row in rows], _TOKENS_AT_ONCE):
        ids, mask = (each.to(_device(student)) for each in pad([rows[place].tokens for place in places]))
        found.append(_Batch(mask.bool(), student.model.embeddings(input_ids=ids)))
    return found


def _spread(total: torch.Tensor) -> torch.Tensor:
    """Return the standard deviation of vectors, by which a normalisation divides them: (..., dimensions) -> (...)."""
    return total.std(-1, unbiased=False)
