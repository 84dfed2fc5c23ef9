"""How well PDFs are read, beside two other programs: ``python benchmarks/pdf_reading.py FILE.pdf ...``.

For each file: words found of those that ``pdftotext`` (poppler-utils) finds outside running heads and page numbers; the
order of the words on pages with one column (Kendall's tau); headings found of those that the document's own table of
contents lists, with their pages; footnotes tied to their markers; and time on one core beside pypdf's plain text.
``--growth`` reads each file once, twice and four times over, to show that time grows as pages do. ``--missing`` prints
what was not found.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
import time
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pypdf import PdfReader, PdfWriter

from ingest.formats.options import ReadOptions
from ingest.formats.pdf import reader as pdf
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from ingest.model import Document

_WORD = re.compile(r"[^\W_]+")
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
    return "".join(_WORD.findall(text)).lower()


def bare(text: str) -> str:
    """A heading without its number."""
    return letters(re.sub(r"^\s*(?:(?:\d{1,2}\.)*\d{1,2}\.?|[A-Z]\.)\s+", "", text))


# --- words and their order ---


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


def found_pages(document: Document, *, numbers: bool) -> list[str]:
    """The text that we found on each page, in our order; ``numbers``: those of notes behind it."""
    pages: defaultdict[int, list[str]] = defaultdict(list)
    for place, after in zip(document.places, [*document.places[1:], None], strict=True):
        pages[place.page].append(document.text[place.start : place.end])
        # A word that is joined over two lines stays one word, where the text has no space.
        joined = after is not None and after.start == place.end and after.page == place.page
        pages[place.page].append("" if joined else " ")
    # The numbers of notes are kept beside the text: at the note, and where its marker stood.
    starts = [place.start for place in document.places]
    for note in document.footnotes if numbers else ():
        for offset in (note.start, note.marker):
            if offset is not None:
                page = document.places[max(0, bisect_right(starts, offset) - 1)].page
                pages[page].append(f" {note.number} ")
    return ["".join(pages[number]) for number in range(1, len(document.pages) + 1)]


def words_of(lines: list[str]) -> list[str]:
    """The words of printed lines, those broken at a line's end made whole."""
    text = re.sub(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_])", "", "\n".join(lines))
    return [word.lower() for word in _WORD.findall(unicodedata.normalize("NFKC", text))]


def recall(expected: list[list[str]], found: list[str]) -> tuple[int, int, Counter[str]]:
    """(words found, words expected, words missing). A word may stand on a neighbouring page, where a page broke it."""
    missing: Counter[str] = Counter()
    total = hits = 0
    for number, lines in enumerate(expected):
        wanted = Counter(words_of(lines))
        near = " ".join(found[max(0, number - 1) : number + 2])
        have = Counter(word.lower() for word in _WORD.findall(found[number]))
        glued = letters(near)
        for word, count in wanted.items():
            total += count
            got = min(count, have[word])
            rest = count - got
            # A hyphen that is kept or dropped differently is no lost word.
            if rest and len(word) > 3:
                got += min(rest, max(0, glued.count(word) - got))
            hits += got
            if got < count:
                missing[word] += count - got
    return hits, total, missing


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


def kendall(order: list[int]) -> float:
    """Kendall's tau of a permutation against its sorted order."""
    if len(order) < 2:
        return 1.0

    def inversions(values: list[int]) -> tuple[int, list[int]]:
        if len(values) < 2:
            return 0, values
        middle = len(values) // 2
        left, a = inversions(values[:middle])
        right, b = inversions(values[middle:])
        merged: list[int] = []
        count = left + right
        i = j = 0
        while i < len(a) and j < len(b):
            if a[i] <= b[j]:
                merged.append(a[i])
                i += 1
            else:
                merged.append(b[j])
                count += len(a) - i
                j += 1
        return count, merged + a[i:] + b[j:]

    pairs = len(order) * (len(order) - 1) / 2
    return 1 - 2 * inversions(order)[0] / pairs


