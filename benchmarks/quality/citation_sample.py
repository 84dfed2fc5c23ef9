"""Run the citation engine over many paragraphs and draw what a person then judges: false alarms and missed references.

    python benchmarks/quality/citation_sample.py PARAGRAPHS.jsonl.xz --seed 1 --output FOLDER

The file has a document per line, ``[source, name, [[kind, text], ...]]``, with kind "P" for a paragraph; it may be
compressed. Sources share the number of paragraphs evenly, as far as each has enough. Written to the folder:
``hits.jsonl``, citations drawn evenly over kinds and sources, with the words around them; ``cues.jsonl``, words such as
"Kamerstuk" or "Stb." that are part of no citation, drawn evenly over the words. The same seed draws the same.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.citations import citation_record, find_citations

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Row = dict[str, Any]
AROUND = 160  # characters shown before and behind
# Words that often belong to a reference. Where none of ours covers them, one may have been missed.
CUE = re.compile(
    r"(?<!\w)(?:(?P<kamerstuk>[Kk]amerst\w*|[Kk]st\.)|(?P<motie>[Mm]oties?|[Aa]mendement(?:en)?)|"
    r"(?P<brief>[Kk]amerbrie\w+|[Kk]amervra\w+)|(?P<toezegging>[Tt]oezegging(?:en)?)|(?P<stb>Stb|Staatsblad)|"
    r"(?P<stcrt>Stcrt|Staatscourant)|(?P<trb>Trb|Tractatenblad)|(?P<handelingen>Handelingen)|(?P<ecli>ECLI|LJN)|"
    r"(?P<bwb>BWB[RVW]|jci)|(?P<kamer>(?:Tweede|Eerste) Kamer|[TE]K(?= \d)))(?!\w)"
)


def paragraphs(path: Path) -> dict[str, list[str]]:
    """The paragraphs of each source, in the order of the file."""
    found: dict[str, list[str]] = defaultdict(list)
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, _, blocks = json.loads(line)
            found[source] += [text for kind, text in blocks if kind == "P"]
    return found


def even_shares(sizes: dict[Hashable, int], total: int) -> dict[Hashable, int]:
    """How many of each group to take so that all have the same, or all of their own where that is less."""
    shares: dict[Hashable, int] = {}
    for at, (name, size) in enumerate(sorted(sizes.items(), key=lambda item: (item[1], str(item[0])))):
        shares[name] = min(size, (total - sum(shares.values())) // (len(sizes) - at))
    return shares


def draw(groups: dict[Hashable, list[Any]], total: int, random_: random.Random) -> list[Any]:
    """An even choice from the groups."""
    shares = even_shares({name: len(group) for name, group in groups.items()}, total)
    return [each for name in sorted(groups, key=str) for each in random_.sample(groups[name], shares[name])]


def by(rows: Iterable[Row], *names: str) -> dict[Hashable, list[Row]]:
    """The rows in groups that share these values."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] for name in names)].append(row)
    return groups


def read(source: str, text: str) -> tuple[list[Row], list[Row]]:
    """The citations of a paragraph, and its cues, each with the words around it."""
    found = find_citations(text)
    hits = [{"source": source, "shown": shown(text, each.start, each.end), **citation_record(each)} for each in found]
    cues = [
        {
            "source": source,
            "cue": cue.lastgroup,
            "shown": shown(text, *cue.span()),
            "covered": any(each.start <= cue.start() < each.end for each in found),
        }
        for cue in CUE.finditer(text)
    ]
    return hits, cues


def shown(text: str, start: int, end: int) -> str:
    """The words between marks, with those around them."""
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}[[{text[start:end]}]]{behind}"


def main() -> None:
    """Read the arguments, run, write and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--paragraphs", type=int, default=200_000)
    parser.add_argument("--hits", type=int, default=200)
    parser.add_argument("--cues", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    random_ = random.Random(args.seed)  # noqa: S311 - a draw that anybody can repeat
    texts = {(source,): [(source, text) for text in group] for source, group in paragraphs(args.file).items()}
    hits: list[Row] = []
    cues: list[Row] = []
    inside: Counter[str] = Counter()
    chosen = draw(texts, args.paragraphs, random_)  # type: ignore[arg-type]  # groups are named by tuples throughout
    for source, text in chosen:
        found, open_ = read(source, text)
        hits += found
        inside.update(cue["cue"] for cue in open_ if cue["covered"])
        cues += [cue for cue in open_ if not cue["covered"]]
    args.output.mkdir(parents=True, exist_ok=True)
    for name, rows, groups, total in (
        ("hits", hits, ("kind", "source"), args.hits),
        ("cues", cues, ("cue",), args.cues),
    ):
        drawn = draw(by(rows, *groups), total, random_)
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in drawn]
        (args.output / f"{name}.jsonl").write_text("".join(lines), "utf-8")
    size = sum(len(text) for _, text in chosen)
    print(f"{len(chosen)} paragraphs of {size} characters")
    print(f"{len(hits)} citations, {len(cues)} cues outside a citation")
    for (kind, source), count in sorted(Counter((row["kind"], row["source"]) for row in hits).items()):
        print(f"{count:8} {kind} {source}")
    outside = Counter(row["cue"] for row in cues)
    for cue in sorted(inside | outside):
        print(f"{inside[cue]:8} inside, {outside[cue]:6} outside a citation: {cue}")


if __name__ == "__main__":
    main()
