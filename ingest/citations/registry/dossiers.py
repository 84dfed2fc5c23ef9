"""Known dossiers: budgets with a series of papers per chapter, the EU councils, and when dossiers were opened."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Budget:
    """A dossier with a series of papers for every chapter. ``opened``: first half of its first parliamentary year.

    ``checked``: seen in print as such; only then is another paper called likely.
    """

    name: str
    year: int
    opened: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """What ingest/data/budget.toml holds; its sources and reasons are stated there."""

    budgets: dict[str, Budget]
    marks: tuple[tuple[int, int], ...]  # (dossier, year in which its parliamentary year began), ascending
    dossiers_a_year: int
    series: str
    councils: frozenset[str]
    chapters: frozenset[str]  # and funds
    names: dict[str, str]  # phrase in running text -> chapter


@cache
def tables() -> Tables:
    """Read the data file once."""
    data: dict[str, Any] = tomllib.loads(files("ingest").joinpath("data/budget.toml").read_text("utf-8"))
    budgets = {
        str(dossier): Budget(
            group["name"],
            int(year),
            int(year) + group["opened"],
            checked=any(dossier in seen for seen in group["checked"].values()),
        )
        for group in data["sets"].values()
        for year, dossier in group["dossiers"].items()
    }
    marks = sorted(
        (int(number), budget.opened) for number, budget in budgets.items() if budget.name == "de Rijksbegroting"
    )
    return Tables(
        budgets=budgets,
        marks=tuple(marks),
        dossiers_a_year=data["era"]["dossiers_a_year"],
        series=data["series"]["dossier"],
        councils=frozenset(data["series"]["suffixes"]),
        chapters=frozenset(data["funds"]["suffixes"]) | {chapter["suffix"] for chapter in data["chapters"]},
        names={name: chapter["suffix"] for chapter in data["chapters"] for name in chapter["names"]},
    )


def near_series(dossier: str) -> bool:
    """Whether a dossier is the series of EU councils, or differs from it in one digit or two neighbours swapped."""
    series = tables().series
    if len(dossier) != len(series):
        return False
    differing = [at for at, (a, b) in enumerate(zip(dossier, series, strict=True)) if a != b]
    swapped = len(differing) == 2 and differing[1] == differing[0] + 1 and sorted(dossier) == sorted(series)  # noqa: PLR2004
    return len(differing) <= 1 or swapped


@cache
def _name_pattern() -> re.Pattern[str]:
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(tables().names, key=len, reverse=True):
        rests[name[0]].append(re.escape(name[1:]).replace(r"\ ", r"\s{1,3}+"))
    # A pattern that begins with letters, and looks back from there, is found several times as fast.
    ways = (rf"{first}(?<!\w.)(?:{'|'.join(others)})" for first, others in rests.items())
    return re.compile(f"(?:{'|'.join(ways)})(?!\\w)")


def chapter_of_text(text: str, printed: Counter[str]) -> str | None:
    """The budget chapter a text is about, inferred from ministries it names and from chapters printed in its citations.

    ``printed``: how often each chapter stands in a citation to a budget. One chapter must hold more than half of all
    evidence; else None: with nothing to go by, nothing is likely.
    """
    evidence = Counter(printed)
    for found in _name_pattern().finditer(text):
        evidence[tables().names[" ".join(found[0].split())]] += 1
    if not evidence:
        return None
    chapter, count = evidence.most_common(1)[0]
    return chapter if 2 * count > evidence.total() else None


def dossier_name(dossier: str, suffix: str | None) -> str:
    """What a dossier holds, as far as its number tells: "Rijksbegroting 2022, hoofdstuk XVII"; "" where it does not."""
    if dossier == tables().series:
        return "Raden van de Europese Unie"
    budget = tables().budgets.get(dossier)
    if budget is None:
        return ""
    name = f"{budget.name.removeprefix('de ')} {budget.year}{f', hoofdstuk {suffix}' if suffix else ''}"
    return name[:1].upper() + name[1:]
