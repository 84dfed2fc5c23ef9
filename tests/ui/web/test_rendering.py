"""Templates: what they escape, what their line breaks print, and that they hold no words of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from ui.web import rendering

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = sorted(Path(rendering.__file__).with_name("templates").iterdir())
CODE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)


def template(source: str) -> Template:
    """A template with this source."""
    return rendering._ENVIRONMENT.from_string(source)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("<p>\n  <b>a</b>\n  <i>b</i>\n</p>", "<p><b>a</b><i>b</i></p>"),  # a space between them would show
        ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"),
        ('<a href="x"\n   title="y">a</a>', '<a href="x" title="y">a</a>'),
        ("{% if true %}\n  <b>a</b>\n{% endif %}\n", "<b>a</b>"),
        ("<p>\n  {{ 1 }}\n  {{ 2 }}\n</p>", "<p>12</p>"),
        ("<p>een\n  twee</p>", "<p>een twee</p>"),
    ],
)
def test_line_breaks_of_a_template_do_not_show(source: str, printed: str) -> None:
    """They and the indentation serve its reader; only between words or attributes they stand for a space."""
    assert template(source).render() == printed


def test_values_are_escaped_and_markup_is_not() -> None:
    """In an element and in an attribute."""
    printed = template('<p title="{{ a }}">{{ a }}{{ b }}</p>').render(a="<\"'&", b=Markup("<b>"))
    assert printed == '<p title="&lt;&#34;&#39;&amp;">&lt;&#34;&#39;&amp;<b></p>'


def test_a_name_that_was_not_passed_is_an_error() -> None:
    """Rather than an empty place on the page."""
    with pytest.raises(UndefinedError, match="titel"):
        template("<p>{{ titel }}</p>").render(title="a")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_prints_only_what_it_gets(path: Path) -> None:
    """No sentence stands in it, since a sentence has two languages; and nothing is marked as safe by hand."""
    source = path.read_text("utf-8")
    words = re.sub(r"<[^>]*>", "", CODE.sub("", source))
    assert re.findall(r"[^\W\d_]+", words) == []
    assert "safe" not in re.findall(r"\|\s*(\w+)", source)
