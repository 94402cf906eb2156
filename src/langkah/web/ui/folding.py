"""Templates whose unchanging parts are drawn once a language instead of once a page.

Half of a page's nodes say the same to every reader: markup, translated words, icons, the paths of
style sheets. Runs of them become one piece of text. They are drawn in an empty context, so that
nothing of a reader can get into what others see. What is left is drawn with less: a name that
is looked up and a text that is shown take Django's long way only where the short one does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import Any

from django.template import Context, Node, NodeList, Template, Variable
from django.template.base import (
    FilterExpression,
    TextNode,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import AutoEscapeControlNode, URLNode
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode
from django.template.loaders import cached
from django.template.smartif import TokenBase
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django_htmx.templatetags.django_htmx import htmx_script

from langkah.web.ui import addresses, parts

# Tags that say the same whenever they are given the same.
PURE: tuple[Callable[..., object], ...] = (parts.icon, parts.mark, htmx_script)

CONDITIONS = "conditions_nodelists"


class Loader(cached.Loader):
    """Django's cached loader, folding each template as it is read."""

    def get_template(self, template_name: str, skip: list[Any] | None = None) -> Template:
        """The template, folded the first time."""
        template: Any = super().get_template(template_name, skip)
        if not hasattr(template, "folded"):
            fold(template.nodelist)
            template.folded = True
        return template  # type: ignore[no-any-return]


class Folded(Node):
    """A run of nodes that depend on nothing but the language."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.drawn: dict[tuple[str | None, str], SafeString] = {}
        self.token = nodes[0].token

    def render(self, context: Context) -> SafeString:
        """The text of the run in this language."""
        key = (get_language(), get_script_prefix())
        text = self.drawn.get(key)
        if text is None:
            empty = Context()
            text = self.drawn[key] = mark_safe(  # noqa: S308 - each node escapes its own
                "".join(str(node.render_annotated(empty)) for node in self.nodes)
            )
        return text


class Named(Node):
    """An unchanging text that a template keeps under a name: `{% translate "Open" as title %}`."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode | URLNode) -> None:
        self.node = node
        self.name = str(node.asvar)
        self.drawn: dict[tuple[str | None, str], object] = {}
        self.token = node.token

    def render(self, context: Context) -> str:
        """Nothing; the name is set."""
        key = (get_language(), get_script_prefix())
        if key not in self.drawn:
            empty = Context()
            self.node.render(empty)
            self.drawn[key] = empty[self.name]
        context[self.name] = self.drawn[key]
        return ""


class Address(Node):
    """The path of a page with numbers in it; anything else is left to Django's own tag."""

    child_nodelists = ()

    def __init__(self, node: URLNode) -> None:
        self.node = node
        self.view = str(node.view_name.var)
        self.token = node.token

    def render(self, context: Context) -> str:
        """The path, or nothing when it is kept under a name."""
        ids = [each.resolve(context) for each in self.node.args]
        if not all(type(each) is int for each in ids):
            return str(self.node.render(context))
        try:
            path = addresses.path_of(self.view, *ids)
        except NoReverseMatch:
            return str(self.node.render(context))
        if not self.node.asvar:
            return path
        context[self.node.asvar] = path
        return ""


class Drawn(NodeList):
    """Nodes drawn one after the other, without notes for a page of errors that nobody sees."""

    blocks: list[Node] | None = None

    def render(self, context: Context) -> SafeString:
        """The text of all of them."""
        return SafeString("".join([node.render(context) for node in self]))

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        """Asked for blocks each time that a page extends another; they stay the same."""
        if nodetype is not BlockNode:
            return super().get_nodes_by_type(nodetype)
        if self.blocks is None:
            self.blocks = super().get_nodes_by_type(BlockNode)
        return self.blocks


class Shown(Node):
    """A value; text, as nearly every value is, is only made safe."""

    child_nodelists = ()

    def __init__(self, node: VariableNode) -> None:
        self.value = node.filter_expression
        self.token = node.token

    def render(self, context: Context) -> str:
        """The value as the reader sees it."""
        value = self.value.resolve(context)
        kind = type(value)
        if kind is SafeString:
            return value  # type: ignore[no-any-return]
        if kind is str and context.autoescape:
            return escape(value)
        return render_value_in_context(value, context)


