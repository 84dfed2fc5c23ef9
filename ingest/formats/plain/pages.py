"""Lines of extracted text -> pages: where a page begins, its running foot, the number printed on it.

Text that was taken out of a PDF by an extractor has no page marks; the sign is that a page's first line begins with
one space and follows the last line of the page before without a blank line. Lines inside a paragraph sometimes begin
with a space too, so the line before must look like the end of a page. Form feeds, where there are any, decide alone.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from ingest.formats.plain.notes import NoteCounter

CHAPTER_WORD = re.compile(
    r"^(?:(?:Hoofdstuk|Deel|Bijlage|Bijlagen|Annex)(?:\s+(?:\d+|[IVXLC]+|[A-Z]))?|Samenvatting|Inleiding|Voorwoord"
    r"|Ten geleide|Leeswijzer|Conclusies?|Nawoord|Slotwoord|Tot slot|Afkortingen|Begrippenlijst|Literatuur)"
    r"\s*(?:[:.]|$)"
)
CREDIT = re.compile(r"^\s*(?:Foto|Beeld|Fotografie|Illustratie)(?::|\s+(?=[A-Z]))")
ATTRIBUTION = re.compile(r"^(?:\s{3,}\S|\s*Bron:)")
NUMBERED = re.compile(r"^\s?\d{1,2}  +(?=[A-Z])")  # "2  Effectief inzetten": a heading's number stands further off
CLOSED = re.compile(r"[.!?:…][”’»\"')\]]*[\s\d,]*$")  # ends a sentence; footnote markers may follow
BULLET = re.compile(r"^\s*(?:[•▪◦‣●]\s*|[-–]\s+(?=\S)|\d{1,2}\.\s+(?=[A-Z]))")
_TRAILING_MARKERS = re.compile(r"(?<=[^\W\d_)])\d{1,3}(?:,\s?\d{1,3})*$")
_FOOT = re.compile(r"^\s*(?P<text>\S.{8,90}?\S)\s+(?P<label>\d{1,4})\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source as printed; ``number`` is 1-based."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text.strip()

    @property
    def bare(self) -> str:
        """Without white space at the ends, no-break spaces as spaces."""
        return self.text.replace("\xa0", " ").strip()


@dataclass(slots=True)
class Page:
    """A page's paragraphs of lines (separated by blank lines) and the number printed on it, if known."""

    ordinal: int
    blocks: list[list[Line]] = field(default_factory=list)
    label: int | None = None


def full_line(lines: list[Line]) -> int:
    """The length of a full line among these, in characters: nine in ten are no longer."""
    lengths = sorted(len(line.bare) for line in lines)
    return lengths[min(len(lengths) - 1, int(len(lengths) * 0.9))]


def split_pages(lines: list[Line]) -> list[Page]:
    """The pages in order. Running feet are taken out; labels are filled in where they can be known."""
    feet = _running_feet(lines)
    pages = [Page(0)]
    block: list[Line] = []
    notes = NoteCounter((line.number, line.bare) for line in lines)
    in_notes = False
    printed: dict[int, int] = {}
    turn = False

    def close() -> None:
        nonlocal block
        if block:
            pages[-1].blocks.append(block)
            block = []

    for line in lines:
        if line.number in feet:
            close()
            printed[pages[-1].ordinal] = feet[line.number]
            turn = True
            continue
        if line.blank:
            close()
            continue
        starts = turn or line.text.startswith("\f") or (bool(block) and _turns(block, line, lines, in_notes=in_notes))
        if starts and (block or pages[-1].blocks):
            close()
            pages.append(Page(len(pages)))
            in_notes = False
        turn = False
        text = line.text.lstrip("\f")
        if block and CREDIT.match(text):
            close()
        if (in_notes or not block) and notes.starts(line.number, text):
            in_notes = True
        block.append(replace(line, text=text))
    close()
    _label(pages, printed)
    return pages


def _turns(block: list[Line], line: Line, lines: list[Line], *, in_notes: bool) -> bool:
    """Whether ``line``, which follows ``block`` without a blank line, is the first of a new page."""
    if not re.match(r" [^\s]", line.text):
        return False
    last = block[-1]
    if in_notes or CREDIT.match(block[0].text) or ATTRIBUTION.match(block[0].text) or ATTRIBUTION.match(last.text):
        return True
    head = line.bare
    if head[:1].islower():
        # Inside a paragraph no line begins in lower case after a full stop.
        return bool(re.search(r"[.!?][”’)]*$", last.bare))
    if not CLOSED.search(last.bare):
        # A title page: nothing on it is running text.
        return all(len(entry.bare) < 50 and not entry.bare.endswith(".") for entry in block)
    following = following_block(line, lines)
    return bool(
        CHAPTER_WORD.match(head)
        or CREDIT.match(head)
        or NUMBERED.match(line.text)
        or is_heading(following)
        or heading_lines(following)
    )


