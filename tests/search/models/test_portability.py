"""The models that ship give the same vectors on every machine."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

SCRIPT = runpy.run_path(str(Path(__file__).parents[3] / "benchmarks" / "portability.py"))
# Ten times the largest difference that was seen between two machines; whole numbers that are clipped or rounded to
# another step differ by more than a thousand times as much.
TOLERANCE = 10 * SCRIPT["LARGEST"]


@pytest.fixture(scope="module")
def differences() -> dict[str, float]:
    """The largest difference of any component from the vectors that are kept."""
    found: dict[str, float] = SCRIPT["differences"](SCRIPT["TEXTS"])
    return found


def test_vectors_are_those_of_other_machines(differences: dict[str, float]) -> None:
    """Of each model, questions and passages, by one thread and by two, alone and in a batch."""
    assert {name.partition(",")[0] for name in differences} == {"vindplaats-nl-e1", "vindplaats-nl-v1"}
    assert len(differences) == 12
    assert {name: difference for name, difference in differences.items() if difference > TOLERANCE} == {}


def test_a_difference_is_seen(differences: dict[str, float]) -> None:
    """Texts in another order do not pass for the same ones."""
    other = SCRIPT["differences"](SCRIPT["TEXTS"][1:] + SCRIPT["TEXTS"][:1])
    assert other.keys() == differences.keys()
    assert min(other.values()) > 0.01
