"""A template looked at before it is kept: all that is wrong at once, each with its place and what would mend it."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from .fields import Field, names
from .filling import Restricted

# fields of Word that fetch or run something when a document is opened
FETCHING = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|DATABASE|MACROBUTTON|IMPORT)\b")
EXTERNAL = re.compile(rb"<Relationship\b[^>]*>")
EMBEDDED = ("word/embeddings/", "word/activex/", "word/afchunk", "word/vbaproject", "customui/")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
ANY = Field("", within={})
LOOP = {"index": Field(""), "first": Field(""), "last": Field("")}


@dataclass(frozen=True, slots=True)
class Fault:
    """`value` is what stands there, `near` the known name nearest to it; only `blocking` ones keep a template out."""

    code: str
    place: str = ""
    value: str = ""
    near: str = ""
    blocking: bool = True


def check(content: bytes, fields: Mapping[str, Field]) -> list[Fault]:
    """In the order of the file; a file that is unsafe is not opened further."""
    unsafe = list(_unsafe(content))
    return unsafe if any(fault.blocking for fault in unsafe) else [*unsafe, *_tags(content, fields)]


def _unsafe(content: bytes) -> Iterator[Fault]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.lower().startswith(EMBEDDED):
                yield Fault("template.embedded", name)
            if not name.lower().endswith((".xml", ".rels")):
                continue
            part = archive.read(name)
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                yield Fault("template.entities", name)
            if name.endswith(".rels"):
                yield from _links(name, part)
            for found in sorted(set(FETCHING.findall(_instructions(part)))):
                yield Fault("template.fetches", name, found)


def _links(name: str, part: bytes) -> Iterator[Fault]:
    """A hyperlink only leads somewhere when it is clicked; anything else is fetched when the document opens."""
    for found in EXTERNAL.findall(part):
        if re.search(rb'TargetMode\s*=\s*["\']External', found):
            target = re.search(rb'Target\s*=\s*["\']([^"\']*)', found)
            value = target[1].decode(errors="replace")[:200] if target else ""
            click = b"/hyperlink" in found and value.lower().startswith(("http://", "https://", "mailto:"))
            yield Fault("template.hyperlink" if click else "template.external", name, value, blocking=not click)


def _instructions(part: bytes) -> str:
    text = part.decode("utf-8", errors="replace")
    spoken = re.findall(r"<w:instrText[^>]*>([^<]*)", text) + re.findall(r'w:instr="([^"]*)"', text)
    return " ".join(spoken)


def _tags(content: bytes, fields: Mapping[str, Field]) -> Iterator[Fault]:
    from docxtpl import DocxTemplate  # heavy: only where a document is looked at

    try:
        document = DocxTemplate(BytesIO(content))
        document.init_docx()
        places, sources = list(_places(document.docx)), list(_sources(document))
    except Exception:  # whatever the library makes of a file that only calls itself a DOCX: it cannot be read
        yield Fault("template.broken")
        return
    used: set[str] = set()
    for source in sources:
        try:
            tree = Restricted().parse(source)
        except TemplateSyntaxError as error:
            yield _syntax(error, places)
            return
        for wrong, value, path in _used(tree, {}, fields):
            used.add(path)
            if wrong:
                near = _nearest(value, path, fields) if wrong == "unknown" else ""
                yield Fault(f"template.{wrong}", _place_of(value, places), value, near)
    if not any(TAG.search(text) for _place, text in places):
        yield Fault("template.empty")
        return
    for name, field in names(fields).items():
        if field.obligatory and name not in used:
            yield Fault("template.lacks", value=name, blocking=False)


def _sources(document: Any) -> Iterator[str]:
    """What docxtpl will fill: body, headers, footers, footnotes, properties."""
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.xml_to_string(_parsed(part)))
    for part in document.docx.part.package.parts:
        if str(part.partname) == "/word/footnotes.xml":
            yield document.patch_xml(part.blob.decode("utf-8"))
    properties = document.docx.core_properties
    yield "\n".join(
        str(getattr(properties, name))
        for name in ("author", "category", "comments", "content_status", "identifier", "keywords", "language",
                     "last_modified_by", "subject", "title", "version")
    )  # fmt: skip


def _parsed(part: Any) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(part.blob)


def _places(document: Any) -> Iterator[tuple[str, str]]:
    """Where a text stands, as somebody finds it in Word, and the text."""
    yield from _in(document, "")
    for number, section in enumerate(document.sections, 1):
        yield from _in(section.header, f"header {number}, ")
        yield from _in(section.footer, f"footer {number}, ")


def _in(part: Any, before: str) -> Iterator[tuple[str, str]]:
    for number, paragraph in enumerate(part.paragraphs, 1):
        yield f"{before}paragraph {number}", paragraph.text
    for number, table in enumerate(part.tables, 1):
        for row, line in enumerate(table.rows, 1):
            for column, cell in enumerate(line.cells, 1):
                yield f"{before}table {number}, row {row}, column {column}", cell.text


def _place_of(value: str, places: list[tuple[str, str]]) -> str:
    last = value.rsplit(".", 1)[-1]
    for wanted in (value, last):
        for place, text in places:
            if any(re.search(rf"(?<![\w]){re.escape(wanted)}(?![\w])", tag) for tag in TAG.findall(text)):
                return place
    return ""


def _syntax(error: TemplateSyntaxError, places: list[tuple[str, str]]) -> Fault:
    """A tag that is not closed or does more than it may: the first place whose tags do not read on their own."""
    for place, text in places:
        for tag in TAG.findall(text):
            plain = re.sub(r"\{([{%])(?:p|tr|tc|r)\s", r"{\1 ", tag)
            if _odd(plain):
                return Fault("template.syntax", place, tag[:120])
    return Fault("template.syntax", value=str(error.message)[:120])


def _odd(tag: str) -> bool:
    closing = {"for": "endfor", "if": "endif"}
    word = re.match(r"\{%-?\s*(\w+)", tag)
    if word and word[1] in {"endfor", "endif", "else", "elif"}:
        return False
    whole = f"{tag}{{% {closing[word[1]]} %}}" if word and word[1] in closing else tag
    try:
        Restricted().parse(whole)
    except TemplateSyntaxError:
        return True
    return False


Scope = Mapping[str, tuple[str, Field | None]]


def _used(node: nodes.Node, scope: Scope, fields: Mapping[str, Field]) -> Iterator[tuple[str, str, str]]:
    """Every name: what is wrong with it or "", as it is written, its full path. `scope` holds variables of loops."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.For):
            yield from _loop(child, scope, fields)
        elif isinstance(child, nodes.Output):
            for each in child.nodes:
                if isinstance(each, (nodes.Name, nodes.Getattr)):
                    yield _named(each, scope, fields, lambda field: field.many or field.within is not None, "whole")
                else:
                    yield from _used(each, scope, fields)
        elif isinstance(child, (nodes.Name, nodes.Getattr)):
            yield _named(child, scope, fields)
        else:
            yield from _used(child, scope, fields)


