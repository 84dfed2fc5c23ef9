"""Who publishes a paper."""

from __future__ import annotations

import pytest

from ingest.imprint.organisations import is_organisation, own_party, parties_named, parties_of_name


def test_parties_are_called_as_in_the_house() -> None:
    """By their short names, each once; a joint one is not its parts."""
    assert parties_named(["Programma van de Partij van de Arbeid (PvdA)"]) == ["PvdA"]
    assert parties_named(["GroenLinks–PvdA en de ChristenUnie"]) == ["GroenLinks-PvdA", "ChristenUnie"]
    assert parties_named(["Een denker over de sp in voltooide zinnen"]) == []


@pytest.mark.parametrize(
    ("lines", "party"), [(["SP, SP en SP. Niet de VVD."], "SP"), (["SP, SP, SP, VVD, VVD."], ""), (["SP en SP"], "")]
)
def test_a_programme_names_its_own_party_most(lines: list[str], party: str) -> None:
    """Three times at least, and twice as often as any other."""
    assert own_party(lines) == party


@pytest.mark.parametrize(
    ("stem", "party"), [("vp_volt_2021", "Volt"), ("gl-pvda", "GroenLinks-PvdA"), ("vvd-cda", ""), ("programma", "")]
)
def test_a_name_of_a_file_may_name_its_party(stem: str, party: str) -> None:
    """Or those of a joint programme; two parties that do not go together say nothing."""
    assert parties_of_name(stem) == party


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Ministerie van Financiën", True), ("MINISTERIE VAN DEFENSIE", True), ("De Raad van State en het water", False)],
)
def test_a_line_that_names_a_publisher_only(line: str, is_one: bool) -> None:  # noqa: FBT001 - what is expected
    """Is not a title."""
    assert is_organisation(line) is is_one
