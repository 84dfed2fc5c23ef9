"""SDGs suggested by meaning, for passages in which none is named.

A goal named in print is a fact about the text; one suggested here is a guess by a model, so the two are never mixed:
suggestions have a table, a field and a mark of their own.

Nearness of a passage to a goal is the mean of two similarities: to the goal's whole description and to the nearest of
its lines. Raw nearness says little, because some goals lie near every policy text and every model has a scale of its
own. So what counts is how much nearer a passage is than usual, in units that the model itself gives:

- *usual* is the mean over the document's passages and a few sentences about nothing in particular under its title. The
  passages weigh more the more there are, but lift it no further than ``LIFT`` above those sentences: otherwise a paper
  that is about climate throughout would never get the goal it is about.
- the *unit* is how much nearer the goals' own lines are to their goal than the lines of the other goals. So 0 is "as
  near as anything in this document", 1 is "as near as the goal's own description", whatever the encoder.

A document's suggestions depend on that document and the encoder only, so adding or removing another changes none.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.model import BlockKind
from search.intake.goal_vectors import goal_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ingest.model import Passage
    from search.models.protocols import Encoder

# Stores hold suggestions as they were made: where they would come out otherwise, raise SUGGESTIONS_VERSION in
# search.backend.sqlite.schema.
MOST = 2  # suggestions for one passage
# Both set on 29 passages of the seeds whose goal is known (benchmarks/sdg_suggestions.py): 21 of 23 suggestions are
# right there with the encoder that ships. Few passages, and the ones it was set on.
THRESHOLD = 0.3
SECOND = 0.7  # part of the first one's excess that a second suggestion must reach
LIFT = 0.15  # the seeds' own passages lift no goal by more than 0.11
DATA = Path(__file__).parents[1] / "data" / "sdgs-nl.toml"


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the seventeen. ``lines``: what it covers, an aspect each, the short title first."""

    number: int
    title: str
    lines: tuple[str, ...]

    @property
    def description(self) -> str:
        """All that is known of it, as one text."""
        return ". ".join(self.lines)


@cache
def goals() -> tuple[Goal, ...]:
    """Return the goals by number, as sdgs-nl.toml describes them."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["goal"]
    return tuple(Goal(row["number"], row["title"], (row["title"], *row["covers"])) for row in rows)


def goal_texts() -> list[str]:
    """Return what is encoded of the goals: the description of each, then the lines of all."""
    return [goal.description for goal in goals()] + [line for goal in goals() for line in goal.lines]


@cache
def neutral_sentences() -> tuple[str, ...]:
    """Return sentences that any policy paper may hold and that are about no goal."""
    return tuple(tomllib.loads(DATA.read_text(encoding="utf-8"))["neutral"])


def neutral_texts(title: str) -> list[str]:
    """Return the neutral sentences under the title of a document, as its passages are embedded."""
    return [f"{title}. {text}" for text in neutral_sentences()]


@dataclass(frozen=True)
class _Compass:
    """The goals in one encoder's space. ``starts``: where each goal's lines begin among ``lines``."""

    descriptions: NDArray[np.float32]  # (goals, dimensions)
    lines: NDArray[np.float32]  # (lines of all goals, dimensions)
    starts: NDArray[np.int64]

    def nearness(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the nearness of each vector to each goal, (vectors, goals)."""
        nearest: NDArray[np.float32] = np.maximum.reduceat(vectors @ self.lines.T, self.starts, axis=1)
        near: NDArray[np.float32] = (vectors @ self.descriptions.T + nearest) / np.float32(2)
        return near

    @cached_property
    def unit(self) -> float:
        """How much nearer lines are to their own goal than those of the others, on average."""
        near = self.nearness(self.lines)
        owners = np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, len(self.lines))))
        own = owners[:, None] == np.arange(len(self.starts))
        others = np.where(own, 0, near).sum(axis=0) / (~own).sum(axis=0)
        return float((near - others)[own].mean())


class Suggester:
    """Suggests goals for the passages of documents, with one encoder; encodes the goals when first needed."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    @cached_property
    def _compass(self) -> _Compass:
        # Goals are what is looked for, so they are encoded as questions are.
        vectors, count = goal_vectors(self.encoder, goal_texts()), len(goals())
        starts = np.cumsum([0, *(len(goal.lines) for goal in goals())])[:-1]
        return _Compass(vectors[:count], vectors[count:], starts)

    def excess(self, vectors: NDArray[np.float32], neutral: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how much nearer than usual each passage of one document is to each goal, (passages, 17), in units.

        ``vectors``: of all its passages, as they are searched, (passages, dimensions); ``neutral``: of what
        ``neutral_texts`` returns for its title.
        """
        compass = self._compass
        if compass.unit <= 0:  # an encoder that cannot tell the goals apart
            return np.zeros((len(vectors), len(compass.starts)), dtype=np.float32)
        near = compass.nearness(vectors)
        plain = compass.nearness(neutral)
        usual = np.concatenate([near, plain]).mean(axis=0)
        usual = np.minimum(usual, plain.mean(axis=0) + LIFT * compass.unit)
        out: NDArray[np.float32] = (near - usual) / np.float32(compass.unit)
        return out

    def suggest(
        self, passages: Sequence[Passage], vectors: NDArray[np.float32], neutral: NDArray[np.float32]
    ) -> list[tuple[int, ...]]:
        """Return the goals suggested for each passage of one document, best first, at most MOST.

        None for a passage that names a goal, nor for a footnote, which belongs to the passage that carries it.
        ``vectors``, ``neutral``: as in ``excess``; where ``leaves_open`` is false, of nothing.
        """
        out: list[tuple[int, ...]] = [() for _ in passages]
        if not leaves_open(passages):
            return out
        body = _body(passages)
        for place, row in zip(body, self.excess(vectors[body], neutral), strict=True):
            if not passages[place].sdgs:
                out[place] = best_goals(row)
        return out


def leaves_open(passages: Sequence[Passage]) -> bool:
    """Tell whether any passage of a document names no goal, footnotes left out."""
    return any(not passages[place].sdgs for place in _body(passages))


def _body(passages: Sequence[Passage]) -> list[int]:
    return [place for place, passage in enumerate(passages) if passage.kind is not BlockKind.FOOTNOTE]


def best_goals(excess: NDArray[np.float32], threshold: float = THRESHOLD) -> tuple[int, ...]:
    """Return the numbers of the goals (1-17) at or above ``threshold``, best first, at most MOST.

    A second one must come near the first: a passage with one clear subject gets one goal.
    """
    order = np.argsort(-excess, kind="stable")[:MOST].tolist()
    least = max(threshold, SECOND * float(excess[order[0]]))
    return tuple(goals()[place].number for place in order if excess[place] >= least)
