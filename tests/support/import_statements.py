"""The packages of this project and the names that their modules import, for the tests of the architecture."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGES = ("ingest", "search", "training", "ui")


class ImportedName(NamedTuple):
    """One imported name: in which file, from which module, and whether the import runs with the program."""

    file: str
    module: str
    name: str | None  # None where the module itself is imported
    runs: bool  # False under TYPE_CHECKING


def modules_of(*packages: str) -> list[Path]:
    """Return the files of all modules of these top-level folders."""
    return sorted(file for package in packages for file in (ROOT / package).rglob("*.py"))


def relative(file: Path) -> str:
    """Return the path of a file below the project, with slashes on every system."""
    return file.relative_to(ROOT).as_posix()


def imports_in(file: str, source: str) -> list[ImportedName]:
    """Return all imports of a module, those inside functions and TYPE_CHECKING blocks included."""
    tree = ast.parse(source)
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for statement in block.body
        for node in ast.walk(statement)
    }
    found = []
    for node in ast.walk(tree):
        runs = id(node) not in typing_only
        if isinstance(node, ast.Import):
            found += [ImportedName(file, alias.name, None, runs) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide where an arrow goes"
            found += [ImportedName(file, str(node.module), alias.name, runs) for alias in node.names]
    return found


@cache
def imported_names(*folders: str) -> tuple[ImportedName, ...]:
    """Return all imports of the modules of these top-level folders."""
    return tuple(each for file in modules_of(*folders) for each in imports_in(relative(file), file.read_text("utf-8")))
