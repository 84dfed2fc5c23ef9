"""The files that a knowledge base keeps in its own folder: what was uploaded, and what was attached to messages."""

from __future__ import annotations

from pathlib import Path

FOLDERS = ("bestanden", "bijlagen")


def own_place(source: Path) -> Path | None:
    """Return the place of a document's file below the knowledge base's folder; None for one that is kept elsewhere.

    ``source``: where it was read, which may have been on another computer.
    """
    own = [place for place, part in enumerate(source.parts) if part in FOLDERS]
    if not own or ".." in source.parts:  # which no program of ours writes, and which would lead out of the folder
        return None
    return Path(*source.parts[own[-1] :])
