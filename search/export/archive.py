"""The archives in which Excel and Word keep a file, without the moment at which they were made."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MADE = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can hold


def dateless(written: io.BytesIO, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return an archive without the moment at which it was made: the same content gives the same bytes.

    ``parts``: name -> the content of parts that come in the place of those written.
    """
    out = io.BytesIO()
    changed = parts or {}
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = changed.get(name) or old.read(name)
            new.writestr(entry, _MADE.sub(b"", content) if name == "docProps/core.xml" else content)
    return out.getvalue()
