"""Trains the static model: ``python -m training.static --data DIR --out DIR``.

One vector per word piece, averaged: it understands little, but knows the field's words, at no cost in time. It learns
two things at once. From Dutch documents: which bags of words stand together (``static_views``), against all
others of a large batch. From English-Dutch pairs: each side near the English teacher's vector, through a linear map
that is thrown away, and near the other side. Every token has a learned weight beside its vector, which ends up in the
length of the vector that is written.

The same seed, steps, data, number of threads and kind of processor give the same model, but for rounding. Written in
the format of sentence-transformers, which model2vec reads without torch.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

from training.card import StaticRun, write_static_card
from training.examples.corpus import draw_pairs, read_documents, read_pairs
from training.examples.static_views import Bags, Sampler, pair_bags, read_corpus
from training.learning.losses import contrastive, cosine_distance
from training.learning.recipes import StaticRecipe
from training.network.teacher import teacher_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LOG = logging.getLogger("training")
TOKENIZER = "tokenizer.json"
LOG_EVERY = 100  # steps
MODULE = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"


@dataclass
class TokenPairs:
    """Both sides of the pairs as tokens, and the teacher's vectors of the English sides."""

    dutch: list[NDArray[np.int64]]
    english: list[NDArray[np.int64]]
    wanted: NDArray[np.float16]


class StaticStudent(torch.nn.Module):
    """Token vectors and weights; ``to_teacher`` maps its vectors to the teacher's."""

    def __init__(self, tokens: int, dimensions: int, teacher: int) -> None:
        super().__init__()
        self.vectors = torch.nn.Parameter(torch.randn(tokens, dimensions) / dimensions**0.5)
        self.weights = torch.nn.Parameter(torch.zeros(tokens))
        self.to_teacher = torch.nn.Linear(dimensions, teacher, bias=False)

    def forward(self, bags: Bags) -> torch.Tensor:
        """Return the vectors of bags, (bags, dimensions), of length 1."""
        tokens = torch.from_numpy(bags.tokens)
        summed = torch.nn.functional.embedding_bag(
            tokens,
            self.vectors,
            torch.from_numpy(bags.starts),
            mode="sum",
            per_sample_weights=torch.exp(self.weights)[tokens],
        )
        return torch.nn.functional.normalize(summed, dim=-1, eps=1e-6)

    def table(self) -> NDArray[np.float16]:
        """Return the token vectors with their weights, (tokens, dimensions); the mean length is 1."""
        weighted = (self.vectors * torch.exp(self.weights).unsqueeze(1)).detach().numpy()
        scaled: NDArray[np.float16] = (weighted / np.linalg.norm(weighted, axis=1).mean()).astype(np.float16)
        return scaled


def pair_loss(student: StaticStudent, pairs: TokenPairs, chosen: NDArray[np.int64], weight: float) -> torch.Tensor:
    """Return how far both sides of the chosen pairs are from the teacher and from each other."""
    wanted = torch.nn.functional.normalize(torch.from_numpy(pairs.wanted[chosen]).float(), dim=-1)
    apart = torch.arange(len(chosen)) * 2
    dutch = student(pair_bags([pairs.dutch[place] for place in chosen]))
    english = student(pair_bags([pairs.english[place] for place in chosen]))
    loss = contrastive(dutch, english, apart)
    for side in (dutch, english):
        mapped = torch.nn.functional.normalize(student.to_teacher(side), dim=-1)
        loss = loss + contrastive(mapped, wanted, apart) + weight * cosine_distance(mapped, wanted)
    return loss


