"""Whether a migration only adds: then the version before it works on beside it, and nobody has to be sent away."""

from collections.abc import Iterator
from typing import Any

from django.db.migrations.operations import AddField, AddIndex, AlterModelOptions, CreateModel
from django.db.models import NOT_PROVIDED, ManyToManyField

from .schema import Together

ADDING = (CreateModel, AddIndex, AlterModelOptions)


def closing(migration: Any) -> list[str]:
    """Names of its operations that the older version would not survive; anything not known to be harmless is one."""
    return [type(operation).__name__ for operation in _each(migration.operations) if not _adds(operation)]


def _each(operations: Any) -> Iterator[Any]:
    for operation in operations:
        if isinstance(operation, Together):
            yield from _each(operation.operations)
        else:
            yield operation


def _adds(operation: Any) -> bool:
    """A column is harmless if a row can be written without it."""
    if isinstance(operation, AddField):
        field = operation.field
        return field.null or field.db_default is not NOT_PROVIDED or isinstance(field, ManyToManyField)
    return isinstance(operation, ADDING)
