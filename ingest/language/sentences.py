"""Dutch sentence boundaries in repaired running text (footnote markers already taken out)."""

from __future__ import annotations

import re

# Abbreviations after which a full stop does not end a sentence, without their last stop, lower case.
_ABBREVIATIONS = frozenset(
    """nr nrs art artt bijv bv blz p pp ca c.q cq d.d dd dhr mevr mw dr drs ir ing mr prof e.a e.d e.g e.v etc excl incl
    enz evt fig ged get hfst i.c i.e i.h.b i.o i.p.v i.v.m i.s.m ihkv j.l jl jr sr lid m.a.w m.b.t m.b.v m.i.v m.m.v
    m.n m.u.v mln mld min max n.a.v n.v.t nl o.a o.b.v o.g.v o.l.v o.m o.v.v p.a p.m plv resp r.k s.v.p st t.a.v t.b.v
    t.g.v t.n.v t.o.v t.z.t tel t/m u.a v.a v.d v.w.b vgl vlg w.o zgn z.o.z a.d.h.v a.g.v a.u.b d.m.v d.w.z stcrt stb
    trb c.s inz kst""".split()
)
_END = re.compile(r"[.!?…]+[)\]”’»\"']*(?=\s+|$)")
_LAST_WORD = re.compile(r"(\S+)$")
# A parenthesis that follows the full stop and only cites belongs to the sentence before it.
_CITING = re.compile(
    r"\s*\((?:zie |o\.a\. |vgl\. |conform )*(?:Kamer(?:st|br|vr)|Motie|Stcrt|Staatscourant|Staatsblad|Handelingen"
    r"|Aanhangsel)[^()]*(?:\([^()]*\)[^()]*)*\)\.?",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^(?:[(“‘\"]?[A-Z]\.)+$")
_ITEM = re.compile(r"[\s•-]*\w{1,2}")
_OPENER = re.compile(r"[\s(\[“‘«\"'•-]*[A-Z0-9À-ÖØ-Þ€]")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences in ``text[start:end]``, without white space around them.

    A line feed ends a sentence (lists and tables have one item a line). What follows the last full stop is one too.
    """
    spans: list[tuple[int, int]] = []
    end = len(text) if end is None else end
    for line in re.finditer(r"[^\n]+", text[start:end]):
        spans.extend(_in_line(text, start + line.start(), start + line.end()))
    return tuple(spans)


def _in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    position = start
    while (match := _END.search(text, position, end)) is not None:
        position = match.end()
        citing = _CITING.match(text, position, end)
        if citing is not None and not _abbreviated(text, begin, match):
            position = citing.end()
        elif _abbreviated(text, begin, match) or not _OPENER.match(text, position, end):
            continue
        spans.append((begin, position))
        begin = position
    spans.append((begin, end))
    trimmed = []
    for first, last in spans:
        piece = text[first:last]
        if piece.strip():
            trimmed.append((first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())))
    return trimmed


def _abbreviated(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, initials or an item's number rather than to the sentence."""
    if match.group()[0] != "." or len(match.group()) > 1:
        return False
    word = _LAST_WORD.search(text[begin : match.start()])
    if word is None:
        return False
    if _ITEM.fullmatch(text[begin : match.start()]):
        return True
    bare = word.group().lstrip('(“‘"').lower()
    return bare in _ABBREVIATIONS or bool(_INITIALS.match(word.group() + "."))
