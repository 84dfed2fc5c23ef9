"""What a reader must know to follow a citation: where its link leads, and how far to trust it.

The page and the command line say the same about a citation because both ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import Verdict
from ui import texts

if TYPE_CHECKING:
    from ingest.model import Citation

_PAPERS = "https://zoek.officielebekendmakingen.nl/"


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as shown: ``name`` ("Motie Van der Lee c.s."), ``label`` and ``url`` of the paper, ``remark`` in Dutch.

    ``label`` and ``url`` are those of the paper probably meant; ``url`` is None where nothing can be linked.
    """

    name: str
    label: str
    url: str | None
    remark: str
    doubtful: bool  # the reader should look before citing it


def refer(citation: Citation) -> Reference:
    """Say what a citation is, where its link leads and how sure that is."""
    paper = citation.likely_id or citation.id
    url = citation.url
    if citation.likely_id and citation.likely_id != citation.id:
        # Papers of parliament live at the address that their id names; the citation's own address is that of the
        # paper as printed, which is another one.
        url = f"{_PAPERS}{citation.likely_id}.html"
    return Reference(
        name=_name(citation),
        label=paper or texts.NO_PAPER,
        url=url,
        remark=_remark(citation),
        doubtful=citation.verdict is not Verdict.COMPLETE,
    )


def _name(citation: Citation) -> str:
    kind = texts.KINDS[citation.kind]
    people = texts.listing(citation.submitters)
    if citation.cosigned:
        people = f"{people} c.s.".strip()
    return f"{kind} {people}".strip()


def _remark(citation: Citation) -> str:
    if citation.likely_id and citation.likely_id != citation.id:
        remark = texts.LIKELY_OTHER.format(printed=citation.id or texts.NO_PAPER, likely=citation.likely_id)
        return f"{remark} {citation.reason}".strip()
    if citation.verdict is Verdict.COMPLETE:
        return ""
    return f"{texts.VERDICTS[citation.verdict]} {citation.reason}".strip()
