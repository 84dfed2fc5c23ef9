"""The Sustainable Development Goals that a heading or text names by number.

Only what is printed counts: "SDG 13", "SDG13", "SDG's 3 en 5", "SDG3 & SDG5". Goals suggested by meaning are another
matter and are kept apart from these.
"""

from __future__ import annotations

import re

# "SDG’s.6" is a footnote marker behind a full stop, not goal 6: only a space, hyphen or nothing may stand in between.
_NAMED = re.compile(
    r"\bSDG(?:['’]?s)?[ \u00a0-]?(?P<first>\d{1,2})(?!\d)"
    r"(?P<more>(?:(?:\s*,\s*|\s*(?:&|en|t/m|tot en met)\s*)\d{1,2}(?![\d.,]*\d|\s*%))*)",
    re.IGNORECASE,
)
_GOALS = range(1, 18)


def named_sdgs(text: str) -> tuple[int, ...]:
    """The goals (1-17) that the text names, ascending, each once.

    >>> named_sdgs("Mondiale gezondheid (SDG3 & SDG5), vooruitgang op meerdere SDG’s.6")
    (3, 5)
    """
    found: set[int] = set()
    for match in _NAMED.finditer(text):
        first = int(match["first"])
        numbers = [first, *map(int, re.findall(r"\d+", match["more"]))]
        if re.search(r"t/m|tot en met", match["more"]):
            numbers = list(range(numbers[0], numbers[-1] + 1))
        # "SDG’s 3 en 5" is a plural; after a singular a second number belongs to something else.
        plural = re.match(r"SDG['’]?s", match.group(), re.IGNORECASE)
        found.update(n for n in (numbers if plural else numbers[:1]) if n in _GOALS)
    return tuple(sorted(found))
