"""What a person gives the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ui.cli.inputs import read_queries
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from pathlib import Path

Run = Any  # the fixture `vindplaats`, which returns (code, out, err)


def test_a_question_of_a_batch_that_is_too_long_is_named(tmp_path: Path) -> None:
    """By file and line, as every other line that is no question."""
    file = tmp_path / "vragen.jsonl"
    file.write_text("".join(json.dumps({"query": "k" * length}) + "\n" for length in (1000, 1001)), "utf-8")
    with pytest.raises(Failure) as caught:
        list(read_queries(str(file)))
    assert str(caught.value) == (
        f"{file}, regel 2: Een vraag heeft hoogstens 1.000 tekens; deze heeft er 1.001. Stel een kortere vraag."
    )


def test_a_question_on_the_command_line_that_is_too_long_is_refused(vindplaats: Run) -> None:
    """Before a knowledge base is opened."""
    ran = vindplaats("search", "k" * 1001)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Fout: Een vraag heeft hoogstens 1.000 tekens; deze heeft er 1.001. Stel een kortere vraag.\n"
