"""Openings of papers, made of lines, for the tests of what a paper says about itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.formats.typed_text import Headline, Properties, TypedBlock, TypedText
from ingest.imprint.opening import opening_of
from ingest.imprint.reading import metadata_of
from ingest.language.traced import TracedText
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.imprint.opening import Opening
    from ingest.metadata import Metadata

PROSE = (
    "In deze brief staat hoe de gemeenten in de komende jaren met de provincies samenwerken aan wegen en bruggen, en wat "
    "dat voor de bewoners van de regio betekent in de tijd die daarvoor nodig is."
)


def paper(*lines: str, margins: tuple[str, ...] = (), headlines: tuple[Headline, ...] = (), **stated: str) -> TypedText:
    """A text of these paragraphs; one that begins with "# " is a heading. ``stated``: properties of the file."""
    blocks = tuple(
        TypedBlock(BlockKind.HEADING, TracedText.of(line[2:], n), level=1)
        if line.startswith("# ")
        else TypedBlock(BlockKind.PARAGRAPH, TracedText.of(line, n))
        for n, line in enumerate(lines, 1)
    )
    return TypedText(blocks, properties=Properties(headlines=headlines, **stated), margins=margins)  # type: ignore[arg-type]


def opening(*lines: str, margins: tuple[str, ...] = ()) -> Opening:
    """The opening of a text of these paragraphs."""
    return opening_of(paper(*lines, margins=margins))


def metadata(read: TypedText, name: str = "stuk.pdf") -> Metadata:
    """What is known of a text that was read from a file of this name."""
    return metadata_of(Path(name), read, None)


def facts(read: TypedText, name: str = "stuk.pdf") -> dict[str, tuple[str, str]]:
    """Name of each fact -> its value and where it was read."""
    return {str(fact.name): (fact.value, str(fact.origin)) for fact in metadata(read, name).facts}