def order(expected: list[str], found: str) -> float:
    """Tau over the words that stand exactly once on the page in both."""
    ours = [word.lower() for word in _WORD.findall(found)]
    theirs = words_of(expected)
    once = {w for w, n in Counter(ours).items() if n == 1} & {w for w, n in Counter(theirs).items() if n == 1}
    place = {word: index for index, word in enumerate(theirs)}
    return kendall([place[word] for word in ours if word in once])


# --- headings ---


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


def headings(document: Document, listed: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], int]:
    """(entries without a heading of that name on that page, headings of the first level that are not listed)."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for section in document.sections:
        for key in (letters(section.title), bare(section.title)):
            titles[key].add(str(section.page))
    missing = [
        (title, page)
        for title, page in listed
        if not any(page in titles[key] for key in (letters(title), bare(title), letters(title.split("  ")[-1])))
    ]
    known = {key for title, _ in listed for key in (letters(title), bare(title))}
    extra = [
        section.title
        for section in document.sections
        if section.level == 1 and letters(section.title) not in known and bare(section.title) not in known
    ]
    return missing, len(extra)


# --- time ---


def plain_seconds(path: Path) -> float:
    """CPU time of pypdf's plain text."""
    start = time.process_time()
    for page in PdfReader(path).pages:
        page.extract_text()
    return time.process_time() - start


def seconds(path: Path) -> tuple[float, float]:
    """CPU time of our reader alone, and of the whole way to a document with passages and citations."""
    start = time.process_time()
    pdf.read(path, ReadOptions())
    middle = time.process_time()
    read_document(path)
    return middle - start, time.process_time() - middle


def growth(path: Path) -> str:
    """Time for the file once, twice and four times over, for each page relative to the first."""
    with tempfile.TemporaryDirectory() as folder:
        rates = []
        for times in (1, 2, 4):
            writer = PdfWriter()
            for _ in range(times):
                writer.append(path, import_outline=False)
            copy = Path(folder) / f"{times}.pdf"
            writer.write(copy)
            rates.append(seconds(copy)[0] / times)
        return " ".join(f"{rate / rates[0]:.2f}" for rate in rates)


def main() -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--missing", action="store_true")
    arguments = parser.parse_args()
    if shutil.which("pdftotext") is None:
        parser.error("pdftotext is missing (Debian, Ubuntu: apt install poppler-utils)")
    seconds(arguments.files[0])  # imports and word lists are loaded once for all files
    print(
        f"{'file':32} {'pages':>5} {'words':>7} {'tau':>6} {'min':>6} {'one-col':>7} {'headings':>9} {'extra':>5} "
        f"{'notes':>9} {'p/s':>6} {'reader':>7} {'whole':>6}"
    )
    for path in arguments.files:
        document = read_document(path)
        expected, found = expected_pages(path), found_pages(document, numbers=True)
        in_order = found_pages(document, numbers=False)
        hits, total, missing = recall(expected, found)
        taus = [
            order(lines, ours)
            for lines, ours, single in zip(expected, in_order, one_column(path), strict=True)
            if single and len(lines) > 2
        ]
        listed = printed_contents(path)
        lost, extra = headings(document, listed)
        tied = sum(note.marker is not None for note in document.footnotes)
        plain = plain_seconds(path)
        reader, whole = seconds(path)
        name = path.stem[:32]
        print(
            f"{name:32} {len(document.pages):5} {hits / max(1, total):7.4f} {sum(taus) / max(1, len(taus)):6.3f} "
            f"{min(taus, default=1.0):6.3f} {len(taus):7} {len(listed) - len(lost):4}/{len(listed):<4} {extra:5} "
            f"{tied:4}/{len(document.footnotes):<4} {len(document.pages) / reader:6.1f} {plain / reader:7.2f} "
            f"{plain / whole:6.2f}"
        )
        if arguments.growth:
            print(f"    CPU time for each page, once, twice, four times over: {growth(path)}")
        if arguments.missing:
            print("    words:", ", ".join(f"{word} {count}" for word, count in missing.most_common(40)))
            print("    headings:", lost)
            print("    tau:", [round(tau, 3) for tau in sorted(taus)[:8]])


if __name__ == "__main__":
    main()
