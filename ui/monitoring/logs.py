"""Logs as JSON lines on standard error, for programs that collect them. A question is never logged."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

REQUESTS = logging.getLogger("vindplaats.requests")


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object: time, level, logger, message, its own fields, and a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        row: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            row["traceback"] = self.formatException(record.exc_info)
        return json.dumps(row)


def config() -> dict[str, Any]:
    """Return the configuration of logging: all of it as JSON lines, requests included."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {REQUESTS.name: {"level": "INFO"}},
    }


def request(**fields: object) -> None:
    """Log a request that was answered, where logs are asked for."""
    REQUESTS.info("request", extra={"fields": fields})
