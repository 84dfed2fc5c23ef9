"""Questions in the text that a question finds: their answers come first, and are read beside what was asked.

Words and meaning find what is asked for in the text rather than what answers it, which often does not repeat it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ingest.model import passage_id
from search.ask.ranking import Ranked
from search.exchanges import answered_behind, asked_before, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Passage
    from search.backend.protocol import Snapshot
    from search.model import Filters

LOOKED_AT = 10  # passages, best first, of which the answers are looked for
AROUND = 16  # passages before and behind one among which its question and its answer are looked for
MOST_ANSWERING = 2  # passages of one answer that come with its question


class Exchanges:
    """What stands around the best passages where those ask or answer. ``ranked``: best first.

    ``passages``: by key, those that it has read.
    """

    def __init__(self, ranked: Sequence[Ranked], snapshot: Snapshot) -> None:
        keys = [item.key for item in ranked]
        self.passages = snapshot.passages.read(keys)
        self._looked_at = frozenset(keys[:LOOKED_AT])
        ids = {id_ for key in self._looked_at for id_ in _around(self.passages[key])}
        self._keys = {}
        self._documents: dict[str, list[Passage]] = {}
        if ids:
            found = snapshot.passages.read(snapshot.passages.keys_named(ids))
            self.passages |= found
            self._keys = {passage.id: key for key, passage in found.items()}
            documents = defaultdict(list)
            for passage in found.values():
                documents[passage.document].append(passage)
            self._documents = {
                id_: sorted(passages, key=lambda passage: passage.ordinal) for id_, passages in documents.items()
            }

    def put_answers_first(self, ranked: Sequence[Ranked], filters: Filters, snapshot: Snapshot) -> list[Ranked]:
        """Return as many passages as are ranked: before each that asks the ones that answer it, with its score."""
        if not self._keys:
            return list(ranked)
        known = {item.key: item for item in ranked}
        keys = np.sort(np.array([*self._keys.values()], dtype=np.int64))
        allowed = frozenset(keys[snapshot.passages.passing(keys, filters)].tolist())
        found: dict[int, Ranked] = {}
        for item in ranked:
            for key in self._answering(item.key):
                if key in allowed and key not in found:
                    own = known.get(key) or Ranked(key, item.document, item.score, 0.0, None)
                    coverage = max(own.coverage, item.coverage)
                    found[key] = replace(own, score=max(own.score, item.score), coverage=coverage)
            found.setdefault(item.key, item)
        return [*found.values()][: len(ranked)]

    def _answering(self, key: int) -> list[int]:
        if key not in self._looked_at:
            return []
        passage = self.passages[key]
        answers = answered_behind(passage, self._documents.get(passage.document, ()))
        return [self._keys[each.id] for each in answers[:MOST_ANSWERING]]

    def asked(self, passage: Passage) -> dict[int, Passage]:
        """Return by key the passages that ask what this one answers; none where it answers nothing."""
        asking = asked_before(passage, self._documents.get(passage.document, ()))
        return {self._keys[each.id]: each for each in asking}


def _around(passage: Passage) -> Iterable[str]:
    """The ids that the passages around one that asks or answers can have."""
    if part_of(passage.section) is None:
        return ()
    first = max(1, passage.ordinal - AROUND)
    return (passage_id(passage.document, ordinal) for ordinal in range(first, passage.ordinal + AROUND + 1))
