"""What is the same each time is made once: texts, addresses, and the rows of tables.

`trans` and `url` are builtins after Django's, so every template gets these. What they say is the same; a fixed text
is looked up once in each language, and an address once for each thing it names.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django import template
from django.db.models import Model
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as do_url
from django.template.loader import render_to_string
from django.templatetags.i18n import do_translate
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData

from vidsyn import here
from vidsyn.kernel.memories import memory
from vidsyn.web.shell.addresses import known_address, page_of
from vidsyn.wording.history import ReadableLine

register = template.Library()


class FixedWords(Node):
    """A text without variables: looked up once in each language."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._by_language: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The text in the active language."""
        language = here.language()
        found = self._by_language.get(language)
        if found is None:
            found = self._by_language[language] = self._node.render(context)
        return found


class KnownAddress(URLNode):
    """An address whose arguments stand in order."""

    def render(self, context: Context) -> str:
        """As Django's, which also takes care of what is given by name."""
        if self.kwargs:
            return super().render(context)
        name = self.view_name.resolve(context)
        given = tuple(str(argument.resolve(context)) for argument in self.args)
        try:
            url = known_address(name, given)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            url = ""
        if self.asvar:
            context[self.asvar] = url
            return ""
        return conditional_escape(url) if context.autoescape else url


@register.tag("trans")
def trans(parser: Parser, token: Token) -> Node:
    """`{% trans "Save" %}` as Django's."""
    node = do_translate(parser, token)
    fixed = node.asvar is None and _is_fixed(node.filter_expression) and _is_fixed(node.message_context)
    return FixedWords(node) if fixed else node


@register.tag("url")
def url(parser: Parser, token: Token) -> Node:
    """`{% url 'partners:detail' partner.reference %}` as Django's."""
    node = do_url(parser, token)
    return KnownAddress(node.view_name, node.args, node.kwargs, node.asvar)


def _is_fixed(said: FilterExpression | None) -> bool:
    """Whether it says the same in every context."""
    if said is None:
        return True
    return not said.filters and getattr(said.var, "lookups", None) is None


@register.simple_tag
def drawn(template_name: str, **values: object) -> str:
    """A part of a page that shows its values and nothing else, drawn once for the same values in a language.

    `{% drawn "agreements/row.html" row=row day=found.on %}`. The part sees what it is given, never the request or the
    viewer; so whoever is given the same is shown the same. What is given is compared by its value: frozen
    dataclasses, text, numbers, days. A model is not (it equals itself when it has changed), nor is ready markup
    (it equals the same text that has yet to be escaped): TypeError.
    """
    for name, value in values.items():
        if isinstance(value, (Model, SafeData)):
            raise TypeError(f"{template_name} is given {name} as {type(value).__name__}")
    return _drawn(here.language(), template_name, tuple(values.items()))


@register.simple_tag
def history_line(line: ReadableLine, subjects: object = "") -> str:
    """A line of the history; with `subjects` also what it is of, leading to its page, and to the whole act."""
    told = line.line if subjects else None
    url = page_of(told.subject_kind, told.subject_id) if told and line.named else None
    act = told.correlation_id if told else None
    # What it was made from is not shown, and cannot be compared.
    shown = replace(line, line=None)
    return drawn("history/line.html", line=shown, subjects=bool(subjects), url=url or "", act=act)


@lru_cache(maxsize=4000)
def _drawn(_language: str | None, template_name: str, values: tuple[tuple[str, object], ...]) -> str:
    return render_to_string(template_name, dict(values))


memory(_drawn.cache_clear)
