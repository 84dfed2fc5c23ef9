"""Writes the model card: what a model is, how it was made, from what, and how well it does."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from search.models.registry import shipped_parts

if TYPE_CHECKING:
    from pathlib import Path

    from training.learning.recipes import StaticRecipe, TransformerRecipe

CARD = "README.md"

NOT_SEEN = """\
Documents that the model is measured on, and their questions, were not trained on; pairs from texts on CoronaCheck were
left out, since questions to the government that it is measured on stand in them. A few of the answers to those quote
laws, which were trained on.
"""
MEASURED = f"""\
MRR@10 by type of question on the development questions, hit@1 on questions to the government (all answers pooled),
Spearman's correlation on STS pairs; "both {shipped_parts()[0].weight}" is what ships:
"""
#: What the training data come from and under which licence, as the folder with the data says.
SOURCES = """\
| data | licence |
|---|---|
| Dutch laws, regulations and treaties | none: no copyright (Auteurswet, art. 11) |
| election manifestos since 1960 | the parties'; used for training only, not passed on |
| Microsoft documentation, Dutch and its English-Dutch pairs | CC-BY-4.0 |
| Dutch government documentation (algorithm and quality guides) | as published by the government |
| Tatoeba | CC-BY |
| Adobe documentation, machine translated (drawn seldom) | MIT |
| GNOME documentation | CC-BY-3.0 |
| digiKam documentation | GFDL |
| darktable | GPL-3 |
| dpkg and apt | GPL-2 |
| tldr pages | CC-BY-4.0 |
| Hedy, Open Forms | EUPL-1.2 |
| Scratch | AGPL-3 |
| Mozilla | MPL-2 |
| SICK-NL | MIT |
| STS benchmark, Dutch training part, machine translated | CC-BY-SA (of the original) |
| other web sites with English-Dutch pages (Privacy Guides, Open Source Guides, Monero) | as published there |
"""


@dataclass(frozen=True)
class TransformerRun:
    """What was done. ``start``: model gone on from; ``seconds``: of training, preparation left out."""

    recipe: TransformerRecipe
    start: Path | None
    steps: int
    seconds: float
    pairs: int
    views: int


@dataclass(frozen=True)
class StaticRun:
    """What was done for the static model. ``tokens``: of its vocabulary; ``seconds``: of training."""

    recipe: StaticRecipe
    tokens: int
    pairs: int
    paragraphs: int
    seconds: float


def processor() -> str:
    """Return what computed it."""
    return f"{os.cpu_count()} cores, {platform.machine()}, no GPU used"


def write_static_card(folder: Path, made: StaticRun) -> Path:
    """Write the card of the static model in ``folder``."""
    recipe = made.recipe
    card = f"""\
# Dutch static sentence model

One vector of {recipe.dimensions} numbers per WordPiece ({made.tokens} of them), averaged; text in lower case without
accents. Knows the words of laws and policy; understands little. Read by model2vec and sentence-transformers.

## How it was made

{recipe.steps} steps. Each is a batch of {recipe.batch} views of Dutch documents and one of {recipe.pair_batch} pairs.
Views: a stretch of words to the rest of its paragraph, half a paragraph to the other half, a paragraph to the next, a
heading to its text, each against all others of the batch; tokens that both sides share are mostly taken out of one,
frequent tokens thinned out. Pairs: each side near the vector that all-MiniLM-L6-v2 gives the English one, through a
linear map that is thrown away, and near the other side. Every token has a learned weight, which is in the length of its
vector.

{made.pairs} pairs and {made.paragraphs} paragraphs; {made.seconds / 60:.0f} minutes of training; {processor()}.
The vocabulary was taken over from an earlier model, since training one comes out differently each time.

`python -m training.static` with the recipe:

```json
{json.dumps(asdict(recipe), indent=1)}
```

## Data

{NOT_SEEN}
{SOURCES}"""
    path = folder / CARD
    path.write_text(card, encoding="utf-8")
    return path


def write_card(folder: Path, made: TransformerRun, scores: str) -> Path:
    """Write the card of the model in ``folder``; ``scores``: lines of training.evaluate, empty when not measured."""
    if made.start is None:
        before = f"""\
0. Vocabulary transplanted: the WordPieces of the static model; each starts as the weighted mean of the English pieces
   it goes with most in the sentence pairs.
1. {made.recipe.first_steps} steps on sentence pairs, towards the teacher's vectors. Then tokens that the pairs hardly
   have borrow their vectors from their nearest neighbours in the static model."""
    else:
        before = f"""\
0. and 1. were not run for this model: it goes on from `{made.start.name}`, whose vocabulary was transplanted and which
   had a first training towards the teacher's vectors, in the same way but by other code."""
    stopped = f", stopped by the clock after {made.recipe.minutes:g} minutes" if made.recipe.minutes else ""
    card = f"""\
# Dutch sentence transformer

6 layers, 384 dimensions, vectors of length 1 (mean of the token vectors); text in lower case without accents, at most
256 tokens. The layers come from all-MiniLM-L6-v2 (Apache-2.0); the vocabulary is Dutch and covers English as well as it
can, so that English questions find Dutch text. No prompts. Weights are stored as one byte a number, with a scale per
output; everything is computed in floating point, so that a text has the same vector on every processor.

## How it was made

{before}
2. {made.steps} steps{stopped}. Each is a batch of English-Dutch pairs (nearest to its own translation and near the
   teacher's vector of the English side; in part of the steps the English side goes through the student too) and a batch
   of Dutch texts (a stretch of words to the rest of its paragraph, a sentence to the next, a heading to its text,
   neighbouring paragraphs; words that both sides share mostly taken out of one of them; passages of earlier batches as
   further wrong answers; part of the questions word by word in English, by a dictionary learnt from the pairs). The
   weights are a running average over the last steps, mixed with those at the start of this stage: what made-up
   questions teach and what the teacher knew are both kept.

{made.pairs} pairs and {made.views} views; {made.seconds / 60:.0f} minutes of training; {processor()}.

`python -m training.transformer` with the recipe:

```json
{json.dumps(asdict(made.recipe), indent=1)}
```

## Data

{NOT_SEEN}
{SOURCES}"""
    if scores:
        card += f"\n## Scores\n\n{MEASURED}\n```\n{scores}\n```\n"
    path = folder / CARD
    path.write_text(card, encoding="utf-8")
    return path
