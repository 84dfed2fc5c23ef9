"""What a reader must know of a source or citation: where its link leads, and how far to trust it.

The page and the command line state the same because both ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.citations.registry.identifiers import citation_label, printed_id
from ingest.model import Verdict
from search.model import likely_url, meant
from ui.texts.naming import NL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Citation, CitationKind
    from search.ledger.papers import PaperRow
    from search.model import AnswerSentence
    from ui.texts.naming import Naming


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a link must not be trusted blindly: what is the matter, in one sentence, and how that is known."""

    what: str
    reason: str  # may be empty


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as shown: ``name`` ("Motie Van der Lee c.s."), ``label`` and ``url`` of the paper probably meant.

    ``url`` is None where nothing can be linked.
    """

    name: str
    label: str
    url: str | None
    doubt: Doubt | None


def refer(citation: Citation, naming: Naming = NL) -> Reference:
    """Say what a citation is, where its link leads and how sure that is."""
    return Reference(
        name=name(citation.kind, citation.submitters, cosigned=citation.cosigned, naming=naming),
        label=citation_label(meant(citation)),
        url=likely_url(citation),
        doubt=doubt(citation.id, citation.likely_id, citation.verdict, citation.reason, naming),
    )


def name(kind: CitationKind, submitters: Sequence[str], *, cosigned: bool, naming: Naming = NL) -> str:
    """What is cited and whose it is: "Motie Van der Lee c.s."."""
    people = naming.listing(submitters)
    return " ".join(part for part in (naming.kinds[kind], people, "c.s." if cosigned else "") if part)


def called(row: PaperRow, naming: Naming = NL) -> str:
    """What a paper is called where it stands alone: whose it is, else its number; of a law, a gazette its own name."""
    if row.submitters or not row.number or row.number[:1].isdigit():
        named = name(row.kind, row.submitters, cosigned=row.cosigned, naming=naming)
        return named if row.submitters else f"{named} {row.number}".rstrip()
    return row.number[:1].upper() + row.number[1:]


def doubt(printed: str | None, likely: str | None, verdict: Verdict, reason: str, naming: Naming = NL) -> Doubt | None:
    """What a reader must know before following the link; None where the reference is complete."""
    if likely and likely != printed:
        return Doubt(naming.likely_other.format(printed=printed_id(printed) if printed else naming.no_paper), reason)
    if verdict is Verdict.COMPLETE:
        return None
    return Doubt(naming.verdicts[verdict], reason)


def by_passage(sentences: Iterable[AnswerSentence]) -> list[tuple[str, list[AnswerSentence]]]:
    """Put the sentences of an answer that follow each other from one passage together: their source is named once."""
    return [(passage, list(group)) for passage, group in groupby(sentences, key=lambda sentence: sentence.passage)]
