"""What holds for every text: spans, no errors, and work that grows with the text and no faster."""

from __future__ import annotations

import itertools
import re
import sys
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.citations import citation_label, find_citations, normalise_id, page_edges
from ingest.citations.grammar import patterns, replacing
from ingest.citations.law import articles, european

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

_PIECES = [
    "Kamerstuk", "Kamerstukken II ", "2021/22", "2020-2021, ", "35 925", "21501-02", " XVII", ", nr. ", "36", "nrs. 3-5", "Motie ",
    "van der Lee", " c.s.", " over ", "(", ")", "\u00a0", "\n\n", "-\n", "\u00ad", "; ", " en ", "Toezegging aan lid ", "Kamerbrief",
    " t.v.v. ", "36 045-12", " op stuk nr. 3 (", "I/II", " (MvT) en ", "artikel 3:4, ", "tweede lid, ", "Awb ",
    "Richtlijn 2014/24/EU", "PbEU L 119 ", "Stcrt. 2024, 2900", "https://zoek.officielebekendmakingen.nl/", "kst-", "ECLI:NL:", "Aanhangsel Handelingen ", "A", "p. 3", ".",
]  # fmt: skip
_SPACES = st.sampled_from(["", " ", "\u00a0"])
_SUFFIXES = ["XVII", "V", "IIB", "B"]


@st.composite
def references(draw: st.DrawFn) -> tuple[str, str]:
    """A well-formed reference in one of the allowed styles, and its id."""
    dossier = str(draw(st.integers(22000, 36999)))
    suffix = draw(st.sampled_from([None, *_SUFFIXES]))
    number = draw(st.one_of(st.integers(1, 9999).map(str), st.sampled_from(["A", "D", "AB"])))
    label = draw(
        st.sampled_from(["Kamerstuk ", "Kamerstukken II ", "Kamerstukken II 2021/22, ", "kamerstuk\u00a0", ""])
    )
    joint = draw(st.sampled_from(["-", " ", "\u00a0", "\u2011"]))
    nr = draw(st.sampled_from([", nr. ", ", nr.", " nr ", ",\u00a0nr.\u00a0", ", Nr. ", ",\n\nnr. "]))
    middle = draw(_SPACES)
    text = f"{label}{dossier[:2]}{middle}{dossier[2:]}{joint + suffix if suffix else ''}{nr}{number}"
    return text, "-".join(part for part in ("kst", dossier, suffix, number) if part)


@given(references())
def test_any_style_gives_the_same_id(reference: tuple[str, str]) -> None:
    """A well-formed reference parses back to its id, alone, inside a sentence and as a filter."""
    text, expected = reference
    (citation,) = find_citations(f"Zie ({text}). Verder")
    assert (expected, text) == (citation.id, citation.text)
    assert expected == normalise_id(text)


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=40).map("".join))
@settings(max_examples=300)
def test_spans_are_exact(text: str) -> None:
    """Whatever the text: no error, spans inside it in order, and every citation is exactly its slice."""
    found = find_citations(text)
    assert [text[citation.start : citation.end] for citation in found] == [citation.text for citation in found]
    assert sorted((c.start, c.end) for c in found) == [(c.start, c.end) for c in found]
    assert all(citation.text and citation_label(citation) for citation in found)
    apart = sorted({(citation.start, citation.end) for citation in found})
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(apart))


def test_the_pieces_make_citations_that_overlap_nowhere() -> None:
    """What the test above puts together at random does hold references, several with a common span included."""
    pieces = [
        "Kamerstukken II ",
        "2021/22",
        "35 925",
        ", nr. ",
        "36",
        "; ",
        "Kamerstuk",
        "35 925",
        "nrs. 3-5",
        "Stcrt. 2024, 2900",
    ]
    assert set(pieces) <= set(_PIECES)
    assert [citation.id for citation in find_citations(" ".join(pieces))] == [
        "kst-35925-36", "kst-35925-3", "kst-35925-4", "kst-35925-5", "stcrt-2024-2900",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_random_text_never_raises(text: str) -> None:
    """Random characters give citations or none, never an error."""
    assert [citation for citation in find_citations(text) if citation.text not in text] == []


def unbounded(tree: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """The repetitions of a parsed pattern that have no upper bound."""
    for operator, argument in tree:
        if operator in {constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT}:
            if argument[1] is constants.MAXREPEAT:
                yield str(operator)
            yield from unbounded(argument[2])
        elif operator is constants.SUBPATTERN:
            yield from unbounded(argument[3])
        elif operator is constants.BRANCH:
            for branch in argument[1]:
                yield from unbounded(branch)
        elif operator in {constants.ASSERT, constants.ASSERT_NOT}:
            yield from unbounded(argument[1])
        elif operator is constants.GROUPREF_EXISTS:
            for branch in argument[1:]:
                yield from unbounded(branch or [])


_PATTERNS = {
    f"{module.__name__}.{name}": value
    for module in (patterns, replacing, european, articles, page_edges)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
}


@pytest.mark.parametrize("name", _PATTERNS)
def test_every_repetition_is_bounded(name: str) -> None:
    """So the work of a pattern at one place is bounded, and backtracking cannot grow with the text."""
    pattern = _PATTERNS[name]
    assert list(unbounded(parser.parse(pattern.pattern, pattern.flags))) == []


_HOSTILE = {
    "white space": "Kamerstuk" + " " * 30,
    "labels": "Kamerstuk II 2021/22, ",
    "digits": "12 345 ",
    "moties": "motie ",
    "titles": "Motie Xa over ",
    "nested titles": "Motie Aa over de motie ",
    "names": "Motie Aa en Bb, ",
    "hyphenated names": "motie-Aa-van-Bb",
    "particles": "motie van der van der ",
    "list of numbers": "nrs. 1, 2, 3, ",
    "chain": "26485, nr. 1; ",
    "brackets": "(Motie Aa ((",
    "letters": "Kamerbrief met ",
    "promises": "Toezegging van de Minister ",
    "addresses": "https://zoek.officielebekendmakingen.nl/",
    "ids": "kst-kst-",
    "hyphenation": "a-\n",
    "abbreviations": "Motie Aa over a. b. ",
    "proceedings": "Aanhangsel Handelingen II ",
    "gazettes": "Stb. 1990, 1, 2, ",
    "numbers of gazettes": "wet van 3 mei 1990, Stb. ",
    "questions": "vragen van de leden Aa en Bb over ",
    "numbers of promises": "toezegging T0123 T01234 ",
    "parties": "motie van de Aa-Bb ",
    "bare numbers in brackets": "Motie Aa (12345, ",
    "joint dossiers": "Kamerstukken 12 345/12 346/",
}


def count_calls(text: str) -> int:
    """How many functions, built-in ones included, a search calls: work that does not depend on the machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        find_citations(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_work_is_linear_on_hostile_text(piece: str) -> None:
    """Twice the text takes about twice the calls (2.1 for what differs at the ends), where a square would take four."""
    begin = "Kamerstuk 26485, nrs. 1"
    find_citations(begin)  # reads the tables, once
    short, long = (count_calls(begin + piece * times) for times in (400, 800))
    assert 10 * long <= 21 * short
