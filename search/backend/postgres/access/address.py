"""The address of a knowledge base in PostgreSQL, taken apart.

``postgresql://user@host:5432/database?schema=name&read=replica1,replica2:5433``: what libpq takes, and two words of our
own. ``schema``: the schema that holds the tables, ``vindplaats`` where none is named; so one database holds several
knowledge bases. ``read``: the servers that are asked, standbys first; what changes something goes to the others. Where
several servers are named before the slash, that is the one of them that can be written to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

DEFAULT_SCHEMA = "vindplaats"
_PORT = "5432"
_OWN = ("schema", "read")
_PATIENCE = "10"  # seconds for a server to answer, each one


@dataclass(frozen=True, slots=True)
class Address:
    """``writing``, ``reading``: the parameters of libpq for each; None: what is read comes from where is written.

    ``shown``: the address as people may see it, without the password.
    """

    schema: str
    shown: str
    writing: dict[str, str] = field(repr=False)
    reading: dict[str, str] | None = field(repr=False)


def parse(url: str) -> Address:
    """Take an address apart. Raises ValueError for one that is none, whose message holds nothing of it."""
    try:
        parts = urlsplit(url)
        words = parse_qsl(parts.query, keep_blank_values=True)
        place = _place(parts.netloc, unquote(parts.path.lstrip("/")))
    except ValueError as error:
        raise ValueError("no address of a database") from error
    own = {name: value for name, value in words if name in _OWN}
    given = {**place, **{name: value for name, value in words if name not in _OWN}}
    schema = own.get("schema") or DEFAULT_SCHEMA
    writing, reading = _common(given), _reading(given, own.get("read", ""))
    if "," in writing.get("host", "") and "target_session_attrs" not in writing:
        # One of them may be written to, after a failover another one; who reads is served by the first that answers.
        writing["target_session_attrs"] = "read-write"
        reading = reading or _common(given)
    return Address(schema, _shown(given, schema), writing, reading)


def _place(netloc: str, database: str) -> dict[str, str]:
    """What stands before the question mark; several hosts as libpq takes them, each with its port."""
    user, _, hosts = netloc.rpartition("@")
    name, _, password = user.partition(":")
    found = {"user": unquote(name), "password": unquote(password), "dbname": database}
    if hosts:
        found["host"], found["port"] = _hosts(hosts)
    return {name: value for name, value in found.items() if value}


def _hosts(text: str) -> tuple[str, str]:
    """Return hosts and ports of "one:5433,two", joined by commas. Raises ValueError for a port that is no number."""
    hosts, ports = [], []
    for each in text.split(","):
        host, colon, port = each.rpartition(":")
        if not colon or port.endswith("]"):  # no port; an address of IPv6 stands in brackets
            host, port = each, ""
        if port and not port.isascii():
            raise ValueError(port)
        hosts.append(unquote(host.strip("[]")))
        ports.append(str(int(port)) if port else _PORT)
    return ",".join(hosts), ",".join(ports)


def _common(given: dict[str, str]) -> dict[str, str]:
    return {"connect_timeout": _PATIENCE, "application_name": "vindplaats", **given}


def _reading(given: dict[str, str], servers: str) -> dict[str, str] | None:
    """The parameters for reading from ``servers``, where they answer, else from those that are written to."""
    if not servers:
        return None
    hosts, ports = _hosts(servers)
    own = given.get("host", ""), given.get("port") or ",".join(_PORT for _ in given.get("host", "").split(","))
    both = {"host": f"{hosts},{own[0]}", "port": f"{ports},{own[1]}"}
    if own[0].count(",") != own[1].count(","):  # one port for several hosts
        both["port"] = f"{ports},{','.join([own[1]] * (own[0].count(',') + 1))}"
    return {**_common(given), **both, "target_session_attrs": "prefer-standby"}


def _shown(given: dict[str, str], schema: str) -> str:
    """The address with only what tells which knowledge base it is."""
    hosts = given.get("host", "").split(",")
    ports = given.get("port", _PORT).split(",")
    ports = ports * len(hosts) if len(ports) == 1 else ports
    socket = hosts[0].startswith(("/", "@"))
    shown = ",".join(
        host if port == _PORT else f"{host}:{port}" for host, port in zip(hosts, ports, strict=False) if not socket
    )
    user = f"{quote(given['user'])}@" if "user" in given else ""
    words = {"host": given["host"]} if socket else {}
    if schema != DEFAULT_SCHEMA:
        words["schema"] = schema
    query = f"?{urlencode(words, safe='/,')}" if words else ""
    return f"postgresql://{user}{shown}/{given.get('dbname', '')}{query}"
