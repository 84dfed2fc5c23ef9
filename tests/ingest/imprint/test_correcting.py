"""What a user corrects of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.imprint.correcting import corrected, corrected_facts
from ingest.model import Fact, FactName, Origin
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "De gemeenten bouwen in de komende jaren samen met de provincies bruggen over de rivier, en dat kost veel geld.\n"
)


def test_text_without_a_heading_stands_under_the_new_title(tmp_path: Path) -> None:
    """It was called after the file; the spans of its passages stay right."""
    (tmp_path / "brief.txt").write_text(TEXT, "utf-8")
    document = corrected(read_document(tmp_path / "brief.txt"), {FactName.TITLE: "De brug", FactName.DATE: "2019-05"})
    assert (document.title, document.date, document.year) == ("De brug", "2019-05", 2019)
    assert [(section.title, section.path) for section in document.sections] == [("De brug", ("De brug",))]
    assert {(each.chapter, each.section_path) for each in document.passages} == {("De brug", ("De brug",))}
    assert all(each.text == document.text[each.start : each.end] for each in document.passages)


def test_a_printed_heading_stays_as_it_is(tmp_path: Path) -> None:
    """Also where the title was read in it; taking the correction back gives what was read."""
    (tmp_path / "brief.md").write_text(f"# Bruggen\n\n{TEXT}\n\n## Geld\n\n{TEXT}", "utf-8")
    read = read_document(tmp_path / "brief.md")
    changed = corrected(read, {FactName.TITLE: "De brug", FactName.KIND: "nota"})
    assert (changed.title, changed.kind, changed.sections) == ("De brug", "nota", read.sections)
    assert corrected(changed, {}, [FactName.TITLE, FactName.KIND]) == read


def test_facts_show_who_said_so() -> None:
    """In one order, whichever was corrected."""
    read = (Fact(FactName.TITLE, "Brug", Origin.COVER), Fact(FactName.KIND, "nota", Origin.TEXT))
    assert corrected_facts(read, {FactName.DATE: "2019", FactName.TITLE: "De brug"}) == (
        Fact(FactName.TITLE, "De brug", Origin.USER),
        Fact(FactName.DATE, "2019", Origin.USER),
        Fact(FactName.KIND, "nota", Origin.TEXT),
    )
