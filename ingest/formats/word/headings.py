"""Which paragraphs of a Word file are headings: by their style, else as questions and answers, else by their looks.

Many letters are written without any style: headings are then short paragraphs that are bold or italic as a
whole. Answers to Kamervragen are such letters; there only lines such as "Vraag 1" and "Antwoord op vraag 1" divide it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.formats.inline import Inline
from ingest.formats.kamervragen import is_question_heading, run_in_heading
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.formats.word.body import BodyBlock

_TITLE_STYLES = frozenset({"title", "titel"})
_MOST_WORDS_STYLED = 60  # a longer paragraph in a heading's style is text, numbered as articles are
_MOST_WORDS_LOOKS = 16
_MOST_WORDS_TITLE = 80
_TITLE, _STYLED, _LOOKS, _QUESTION = 1, 2, 20, 60  # where the levels of each sort of heading begin
_ENDS = re.compile(r"[.,;!?]$")


def with_headings(paragraphs: Sequence[BodyBlock]) -> list[BodyBlock]:
    """The paragraphs, those that are headings with their level."""
    parts = list(_without_breaks(paragraphs))
    asked = [_is_question(part) for part in parts]
    styled = [_styled(part) for part in parts]
    if any(asked):
        merged = _titled(parts, asked, styled)
        return [
            replace(part, kind=BlockKind.HEADING, level=_QUESTION) if is_asked else _levelled(part, level)
            for part, is_asked, level in merged
        ]
    if sum(level is not None and level > _TITLE for level in styled) < 2:  # noqa: PLR2004 - one is not an outline
        styled = [level or looked for level, looked in zip(styled, _looks(parts), strict=True)]
    return [_levelled(part, level) for part, level in zip(parts, styled, strict=True)]


def _levelled(part: BodyBlock, level: int | None) -> BodyBlock:
    return part if level is None else replace(part, kind=BlockKind.HEADING, level=level)


def _without_breaks(paragraphs: Iterable[BodyBlock]) -> Iterator[BodyBlock]:
    """The paragraphs, cut where a line break or a colon sets a question's number apart from the question."""
    for part in paragraphs:
        if part.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST):
            yield part
            continue
        lines = list(part.text.lines())
        whole = f"{part.label.strip()} {part.text.text}".strip()
        end = run_in_heading(whole)
        if any(is_question_heading(line.text) for line in lines):
            yield from (replace(part, text=line) for line in lines)
        elif end and end > len(part.label.strip()):
            text = Inline()
            text.add(whole[:end].rstrip(" .:)–-"))
            cut = end - (len(whole) - len(part.text.text))
            yield replace(part, text=text, label="", kind=BlockKind.PARAGRAPH)
            yield replace(part, text=part.text.after(cut), label="", kind=BlockKind.PARAGRAPH)
        else:
            yield part


def _is_question(part: BodyBlock) -> bool:
    return part.kind in (BlockKind.PARAGRAPH, BlockKind.LIST) and is_question_heading(
        f"{part.label.strip()} {part.text.text.strip()}"
    )


def _styled(part: BodyBlock) -> int | None:
    """The level that a paragraph's style gives it; None for running text."""
    if part.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST) or part.text.empty:
        return None
    words = len(part.text.text.split())
    if part.style.name.lower() in _TITLE_STYLES and words <= _MOST_WORDS_TITLE:
        return _TITLE
    long = words > _MOST_WORDS_STYLED or (words > _MOST_WORDS_LOOKS and part.text.text.rstrip().endswith((".", ";")))
    return None if part.style.outline is None or long else _STYLED + part.style.outline


def _titled(
    parts: Sequence[BodyBlock], asked: Sequence[bool], styled: Sequence[int | None]
) -> Iterator[tuple[BodyBlock, bool, int | None]]:
    """The parts with whether they are questions; bold lines right before the first question are the title."""
    first = list(asked).index(True)
    start = first
    while (
        start and parts[start - 1].bold and parts[start - 1].kind is BlockKind.PARAGRAPH and styled[start - 1] is None
    ):
        start -= 1
    words = sum(len(part.text.text.split()) for part in parts[start:first])
    if not words or words > _MOST_WORDS_TITLE:
        start = first
    for at, part in enumerate(parts):
        if at == start < first:
            text = Inline()
            text.text = " ".join(each.text.text.strip() for each in parts[start:first])
            yield replace(part, text=text, section=SectionKind.CHAPTER), False, _TITLE
        elif not start <= at < first:
            yield part, asked[at], styled[at]


def _looks(parts: Sequence[BodyBlock]) -> Iterator[int | None]:
    """Levels by size, then bold before italic; running text is what most characters are set in."""
    sizes: dict[int, int] = {}
    for part in parts:
        if part.kind in (BlockKind.PARAGRAPH, BlockKind.LIST):
            sizes[part.style.size] = sizes.get(part.style.size, 0) + len(part.text.text)
    body = max(sizes, key=lambda size: sizes[size], default=20)
    for at, part in enumerate(parts):
        following = next((each for each in parts[at + 1 :][:3] if each.kind is not BlockKind.CAPTION), None)
        yield _look(part, body) if following is not None else None


def _look(part: BodyBlock, body: int) -> int | None:
    text = part.text.text.strip()
    larger = part.style.size > body + 1
    if (
        part.kind is not BlockKind.PARAGRAPH
        or not (larger or part.bold or part.italic)
        or "\n" in text
        or len(text.split()) > _MOST_WORDS_LOOKS
        or (not text[:1].isupper() and not text[:1].isdigit())
        or _ENDS.search(text)
        or part.style.size < body
    ):
        return None
    rank = min(15, max(0, 15 - (part.style.size - body) // 2)) * 2
    return _LOOKS + rank + (0 if part.bold or larger else 1)
