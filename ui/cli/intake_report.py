"""What became of each file of an intake: printed in a few lines, and written per file as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ingest.errors import IngestError
from ui import texts
from ui.cli.options import write_file
from ui.texts import ingest as wording
from ui.texts import reading
from ui.texts.failures import why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.intake.files import FileResult

COLUMNS = ("path", "outcome", "document", "passages", "kind", "reason", "advice", "seconds")
SUFFIXES = (".json", ".csv")
_SHOWN = 20  # duplicates that are named one by one
_GROUPED = 3  # failures from which on they are counted by kind


@dataclass(slots=True)
class Report:
    """What an intake did. ``gone``: lines on documents of an older knowledge base whose file is no longer there."""

    kb: str
    total: int = 0
    results: list[FileResult] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)
    wrong: list[Exception] = field(default_factory=list)  # paths that could not be read at all
    gone: list[str] = field(default_factory=list)
    elsewhere: int = 0  # files that other programs have read, which shared the work
    interrupted: bool = False
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def failures(self) -> list[str]:
        """A Dutch sentence for each file that was not read."""
        errors = [*self.wrong, *(result.error for result in self.results if result.error is not None)]
        return [*self.gone, *(why(error) for error in errors)]

    @property
    def warnings(self) -> list[str]:
        """A Dutch sentence for each file whose text does not look like language."""
        added = [(result.path, result.addition) for result in self.results if result.addition is not None]
        return [doubt for path, addition in added if (doubt := reading.doubt(path, addition))]

    def lines(self) -> Iterator[str]:
        """The summary: counts, duplicates, kinds of failures and what to do about files that were passed over."""
        counts = self.counts()
        tally = [f"{counts[name]} {word}" for name, word in wording.OUTCOMES.items() if counts.get(name)]
        number = sum(counts.get(name, 0) for name in wording.OUTCOMES)
        documents = texts.count(number, *texts.DOCUMENTS_COUNT)
        yield texts.INGESTED.format(documents=documents, kb=self.kb, outcomes=", ".join(tally) or "0")
        copies = [each for each in self.results if each.addition is not None and each.addition.outcome == "duplicate"]
        for each in copies[:_SHOWN]:
            document = each.addition.document if each.addition is not None else ""
            yield wording.DUPLICATE.format(path=each.path, document=document)
        if len(copies) > _SHOWN:
            yield wording.MORE_DUPLICATES.format(count=len(copies) - _SHOWN)
        if self.elsewhere:
            yield wording.ELSEWHERE.format(files=texts.count(self.elsewhere, *wording.FILES_COUNT))
        yield from self._kinds()
        yield from self._skipped()
        if self.interrupted:
            yield wording.INTERRUPTED.format(done=len(self.results), total=self.total)

    def _kinds(self) -> Iterator[str]:
        kinds = Counter(_kind(error) for error in self._errors())
        if kinds.total() >= _GROUPED:
            yield wording.FAILURES
            for kind, count in kinds.most_common():
                yield wording.FAILURE_KIND.format(count=count, what=wording.KINDS[kind])

    def _errors(self) -> list[Exception]:
        return [*self.wrong, *(result.error for result in self.results if result.error is not None)]

    def _skipped(self) -> Iterator[str]:
        suffixes = Counter(path.suffix.lower() or wording.NO_SUFFIX for path in self.skipped)
        if not suffixes:
            return
        kinds = [wording.SKIPPED_KIND.format(suffix=suffix, count=count) for suffix, count in suffixes.most_common()]
        yield wording.SKIPPED.format(kinds=", ".join(kinds))
        for suffix in suffixes:
            if suffix in reading.ADVICE:
                yield wording.ADVICE.format(suffix=suffix, advice=reading.ADVICE[suffix])

    def counts(self) -> dict[str, int]:
        """Outcome -> how many files."""
        return dict(Counter(row["outcome"] for row in self.rows()) + Counter(failed=len(self.gone)))

    def rows(self) -> list[dict[str, Any]]:
        """A row of COLUMNS for each file."""
        rows = [_row(result) for result in self.results]
        rows += [_failed(error) for error in self.wrong]
        empty = dict.fromkeys(COLUMNS, "")
        for path in self.skipped:
            advice = reading.ADVICE.get(path.suffix.lower(), "")
            rows.append(
                empty
                | {"path": str(path), "outcome": "skipped", "kind": "unsupported", "reason": wording.SKIPPED_REASON}
                | {"advice": advice}
            )
        return rows

    def write(self, path: Path) -> None:
        """Write the report; its suffix says how. Raises Failure where it cannot be written."""
        if path.suffix.lower() == ".json":
            data = json.dumps(self._json(), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
        else:
            table = io.StringIO(newline="")
            writer = csv.DictWriter(table, COLUMNS, delimiter=";")
            writer.writeheader()
            writer.writerows(self.rows())
            # With the mark by which a Dutch Excel opens it by double click.
            data = table.getvalue().encode("utf-8-sig", "backslashreplace")
        write_file(path, data)

    def _json(self) -> dict[str, Any]:
        return {
            "knowledge_base": self.kb,
            "began": self.began.isoformat(timespec="seconds"),
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            "interrupted": self.interrupted,
            "counts": self.counts(),
            "files": self.rows(),
        }


def _kind(error: Exception) -> str:
    return error.kind if isinstance(error, IngestError) else "error"


def _row(result: FileResult) -> dict[str, Any]:
    if result.addition is None:
        return _failed(result.error or RuntimeError()) | {
            "path": str(result.path),
            "seconds": round(result.seconds, 2),
        }
    addition = result.addition
    return dict.fromkeys(COLUMNS, "") | {
        "path": str(result.path),
        "outcome": str(addition.outcome),
        "document": addition.document,
        "passages": addition.passages,
        "reason": "" if addition.legible else wording.ILLEGIBLE_REASON,
        "advice": "" if addition.legible else wording.ILLEGIBLE_ADVICE,
        "seconds": round(result.seconds, 2),
    }


def _failed(error: Exception) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS, "") | {"outcome": "failed", "kind": _kind(error)}
    if isinstance(error, IngestError):
        return row | {"path": str(error.path), "reason": reading.problem(error), "advice": reading.advice(error)}
    return row | {"reason": why(error)}
