"""Trains the static model: ``python -m training.static --data DIR --out DIR``.

One vector per word piece, averaged: it understands little, but knows the field's words, at no cost in time. It learns
two things at once. From Dutch documents: which bags of words stand together (``static_views``), against all
others of a large batch. From English-Dutch pairs: each side near the English teacher's vector, through a linear map
that is thrown away, and near the other side. Every token has a learned weight beside its vector, which ends up in the
length of the vector that is written.

A run can be stopped and goes on from its last checkpoint. The same seed, steps, data, number of threads and kind of
processor give the same model, but for rounding. Written in the format of sentence-transformers, which model2vec reads
without torch.
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
from training.learning.steps import read_checkpoint, write_checkpoint
from training.network.teacher import teacher_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LOG = logging.getLogger("training")
TOKENIZER = "tokenizer.json"
LOG_EVERY = 100  # steps
CPU = torch.device("cpu")
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


class StaticTrainer:
    """Trains a student in place. ``steps`` and ``seconds``: taken so far.

    A run that goes on from a checkpoint draws what an unbroken one draws.
    """

    def __init__(self, student: StaticStudent, sampler: Sampler, pairs: TokenPairs, recipe: StaticRecipe) -> None:
        self.student = student
        self.recipe = recipe
        self.steps = 0
        self.seconds = 0.0
        self._sampler = sampler
        self._pairs = pairs
        self._draw = np.random.default_rng(recipe.seed)
        self._optimizer = torch.optim.Adam(student.parameters(), lr=recipe.rate, betas=(0.9, 0.99), fused=True)

    def step(self) -> tuple[float, float]:
        """Take one step; returns its two losses, of views and of pairs."""
        for group in self._optimizer.param_groups:
            group["lr"] = self.recipe.rate * self._pace()
        queries, passages, places = self._sampler.batch(self.recipe.batch)
        views = contrastive(self.student(queries), self.student(passages), torch.from_numpy(places))
        chosen = self._draw.choice(len(self._pairs.dutch), self.recipe.pair_batch, replace=False)
        both = pair_loss(self.student, self._pairs, chosen, self.recipe.teacher_weight)
        self._optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(views + self.recipe.pair_weight * both)
        self._optimizer.step()
        self.steps += 1
        return float(views.detach()), float(both.detach())

    def train(self, folder: Path, minutes_between: float) -> None:
        """Take all steps that are left, with a checkpoint every so many minutes and at the end."""
        last = time.monotonic()
        begun = last - self.seconds
        logged = self.steps
        sums = np.zeros(2)
        while self.steps < self.recipe.steps:
            sums += self.step()
            now = time.monotonic()
            self.seconds = now - begun
            if self.steps % LOG_EVERY == 0:
                means = sums / (self.steps - logged)
                _LOG.info("step %d views %.3f pairs %.3f %.3f s/step", self.steps, *means, self.seconds / self.steps)
                sums[:], logged = 0.0, self.steps
            if now - last > 60 * minutes_between or self.steps == self.recipe.steps:
                last = now
                self.save(folder)

    def save(self, folder: Path) -> None:
        """Write a checkpoint."""
        state = {
            "steps": self.steps, "seconds": self.seconds, "student": self.student.state_dict(),
            "optimizer": self._optimizer.state_dict(), "sampler": json.dumps(self._sampler.state),
            "draw": json.dumps(self._draw.bit_generator.state),
        }  # fmt: skip
        write_checkpoint(folder, self.recipe, state)

    def resume(self, folder: Path) -> bool:
        """Go on from the checkpoint of a run with the same recipe, but for its steps; returns whether there was one."""
        state = read_checkpoint(folder, self.recipe, CPU)
        if state is None:
            return False
        self.student.load_state_dict(state["student"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._sampler.state = json.loads(state["sampler"])
        self._draw.bit_generator.state = json.loads(state["draw"])
        self.steps, self.seconds = state["steps"], state["seconds"]
        return True

    def _pace(self) -> float:
        recipe = self.recipe
        if self.steps < recipe.warmup:
            return (self.steps + 1) / recipe.warmup
        return recipe.final_share + (1.0 - recipe.final_share) * (1.0 - self.steps / recipe.steps)


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


def make(given: argparse.Namespace, recipe: StaticRecipe) -> float:
    """Train and write the static model and its card; returns the seconds of training.

    Goes on from the checkpoint in ``given.out``, where there is one. Nothing is done where the model is finished.
    """
    done = read_checkpoint(given.out, recipe, CPU)
    if done is not None and done["steps"] >= recipe.steps and (given.out / "README.md").is_file():
        _LOG.info("%s was finished before", given.out)
        return float(done["seconds"])
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    pairs = token_pairs(given.data, tokenizer, recipe, given.cache)
    corpus = read_corpus(read_documents(given.data), tokenizer)
    paragraphs = sum(map(len, corpus.paragraphs.values()))
    _LOG.info("%d paragraphs, %d tokens", paragraphs, len(corpus.tokens))
    student = StaticStudent(tokenizer.get_vocab_size(), recipe.dimensions, pairs.wanted.shape[1])
    trainer = StaticTrainer(student, Sampler(corpus, recipe.seed, recipe.unshare), pairs, recipe)
    if trainer.resume(given.out):
        _LOG.info("going on after step %d", trainer.steps)
    trainer.train(given.out, given.checkpoint_minutes)
    save(student, given.tokenizer, given.out)
    run = StaticRun(recipe, tokenizer.get_vocab_size(), len(pairs.dutch), paragraphs, trainer.seconds)
    write_static_card(given.out, run)
    return trainer.seconds


def main(words: Sequence[str] | None = None) -> None:
    """Train as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.static", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with en_nl.tsv.xz and mono.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model; made when it is not there")
    parser.add_argument("--tokenizer", type=Path, required=True, help="file with the vocabulary")
    parser.add_argument("--cache", type=Path, help="folder for the teacher's vectors; without it they are not kept")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--checkpoint-minutes", type=float, default=5.0)
    for name, value in asdict(StaticRecipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    recipe = StaticRecipe(**{name: getattr(given, name) for name in asdict(StaticRecipe())})
    seconds = make(given, recipe)
    _LOG.info("done in %.0f s", seconds)


if __name__ == "__main__":
    main()
