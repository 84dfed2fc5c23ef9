"""Measurements in the text format of Prometheus. The only module that imports prometheus_client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest

if TYPE_CHECKING:
    from search import KnowledgeBase

# The time at which each number was first counted is left out: nobody asks for it.
disable_created_metrics()  # type: ignore[no-untyped-call]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0, 60.0)  # seconds


class Metrics:
    """Counts requests by kind and status, and how long they take; reads the size of the knowledge base when asked."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "vindplaats_requests_total", "Requests answered.", ["kind", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "vindplaats_request_seconds",
            "Time from a request to the end of its answer.",
            ["kind"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._running = Gauge("vindplaats_requests_running", "Requests being answered.", registry=self._registry)
        self._errors = Counter(
            "vindplaats_errors_total", "Requests that failed for a reason of the server.", ["kind"],
            registry=self._registry,
        )  # fmt: skip
        self._logins = Counter(
            "vindplaats_failed_logins_total", "Log-ins with a wrong name or password.", registry=self._registry
        )
        self._documents = Gauge("vindplaats_documents", "Documents that can be searched.", registry=self._registry)
        self._passages = Gauge("vindplaats_passages", "Passages that can be searched.", registry=self._registry)

    def began(self) -> None:
        """Count a request that is being answered."""
        self._running.inc()

    def ended(self, kind: str, status: int, seconds: float) -> None:
        """Count a request that was answered. ``kind``: of its address; ``status``: of the answer."""
        self._running.dec()
        self._requests.labels(kind, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)
        if status >= 500:  # noqa: PLR2004 - HTTP's line between the visitor's mistakes and ours
            self._errors.labels(kind).inc()

    def failed_login(self) -> None:
        """Count a log-in with a wrong name or password."""
        self._logins.inc()

    def text(self, base: KnowledgeBase) -> bytes:
        """Return all measurements. Raises SearchError where the knowledge base cannot be read."""
        self._documents.set(base.count_documents())
        self._passages.set(base.count_passages())
        return generate_latest(self._registry)
