"""What is installed is what runs: packages, model, seeds and data all travel in the wheel."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SHIPPED = ("ingest", "search", "seeds", "ui")
PINS = [
    line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from what is in the folders now."""
    source = tmp_path_factory.mktemp("source")
    for name in (*SHIPPED, "pyproject.toml", "README.md", "LICENSE"):
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, source / name)
    # Without build isolation: nothing is fetched, the setuptools of this environment builds it.
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        "dist",
        ".",
    ]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [built] = (source / "dist").glob("vindplaats-*.whl")
    with zipfile.ZipFile(built) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(wheel: set[str]) -> None:
    """An installed copy has the same modules, data, model and seeds as a clone, and nothing else."""
    files = {
        file.relative_to(ROOT).as_posix()
        for folder in SHIPPED
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert wheel == files


@pytest.mark.parametrize("line", PINS)
def test_constraints_hold_on_any_machine(line: str) -> None:
    """Every line is an exact version from a registry: no local build, no path of the machine that wrote it."""
    assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)


def test_every_dependency_is_pinned() -> None:
    """What pyproject.toml asks for, constraints.txt holds to one version."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked = [*PROJECT["project"]["dependencies"], *(each for extra in extras for each in extra)]
    own = {PROJECT["project"]["name"]}  # one extra takes in another by our own name
    names = {re.split(r"[<>=~!\[; ]", each)[0].lower().replace("_", "-") for each in asked}
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in PINS}
    assert names - pinned - own == set()
