"""What pdftotext (poppler-utils) finds in a PDF: words, columns and the table of contents; pdf_reading.py compares."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

WORD = re.compile(r"[^\W_]+")
_ENTRY = re.compile(r"^(?P<title>.*?[^\W\d].*?)[\s.…·]*(?:\.|\s{2,}|\s)(?P<page>\d{1,4})\s*$")
_NUMBERED = re.compile(r"^\s*(?:(?:\d{1,2}\.?){1,4}|[A-Z]\.)\s+\S")
_XHTML = "{http://www.w3.org/1999/xhtml}"


def poppler(path: Path, *options: str) -> str:
    """What pdftotext prints."""
    command = ["pdftotext", *options, str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603 - a file named by who runs this
    return done.stdout.decode("utf-8", "replace")


def letters(text: str) -> str:
    """Letters and digits only, lower case."""
    return "".join(WORD.findall(text)).lower()


def bare(text: str) -> str:
    """A heading without its number."""
    return letters(re.sub(r"^\s*(?:(?:\d{1,2}\.)*\d{1,2}\.?|[A-Z]\.)\s+", "", text))


def expected_pages(path: Path) -> list[list[str]]:
    """The lines of each page after pdftotext, without running heads, feet and page numbers."""
    pages = [page.split("\n") for page in poppler(path).split("\f")[:-1]]
    pages = [[line for line in page if line.strip()] for page in pages]
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({re.sub(r"\d+", "#", letters(line)) for line in [*page[:3], *page[-4:]]})

    def running(line: str) -> bool:
        key = re.sub(r"\d+", "#", letters(line))
        return key in {"", "#", "##"} or seen[key] >= min(3, max(2, len(pages) // 2))

    kept = []
    for page in pages:
        first, last = 0, len(page)
        while first < min(3, len(page)) and running(page[first]):
            first += 1
        while last > max(first, len(page) - 4) and running(page[last - 1]):
            last -= 1
        kept.append(page[first:last])
    return kept


def words_of(lines: list[str]) -> list[str]:
    """The words of printed lines, those broken at a line's end made whole."""
    text = re.sub(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_])", "", "\n".join(lines))
    return [word.lower() for word in WORD.findall(unicodedata.normalize("NFKC", text))]


def one_column(path: Path) -> list[bool]:
    """For each page, whether no two blocks of text of pdftotext stand beside each other."""
    root = ET.fromstring(re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd]", "", poppler(path, "-bbox-layout")))  # noqa: S314 - poppler's own output
    pages = []
    for page in root.iter(f"{_XHTML}page"):
        width = float(page.get("width", "595"))
        blocks = [
            tuple(float(block.get(key, "0")) for key in ("xMin", "yMin", "xMax", "yMax"))
            for block in page.iter(f"{_XHTML}block")
            if len(list(block.iter(f"{_XHTML}word"))) > 1
        ]
        beside = any(
            a[2] < b[0] and min(a[3], b[3]) - max(a[1], b[1]) > 0 and b[0] - a[0] > 0.06 * width
            for a in blocks
            for b in blocks
        )
        pages.append(bool(blocks) and not beside)
    return pages


def printed_contents(path: Path) -> list[tuple[str, str]]:
    """(title, page) of the document's table of contents, from the lines of pdftotext."""
    pages = [[line for line in page.split("\n") if line.strip()] for page in poppler(path, "-layout").split("\f")]
    seen = Counter(key for page in pages for key in {re.sub(r"\d+", "", letters(line)) for line in page})
    found: list[tuple[str, str]] = []
    held = ""
    for page in pages[:14]:
        lines = [line for line in page if seen[re.sub(r"\d+", "", letters(line))] < min(4, len(pages) // 2)]
        titled = any(re.match(r"\s*(?:inhoud|inhoudsopgave|contents)\s*$", line, re.IGNORECASE) for line in lines[:6])
        entries: list[tuple[str, str]] = []
        for line in lines:
            if match := _ENTRY.match(line):
                broken = match["title"].strip()[:1].islower() or _NUMBERED.match(held)
                title = f"{held} {match['title']}" if broken else match["title"]
                entries.append((re.sub(r"(?:[.…·]\s?){3,}|\s+", " ", title).strip(" ."), match["page"]))
                held = ""
            else:
                held = line.strip()
        numbers = [int(number) for _, number in entries]
        rising = sum(a <= b for a, b in pairwise(numbers)) >= 0.9 * max(1, len(numbers) - 1)
        if rising and len(entries) >= (4 if titled or found else 8) and len(entries) >= 0.35 * len(lines):
            found += entries
        elif found:
            break
        else:
            held = ""
    return found
