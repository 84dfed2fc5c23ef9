"""The command `vindplaats serve`: the page on this computer, or for others once is chosen who may do what."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ui import texts as common
from ui.cli.options import PATH, Place, kb_option, opened
from ui.cli.usage import FILLED, DutchUsageError
from ui.texts import serving as texts
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from ui.access.doorkeepers import Doorkeeper
    from ui.access.site import Site
    from ui.cli.usage import DutchGroup

AUDIT = "logboek.jsonl"  # in the folder of the knowledge base
_HOST = re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", re.IGNORECASE)
_HEADER = re.compile(r"[A-Za-z0-9-]+")


def register(app: DutchGroup) -> None:
    """Declare the command."""

    @app.dutch_command("serve", texts.HELP_SERVE)
    @click.option("--host", default="127.0.0.1", metavar="ADRES", help=texts.OPTION_HOST)
    @click.option("--port", type=click.IntRange(0, 65535), default=7860, metavar="N", help=texts.OPTION_PORT)
    @click.option("--open", "browser", is_flag=True, help=texts.OPTION_OPEN)
    @click.option("--read-only", is_flag=True, help=texts.OPTION_READ_ONLY)
    @click.option("--users", type=PATH, metavar="BESTAND", help=texts.OPTION_USERS)
    @click.option("--trust-header", type=FILLED, metavar="HEADER", help=texts.OPTION_TRUST_HEADER)
    @click.option("--proxy", type=FILLED, multiple=True, metavar="ADRES", help=texts.OPTION_PROXY)
    @click.option("--allow-host", type=FILLED, multiple=True, metavar="NAAM", help=texts.OPTION_ALLOW_HOST)
    @click.option("--audit", type=PATH, metavar="BESTAND", help=texts.OPTION_AUDIT)
    @click.option("--workers", type=click.IntRange(0, 64), metavar="N", help=texts.OPTION_WORKERS)
    @click.option("--log", type=click.Choice(["text", "json"]), default="text", help=texts.OPTION_LOG)
    @kb_option
    def serve(
        host: str,
        port: int,
        browser: bool,
        read_only: bool,
        users: Path | None,
        trust_header: str | None,
        proxy: tuple[str, ...],
        allow_host: tuple[str, ...],
        audit: Path | None,
        workers: int | None,
        log: str,
        kb: Place,
    ) -> None:
        """Serve the page until interrupted."""
        from search.models.graph import share_processors
        from ui.web import server
        from ui.web.answering.workers import usable

        chosen = read_only or users is not None or trust_header is not None
        try:
            listener = server.listen(host, port)
        except server.PortTakenError as error:
            raise Failure(common.PORT_TAKEN.format(host=host, port=port)) from error
        except OSError as error:
            raise Failure(common.HOST_WRONG.format(host=host, port=port, why=error.strerror)) from error
        with listener:
            address = listener.getsockname()[0]
            # Who names a host or a proxy is about to let others in, whatever the address.
            local = ipaddress.ip_address(address).is_loopback
            if not chosen and (allow_host or proxy or not local):
                raise Failure(texts.NO_CHOICE.format(where=", ".join(allow_host) or host))
            names = tuple(_name(each) for each in allow_host)
            proxies = tuple(_proxy(each) for each in proxy)
            doorkeeper = _doorkeeper(read_only, users, trust_header, proxies)
            count = workers if workers is not None else usable() if chosen else 0
            if count:
                share_processors()
            with opened(kb) as base:
                base.folder.mkdir(parents=True, exist_ok=True)  # beside a database it may not be there yet
                log_of_changes = audit or (base.folder / AUDIT if chosen and not read_only else None)
                site = _site(doorkeeper, names, tuple(map(str, proxies)), log_of_changes, log)
                if users is not None and not proxy and not local:
                    click.echo(texts.NOT_ENCRYPTED, err=True)
                server.serve(base, listener, replace(site, workers=count), open_browser=browser)


def _doorkeeper(
    read_only: bool,
    users: Path | None,
    header: str | None,
    proxies: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...],
) -> Doorkeeper:
    """Who may do what; raises DutchUsageError for choices that exclude each other, Failure for a file that is none."""
    from ui.access.doorkeepers import LOCAL, READ_ONLY, LogIn, SingleSignOn
    from ui.access.users import Users

    if read_only and (users is not None or header is not None):
        raise DutchUsageError(texts.TWO_CHOICES)
    known = None if users is None else Users(users)
    if known is not None and not known.all():
        raise Failure(texts.NO_USERS_YET.format(path=users))
    if header is not None:
        if not proxies:
            raise DutchUsageError(texts.HEADER_NEEDS_PROXY)
        if not _HEADER.fullmatch(header):
            raise DutchUsageError(texts.BAD_HEADER.format(header=header))
        return SingleSignOn(header, proxies, known)
    if known is not None:
        return LogIn(known)
    return READ_ONLY if read_only else LOCAL


def _site(
    doorkeeper: Doorkeeper, names: tuple[str, ...], proxies: tuple[str, ...], audit: Path | None, log: str
) -> Site:
    """What was chosen. Raises Failure where the log of changes cannot be written."""
    from ui.access.audit import AuditLog
    from ui.access.site import Site

    noted = AuditLog(audit)
    noted.check()
    return Site(doorkeeper, names, proxies, noted, json_logs=log == "json")


def _name(name: str) -> str:
    """A host name as it is compared; raises DutchUsageError for an address with a scheme or a port."""
    if not _HOST.fullmatch(name):
        raise DutchUsageError(texts.BAD_HOST.format(name=name))
    return name.lower()


def _proxy(given: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """The network that a proxy stands in; raises DutchUsageError for what is none, and for all of the internet."""
    try:
        network = ipaddress.ip_network(given, strict=False)
    except ValueError as error:
        raise DutchUsageError(texts.BAD_PROXY.format(proxy=given)) from error
    if network.prefixlen == 0:
        raise DutchUsageError(texts.WIDE_PROXY.format(proxy=given))
    return network
