"""References that begin with a word: motie, amendement, kamerbrief, toezegging, kamervragen.

Every step abstains where the words leave room for doubt: a paper is tied to a motie only if nothing but the
submitters and the title stands between them, and a motie without a paper counts only if it names a submitter.
Questions without a number do not count: nothing identifies them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.citations.grammar.heads import read_head
from ingest.citations.grammar.paperless import read_loose_letter, read_loose_motie, read_loose_promise
from ingest.citations.grammar.ties import bracketed_papers, hyphenated_papers, papers_by_dossier, tie
from ingest.model import CitationKind

if TYPE_CHECKING:
    import re

    from ingest.citations.grammar.draft import CitationDraft
    from ingest.citations.grammar.even_text import EvenText


def read_reference(
    evened: EvenText, anchor: re.Match[str], papers: list[CitationDraft], limit: int
) -> list[CitationDraft]:
    """Read the reference that begins with the word ``anchor`` found in the even text.

    ``papers``: the papers that follow, words like "de motie" inside a title skipped; ``limit``: where the next anchor
    begins. Returns the papers as parts of this reference, one draft without a paper, or nothing where the word is a
    common noun.
    """
    text = evened.even
    head = read_head(text, anchor)
    unlabelled = [
        bracketed_papers(text, head, limit),
        papers_by_dossier(text, head, limit),
        hyphenated_papers(text, head, limit),
    ]
    for each in (*unlabelled, papers):
        if not each or (papers and each[0].start > papers[0].start):
            continue
        if tied := tie(evened, head, each):
            return tied
    if head.kind is CitationKind.KAMERVRAAG:
        return []
    if head.kind is CitationKind.KAMERBRIEF:
        return read_loose_letter(evened, head, limit)
    if head.kind is CitationKind.TOEZEGGING:
        return read_loose_promise(evened, head, limit)
    return read_loose_motie(evened, head, limit)