class Looked(Variable):
    """A name with dots, followed through plain objects and dicts; else Django's own way."""

    __slots__ = ()

    def _resolve_lookup(self, context: Any) -> Any:  # noqa: ANN401 - whatever a page is given
        first, *more = self.lookups  # type: ignore[misc]
        for layer in reversed(context.dicts):
            if first in layer:
                found = layer[first]
                break
        else:
            return super()._resolve_lookup(context)  # type: ignore[misc]
        try:
            for bit in more:
                kind = type(found)
                if kind is dict:
                    found = found[bit]
                elif _plain(kind):  # type: ignore[arg-type]
                    found = getattr(found, bit)
                else:
                    return super()._resolve_lookup(context)  # type: ignore[misc]
        except (AttributeError, KeyError):
            return super()._resolve_lookup(context)  # type: ignore[misc]
        if callable(found):
            return super()._resolve_lookup(context)  # type: ignore[misc]
        return found


@cache
def _plain(kind: type) -> bool:
    """Whether objects of this kind have attributes only: nothing to index, nothing to call."""
    return not hasattr(kind, "__getitem__") and "__call__" not in dir(kind)


def fold(nodes: NodeList) -> None:
    """Fold a list of nodes in place, and every list inside it."""
    folded: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if _constant(node):
            run.append(node)
            continue
        folded += _closed(run)
        run = []
        for expression in _expressions(node):
            if type(expression.var) is Variable and expression.var.lookups:
                expression.var.__class__ = Looked
        folded.append(_quicker(node))
        if not isinstance(node, AutoEscapeControlNode):
            for inside in _lists(node):
                fold(inside)
    nodes[:] = folded + _closed(run)
    nodes.__class__ = Drawn


def _closed(run: list[Node]) -> list[Node]:
    """A run as one node; text alone stays the text that it is."""
    return run if all(type(node) is TextNode for node in run) else [Folded(run)]


def _lists(node: Node) -> Iterator[NodeList]:
    for value in vars(node).values():
        if isinstance(value, NodeList):
            yield value
    for _condition, inside in getattr(node, CONDITIONS, ()):
        yield inside


def _expressions(node: Node) -> Iterator[FilterExpression]:
    """What a node asks of its context."""
    asked = [*vars(node).values(), *(each for each, _ in getattr(node, CONDITIONS, ()))]
    while asked:
        value = asked.pop()
        if isinstance(value, FilterExpression):
            yield value
        elif isinstance(value, list | tuple) and not isinstance(value, NodeList):
            asked += value
        elif isinstance(value, dict):
            asked += value.values()
        elif isinstance(value, TokenBase):
            asked += [value.first, value.second, getattr(value, "value", None)]


def _constant(node: Node) -> bool:
    """Whether a node draws the same for everybody who reads the same language."""
    test = CONSTANT.get(type(node))
    return test is not None and test(node)


def _quicker(node: Any) -> Node:  # noqa: ANN401 - a node's own attributes
    """A node that does the same with less, or the node itself."""
    if type(node) is TranslateNode and node.asvar and _word(node):
        return Named(node)
    if type(node) is URLNode and not node.kwargs and _literal(node.view_name):
        return Address(node) if node.args or not node.asvar else Named(node)
    if type(node) is VariableNode:
        return Shown(node)
    return node  # type: ignore[no-any-return]


def _word(node: TranslateNode) -> bool:
    return node.message_context is None and _literal(node.filter_expression)


def _literal(value: FilterExpression) -> bool:
    """Whether an argument is written out in the template."""
    if value.filters:
        return False
    return isinstance(value.var, str) or (
        isinstance(value.var, Variable) and value.var.literal is not None
    )


def _simple(node: SimpleNode) -> bool:
    given = [*node.args, *node.kwargs.values()]
    return node.func in PURE and node.target_var is None and all(map(_literal, given))


def _plain_address(node: URLNode) -> bool:
    return not (node.args or node.kwargs or node.asvar) and _literal(node.view_name)


CONSTANT: dict[type[Node], Callable[[Any], bool]] = {
    TextNode: lambda node: True,
    TranslateNode: lambda node: not node.asvar and _word(node),
    URLNode: _plain_address,
    StaticNode: lambda node: node.varname is None and _literal(node.path),
    SimpleNode: _simple,
}
