"""Which libraries are used, in which folders, and that each is declared."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from import_statements import PACKAGES, ROOT, imported_names

# A library that may be exchanged one day is known to one folder: the folder itself, or with "/**" all below it too.
# In ingest/formats/pdf only the folder itself holds objects of pypdf: pdf/page finds the structure of a page without it.
# Gradio lays out the tabs and serves them; what stands in them (ui/web/pages) is made, tested and read without it.
HOMES = {
    "argon2": {"ui/access"},
    "click": {"ui/cli", "ui/cli/kept", "ui/cli/serving", "ui/web"},
    "faiss": {"search/backend/faiss"},
    "filelock": {"search/backend/postings"},
    "fastapi": {"ui/programs", "ui/web", "ui/web/documents", "ui/web/kept", "ui/web/originals"},
    "gradio": {"ui/web"},
    "itsdangerous": {"ui/access"},
    "jinja2": {"ui/web"},
    "langchain_text_splitters": {"ingest/compose"},
    "lxml": {"ingest/formats"},
    "markdown_it": {"ingest/formats/plain"},
    "markupsafe": {"ui/web", "ui/web/pages"},
    "mcp": {"ui/programs"},
    "mdit_py_plugins": {"ingest/formats/plain"},
    "model2vec": {"search/models"},
    "msgspec": {"ingest/**", "search/**", "training/**"},  # training writes the calibrations that search reads
    "odfdo": {"ingest/formats/exchange"},
    "numpy": {"search/**", "training/**"},
    "onnx": {"training/**"},
    "onnxruntime": {"search/models"},
    "docx": {"search/export/word"},
    "openpyxl": {"search/export"},
    "prometheus_client": {"ui/monitoring"},
    "psycopg": {"search/backend/postgres", "search/backend/postgres/access"},
    "pypdf": {"ingest/formats/pdf"},
    "pypdfium2": {"ui/web/originals"},
    "rapidfuzz": {"search/dutch", "search/evaluate"},
    "safetensors": {"search/models", "training/**"},
    "sentence_transformers": {"search/models"},
    "sklearn": {"training/measuring"},
    "striprtf": {"ingest/formats/exchange"},
    "Stemmer": {"search/dutch"},
    "sqlite3": {f"search/backend/sqlite{below}" for below in ("", "/kept", "/lexical", "/readers", "/upkeep")},
    "starlette": {
        "ui/access",
        "ui/limits",
        "ui/monitoring",
        "ui/programs",
        "ui/web",
        "ui/web/documents",
        "ui/web/kept",
        "ui/web/originals",
    },
    "tokenizers": {"search/models", "training/**"},
    "torch": {"training/**"},
    "tqdm": {"ui/cli"},
    "transformers": {"training/**"},
    "typing_extensions": {"ui/programs"},
    "uvicorn": {"ui/access", "ui/web"},
}
# What is only compared with, which nobody needs to have: library -> distribution.
PEERS = {
    "chromadb": "chromadb",
    "haystack": "haystack-ai",
    "lancedb": "lancedb",
    "langchain_community": "langchain-community",
    "langchain_core": "langchain-core",
    "txtai": "txtai",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# The benchmarks, what the tests share and the scorer are found by their own names, not by those of their folders.
BY_NAME = (
    "benchmarks",
    "tests/support",
    "tests/support/page",
    "tests/support/serving",
    "tests/support/stores",
    "tests/gold",
)
OWN = {*PACKAGES, "support", *(file.stem for folder in BY_NAME for file in (ROOT / folder).glob("*.py"))}


def libraries(*folders: str) -> dict[str, set[str]]:
    """Return the top-level names of everything imported that is not ours, each with the folders that import it."""
    found: dict[str, set[str]] = {}
    for each in imported_names(*folders):
        name = each.module.partition(".")[0]
        if name not in OWN:
            found.setdefault(name, set()).add(each.file.rpartition("/")[0])
    return found


def third_party(*folders: str) -> set[str]:
    """Return the libraries that do not come with Python."""
    return set(libraries(*folders)) - sys.stdlib_module_names


def declared(*extras: str) -> set[str]:
    """Return the distributions that pyproject.toml asks for, with these extras."""
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    return {re.split(r"[<>=~!\[; ]", line)[0].lower().replace("_", "-") for line in lines}


def undeclared(names: set[str], *extras: str) -> set[str]:
    """Return the libraries among these that no declared distribution brings."""
    brought_by = packages_distributions()
    asked = declared(*extras)
    return {name for name in names if not asked & {each.lower().replace("_", "-") for each in brought_by.get(name, [])}}


def is_home(folder: str, homes: set[str]) -> bool:
    """Whether a folder is one of these, or lies below one that ends in "/**"."""
    return any(f"{folder}/".startswith(home[:-2]) if home.endswith("/**") else folder == home for home in homes)


@pytest.mark.parametrize("library", sorted(third_party(*PACKAGES) | {"sqlite3"}))
def test_each_library_is_known_to_its_own_folders(library: str) -> None:
    """A library that may be exchanged is imported only by the folder named for it."""
    strangers = {each for each in libraries(*PACKAGES)[library] if not is_home(each, HOMES[library])}
    assert strangers == set()


def test_every_home_is_lived_in() -> None:
    """The table of homes names no library and no folder that is no longer used."""
    used = libraries(*PACKAGES)
    empty = {
        (library, home)
        for library, homes in HOMES.items()
        for home in homes
        if not any(is_home(folder, {home}) for folder in used.get(library, ()))
    }
    assert empty == set()


def test_a_library_outside_its_folder_is_found() -> None:
    """A folder stands for itself alone, unless it ends in a pattern."""
    assert is_home("ui/web", {"ui/web"})
    assert not is_home("ui/web/pages", {"ui/web"})
    assert is_home("search/ask", {"search/**"})
    assert not is_home("searching", {"search/**"})


def test_everything_the_packages_import_is_declared() -> None:
    """What runs does not lean on what some other library happens to bring."""
    assert undeclared(third_party("ingest", "search", "ui") - {"psycopg"}) == set()
    assert undeclared({"psycopg"}, "postgres") == set()  # an extra: only who has a database needs it


def test_everything_that_training_tests_and_benchmarks_import_is_declared() -> None:
    """The extras name what developing needs beside the program."""
    assert undeclared(third_party("training"), "learning") == set()
    assert undeclared(third_party("tests", "benchmarks") - PEERS.keys(), "learning", "postgres", "dev") == set()
    assert set(PEERS.values()) == declared("peers") - declared()


def test_a_library_that_is_not_declared_is_found() -> None:
    """A library that is installed only because another needs it counts as missing."""
    assert undeclared({"yaml", "click"}) == {"yaml"}
