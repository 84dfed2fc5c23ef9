"""The seed texts as they are: gold rows, golden outline, invariants."""

from __future__ import annotations

import hashlib
import itertools
import re
import tomllib

import pytest
from seed_gold import GOLD, SEEDS, gold

from ingest.model import BlockKind, Document

DOCUMENTS = ("bhos-2022", "bho-2024")


@pytest.mark.parametrize("row", gold("footnotes.dev.jsonl"), ids=lambda row: str(row["number"]))
def test_footnote_text_and_anchor(row: dict, bhos: Document) -> None:
    """The note's full text, the sentence that carries it, and that sentence in the passage that carries the note."""
    note = next(n for n in bhos.footnotes if n.number == row["number"])
    anchor = bhos.text[note.anchor_start : note.anchor_end]
    section = bhos.sections[note.section]
    assert row["text"] == note.text
    assert row["anchor_clean"] == anchor
    # The gold names some chapters by the first word of their title.
    assert section.chapter == row["chapter"] or section.chapter.startswith(row["chapter"] + ":")
    assert row["section"] is None or row["section"] == section.title
    carrying = [p for p in bhos.passages if note in p.footnotes and p.kind is not BlockKind.FOOTNOTE]
    assert len(carrying) == 1
    assert anchor in carrying[0].text


def test_no_footnote_is_lost(bhos: Document) -> None:
    """All 74 notes, each with its marker, in rising order in the text."""
    assert [note.number for note in bhos.footnotes] == list(range(1, 75))
    markers = {note.number: note.marker for note in bhos.footnotes}
    assert None not in markers.values()
    # Note 40, 68, 72 and 73 hang on lists and on the text beside them; lists follow their section's own text.
    running = [n for n in range(1, 75) if n not in (40, 68, 69, 70, 71, 72, 73, 74)]
    boxed = [n for n in running if bhos.sections[next(f.section for f in bhos.footnotes if f.number == n)].level < 3]
    assert [markers[n] for n in boxed] == sorted(markers[n] or 0 for n in boxed)


@pytest.mark.parametrize("row", gold("citations.dev.jsonl"), ids=lambda row: f"{row['footnote']}-{row['canonical_id']}")
def test_citation(row: dict, bhos: Document) -> None:
    """Id, kind, submitters, session year and likely id of each gold citation, in the note it stands in."""
    found = [
        c
        for c in bhos.citations
        if (c.footnote, c.kind.value, c.id) == (row["footnote"], row["kind"], row["canonical_id"])
    ]
    assert [(list(c.submitters), c.session_year, c.cosigned, c.title, c.likely_id) for c in found] == [
        (row["submitters"], row["session_year"], row["cosigned"], row["title"], row["likely_intended_id"])
    ]


@pytest.mark.parametrize("row", gold("sections.dev.jsonl"), ids=lambda row: f"{row['doc']}-{row['line']}")
def test_heading_and_its_chapter(row: dict, seeds: dict[str, Document]) -> None:
    """Every heading is found, at its line, in the chapter that began last."""
    document = seeds[row["doc"]]
    rows = [
        r for r in gold("sections.dev.jsonl") if r["doc"] == row["doc"] and r["level"] == 1 and r["line"] <= row["line"]
    ]
    chapter = rows[-1]["title"]
    if row["title"] == "Handelsbeleid: voor het Nederlandse verdienvermogen":
        # Printed twice: on the chapter's title page and above its text. It is one chapter.
        assert document.sections[_at(document, 713)].title == f"Hoofdstuk 1 {row['title']}"
        return
    section = next(s for s in document.sections if s.title == row["title"] and s.place == row["line"])
    assert section.chapter in (chapter, f"Hoofdstuk 1 {chapter}")


def _at(document: Document, line: int) -> int:
    return next(section.index for section in document.sections if section.place == line)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_outline_equals_the_golden_file(name: str, seeds: dict[str, Document], request: pytest.FixtureRequest) -> None:
    """The whole outline, read by a person against the source; changed only with --update-golden."""
    outline = "".join(
        f"{'  ' * (len(s.path) - 1)}{s.title} | {s.kind.value} | line {s.place} | page {s.page} | SDG {list(s.sdgs)}\n"
        for s in seeds[name].sections
    )
    path = GOLD / f"outline.{name}.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(outline, "utf-8")
    assert outline == path.read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_passage_text_equals_its_span(name: str, seeds: dict[str, Document]) -> None:
    """Passages, notes, sentences and citations are slices of the document's text."""
    document = seeds[name]
    assert document.passages
    assert document.citations
    assert bool(document.footnotes) is (name == "bhos-2022")  # the annual report has none
    for passage in document.passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert all(passage.start <= a < b <= passage.end for a, b in passage.sentences)
        assert passage.sentences
    for note in document.footnotes:
        assert note.text == document.text[note.start : note.end]
    for citation in document.citations:
        assert citation.text == document.text[citation.start : citation.end]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_passage_runs_across_a_chapter(name: str, seeds: dict[str, Document]) -> None:
    """All blocks of a passage stand in its chapter."""
    document = seeds[name]
    assert (len({passage.chapter for passage in document.passages}) > 1) is (name == "bhos-2022")  # the other has one
    for passage in document.passages:
        if passage.kind is BlockKind.FOOTNOTE:
            continue
        blocks = [b for b in document.blocks if b.start < passage.end and b.end > passage.start]
        assert {document.sections[b.section].chapter for b in blocks} == {passage.chapter}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_passages_do_not_overlap_and_leave_nothing_out(name: str, seeds: dict[str, Document]) -> None:
    """Every paragraph, list, table, quote and note is in exactly one passage."""
    document = seeds[name]
    spans = sorted((p.start, p.end) for p in document.passages)
    assert len(spans) > 1
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    covered = sum(len(document.text[a:b].split()) for a, b in spans)
    left_out = (BlockKind.HEADING, BlockKind.PULL_QUOTE, BlockKind.CAPTION)
    body = sum(len(document.text[b.start : b.end].split()) for b in document.blocks if b.kind not in left_out)
    headings = sum(
        len(document.text[b.start : b.end].split())
        for b in document.blocks
        if b.kind is BlockKind.HEADING and any(s <= b.start < e for s, e in spans)
    )
    assert covered == body + headings


def test_no_marker_is_left_in_the_text(bhos: Document) -> None:
    """Letters with a number glued to them are names (SDG13, COP26, D2B), nothing else."""
    glued = set(re.findall(r"\b[^\W\d_]+\d+\b", bhos.text))
    assert {"SDG13", "COP26"} <= glued
    assert {word for word in glued if not re.fullmatch(r"SDG\d+|COP26", word)} == set()


def test_page_numbers_fit_the_two_printed_ones(bhos: Document) -> None:
    """25 and 35 are printed; the climate section between them stands on page 33."""
    pages = {section.title: section.page for section in bhos.sections}
    assert pages["Klimaatactie (SDG13)"] == 33
    assert pages["Gelijk IMVO-speelveld"] == 25
    assert pages["De mondiale gezondheidsstrategie"] == 35


def test_catalog_describes_the_seed_files() -> None:
    """The checksums in the catalog are those of the files that ship."""
    entries = tomllib.loads((SEEDS / "catalog.toml").read_text("utf-8"))["document"]
    assert {entry["file"] for entry in entries} == {file.name for file in SEEDS.glob("*.txt")}
    for entry in entries:
        assert entry["sha256"] == hashlib.sha256((SEEDS / entry["file"]).read_bytes()).hexdigest()
