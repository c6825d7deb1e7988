"""Model dataclasses as JSON and back, strictly, for results that an outsider computes again."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dataclasses as objects, decimals as digits, dates as ISO, enumerations as their values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return [to_plain(item) for item in value] if isinstance(value, tuple) else value


def from_plain(kind: type[T], value: Any) -> T:
    """What `to_plain` made of a `kind`; raises `ValueError` for a field that is unknown, missing or of other type."""
    try:
        result: T = _read(kind, value)
    except (TypeError, AttributeError, KeyError, InvalidOperation) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return result


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        inner = [option for option in get_args(kind) if option is not type(None)]
        return None if value is None else _read(inner[0], value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise TypeError("a list is expected")
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        return _read_object(kind, value)
    if kind is Decimal:
        return _decimal(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} is expected")
    return value


def _read_object(kind: Any, value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise TypeError("an object is expected")
    hints, known = get_type_hints(kind), fields(kind)
    if unknown := value.keys() - {field.name for field in known}:
        raise KeyError(min(unknown))
    required = [field.name for field in known if field.default is MISSING and field.default_factory is MISSING]
    if missing := [name for name in required if name not in value]:
        raise KeyError(missing[0])
    return kind(**{name: _read(hints[name], item) for name, item in value.items()})


def _decimal(value: Any) -> Decimal:
    if not isinstance(value, str) or len(value) > 40:
        raise TypeError("numbers are text")
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > 40:
        raise TypeError("numbers are finite")
    return number
