"""The corpus in numbers: which goals in which chapters, moties by dossier and session year, who cites what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.backend.model import GoalCount
    from search.backend.protocol import Snapshot
    from search.ledger.ledger import Ledger
    from search.ledger.papers import PaperRow


@dataclass(frozen=True, slots=True)
class MotieCount:
    """How many moties there are of a dossier ("35925-XVII") or session year ("2021/22"); None where it is unknown."""

    name: str | None
    moties: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A document cites a paper, ``times`` times."""

    document: str
    paper: PaperRow
    times: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The corpus in numbers.

    ``goals``: in the order of the text; ``dossiers``: most moties first; ``years``: earliest first, unknown last;
    ``citations``: by document, in the order of the papers' first citation.
    """

    goals: tuple[GoalCount, ...]
    dossiers: tuple[MotieCount, ...]
    years: tuple[MotieCount, ...]
    citations: tuple[Cited, ...]


def read_overview(snapshot: Snapshot, ledger: Ledger) -> Overview:
    """Count what a snapshot shows; ``ledger``: of the same snapshot."""
    citations = [
        Cited(document, row, times)
        for row in ledger.papers
        for document, times in Counter(place.document for place in row.places).items()
    ]
    return Overview(
        goals=tuple(snapshot.papers.goals()),
        dossiers=_counted((row.dossier for row in ledger.moties), most_first=True),
        years=_counted((row.session_year for row in ledger.moties), most_first=False),
        citations=tuple(sorted(citations, key=lambda cited: cited.document)),
    )


def _counted(names: Iterable[str | None], *, most_first: bool) -> tuple[MotieCount, ...]:
    counts = Counter(names)
    names_first = sorted(counts, key=lambda name: (name is None, name or ""))
    if most_first:
        names_first.sort(key=lambda name: (name is None, -counts[name]))
    return tuple(MotieCount(name, counts[name]) for name in names_first)
