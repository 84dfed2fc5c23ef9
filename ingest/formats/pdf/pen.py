"""The pen of a page: shown strings -> runs of glyphs with places, styles and tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.formats.pdf.fonts import Font, clean
from ingest.formats.pdf.page.model import FontStyle, Run
from ingest.formats.pdf.state import IDENTITY, multiply
from ingest.formats.pdf.syntax import ACTUAL_TEXT, MCID, SHOWN, text_string, to_number, unescape
from ingest.language.direction import in_reading_order, is_right_to_left, reading_places

if TYPE_CHECKING:
    from ingest.formats.pdf.state import Matrix, State

_SLANT = 0.05
# Advances inside one array, in thousandths of the size: more than the first is a space between words that was not
# written as one (kerning stays below), more than the second separates columns or cells.
_WORD_GAP = 140
_WIDE = 900


@dataclass(slots=True)
class Pen:
    """Where text is shown next, and what was shown.

    ``runs``: by the direction of their baseline in degrees, each with coordinates along and across its own baseline.
    ``tm``, ``tlm``: the text matrix and that of the line's beginning.
    """

    runs: dict[int, list[Run]] = field(default_factory=lambda: {0: [], 90: [], 180: [], 270: []})
    tm: Matrix = IDENTITY
    tlm: Matrix = IDENTITY
    _tags: list[int] = field(default_factory=list)
    _actual: list[str | None] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many pieces of marked content are open."""
        return len(self._tags)

    def move(self, x: float, y: float) -> None:
        """Go to a new line, so far from the beginning of this one (Td)."""
        a, b, c, d, e, f = self.tlm
        self.tm = self.tlm = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)

    def put(self, matrix: Matrix) -> None:
        """Go to a new line that begins there (Tm, BT)."""
        self.tm = self.tlm = matrix

    def next_line(self, leading: float) -> None:
        """Go to the line below (T*)."""
        a, b, c, d, e, f = self.tlm
        y = -leading
        self.tm = self.tlm = (a, b, c, d, c * y + e, d * y + f)

    def begin_marked(self, raw: bytes) -> None:
        """What follows carries the tag, or stands for the text, that these operands name (BDC, BMC)."""
        mcid = MCID.search(raw)
        self._tags.append(int(mcid[1]) if mcid else (self._tags[-1] if self._tags else -1))
        actual = ACTUAL_TEXT.search(raw)
        self._actual.append(clean(text_string(unescape(actual["text"]))) if actual else None)

    def end_marked(self, depth: int) -> None:
        """Close pieces of marked content until so many are open (EMC)."""
        del self._tags[depth:]
        del self._actual[depth:]

    def show(self, raw: bytes, state: State) -> None:  # noqa: C901 - the innermost loop of reading
        """Show the strings of ``raw`` (TJ, Tj); numbers between them move the pen back by thousandths of the size."""
        font = state.font
        if font is None:
            font = state.font = Font()
        glyphs = font.glyphs
        size = state.size
        k = size / 1000 * state.scale
        extra = state.spacing * state.scale
        blank = state.word_spacing * state.scale if not font.wide else 0.0
        pen = last = 0.0
        pieces: list[tuple[str, list[float]]] = []
        text: list[str] = []
        edges: list[float] = []
        for string, hexadecimal, moved in SHOWN.findall(raw):
            if moved:
                gap = -to_number(moved)
                pen += gap * k
                if gap > _WIDE and text:
                    pieces.append(("".join(text), [*edges, last]))
                    text, edges = [], []
                elif gap > _WORD_GAP and text and text[-1] != " ":
                    text.append(" ")
                    edges.append(last)
                continue
            for code in font.codes(unescape(string or hexadecimal)):
                shown, width = glyphs[code]
                advance = width * k + extra
                if code == 32:
                    advance += blank
                if len(shown) == 1:
                    text.append(shown)
                    edges.append(pen)
                elif shown:
                    if is_right_to_left(shown):
                        shown = shown[::-1]  # as it stands on the page, like the glyphs around it
                    step = advance / len(shown)
                    text.extend(shown)
                    edges.extend([pen + step * i for i in range(len(shown))])
                pen += advance
                last = pen - extra
        if text:
            pieces.append(("".join(text), [*edges, last]))
        a, b, c, d, e, f = self.tm
        if pieces:
            self._emit(pieces, state)
        self.tm = (a, b, c, d, pen * a + e, pen * b + f)

    def _emit(self, pieces: list[tuple[str, list[float]]], state: State) -> None:
        a, b, c, d, e, f = multiply(self.tm, state.ctm)
        rise = state.rise
        x, y = e + rise * c, f + rise * d
        height = abs(state.size) * (c * c + d * d) ** 0.5
        style = state.font.style if state.font is not None else FontStyle("")
        tag = self._tags[-1] if self._tags else -1
        actual = next((text for text in reversed(self._actual) if text is not None), None)
        if abs(b) < _SLANT * abs(a):
            quarter, scale, start = (0, a, x) if a > 0 else (180, -a, -x)
            y = y if a > 0 else -y
        elif abs(a) < _SLANT * abs(b):
            # Along and across the baseline become x and y.
            quarter, scale, start = (90, b, y) if b > 0 else (270, -b, -y)
            y = -x if b > 0 else x
        else:
            return  # print at a slant is a stamp or watermark
        target = self.runs[quarter]
        for text, edges in pieces:
            shown = text
            if actual is not None:
                shown, edges = _replaced(actual, edges)  # noqa: PLW2901
                self._actual = ["" if t is not None else None for t in self._actual]
                actual = ""
            if shown:
                target.append(Run(shown, [start + scale * edge for edge in edges], y, height, style, tag, state.colour))


def _replaced(text: str, edges: list[float]) -> tuple[str, list[float]]:
    """The text that the file gives for glyphs it cannot name, spread over their place; soft hyphens take none."""
    if is_right_to_left(text):
        text = in_reading_order(text, reading_places(text))  # the way to the page is that back
    start, end = edges[0], edges[-1]
    step = (end - start) / max(1, len(text) - text.count("\xad"))
    places = [start]
    for char in text:
        places.append(places[-1] + (0.0 if char == "\xad" else step))
    return text, [*places[:-1], end]
