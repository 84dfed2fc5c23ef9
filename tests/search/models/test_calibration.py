"""The numbers that belong to a model, in its folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from search.errors import CalibrationError
from search.models.calibration import CALIBRATION, read_calibration, write_calibration
from search.models.registry import DEFAULT_MODEL, MODELS, load_calibration

if TYPE_CHECKING:
    from pathlib import Path


def content() -> dict[str, Any]:
    """What the model that ships brings."""
    found: dict[str, Any] = json.loads((MODELS / DEFAULT_MODEL / CALIBRATION).read_text("utf-8"))
    return found


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """And is the file that ships, character for character."""
    shipped = read_calibration(MODELS / DEFAULT_MODEL)
    assert shipped is not None
    path = write_calibration(tmp_path, shipped)
    assert read_calibration(tmp_path) == shipped
    assert path.read_text("utf-8") == (MODELS / DEFAULT_MODEL / CALIBRATION).read_text("utf-8")


def test_a_folder_without_one_brings_none(tmp_path: Path) -> None:
    """That is not a fault."""
    assert read_calibration(tmp_path) is None


@pytest.mark.parametrize("name", [DEFAULT_MODEL, "vindplaats-nl-v1", "intfloat/multilingual-e5-small"])
def test_the_shipped_numbers_count_where_a_model_brings_none(name: str) -> None:
    """One that ships, one on a hub."""
    assert load_calibration(name) == read_calibration(MODELS / DEFAULT_MODEL)


def test_a_model_in_a_folder_brings_its_own(tmp_path: Path) -> None:
    """Found by the folder, as the model is."""
    own = content()
    own["confidence"]["threshold"] = 0.75
    (tmp_path / CALIBRATION).write_text(json.dumps(own))
    assert load_calibration(tmp_path).confidence.threshold == 0.75


def damaged(**changes: Any) -> str:  # noqa: ANN401 - what a damaged file may hold
    """The content with a part changed: ``passages={...}`` puts these into that part, None takes it out."""
    made = content()
    for part, values in changes.items():
        if values is None:
            del made[part]
        else:
            made[part].update(values)
    return json.dumps(made)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", ""),
        ("{", ""),
        ("[]", ""),
        (damaged(passages={"note": "veel"}), "passages.note"),
        (damaged(passages={"note": 1.5}), "passages.note"),
        (damaged(sentences={"year": -1}), "sentences.year"),
        (damaged(passages={"notes": 1}), "passages"),
        (damaged(confidence={"dutch": {"bias": 0}}), "confidence.dutch"),
        (damaged(confidence={"threshold": 0.4, "near": 0.5}), "confidence"),
        (damaged(confidence=None), ""),
    ],
)
def test_a_damaged_file_is_refused_with_the_place(tmp_path: Path, text: str, place: str) -> None:
    """A number that is none, out of range, missing or misspelt; or thresholds in the wrong order."""
    (tmp_path / CALIBRATION).write_text(text)
    with pytest.raises(CalibrationError) as caught:
        read_calibration(tmp_path)
    assert (caught.value.path, caught.value.place) == (tmp_path / CALIBRATION, place)
    assert caught.value.reason
