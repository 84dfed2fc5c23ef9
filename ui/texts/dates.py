"""Dates as people write them, in Dutch and in English."""

from __future__ import annotations

from ui.texts import page

_MONTHS = {
    page.DUTCH: (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
    ),
    page.ENGLISH: (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip


def written(moment: str, language: str = page.DUTCH) -> str:
    """Return a moment of ISO 8601 ("2024-05-16", "2024-05", "2024") in words: "16 mei 2024", "mei 2024", "2024"."""
    year, *rest = moment.split("-")
    month = [_MONTHS[language][int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])
