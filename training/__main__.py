"""Makes the models that ship: ``python -m training --data DIR --out DIR``.

The static model (training.static) and the encoder (training.encoder, then training.narrow), with the recipes as they
stand in the code. ``out/static`` and ``out/narrow/onnx`` are what search/models has. One to two hours on two cores that
have nothing else to do; a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from training import encoder, narrow, static
from training.evaluate import STATIC

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> None:
    """Train both as asked on the command line; words it does not know go to the encoder's command."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__, allow_abbrev=False)
    parser.add_argument("--data", required=True, help="folder with en_nl.tsv.xz, mono.jsonl.xz and qa")
    parser.add_argument("--out", type=Path, required=True, help="folder for the models; made when it is not there")
    parser.add_argument("--tokenizer", default=str(STATIC / static.TOKENIZER), help="file with the static vocabulary")
    parser.add_argument("--static-steps", help="steps of the static model, for a trial")
    parser.add_argument("--start", help="file with the weights of E5; that of the package by default")
    given, rest = parser.parse_known_args(words)
    made = str(given.out / "static")
    steps = [] if given.static_steps is None else ["--steps", given.static_steps]
    cache = str(given.out / "cache")
    static.main(["--data", given.data, "--tokenizer", given.tokenizer, "--cache", cache, "--out", made, *steps])
    begun = [] if given.start is None else ["--start", given.start]
    whole = str(given.out / "encoder")
    encoder.main(["--data", given.data, "--out", whole, *begun, *rest])
    narrow.main(["--data", given.data, "--out", str(given.out / "narrow"), "--whole", whole, *begun])


if __name__ == "__main__":
    main()