def _loop(node: nodes.For, scope: Scope, fields: Mapping[str, Field]) -> Iterator[tuple[str, str, str]]:
    """Of a list nobody knows its elements are not asked for: one fault is said once."""
    assert isinstance(node.target, nodes.Name), "a loop has been looked at"
    yield _named(node.iter, scope, fields, lambda field: not field.many, "not_a_list")
    path, field = _resolve(node.iter, scope, fields)
    one = Field("", within=field.within) if field is not None and field.many else ANY
    inner = {**scope, node.target.name: (f"{path}[]", one), "loop": ("loop", Field("", within=LOOP))}
    for part in (*node.body, *node.else_):
        yield from _used(nodes.Template([part]), inner, fields)


def _named(
    node: Any, scope: Scope, fields: Mapping[str, Field], wrong: Callable[[Field], bool] | None = None, code: str = ""
) -> tuple[str, str, str]:
    path, field = _resolve(node, scope, fields)
    if field is ANY:
        return "", _written(node), path
    if field is None:
        return "unknown", _written(node), path
    return code if wrong and wrong(field) else "", _written(node), path


def _written(node: Any) -> str:
    return f"{_written(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else str(node.name)


def _resolve(node: Any, scope: Scope, fields: Mapping[str, Field]) -> tuple[str, Field | None]:
    if isinstance(node, nodes.Name):
        return scope[node.name] if node.name in scope else (node.name, fields.get(node.name))
    if not isinstance(node, nodes.Getattr):
        return "", None
    path, field = _resolve(node.node, scope, fields)
    if field is ANY:
        return f"{path}.{node.attr}", ANY
    inside = field.within if field is not None and not field.many else None
    return f"{path}.{node.attr}", (inside or {}).get(node.attr)


def _nearest(value: str, path: str, fields: Mapping[str, Field]) -> str:
    """The name that reads most like it: among those of the same place first, written as the template writes them."""
    known = list(names(fields))
    parent, _dot, last = path.rpartition(".")
    beside = [name.rpartition(".")[2] for name in known if name.rpartition(".")[0] == parent]
    if close := get_close_matches(last, beside, n=1, cutoff=0.5):
        return f"{value.rpartition('.')[0]}.{close[0]}" if parent else close[0]
    return next(iter(get_close_matches(value, known, n=1, cutoff=0.5)), "")
