"""How often an SDG suggested by meaning is right, on the seeds.

    python benchmarks/quality/sdg_suggestions.py [--encoder NAME_OR_FOLDER] [--list]

Two small samples. *Named*: the passages of bhos-2022 under a heading that names its goal ("Klimaatactie (SDG13)"),
boxes and quotes included, with every mention hidden before anything is encoded. *Themes*: the passages of bho-2024
under the headings of tests/gold/sdg_sections.dev.jsonl; that document names no goals, but its sections carry the themes
for which bhos-2022 prints the number (for youth, education and work: by the titles of goals 4 and 8). Run it again for
every other encoder: when THRESHOLD no longer gives 0.8, change it in search/intake/sdg_suggestions.py.

"first": the best goal of each passage, threshold or not. "shown": passages with a suggestion at the threshold. "first
shown" and "all shown": how many of the first, and of all suggestions shown, are goals of the section. ``--list`` prints
what is suggested for all other passages, which nobody has judged beforehand.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ingest.language.sdg import named_sdgs
from ingest.model import BlockKind
from ingest.pipeline import read_document
from search.intake.embedding import chunk
from search.intake.sdg_suggestions import THRESHOLD, Suggester, best_goals, neutral_texts
from search.models.chunks import encode_chunks
from search.models.registry import load_encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ingest.model import Document, Passage
    from search.models.protocols import Encoder

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ("bhos-2022", "bho-2024")
# "(SDG3 & SDG5)" and "(diverse SDG's)" as a whole, else the letters with the numbers that follow.
_MENTION = re.compile(r"\s*\([^()]*SDG[^()]*\)|\bSDG(?:['’]?s)?[ \u00a0-]?\d*(?:\s*(?:,|&|en)\s*\d+)*", re.IGNORECASE)


class Judged(NamedTuple):
    """A passage with its goals hidden: the sample it is in ("" for none), its true goals, nearness above the usual."""

    passage: Passage
    sample: str
    goals: frozenset[int]
    excess: NDArray[np.float32]

    @property
    def first(self) -> int:
        """The best goal, however weak."""
        return int(self.excess.argmax()) + 1


class Figures(NamedTuple):
    """Counts over a sample: passages, right first goals; passages shown, right first ones there; all shown, right."""

    passages: int
    first: int
    shown: int
    first_shown: int
    pairs: int
    pairs_right: int


def hidden(text: str) -> str:
    """Return ``text`` without its mentions of SDGs."""
    return _MENTION.sub("", text)


def judge_document(document: Document, themes: dict[tuple[str, str], frozenset[int]], encoder: Encoder) -> list[Judged]:
    """Return the passages of a document, notes left out, all mentions hidden."""
    kept = [passage for passage in document.passages if passage.kind is not BlockKind.FOOTNOTE]
    bare = [
        replace(each, text=hidden(each.text), section_path=tuple(map(hidden, each.section_path)), sdgs=())
        for each in kept
    ]
    title = hidden(document.title)
    chunks = [chunk(replace(document, title=title), replace(each, sentences=())) for each in bare]
    vectors = encode_chunks(encoder, chunks).chunks
    excesses = Suggester(encoder).excess(vectors, encoder.encode_passages(neutral_texts(title)))
    out = []
    for passage, excess in zip(kept, excesses, strict=True):
        named = frozenset(goal for heading in passage.section_path for goal in named_sdgs(heading))
        theme = themes.get((document.id, passage.section), frozenset())
        sample = "named" if named else "themes" if theme else ""
        out.append(Judged(passage, sample, named or theme, excess))
    return out


def measure(encoder: Encoder) -> list[Judged]:
    """Judge both seeds with one encoder."""
    lines = (ROOT / "tests/gold/sdg_sections.dev.jsonl").read_text("utf-8").splitlines()
    themes = {(row["document"], row["section"]): frozenset(row["sdgs"]) for row in map(json.loads, lines)}
    documents = [read_document(ROOT / "seeds" / f"{name}.txt") for name in SEEDS]
    return [each for document in documents for each in judge_document(document, themes, encoder)]


def count(judged: Sequence[Judged], threshold: float = THRESHOLD) -> Figures:
    """Count over passages whose goals are known."""
    shown = [(each, best_goals(each.excess, threshold)) for each in judged]
    shown = [(each, suggested) for each, suggested in shown if suggested]
    return Figures(
        len(judged),
        sum(each.first in each.goals for each in judged),
        len(shown),
        sum(suggested[0] in each.goals for each, suggested in shown),
        sum(len(suggested) for _, suggested in shown),
        sum(goal in each.goals for each, suggested in shown for goal in suggested),
    )


def row(label: str, figures: Figures) -> str:
    """One line of the table."""
    cells = (
        share(figures.first, figures.passages),
        share(figures.shown, figures.passages),
        share(figures.first_shown, figures.shown),
        share(figures.pairs_right, figures.pairs),
    )
    return f"{label:60.60s}" + "".join(f"{cell:>16s}" for cell in cells)


def share(part: int, whole: int) -> str:
    """Write "12/15 0.80"."""
    return f"{part}/{whole} {part / whole:.2f}" if whole else "-"


def main() -> None:
    """Print a row per section, per sample and per threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", help="a model's name or folder; default: the one that ships")
    parser.add_argument("--list", action="store_true", help="print the suggestions for all other passages")
    options = parser.parse_args()
    encoder = load_encoder(options.encoder)
    judged = measure(encoder)
    known = [each for each in judged if each.sample]
    print(f"{encoder.name}, threshold {THRESHOLD}\n")
    print(f"{'':60s}" + "".join(f"{name:>16s}" for name in ("first", "shown", "first shown", "all shown")))
    for name in ("named", "themes"):
        sample = [each for each in known if each.sample == name]
        for section in dict.fromkeys(each.passage.section for each in sample):
            print(row(f"  {section}", count([each for each in sample if each.passage.section == section])))
        print(row(name, count(sample)))
    print(row("both", count(known)) + "\n")
    rest = [each for each in judged if not each.sample and not each.passage.sdgs]
    for step in range(-8, 9, 2):
        threshold = THRESHOLD + step / 100
        others = sum(bool(best_goals(each.excess, threshold)) for each in rest)
        print(row(f"threshold {threshold:.2f}; {others} of {len(rest)} other passages shown", count(known, threshold)))
    if options.list:
        print()
        for each in sorted(rest, key=lambda each: -each.excess.max()):
            printed = [f"SDG {goal} ({each.excess[goal - 1]:.2f})" for goal in best_goals(each.excess)]
            if printed:
                print(f"{each.passage.id}  {', '.join(printed):30s} {' > '.join(each.passage.section_path)[-70:]}")


if __name__ == "__main__":
    main()
