"""The content stream of a page -> runs of glyphs with places, rules, and the tags they carry.

pypdf finds and decodes the streams and knows the fonts; the operators are read here, because its own parser makes an
object of every number and takes nine tenths of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.formats.pdf.pen import Pen
from ingest.formats.pdf.state import IDENTITY, Drawing, State, multiply
from ingest.formats.pdf.syntax import IMAGE_END, NAME, OPERATION, floats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.formats.pdf.fonts import Font, Fonts
    from ingest.formats.pdf.page.model import Rule, Run
    from ingest.formats.pdf.state import Matrix

_DEPTH = 12  # forms inside forms
_FORMS = 400  # forms shown on one page
_OPERATIONS = 600_000  # on one page, forms included: a page of print has some thousands, a map some hundred thousand
_BUILD = frozenset((b"re", b"m", b"l"))
_PAINT = frozenset((b"h", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"))


class TooMuchError(Exception):
    """A page asks for more work than any page of print does."""


@dataclass(slots=True)
class PageReader:
    """Reads the streams of one page. ``fonts`` are shared by the pages of a file."""

    fonts: Fonts
    _forms: int = 0
    _operations: int = 0
    _pen: Pen = field(default_factory=Pen)
    _state: State = field(default_factory=State)
    _drawing: Drawing = field(default_factory=Drawing)

    @property
    def runs(self) -> dict[int, list[Run]]:
        """What is shown: see Pen."""
        return self._pen.runs

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
        pen = self._pen
        base = pen.depth
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
                pen.show(raw, state)
            elif operator in (b"Td", b"TD"):
                numbers = floats(raw)
                if len(numbers) >= 2:
                    x, y = numbers[-2:]
                    pen.move(x, y)
                    if operator == b"TD":
                        state.leading = -y
            elif operator == b"Tm":
                numbers = floats(raw)
                if len(numbers) >= 6:
                    pen.put(tuple(numbers[-6:]))  # type: ignore[arg-type]
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
                pen.next_line(state.leading)
            elif operator == b"BT":
                pen.put(IDENTITY)
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
                pen.next_line(state.leading)
                pen.show(raw[max(0, raw.find(b"(")) :] if b"(" in raw else raw, state)
            elif operator in (b"BDC", b"BMC"):
                pen.begin_marked(raw)
            elif operator == b"EMC":
                pen.end_marked(max(base, pen.depth - 1))
            elif operator in (b"rg", b"g", b"k", b"sc", b"scn"):
                state.colour = raw.decode("latin-1").strip() + operator.decode()
            elif operator == b"Do":
                self._form(raw, resources, depth)
            elif operator == b"BI":
                found = IMAGE_END.search(data, position)
                position = found.end() if found else end
        pen.end_marked(base)

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
        text = self._pen.tm, self._pen.tlm
        self._state = kept.copy()
        if len(matrix) == 6:
            self._state.ctm = multiply(matrix, kept.ctm)
        self._run(data, own, depth + 1)
        self._state = kept
        self._pen.tm, self._pen.tlm = text


def page_streams(page: Any) -> Iterator[bytes]:  # noqa: ANN401
    """The decoded content of a page as one stream, none if it has none."""
    contents = page.get_contents()
    if contents is not None:
        yield contents.get_data()
