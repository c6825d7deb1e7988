"""One spelling of a JSON value, so that equal values have equal bytes and equal hashes."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys, no spaces and no escapes beyond the necessary.

    `Decimal` becomes its plain digits, a date or a moment ISO 8601 (moments with a zone in UTC), a UUID its text.
    Raises `ValueError` for a float, a key that is not text and everything else JSON has no exact form for.
    """
    try:
        return _ENCODER.encode(_plain(value)).encode()
    except RecursionError as error:
        raise ValueError("the value is nested too deeply") from error


def parse_canonical(data: bytes) -> Any:
    """The value of canonical bytes; raises `ValueError` when the bytes are anything but canonical."""
    try:
        value = _DECODER.decode(data.decode())
        spelling = _ENCODER.encode(value).encode()
    except RecursionError as error:
        raise ValueError("the value is nested too deeply") from error
    if spelling != data:
        raise ValueError("the bytes are not the canonical spelling of their value")
    return value


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise ValueError(f"a key must be text, not {type(key).__name__}")
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise ValueError(f"{type(value).__name__} has no canonical form")


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is not an exact number")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)
