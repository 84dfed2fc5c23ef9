"""Text with one paragraph a line, as a web page gives it -> the outline.

Headings stand on lines of their own; nothing is broken over lines and there are no pages.
"""

from __future__ import annotations

import re

from ingest.formats.plain.notes import NoteCounter
from ingest.formats.plain.pages import BULLET, Line
from ingest.formats.plain.sections import Outline, OutlineSection, Paragraph
from ingest.model import BlockKind, SectionKind

_NUMBERED_CHAPTER = re.compile(r"^(?:\d{1,2}\.|Hoofdstuk \d+)\s+[A-Z]")
# A sentence that begins in mid-line without a full stop before it follows a heading printed in the same line.
_RUN_IN = re.compile(
    r"^(?P<heading>[A-Z][^.:;!?]{3,60}?) (?=(?:Gedurende|Tijdens|Naast|Daarnaast|Om|Met|Door|Tot|Sinds|Volgens|Hoewel"
    r"|Omdat|Er|Dit|Deze|Zo|Ook|Binnen|Vanaf|Ten|Middels|Dankzij|Conform|Het kabinet|Nederland (?:heeft|is)|In \d{4}) )"
)
# Lines of the site that a page stood on, before its text or behind it.
_FURNITURE = re.compile(
    r"(?:base description(?: which applies to whole site)?|licen[cs]e|licentie|colofon|contact|sitemap|cookies?|"
    r"privacy(?:verklaring)?|toegankelijkheid|(?:terug )?naar (?:boven|top)|menu|zoeken|home|service|archief|help|"
    r"(?:deel|print) deze pagina|delen|printen?|vorige|volgende|over deze (?:web)?site|disclaimer|copyright)\.?",
    re.IGNORECASE,
)


def is_unwrapped(lines: list[Line]) -> bool:
    """Whether each paragraph is one line: the lines hold far more than a column does."""
    lengths = [len(line.bare) for line in lines if not line.blank]
    return bool(lengths) and sum(length for length in lengths if length > 180) > 0.5 * sum(lengths)


def outline_unwrapped(lines: list[Line]) -> Outline:
    """The outline of such a text. Notes stand at its end, a line each; other numbered lines are the text's own."""
    printed = [line for line in lines if not line.blank]
    counter = NoteCounter((line.number, line.bare) for line in printed)
    notes = {
        index: Paragraph(BlockKind.FOOTNOTE, [line], 0, counter.last)
        for index, line in enumerate(printed)
        if counter.starts(line.number, line.bare)
    }
    body = len(printed) - len(notes)
    if not body or any(index not in notes for index in range(body, len(printed))):
        return Outline(_chapters(lines), [], {}, {})
    page_of_line = {line.number: 0 for line in printed}
    return Outline(_chapters(printed[:body]), list(notes.values()), page_of_line, {0: None})


def _chapters(lines: list[Line]) -> list[OutlineSection]:
    entries = [line for line in lines if not line.blank]
    headed = [_is_line_heading(line) for line in entries]
    for index, line in enumerate(entries):
        # "3. Beleidsprioriteiten" alone is a heading, "1. ..." above "2. ..." an item of a list.
        near = entries[max(0, index - 1) : index] + entries[index + 1 : index + 2]
        if _NUMBERED_CHAPTER.match(line.bare) and not any(BULLET.match(other.text) for other in near):
            headed[index] = len(line.bare) <= 80 and not re.search(r"[.;:!?]$", line.bare)
    first, end = _without_furniture(entries)
    last = max((i for i, head in enumerate(headed) if not head), default=end - 1)
    # Behind the last sentence short lines are no headings: nothing stands under them.
    headed[last + 1 :] = [False] * (len(entries) - last - 1)
    last = end - 1
    chapters: list[OutlineSection] = []
    main: OutlineSection | None = None
    parent: OutlineSection | None = None
    for index in range(first, last + 1):
        line = entries[index]
        if headed[index]:
            heading = Paragraph(BlockKind.HEADING, [line], 0)
            if main is None or _NUMBERED_CHAPTER.match(line.bare):
                main = OutlineSection(SectionKind.CHAPTER, 1, heading)
                chapters.append(main)
                parent = None
                continue
            over = index < last and headed[index + 1]
            main = OutlineSection(SectionKind.SECTION, 2 if over or parent is None else 3, heading)
            if over:
                parent = main
            target = parent if parent is not None and not over else chapters[-1]
            target.children.append(main)
            continue
        if main is None:
            main = OutlineSection(SectionKind.CHAPTER, 1, None)
            chapters.append(main)
        main = _unwrapped_text(line, main, chapters[-1] if parent is None else parent)
    return chapters


def _without_furniture(entries: list[Line]) -> tuple[int, int]:
    """From where to where the text goes, [first, end), without the site's own lines around it."""
    first, end = 0, len(entries)
    while first < end and _FURNITURE.fullmatch(entries[first].bare):
        first += 1
    while end > first and _FURNITURE.fullmatch(entries[end - 1].bare):
        end -= 1
    return (first, end) if first < end else (0, len(entries))


def _unwrapped_text(line: Line, main: OutlineSection, parent: OutlineSection) -> OutlineSection:
    """One line of text taken into its section; a heading run into it opens a new one."""
    last = main.paragraphs[-1] if main.paragraphs else None
    if BULLET.match(line.text):
        if last is not None and last.kind is BlockKind.LIST:
            last.lines.append(line)
        else:
            main.paragraphs.append(Paragraph(BlockKind.LIST, [line], 0))
        return main
    run_in = _RUN_IN.match(line.text)
    if run_in and not re.search(r"\b(?:is|zijn|was|werd|wordt|heeft|hebben|kan|zal|worden)\b", run_in["heading"]):
        main = OutlineSection(
            SectionKind.SECTION, 3, Paragraph(BlockKind.HEADING, [Line(line.number, run_in["heading"])], 0)
        )
        parent.children.append(main)
        line = Line(line.number, line.text[run_in.end() :])
    main.paragraphs.append(Paragraph(BlockKind.PARAGRAPH, [line], 0))
    return main


def _is_line_heading(line: Line) -> bool:
    text = line.bare
    return (
        len(text) <= 120
        and not re.search(r"[.;:!?]$", text)
        and not BULLET.match(line.text)
        and (text[0].isupper() or bool(_NUMBERED_CHAPTER.match(text)))
    )
