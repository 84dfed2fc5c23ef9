"""What a confidence is worth, on cases worked out by hand."""

from __future__ import annotations

import pytest

from search.evaluate.reliability import Bin, calibration_error, reliability, separation


@pytest.mark.parametrize(
    ("higher", "lower", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.9, 0.5], [0.5, 0.1], 3.5 / 4),  # of four pairs three are in order, one is equal
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_separation(higher: list[float], lower: list[float], expected: float | None) -> None:
    """The chance that one of the first exceeds one of the second."""
    assert expected == separation(higher, lower)


def test_bins() -> None:
    """Each holds its lower end and not its upper one, the last both; a bin without answers is left out."""
    answered = [(1.0, True), (0.8, False), (0.9, True), (0.81, True), (0.0, False)]
    assert reliability(answered) == (
        Bin(0.0, 0.1, 1, 0.0, 0.0),
        Bin(0.8, 0.9, 2, pytest.approx(0.805), 0.5),
        Bin(0.9, 1.0, 2, 0.95, 1.0),
    )


def test_calibration_error() -> None:
    """Each bin counts for its answers: one is off by 0.3 three times, the other by 0.1 once."""
    assert calibration_error([Bin(0.8, 0.9, 3, 0.8, 0.5), Bin(0.9, 1.0, 1, 0.9, 1.0)]) == pytest.approx(0.25)


def test_nothing_answered() -> None:
    """No bins, and nothing known about the error."""
    assert reliability([]) == ()
    assert calibration_error([]) is None
