"""What whoever serves has chosen: who may do what, under which names, behind which proxy, and what is noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.access.audit import AuditLog
from ui.access.doorkeepers import LOCAL
from ui.monitoring.metrics import Metrics

if TYPE_CHECKING:
    from ui.access.doorkeepers import Doorkeeper


@dataclass(frozen=True)
class Site:
    """The choices; without any, those of one's own computer.

    ``names``: host names beside this computer's own; ``proxies``: addresses or networks whose X-Forwarded-For and
    X-Forwarded-Proto are believed; ``json_logs``: whether each request is logged as a line of JSON; ``workers``: how
    many processes answer questions, 0 for threads of the one that serves.
    """

    doorkeeper: Doorkeeper = LOCAL
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    audit: AuditLog = field(default_factory=AuditLog)
    metrics: Metrics = field(default_factory=Metrics)
    json_logs: bool = False
    workers: int = 0
