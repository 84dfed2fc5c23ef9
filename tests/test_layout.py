"""How large modules and folders may grow, what they are called, and that the tests stand where the code stands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

from import_statements import PACKAGES, modules_of, relative

LONGEST = 300  # lines: a longer module does more than one thing, a longer test module tests more than one
FULLEST = 15  # modules beside __init__ and __main__: a fuller folder holds more than one subject
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def folders(*tops: str) -> dict[str, int]:
    """Return how many modules stand in each folder, ``__init__`` and ``__main__`` not counted."""
    named = [file for file in modules_of(*tops) if not file.stem.startswith("__")]
    return dict(Counter(relative(file.parent) for file in named))


def test_no_module_is_too_long() -> None:
    """A module that no longer fits in a reader's head is to be split."""
    files = modules_of(*PACKAGES, "benchmarks", "tests")
    assert {relative(file) for file in files if len(file.read_text("utf-8").splitlines()) > LONGEST} == set()


def test_no_folder_is_too_full() -> None:
    """A folder can be taken in at a glance."""
    assert {name: count for name, count in folders(*PACKAGES, "benchmarks", "tests").items() if count > FULLEST} == {}


def test_no_module_is_called_after_nothing() -> None:
    """Modules are called after what they are about."""
    assert [relative(file) for file in modules_of(*PACKAGES, "benchmarks", "tests") if file.stem in VAGUE] == []


def test_every_folder_has_its_tests_in_the_same_place() -> None:
    """Whoever opens a folder of a package finds its tests in the folder of the same name below tests/."""
    tested = {relative(file.parent) for file in modules_of("tests") if file.stem.startswith("test_")}
    assert {name for name in folders(*PACKAGES) if f"tests/{name}" not in tested} == set()


def test_every_folder_of_tests_is_that_of_a_package() -> None:
    """No test stands under a name that the code no longer has."""
    tested = {relative(file.parent) for file in modules_of("tests") if file.stem.startswith("test_")} - {"tests"}
    code = {str(PurePosixPath("tests", each)) for name in folders(*PACKAGES) for each in (name, *parents(name))}
    assert tested - code == set()


def parents(folder: str) -> list[str]:
    """Return the folders that hold this one: ``ui`` holds no module itself, but ``ui/web`` does."""
    return [each.as_posix() for each in Path(folder).parents if each != Path()]
