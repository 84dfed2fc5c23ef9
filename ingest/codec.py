"""The dataclasses of ``ingest.model`` as JSON, as plain dictionaries and as rows of a table, and back.

Everything that leaves a process, enters a store or is printed is made here from the fields of the dataclasses, so a new
field is written down once. JSON and not pickle: what comes out of a process that read a hostile file must not be able
to run anything. Values of a wrong type are refused, never converted.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import fields
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_origin, get_type_hints

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

T = TypeVar("T")


def encode(value: object) -> bytes:
    """Return a dataclass, or whatever is made of them, as one line of JSON.

    Raises UnicodeEncodeError for text that is not Unicode (half of a surrogate pair).
    """
    return _ENCODER.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """Return the value of this type that ``encode`` wrote. Raises ValueError for anything else."""
    try:
        return _decoder(kind).decode(data)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def to_record(value: object, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a dataclass by name, in order, as JSON has them; ``without``: those to leave out."""
    plain = msgspec.to_builtins(value, enc_hook=_packed)
    return {
        name: list(part) if isinstance(part, tuple) else part for name, part in plain.items() if name not in without
    }


def from_record(kind: type[T], record: Mapping[str, Any]) -> T:
    """Return the dataclass with these fields; those with a default may be missing, other keys are ignored.

    Raises ValueError for a missing field and for a value of another type.
    """
    _decoder(kind)
    try:
        return msgspec.convert(record, kind, dec_hook=_unpacked)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def columns(kind: type, *, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, in order: the columns of a table that holds such values."""
    return tuple(each.name for each in fields(kind) if each.name not in without)


def to_row(value: object, names: Sequence[str]) -> tuple[Any, ...]:
    """Return the fields with these names as cells of a row: a tuple as JSON text, everything else as it is."""
    cells = (getattr(value, name) for name in names)
    return tuple(json.dumps(cell) if isinstance(cell, tuple) else cell for cell in cells)


def from_row(kind: type[T], names: Sequence[str], row: Sequence[Any]) -> T:
    """Return the dataclass whose fields with these names were stored as the cells of this row.

    Fields that the row lacks get their default. Raises ValueError as ``from_record`` does.
    """
    record = dict(zip(names, row, strict=True))
    for name, restore in _stored_otherwise(cast("type", kind)):
        if name in record:
            record[name] = restore(record[name])
    return from_record(kind, record)


@cache
def _stored_otherwise(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields that a table cannot hold as they are, each with what turns its cell into JSON's value."""
    hints = get_type_hints(kind)
    tuples = [(name, json.loads) for name, hint in hints.items() if get_origin(hint) is tuple]
    return (*tuples, *((name, bool) for name, hint in hints.items() if hint is bool))


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    """Return what decodes values of a type, made by one thread at a time.

    msgspec keeps what it finds out about a dataclass on the class itself, and does so before it is done: another thread
    that decodes one of that class meanwhile crashes the program.
    """
    found = _DECODERS.get(kind)
    if found is None:
        with _MAKING:
            found = _DECODERS.setdefault(kind, msgspec.json.Decoder(kind, dec_hook=_unpacked))
    return found


def _packed(value: object) -> bytes:
    """Thousands of numbers, such as where characters stand on a line, travel as their bytes."""
    if isinstance(value, array):
        return value.tobytes()
    raise NotImplementedError(f"no way to encode a {type(value).__name__}")


def _unpacked(kind: type, value: Any) -> Any:  # noqa: ANN401 - msgspec's own signature
    if kind is not array:
        raise NotImplementedError(f"no way to decode a {kind}")
    numbers: array[float] = array("f")
    numbers.frombytes(msgspec.convert(value, bytes))
    return numbers


_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}
_MAKING = Lock()
_ENCODER = msgspec.json.Encoder(enc_hook=_packed)
