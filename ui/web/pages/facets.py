"""The filters beside the results: for each its values with what each would leave, as links."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.knowledge_base import FACET_DEPTH
from ui import texts
from ui.web.address import FILTERS, SEARCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.facets import Facets, FacetValue
    from ui.texts.asking import Words
    from ui.web.address import Address

SHOWN = 5  # values of a filter; the others unfold


def label(name: str, value: FacetValue, said: Words) -> str:
    """What a value is called, as plain text. ``name``: of the filter in the address."""
    if name == "document":
        return texts.short(value.label)
    if name == "sdg":
        return f"{value.value} {said.naming.sdgs.get(int(value.value), '')}".strip()
    if name == "motie":
        people = said.naming.listing(value.submitters)
        return " ".join(part for part in (people, value.label) if part) or str(value.value)
    return value.label


def facets(found: Facets, address: Address, said: Words) -> str:
    """All filters. Chosen values stand on top of their list and can be taken away again."""
    groups = "".join(
        _group(name, title, getattr(found, field), address, said)
        for (name, field), title in zip(FILTERS.items(), said.facets, strict=True)
    )
    note = f'<p class="vp-small">{said.facet_note.format(depth=FACET_DEPTH)}</p>' if address.get("vraag") else ""
    chosen = sum(bool(address.get(name)) for name in FILTERS)
    count = f' <span class="vp-count">{chosen}</span>' if chosen else ""
    return (
        f'<details class="vp-facets" data-wide-open><summary><h2>{said.filters}</h2>{count}</summary>'
        f'<nav aria-label="{said.filters}">{groups}{note}</nav></details>'
    )


def _group(name: str, title: str, values: Sequence[FacetValue], address: Address, said: Words) -> str:
    if not values:
        return ""
    current = address.get(name)
    first = [value for value in values if _is(current, value, name)]
    rest = [value for value in values if value not in first]
    items = [_value(name, value, address, said, chosen=value in first) for value in (*first, *rest)]
    shown, more = items[:SHOWN], items[SHOWN:]
    unfold = (
        f'<details class="vp-more"><summary>{said.facet_more.format(count=len(more))}</summary>'
        f"<ul>{''.join(more)}</ul></details>"
        if more
        else ""
    )
    return f"<section><h3>{title}</h3><ul>{''.join(shown)}</ul>{unfold}</section>"


def _is(current: str, value: FacetValue, name: str) -> bool:
    if not current:
        return False
    return current.casefold() == str(value.value).casefold() or (name == "sdg" and current == str(value.value))


def _value(name: str, value: FacetValue, address: Address, said: Words, *, chosen: bool) -> str:
    shown = label(name, value, said)
    lang = "" if name == "sdg" else ' lang="nl"'
    words = f'<span class="vp-value"{lang} title="{escape(shown)}">{escape(shown)}</span>'
    changes: dict[str, object] = {name: None if chosen else value.value, "aantal": None}
    if name == "document":
        changes["hoofdstuk"] = None  # another document has other chapters
    href = escape(address.link(SEARCH, **changes))
    if chosen:
        told = escape(said.remove.format(value=shown))
        cross = '<span aria-hidden="true">×</span>'
        return f'<li><a class="vp-chosen" href="{href}" aria-label="{told}">{words}{cross}</a></li>'
    return f'<li><a href="{href}">{words} <span class="vp-count">{value.passages}</span></a></li>'
