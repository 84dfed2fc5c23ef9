"""Options of the test run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    import pytest

# How long an example takes says something of the machine, not of the program. With CI=true hypothesis itself sees to it
# that the examples are the same in each run.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files and pictures change only when asked."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
    parser.addoption(
        "--screenshots", metavar="DIR", help="write the pictures of docs/eerste-gebruik.md into this folder"
    )
