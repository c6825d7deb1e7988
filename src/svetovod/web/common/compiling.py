"""What Django works out anew for each column of each ordered question and for each join, a twenty-fifth of all that the
database layer does in this product.

A column is looked up among those selected by all that it was made with, bound to the signature of its class: its place
tells it apart as well, and whether two are equal is still asked of the whole. Two fields are compared that nearly
always are one. The type of a reference is found by way of a field that is made for that and thrown away.
"""

from typing import Any

from django.db.models import BigAutoField, BigIntegerField
from django.db.models.expressions import Col

_BIG: Any = BigIntegerField()
_as_django_does = Col.get_db_converters


def quicken() -> None:
    """Once, when the models of all apps are there."""
    column: Any = Col
    column.__hash__ = _place
    column.get_db_converters = _converters
    own: Any = BigAutoField
    own.rel_db_type = _big


def _place(column: Any) -> int:
    return hash((column.alias, column.target.name))


def _converters(column: Any, connection: Any) -> list[Any]:
    field = column.output_field
    return field.get_db_converters(connection) if field is column.target else _as_django_does(column, connection)


def _big(_field: Any, connection: Any) -> str | None:
    return _BIG.db_type(connection)
