"""The address is the state of the page."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model import Filters
from ui.web.address import LONGEST, Address, to


def read(href: str) -> Address:
    """The address that a link leads to."""
    values = dict(parse_qsl(href.removeprefix("?")))
    return Address.read(values.pop("tab", "zoeken"), values)


def test_filters_come_from_the_address() -> None:
    """Dutch names, numbers as numbers."""
    href = "?vraag=x&document=nota&hoofdstuk=Hoofdstuk+1&sdg=13&motie=kst-1-2&indiener=Kuzu&jaar=2022"
    assert read(href).filters() == Filters("nota", "Hoofdstuk 1", 13, "kst-1-2", "Kuzu", 2022)


@pytest.mark.parametrize("value", ["", "dertien", "-1", "1e3", "99999999999999999999", "٣"])
def test_what_is_no_number_filters_nothing(value: str) -> None:
    """An address typed by hand does no harm."""
    assert Address.read("zoeken", {"sdg": value}).filters() == Filters()


def test_an_unknown_tab_is_the_first() -> None:
    """So is an unknown language Dutch, and a value that is too long cut."""
    address = Address.read("elders", {"taal": "xx", "vraag": "a" * 5000})
    assert (address.tab, address.language, len(address.get("vraag"))) == ("zoeken", "nl", LONGEST)


def test_a_link_changes_only_what_it_says() -> None:
    """The rest of the address stays; an empty value leaves it."""
    address = read("?vraag=a+b&sdg=13&aantal=20")
    assert address.link(sdg=None, motie="kst-1-2") == "?vraag=a+b&aantal=20&motie=kst-1-2"
    assert address.link("lezen", document="d") == "?tab=lezen&vraag=a+b&sdg=13&aantal=20&document=d"
    assert to("moties", stuk="kst-1-2") == "?tab=moties&stuk=kst-1-2"


@given(st.dictionaries(st.sampled_from(["vraag", "hoofdstuk", "motie"]), st.text(max_size=40)))
def test_any_value_survives_the_way_through_an_address(values: dict[str, str]) -> None:
    """What is written into a link is read back, whatever signs it holds."""
    assume = {name: value.strip() for name, value in values.items() if value.strip()}
    if all(value.isprintable() for value in assume.values()):
        assert dict(read(to("zoeken", **assume)).values) == assume
