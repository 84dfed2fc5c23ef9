"""The recipes: every number that decides what training makes, beside the data. The model cards print them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StaticRecipe:
    """All that decides which static model comes out, beside the data."""

    seed: int = 1
    steps: int = 2200
    dimensions: int = 256
    batch: int = 2048  # views of a step
    pair_batch: int = 512
    pairs: int = 120_000
    rate: float = 0.03
    warmup: int = 100
    final_share: float = 0.02  # of the learning rate, at the last step
    unshare: float = 0.8  # of the views in which words on both sides are taken out of the passage
    pair_weight: float = 0.5  # of the loss of the pairs
    teacher_weight: float = 3.0  # of the distance to the teacher's vectors, within the loss of the pairs


@dataclass(frozen=True)
class EncoderRecipe:
    """All that decides which encoder comes out of E5, beside the data."""

    seed: int = 1
    steps: int = 320
    passages: int = 32  # of a step
    questions: int = 4  # of a passage
    rate: float = 4e-5
    warmup: int = 20
    final_share: float = 0.05  # of the learning rate, at the last step
    frozen: int = 4  # layers from below that stay as they are
    teacher_weight: float = 0.5  # of what a teacher finds near, where there is one, beside what is labelled
    decay: float = 0.97  # of the running average, per step
    start_share: float = 0.3  # of E5's own weights, in those that ship


@dataclass(frozen=True)
class NarrowRecipe:
    """All that decides which narrow encoder comes out of the whole one, beside the data."""

    seed: int = 1
    neurons: int = 928  # of 1,536, in the feed-forward part of every layer but the last
    last: int = 32  # in that of the last: what it adds is nearly the same for every token
    passages: int = 900  # read
    sentences: int = 4000  # of other passages, read by themselves: short texts have to come out right too
    ridge: float = 1e-4  # of the mean square of a neuron, added to those of all


@dataclass(frozen=True)
class ReaderRecipe:
    """All that decides which reader comes out of E5, beside the data."""

    seed: int = 1
    steps: int = 260
    questions: int = 24  # of a step
    passages: int = 4  # read for each of our own questions
    public_share: float = 0.1  # of the questions of a step; as many passages each
    without_share: float = 0.3  # of the questions of which their passage without the answer is read too
    cut_share: float = 0.35  # of the passages of which only some sentences are read
    untitled_share: float = 0.1  # of the passages that are read without titles
    rate: float = 1e-4
    warmup: int = 40
    final_share: float = 0.02  # of the learning rate, at the last step
    layers: int = 8  # of E5's twelve, from below
    frozen: int = 4  # of them, from below, that stay as they are
    dropped: float = 0.1  # of the values, set to 0
    decay: float = 0.98  # of the running average, per step
    choice_weight: float = 0.5  # of the loss of finding the sentence in its passage
    order_weight: float = 0.5  # of the loss of finding the passage among those of a question
