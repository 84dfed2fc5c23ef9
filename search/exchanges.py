"""Questions and the answers to them, in papers that answer Kamervragen: which question a passage answers.

Ingestion heads what is asked "Vraag 3" and what answers it "Antwoord op vraag 3" (ingest.formats.questions). An answer
often does not repeat what was asked ("Deze cijfers worden niet landelijk bijgehouden."), so it can neither be found nor
understood without its question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.model import BlockKind
from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Passage

_ASKING = frozenset(("vraag", "vragen"))
_ANSWERING = frozenset(("antwoord", "antwoorden", "beantwoording"))
_BETWEEN = frozenset(("gezamenlijk", "gezamenlijke", "op", "bij", "van", "de", "en", "nr", "nrs", "nummer", "nummers"))
_NUMBERS = re.compile(r"(\d{1,3})([a-z]?)\b(?:\s*(?:t/m|tot en met|–|-)\s*(\d{1,3})\b)?")
_MOST_NUMBERS = 60  # that one heading names


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an exchange, by its heading. ``numbers``: of its questions, none where the heading names none."""

    asks: bool
    numbers: frozenset[str]


@lru_cache(maxsize=8192)
def part_of(section: str) -> Part | None:
    """Return which part of an exchange stands under a heading; None where it heads something else.

    >>> sorted(part_of("Antwoord op vragen 2, 4 t/m 6").numbers)
    ['2', '4', '5', '6']
    """
    folded = fold(section)
    named = set(re.findall(r"[^\W\d_]+", _NUMBERS.sub(" ", folded)))
    if not named & (_ASKING | _ANSWERING) or not named <= _ASKING | _ANSWERING | _BETWEEN:
        return None
    numbers: set[str] = set()
    for first, letter, last in _NUMBERS.findall(folded):
        numbers.add(first + letter)
        if last and not letter:
            numbers.update(map(str, range(int(first), min(int(last), int(first) + _MOST_NUMBERS) + 1)))
    return Part(asks=not named & _ANSWERING, numbers=frozenset(numbers))


def asked_before(passage: Passage, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages that ask what this one answers, in order; none for one that answers nothing.

    ``passages``: of the same document, in order. Where a number comes back, the nearest before counts.
    """
    part = _answering(passage)
    if part is None:
        return []
    found: list[Passage] = []
    missing = set(part.numbers)
    open_ = False  # whether the passage behind asks the same
    for each in reversed([other for other in passages if other.ordinal < passage.ordinal]):
        asking = _asking(each)
        if asking is not None and (
            (open_ and each.section == found[-1].section)
            or asking.numbers & missing
            or not (part.numbers or found)  # without a number: what was asked last
        ):
            found.append(each)
            missing -= asking.numbers
            open_ = True
        elif found and not missing:
            break
        else:
            open_ = False
    return found[::-1]


def answered_behind(passage: Passage, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages that answer what this one asks, in order; none for one that asks nothing.

    ``passages``: of the same document, in order. Only the nearest answer counts.
    """
    part = _asking(passage)
    if part is None:
        return []
    found: list[Passage] = []
    for each in passages:
        if each.ordinal <= passage.ordinal:
            continue
        answering = _answering(each)
        if found and each.section != found[0].section:
            break
        if answering is not None and (answering.numbers & part.numbers or not (answering.numbers and part.numbers)):
            found.append(each)
    return found


def question_text(asking: Iterable[Passage]) -> str:
    """Return what passages ask, without their headings."""
    return " ".join(" ".join(_without_heading(each).split()) for each in asking)


def _without_heading(passage: Passage) -> str:
    return passage.text.removeprefix(passage.section).lstrip(" .:\n")


def _asking(passage: Passage) -> Part | None:
    part = part_of(passage.section)
    return None if part is None or not part.asks or passage.kind is BlockKind.FOOTNOTE else part


def _answering(passage: Passage) -> Part | None:
    part = part_of(passage.section)
    return None if part is None or part.asks or passage.kind is BlockKind.FOOTNOTE else part
