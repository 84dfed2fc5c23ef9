"""The page's HTML, printed by the templates in this folder from values that the modules of ``pages`` gather.

Whatever a template prints is escaped; only Markup, which is escaped already, goes through as it is. A name that a
template uses but is not passed is an error, not an empty place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup

from ui import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.lexer import TokenStream

_BREAK = re.compile(r"\s*\n\s*")


class _LineBreaks(Extension):
    """Makes line breaks and indentation serve only the reader of a template: between inline elements they would show.

    A break between two words or two attributes prints one space; beside a tag, or a statement of Jinja, nothing.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, its text without line breaks."""
        for token in stream:
            yield Token(token.lineno, token.type, _joined(token.value)) if token.type == "data" else token


def _joined(text: str) -> str:
    def between(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        return " " if before and after and before[-1] != ">" and after[0] not in "<>" else ""

    return _BREAK.sub(between, text)


_ENVIRONMENT = Environment(
    loader=PackageLoader("ui.web"),
    autoescape=True,
    undefined=StrictUndefined,
    extensions=[_LineBreaks],
    auto_reload=False,  # each template is compiled once
    cache_size=-1,
)
_ENVIRONMENT.globals.update(count=texts.count, short=texts.short)


def render(template: str, /, **values: object) -> Markup:
    """Return what a template prints. ``template``: its file name; ``values``: what it may use, by name."""
    return Markup(_ENVIRONMENT.get_template(template).render(values))  # noqa: S704 - escaped by the template


def fragment(template: str, macro: str, /, *values: object) -> Markup:
    """Return what one macro of a template prints, called with these values."""
    return cast("Callable[..., Markup]", getattr(_ENVIRONMENT.get_template(template).module, macro))(*values)
