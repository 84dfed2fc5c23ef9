"""The content stream of a page -> runs of glyphs with places, rules, and the tags they carry.

pypdf finds and decodes the streams and knows the fonts; the operators are read here, because its own parser makes an
object of every number and takes nine tenths of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.formats.pdf.fonts import Font, clean
from ingest.formats.pdf.page.model import Run, Style
from ingest.formats.pdf.state import IDENTITY, Drawing, State, multiply
from ingest.formats.pdf.syntax import (
    ACTUAL_TEXT,
    IMAGE_END,
    MCID,
    NAME,
    OPERATION,
    SHOWN,
    floats,
    text_string,
    to_number,
    unescape,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.formats.pdf.fonts import Fonts
    from ingest.formats.pdf.page.model import Rule
    from ingest.formats.pdf.state import Matrix

_DEPTH = 12  # forms inside forms
_FORMS = 400  # forms shown on one page
_OPERATIONS = 600_000  # on one page, forms included: a page of print has some thousands, a map some hundred thousand
_SLANT = 0.05
_BUILD = frozenset((b"re", b"m", b"l"))
_PAINT = frozenset((b"h", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"))
# Advances inside one array, in thousandths of the size: more than the first is a space between words that was not
# written as one (kerning stays below), more than the second separates columns or cells.
_WORD_GAP = 140
_WIDE = 900


class TooMuchError(Exception):
    """A page asks for more work than any page of print does."""


@dataclass(slots=True)
class PageReader:
    """Reads the streams of one page. ``fonts`` are shared by the pages of a file.

    ``runs``: by the direction of their baseline in degrees, each with coordinates along and across its own baseline.
    """

    fonts: Fonts
    runs: dict[int, list[Run]] = field(default_factory=lambda: {0: [], 90: [], 180: [], 270: []})
    _forms: int = 0
    _operations: int = 0
    _tags: list[int] = field(default_factory=list)
    _actual: list[str | None] = field(default_factory=list)
    _tm: Matrix = IDENTITY
    _tlm: Matrix = IDENTITY
    _state: State = field(default_factory=State)
    _drawing: Drawing = field(default_factory=Drawing)

    @property
    def rules(self) -> list[Rule]:
        """What is drawn with straight lines."""
        return self._drawing.rules

    def read(self, data: bytes, resources: Any, matrix: Matrix = IDENTITY) -> None:  # noqa: ANN401
        """Take in one content stream; ``matrix`` leads from its space to that of the page as shown."""
        self._state = State(ctm=matrix)
        self._run(data, resources, 0)

    # --- operators -------------------------------------------------------------------------------------------------

    def _run(self, data: bytes, resources: Any, depth: int) -> None:  # noqa: ANN401, C901, PLR0912, PLR0915 - one branch for each operator
        position, end = 0, len(data)
        stack: list[State] = []
        fonts: dict[bytes, Font] = {}
        base = len(self._tags)
        while position < end:
            match = OPERATION.match(data, position)
            if match is None or match.end() == position:
                position += 1
                continue
            position = match.end()
            operator = match["operator"]
            if operator is None:
                continue
            self._operations += 1
            if self._operations > _OPERATIONS:
                raise TooMuchError
            raw = match["operands"]
            state = self._state
            if operator in {b"TJ", b"Tj"}:
                self._show_array(raw)
            elif operator in (b"Td", b"TD"):
                numbers = floats(raw)
                if len(numbers) >= 2:
                    x, y = numbers[-2:]
                    a, b, c, d, e, f = self._tlm
                    self._tm = self._tlm = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)
                    if operator == b"TD":
                        state.leading = -y
            elif operator == b"Tm":
                numbers = floats(raw)
                if len(numbers) >= 6:
                    self._tm = self._tlm = tuple(numbers[-6:])  # type: ignore[assignment]
            elif operator == b"Tf":
                name = NAME.search(raw)
                numbers = floats(raw[name.end() :] if name else raw)
                if name is not None:
                    key = name.group()
                    font = fonts.get(key)
                    if font is None:
                        font = fonts[key] = self.fonts.get(resources, key.decode("latin-1"))
                    state.font = font
                if numbers:
                    state.size = numbers[-1]
            elif operator == b"T*":
                self._next_line()
            elif operator == b"BT":
                self._tm = self._tlm = IDENTITY
            elif operator in (b"Tc", b"Tw", b"Tz", b"TL", b"Ts"):
                numbers = floats(raw)
                if numbers:
                    self._set(operator, numbers[-1])
            elif operator == b"q":
                if len(stack) < 500:
                    stack.append(state.copy())
            elif operator == b"Q":
                if stack:
                    self._state = stack.pop()
            elif operator == b"cm":
                numbers = floats(raw)
                if len(numbers) >= 6:
                    state.ctm = multiply(tuple(numbers[-6:]), state.ctm)  # type: ignore[arg-type]
            elif operator in _BUILD:
                self._drawing.build(operator, floats(raw), state.ctm)
            elif operator in _PAINT:
                self._drawing.paint(operator, state.colour)
            elif operator in (b"'", b'"'):
                if operator == b'"':
                    numbers = floats(raw[: raw.find(b"(")])
                    if len(numbers) >= 2:
                        state.word_spacing, state.spacing = numbers[:2]
                self._next_line()
                self._show_array(raw[max(0, raw.find(b"(")) :] if b"(" in raw else raw)
            elif operator in (b"BDC", b"BMC"):
                self._begin_marked(raw)
            elif operator == b"EMC":
                if len(self._tags) > base:
                    self._tags.pop()
                    self._actual.pop()
            elif operator in (b"rg", b"g", b"k", b"sc", b"scn"):
                state.colour = raw.decode("latin-1").strip() + operator.decode()
            elif operator == b"Do":
                self._form(raw, resources, depth)
            elif operator == b"BI":
                found = IMAGE_END.search(data, position)
                position = found.end() if found else end
        del self._tags[base:]
        del self._actual[base:]

    def _set(self, operator: bytes, value: float) -> None:
        state = self._state
        if operator == b"Tc":
            state.spacing = value
        elif operator == b"Tw":
            state.word_spacing = value
        elif operator == b"Tz":
            state.scale = value / 100
        elif operator == b"TL":
            state.leading = value
        else:
            state.rise = value

    def _next_line(self) -> None:
        a, b, c, d, e, f = self._tlm
        y = -self._state.leading
        self._tm = self._tlm = (a, b, c, d, c * y + e, d * y + f)

    def _begin_marked(self, raw: bytes) -> None:
        mcid = MCID.search(raw)
        self._tags.append(int(mcid[1]) if mcid else (self._tags[-1] if self._tags else -1))
        actual = ACTUAL_TEXT.search(raw)
        self._actual.append(clean(text_string(unescape(actual["text"]))) if actual else None)

    def _form(self, raw: bytes, resources: Any, depth: int) -> None:  # noqa: ANN401
        name = NAME.search(raw)
        self._forms += 1
        if name is None or depth >= _DEPTH or self._forms > _FORMS:
            return
        try:
            form = resources["/XObject"][name.group().decode("latin-1")]
            if form.get("/Subtype") != "/Form":
                return
            data = form.get_data()
            own = form.get("/Resources")
            own = own.get_object() if own is not None else resources
            matrix = tuple(float(n) for n in form.get("/Matrix", IDENTITY))
        except (KeyError, TypeError, AttributeError, ValueError):
            return
        kept = self._state
        text = self._tm, self._tlm
        self._state = kept.copy()
        if len(matrix) == 6:
            self._state.ctm = multiply(matrix, kept.ctm)
        self._run(data, own, depth + 1)
        self._state = kept
        self._tm, self._tlm = text

    # --- text ------------------------------------------------------------------------------------------------------

    def _show_array(self, raw: bytes) -> None:  # noqa: C901 - the innermost loop of reading
        """Show the strings of ``raw``; numbers between them move the pen back by thousandths of the size."""
        state = self._state
        font = state.font
        if font is None:
            font = state.font = Font(None)
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
                    step = advance / len(shown)
                    text.extend(shown)
                    edges.extend([pen + step * i for i in range(len(shown))])
                pen += advance
                last = pen - extra
        if text:
            pieces.append(("".join(text), [*edges, last]))
        a, b, c, d, e, f = self._tm
        if pieces:
            self._emit(pieces)
        self._tm = (a, b, c, d, pen * a + e, pen * b + f)

    def _emit(self, pieces: list[tuple[str, list[float]]]) -> None:
        state = self._state
        a, b, c, d, e, f = multiply(self._tm, state.ctm)
        rise = state.rise
        x, y = e + rise * c, f + rise * d
        height = abs(state.size) * (c * c + d * d) ** 0.5
        style = state.font.style if state.font is not None else Style("")
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
    """The text that the file gives for glyphs it cannot name, spread over their place."""
    step = (edges[-1] - edges[0]) / max(1, len(text))
    return text, [edges[0] + step * i for i in range(len(text) + 1)]


def page_streams(page: Any) -> Iterator[bytes]:  # noqa: ANN401
    """The decoded content of a page as one stream, none if it has none."""
    contents = page.get_contents()
    if contents is not None:
        yield contents.get_data()