def train(student: StaticStudent, sampler: Sampler, pairs: TokenPairs, recipe: StaticRecipe) -> float:
    """Train in place; returns the seconds taken."""
    start = time.monotonic()
    draw = np.random.default_rng(recipe.seed)
    optimizer = torch.optim.Adam(student.parameters(), lr=recipe.rate, betas=(0.9, 0.99), fused=True)

    def share(step: int) -> float:
        if step < recipe.warmup:
            return (step + 1) / recipe.warmup
        return recipe.final_share + (1.0 - recipe.final_share) * (1.0 - step / recipe.steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    sums = np.zeros(2)
    for step in range(1, recipe.steps + 1):
        queries, passages, places = sampler.batch(recipe.batch)
        views = contrastive(student(queries), student(passages), torch.from_numpy(places))
        chosen = draw.choice(len(pairs.dutch), recipe.pair_batch, replace=False)
        both = pair_loss(student, pairs, chosen, recipe.teacher_weight)
        optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(views + recipe.pair_weight * both)
        optimizer.step()
        schedule.step()
        sums += float(views.detach()), float(both.detach())
        if step % LOG_EVERY == 0:
            pace = (time.monotonic() - start) / step
            _LOG.info("step %d views %.3f pairs %.3f %.3f s/step", step, *(sums / LOG_EVERY), pace)
            sums[:] = 0.0
    return time.monotonic() - start


def save(student: StaticStudent, tokenizer: Path, folder: Path) -> None:
    """Write the model with the vocabulary of the file ``tokenizer``; half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": torch.from_numpy(student.table())}, folder / "model.safetensors")
    (folder / TOKENIZER).write_bytes(tokenizer.read_bytes())
    modules = [{"idx": 0, "name": "0", "path": "", "type": MODULE}]
    settings = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine", "prompts": {}}
    for name, content in (("modules.json", modules), ("config_sentence_transformers.json", settings)):
        (folder / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def token_pairs(data: Path, tokenizer: Tokenizer, recipe: StaticRecipe, cache: Path | None) -> TokenPairs:
    """Return the drawn pairs as tokens, with the teacher's vectors."""
    drawn = draw_pairs(read_pairs(data), recipe.pairs, recipe.seed)
    wanted = teacher_vectors([pair.english for pair in drawn], cache)

    def side(texts: list[str]) -> list[NDArray[np.int64]]:
        encodings = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [np.array(encoding.ids, dtype=np.int64) for encoding in encodings]

    return TokenPairs(side([pair.dutch for pair in drawn]), side([pair.english for pair in drawn]), wanted)


def make(data: Path, tokenizer_file: Path, out: Path, recipe: StaticRecipe, cache: Path | None) -> float:
    """Train and write the static model and its card; returns the seconds of training."""
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    pairs = token_pairs(data, tokenizer, recipe, cache)
    corpus = read_corpus(read_documents(data), tokenizer)
    paragraphs = sum(map(len, corpus.paragraphs.values()))
    _LOG.info("%d paragraphs, %d tokens", paragraphs, len(corpus.tokens))
    student = StaticStudent(tokenizer.get_vocab_size(), recipe.dimensions, pairs.wanted.shape[1])
    seconds = train(student, Sampler(corpus, recipe.seed, recipe.unshare), pairs, recipe)
    save(student, tokenizer_file, out)
    write_static_card(out, StaticRun(recipe, tokenizer.get_vocab_size(), len(pairs.dutch), paragraphs, seconds))
    return seconds


def main(words: Sequence[str] | None = None) -> None:
    """Train as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.static", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with en_nl.tsv.xz and mono.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model; made when it is not there")
    parser.add_argument("--tokenizer", type=Path, required=True, help="file with the vocabulary")
    parser.add_argument("--cache", type=Path, help="folder for the teacher's vectors; without it they are not kept")
    parser.add_argument("--threads", type=int, default=2)
    for name, value in asdict(StaticRecipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    recipe = StaticRecipe(**{name: getattr(given, name) for name in asdict(StaticRecipe())})
    seconds = make(given.data, given.tokenizer, given.out, recipe, given.cache)
    _LOG.info("done in %.0f s", seconds)


if __name__ == "__main__":
    main()
