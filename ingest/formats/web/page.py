"""What of a web page is its text: the main part without menus, banners and buttons, and its notes.

Pages mark some of it themselves (``main``, ``nav``, roles, hidden); for the rest the names of classes and the share of
text that is links decide, since a menu is hardly anything but links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.markup import children, name_of, plain

if TYPE_CHECKING:
    from ingest.formats.markup import Element

_NO_TEXT = frozenset(
    """head script style noscript template svg math canvas video audio object embed form input button select textarea
    label nav footer dialog menu map area progress meter datalist link meta base param source track""".split()
)
_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alert alertdialog tablist".split()
)
# Parts of class names and ids, between the signs that separate words in them.
_FURNITURE = frozenset(
    """nav navigation navbar menu breadcrumb breadcrumbs skiplinks skiplink footer sidebar aside cookie cookies
    cookiebar banner share sharing social related pagination pager login newsletter popup modal advert ads comments
    toolbar hidden assistive offscreen payoff print feedback search zoeken kruimelpad kruimelspoor delen navigatie
    toc mejs invisible screenreader sronly""".split()
)
_HIDDEN_CLASS = re.compile(r"(?:visually|sr|screen)[-_]?(?:hidden|only|reader)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MAIN_SHARE = 0.8  # part of the running text that must stand in an element for it to be the main part
_LINKS = 0.6  # part of a list's or block's text that is links, from which on it is a menu
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXT_BLOCKS = _HEADINGS | {"p", "li", "td", "th", "dd", "dt", "blockquote", "pre"}
_LABEL = re.compile(r"[\[(]?\s*(?P<label>\d{1,4}|[*†‡§]{1,4}|[a-z]|[ivxlc]{1,6})\s*[\])]?\.?", re.IGNORECASE)
_NOTE_NAME = re.compile(r"noot|noten|note|(?:^|[-_\s:.])e?fn|ftn|cite", re.IGNORECASE)
_BACK = frozenset("↩ ↑ ⤴ ^ terug omhoog back return ⏎ ↵".split())


def is_furniture(element: Element) -> bool:  # noqa: PLR0911 - one reason after another
    """Whether an element belongs to the page around the text, or is not shown."""
    name = name_of(element)
    if name == "button" and _unfolds(element):
        return False
    if (name in _NO_TEXT and not _holds_page(element)) or element.get("role") in _ROLES:
        return True
    if _is_hidden(element) and not _is_folded(element):
        return True
    if name == "aside" and not _own_words(element):
        return True
    if name in ("html", "body", "main", "article"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if _HIDDEN_CLASS.search(names):
        return True
    if name == "h1":
        return False
    if name == "header":
        inside = any(name_of(up) in ("article", "main") for up in element.iterancestors())
        return element.find(".//h1") is None and not inside
    words = set(re.split(r"[^a-z]+", names))
    if words & {"header", "masthead", "topbar"}:
        return element.find(".//h1") is None
    return bool(words & _FURNITURE) and (_running(element) < _MAIN_SHARE * _running(element.getroottree().getroot()))


def _holds_page(form: Element) -> bool:
    """Whether an element is a form that is drawn around the page, as some servers do, and not one to fill in."""
    if name_of(form) != "form":
        return False
    shown = _shown(form)
    return shown > 0 and 2 * shown > _shown(form.getroottree().getroot())


def _shown(element: Element) -> int:
    """How many characters of text are shown below an element, those of links, menus and controls left out."""
    own = len((element.text or "").strip())
    for child in element:
        name = name_of(child)
        if name and name != "a" and (name == "form" or name not in _NO_TEXT):
            own += _shown(child)
        own += len((child.tail or "").strip())
    return own


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )


def _unfolds(button: Element) -> bool:
    """Whether a button in a heading shows and hides the text below it: its words are the heading's ("Vraag 1 ...")."""
    if button.get("aria-controls") is None and button.get("aria-expanded") is None:
        return False
    return any(name_of(up) in _HEADINGS for up in button.iterancestors())


def _is_folded(element: Element) -> bool:
    """Whether a part is not shown only until the button in the heading above it is pressed."""
    key = element.get("id")
    buttons = element.getroottree().getroot().iter("button", "a") if key else ()
    return any(key in (button.get("aria-controls") or "").split() and _unfolds(button) for button in buttons)


def _own_words(element: Element) -> bool:
    """Whether there is more below an element than headings over links."""
    if name_of(element) in _HEADINGS | _NO_TEXT or name_of(element) == "a":
        return False
    words = [element.text, *(child.tail for child in element)]
    return any((each or "").strip() for each in words) or any(_own_words(child) for child in children(element))


def _running(element: Element) -> int:
    """How many characters of text stand in paragraphs and the like below an element, links left out."""
    total = 0
    for block in element.iter():
        if name_of(block) == "p" or (name_of(block) in ("li", "td", "dd", "blockquote") and block.find(".//p") is None):
            total += max(0, len(plain(block)) - sum(len(plain(link)) for link in block.iter("a")))
    return total


