"""Where models are found: those that ship by name, any folder, any name on a hub; and of what kind each is.

The folder shows which: combination.json names other models; model.onnx with tokenizer.json is a transformer for
onnxruntime; a static model says so in its configuration; whatever else there is, sentence-transformers is asked to
load. The libraries that a kind needs are imported when a model of it is loaded.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from search.errors import EncoderLoadError, ModelProblem
from search.models.calibration import Calibration, read_calibration
from search.models.combined import COMBINATION, CombinedEncoder, combined_fingerprint, read_combination
from search.models.folder import folder_fingerprint
from search.models.onnx import OnnxEncoder, model_file, onnx_fingerprint
from search.models.sentence_transformers import SentenceTransformerEncoder
from search.models.static import StaticEncoder, is_static

if TYPE_CHECKING:
    from search.models.combined import Part
    from search.models.protocols import Encoder

MODELS = Path(__file__).resolve().parent
DEFAULT_MODEL = "vindplaats-nl"
_started: dict[str, Future[Encoder]] = {}  # by name; the next load_encoder takes it


def load_encoder(name_or_path: str | Path | None = None) -> Encoder:
    """Return the encoder of that name or folder; None: the one that ships.

    A name of a folder in search/models, a folder with a model of any kind, or a name on a hub. Raises EncoderLoadError.
    """
    name = str(name_or_path) if name_or_path is not None else DEFAULT_MODEL
    started = _started.pop(name, None)
    if started is not None:
        return started.result()
    folder = _folder(name)
    if folder is not None:
        return _load(folder, folder.name if folder.parent == MODELS else str(folder))
    if Path(name).is_absolute() or name.startswith("."):
        raise EncoderLoadError(name, ModelProblem.NO_FOLDER, name)
    return SentenceTransformerEncoder.load(name)


def start_loading() -> None:
    """Load the encoder that ships in a thread of its own, for the next ``load_encoder`` that asks for it.

    For a process that has much to import before it gets there: either takes half a second.
    """
    if DEFAULT_MODEL not in _started:
        loader = ThreadPoolExecutor(1)
        _started[DEFAULT_MODEL] = loader.submit(_load, MODELS / DEFAULT_MODEL, DEFAULT_MODEL)
        loader.shutdown(wait=False)


def load_calibration(name_or_path: str | Path) -> Calibration:
    """Return the calibration of the model of that name or folder, that of the one that ships where it brings none.

    Raises CalibrationError when its file is damaged.
    """
    folder = _folder(str(name_or_path))
    own = None if folder is None else read_calibration(folder)
    found = own or read_calibration(MODELS / DEFAULT_MODEL)
    if found is None:
        raise EncoderLoadError(DEFAULT_MODEL, ModelProblem.NO_FOLDER, str(MODELS / DEFAULT_MODEL))
    return found


def shipped_parts() -> tuple[Part, ...]:
    """Return the models that the encoder that ships is made of, the transformer first, with their weights."""
    return read_combination(MODELS / DEFAULT_MODEL).parts


def shipped_fingerprint() -> str:
    """Return the fingerprint of the encoder that ships, without loading it."""
    parts = shipped_parts()
    return combined_fingerprint((_fingerprint(MODELS / part.model, part.model), part.weight) for part in parts)


def _folder(name: str) -> Path | None:
    """Return the folder that a name stands for, None where it stands for none."""
    shipped = MODELS / name
    if name and Path(name).name == name and shipped.is_dir():
        return shipped
    return Path(name).resolve() if Path(name).is_dir() else None


def _part(folder: Path, model: str) -> Path:
    """Return the folder of a part of the combination in ``folder``."""
    return next((place for place in (folder / model, folder.parent / model) if place.is_dir()), folder / model)


def _fingerprint(folder: Path, name: str) -> str:
    """Return the fingerprint of a model that is neither a combination nor one of sentence-transformers."""
    return folder_fingerprint(folder) if model_file(folder) is None else onnx_fingerprint(folder, name)


def _load(folder: Path, name: str) -> Encoder:
    if not (folder / COMBINATION).is_file():
        return _load_one(folder, name)
    parts = read_combination(folder).parts
    with ThreadPoolExecutor(len(parts)) as side_by_side:  # much of it is done by libraries that let others go on
        loaded = side_by_side.map(lambda one: _load_one(_part(folder, one.model), one.model), parts)
        return CombinedEncoder(name, tuple((encoder, one.weight) for encoder, one in zip(loaded, parts, strict=True)))


def _load_one(folder: Path, name: str) -> Encoder:
    """Load a model that is not a combination of others."""
    if not folder.is_dir():
        raise EncoderLoadError(name, ModelProblem.NO_FOLDER, str(folder))
    if is_static(folder):
        return StaticEncoder.load(folder, name)
    if model_file(folder) is not None:
        return OnnxEncoder.load(folder, name)
    return SentenceTransformerEncoder.load(str(folder))
