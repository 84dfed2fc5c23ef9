"""Questions judged by a confidence that was not fitted to them."""

from __future__ import annotations

from search.ask.confidence import Evidence
from search.models.calibration import Coefficients, ConfidenceWeights
from training.measuring.confidence import Asked
from training.measuring.left_out import HEADINGS, judged_as_fitted, judged_without_document, judged_without_set

NONE = Coefficients(*[0.0] * 9)
KNOWN = ConfidenceWeights(NONE, NONE, 0.5, 0.0)  # thresholds


def questions(*documents: str, reverse: bool) -> list[Asked]:
    """Forty questions of which the answered ones are nearer in meaning, or the others."""
    return [
        Asked(Evidence(4.0 * (answered is not reverse), 0.5, 0.0), answered, answered, place % 4 != 0, documents)
        for place in range(40)
        for answered in (place % 2 == 0,)
    ]


def test_each_set_is_judged_by_the_others() -> None:
    """Sets that are alike judge each other well; one that is the reverse of all others is judged wrong."""
    alike = {"a": questions(reverse=False), "b": questions(reverse=False)}
    headings, *rows = judged_without_set(alike, [], KNOWN)
    assert headings == ("set", *HEADINGS)
    assert rows == [(name, "40", "20", "20", "0 of 20", "1.000", "1.000", "1.000") for name in alike]
    *_, last = judged_without_set({**alike, "c": questions(reverse=True)}, [], KNOWN)
    assert last == ("c", "40", "0", "20", "20 of 20", "0.000", "0.000", "0.000")


def test_questions_on_a_document_are_judged_by_those_on_others() -> None:
    """In whatever set they are; a document that is the reverse of the others is judged wrong only when left out."""
    others = questions("a", reverse=False) * 3
    sets = {"one": [*others, *questions("b", reverse=True)], "two": questions("c", reverse=False) * 3}
    _, one, two = judged_without_document(sets, [], KNOWN)
    assert one[:6] == ("one", "160", "60", "80", "20 of 80", "0.750")
    assert two == ("two", "120", "60", "60", "0 of 60", "1.000", "1.000", "1.000")
    both = {"one": questions("a", "b", reverse=True), "two": questions("b", reverse=True) * 3, "three": sets["two"]}
    _, one, *_ = judged_without_document(both, [], KNOWN)
    assert one[2:5] == ("0", "20", "20 of 20")  # although those of two, on one of its documents, are like them
    assert [row[0] for row in judged_without_document({"one": sets["two"]}, [], KNOWN)] == ["set"]
    _, one, *_ = judged_as_fitted({"one": questions(reverse=True) * 3, "two": questions(reverse=False)}, [], KNOWN)
    assert one[2:5] == ("60", "60", "0 of 60")


def test_questions_on_no_document_are_judged_without_those_of_their_set() -> None:
    """As nobody knows which of them go together."""
    sets = {"one": questions(reverse=True) * 3, "two": questions("a", reverse=False)}
    _, one, _ = judged_without_document(sets, [], KNOWN)
    assert one[2:5] == ("0", "60", "60 of 60")
