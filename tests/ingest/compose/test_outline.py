"""Typed blocks -> sections and units, of any format."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.compose.document import compose_document
from ingest.formats.typed_text import NoteMark, Properties, TypedBlock, TypedNote, TypedText
from ingest.language.traced import TracedText
from ingest.metadata import Metadata
from ingest.model import BlockKind, Document, Fact, FactName, Origin, SectionKind

COMPOSE = Path(__file__).parents[3] / "ingest" / "compose"
FORMATS = sorted(path.name for path in (COMPOSE.parent / "formats").iterdir() if (path / "__init__.py").exists())


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **known: object) -> TypedBlock:
    """A block of which every character stands at place 1."""
    return TypedBlock(kind, TracedText.of(text, 1), **known)  # type: ignore[arg-type]


def heading(text: str, level: int, **known: object) -> TypedBlock:
    """A heading."""
    return block(text, BlockKind.HEADING, level=level, **known)


def composed(*blocks: TypedBlock, notes: tuple[TypedNote, ...] = ()) -> Document:
    """The document of these blocks."""
    return compose_document(TypedText(blocks, notes, Properties()), Metadata("nota", "De nota"), "nota.txt", "")


def sections(document: Document) -> list[tuple[int, str, tuple[str, ...]]]:
    """(level, kind, path) of the sections."""
    return [(section.level, section.kind.value, section.path) for section in document.sections]


def test_compose_imports_no_single_format() -> None:
    """What a format is ends with its reader."""
    assert FORMATS == ["exchange", "official", "pdf", "plain", "web", "word"]
    modules = sorted(COMPOSE.glob("*.py"))
    assert len(modules) > 5
    for module in modules:
        source = module.read_text("utf-8")
        assert [name for name in FORMATS if f"ingest.formats.{name}" in source] == [], module.name


def test_a_document_does_not_cite_itself() -> None:
    """Neither in a foot that stayed in the text nor where a reader found its number in feet that it took out."""
    foot = block("Tweede Kamer, vergaderjaar 2021\u20132022, 36 045, nr. 12")
    text = block("Zie 36 045, nr. 12 en 36 045, nr. 11.")
    kept = composed(heading("Een", 1), text, foot, text, foot)
    read = TypedText((heading("Een", 1), text), margins=("2", "Tweede Kamer, vergaderjaar 2021-2022, 36 045, nr. 12"))
    taken = compose_document(read, Metadata("nota", "De nota"), "nota.txt", "")
    known = Metadata("nota", "De nota", facts=(Fact(FactName.NUMBER, "kst-36045-12", Origin.PROPERTIES),))
    stated = compose_document(TypedText((heading("Een", 1), text)), known, "nota.txt", "")
    found = (*kept.citations, *taken.citations, *stated.citations)
    assert [citation.id for citation in found] == ["kst-36045-11"] * 4


def test_levels_make_the_outline() -> None:
    """Gaps between levels are closed; a title that stands alone is not a chapter above the others."""
    document = composed(
        heading("Titel", 1),
        heading("Een", 3),
        block("Tekst."),
        heading("Onder", 9),
        block("Tekst."),
        heading("Twee", 3),
    )
    assert sections(document) == [
        (1, "chapter", ("Titel",)),
        (1, "chapter", ("Een",)),
        (2, "section", ("Een", "Onder")),
        (1, "chapter", ("Twee",)),
    ]


def test_a_known_depth_makes_the_outline_and_keeps_the_levels() -> None:
    """A box of level 3 may stand beside a section of level 3; text after it goes on in the section around it."""
    document = composed(
        heading("Een", 1, depth=1),
        heading("Deel", 3, depth=2),
        block("Tekst.", depth=2),
        heading("Kader", 3, depth=3, section=SectionKind.BOX),
        block("In het kader.", depth=3),
        block("Onderschrift", BlockKind.CAPTION, depth=2),
        block("Citaat.", BlockKind.QUOTE, depth=2, apart=True),
        heading("Ander deel", 2, depth=2),
    )
    assert sections(document) == [
        (1, "chapter", ("Een",)),
        (3, "section", ("Een", "Deel")),
        (3, "box", ("Een", "Deel", "Kader")),
        (2, "section", ("Een", "Ander deel")),
    ]
    assert [block.section for block in document.blocks] == [0, 1, 1, 2, 2, 1, 1, 3]
    assert [(passage.text, passage.section) for passage in document.passages] == [
        ("Deel\n\nTekst.", "Deel"),
        ("Kader\n\nIn het kader.", "Kader"),
        ("Citaat.", "Deel"),
    ]


@pytest.mark.parametrize("blocks", [(block("Tekst."), heading("Kop", 1)), (heading("Kop", 2, depth=2),)])
def test_what_has_no_chapter_stands_in_one_called_after_the_document(blocks: tuple[TypedBlock, ...]) -> None:
    """Text before the first heading, and a heading that its reader knows to stand below one."""
    assert sections(composed(*blocks))[0] == (1, "chapter", ("De nota",))


def test_captions_follow_the_text_of_their_section() -> None:
    """Where the outline follows from the levels, what stands under a picture does not interrupt the text."""
    document = composed(block("Een."), block("Foto", BlockKind.CAPTION), block("Twee."), heading("Kop", 1))
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Een.", "Twee.", "Foto", "Kop"]
    assert [passage.text for passage in document.passages] == ["Een.\n\nTwee."]


@pytest.mark.parametrize(
    ("apart", "passages"),
    [
        (None, ["Kop\n\nVoor.", "Citaat.", "Na."]),
        (True, ["Kop\n\nVoor.", "Citaat.", "Na."]),
        (False, ["Kop\n\nVoor.\n\nCitaat.\n\nNa."]),
    ],
)
def test_a_quote_stands_apart_unless_its_reader_says_not(apart: bool | None, passages: list[str]) -> None:  # noqa: FBT001
    """None is what its kind asks."""
    document = composed(heading("Kop", 1), block("Voor."), block("Citaat.", BlockKind.QUOTE, apart=apart), block("Na."))
    assert [passage.text for passage in document.passages] == passages


@pytest.mark.parametrize(("apart", "passages"), [(None, ["Kop\n\nCitaat."]), (True, ["Citaat."])])
def test_the_heading_above_goes_with_a_quote_that_is_not_alone(apart: bool | None, passages: list[str]) -> None:  # noqa: FBT001
    """A quote that is the first of its section."""
    document = composed(heading("Kop", 1), block("Citaat.", BlockKind.QUOTE, apart=apart))
    assert [passage.text for passage in document.passages] == passages


def test_a_list_of_names_is_one_sentence_with_the_heading_of_its_group() -> None:
    """A heading that is not apart opens a section, but no new passage; a mark in the list is tied to all of it."""
    document = composed(
        heading("Landen", 1, depth=1, section=SectionKind.LIST),
        heading("Afrika", 2, depth=2, section=SectionKind.LIST, apart=False),
        block("Mali\nNiger", BlockKind.LIST, depth=2, one_sentence=True, marks=(NoteMark(4, "n"),)),
        notes=(TypedNote("n", "1", TracedText.of("Zie de nota.", 2)),),
    )
    first = document.passages[0]
    assert (first.text, first.section) == ("Landen\n\nAfrika\n\nMali\nNiger", "Landen")
    assert [document.text[slice(*span)] for span in first.sentences] == ["Afrika\n\nMali\nNiger"]
    note = document.footnotes[0]
    assert document.text[note.anchor_start : note.anchor_end] == "Mali\nNiger"