def following_block(line: Line, lines: list[Line]) -> list[Line]:
    """The lines from ``line`` up to the next blank one."""
    rest = []
    for entry in lines[line.number - lines[0].number :]:
        if entry.blank:
            break
        rest.append(entry)
    return rest


# A heading's line that ends in one of these goes on in the next line, whatever its first letter.
_GOES_ON = re.compile(r"(?:[:&,]|\b(?:de|het|een|en|of|in|op|van|voor|met|naar|bij|tot|aan|door|over))$")


def is_heading(block: list[Line]) -> bool:
    """Whether a paragraph of lines is a heading that stands alone: short, one phrase, no full stop."""
    texts = [line.bare for line in block]
    whole = _TRAILING_MARKERS.sub("", " ".join(texts))
    return (
        len(texts) <= 5
        and len(whole) <= 120
        and (whole[0].isupper() or bool(NUMBERED.match(block[0].text)))
        and not any(BULLET.match(line.text) for line in block)
        and not ATTRIBUTION.match(block[0].text)
        and not CREDIT.match(block[0].text)
        and not re.search(r"[.,;:!][”’»\"')]*[\s\d]*$|-$", whole)
        and not re.search(r"[^\W\d][.;!] +[A-Z]", whole)
        and not _GOES_ON.search(whole)
    )


def heading_lines(block: list[Line]) -> int:  # noqa: PLR0911 - one reason after another
    """How many lines at the head of a paragraph are a heading printed directly above it; 0 if none.

    A heading's line is broken off although the next word would still have fitted into the column, and the text after it
    begins with a capital, a quote or a bullet.
    """
    texts = [line.bare for line in block]
    if len(texts) < 2 or not (texts[0][0].isupper() or NUMBERED.match(block[0].text)):
        return 0
    if CREDIT.match(texts[0]) or ATTRIBUTION.match(block[0].text):
        return 0
    # Ragged lines leave a few characters free; a heading leaves more.
    width = full_line(block[1:]) - 3

    def breaks_off(index: int) -> bool:
        return len(texts[index]) + 1 + len(texts[index + 1].split()[0]) < width

    for count in range(1, min(5, len(texts))):
        text, after = texts[count - 1], texts[count]
        if text.endswith("?") and breaks_off(0):
            return count
        if re.search(r"[;,]$", text) or (re.search(r"[.!?][”’)]*\d*$", text) and (count > 1 or len(text.split()) > 5)):
            return 0
        if after[0] in "•-–" and re.match(r"[•–-]\s", after):
            return 0 if text[-1] in ":.;" else count
        goes_on = after[0].islower() or after[0] in "(&" or bool(_GOES_ON.search(text))
        if goes_on:
            continue
        return count if breaks_off(count - 1) and any(breaks_off(i) for i in range(count)) else 0
    return 0


def _running_feet(lines: list[Line]) -> dict[int, int]:
    """Line number -> printed page number of lines that repeat with rising numbers and stand alone."""
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        match = _FOOT.match(line.text.replace("\xa0", " "))
        alone = all(
            not 0 <= near < len(lines) or lines[near].blank or lines[near].text.startswith("\f")
            for near in (index - 1, index + 1)
        )
        if match and alone and not re.search(r"\d", match["text"]):
            seen[match["text"].lower()].append((line.number, int(match["label"])))
    return {
        number: label
        for entries in seen.values()
        if len(entries) > 1 and all(a[1] < b[1] for a, b in itertools.pairwise(entries))
        for number, label in entries
    }


def _opens_chapter(page: Page) -> bool:
    """Whether nothing but a chapter's title (and a photo credit) stands on the page."""
    blocks = [block for block in page.blocks if not CREDIT.match(block[0].text)]
    return (
        bool(blocks)
        and len(blocks) <= 3
        and bool(CHAPTER_WORD.match(blocks[0][0].bare))
        and all(len(line.bare) < 50 and not line.bare.endswith(".") for block in blocks for line in block)
    )


def _label(pages: list[Page], printed: dict[int, int]) -> None:
    """Number all pages from the printed numbers of some, if two or more printed numbers agree with each other.

    A chapter's title page may be a spread whose other half is a picture without text; it then takes two numbers. Which
    of the two holds is decided by the printed numbers; if neither explains them all, only the printed ones are kept.
    """
    for ordinal, label in printed.items():
        pages[ordinal].label = label
    if len(printed) < 2:
        return
    for width in (1, 2):
        numbers = [0]
        for page in pages[:-1]:
            numbers.append(numbers[-1] + (width if _opens_chapter(page) else 1))
        offsets = {label - numbers[ordinal] for ordinal, label in printed.items()}
        if len(offsets) == 1:
            offset = offsets.pop()
            for page in pages:
                page.label = numbers[page.ordinal] + offset
            return
