"""The filters beside the results: for each its values with what each would leave, as links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search.ask.asking import FACET_DEPTH
from ui import texts
from ui.texts.asking import goal_label
from ui.web.address import FILTERS, SEARCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.facets import Facets, FacetValue
    from ui.texts.asking import Words
    from ui.web.address import Address

SHOWN = 5  # values of a filter; the others unfold
MOST = 200  # values of a filter, those that leave most: nobody reads more, and they would fill megabytes
GOALS = ("sdg", SUGGESTED := "sdg-suggestie")  # those named, and those named or suggested


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter. ``href``: to choose it, or to remove it; ``printed``: in the words of a document."""

    label: str
    href: str
    passages: int
    chosen: bool
    printed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A filter with its values: the ``first`` are shown, the others unfold.

    ``suggested``: of goals, those that take in passages for which a goal is only suggested; they unfold too.
    """

    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    suggested: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Filtering:
    """All filters. ``chosen``: how many hold; ``note``: what the counts stand for, or ""."""

    groups: tuple[Group, ...]
    chosen: int
    note: str


def label(name: str, value: FacetValue, words: Words) -> str:
    """Return what a value is called. ``name``: of the filter in the address."""
    if name == "document":
        return texts.short(value.label)
    if name == "soort" and value.value == texts.UNSTATED_KIND:
        return words.kind_unstated
    if name == "sdg":
        return goal_label(int(value.value), words)
    if name == SUGGESTED:
        return words.suggested_too.format(goal=goal_label(int(value.value), words))
    if name == "motie":
        people = words.naming.listing(value.submitters)
        return " ".join(part for part in (people, value.label) if part) or str(value.value)
    return value.label


def facets(found: Facets, address: Address, words: Words) -> Filtering:
    """Return all filters. Chosen values stand on top of their list and can be removed again."""
    groups = [
        _goals(found, address, words) if name == "sdg" else _group(name, getattr(found, field), address, words)
        for name, field in FILTERS.items()
        if name != SUGGESTED
    ]
    return Filtering(
        groups=tuple(group for group in groups if group.first or group.suggested),
        chosen=sum(bool(address.get(name)) for name in FILTERS),
        note=words.facet_note.format(depth=FACET_DEPTH) if address.get("vraag") else "",
    )


def _group(name: str, values: Sequence[FacetValue], address: Address, words: Words) -> Group:
    current = address.get(name).casefold()
    chosen = [value for value in values if current and current == str(value.value).casefold()]
    others = [value for value in values if value not in chosen] if chosen else values
    values = (*chosen, *others)[:MOST]
    choices = tuple(_choice(name, value, address, words, chosen=bool(chosen) and value in chosen) for value in values)
    return Group(words.facets[FILTERS[name]], choices[:SHOWN], choices[SHOWN:])


def _goals(found: Facets, address: Address, words: Words) -> Group:
    """The goals that are named; those suggested as well in a list of their own, but for the one that is chosen.

    What a model suggests is never mixed with what a document says.
    """
    named = _group("sdg", found.sdg, address, words)
    both = _group(SUGGESTED, found.suggested_sdg, address, words)
    values = (*both.first, *both.more)
    chosen = tuple(each for each in values if each.chosen)
    return replace(named, first=(*chosen, *named.first), suggested=values[len(chosen) :])


def _choice(name: str, value: FacetValue, address: Address, words: Words, *, chosen: bool) -> Choice:
    changes: dict[str, object] = {name: None if chosen else value.value, "aantal": None}
    if name == "document":
        changes["hoofdstuk"] = None  # another document has other chapters
    if name in GOALS:
        changes[next(each for each in GOALS if each != name)] = None  # one goal at a time, in one sense
    return Choice(
        label=label(name, value, words),
        href=address.link(SEARCH, **changes),
        passages=value.passages,
        chosen=chosen,
        printed=name not in GOALS,
    )
