"""A Document <-> JSON, for the way from the process that read a file to the one that keeps it.

JSON and not pickle: what comes out of a process that read a hostile file must not be able to run anything.
"""

from __future__ import annotations

import base64
import json
import types
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from ingest import model, places
from ingest.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable

_PLACES = "places"  # thousands of numbers: packed


def document_to_json(document: Document) -> str:
    """The document as one line of JSON."""
    return json.dumps(_lowered(document), ensure_ascii=False, separators=(",", ":"))


def document_from_json(text: str) -> Document:
    """The document that ``document_to_json`` wrote. Raises ValueError or TypeError for anything else."""
    document = _raised(Document)(json.loads(text))
    if not isinstance(document, Document):
        raise TypeError(f"no document: {type(document).__name__}")
    return document


def _lowered(value: Any) -> Any:  # noqa: ANN401 - any field of a document
    if is_dataclass(value):
        return [
            base64.b64encode(places.pack(getattr(value, each.name))).decode("ascii")
            if each.name == _PLACES and isinstance(value, Document)
            else _lowered(getattr(value, each.name))
            for each in fields(value)
        ]
    return [_lowered(each) for each in value] if isinstance(value, tuple) else value


@cache
def _raised(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401, PLR0911 - types, one case after another
    """What turns the JSON of a value of this type into the value."""
    if kind in (str, int, float, bool, type(None)):
        return _checked(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        parts = [_raised(hints[name]) for name in kind._fields]
        return lambda values: kind(*(part(each) for part, each in zip(parts, values, strict=True)))
    arguments = get_args(kind)
    if get_origin(kind) in (types.UnionType, Union):
        inner = _raised(next(each for each in arguments if each is not type(None)))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple and arguments[-1] is Ellipsis:
        each_of = _raised(arguments[0])
        return lambda values: tuple(each_of(each) for each in values)
    if get_origin(kind) is tuple:
        several = [_raised(each) for each in arguments]
        return lambda values: tuple(part(each) for part, each in zip(several, values, strict=True))
    raise TypeError(f"no way to send a {kind}")


def _checked(kind: type) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:  # noqa: ANN401
        if kind is float and isinstance(value, int):
            return float(value)
        if not isinstance(value, kind):
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return check


def _dataclass(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind, vars(model) | vars(places))
    parts = [
        _unpacked if kind is Document and each.name == _PLACES else _raised(hints[each.name]) for each in fields(kind)
    ]
    return lambda values: kind(*(part(each) for part, each in zip(parts, values, strict=True)))


def _unpacked(text: Any) -> Any:  # noqa: ANN401
    return places.unpack(base64.b64decode(text))
