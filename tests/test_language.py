"""No Dutch sentence stands below ``ui``: the packages report data, and the texts that people read are made of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Words that no English sentence, name or query of ours holds two of.
DUTCH = frozenset(
    "het een dit deze niet geen wel maar bestand opnieuw wordt zijn voor naar met kan staat de te geef kies sla probeer controleer "
    "bijvoorbeeld".split()
)
# Where Dutch is what the module is about: the words and patterns by which texts are read, and the reason of a verdict,
# which is a field of every stored, printed and exported citation.
ABOUT_DUTCH = frozenset(
    """
    ingest/citations/verdicts.py
    ingest/language/words.py
    """.split()
)


def dutch_sentences(source: str) -> list[str]:
    """Return the string literals, docstrings left out, that hold two different Dutch words."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = []
    for node in ast.walk(tree):
        if id(node) in docstrings or id(node) in parts:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = " ".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        else:
            continue
        if len(DUTCH & set(text.casefold().replace(",", " ").replace(".", " ").split())) > 1:
            found.append(text)
    return found


@pytest.mark.parametrize("package", ["ingest", "search"])
def test_sentences_for_people_stand_above(package: str) -> None:
    """Each module that is named as being about Dutch has Dutch in it, and no other has."""
    files = {
        file.relative_to(ROOT).as_posix(): dutch_sentences(file.read_text("utf-8"))
        for file in (ROOT / package).rglob("*.py")
    }
    assert files
    named = {name for name in ABOUT_DUTCH if name.startswith(f"{package}/")}
    assert {name: found for name, found in files.items() if found and name not in named} == {}
    assert {name for name in named if not files.get(name)} == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise ValueError("Dit bestand is niet te lezen.")', 1),
        ('hint = f"Sla het bestand op als {suffix}."', 1),
        ('def f():\n    """Het bestand is een docstring."""', 0),
        ('WORDS = {"het", "een", "dit"}', 0),
        ("message = \"the word 'het' is missing\"", 0),
    ],
)
def test_sentences_are_found_and_words_are_not(source: str, found: int) -> None:
    """The check sees plain and formatted strings, so that its silence means something."""
    assert len(dutch_sentences(source)) == found
