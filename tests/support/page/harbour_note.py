"""A policy note as PDF, for the tests of reading it: three pages, a sentence that answers on the second, and a note."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pdf_factories import WORDS, Sheet, wrapped, write_pdf

from search import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "De zeehaven van Delfzijl krijgt in 2031 een kade voor waterstof van 45 miljoen euro."
QUESTION = "hoeveel kost de kade voor waterstof in Delfzijl"
NAME = "havennota"


def write_note(path: Path) -> Path:
    """Write the note; its pages print their numbers, 11 to 13."""
    filler = wrapped(WORDS * 4, 70)
    return write_pdf(
        path,
        _page(11).show(50, 780, "1 Inleiding", 16, "B").column(50, 740, filler).column(50, 500, filler),
        _page(12)
        .show(50, 780, "2 Havens", 16, "B")
        .column(50, 740, filler)
        .noted(50, 560, "De kade is een wens van de Kamer.", "1")
        .column(50, 548, wrapped(f"{SENTENCE} {WORDS * 3}", 70))
        .note(90, "1", "Kamerstukken II 2021/22, 35925, nr. 36"),
        _page(13).show(50, 780, "3 Slot", 16, "B").column(50, 740, filler),
    )


def _page(number: int) -> Sheet:
    return Sheet().show(290, 40, str(number), 9)


def add_note(seeds: Path, folder: Path) -> Path:
    """Return the folder of a knowledge base with the seeds and the note, whose file stands beside it."""
    kb = shutil.copytree(seeds, folder / "kb")
    with KnowledgeBase.open(kb) as base:
        base.add(write_note(folder / f"{NAME}.pdf"))
        base.search("water")  # the vector files are made now, not while a test waits
    return kb
