"""Which package may import which: one direction, no circle, and no reaching into private parts."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import grimp
import pytest
from import_statements import PACKAGES, imported_names, imports_in, modules_of, relative

if TYPE_CHECKING:
    from pathlib import Path

# Each layer may import those below it; the two on top know nothing of each other.
LAYERS = (grimp.Layer("training", "ui", independent=True), grimp.Layer("search"), grimp.Layer("ingest"))
# Files are read in a child process, where a damaged one can do no harm: only that process runs the pipeline.
PIPELINE_RUNNERS = {"ingest/process/worker.py"}
# A worker is a program of its own, which the page starts.
KNOWLEDGE_BASE_OPENERS = {"ui/cli/options.py", "ui/web/answering/workers.py"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every import between our modules, those inside functions and TYPE_CHECKING blocks included."""
    return grimp.build_graph(*PACKAGES, cache_dir=None)


def between_siblings(graph: grimp.ImportGraph) -> grimp.ImportGraph:
    """Lift each import to the two children (modules or folders) of the lowest package that holds both ends.

    What a package's own ``__init__`` imports from below, and who imports that ``__init__``, is left out here.
    """
    lifted = grimp.ImportGraph()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            source, target = importer.split("."), imported.split(".")
            shared = next((n for n, (a, b) in enumerate(zip(source, target, strict=False)) if a != b), None)
            if shared is not None:
                ends = ".".join(source[: shared + 1]), ".".join(target[: shared + 1])
                lifted.add_import(importer=ends[0], imported=ends[1])
    return lifted


def imports_in_a_circle(graph: grimp.ImportGraph) -> set[str]:
    """Return the imports from which a chain of others leads back to where it started."""
    return {
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if graph.chain_exists(importer=imported, imported=importer)
    }


def own_facade_users(graph: grimp.ImportGraph) -> set[str]:
    """Return the modules that import the front door of the top-level package they are part of."""
    return {
        module
        for package in PACKAGES
        if package in graph.modules
        for module in graph.find_modules_that_directly_import(package)
        if module.startswith(f"{package}.")
    }


def test_packages_import_only_what_lies_below_them(graph: grimp.ImportGraph) -> None:
    """No module of ingest knows search, ui or training, directly or through another; search knows neither ui nor training."""
    assert graph.find_illegal_dependencies_for_layers(LAYERS) == set()


def test_no_circle_between_modules_or_folders(graph: grimp.ImportGraph) -> None:
    """Whatever is imported can be read, tested and replaced without what imports it, at every level of the tree."""
    assert imports_in_a_circle(graph) | imports_in_a_circle(between_siblings(graph)) == set()


def test_no_module_enters_its_own_package_by_the_front_door(graph: grimp.ImportGraph) -> None:
    """What ``search`` offers to others is not imported by the modules it takes it from."""
    assert own_facade_users(graph) == set()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> grimp.ImportGraph:
    """The graph of small packages called ingest, search and ui, with one fault of each kind."""
    files = {
        "ingest/__init__.py": "",
        "ingest/model.py": "def later():\n    from search.one.first import x",
        "search/__init__.py": "from search.one.first import x",
        "search/one/__init__.py": "",
        "search/one/first.py": "import search.two.third\nx = 1",
        "search/one/second.py": "import search",
        "search/two/__init__.py": "",
        "search/two/third.py": "x = 1",
        "search/two/fourth.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from search.one import second",
        "ui/__init__.py": "",
        "ui/page.py": "from search import x\nfrom ui import shell",
        "ui/shell.py": "def later():\n    import ui.page",
    }
    for name, source in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source, "utf-8")
    ours = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in PACKAGES}
    for name in ours:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    return grimp.build_graph("ingest", "search", "ui", cache_dir=None)


def test_faults_of_every_kind_are_found(small: grimp.ImportGraph) -> None:
    """The checks above see imports in functions and for typing only, so their silence means something."""
    layers = ("ui", "search", "ingest")
    [wrong] = small.find_illegal_dependencies_for_layers(layers)
    assert (wrong.importer, wrong.imported) == ("ingest", "search")
    assert imports_in_a_circle(between_siblings(small)) == {
        "search.one -> search.two",
        "search.two -> search.one",
        "ui.page -> ui.shell",
        "ui.shell -> ui.page",
    }
    assert own_facade_users(small) == {"search.one.second"}


def private_parts(file: str, source: str) -> set[str]:
    """Return the private modules and names that a module imports; ``__future__`` and its like are public."""
    names = [part for each in imports_in(file, source) for part in [*each.module.split("."), each.name or ""]]
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def test_nothing_private_is_imported_or_reached_into() -> None:
    """Neither a package of ours nor a library is used by a name that its author may change without notice.

    ruff forbids ``other._part``; the exceptions that the code asks of ruff are counted here.
    """
    texts = {relative(file): file.read_text("utf-8") for file in modules_of(*PACKAGES)}
    own = "SLF001 - of this module"
    found = {file for file, text in texts.items() if private_parts(file, text) or "SLF001" in text.replace(own, "")}
    assert found == set()


@pytest.mark.parametrize(
    "source", ["from search.ask.answer import _part", "import pypdf._page", "from pypdf._page import PageObject"]
)
def test_private_imports_are_found(source: str) -> None:
    """A private name, a private module, and a public name of a private module all count."""
    assert private_parts("ui/web/app.py", source)


def test_only_facade_and_command_line_compose() -> None:
    """Nobody else runs the pipeline, and only the command line opens a knowledge base."""
    running = [each for each in imported_names("ingest", "search", "ui") if each.runs]
    runners = {each.file for each in running if "ingest.pipeline" in {each.module, f"{each.module}.{each.name}"}}
    openers = {each.file for each in running if each.name == "KnowledgeBase" and each.file.startswith("ui/")}
    assert runners == PIPELINE_RUNNERS
    assert openers == KNOWLEDGE_BASE_OPENERS
