"""How fast citations are found: megabytes of text a second, and the ratio to one search with a plain pattern.

    python benchmarks/citations.py [FILE] [--source NAME] [--megabytes 1] [--runs 5]

FILE is a text, or documents as ``benchmarks/quality/citation_sample.py`` reads them; without one the seeds are read,
over and over until there is enough. "plain" searches the text for "kamerstuk" in any case: the least that must be done.
Machines differ and are shared: compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import time
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.citations import find_citations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
PLAIN = re.compile("kamerstuk", re.IGNORECASE)


def pieces(file: Path | None, source: str | None) -> Iterator[str]:
    """Texts of the file, of one source if asked, or of the seeds, again and again."""
    if file is None:
        yield from cycle([path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))])
    elif ".jsonl" not in file.suffixes:
        yield from cycle([file.read_text("utf-8")])
    else:
        with (lzma.open if file.suffix == ".xz" else open)(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                origin, _, blocks = json.loads(line)
                if source in {None, origin}:
                    yield "\n\n".join(text for _, text in blocks)


def text_of(file: Path | None, source: str | None, size: int) -> str:
    """So many bytes of text, whole pieces but for the last."""
    found, length = [], 0
    for piece in pieces(file, source):
        found.append(piece)
        length += len(piece.encode())
        if length >= size:
            break
    return "\n\n".join(found).encode()[:size].decode(errors="ignore")


def timed(work: Callable[[], Any], runs: int) -> float:
    """The median of the seconds that a call takes."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return median(took)


def main() -> None:
    """Print size, citations, megabytes a second and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--source", help="of documents: only those of this source")
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    text = text_of(args.file, args.source, int(args.megabytes * MEGABYTE))
    size = len(text.encode()) / MEGABYTE
    found = find_citations(text)  # reads the tables, once
    seconds = timed(lambda: find_citations(text), args.runs)
    plain = timed(lambda: PLAIN.findall(text), args.runs)
    print(f"{'text (MB)':40} {size:10.2f}")
    print(f"{'citations':40} {len(found):10}")
    print(f"{'speed (MB/s)':40} {size / seconds:10.2f} {seconds / plain:8.1f} x plain")


if __name__ == "__main__":
    main()
