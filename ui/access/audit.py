"""The log of who added, removed and exported what, and when: a JSON object a line. Questions are not logged."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ui.access.people import asking
from ui.texts import serving as texts
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from pathlib import Path


class AuditLog:
    """Adds lines to a file. Safe for use by several threads; ``path`` None notes nothing."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise Failure where the log cannot be written: nobody should find out later that nothing was noted."""
        self._write(b"")

    def note(self, action: str, what: str, name: str | None = None) -> None:
        """Note what somebody does: ``name``, or whose request is being answered. Raises Failure where it cannot be.

        It is called before the thing is done, so that nothing is done that cannot be noted.
        """
        if self.path is None:
            return
        who = asking.get().name if name is None else name
        row = {"time": datetime.now(UTC).isoformat(timespec="seconds"), "user": who, "action": action, "what": what}
        # ASCII only: no sign in a name can pass for the end of a line in whatever reads the log.
        self._write(json.dumps(row).encode() + b"\n")

    def _write(self, line: bytes) -> None:
        if self.path is None:
            return
        try:
            with self._lock:
                file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    os.write(file, line)  # one call: lines of two processes do not mix
                finally:
                    os.close(file)
        except OSError as error:
            raise Failure(texts.NO_AUDIT.format(path=self.path, why=error.strerror)) from error
