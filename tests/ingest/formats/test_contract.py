"""What every reader returns, whatever the format: typed blocks, notes and properties."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from odfdo import Paragraph
from pdf_factories import Sheet, write_pdf
from publication_factories import kamerstuk
from word_factories import make_docx, make_odt, paragraph

from ingest.formats.options import ReadOptions
from ingest.formats.registry import READERS
from ingest.formats.typed_text import TypedBlock, TypedText
from ingest.model import BlockKind

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio."


def written(path: Path) -> Path:
    """A file of this name that holds TEXT in the format that its suffix names."""
    match path.suffix:
        case ".pdf":
            return write_pdf(path, Sheet().show(50, 700, TEXT))
        case ".docx" | ".docm":
            return make_docx(path, paragraph(TEXT))
        case ".xml":
            path.write_text(kamerstuk(f"<al>{TEXT}</al>"), "utf-8")
        case ".html" | ".htm" | ".xhtml":
            path.write_text(f"<html><body><p>{TEXT}</p></body></html>", "utf-8")
        case ".odt":
            return make_odt(path, Paragraph(TEXT))
        case ".rtf":
            path.write_text(f"{{\\rtf1\\ansi\\ansicpg1252 {TEXT}\\par}}", "ascii")
        case ".eml":
            path.write_text(f"From: a@example.nl\nSubject: Water\n\n{TEXT}\n", "ascii")
        case ".md" | ".markdown":
            path.write_text(f"# Water\n\n{TEXT}\n", "utf-8")
        case _:
            path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_reader_returns_typed_text(suffix: str, tmp_path: Path) -> None:
    """One product from every reader; each character of each block has a place from 1 on."""
    path = written(tmp_path / f"nota{suffix}")
    read = import_module(f"ingest.formats.{READERS[suffix]}").read(path, ReadOptions())
    assert type(read) is TypedText
    assert {type(block) for block in read.blocks} == {TypedBlock}
    assert TEXT in [block.text.text for block in read.blocks if block.kind is BlockKind.PARAGRAPH]
    for block in read.blocks:
        assert len(block.text.places) == len(block.text.text)
        assert min(block.text.places) > 0


def test_text_called_markdown_returns_typed_text_too(tmp_path: Path) -> None:
    """A file without a sign of Markdown is read as plain text, by the same contract."""
    path = tmp_path / "nota.md"
    path.write_text(TEXT, "utf-8")
    read = import_module("ingest.formats.plain.markdown").read(path, ReadOptions())
    assert [(block.kind, block.text.text, block.depth) for block in read.blocks] == [(BlockKind.PARAGRAPH, TEXT, 1)]
