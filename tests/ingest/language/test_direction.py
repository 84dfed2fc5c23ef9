"""Arabic and Hebrew as printed, put in the order in which they are read."""

from __future__ import annotations

import pytest

from ingest.language.direction import in_reading_order, is_right_to_left, plain_letters, reading_places

SHALOM = "\u05e9\u05dc\u05d5\u05dd"  # as it is read
SALAM = "\u0633\u0644\u0627\u0645"


def shown(text: str) -> str:
    """A word as it stands on the page."""
    return text[::-1]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (shown(SHALOM), SHALOM),
        (f".{shown(SALAM)} {shown(SHALOM)}", f"{SHALOM} {SALAM}."),
        (f"{shown(SALAM)} 2021 {shown(SHALOM)}", f"{SHALOM} 2021 {SALAM}"),
        (f"1.250,50 {shown(SHALOM)}", f"{SHALOM} 1.250,50"),
        (f"{shown(SALAM)} Wet inburgering 2021 {shown(SHALOM)}", f"{SHALOM} Wet inburgering 2021 {SALAM}"),
        (
            f"De groet {shown(SALAM)} {shown(SHALOM)} staat in de brief.",
            f"De groet {SHALOM} {SALAM} staat in de brief.",
        ),
        (f"De groet {shown(SALAM)}", f"De groet {SALAM}"),
        (f"){shown(SALAM)}( {shown(SHALOM)}", f"{SHALOM} ({SALAM})"),
        (f"({shown(SALAM)}) {shown(SHALOM)}", f"{SHALOM} ({SALAM})"),
        ("Alleen Nederlands (2021).", "Alleen Nederlands (2021)."),
    ],
)
def test_a_line_is_put_in_the_order_in_which_it_is_read(printed: str, read: str) -> None:
    """Words from the right, numbers and other scripts among them from the left, brackets as they are written."""
    places = reading_places(printed)
    assert sorted(places) == list(range(len(printed)))
    assert in_reading_order(printed, places) == read


def test_joined_shapes_are_letters() -> None:
    """What a font names by the shape beside other letters is the letter; marks of direction go."""
    assert plain_letters("\ufe8e\ufefb\u200f") == "\u0627\u0644\u0627"


def test_only_scripts_from_the_right_are_turned() -> None:
    """Turkish and Polish are read as they stand."""
    assert not is_right_to_left("\u0130n\u015faat ve \u0131\u011fd\u0131r, Nowo przyby\u0142y")
    assert is_right_to_left(f"groet {SALAM}")
