"""Questions judged by a confidence that was not fitted to them."""

from __future__ import annotations

from search.ask.confidence import Evidence
from training.measuring.confidence import Asked
from training.measuring.left_out import HEADINGS, judged_without


def questions(*, reverse: bool) -> list[Asked]:
    """Forty questions of which the answered ones are nearer in meaning, or the others."""
    return [
        Asked(Evidence(4.0 * (answered is not reverse), 0.5, 0.0), answered, answered, ordinary=place % 4 != 0)
        for place in range(40)
        for answered in (place % 2 == 0,)
    ]


def test_each_set_is_judged_by_the_others() -> None:
    """Sets that are alike judge each other well; one that is the reverse of all others is judged wrong."""
    alike = {"a": questions(reverse=False), "b": questions(reverse=False)}
    headings, *rows = judged_without(alike, [], 0.5)
    assert headings == ("set", *HEADINGS)
    assert rows == [(name, "40", "20", "20", "0 of 20", "1.00", "1.00", "1.00") for name in alike]
    *_, last = judged_without({**alike, "c": questions(reverse=True)}, [], 0.5)
    assert last == ("c", "40", "0", "20", "20 of 20", "0.00", "0.00", "0.00")
