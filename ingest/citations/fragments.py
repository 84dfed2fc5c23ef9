"""Pieces of the regular expressions for references, and what is read of one without any other of them.

They stand apart from the patterns, which take a while to compile, so that a module that needs a piece does not wait for
them.
"""

from __future__ import annotations

import re

SP = r"\s{0,6}+"  # perhaps white space
GAP = r"\s{1,6}+"  # certainly white space
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
# A number followed by one of these is a date or an amount, not the number of a paper.
NOT_A_NUMBER = rf"(?!{SP}(?:{MONTHS}|procent|euro|miljoen|miljard|%|jaar|leden))"
# 2021/22, 2021-2022, 2021-22. The second half is checked later: 2020/25 must be found to be flagged.
SESSION = r"(?P<session>(?:18|19|20)\d\d\s?[/-]\s?(?:(?:18|19|20)\d\d|\d\d))(?!\d)"
# A paper treated over several years has them all: "1993/94-1996/97", "1999/2000, 2000/2001"; the first counts.
SESSION_PART = (
    rf"(?:{SP},?{SP}(?:(?:(?:[Vv]ergader|[Zz]ittings)jaar|[Zz]itting|[Vv]j\.?){GAP})?{SESSION}"
    r"(?:\s?(?:-|,|en|t/m)\s?(?:18|19|20)\d\d/(?:(?:18|19|20)\d\d|\d\d)(?!\d)){0,4})"
)
# Inside a dossier number: "36 045", "36.045", also with two spaces or broken over lines.
THOUSANDS = r"(?:\.|[ ]{0,3}+(?:\r?\n[ ]{0,8}+)?)"
DOSSIER_NUMBER = rf"\d\d{THOUSANDS}\d{{3}}(?!\d)"
HOUSE = rf"(?:[TE]\.?K\.?|(?:Tweede|Eerste){GAP}Kamer(?:{GAP}der{GAP}Staten-Generaal)?)"
# "I/II" names both chambers; scanned text has "ll" for "II".
CHAMBER = rf"(?P<chamber>[Il]{{1,2}}(?:\s?(?:/|en)\s?[Il]{{1,2}})?|{HOUSE})(?![\w-])"
NR = r"(?:[Nn]rs?|NRS?|[Nn]os?|[Nn]°|[Nn]ummers?|[Oo]ndernummers?)(?![^\W\d_])[.:]?"
# A number of a paper: digits (Tweede Kamer) or one to three capitals (Eerste Kamer, which once wrote "188b").
NUMBER = r"(?:\d{1,4}[a-h]?|[A-Z]{1,3})(?![^\W_])"
YEAR = r"(?:18|19|20)\d\d"
DAY = rf"\d{{1,2}}{GAP}(?:{MONTHS})"


def session_year(printed: str | None) -> str | None:
    """2021/22 from 2021/22, 2021-2022 or 2021-22; the halves stay as printed, also if they cannot be.

    What has no two halves comes back as it is.
    """
    if printed is None:
        return None
    first, _, second = re.sub(r"\s?[/-]\s?", "/", printed.strip(), count=1).partition("/")
    return f"{first}/{second[-2:]}" if first and second else printed
