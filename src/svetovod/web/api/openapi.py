"""The OpenAPI 3.1 document, made of the table of operations and the schemas."""

import re
from typing import Any

from django.utils.translation import gettext as _

from svetovod import __version__

from .frame import FORM, JSON, LANGUAGES
from .operations import GROUPS, OPERATIONS, ROOT, Operation
from .problems import KINDS, MEDIA
from .query import Parameter
from .schemas import COMPONENTS, ref
from .views.check import FILE

EVERYWHERE = ("query", "method")
SCHEME = "person"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Svetovod: public API"),
            "version": f"1 ({__version__})",
            "description": _(
                "The law as data, the public registry of clusters and a calculation of conformity. A verdict is a "
                "calculation, not a decision of the ministry. Projects are told to whoever shows a token of their own."
            ),
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": str(said)} for name, said in GROUPS.items()],
        "paths": {address(each): {each.method.lower(): operation(each)} for each in OPERATIONS},
        "components": {
            "schemas": COMPONENTS,
            "securitySchemes": {
                SCHEME: {"type": "http", "scheme": "bearer", "description": _("Made on the page Profile, Tokens")}
            },
        },
    }


def address(each: Operation) -> str:
    return f"/{ROOT}" + ARGUMENT.sub(r"{\1}", each.route)


def operation(each: Operation) -> dict[str, Any]:
    schema = ref(each.answers) if each.answers else {"type": "object"}
    refusals = {str(KINDS[kind][0]): _refusal(kind) for kind in (*EVERYWHERE, *each.refusals)}
    found: dict[str, Any] = {
        "operationId": each.id,
        "tags": [each.group],
        "summary": str(each.summary),
        "parameters": [*_arguments(each), *_headers(each), *(_parameter(one) for one in each.parameters), _language()],
        "responses": {
            "200": {"description": str(each.summary), "content": {JSON: {"schema": schema}}},
            **(
                {"304": {"description": _("The same as the answer whose ETag was sent")}}
                if each.method == "GET"
                else {}
            ),
            **refusals,
        },
    }
    if each.scope:
        found |= {"security": [{SCHEME: []}]}
    return found | ({"requestBody": _body(each)} if each.method == "POST" else {})


def _refusal(kind: str) -> dict[str, Any]:
    found = {"description": str(KINDS[kind][1]), "content": {MEDIA: {"schema": ref("Problem")}}}
    if kind == "too-often":
        found["headers"] = {"Retry-After": {"description": _("Seconds to wait"), "schema": {"type": "integer"}}}
    return found


def _arguments(each: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in ARGUMENT.findall(each.route)
    ]


def _headers(each: Operation) -> list[dict[str, Any]]:
    if "precondition" not in each.refusals:
        return []
    said = _("The revision that was read, in quotes, or *")
    return [{"name": "If-Match", "in": "header", "required": True, "description": said, "schema": {"type": "string"}}]


def _parameter(one: Parameter) -> dict[str, Any]:
    said = str(one.summary)
    return {"name": one.name, "in": "query", "description": said, "allowEmptyValue": True, "schema": one.schema}


def _language() -> dict[str, Any]:
    said = _("Language of the texts; else Accept-Language decides, else Russian")
    schema = {"type": "string", "enum": [*LANGUAGES]}
    return {"name": "lang", "in": "query", "description": said, "allowEmptyValue": True, "schema": schema}


def _body(each: Operation) -> dict[str, Any]:
    form = {"type": "object", "properties": {FILE: {"type": "string", "format": "binary"}}, "required": [FILE]}
    return {"required": True, "content": {JSON: {"schema": ref(each.body)}, FORM: {"schema": form}}}
