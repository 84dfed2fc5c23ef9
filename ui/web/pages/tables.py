"""Tables of cells that are HTML already; on a narrow screen the rows stack, so every cell knows its column."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> str:
    """Return a table with a heading for each column. ``caption``: what it is, for who cannot see where it stands."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    return with_heads(heads, columns, rows, caption=caption)


def with_heads(heads: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> str:
    """Return a table under headings that are HTML already."""
    body = "".join(
        "<tr>"
        + "".join(f'<td data-label="{escape(name)}">{cell}</td>' for name, cell in zip(columns, row, strict=True))
        + "</tr>"
        for row in rows
    )
    told = f'<caption class="vp-unseen">{escape(caption)}</caption>' if caption else ""
    return f'<table class="vp-table">{told}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
