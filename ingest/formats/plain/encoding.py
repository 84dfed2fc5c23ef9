"""Bytes of older systems -> characters: Windows, DOS and the first Macintosh wrote accents each in their own way.

Which of them wrote a file shows inside its words: "geïnformeerd" read in another way is "ge‹nformeerd".
"""

from __future__ import annotations

import re

# Windows first: it wins where nothing tells them apart.
_SYSTEMS = ("cp1252", "cp850", "mac_roman")
# Accents of Dutch and of the names and words that it borrows, behind a letter; a word ends in few of them.
_USUAL = re.compile(r"(?<=[A-Za-z])(?:[àáâäçèéêëïóôöü’](?=[a-z])|[éèë](?![^\W\d_]))")
_FIRST = re.compile(r"(?<![^\W\d_])[éÉ](?=[énÉa-z][a-z])")  # één, étage, Één
# Inside a word stand letters, hyphens and apostrophes; a small letter is not followed by a capital with an accent.
_ODD = re.compile(r"(?<=[a-z])(?:[^\x00-\x7f\w’‘´\u00ad\u2010-\u2014]|[À-ÞŠŽŸ])(?=[a-z])|(?<=[a-z])[ß-ÿ](?=[A-Z])")


def decoded(raw: bytes) -> str:
    """The characters of text that is not Unicode. Raises UnicodeDecodeError where no system could have written it."""
    texts: list[str] = []
    failure: UnicodeDecodeError | None = None
    for system in _SYSTEMS:
        try:
            texts.append(raw.decode(system))
        except UnicodeDecodeError as error:
            failure = error
    best = max(texts, key=_likeliness)
    if failure is not None and _likeliness(best) <= 0:
        # Windows cannot have written it, and what others make of it is not Dutch.
        raise failure
    return best


def _likeliness(text: str) -> int:
    return len(_USUAL.findall(text)) + len(_FIRST.findall(text)) - 2 * len(_ODD.findall(text))
