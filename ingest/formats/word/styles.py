"""Styles and numbering of a Word file: what a paragraph's style sets, and the numbers that Word prints before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.formats.counting import printed_number

if TYPE_CHECKING:
    from ingest.formats.markup import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"(?:heading|kop|überschrift|titre)\s*(\d)", re.IGNORECASE)
_MOST_STYLES_UP = 20  # steps from a style to what it is based on; a ring would never end


def value(element: Element | None, name: str) -> str | None:
    """The attribute w:val of a child; None without the child, "" for a child that has no value ("on")."""
    child = element.find(f"{W}{name}") if element is not None else None
    return None if child is None else child.get(f"{W}val", "")


def switched_on(element: Element | None, name: str) -> bool | None:
    """Whether a property such as bold is on; None where it is not set."""
    stated = value(element, name)
    return None if stated is None else stated not in ("0", "false", "none", "off")


@dataclass(frozen=True, slots=True)
class Style:
    """What holds for a paragraph or a run: set by its style, or by the style that is based on.

    ``outline``: level of a heading, 0 highest; None for running text. ``size``: in half points.
    """

    name: str = ""
    outline: int | None = None
    number: str | None = None  # id of a list
    level: int = 0  # in that list
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: int = 20


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {each.get(f"{W}styleId"): each for each in root.iter(f"{W}style")} if root is not None else {}
        self._known: dict[str | None, Style] = {}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._plain = run_style(defaults, Style())
        self._default = next(
            (
                key
                for key, each in self._elements.items()
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            None,
        )

    def of(self, key: str | None) -> Style:
        """The style with this id; the document's default for none."""
        return self._style(key if key is not None else self._default, _MOST_STYLES_UP)

    def of_run(self, key: str) -> Style:
        """What the character style with this id sets."""
        return self._style(key, _MOST_STYLES_UP)

    def _style(self, key: str | None, steps: int) -> Style:
        if key not in self._elements or not steps:
            return self._plain
        if key not in self._known:
            element = self._elements[key]
            above = value(element, "basedOn")
            base = self._style(above, steps - 1) if above else self._plain
            name = value(element, "name") or ""
            style = paragraph_style(
                element.find(f"{W}pPr"), run_style(element.find(f"{W}rPr"), replace(base, name=name))
            )
            named = _HEADING_NAME.fullmatch(name.strip())
            if named and style.outline is None:
                style = replace(style, outline=int(named[1]) - 1)
            self._known[key] = style
        return self._known[key]


def paragraph_style(properties: Element | None, base: Style) -> Style:
    """``base``, changed by what paragraph properties (w:pPr) set."""
    if properties is None:
        return base
    outline = value(properties, "outlineLvl")
    numbering = properties.find(f"{W}numPr")
    number, level = value(numbering, "numId"), value(numbering, "ilvl")
    return replace(
        base,
        outline=base.outline if not (outline or "").isdecimal() else (int(outline) if int(outline) < 9 else None),  # type: ignore[arg-type]  # noqa: PLR2004 - 9 is running text
        number=base.number if number is None else number,
        level=int(level) if (level or "").isdecimal() else base.level,  # type: ignore[arg-type]
    )


def run_style(properties: Element | None, base: Style) -> Style:
    """``base``, changed by what run properties (w:rPr) set."""
    if properties is None:
        return base
    size = value(properties, "sz")
    bold, italic, hidden = (switched_on(properties, name) for name in ("b", "i", "vanish"))
    return replace(
        base,
        bold=base.bold if bold is None else bold,
        italic=base.italic if italic is None else italic,
        hidden=base.hidden if hidden is None else hidden,
        size=int(size) if size and size.isdecimal() else base.size,
    )


class Numbering:
    """The numbers that Word counts itself. Ask for each paragraph once, in the order of the text."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}  # id of a list -> its levels
        self._family: dict[str, str] = {}  # id of a list -> what it shares its counting with
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        abstract = {each.get(f"{W}abstractNumId"): each for each in root.findall(f"{W}abstractNum")}
        for each in root.findall(f"{W}num"):
            key, family = each.get(f"{W}numId", ""), value(each, "abstractNumId") or ""
            levels = abstract[family].findall(f"{W}lvl") if family in abstract else []
            self._levels[key] = {_number(level.get(f"{W}ilvl")): level for level in levels}
            self._family[key] = family
            for change in each.findall(f"{W}lvlOverride"):
                at, start, level = (
                    _number(change.get(f"{W}ilvl")),
                    value(change, "startOverride"),
                    change.find(f"{W}lvl"),
                )
                if level is not None:
                    self._levels[key][at] = level
                if start is not None:
                    self._starts[key, at] = _number(start)

    def label(self, key: str | None, level: int) -> str | None:
        """What is printed before a paragraph of list ``key``: "1.", "a.", "•"; None for a paragraph of no list."""
        if key is None or level not in self._levels.get(key, {}):
            return None
        counts = self._counts.setdefault(self._family[key], {})
        if key not in self._begun:
            self._begun.add(key)
            for (owner, at), start in self._starts.items():
                if owner == key:
                    counts[at] = start - 1
        counts[level] = counts.get(level, _number(value(self._levels[key][level], "start") or "1") - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return self._shown(key, level, counts)

    def _shown(self, key: str, level: int, counts: dict[int, int]) -> str:
        element = self._levels[key][level]
        form = value(element, "numFmt") or "decimal"
        if form == "bullet":
            return "•"
        if form == "none":
            return ""

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = self._levels[key].get(at)
            count = counts.get(at, _number(value(own, "start") or "1"))
            legal = element.find(f"{W}isLgl") is not None
            return printed_number(count, "decimal" if legal else value(own, "numFmt") or "decimal")

        return re.sub(r"%([1-9])", counted, value(element, "lvlText") or "").strip()


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0
