"""The fields of the form depend on each other: every choice that is offered leaves as many rows as it says."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING

import pytest

from search import KnowledgeBase
from ui.web.address import MOTIES, Address
from ui.web.pages.ledger import moties
from ui.web.pages.ledger.asked import ledger_filters
from ui.web.pages.ledger.form import printed_dossier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SELECT = re.compile(r'<select[^>]* name="(\w+)">(.*?)</select>', re.DOTALL)
_OPTION = re.compile(r'<option value="([^"]*)"( selected)?>(.*?)</option>')


@pytest.fixture(scope="module")
def base(seeds_kb: Path) -> Iterator[KnowledgeBase]:
    """The knowledge base of the seeds, opened."""
    with KnowledgeBase.open(seeds_kb) as kb:
        yield kb


def shown(base: KnowledgeBase, values: dict[str, str]) -> str:
    """What the tab shows for an address."""
    return moties.render(base, Address.read(MOTIES, values))


def offered(html: str) -> dict[str, list[tuple[str, int]]]:
    """Field -> the values that can be chosen, each with the number beside it."""
    return {
        name: [
            (entities.unescape(value), int(label.rpartition("(")[2].rstrip(")")))
            for value, _, label in _OPTION.findall(options)
            if value or name == "soort"
        ]
        for name, options in _SELECT.findall(html)
    }


def left(base: KnowledgeBase, values: dict[str, str]) -> int:
    """How many rows an address leaves."""
    asked = ledger_filters(Address.read(MOTIES, values))
    ledger = base.ledger()
    return sum(map(asked.accepts, ledger.papers if asked.kind or values.get("soort") else ledger.moties))


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"soort": "alle"},
        {"indiener": "Kuzu"},
        {"vergaderjaar": "2020/21"},
        {"document": "bho-2024", "soort": "alle"},
        {"zoek": "klimaat", "verwijzing": "ambiguous"},
        {"hoofdstuk": "Inleiding: nieuwe wereld, nieuw beleid", "jaar": "2022"},
    ],
    ids=str,
)
def test_no_choice_leads_to_nothing(base: KnowledgeBase, chosen: dict[str, str]) -> None:
    """Each value leaves the rows that stand beside it, and at least one."""
    fields = offered(shown(base, chosen))
    assert len(fields) == 8
    for name, values in fields.items():
        for value, count in values:
            rows = left(base, {**chosen, name: value})
            assert rows == count, (name, value)
            assert rows > 0 or (name == "soort" and not value), (name, value)


def test_what_would_leave_nothing_is_not_offered(base: KnowledgeBase) -> None:
    """The submitters of another session year, the documents that do not cite the submitter."""
    everything, chosen = offered(shown(base, {})), offered(shown(base, {"indiener": "Kuzu"}))
    assert {name for name, _ in chosen["indiener"]} == {name for name, _ in everything["indiener"]}
    assert chosen["dossier"] == [("35207", 1), ("36045", 1)]
    assert chosen["document"] == [("bhos-2022", 2)]
    assert len(everything["dossier"]) > 10


def test_a_value_of_an_old_address_stays_and_shows_that_it_leaves_nothing(base: KnowledgeBase) -> None:
    """What filters is seen, so that it can be taken away."""
    html = shown(base, {"indiener": "Thorbecke"})
    assert '<option value="Thorbecke" selected>Thorbecke (0)</option>' in html
    assert "Niets voldoet aan deze filters." in html


def test_dossiers_are_printed_as_elsewhere() -> None:
    """A chapter of a budget behind a space, a council of the Union behind a hyphen."""
    assert [printed_dossier(name) for name in ("35925-XVII", "21501-02", "34952")] == [
        "35925 XVII",
        "21501-02",
        "34952",
    ]


def test_of_very_many_values_those_that_leave_most_are_offered(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the others, each with the rows it leaves; what is chosen stays."""
    every = {name: dict(values) for name, values in offered(shown(base, {"zoek": "de"})).items()}
    monkeypatch.setattr("ui.web.pages.ledger.form.OFFERED", 3)
    for chosen in ({"zoek": "de"}, {"zoek": "de", "indiener": list(every["indiener"])[-1]}):
        fields = offered(shown(base, chosen))
        some = dict(fields["indiener"])
        assert len(some) == 3 + ("indiener" in chosen and chosen["indiener"] not in list(some)[:3] and len(some) > 3)
        assert chosen.get("indiener", next(iter(some))) in some
        assert {name: count for name, count in every["indiener"].items() if name in some} == some
        least = min(count for name, count in some.items() if name != chosen.get("indiener"))
        assert all(count <= least for name, count in every["indiener"].items() if name not in some)


@pytest.mark.parametrize("value", ["onzin", "99999"])
def test_a_goal_that_there_is_not_is_no_error(base: KnowledgeBase, value: str) -> None:
    """Addresses are typed and mailed; it stays in its field and leaves nothing or everything."""
    assert (value, 0) in offered(shown(base, {"sdg": value}))["sdg"]
