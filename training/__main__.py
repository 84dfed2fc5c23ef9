"""Makes both models that ship: ``python -m training --data DIR --out DIR``.

The static model first (training.static), since the transformer borrows from it (training.transformer); both with the
recipes as they stand in the code. ``out/static`` and ``out/transformer/onnx`` are what search/models has. About an hour
and a half on two cores that have nothing else to do.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from training import static, transformer
from training.evaluate import STATIC

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> None:
    """Train both as asked on the command line; words it does not know go to the transformer's command."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__, allow_abbrev=False)
    parser.add_argument("--data", required=True, help="folder with en_nl.tsv.xz and mono.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder for both models; made when it is not there")
    parser.add_argument("--tokenizer", default=str(STATIC / static.TOKENIZER), help="file with the vocabulary")
    parser.add_argument("--static-steps", help="steps of the static model, for a trial")
    given, rest = parser.parse_known_args(words)
    cache = str(given.out / "cache")
    shared = ["--data", given.data, "--tokenizer", given.tokenizer, "--cache", cache]
    steps = [] if given.static_steps is None else ["--steps", given.static_steps]
    static.main([*shared, "--out", str(given.out / "static"), *steps])
    made = ["--out", str(given.out / "transformer"), "--static", str(given.out / "static")]
    transformer.main([*shared, *made, *rest])


if __name__ == "__main__":
    main()
