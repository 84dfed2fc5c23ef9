"""Flipped bits in the files of a knowledge base: which are noticed, which change nothing, and what else they do.

    python benchmarks/bit_flips.py [--flips 1000] [--seed 1]

Each flip is one bit of one byte, drawn over all files that a knowledge base is made of. Then everything that search and
export can show is asked, and verify. A flip is noticed where the store is reported as damaged; harmless where all is as
before (free space, a vector file that is made again). What may not be: anything shown otherwise while verify finds
nothing, another error than that of a damaged store, and one that sends people elsewhere (rights, another version).
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from array import array
from collections import Counter
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "support" / "serving")]

from search_factories import NOTE, Part, WordEncoder, make_citation, make_document  # noqa: E402 - what the tests share

from ingest.model import FactName  # noqa: E402
from ingest.places import PageInfo, PrintedSpan  # noqa: E402
from search.backend.sqlite.connection import STORE_NAME  # noqa: E402
from search.errors import SearchError, StoreDamagedError  # noqa: E402
from search.export.formats import export  # noqa: E402
from search.knowledge_base import KnowledgeBase  # noqa: E402

QUESTIONS = ("klimaat en water", "moties van Kuzu", "wat heet HVO", "35207, nr. 53")
WHATS = ("moties", "citations", "passages", "cells")


def make(folder: Path) -> None:
    """Fill a knowledge base with documents that have a row in every table."""
    with KnowledgeBase.open(folder, WordEncoder()) as base:
        for number in range(3):
            made = make_document(*(part(number, each) for each in range(30)), id_=f"stuk{number}")
            places = (PrintedSpan(0, 1, 70.0, 82.0, array("f", map(float, range(len(made.text) + 1)))),)
            pages = (PageInfo("1", 595.0, 842.0),)
            base.add_document(replace(made, pages=pages, places=places, authors=("Jansen",), date="2022-01-01"))
        base.correct("stuk1", {FactName.PUBLISHER: "Ministerie van Buitenlandse Zaken"})
        base.search("water")


def part(document: int, number: int) -> Part:
    """A passage with headings, a goal and a note that cites a motie; each third one has none of these."""
    sentences = (
        f"Alinea {number} van stuk {document} gaat over klimaat.",
        "De hulp heet Hulp voor Ontwikkeling (HVO).",
    )
    if number % 3 == 0:
        return Part(sentences, ("Slot",))
    path = (f"Hoofdstuk {number // 10}", f"Paragraaf {number}")
    return Part(sentences, path, (number % 17 + 1,), number, note=NOTE, cites=(make_citation(),))


def shown(base: KnowledgeBase) -> list[object]:
    """Everything that search and export can show."""
    known = base.documents()
    found: list[object] = [known, base.chapters(), base.suggested_sdgs(), repr(base.overview()), base.passages()]
    for each in known:
        found += [base.pages(each.id), base.boxes(each.id, 0, 10**6)]
    found += [export(base, what, "json") for what in WHATS]
    return found + [repr(base.ask(question)) for question in QUESTIONS]


def outcome(folder: Path, expected: list[object]) -> str:
    """What became of a knowledge base in which a bit was flipped."""
    try:
        with KnowledgeBase.open(folder, WordEncoder()) as base:
            problems = base.verify()
            try:
                same = shown(base) == expected
            except StoreDamagedError:
                return "noticed, by verify and by search" if problems else "WRONG: damage that verify does not find"
    except StoreDamagedError:
        return "noticed on opening"
    except SearchError as error:
        return f"WRONG: {type(error).__name__}"
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"WRONG: {type(error).__name__}: {error}"
    if problems:
        return "noticed by verify" if not same else "noticed by verify, though nothing shows it"
    return "harmless" if same else "WRONG: shown otherwise, and verify finds nothing"


def main() -> None:
    """Flip, ask, count; exit 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=1000, help="bits to flip, one at a time")
    parser.add_argument("--seed", type=int, default=1, help="which bits")
    asked = parser.parse_args()
    choice = random.Random(asked.seed)  # noqa: S311 - a benchmark
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        sound, folder = Path(place, "gaaf"), Path(place, "kb")
        make(sound)
        with KnowledgeBase.open(sound, WordEncoder()) as base:
            expected = shown(base)
        files = sorted(file for file in sound.iterdir() if file.is_file())
        sizes = [file.stat().st_size for file in files]
        for _ in range(asked.flips):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(sound, folder)
            [file] = choice.choices(files, sizes)
            data = bytearray((folder / file.name).read_bytes())
            at, bit = choice.randrange(len(data)), choice.randrange(8)
            data[at] ^= 1 << bit
            (folder / file.name).write_bytes(data)
            became = outcome(folder, expected)
            counts[became] += 1
            if became.startswith("WRONG"):
                print(f"{file.name}, byte {at}, bit {bit}: {became}", flush=True)
        print(f"files of {sum(sizes):,} bytes, of which {sizes[files.index(sound / STORE_NAME)]:,} are the store")
    for became, number in counts.most_common():
        print(f"{became:<45}{number:>8,}")
    raise SystemExit(any(became.startswith("WRONG") for became in counts))


if __name__ == "__main__":
    main()
