"""The syntax of content streams: one regular expression matches an operator with all its operands.

Every part of it is possessive, so that no input makes it go back, and it takes whatever it can, so that none makes it
try the same bytes many times.
"""

from __future__ import annotations

import re
from functools import cache

_FLAT = rb"[^()\\]++|\\."
_STRING = rb"\((?:" + _FLAT + rb"|\((?:" + _FLAT + rb"|\((?:" + _FLAT + rb"|\((?:" + _FLAT + rb")*+\))*+\))*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_NAME = rb"/[^\s()<>\[\]{}/%]*+"
_NUMBER = rb"[-+]*+[\d.][-\d.]*+"
_DICT = rb"<<(?:[^<>()]++|" + _STRING + rb"|" + _HEX + rb"|<<(?:[^<>()]++|" + _STRING + rb"|" + _HEX + rb")*+>>)*+>>"
_ARRAY = rb"\[(?:[^\]\[()<>]++|" + _STRING + rb"|" + _HEX + rb")*+\]"
OPERATION = re.compile(
    rb"(?P<operands>(?:(?:" + rb"|".join((_NUMBER, _ARRAY, _STRING, _NAME, _DICT, _HEX)) + rb")[\s\0]*+)*+)"
    rb"(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*+)?+[\s\0]*+(?:%[^\r\n]*+[\s\0]*+)*+",
    re.DOTALL,
)
_NUMBERS = re.compile(_NUMBER)
SHOWN = re.compile(rb"(?P<string>" + _STRING + rb")|(?P<hex>" + _HEX + rb")|(?P<number>" + _NUMBER + rb")", re.DOTALL)
NAME = re.compile(_NAME)
MCID = re.compile(rb"/MCID\s*(\d+)")
ACTUAL_TEXT = re.compile(rb"/ActualText\s*(?P<text>" + _STRING + rb"|" + _HEX + rb")", re.DOTALL)
IMAGE_END = re.compile(rb"[\s\0]EI(?=[\s\0]|\Z)")
_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def unescape(raw: bytes) -> bytes:
    """The bytes of a literal or hexadecimal string, delimiters included in ``raw``."""
    if raw[:1] == b"<":
        digits = re.sub(rb"\s", b"", raw[1:-1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    raw = raw[1:-1]
    if b"\\" not in raw:
        return raw

    def one(match: re.Match[bytes]) -> bytes:
        what = match[1]
        if what[:1].isdigit() and what[:1] < b"8":
            return bytes([int(what, 8) & 0xFF])
        return _ESCAPED.get(what, what)

    return _ESCAPE.sub(one, raw)


@cache
def to_number(raw: bytes) -> float:
    """A number as readers take it, broken ones included."""
    try:
        return float(raw)
    except ValueError:
        # "--3" and "1.2.3" occur; readers take what they can.
        match = re.match(rb"-?\d*\.?\d*", raw.replace(b"--", b"-"))
        try:
            return float(match.group()) if match else 0.0
        except ValueError:
            return 0.0


def floats(raw: bytes) -> list[float]:
    """All numbers in the operands."""
    return [to_number(n) for n in _NUMBERS.findall(raw)]


def text_string(raw: bytes) -> str:
    """A text string of the file: UTF-16 with its mark, or a byte a character."""
    if raw[:2] == b"\xfe\xff":
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("latin-1")
