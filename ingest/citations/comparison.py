"""What two lists of citations differ in: two versions of a document, or the citations found by two versions of ours.

Citations are matched by the paper they mean, in order, not by where they stand: a text moves when it is edited.
A paper printed in another way is not a difference; one cited once more is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from ingest.citations.grammar.even_text import make_even
from ingest.citations.records import citation_record

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from ingest.model import Citation


class ChangeKind(StrEnum):
    """What happened to a citation."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"  # the same paper, read otherwise


@dataclass(frozen=True, slots=True)
class CitationChange:
    """One difference. ``before`` is None for what was gained, ``after`` for what was lost."""

    kind: ChangeKind
    before: Citation | None
    after: Citation | None

    def to_json(self) -> dict[str, Any]:
        """Return the difference as ``vindplaats cite --diff`` prints it."""
        return {
            "change": self.kind.value,
            "before": None if self.before is None else citation_record(self.before),
            "after": None if self.after is None else citation_record(self.after),
        }


def compare_citations(before: Sequence[Citation], after: Sequence[Citation]) -> list[CitationChange]:
    """Return the differences between two lists of citations: what was lost, then changed, then gained, in text order.

    A paper that is cited five times and then three times is lost twice. Changed is a citation of the same paper of
    which the kind, printed id, submitters, title or verdict differs.
    """
    papers: dict[Hashable, tuple[list[Citation], list[Citation]]] = defaultdict(lambda: ([], []))
    for side, citations in enumerate((before, after)):
        for citation in citations:
            papers[_paper(citation)][side].append(citation)
    changes = [change for olds, news in papers.values() for change in _changes(olds, news)]
    order = (ChangeKind.LOST, ChangeKind.CHANGED, ChangeKind.GAINED)
    return sorted(changes, key=lambda change: (order.index(change.kind), _start(change)))


def _changes(olds: list[Citation], news: list[Citation]) -> list[CitationChange]:
    """Pair the citations of one paper: first those that say the same, then the others in order."""
    rest_old, rest_new = list(olds), list(news)
    for old in olds:
        same = next((new for new in rest_new if _facts(new) == _facts(old)), None)
        if same is not None:
            rest_old.remove(old)
            rest_new.remove(same)
    changes = []
    for left, right in zip_longest(rest_old, rest_new):
        kind = ChangeKind.GAINED if left is None else ChangeKind.LOST if right is None else ChangeKind.CHANGED
        changes.append(CitationChange(kind, left, right))
    return changes


def _start(change: CitationChange) -> int:
    return (change.after or change.before).start  # type: ignore[union-attr]  # one of the two is there


def _paper(citation: Citation) -> Hashable:
    """What is cited: the paper, else whose motie or letter about what, else the words."""
    if identifier := citation.likely_id or citation.id:
        return identifier
    if citation.submitters or citation.title:
        return (citation.kind, *citation.submitters, _even(citation.title or ""))
    return (citation.kind, citation.dossier, citation.suffix, _even(citation.text))


def _facts(citation: Citation) -> Hashable:
    return (
        citation.kind,
        citation.id,
        citation.submitters,
        citation.cosigned,
        _even(citation.title or ""),
        citation.verdict,
    )


def _even(text: str) -> str:
    return " ".join(make_even(text).even.split()).casefold()
