"""The filters beside the results: of very many values those that leave most."""

from __future__ import annotations

import pytest

from search.ask.facets import Facets, FacetValue
from ui.texts import asking
from ui.web.address import SEARCH, Address
from ui.web.pages.facets import MOST, SHOWN, facets


@pytest.mark.parametrize("chosen", ["", f"stuk-{MOST + 7}"])
def test_of_very_many_documents_those_with_most_passages_are_offered(chosen: str) -> None:
    """Nobody reads a hundred thousand; what is chosen can be taken away again, wherever it stands."""
    values = tuple(FacetValue(f"stuk-{number}", f"Stuk {number}", 1000 - number) for number in range(MOST + 10))
    address = Address.read(SEARCH, {"document": chosen})
    (group,) = facets(Facets(document=values), address, asking.words("nl")).groups
    assert (len(group.first), len(group.first) + len(group.more)) == (SHOWN, MOST)
    labels = [each.label for each in (*group.first, *group.more)]
    first = ["Stuk 207"] if chosen else []
    assert labels == [*first, *(f"Stuk {number}" for number in range(MOST - len(first)))]
    assert [each.label for each in group.first if each.chosen] == first
