"""The human page of the API."""

from typing import Any

from .frame import KEPT_SECONDS
from .openapi import ARGUMENT, address
from .operations import GROUPS, OPERATIONS, ROOT
from .problems import KINDS
from .schemas import COMPONENTS


def index_context() -> dict[str, Any]:
    lines: list[dict[str, Any]] = [
        {
            "op": each, "address": address(each), "arguments": ARGUMENT.findall(each.route),
            "example": "" if ARGUMENT.search(asked := each.example or each.route) else f"/{ROOT}{asked}",
        }
        for each in OPERATIONS
    ]  # fmt: skip
    return {
        "groups": [(said, name, [line for line in lines if line["op"].group == name]) for name, said in GROUPS.items()],
        "count": len(OPERATIONS),
        "problems": [(kind, status, title) for kind, (status, title) in KINDS.items()],
        "fields": _fields(),
        "kept": KEPT_SECONDS,
    }


def _fields() -> list[tuple[str, list[tuple[str, str]]]]:
    """The JSON form of a cluster: each table with its fields."""
    posted = COMPONENTS["PostedCluster"]
    tables = [("", posted), *((name, part["items"]) for name, part in posted["properties"].items() if "items" in part
                              and "properties" in part["items"])]  # fmt: skip
    return [(name, [(field, _kind(one)) for field, one in schema["properties"].items()]) for name, schema in tables]


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(str(word) for word in schema["enum"] if word is not None)
    kind = schema.get("type", "")
    return " | ".join(kind) if isinstance(kind, list) else str(kind)
