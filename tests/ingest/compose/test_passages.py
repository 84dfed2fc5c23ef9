"""Sections split into passages."""

from __future__ import annotations

from ingest.compose.passages import MAX_WORDS, MERGED_WORDS, MIN_WORDS, split_unit
from ingest.model import Block, BlockKind

SENTENCE = "Dit is een zin van precies tien woorden, niet meer. "


def unit(*paragraphs: int, heading: str = "") -> tuple[str, list[Block]]:
    """A unit with paragraphs of so many ten-word sentences, below a heading if one is given."""
    texts = ([heading] if heading else []) + [(SENTENCE * count).strip() for count in paragraphs]
    blocks = []
    start = 0
    for index, text in enumerate(texts):
        kind = BlockKind.HEADING if heading and not index else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, start + len(text), 0, None, 1))
        start += len(text) + 2
    return "\n\n".join(texts), blocks


def words(*paragraphs: int, heading: str = "") -> list[int]:
    """The lengths in words of the passages of such a unit."""
    text, blocks = unit(*paragraphs, heading=heading)
    return [len(text[a:b].split()) for a, b in split_unit(text, blocks)]


def test_a_short_unit_is_one_passage() -> None:
    """Up to MAX_WORDS nothing is split."""
    assert words(8, 8) == [160] == [MAX_WORDS]


def test_a_long_unit_is_split_between_paragraphs() -> None:
    """Paragraphs stay whole where they fit."""
    assert words(10, 10, 10) == [100, 100, 100]


def test_a_long_paragraph_is_split_between_sentences() -> None:
    """Every passage ends with a whole sentence."""
    text, blocks = unit(40)
    pieces = [text[a:b] for a, b in split_unit(text, blocks)]
    assert all(piece.endswith("meer.") and piece.startswith("Dit") for piece in pieces)
    assert sum(len(piece.split()) for piece in pieces) == 400


def test_a_short_rest_joins_its_neighbour() -> None:
    """No passage is shorter than MIN_WORDS if a neighbour can take it in."""
    assert words(10, 9, 2) == [100, 110]
    assert words(16, 3) == [190]
    assert MIN_WORDS > 30
    assert MERGED_WORDS >= 190


def test_a_heading_stays_with_its_text() -> None:
    """The first passage of a section begins with its heading, also when its first paragraph is long."""
    text, blocks = unit(30, heading="Klimaatactie")
    first = split_unit(text, blocks)[0]
    assert text[slice(*first)].startswith("Klimaatactie\n\nDit is een zin")


def test_a_sentence_without_end_is_cut_at_words() -> None:
    """Text without full stops is split all the same, and nothing is lost."""
    text = "woord " * 500
    blocks = [Block(BlockKind.PARAGRAPH, 0, len(text), 0, None, 1)]
    spans = split_unit(text, blocks)
    assert max(len(text[a:b].split()) for a, b in spans) <= MERGED_WORDS
    assert sum(len(text[a:b].split()) for a, b in spans) == 500
