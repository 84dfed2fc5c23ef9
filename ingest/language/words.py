"""Words broken over lines or split by spaces, made whole again.

Two sources decide: a general Dutch word list (data/woorden-nl.txt.gz, OpenTaal) and the words that the document itself
prints whole. A hyphen at a line's end looks the same whether it belongs to the word or not (all are U+002D), so the
question is each time which form is attested. What neither source knows is joined: in running text a hyphen at a line's
end is a line-break hyphen about nineteen times in twenty.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ingest.language.traced import TracedText

if TYPE_CHECKING:
    from collections.abc import Iterable

# After a suspended hyphen ("handels- en ontwikkelingsbeleid", "korte- naar langetermijndoelen") one of these follows;
# hyphen and space both stay.
SUSPENDED = frozenset("en of noch als naar tot dan maar respectievelijk resp. plus t/m in op".split())
# Words without content of their own: they never are the first or last part of a word that a space has split.
FUNCTION = frozenset(
    """de het een en of in op aan van voor met te die dat dit deze is zijn er ook bij om tot als we wij ons hoe wat wie
    door over uit naar niet geen meer nog hun ze zij was waren na zo dan af onder al zou zal wel zich hen hem haar men
    ten ter per via tegen tussen binnen buiten zonder samen zoals waar daar hier nu toch dus want maar om mee toe weer
    heeft hebben worden wordt werd kan kunnen moet moeten mag wil willen gaat staat ligt komt zijn veel alle elk elke
    ander andere zelf eigen eerst onze mijn jaar mede rond sinds tijdens zodat omdat doordat waarbij waarin daarom
    verder steeds vaak vooral zeer nieuwe grote goed beter best lang langer hoog vol los vast juist door""".split()
)
# Genitive endings that never end a free word: "ontwikkelings", "duurzaamheids", "prioriteits", "partnerschaps".
_LINKING = re.compile(r"(?:ings|heids|teits|schaps|aars)$")
_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Each of these is tried at the beginning of a word only, or a word of thousands of letters (a picture written as text)
# would be read once from each of them.
_WORD_END_HYPHEN = re.compile(
    r"(?<!\S)(?P<dashes>-*+)(?P<left>[^\s-](?:\S*[^\s-])?)(?P<gap>[ \xa0]*)-[ \xa0]*\n\s*(?P<right>\S+)"
)
_HYPHEN_SPACE = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,}+)-[ ]+(?P<right>[^\W\d_]{3,})")
_PAIR = re.compile(r"(?<![\w-])(?P<left>[^\W\d_]+)(?P<gap>[ \n]+)(?P<right>[^\W\d_]+)(?![\w-])")
_SUSPENDED_PAIR = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]++)-\s+(?:en|of)\s+(?P<right>[^\W\d_]+)")
_NO_BREAK = re.compile("\xa0")
_WHITE = re.compile(r"\s+")


@cache
def dutch_words() -> frozenset[str]:
    """The general word list, lower case (about 400,000 words; 0.2 s the first time, then kept)."""
    raw = gzip.decompress(files("ingest").joinpath("data/woorden-nl.txt.gz").read_bytes())
    return frozenset(raw.decode("utf-8").lower().split("\n"))


@cache
def hyphenated_words() -> dict[str, str]:
    """Words that are always written with a hyphen, by their letters: "ecommerce" -> "e-commerce"."""
    known = dutch_words()
    found = {word.replace("-", ""): word for word in known if "-" in word}
    # English loan words of policy papers that the word list lacks.
    found |= {word.replace("-", ""): word for word in ("dual-use", "e-health", "non-paper", "win-win", "know-how")}
    return {letters: word for letters, word in found.items() if letters not in known}


@dataclass(slots=True)
class Vocabulary:
    """The words one document prints whole, with how often, and its hyphenated forms by their letters.

    ``whole``: lower-case word -> count. ``apart``: pair of words printed side by side -> count. ``hyphenated``: letters
    without hyphens -> the hyphenated form as printed inside a line ("ecommerce" -> "e-commerce"). ``suspended``: pairs
    of a left part with a suspended hyphen and the word after "en" or "of" (("vaccin", "mondiale") from "vaccin- en
    mondiale gezondheid").
    """

    whole: Counter[str] = field(default_factory=Counter)
    apart: Counter[tuple[str, str]] = field(default_factory=Counter)
    hyphenated: dict[str, str] = field(default_factory=dict)
    suspended: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """Read from the lines of a document; a word cut by a line's end does not count."""
        found = cls()
        broken = False
        lines = list(lines)
        for pair in _SUSPENDED_PAIR.finditer("\n".join(lines).replace("\xa0", " ").lower()):
            found.suspended.add((pair["left"], pair["right"]))
        for raw in lines:
            line = raw.replace("\xa0", " ").strip()
            first = _LETTERS.search(line) if broken else None
            cut_end = len(line[:-1].rstrip()) if line.endswith("-") else -1
            for match in _LETTERS.finditer(line):
                if match.end() != cut_end and (first is None or match.start() != first.start()):
                    found._learn(line, match)
            broken = line.endswith("-")
            words = line.lower().split()
            found.apart.update(itertools.pairwise(words))
        return found

    def _learn(self, line: str, match: re.Match[str]) -> None:
        word = match.group()
        lower = word.lower()
        if "-" in word:
            self.hyphenated.setdefault(lower.replace("-", ""), word)
            for part in lower.split("-"):
                self.whole[part] += 0  # a part of a compound with hyphen is seen, but not evidence of a free word
        elif line[match.end() : match.end() + 1] != "-":
            self.whole[lower] += 1

    def attested(self, word: str) -> bool:
        """Whether the document prints the word whole, or the word list has it."""
        lower = word.lower()
        return self.whole[lower] > 0 or lower in dutch_words()

    def builds(self, first: str, last: str) -> bool:
        """Whether the document makes compounds with both: words that begin with ``first``, words that end in ``last``.

        Two nouns side by side are one word in Dutch, so at the broken end of a heading's line this is enough.
        """
        if min(len(first), len(last)) < 5 or first in FUNCTION or last in FUNCTION:
            return False
        begins = sum(word.startswith(first) and len(word) > len(first) + 4 for word in self.whole)
        ends = sum(word.endswith(last) and len(word) > len(last) + 3 for word in self.whole)
        return begins >= 2 and ends >= 2

    def compound(self, word: str) -> bool:
        """Whether the word is attested or is two attested words of four letters and more, with or without an s."""
        lower = word.lower()
        if self.attested(lower):
            return True
        known = dutch_words()
        return any(
            lower[cut:] in known and (lower[:cut] in known or (lower[cut - 1] == "s" and lower[: cut - 1] in known))
            for cut in range(4, len(lower) - 3)
        )


def rejoin(left: str, right: str, vocabulary: Vocabulary, *, opens: bool = True) -> str:
    """What the two halves of a word that a line's end cut at a hyphen really are: joined, with hyphen, or suspended.

    ``opens``: whether ``left`` may be the first word of a sentence; a capital further on marks a name, and a name keeps
    its hyphen before a noun ("Prospects-programma").

    >>> rejoin("bevor", "deren", Vocabulary())
    'bevorderen'
    >>> rejoin("handels", "en", Vocabulary())
    'handels- en'
    >>> rejoin("LHBTIQ+", "personen", Vocabulary())
    'LHBTIQ+-personen'
    """
    head = right.strip(".,;:!?)’”\"'")
    if head in SUSPENDED:
        return f"{left}- {right}"
    stem = re.sub(r"^[^\w]+", "", left)
    last = stem.rsplit("-", 1)[-1].rsplit("/", 1)[-1]
    first = re.match(r"[^\W\d_]+", head)
    if first is None or head[0].isupper() or not last[-1:].isalpha() or (len(last) > 1 and last.isupper()):
        return f"{left}-{right}"
    joined = last + first.group()
    if vocabulary.attested(joined):
        return left + right
    if (stem + first.group()).replace("-", "").lower() in vocabulary.hyphenated:
        printed = vocabulary.hyphenated[(stem + first.group()).replace("-", "").lower()]
        if printed.lower() == f"{stem}-{first.group()}".lower():
            return f"{left}-{right}"
    chain = "-" in stem and last.lower() in SUSPENDED
    name = stem[:1].isupper() and not opens and len(first.group()) > 3 and vocabulary.attested(first.group())
    return f"{left}-{right}" if name or (chain and not vocabulary.compound(joined)) else left + right


def _closes(  # noqa: PLR0911 - one reason after another
    left: str, gap: str, right: str, vocabulary: Vocabulary, *, heading: bool
) -> bool:
    """Whether the space between two words stands inside a word. Headings lose their hyphens at a line's end too."""
    if not right.islower() or (len(left) > 1 and left.isupper()):
        return False
    low = left.lower()
    whole = low + right
    if _LINKING.search(low) and low not in dutch_words() and right not in FUNCTION:
        return vocabulary.attested(right) or vocabulary.attested(whole)
    if heading and gap == "\n" and vocabulary.builds(low, right):
        return True
    if not vocabulary.attested(whole):
        return False
    free_left, free_right = low in dutch_words(), right in dutch_words()
    if not (free_left and free_right):
        # One half is not a word by itself: "multi laterale", "oo k".
        return True
    if "  " in gap and "\n" not in gap:
        # A lost discretionary break leaves two spaces or more: "nood  zakelijke", "toe   nemende".
        return len(left) > 1 and len(whole) > 5
    if "\n" in gap or low in FUNCTION or right in FUNCTION or min(len(left), len(right)) < 4:
        return False
    # Two free words that the document itself mostly prints as one: "klimaat financiering", but not "korte termijn".
    return vocabulary.whole[whole] >= max(1, 2 * vocabulary.apart[low, right])


def repair(text: TracedText, vocabulary: Vocabulary, *, heading: bool = False) -> TracedText:
    """One paragraph, its lines separated by line feeds, as running text in one line.

    Line-end hyphens decided, split words closed, no-break spaces and runs of spaces made one space.
    """
    flat = text.sub(_NO_BREAK, lambda _: " ")

    def over_line(match: re.Match[str]) -> str:
        before = match.start("left")
        while before and match.string[before - 1].isspace():
            before -= 1
        opens = not before or match.string[before - 1] in '.!?:“‘"(•'
        return match["dashes"] + rejoin(match["left"], match["right"], vocabulary, opens=opens)

    for _ in range(2):  # twice: a match takes the whole second word, which may itself end in a hyphen
        flat = flat.sub(_WORD_END_HYPHEN, over_line)
    flat = close_gaps(flat, vocabulary, heading=heading)
    flat = flat.sub(_WHITE, lambda _: " ")

    def loose_hyphen(match: re.Match[str]) -> str | None:
        if match["right"] in SUSPENDED:
            return None
        return f"{match['left']}-{match['right']}"

    return flat.sub(_HYPHEN_SPACE, loose_hyphen).strip()


def close_gaps(text: TracedText, vocabulary: Vocabulary, *, heading: bool = False) -> TracedText:
    """Spaces inside words taken out, from left to right; a closed word is tried again with the next one."""
    kept: list[TracedText] = []
    begin = position = 0
    word = ""  # what was closed so far of the word that goes on at ``position``
    while (match := _PAIR.search(text.text, position)) is not None:
        left = word + match["left"] if match.start() == position else match["left"]
        position = match.start("right")
        word = ""
        if _closes(left, match["gap"], match["right"], vocabulary, heading=heading):
            kept.append(text.slice(begin, match.start("gap")))
            begin = position
            word = left
    return TracedText.join([*kept, text.slice(begin)]) if kept else text


def restore_hyphens(title: str, vocabulary: Vocabulary) -> str:
    """A heading with the hyphens back that its font's extraction lost ("IMVOspeelveld", "handels en investeringen").

    A hyphen returns where the running text prints the same letters with one, where capitals and small letters meet
    inside a word, and after a genitive that the text elsewhere prints with a suspended hyphen.
    """
    words = title.split(" ")
    for index, word in enumerate(words):
        bare = word.strip("().,:;&?!‘’“”\"'")
        after = words[index + 1] if index + 1 < len(words) else ""
        acronym = re.fullmatch(r"([A-Z]{2,})([a-z]{4,})", bare)
        lower = bare.lower()
        if not bare or "-" in bare:
            continue
        shared = words[index + 2] if index + 2 < len(words) else ""
        if after in ("en", "of") and (
            (lower.endswith("s") and any(left == lower for left, _ in vocabulary.suspended))
            or (lower, shared.lower().strip(".,:;")) in vocabulary.suspended
        ):
            words[index] = f"{word}-"
        elif lower in dutch_words():
            continue
        elif acronym:
            words[index] = word.replace(bare, f"{acronym[1]}-{acronym[2]}")
        elif lower in vocabulary.hyphenated or lower in hyphenated_words():
            printed = vocabulary.hyphenated.get(lower) or hyphenated_words()[lower]
            words[index] = word.replace(bare, printed[:1].upper() + printed[1:] if bare[0].isupper() else printed)
    return " ".join(words)
