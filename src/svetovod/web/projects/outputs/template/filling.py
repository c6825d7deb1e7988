"""Filling a template: names, loops over lists and conditions; nothing in it can call, compute or reach further."""

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from svetovod.web.documents.papers import settled

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Not,
    nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const,
)  # fmt: skip
DEEPEST = 3


class Restricted(SandboxedEnvironment):
    """Every source it compiles is looked at first: also properties, headers and footnotes that docxtpl fills."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = super()._parse(source, name, filename)
        refuse(tree)
        return tree


def refuse(tree: nodes.Node, depth: int = 0) -> None:
    """Raises `TemplateSyntaxError` at the first thing that is more than a name, a loop over a list or a condition."""
    for node in tree.iter_child_nodes():
        inside = depth + isinstance(node, nodes.For)
        if not isinstance(node, ALLOWED) or inside > DEEPEST:
            raise TemplateSyntaxError(type(node).__name__, getattr(node, "lineno", 1))
        if isinstance(node, nodes.For) and not _plain_loop(node):
            raise TemplateSyntaxError("For", node.lineno)
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise TemplateSyntaxError(node.attr, node.lineno)
        refuse(node, inside)


def _plain_loop(node: nodes.For) -> bool:
    """`for row in costs`: one name, over a name, without a condition of its own."""
    over = isinstance(node.iter, (nodes.Name, nodes.Getattr))
    return over and isinstance(node.target, nodes.Name) and node.test is None and not node.recursive


class NotFilledError(ValueError):
    """The template asks for what is not there: it was checked against another list."""


def fill(template: IO[bytes], context: Mapping[str, Any]) -> bytes:
    from docxtpl import DocxTemplate  # heavy: only where a document is made

    document = DocxTemplate(template)
    try:
        document.render(dict(context), jinja_env=Restricted(), autoescape=True)
    except TemplateError as error:
        raise NotFilledError(str(error)) from error
    out = BytesIO()
    document.save(out)
    return settled(out)
