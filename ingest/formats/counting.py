"""Numbers of headings and items as they are printed: 3, c, iii."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def printed_number(count: int, form: str) -> str:
    """``count`` (1 and up) in one of Word's forms: "lowerLetter", "upperRoman", "decimalZero"; others as digits.

    >>> printed_number(28, "lowerLetter"), printed_number(4, "upperRoman")
    ('bb', 'IV')
    """
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        rest, shown = min(count, 3999), ""
        for size, sign in _ROMAN:
            shown += sign * (rest // size)
            rest %= size
        return shown.upper() if form == "upperRoman" else shown
    return f"{count:02d}" if form == "decimalZero" else str(count)
