"""The arrows between the packages, read from the import statements themselves."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "search", "ui")  # each may import those before it, and itself

# What may be exchanged for something else one day is known to one module.
ONLY_IMPORTER = {
    "faiss": "search/backend/faiss/index.py",
    "langchain_text_splitters": "ingest/compose/passages.py",
    "onnxruntime": "search/models/onnx.py",
    "lxml": "ingest/formats/markup.py",
    "markdown_it": "ingest/formats/plain/markdown.py",
    "mcp": "ui/programs/assistant.py",
    "model2vec": "search/models/encoder.py",
    "openpyxl": "search/export/sheet.py",
    "pypdfium2": "ui/web/drawing.py",
    "sentence_transformers": "search/models/encoder.py",
    "snowballstemmer": "search/dutch/terms.py",
}
# A PDF is read in parts, three of which hold objects of pypdf; what the pages say is worked out without it.
PYPDF = {f"ingest/formats/pdf/{name}.py" for name in ("reader", "fonts", "structure")}
# The layout, its look and the named endpoints are what Gradio is for; the tabs themselves are plain HTML.
GRADIO = {"ui/web/app.py", "ui/web/theme.py"}
# Files are read in a process for that, where they can do no harm.
COMPOSERS = {"ingest/process/worker.py"}
LONGEST = 330  # lines; a longer module does more than one thing


class Import(NamedTuple):
    """One import statement: in which file, of what, and whether it happens when the program runs."""

    file: str
    module: str
    runs: bool


def imports_in(file: str, source: str) -> list[Import]:
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
            found += [Import(file, alias.name, runs) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide where an arrow goes"
            found.append(Import(file, str(node.module), runs))
            found += [Import(file, f"{node.module}.{alias.name}", runs) for alias in node.names]
    return found


def module_files() -> list[Path]:
    """All modules of the three packages."""
    return sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))


def all_imports() -> list[Import]:
    """All imports of the three packages."""
    return [
        each
        for file in module_files()
        for each in imports_in(file.relative_to(ROOT).as_posix(), file.read_text("utf-8"))
    ]


def wrong_arrows(imports: list[Import]) -> list[str]:
    """Return the imports that go against ui -> search -> ingest."""
    wrong = []
    for each in imports:
        source, target = each.file.partition("/")[0], each.module.partition(".")[0]
        if target in PACKAGES and PACKAGES.index(target) > PACKAGES.index(source):
            wrong.append(f"{each.file} imports {each.module}")
    return wrong


def test_packages_import_only_what_lies_below_them() -> None:
    """No module of ingest knows search or ui, none of search knows ui."""
    assert wrong_arrows(all_imports()) == []


@pytest.mark.parametrize(
    "source",
    [
        "import ui.cli.command",
        "from ui import cli",
        "def later():\n    from ui.cli.command import main",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ui.cli.command import main",
    ],
)
def test_an_arrow_the_other_way_is_found(source: str) -> None:
    """The check sees every way to import, so that its silence means something."""
    assert wrong_arrows(imports_in("search/ask/answer.py", source))


@pytest.mark.parametrize(("library", "file"), sorted(ONLY_IMPORTER.items()))
def test_one_module_knows_each_library(library: str, file: str) -> None:
    """A library that may be exchanged is imported by exactly the module named for it."""
    importers = {each.file for each in all_imports() if each.module.partition(".")[0] == library}
    assert importers == {file}


def test_only_the_pdf_readers_know_pypdf() -> None:
    """The structure of printed pages is found without the library that opened the file."""
    assert {each.file for each in all_imports() if each.module.partition(".")[0] == "pypdf"} == PYPDF


def test_gradio_lays_out_and_no_more() -> None:
    """What stands in the tabs can be made, tested and read without Gradio."""
    assert {each.file for each in all_imports() if each.module.partition(".")[0] == "gradio"} == GRADIO


def test_only_facade_and_command_line_compose() -> None:
    """Nobody else runs the pipeline, and only the command line opens a knowledge base."""
    running = [each for each in all_imports() if each.runs]
    readers = {each.file for each in running if each.module.startswith("ingest.pipeline")}
    openers = {each.file for each in running if each.module.endswith(".KnowledgeBase") and each.file.startswith("ui/")}
    assert readers <= COMPOSERS
    assert openers == {"ui/cli/ingest.py", "ui/cli/options.py"}


def test_no_module_grows_without_end() -> None:
    """A module that no longer fits in a reader's head is to be split."""
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in module_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_is_called_after_nothing() -> None:
    """Modules are called after what they are about."""
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    assert [file.name for file in module_files() if file.stem in vague] == []
