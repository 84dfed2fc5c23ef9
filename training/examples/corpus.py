"""Reads the training data: English-Dutch sentence pairs and structured Dutch documents.

The folder holds ``en_nl.tsv.xz`` (English TAB Dutch TAB source) and ``mono.jsonl.xz`` (one document a line:
``[source, name, [[kind, text], ...]]``, kind "H" heading or "P" paragraph).
"""

from __future__ import annotations

import json
import lzma
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAIRS_FILE = "en_nl.tsv.xz"
DOCUMENTS_FILE = "mono.jsonl.xz"

#: How often a pair of a source is drawn, by the start of its name, first match wins. Written by people counts more;
#: the machine-translated marketing texts have errors and are 200,000 of the 358,000 pairs.
PAIR_WEIGHTS: tuple[tuple[str, float], ...] = (
    ("tatoeba", 3.0),
    ("site_", 2.0),
    ("gov_", 2.0),
    ("l10n_hedy", 0.5),  # program code between the words
    ("l10n_", 1.0),
    ("sick_", 2.0),
    ("stsb_", 2.0),
    ("po_openforms", 2.0),
    ("po_", 0.7),
    ("ms_powershell", 0.5),
    ("ms_", 1.0),
    ("mt_adobe", 0.15),
)
#: Documents left out: a licence that does not allow derived works to be sold (CC BY-NC-SA).
LEFT_OUT = frozenset({"progit2-nl"})
#: Pairs left out, by the start of their source: questions to the government that models are measured on, and their
#: answers, come from the same texts (on CoronaCheck), word for word.
LEFT_OUT_PAIRS = ("gov_minvws",)
OLDEST_MANIFESTO = 1960  # older ones are too far from today's Dutch
LEAST_LETTERS = 0.8  # of the characters of a sentence, spaces counted as letters
SHORTEST_PAIR = 2  # words
LONGEST_PAIR = 60  # words of a sentence; longer ones are lists and tables run together
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
#: A word broken by the end of a printed line: a soft hyphen, or one that no "en" or "of" follows ("in- en uitvoer").
_BROKEN = re.compile(r"\u00ad\s?|(?<=[a-z])- (?!(?:en|of|tot|dan|als)\b)(?=[a-z])")
_NO_PROSE = re.compile(r"https?://|[{}<>|\\$]|\]\(|&\w+;|\w/\w+/")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence in English and in Dutch."""

    english: str
    dutch: str
    source: str


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """A Dutch document. ``blocks``: (is it a heading, text) in reading order."""

    group: str  # laws, manifesto, government or software
    name: str
    blocks: tuple[tuple[bool, str], ...]


def pair_weight(source: str) -> float:
    """Return how often pairs of ``source`` are drawn, 1.0 for a source without a rule."""
    return next((weight for start, weight in PAIR_WEIGHTS if source.startswith(start)), 1.0)


def is_prose(text: str) -> bool:
    """Tell whether a sentence is running text of a length worth learning from: no markup, links, code or lists."""
    words = text.split()
    letters = sum(char.isalpha() or char.isspace() for char in text)
    enough = letters >= LEAST_LETTERS * len(text)
    return SHORTEST_PAIR <= len(words) <= LONGEST_PAIR and enough and not _NO_PROSE.search(text)


def read_pairs(folder: Path) -> list[Pair]:
    """Return the pairs to be used whose two sides are prose, without repeats, in the order of the file."""
    seen: dict[tuple[str, str], Pair] = {}
    with lzma.open(folder / PAIRS_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            english, dutch, source = line.rstrip("\n").split("\t")
            if not source.startswith(LEFT_OUT_PAIRS) and is_prose(english) and is_prose(dutch):
                seen.setdefault((english, dutch), Pair(english, dutch, source))
    return list(seen.values())


def draw_pairs(pairs: list[Pair], count: int, seed: int) -> list[Pair]:
    """Return ``count`` pairs, without repeats, each with a chance that follows its source's weight."""
    draw = random.Random(seed)  # noqa: S311 - no secrets here
    keyed = [(draw.random() ** (1.0 / pair_weight(pair.source)), place) for place, pair in enumerate(pairs)]
    chosen = sorted(place for _, place in sorted(keyed, reverse=True)[:count])
    return [pairs[place] for place in chosen]


def group_of(source: str, name: str) -> str | None:
    """Return the group of a document, None when it is not to be used."""
    if source in LEFT_OUT:
        return None
    if source == "manifest":
        years = [int(match[0]) for match in _YEAR.finditer(name)]
        return "manifesto" if not years or max(years) >= OLDEST_MANIFESTO else None
    return {"laws": "laws", "legalize-n": "laws", "ms": "software"}.get(source, "government")


def mended(text: str) -> str:
    """Return a text on one line, its broken words joined."""
    return _BROKEN.sub("", " ".join(text.split()))


def read_documents(folder: Path) -> Iterator[TrainingDocument]:
    """Yield the documents to be used, in the order of the file."""
    with lzma.open(folder / DOCUMENTS_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, name, blocks = json.loads(line)
            group = group_of(source, name)
            if group is not None:
                yield TrainingDocument(group, name, tuple((kind == "H", mended(text)) for kind, text in blocks))
