"""Every small change of a module that mutmut knows how to make, each as the whole text of the changed module.

mutmut finds and applies its own changes inside undecorated functions alone, and who may do what is written in decorated
ones and in tables. So its list of changes is used and the walk over the module is ours.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from mutmut.mutation.mutators import mutation_operators, operator_string

# words for a programmer, whom the exception reaches before it reaches anybody else
OWN_ERRORS = {
    "ValueError", "TypeError", "KeyError", "RuntimeError", "AssertionError", "NotImplementedError", "ZeroDivisionError",
}  # fmt: skip
# calls for the type checker alone
TYPING = {"cast", "TypeVar", "NewType"}
# guards that speak only where other code is wrong, and what is the default on every machine that is supported
SILENT = {"strict", "encoding"}


# the function it is in, what stands there, what is put there
Place = tuple[str, cst.CSTNode, cst.CSTNode]


@dataclass(frozen=True)
class Change:
    """`inside` is the outermost function the change is made in, as `Class.method`; empty outside of functions."""

    file: Path
    inside: str
    before: str
    after: str
    text: str

    @property
    def key(self) -> str:
        return f"{self.before} → {self.after}"


def changes(file: Path, most: int = 0) -> Iterator[Change]:
    """All of them, or so many drawn by chance, the same ones every time."""
    source = file.read_text(encoding="utf-8")
    module = cst.parse_module(source)
    found = list(_found(module, ()))
    if most and len(found) > most:
        found = random.Random(f"{file.parent.name}/{file.name}").sample(found, most)
    for inside, node, changed in found:
        text = module.deep_replace(node, changed).code
        if text != source and _compiles(text):
            yield Change(file, inside, *_difference(source.splitlines(), text.splitlines()), text)


def _found(
    node: cst.CSTNode, path: tuple[str, ...], inside: str = ""
) -> Iterator[tuple[str, cst.CSTNode, cst.CSTNode]]:
    if _left_alone(node):
        return
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            for changed in _made(operator, node):
                yield inside, node, changed
    if isinstance(node, cst.ClassDef | cst.FunctionDef):
        path = (*path, node.name.value)
    # what stands in a class beside its functions is declared, and the types say whether it can hold
    for child in node.body.body if isinstance(node, cst.ClassDef) else node.children:
        within = inside
        if isinstance(node, cst.ClassDef) and not isinstance(child, cst.FunctionDef):
            continue
        if isinstance(node, cst.FunctionDef) and child is node.body:
            within = inside or ".".join(path)
        yield from _found(child, path, within)


def _made(operator: object, node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    found = list(operator(node))  # type: ignore[operator]
    # a word in other letters is as wrong as a word between XX
    return found[:1] if operator is operator_string else [each for each in found if not _held(node, each)]


def _held(node: cst.CSTNode, changed: cst.CSTNode) -> bool:
    """What the type checker refuses and nobody could tell, None for False; and a guard of `SILENT` taken away."""
    match node, changed:
        case cst.Call(), cst.Call():
            taken = [arg for arg in node.args if arg not in changed.args]
            put = [arg for arg in changed.args if arg not in node.args]
            if any(arg.keyword and arg.keyword.value in SILENT for arg in taken):
                return True
            return bool(taken and put) and _is(taken[0].value, "False") and _is(put[0].value, "None")
        case ((cst.Assign() | cst.AnnAssign()), (cst.Assign() | cst.AnnAssign())):
            return _is(node.value, "False") and _is(changed.value, "None")
    return False


def _is(node: cst.CSTNode | None, name: str) -> bool:
    return isinstance(node, cst.Name) and node.value == name


def _left_alone(node: cst.CSTNode) -> bool:
    match node:
        case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom() | cst.Assert():
            return True
        case cst.ClassDef():
            return any(isinstance(b.value, cst.Name) and b.value.value.endswith("Enum") for b in node.bases)
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True  # what documents
        case cst.Assign(value=cst.Call(func=cst.Name(value=name))) if name in TYPING:
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            return name == "__all__" or (name.lstrip("_").istitle() and isinstance(node.value, cst.Subscript))
        case cst.Call(func=cst.Name(value=name)) if name in TYPING or name in OWN_ERRORS:
            return True
        case cst.Arg(keyword=cst.Name(value=name)) if name in SILENT:
            return True
    return False


def _compiles(text: str) -> bool:
    try:
        compile(text, "changed", "exec")
    except SyntaxError:
        return False
    return True


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines that differ, without those that are alike above and below."""
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return " ".join(line.strip() for line in before), " ".join(line.strip() for line in after)
