"""A small language: numbers, names of values, + - * /, brackets, min() and max(). Exact: fractions, never floats.

Python reads the text into a tree and nothing of it is ever run: every node is on the list below or is refused with its
place.
"""

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LONGEST = 300
NUMBER = re.compile(r"\d{1,20}(\.\d{1,20})?")
FUNCTIONS = {"min": min, "max": max}


class FormulaError(ValueError):
    """`code`: `empty`, `syntax`, `name`, `number`, `function` or `long`; `column` is from 1, `text` stands there."""

    def __init__(self, code: str, column: int = 1, text: str = "") -> None:
        super().__init__(f"{code} at {column}: {text}")
        self.code, self.column, self.text = code, column, text


@dataclass(frozen=True, slots=True)
class Formula:
    """`names` in the order in which they first stand."""

    text: str
    tree: ast.expr
    names: tuple[str, ...]

    def value(self, values: Mapping[str, Fraction | None]) -> Fraction | None:
        """None where a value is missing or something is divided by zero: the formula then says nothing."""
        if any(values.get(name) is None for name in self.names):
            return None
        try:
            return _value(self.text, self.tree, {name: values[name] or Fraction(0) for name in self.names})
        except ZeroDivisionError:
            return None


def parse(text: str, known: Collection[str]) -> Formula:
    """Raises `FormulaError` for anything outside the language or a name that is not `known`."""
    plain = text.strip()
    if len(plain) > LONGEST:
        raise FormulaError("long", LONGEST + 1)
    if not plain:
        raise FormulaError("empty")
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        column = (error.offset or 1) if isinstance(error, SyntaxError) else 1
        raise FormulaError("syntax", column, plain[column - 1 : column]) from error
    names: list[str] = []
    _admit(plain, tree, known, names)
    return Formula(plain, tree, tuple(dict.fromkeys(names)))


def _admit(text: str, node: ast.expr, known: Collection[str], names: list[str]) -> None:
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _admit(text, left, known, names)
            _admit(text, right, known, names)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _admit(text, operand, known, names)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            if name not in FUNCTIONS or len(args) < 2:
                raise _error("function", text, node)
            for each in args:
                _admit(text, each, known, names)
        case ast.Name(id=name):
            if name not in known:
                raise _error("name", text, node)
            names.append(name)
        case ast.Constant():
            if not NUMBER.fullmatch(_source(text, node)):
                raise _error("number", text, node)
        case _:
            raise _error("syntax", text, node)


def _value(text: str, node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _value(text, left, values), _value(text, right, values)
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
            return one / other
        case ast.UnaryOp(operand=operand):
            return -_value(text, operand, values)
        case ast.Call(func=ast.Name(id=name), args=args):
            return FUNCTIONS[name](_value(text, each, values) for each in args)
        case ast.Name(id=name):
            return values[name]
    # the text, not what Python made of it: 0.1 is a tenth
    return Fraction(Decimal(_source(text, node)))


def _source(text: str, node: ast.expr) -> str:
    return ast.get_source_segment(text, node) or ""


def _error(code: str, text: str, node: ast.expr) -> FormulaError:
    before = text.encode()[: node.col_offset].decode()
    return FormulaError(code, len(before) + 1, _source(text, node)[:40])
