"""How well PDFs are read, beside two other programs: ``python benchmarks/pdf_reading.py FILE.pdf ...``.

For each file: words found of those that ``pdftotext`` (poppler-utils) finds outside running heads and page numbers; the
order of the words on pages with one column (Kendall's tau); headings found of those that the document's own table of
contents lists, with their pages; footnotes tied to their markers; and time on one core beside pypdf's plain text.
``--growth`` reads each file once, twice and four times over, to show that time grows as pages do. ``--missing`` prints
what was not found.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from support.poppler import WORD, bare, expected_pages, letters, one_column, printed_contents, words_of

from ingest.formats.options import ReadOptions
from ingest.formats.pdf import reader as pdf
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from ingest.model import Document


# --- words and their order ---


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


def recall(expected: list[list[str]], found: list[str]) -> tuple[int, int, Counter[str]]:
    """(words found, words expected, words missing). A word may stand on a neighbouring page, where a page broke it."""
    missing: Counter[str] = Counter()
    total = hits = 0
    for number, lines in enumerate(expected):
        wanted = Counter(words_of(lines))
        near = " ".join(found[max(0, number - 1) : number + 2])
        have = Counter(word.lower() for word in WORD.findall(found[number]))
        glued = letters(near)
        for word, count in wanted.items():
            total += count
            got = min(count, have[word])
            rest = count - got
            # A hyphen that is kept or dropped differently is not a lost word.
            if rest and len(word) > 3:
                got += min(rest, max(0, glued.count(word) - got))
            hits += got
            if got < count:
                missing[word] += count - got
    return hits, total, missing


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
    ours = [word.lower() for word in WORD.findall(found)]
    theirs = words_of(expected)
    once = {w for w, n in Counter(ours).items() if n == 1} & {w for w, n in Counter(theirs).items() if n == 1}
    place = {word: index for index, word in enumerate(theirs)}
    return kendall([place[word] for word in ours if word in once])


# --- headings ---


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
