"""Draws the reference of the API from its OpenAPI document: what programs and what people read cannot differ."""

from collections.abc import Iterator
from typing import Any

NAME = "api.md"
HEAD = """# The API, address by address

What `/api/v1/openapi.json` says to programs. How to ask, tokens, limits: [use the API](../how-to/use-the-api.md).
A field in *italics* may be missing; `null` is named where a field may be empty.
"""
JSON = "application/json"
MOST = 20  # words of a choice that are all named: regions are not


def pages(drawn: str) -> dict[str, str]:
    """The text by the name of its file; asked while English is the language."""
    from svetovod.web.api.openapi import document

    return {NAME: "\n".join(_page(document(), drawn)) + "\n"}


def _page(document: dict[str, Any], drawn: str) -> Iterator[str]:
    yield from (HEAD, drawn, "", document["info"]["description"])
    for tag in document["tags"]:
        yield from ("", f"## {tag['description']}")
        for address, methods in document["paths"].items():
            for method, asked in methods.items():
                if tag["name"] in asked["tags"]:
                    yield from _operation(method, address, asked)
    yield from ("", "## What is answered and sent")
    for name, schema in document["components"]["schemas"].items():
        yield from _schema(name, schema)


def _operation(method: str, address: str, asked: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"### {method.upper()} {address}", "", f"{asked['summary']}. Operation `{asked['operationId']}`.")
    if "security" in asked:
        yield "With a token."
    yield from ("", "| parameter | where | must | values | meaning |", "|---|---|---|---|---|")
    for one in asked["parameters"]:
        must = "yes" if one.get("required") else ""
        yield _row(f"`{one['name']}`", one["in"], must, _kind(one["schema"]), one.get("description", ""))
    if "requestBody" in asked:
        bodies = asked["requestBody"]["content"].items()
        shapes = [f"`{media}`: {_kind(body['schema'])}" for media, body in bodies]
        yield from ("", f"Body: {', or '.join(shapes)}.")
    answers = asked["responses"].items()
    said = [f"{code} {_answer(code, answer)}" for code, answer in sorted(answers)]
    yield from ("", f"Answers: {'; '.join(said)}.")


def _answer(code: str, answer: dict[str, Any]) -> str:
    """Of a success the shape, of anything else the reason: its shape is always `Problem`."""
    return _kind(answer["content"][JSON]["schema"]) if code == "200" else answer["description"]


def _schema(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"### {name}", "", "| field | values | meaning |", "|---|---|---|")
    needed = schema.get("required", ())
    for field, one in schema.get("properties", {}).items():
        yield _row(f"`{field}`" if field in needed else f"*`{field}`*", _kind(one), one.get("description", ""))


def _kind(schema: dict[str, Any]) -> str:
    """The type in a few words: a link to a shape, words to choose from, limits."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        words = [f"`{word}`" if word is not None else "null" for word in schema["enum"]]
        return ", ".join(words if len(words) <= MOST else [*words[:3], f"{len(words) - 3} more"])
    if "const" in schema:
        return f"`{schema['const']}`"
    kinds = schema.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_plain(kind, schema) for kind in kinds)


def _plain(kind: str, schema: dict[str, Any]) -> str:
    if kind == "array":
        return f"list of {_kind(schema['items'])}" if "items" in schema else "list"
    if kind == "object" and "properties" in schema:
        return f"object of {', '.join(f'`{name}`: {_kind(one)}' for name, one in schema['properties'].items())}"
    limits = [f"{said} {schema[name]}" for name, said in (("minimum", "from"), ("maximum", "to")) if name in schema]
    named = schema.get("format", "text") if kind == "string" else {"integer": "whole number"}.get(kind, kind)
    return " ".join([named, *(limits if kind == "integer" else ())])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
