"""Every export and every format has its words in both languages."""

from __future__ import annotations

import pytest

from search.export.formats import WHATS
from ui.programs.downloads import DOWNLOADS
from ui.texts.ledger import exports
from ui.texts.page import DUTCH, ENGLISH


@pytest.mark.parametrize("language", [DUTCH, ENGLISH])
def test_nothing_is_without_words(language: str) -> None:
    """What is exported, for whom each format is, and the two that stand first."""
    words = exports.words(language)
    assert set(words.kinds) == set(WHATS)
    assert set(words.formats) == set(DOWNLOADS)
    assert words.first == {"xlsx": "Excel", "ris": "Zotero"}
