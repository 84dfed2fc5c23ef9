"""Why the file that a document was read from is not served, in Dutch and in English."""

from __future__ import annotations

GONE = "Het bestand waaruit dit document is ingelezen, staat niet meer op zijn plaats: het is verplaatst of verwijderd."
GONE_ENGLISH = "The file that this document was read from is no longer in its place: it was moved or deleted."
CHANGED = "Het bestand is veranderd sinds dit document is ingelezen. Lees het opnieuw in om het hier te kunnen openen."
