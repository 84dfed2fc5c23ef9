"""What the table ``lexical`` says of each passage, by number, for the postings of search.backend.postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.postings.building import build_weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from search.backend.postgres.access.connection import State
    from search.backend.postgres.access.reading import Reading
    from search.backend.postgres.tables.numbers import Numbers
    from search.backend.postings.building import Weighed
    from search.backend.postings.segment import Segment

#: Of a match in the passage's own text, its headings and its footnotes: tenths, since the table holds whole numbers.
WEIGHTS = (10, 8, 5)
WHOLE = 10
_AT_ONCE = 2000  # numbers
# One document after the other, as they are numbered; a number that no passage has is none of these.
_ROWS = """
    SELECT e.first + own.place - 1, l.length, array_to_string(l.terms, ' '), l.weights
    FROM extents e CROSS JOIN unnest(e.keys) WITH ORDINALITY own (key, place) JOIN lexical l ON l.passage = own.key
    WHERE e.first BETWEEN %(first)s AND %(last)s ORDER BY 1"""


class PostgresTexts:
    """See search.backend.postings.index.Source. Its keys are the numbers of the passages.

    ``numbers``: of this generation. ``stopped``: whether nobody wants the rest any more.
    """

    def __init__(
        self, reading: Reading, state: State, numbers: Numbers, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self._reading = reading
        self._stopped = stopped
        self.generation = state.generation
        self.store = state.store
        self.living = numbers.extents

    @property
    def last(self) -> int:
        """The highest number there is."""
        return self.living.last

    def rows(self, after: int) -> Iterator[Weighed]:
        """Yield what is indexed of the passages with higher numbers, ascending."""
        while after < self.last and not self._stopped():
            last = after + _AT_ONCE
            yield from self._reading.arrays(_ROWS, first=after + 1, last=last)
            after = max(last, self.living.end_of(last))

    def build(self, rows: Iterable[Weighed], first: int, last: int) -> Segment:
        """Return the segment of some of these, which has the numbers ``first`` to ``last``."""
        return build_weighed(rows, first, last, WHOLE)
