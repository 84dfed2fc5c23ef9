"""A document on its way from the process that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from publication_factories import KAMERVRAGEN, kamerstuk, note
from word_factories import make_docx, paragraph

from ingest.codec import decode, encode
from ingest.model import Document
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.process.pool import Readers

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio.\n"


def _written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("make", [
    lambda folder: _written(folder / "a.xml", kamerstuk(f"<al>Zie {note('2', 'Motie Kuzu (Kamerstuk 36045, nr. 53).')} SDG 6.</al>")),
    lambda folder: _written(folder / "b.xml", KAMERVRAGEN),
    lambda folder: make_docx(folder / "c.docx", paragraph("Inleiding", style="Kop1"), paragraph(TEXT)),
])  # fmt: skip
def test_a_document_arrives_as_it_was_sent(make: Callable[[Path], Path], tmp_path: Path, guarded: Readers) -> None:
    """Every field survives the way between the processes."""
    path = make(tmp_path)
    document = read_document(path)
    assert decode(encode(document), Document) == document
    assert guarded.read(path, document.id) == document


@pytest.mark.parametrize("text", ["[]", "null", "{}", '["x"]', "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]"])
def test_what_is_no_document_is_refused(text: str) -> None:
    """A process that a file took over can send no more than wrong values, and those are noticed."""
    with pytest.raises(ValueError, match=r"Expected `object`|missing required"):
        decode(text, Document)
