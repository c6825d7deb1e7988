"""Whether a question may be asked, by the tree that DuckDB's own parser made of it, so that no comment and no spelling
hides anything.

What is let through is listed: kinds of queries, of sources, tables by name, functions that make rows. Functions of
values are many and harmless but for those that tell of the server or give another value each time. DuckDB is locked
besides: this is here to say what is wrong, and to be the first of two doors.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .answer import Refusal, Why

_QUERIES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_ROWS = {"range", "generate_series", "unnest"}
_TELLING = re.compile(
    r"^(duckdb_|pragma_|pg_|read_|parquet_|sniff_|write_|parse_duckdb_log|query$|query_table$|glob$|getenv$|getvariable$"
    r"|current_setting$|set_config$|current_(query|query_id|database|schemas?|user|role|catalog)$"
    r"|current_(connection|transaction)_id$"
    r"|which_secret$|in_search_path$|nextval$|currval$|txid_current$|version$|has_|inet_|user$|session_user$|error$"
    r"|stats$|vector_type$|sleep_ms$|setval$|add_parquet_key$|enable_|disable_|summary$|checkpoint$"
    r"|force_checkpoint$|test_)"
)
_CHANGING = {
    "random", "setseed", "uuid", "uuidv4", "uuidv7", "gen_random_uuid", "now", "today", "get_current_time",
    "get_current_timestamp", "transaction_timestamp", "current_date", "current_time", "current_timestamp", "localtime",
    "localtimestamp", "current_localtime", "current_localtimestamp", "reservoir_quantile",
}  # fmt: skip
# what else stands under a name when nobody gave it: DuckDB's own tables, and files
_TAKEN = re.compile(r"^(pg|duckdb|sqlite|pragma)_|[^\w ]")
_NOWHERE = 2**63  # locations above it stand for none


def refusal_of(tree: Mapping[str, Any], tables: Collection[str]) -> tuple[Refusal, int | None] | None:
    """The first thing in the tree that is not let through, with its place in the question."""
    parts = list(_parts(tree))
    known = {name.lower() for name in tables} | {name for part in parts for name in _named(part)}
    for part in parts:
        found = _refused(part, known)
        if found:
            place = part.get("query_location")
            return found, place if isinstance(place, int) and place < _NOWHERE else None
    return None


def _parts(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of the tree, in the order of the text as near as it goes; no recursion, whatever its depth."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def _named(part: Mapping[str, Any]) -> list[str]:
    """Names that `with` gives."""
    ctes = part.get("cte_map")
    return [str(each["key"]).lower() for each in ctes["map"]] if isinstance(ctes, dict) else []


def _refused(part: Mapping[str, Any], known: Collection[str]) -> Refusal | None:
    for name in _named(part):
        if _TAKEN.search(name):
            return Refusal(Why.TABLE, name=name)
    if part.get("sample"):
        return Refusal(Why.CHANGING, name="sample")
    kind = part.get("type")
    if not isinstance(kind, str):
        return None
    if (kind.endswith("_NODE") and kind not in _QUERIES) or kind == "SHOW_REF":
        return Refusal(Why.NOT_SELECT)
    if kind == "BASE_TABLE":
        return _table(part, known)
    if kind == "TABLE_FUNCTION":
        name = str(part["function"].get("function_name", "")).lower()
        return None if name in _ROWS else Refusal(Why.FUNCTION, name=name)
    if part.get("function_name"):
        return _function(str(part["function_name"]).lower(), len(part.get("arguments") or part.get("children") or ()))
    if kind == "COLUMN_REF" and len(part["column_names"]) == 1 and part["column_names"][0].lower() in _CHANGING:
        return Refusal(Why.CHANGING, name=part["column_names"][0])
    return None


def _table(part: Mapping[str, Any], known: Collection[str]) -> Refusal | None:
    name = str(part.get("table_name", ""))
    if name.lower() in known and not part.get("schema_name") and not part.get("catalog_name"):
        return None
    whole = (str(part.get(each) or "") for each in ("catalog_name", "schema_name", "table_name"))
    return Refusal(Why.TABLE, name=".".join(filter(None, whole)))


def _function(name: str, given: int) -> Refusal | None:
    """`age` of one moment is its age today."""
    if name in _CHANGING or (name == "age" and given == 1):
        return Refusal(Why.CHANGING, name=name)
    return Refusal(Why.FUNCTION, name=name) if _TELLING.search(name) else None
