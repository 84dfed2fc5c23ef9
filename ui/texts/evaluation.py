"""What `vindplaats evaluate` prints, in Dutch."""

from __future__ import annotations

from search.evaluate.answers import Verdict

TYPE, DOCUMENT = "Soort vraag", "Document"
RANK_COLUMNS = ("Aantal", "Hit@1", "Hit@3", "Hit@10", "MRR@10", "95%-interval", "nDCG@10", "1e zin", "Antwoord")
ANSWER_COLUMNS = (
    "Vragen", "Goed", "Ernaast", "Geweigerd", "Met passage", "Onterecht", "Precisie", "Dekking", "Deel goed", "AUC",
    "Afwijking",
)  # fmt: skip
BIN_COLUMNS = ("Zekerheid", "Getoond", "Gemiddeld", "Goed")
ALL = "alle"
ORDINARY = "gewone"
UNKNOWN = "-"
FOUND = "Beantwoord: {answerable} van de vragen met antwoord, {unanswerable} van die zonder."
AUC = "Kans dat een vraag met antwoord een hogere zekerheid krijgt dan een zonder: {auc}."
CALIBRATION_ERROR = "Afwijking tussen zekerheid en deel goed: {error}."

# Question by question

VERDICTS = {
    Verdict.WRONGLY_ANSWERED: "Onterecht beantwoord",
    Verdict.BESIDE: "Ernaast",
    Verdict.REFUSED: "Geweigerd",
}
VERDICT = "{verdict}: {count}"
PASSAGE_AT = "passage op plaats {rank}"
NO_PASSAGE = "geen passage bij de eerste tien"
SHOWN = "getoond: “{text}” ({place})"
EXPECTED = "verwacht: “{text}” ({document})"
COMES_NEAR = "geen antwoord: {reason} ({document})"

# Beside an earlier run

COMPARISON = "Verschil in MRR@10 met de eerdere uitkomst: {difference} (95%-interval {low} tot {high})."
GAINED = "Beter: {count}"
LOST = "Slechter: {count}"
NOT_IN_TEN = "-"