def main_part(root: Element) -> Element:
    """The element with the page's text: what is marked as that, else the innermost one with nearly all running text."""
    body = root.find("body") if root.find("body") is not None else root
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and _running(found[0]) >= _MAIN_SHARE * _running(body) > 0:
            body = found[0]
            break
    while True:
        inner = [child for child in children(body) if not is_furniture(child) and name_of(child) not in _TEXT_BLOCKS]
        whole = sum(_running(child) for child in children(body) if not is_furniture(child))
        best = max(inner, key=_running, default=None)
        if best is None or name_of(best) not in ("div", "section", "article", "main", "center", "form"):
            return body
        headings = sum(
            1 for child in children(body) if name_of(child) in ("h1", "h2", "h3") and not is_furniture(child)
        )
        if headings or _running(best) < 0.95 * whole or not whole:
            return body
        body = best


def is_menu(element: Element) -> bool:
    """Whether a list or block is hardly anything but links to other pages."""
    text = len(plain(element))
    if not text:
        return False
    links = [link for link in element.iter("a") if link.get("href") and not (link.get("href") or "").startswith("#")]
    linked = sum(len(plain(link)) for link in links)
    local = sum(len(plain(link)) for link in element.iter("a") if (link.get("href") or "").startswith("#"))
    return (len(links) > 1 and linked >= _LINKS * text) or (local >= _LINKS * text and len(list(element.iter("a"))) > 1)


def notes_of(root: Element) -> dict[str, tuple[str, Element]]:
    """Id that a mark leads to -> (the note's number as printed at the mark, the element with the note's text).

    A mark is a link within the page, from a number or sign to a block further on; a link in a list of contents leads to
    a heading and has words.
    """
    targets: dict[str, Element] = {}
    order: dict[Element, int] = {}
    for place, element in enumerate(root.iter()):
        order[element] = place
        for attribute in ("id", "name"):
            if element.get(attribute):
                targets.setdefault(element.get(attribute), element)
    found: dict[str, tuple[str, Element]] = {}
    taken: set[Element] = set()
    for link in root.iter("a"):
        key = note_key(link)
        label = _LABEL.fullmatch(plain(link))
        if key is None or key in found or label is None or key not in targets:
            continue
        block = _block_around(targets[key])
        named = _NOTE_NAME.search(
            " ".join((key, link.get("class") or "", link.get("rel") or "", link.get("role") or ""))
        )
        raised = name_of(link.getparent()) == "sup" or link.find("sup") is not None or plain(link)[0] in "[(*†‡"
        if block is None or block in taken or order[block] <= order[link] or not (named or raised):
            continue
        taken.add(block)
        found[key] = (label["label"], block)
    return found


def raised_notes(root: Element) -> list[tuple[Element, Element, Element]]:
    """Notes that no link leads to: (the raised number in the text, the one that opens the note, the note's element).

    They are known by their numbers alone, so these must be 1, 2, 3 ... and each stand in the text before its note.
    """
    marks: dict[int, Element] = {}
    found: list[tuple[Element, Element, Element]] = []
    for sign in root.iter("sup"):
        number = re.fullmatch(r"[\[(]?(\d{1,3})[\])]?", plain(sign))
        block = _block_around(sign)
        linked = sign.find(".//a") is not None or name_of(sign.getparent()) == "a"
        if number is None or block is None or linked or name_of(block) == "td":
            continue
        if plain(block).startswith(plain(sign)) and next(block.iter("sup")) is sign:
            if int(number[1]) == len(found) + 1 and int(number[1]) in marks:
                found.append((marks[int(number[1])], sign, block))
        elif not found:
            marks.setdefault(int(number[1]), sign)
    return found


def note_key(link: Element) -> str | None:
    """The id within this page that a link leads to; None for other links."""
    address = link.get("href") or ""
    return address.partition("#")[2] or None if address.startswith("#") or "#" in address else None


def _block_around(target: Element) -> Element | None:
    """The item or paragraph that a note's anchor is or stands in."""
    element = target
    while element is not None and name_of(element) not in ("li", "p", "dd", "div", "aside", "td", "section"):
        element = element.getparent()
    if element is None or name_of(element) in ("body", "html"):
        return None
    if name_of(element) == "p" and name_of(element.getparent()) in ("li", "dd"):
        return element.getparent()
    return element


def is_back_link(link: Element) -> bool:
    """Whether a link in a note leads back to its mark: an arrow or the note's own number."""
    text = plain(link).strip(" \ufe0e")
    return note_key(link) is not None and (not text or text.lower() in _BACK or _LABEL.fullmatch(text) is not None)


def is_permanent_link(link: Element) -> bool:
    """Whether a link is the sign by which a heading can be linked to ("#", "¶") and no word of it."""
    return note_key(link) is not None and plain(link) in ("#", "¶", "§", "🔗")
