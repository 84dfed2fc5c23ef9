"""Makes the models that ship: ``python -m training --data DIR --out DIR``.

The static model (training.static), a long encoder (training.encoder) and the short one that is cut out of it
(training.shorter), with the recipes as they stand in the code. ``out/static`` and ``out/short/onnx`` are what
search/models has. A run that was stopped goes on where it was; docs/models.md tells how long each takes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from training import encoder, shorter, static
from training.evaluate import STATIC

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> None:
    """Train all as asked on the command line; words it does not know go to the commands of both encoders."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__, allow_abbrev=False)
    parser.add_argument("--data", required=True, help="folder with en_nl.tsv.xz, mono.jsonl.xz and qa")
    parser.add_argument("--out", type=Path, required=True, help="folder for the models; made when it is not there")
    parser.add_argument("--tokenizer", default=str(STATIC / static.TOKENIZER), help="file with the static vocabulary")
    parser.add_argument("--static-steps", help="steps of the static model, for a trial")
    given, rest = parser.parse_known_args(words)
    made = str(given.out / "static")
    steps = [] if given.static_steps is None else ["--steps", given.static_steps]
    cache = str(given.out / "cache")
    static.main(["--data", given.data, "--tokenizer", given.tokenizer, "--cache", cache, "--out", made, *steps])
    long, short = str(given.out / "encoder"), str(given.out / "short")
    encoder.main(["--data", given.data, "--out", long, *rest])
    shorter.main(["--data", given.data, "--long", long, "--out", short, *rest])


if __name__ == "__main__":
    main()
