"""Words of a document as HTML: paragraphs, lists, tables, and what is marked in them."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from search.ask.highlights import find_terms
from search.dutch.terms import terms
from ui.web.pages.prose import Marks, paragraphs


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("a\nb", Marks(), "<p>a</p><p>b</p>"),
        ("• een\n• twee\nslot", Marks(), "<ul><li>een</li><li>twee</li></ul><p>slot</p>"),
        # A sentence over two lines is marked on both, and nothing between them is lost.
        ("a. b\nc. d", Marks(((3, 7),)), "<p>a. <mark>b</mark></p><p><mark>c.</mark> d</p>"),
        ("• een twee", Marks((), ((6, 10),)), "<ul><li>een <b>twee</b></li></ul>"),
        # Two marks that touch, and one in the middle of the other.
        ("ab cd", Marks(((0, 5),), ((0, 2), (3, 5))), "<p><mark><b>ab</b> <b>cd</b></mark></p>"),
        ("a < b", Marks(((0, 3),)), "<p><mark>a &lt;</mark> b</p>"),
        ("ab", Marks(notes=((2, Markup("<sup>1</sup>")),)), "<p>ab<sup>1</sup></p>"),
    ],
)
def test_a_text_is_shown_as_what_it_is(text: str, marks: Marks, expected: str) -> None:
    """Each line by its kind, with its own part of the marks."""
    assert paragraphs(text, marks) == expected


def test_rows_become_a_table() -> None:
    """Lines of cells stand under each other; a mark stays within its cell."""
    html = paragraphs("land | 2024\nKenia | 5", Marks((), ((12, 17), (20, 21))))
    assert "<tr><td>land</td><td>2024</td></tr><tr><td><b>Kenia</b></td><td><b>5</b></td></tr>" in html


def test_empty_cells_keep_their_place() -> None:
    """At the beginning of a row, in the middle and at the end; no bar is shown, no note is lost."""
    notes = ((1, Markup("<sup>1</sup>")), (4, Markup("<sup>2</sup>")), (9, Markup("<sup>3</sup>")))
    html = paragraphs("a | | c |\n| b | d", Marks(notes=(*notes, (16, Markup("<sup>4</sup>")))))
    first = "<td>a<sup>1</sup></td><td><sup>2</sup></td><td>c</td><td><sup>3</sup></td>"
    assert f"<tr>{first}</tr><tr><td></td><td>b</td><td><sup>4</sup>d</td></tr>" in html
    assert paragraphs("of | niet", Marks()) != paragraphs("of|niet", Marks()) == "<p>of|niet</p>"


def test_titles_above_are_not_repeated() -> None:
    """Headings at the top of a passage are left out, further down they are text like any other."""
    assert paragraphs("Water\n\nNat.\nWater", Marks(), ("Hoofdstuk", "Water")) == "<p>Nat.</p><p>Water</p>"


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("Water en lucht.", "aarde", []),
        ("in Oekraïne, nu", "OEKRAINE", ["Oekraïne"]),
        ("EUR 1,8 miljard", "1,8", ["1,8"]),
        ("publiek-private hulp", "publiek", ["publiek-private"]),
        ("doelen", "doel", ["doelen"]),
    ],
)
def test_words_are_found_as_printed(text: str, asked: str, expected: list[str]) -> None:
    """By their terms, whatever accents, signs, endings and hyphens they are printed with."""
    assert [text[start:end] for start, end in find_terms(text, set(terms(asked)))] == expected
