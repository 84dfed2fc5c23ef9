"""The graphics state of a content stream, its matrices, and the paths that are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.model import Rule

if TYPE_CHECKING:
    from ingest.formats.pdf.fonts import Font

_FILL = frozenset((b"f", b"F", b"f*"))
_WHITE = re.compile(r"^(?:(?:1(?:\.0*)?\s*){1,3}(?:g|rg|sc|scn)|(?:0(?:\.0*)?\s*){4}(?:k|sc|scn))$")
_MAX_RULES = 4_000  # a drawing with more is not a table
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


@dataclass(slots=True)
class State:
    """The graphics state, as far as text needs it."""

    ctm: Matrix = IDENTITY
    font: Font | None = None
    size: float = 1.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    colour: str = ""

    def copy(self) -> State:
        """For the operator q, which keeps it."""
        return State(
            self.ctm, self.font, self.size, self.spacing, self.word_spacing, self.scale, self.leading, self.rise,
            self.colour,
        )  # fmt: skip


@dataclass(slots=True)
class Drawing:
    """Rectangles and straight lines along the axes; a path that is only clipped with is not drawn."""

    rules: list[Rule] = field(default_factory=list)
    _path: list[Rule] = field(default_factory=list)
    _at: tuple[float, float] = (0.0, 0.0)
    _start: tuple[float, float] = (0.0, 0.0)

    def build(self, operator: bytes, numbers: list[float], matrix: Matrix) -> None:
        """Take in one of the operators re, m and l with its operands."""
        if len(numbers) < 2 or len(self.rules) + len(self._path) >= _MAX_RULES:
            return
        a, b, c, d, e, f = matrix
        x, y = numbers[0] * a + numbers[1] * c + e, numbers[0] * b + numbers[1] * d + f
        if operator == b"m":
            self._at = self._start = (x, y)
        elif operator == b"l":
            self._edge(x, y)
        elif len(numbers) >= 4:
            right, top = numbers[0] + numbers[2], numbers[1] + numbers[3]
            u, v = right * a + top * c + e, right * b + top * d + f
            self._path.append(Rule(min(x, u), min(y, v), max(x, u), max(y, v)))

    def paint(self, operator: bytes, colour: str) -> None:
        """Take in an operator that closes, paints or drops the path; what is filled with white is not seen."""
        if operator not in {b"n", b"S"} and self._at != self._start:
            self._edge(*self._start)
        if operator == b"h":
            return
        if operator != b"n" and not (operator in _FILL and _WHITE.match(colour)):
            self.rules.extend(self._path)
        self._path.clear()

    def _edge(self, x: float, y: float) -> None:
        x0, y0 = self._at
        self._at = (x, y)
        if abs(x - x0) < 0.5 or abs(y - y0) < 0.5:
            self._path.append(Rule(min(x, x0), min(y, y0), max(x, x0), max(y, y0)))
