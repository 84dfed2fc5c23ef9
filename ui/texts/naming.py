"""What papers, doubts and goals are called, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import CitationKind, Verdict
from search.export.dutch import MONTHS
from ui import texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.model import Hit


@dataclass(frozen=True, slots=True)
class Naming:
    """Names in one language."""

    kinds: Mapping[CitationKind, str]
    verdicts: Mapping[Verdict, str]
    likely_other: str
    no_paper: str
    sdgs: Mapping[int, str]
    conjunction: str
    months: tuple[str, ...]

    def date(self, date: str) -> str:
        """Write a date as ISO 8601 gives it, as exactly as it is known: "14 maart 2024", "maart 2024", "2024"."""
        year, month, day = (*date.split("-"), "", "")[:3]
        return " ".join(part for part in (day.lstrip("0"), self.months[int(month) - 1] if month else "", year) if part)

    def listing(self, names: Sequence[str]) -> str:
        """Join names: "A, B en C"."""
        if len(names) < 2:  # noqa: PLR2004 - one name needs no "en"
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.conjunction} {names[-1]}"


NL = Naming(
    texts.KINDS,
    texts.VERDICTS,
    texts.LIKELY_OTHER,
    texts.NO_PAPER,
    texts.SDG_NAMES,
    "en",
    MONTHS,
)
EN = Naming(
    kinds={
        CitationKind.MOTIE: "Motion",
        CitationKind.AMENDEMENT: "Amendment",
        CitationKind.KAMERSTUK: "Parliamentary paper",
        CitationKind.KAMERBRIEF: "Letter to parliament",
        CitationKind.TOEZEGGING: "Undertaking",
        CitationKind.KAMERVRAAG: "Parliamentary question",
        CitationKind.HANDELINGEN: "Proceedings",
        CitationKind.STAATSCOURANT: "Government Gazette",
        CitationKind.STAATSBLAD: "Bulletin of Acts and Decrees",
        CitationKind.TRACTATENBLAD: "Treaty Series",
        CitationKind.ECLI: "Judgment",
        CitationKind.BWB: "Regulation",
        CitationKind.EU: "European law",
    },
    verdicts={
        Verdict.COMPLETE: "The reference is complete.",
        Verdict.INCOMPLETE: "The reference is incomplete.",
        Verdict.AMBIGUOUS: "The reference may lead to more than one paper.",
        Verdict.IMPLAUSIBLE: "The reference cannot be right as printed.",
    },
    likely_other="Printed is {printed}; the link leads to the paper that was probably meant.",
    no_paper="no number",
    sdgs={
        1: "No poverty",
        2: "Zero hunger",
        3: "Good health and well-being",
        4: "Quality education",
        5: "Gender equality",
        6: "Clean water and sanitation",
        7: "Affordable and clean energy",
        8: "Decent work and economic growth",
        9: "Industry, innovation and infrastructure",
        10: "Reduced inequalities",
        11: "Sustainable cities and communities",
        12: "Responsible consumption and production",
        13: "Climate action",
        14: "Life below water",
        15: "Life on land",
        16: "Peace, justice and strong institutions",
        17: "Partnerships for the goals",
    },
    conjunction="and",
    months=tuple("January February March April May June July August September October November December".split()),
)


def origin(hit: Hit, naming: Naming = NL) -> str:
    """What a hit stands in, whose and of when: "Kamerbrief · minister van BZ, 14 maart 2024"; "" where nothing tells.

    The kind is a Dutch word of the document's own in either language.
    """
    kind = "" if hit.kind == texts.UNSTATED_KIND else hit.kind
    whose = ", ".join(part for part in (hit.issuer, naming.date(hit.date)) if part)
    return " · ".join(part for part in (kind, whose) if part)
