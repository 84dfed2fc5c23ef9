"""What stands on a printed page: runs of glyphs, rules, and the lines made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class FontStyle:
    """A font as a reader sees it, without its size."""

    name: str
    bold: bool = False
    italic: bool = False


class Run(NamedTuple):
    """Glyphs shown one after another with one font on one baseline.

    ``xs``: left edge of each character and the right edge of the last, so one more than characters. ``tag``: number
    of the piece of marked content it belongs to (MCID), -1 for none; ``colour``: as the page sets it, for comparison
    only.
    """

    text: str
    xs: list[float]
    y: float
    size: float
    style: FontStyle
    tag: int = -1
    colour: str = ""


class Rule(NamedTuple):
    """A straight line or the edge of a filled box: a rectangle, thin in one direction for a line."""

    x0: float
    y0: float
    x1: float
    y1: float


class LinkArea(NamedTuple):
    """A rectangle of the page that leads to an address."""

    x0: float
    y0: float
    x1: float
    y1: float
    url: str


@dataclass(slots=True)
class PrintedPage:
    """A page as shown: upright, x and y from its lower left corner.

    ``ordinal``: 0-based. ``label``: as the file gives it ("iv", "12"), "" for none. ``runs``: by the direction of
    their baseline in degrees (0, 90, 180, 270); those that are turned have coordinates of their own, x along and y
    across the baseline. ``tags``: number of a piece of marked content -> its role in the file's structure ("H1", "P").
    """

    ordinal: int
    width: float
    height: float
    runs: dict[int, list[Run]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)
    label: str = ""
    tags: dict[int, str] = field(default_factory=dict)


class Bookmark(NamedTuple):
    """An entry of the file's own outline. ``level``: 1 highest; ``page``: 0-based, -1 if unknown."""

    title: str
    level: int
    page: int


@dataclass(slots=True)
class PrintedFile:
    """What the reader of a file passes on: pages, and what the file states about itself."""

    pages: list[PrintedPage]
    bookmarks: list[Bookmark] = field(default_factory=list)
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""


@dataclass(slots=True, eq=False)
class PrintedLine:
    """One line of one column. ``xs`` as in Run; ``raised``: spans [start, end) of superscripts in ``text``.

    ``size``, ``style`` and ``colour``: of most of its characters. ``turned``: direction of its baseline in degrees.
    """

    page: int
    text: str
    xs: list[float]
    y: float
    size: float
    style: FontStyle
    raised: list[tuple[int, int]] = field(default_factory=list)
    tag: int = -1
    colour: str = ""
    turned: int = 0

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.xs[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.xs[-1]

    @property
    def top(self) -> float:
        """Upper bound of the letters: ascenders reach about three quarters of the size."""
        return self.y + 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Lower bound of the letters."""
        return self.y - 0.22 * self.size
